use lenet_runtime::network;

network! {
    #[cfg(test)]
    pub struct Net: [1, 28, 28] {
        relu,
    }
}

fn main() {}
