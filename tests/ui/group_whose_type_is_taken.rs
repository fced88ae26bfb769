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

network! {
    pub struct Rounds: [1, 28, 28] {
        stage: repeat(2) {
            first: conv2d(8, kernel: 3),
            second: conv2d(4, kernel: 3),
        }
        stage1: residual {
            only: conv2d(4, kernel: 3, padding: same),
        }
    }
}

fn main() {}
