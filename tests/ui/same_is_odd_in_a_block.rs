use lenet_runtime::network;

network! {
    pub struct Net: [3, 32, 32] {
        block stage(c, s) {
            conv: conv2d(c, kernel: 3, stride: s, padding: same),
            relu,
        }
        stem: stage(8, 1),
        stages: repeat(3) { stage(16, 2) }
        residual(shortcut: { conv2d(16, kernel: 1) }) {
            conv2d(16, kernel: 2, padding: same),
        }
    }
}

fn main() {}
