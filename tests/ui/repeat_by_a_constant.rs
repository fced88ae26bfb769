use lenet_runtime::network;

const N: usize = 3;

network! {
    pub struct Net: [1, 28, 28] {
        repeat(N) { relu }
    }
}

fn main() {}
