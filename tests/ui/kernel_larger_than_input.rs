use lenet_runtime::network;

network! {
    pub struct Net: [1, 10, 10] {
        conv1: conv2d(6, kernel: 5),
        max_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        flatten,
        fc: linear(10),
    }
}

fn main() {
    let net = Net::init(1);
    let _ = net.forward(&lenet_runtime::Tensor::zeros());
}
