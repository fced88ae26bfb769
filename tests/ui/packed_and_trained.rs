use lenet_runtime::network;

network! {
    pub struct Digits: [1, 4, 4] -> [2], weights("weights/digits.packed") {
        conv1: conv2d(2, kernel: 3),
        relu,
        flatten,
        fc: linear(2),
    }
}

fn main() {
    let _ = Digits::trained().forward(&lenet_runtime::Tensor::zeros());
}
