use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        fc: linear(Net::PARAMETERS),
        dropout(1.0 / Self::MACS as f32),
    }
}

fn main() {}
