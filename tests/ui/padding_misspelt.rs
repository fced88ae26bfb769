use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(6, kernel: 3, padding: sam),
        conv2: conv2d(6, kernel: 3, padding: total),
        conv3: conv2d(6, kernel: 3, padding: each_side(2, 1)),
    }
}

fn main() {}
