//! Training: losses and optimizers against PyTorch, and what a trainer promises.

mod hand;

use hand::LeNet5;
use lenet_runtime::Network;

#[test]
fn summary_of_lenet() {
    println!("{}", LeNet5::summary());
}
