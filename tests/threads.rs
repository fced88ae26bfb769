//! However many threads are asked for, no more are started than `threads::most` says, and where the system starts none the work is
//! done all the same. Alone in its program and without a test harness, so that the threads can be counted.

use examples::lenet5::LeNet5;
use lenet_runtime::train::CrossEntropy;
use lenet_runtime::{LANES, Tensor, Zeroed, threads};
use std::process::Command;
use std::{env, fs};

/// A stack that no system gives to a thread.
const TOO_MUCH: &str = "70368744177664";
const STACK: &str = "RUST_MIN_STACK";

fn main() {
    if env::var(STACK).as_deref() == Ok(TOO_MUCH) {
        assert!(std::thread::Builder::new().spawn(|| ()).is_err(), "no thread can be started");
        assert_eq!(work(), 1);
        return;
    }
    assert_eq!(threads::most(), std::thread::available_parallelism().map_or(1, usize::from).max(16));
    assert!((1..=threads::most()).contains(&work()));
    for (asked, given) in
        [(0, 1), (1, 1), (2, 2), (threads::most() + 1, threads::most()), (usize::MAX, threads::most())]
    {
        threads::limit(asked);
        assert_eq!(threads::count(), given);
    }
    let again = Command::new(env::current_exe().expect("this program")).env(STACK, TOO_MUCH).status();
    assert!(again.expect("a run without threads").success());
}

/// Runs a network over images on as many threads as there may be; returns how many threads the process has then, or 1 where the
/// system does not say.
fn work() -> usize {
    let network = LeNet5::init(1);
    let images = Tensor::zeroed_vec(LANES * (threads::most() + 1));
    threads::limit(1);
    let alone = network.forward_batch(&images);
    threads::limit(usize::MAX);
    for _ in 0..3 {
        assert_eq!(network.forward_batch(&images), alone);
    }
    let mut gradient = LeNet5::init(2);
    let labels = vec![1; images.len()];
    network.loss_and_gradient(&CrossEntropy::default(), &images, &labels, 0, &mut gradient);
    fs::read_dir("/proc/self/task").map_or(1, Iterator::count)
}
