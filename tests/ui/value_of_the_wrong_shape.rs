use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        fc: linear(10),
    }
}

fn main() {
    let net = Net::init(1);
    let image = lenet_runtime::Tensor::<1, 28, 29>::zeros();
    let _ = net.forward(&image);
}
