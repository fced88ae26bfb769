use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        block one(c) { inner: two(c), }
        block two(c) { inner: one(c), }
        first: one(16),
    }
}

fn main() {}
