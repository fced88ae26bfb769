use lenet_runtime::network;

const CLASSES: usize = 3;

network! {
    pub struct Digits: [1, 4, 4] -> [CLASSES], weights("weights/digits.safetensors") {
        conv1: conv2d(2, kernel: 3),
        relu,
        flatten,
        fc: linear(CLASSES),
    }
}

fn main() {
    let _ = Digits::trained().forward(&lenet_runtime::Tensor::zeros());
}
