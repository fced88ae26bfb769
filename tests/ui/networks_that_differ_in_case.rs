use lenet_runtime::network;

network! {
    struct Net: [1, 8, 8] { conv2d(0, kernel: 3) }
}

network! {
    struct NET: [1, 8, 8] { conv2d(4, kernel: 0) }
}

fn main() {}
