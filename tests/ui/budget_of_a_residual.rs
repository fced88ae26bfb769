use lenet_runtime::{KIB, network};

network! {
    pub struct Net: [3, 16, 16] -> [4], budget(ram: 4 * KIB) {
        stem: conv2d(8, kernel: 3, padding: same),
        relu,
        stage: repeat(2) {
            residual {
                conv2d(8, kernel: 3, padding: same),
                relu,
                conv2d(8, kernel: 3, padding: same),
            }
            relu,
        }
        global_avg_pool2d,
        flatten,
        linear(4),
    }
}

fn main() {}
