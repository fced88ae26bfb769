use lenet_runtime::network;

network! {
    pub struct Net: [10] -> [10] {
        inner: Net,
        relu,
    }
}

fn main() {}
