use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        fc: linear(Net::PARAMETERS),
        dropout(1.0 / Self::MACS as f32),
    }
}

network! {
    pub struct Sized: [8] {
        linear(size_of::<Sized>()),
        linear(<Sized as lenet_runtime::Network>::PARAMETERS),
    }
}

fn main() {}
