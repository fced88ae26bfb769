use lenet_runtime::network;

network! {
    pub struct First: [4, 6, 6] { reshape(-1, 3, 12) }
}

network! {
    pub struct Named: [4, 6, 6] { reshape(width: 9, channels: -1, height: 2) }
}

network! {
    pub struct Batch: [4, 6, 6] { reshape(-1, 8, 6, 3) }
}

network! {
    pub struct Vector: [4, 6, 6] { view: reshape(-1, 144) }
}

network! {
    pub struct Uneven: [4, 6, 6] { reshape(5, 5, -1) }
}

network! {
    pub struct Unknown: [4, 6, 6] { conv2d(0, kernel: 3), reshape(8, -1, 3) }
}

fn main() {}
