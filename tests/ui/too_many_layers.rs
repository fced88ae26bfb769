use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        repeat(1000) {
            repeat(1000) { relu }
        }
    }
}

fn main() {}
