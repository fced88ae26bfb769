use lenet_runtime::network;

network! {
    pub struct Digits: [1, 4, 4] -> [2], weights("weights/digits.packed"), budget(ram: 1_000) {
        conv1: conv2d(2, kernel: 3),
        relu,
        flatten,
        fc: linear(2),
    }
}

fn main() {
    let _ = Digits::prepared().forward(&lenet_runtime::Tensor::zeros());
}
