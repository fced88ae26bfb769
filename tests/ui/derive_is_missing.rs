use lenet_runtime::network;

network! {
    /// A network that can do no more than networks can.
    pub struct Net: [784] {
        fc: linear(10),
    }
}

fn main() {
    let net = Net::init(1);
    let _ = net.clone();
    println!("{net:?}");
}
