use lenet_runtime::network;

network! {
    pub struct Left: [10] {
        relu,
    }

    pub struct Right: [10] {
        relu,
    }
}

fn main() {}
