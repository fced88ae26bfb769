use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        PReLU(64),
        GroupNorm(2, 4),
        softshrink,
        swiglu,
        conv1d(6, kernel: 5),
        conv3d(6, kernel: 5),
        max_pool1d(2),
        lstm(16),
        embedding(100, 16),
        Sequential(relu, relu),
        SpatialDropout2D(0.5),
        cross_entropy_loss,
        view(1, 2),
        block(3),
        attention(8),
        frobnicate(3),
    }
}

fn main() {}
