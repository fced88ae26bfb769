use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        stage_1: repeat(2) {
            conv: conv2d(8, kernel: 3),
        }
        stage1: repeat(2) {
            conv: conv2d(16, kernel: 3),
        }
    }
}

fn main() {}
