//! Large networks need little stack. This package is compiled without optimization, which would hide a copy there.

use lenet_runtime::train::loss::CrossEntropy;
use lenet_runtime::train::optimizer::{Adam, Optimizer};
use lenet_runtime::{Plain, Tensor, Zeroed, network};
use std::thread;

network! {
    /// 33 MB of weights, and more for the values of 16 images.
    struct Large: [3, 64, 64] -> [10] {
        conv1: conv2d(16, kernel: 3, padding: same),
        relu,
        residual {
            conv2: conv2d(16, kernel: 3, padding: same),
            norm2: batch_norm2d,
            gelu,
        }
        max_pool2d(4),
        flatten,
        fc1: linear(2048),
        dropout(0.5),
        fc2: linear(10),
    }
}

/// Everything that one does with a network.
fn live() {
    let mut network = Large::init(1);
    let images = <[Tensor<3, 64, 64>; 3]>::zeroed_box();
    let scores = network.forward(&images[0]);
    assert_eq!(network.forward_in(&images[0], &mut Large::workspace()), &scores);
    assert_eq!(network.forward_batch(&*images).len(), 3);
    let mut gradient = Large::init(2);
    let loss = network.loss_and_gradient(&CrossEntropy::default(), &*images, &[1, 2, 3], 0, &mut gradient);
    assert!(loss.is_finite());
    Adam::new(0.1).step(&mut *network, &gradient);
    let same = Large::from_bytes(&network.to_bytes()).expect("its own weights");
    assert!(same.floats() == network.floats());
}

#[test]
fn a_network_of_33_megabytes_lives_on_128_kilobytes_of_stack() {
    assert_eq!(Large::FLOATS * size_of::<f32>() / 1_000_000, 33);
    thread::Builder::new().stack_size(128 << 10).spawn(live).expect("a thread").join().expect("no panic");
}
