use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        upsample(2, align_corners: true),
    }
}

fn main() {}
