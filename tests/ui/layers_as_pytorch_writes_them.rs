use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        Conv2d(1, 6, 5),
        nn.ReLU(),
        nn.Conv2d(6, 16, kernel_size=5),
        ReLU,
        MaxPool2d(2, 2),
        BatchNorm2d(16),
        AdaptiveAvgPool2d(1),
        Dropout(0.5),
        LeakyReLU(0.1),
        x.view(-1, 400),
        Flatten(),
        Linear(400, 120),
        Softmax(dim=1),
    }
}

fn main() {}
