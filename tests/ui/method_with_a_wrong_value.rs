use lenet_runtime::network;
use lenet_runtime::train::{CrossEntropy, Pairs};

network! {
    pub struct Net: [784] {
        fc: linear(10),
    }
}

fn main() {
    let mut gradient = Net::init(0);
    let net = Net::init("1");
    net.forward(&[0.0; 28]);
    net.forward_batch(&[0.0; 784]);
    let targets = ["three"];
    net.loss_and_gradient(&CrossEntropy::default(), &[[0.0; 784]], &targets, 0, &mut gradient);
    net.evaluate(&CrossEntropy::default(), &[[0.0; 784]]);
    let _ = Net::from_bytes(7);
    net.evaluate(&5, Pairs::new(&[[0.0; 784]], &[3]));
    net.loss_and_gradient(&(), &[[0.0; 784]], &[3], 0, &mut gradient);
    let _ = net.save(5);
    let _ = Net::load(Some("weights.safetensors"));
}
