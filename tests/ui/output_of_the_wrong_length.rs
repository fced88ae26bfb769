use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        fc: linear(10),
    }
}

fn main() {
    let net = Net::init(1);
    let image = lenet_runtime::Tensor::zeros();
    let scores: [f32; 12] = net.forward(&image);
    println!("{scores:?}");
}
