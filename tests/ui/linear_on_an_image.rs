use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(6, kernel: 5),
        fc1: linear(10),
    }
}

fn main() {
    let net = Net::init(1);
    let _ = net.forward(&lenet_runtime::Tensor::zeros());
}
