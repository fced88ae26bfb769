use lenet_runtime::network;

network! {
    pub struct Order: [3, 8, 8] {
        flatten(order: nhwc),
        linear(10),
    }
}

network! {
    pub struct Dropped: [3, 8, 8] {
        flatten(order: hwc),
        dropout2d(0.5),
    }
}

network! {
    pub struct Share: [3, 8, 8] {
        dropout2d(1.0),
    }
}

network! {
    pub struct Holes: [3, 8, 8] {
        avg_pool2d(3, stride: 1, dilation: 4),
    }
}

fn main() {}
