//! Training and inference take as much memory as the sizes of their types add up to. Alone in its program and without a test
//! harness, so that nothing else is counted.

mod counting;

use examples::lenet5::LeNet5;
use examples::resnet::ResNet8;
use lenet_runtime::train::{Adam, CrossEntropy, Gradients, Optimizer, Sgd, State, StaticGradients};
use lenet_runtime::{Inference, LANES, Network, Prepare, Prepared, Tile, Zeroed, network, threads};

network! {
    /// Small enough to save what many tiles of a batch keep for its batch norm.
    struct Normed: [1, 8, 8] -> [10] {
        conv2d(16, kernel: 3),
        batch_norm2d,
        relu,
        flatten,
        linear(10),
    }
}

/// Runs `work`, which must take `bytes` at most, or a little more: the names and queues of threads.
#[track_caller]
fn takes<R>(bytes: usize, what: &str, work: impl FnOnce() -> R) {
    const THREADS: usize = 2048;

    let (result, peak) = counting::peak(work);
    drop(result);
    assert!((bytes..=bytes + bytes / 100 + THREADS).contains(&peak), "{what}: {peak} bytes, {bytes} by the types");
}

fn main() {
    // The helper threads of the first round serve the second.
    for most in [2, 1] {
        threads::limit(most);
        check::<LeNet5>(most, &[1, 16, 40, 150]);
        check::<ResNet8>(most, &[20]);
        check::<Normed>(most, &[16, 150]);
    }
}

fn check<N: Prepare<Output = [f32; 10]>>(most: usize, counts: &[usize]) {
    let mut network = N::init(1);
    takes(Prepared::<N>::BYTES + Prepared::<N>::WORKSPACE_BYTES, "one image", || {
        let (prepared, mut workspace) = (network.prepare(), Prepared::<N>::workspace());
        prepared.forward_in(&N::Input::ZERO, &mut workspace);
        (prepared, workspace)
    });
    let mut gradients = StaticGradients::<N, LANES>::zeroed_box();
    let mut optimizer = Sgd { momentum: 0.9, velocity: State::lent(Box::leak(N::zeroed_box())), ..Sgd::new(0.1) };
    takes(0, "training in lent memory", || {
        gradients.compute(&*network, &CrossEntropy::default(), &[N::Input::ZERO; 3], &[1; 3], 0);
        optimizer.step(&mut *network, gradients.gradient());
    });
    for &count in counts {
        let (images, labels) = (vec![N::Input::ZERO; count], vec![3; count]);
        let tiles = count.div_ceil(LANES);
        let what = format!("{}, {count} images, {most} threads", N::NAME);

        let worker = size_of::<Tile<N::Input, LANES>>() + size_of::<N::Workspace<LANES>>();
        let mut outputs = vec![[0.0; 10]; count];
        takes(most.min(tiles) * worker, &format!("inference, {what}"), || {
            let mut inference = Inference::<N>::new();
            inference.run(&network, &images, &mut outputs);
            inference
        });

        // A gradient for each of at most eight parts of the batch, and their sum; what the optimizer remembers. What a tile saves waits
        // for the other tiles if there are batch norms.
        let parts = tiles.min(8);
        let kept = size_of::<Tile<N::Input, LANES>>() + size_of::<N::Tape<LANES>>();
        let saved = if N::BATCH_NORMS > 0 { tiles } else { most.min(parts) };
        let workspaces = most.min(parts) * size_of::<N::TrainingWorkspace<LANES>>();
        let gradients = workspaces + saved * kept + (parts + 1) * size_of::<N>();
        assert_eq!(Gradients::<N>::bytes(count), gradients, "{what}");
        let sgd = || Sgd { momentum: 0.9, ..Sgd::new(0.1) };
        takes(gradients + size_of::<N>(), &format!("SGD, {what}"), || step(&mut *network, &images, &labels, sgd()));
        takes(gradients + 2 * size_of::<N>(), &format!("Adam, {what}"), || {
            step(&mut *network, &images, &labels, Adam::new(0.1))
        });
    }
}

/// A step of training; returns what it leaves behind.
fn step<N: Network<Output = [f32; 10]>, O: Optimizer<N>>(
    network: &mut N,
    images: &[N::Input],
    labels: &[u8],
    mut optimizer: O,
) -> (Gradients<N>, O) {
    let mut gradients = Gradients::new();
    gradients.compute(network, &CrossEntropy::default(), images, labels, 1);
    optimizer.step(network, gradients.gradient());
    (gradients, optimizer)
}
