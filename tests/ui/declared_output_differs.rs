use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] -> [10] {
        flatten,
        fc1: linear(84),
        relu,
    }
}

fn main() {
    let net = Net::init(1);
    let scores: [f32; 10] = net.forward(&lenet_runtime::Tensor::zeros());
    println!("{scores:?}");
}
