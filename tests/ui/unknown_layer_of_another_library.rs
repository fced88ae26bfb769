use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        fc: dense(10),
    }
}

fn main() {}
