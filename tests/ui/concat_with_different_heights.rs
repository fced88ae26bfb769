use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        concat {
            { a: conv2d(8, kernel: 3, padding: same) }
            { b: conv2d(8, kernel: 3) }
        }
    }
}

fn main() {}
