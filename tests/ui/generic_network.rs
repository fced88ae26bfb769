use lenet_runtime::network;

network! {
    pub struct Net<const N: usize>: [1, N, N] -> [10] {
        flatten,
        fc: linear(10),
    }
}

fn main() {}
