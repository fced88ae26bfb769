use lenet_runtime::network;

network! {
    pub struct Head: [2, 2, 2] -> [2] {
        flatten,
        linear(2, bias: false),
    }
}

network! {
    pub struct Digits: [1, 4, 4] -> [2], weights("weights/digits.safetensors") {
        conv1: conv2d(2, kernel: 3),
        relu,
        fc: self::Head,
    }
}

fn main() {
    let _ = Digits::trained().forward(&lenet_runtime::Tensor::zeros());
}
