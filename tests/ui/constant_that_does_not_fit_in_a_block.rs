use lenet_runtime::network;

const SIZE: usize = 7;

network! {
    pub struct Net: [1, 28, 28] {
        block down(filters, size) {
            conv: conv2d(filters, kernel: size, stride: 2),
            relu,
        }

        first: down(8, 5),
        second: down(16, 5),
        third: down(32, SIZE),
    }
}

fn main() {}
