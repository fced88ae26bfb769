use lenet_runtime::network;

const K: usize = 21;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(6, kernel: K),
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
