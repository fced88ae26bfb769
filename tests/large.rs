//! Large networks and values need little stack. This package is compiled without optimization, which would hide a copy there.

use examples::lenet5::LeNet5;
use lenet_runtime::train::{Adam, AdamW, CrossEntropy, MeanSquaredError, Optimizer, Pairs, Sgd, Trainer};
use lenet_runtime::{Plain, Tensor, Zeroed, network};
use std::{slice, thread};

network! {
    /// 33 MB of weights, and more for the values of 16 images.
    #[derive(Clone)]
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

network! {
    /// From 12 MB to 12 MB.
    struct Filter: [3, 1024, 1024] -> [3, 1024, 1024] {
        conv: conv2d(3, kernel: 3, padding: same),
        relu,
    }
}

type Photo = Tensor<3, 1024, 1024>;

const MEGABYTE: usize = 1 << 20;
const PHOTO: usize = size_of::<Photo>();

#[track_caller]
fn on_a_stack_of(bytes: usize, work: fn()) {
    thread::Builder::new().stack_size(bytes).spawn(work).expect("a thread").join().expect("no panic");
}

/// Everything that one does with a network.
fn live() {
    let mut network = Large::init(1);
    let images = <[Tensor<3, 64, 64>; 3]>::zeroed_box();
    let scores = network.forward(&images[0]);
    assert_eq!(network.forward_in(&images[0], &mut Large::workspace()), &scores);
    assert_eq!(network.prepare().forward(&images[0]).len(), 10);
    assert_eq!(network.forward_batch(&*images).len(), 3);
    let mut gradient = Large::init_with(2, lenet_runtime::Init::FanIn);
    let loss = network.loss_and_gradient(&CrossEntropy::default(), &*images, &[1, 2, 3], 0, &mut gradient);
    assert!(loss.is_finite());
    Adam::new(0.1).step(&mut *network, &gradient);
    assert!(network.evaluate(&CrossEntropy::default(), Pairs::new(&*images, &[1, 2, 3])).loss.is_finite());
    let same = Large::from_bytes(&network.to_bytes()).expect("its own weights");
    assert!(same.floats() == network.floats());
    assert!(same.clone_box().floats() == network.floats());
    let mut trainer = Trainer::new(CrossEntropy::default(), Adam::<Large>::new(0.1), 1);
    trainer.epoch(&mut network, Pairs::new(&*images, &[1, 2, 3]), |_| {}).unwrap();
}

#[test]
fn a_network_of_33_megabytes_lives_on_128_kilobytes_of_stack() {
    assert_eq!(Large::FLOATS * size_of::<f32>() / 1_000_000, 33);
    on_a_stack_of(128 << 10, live);
}

#[test]
fn a_copy_of_an_optimizer_is_made_on_the_heap_and_goes_on_alike() {
    fn goes_on<O: Optimizer<Large> + Clone>(mut optimizer: O) {
        let (mut network, gradient) = (Large::init(1), Large::init(2));
        optimizer.step(&mut network, &gradient);
        let (mut copy, mut same) = (optimizer.clone(), network.clone_box());
        optimizer.step(&mut network, &gradient);
        copy.step(&mut same, &gradient);
        assert!(same.floats() == network.floats());
    }
    on_a_stack_of(128 << 10, || {
        goes_on(Sgd { momentum: 0.9, ..Sgd::new(0.1) });
        goes_on(Adam::new(0.1));
        goes_on(AdamW::new(0.1));
    });
}

#[test]
fn images_of_12_megabytes_need_no_stack() {
    on_a_stack_of(128 << 10, || {
        let network = Filter::init(1);
        let x = Photo::from_fn_box(|c, i, j| (c + i + j) as f32);
        assert_eq!(x[(2, 1000, 3)], 1005.0);
        assert!(Photo::from_slice_box(x.floats()).is_some_and(|y| y == x.clone_box()));
        assert_eq!(Photo::from_slice_box(&x.floats()[1..]), None);
        let (mut y, mut prepared) = (Photo::zeros_box(), Photo::zeros_box());
        network.forward_into(&x, &mut y);
        network.prepare().forward_into(&x, &mut prepared);
        let batch = network.forward_batch(slice::from_ref(&*x));
        for ((y, prepared), batch) in y.floats().iter().zip(prepared.floats()).zip(batch[0].floats()) {
            assert!((y - prepared).abs() <= 1e-5 * y.abs() && (y - batch).abs() <= 1e-5 * y.abs());
        }
        let mut trainer = Trainer::new(MeanSquaredError, Adam::<Filter>::new(0.1), 1);
        let (x, y) = (slice::from_ref(&*x), slice::from_ref(&*y));
        assert!(trainer.epoch(&mut Filter::init(2), Pairs::new(x, y), |_| {}).unwrap().is_finite());
        assert_eq!(Photo::zeroed_vec(3)[2].floats()[Photo::FLOATS - 1], 0.0);
    });
}

network! {
    /// As many channels as numbers, 300,000.
    struct Norms: [300_000] -> [300_000] { norm: batch_norm1d, relu }
}

#[test]
fn a_vector_of_300_000_numbers_is_normalized_and_judged_on_128_kilobytes_of_stack() {
    on_a_stack_of(128 << 10, || {
        let mut network = Norms::init(1);
        let x = <[f32; 300_000]>::zeroed_vec(17);
        let (mut y, mut prepared) = (<[f32; 300_000]>::zeroed_box(), <[f32; 300_000]>::zeroed_box());
        network.norm.bias.fill(2.0);
        network.forward_into(&x[0], &mut y);
        network.prepare().forward_into(&x[0], &mut prepared);
        assert!(y == prepared && y[299_999] == 2.0);
        assert_eq!(network.forward_batch(&x).len(), 17);
        // The square of the classes would be 720 GB.
        let found = network.evaluate(&CrossEntropy::default(), Pairs::new(&x, &[200; 17]));
        assert_eq!(
            (found.confusion.count(200, 0), found.confusion.count(299_999, 5), found.confusion.images()),
            (17, 0, 17)
        );
        assert!((found.loss - 300_000_f64.ln()).abs() < 1e-3);
    });
}

#[test]
fn an_output_by_value_takes_as_much_stack_as_it_is_large() {
    on_a_stack_of(PHOTO + MEGABYTE / 2, || {
        let y = Filter::init(1).forward(&Photo::zeros_box());
        assert_eq!(y.floats().len(), Photo::FLOATS);
    });
    on_a_stack_of(PHOTO + MEGABYTE / 2, || {
        let y = Filter::init(1).prepare().forward(&Photo::zeros_box());
        assert_eq!(y.floats().len(), Photo::FLOATS);
    });
    on_a_stack_of(PHOTO + MEGABYTE / 2, || {
        let y = Photo::clone(&Photo::zeros_box());
        assert_eq!(y.floats().len(), Photo::FLOATS);
    });
}

#[test]
fn an_image_by_value_takes_twice_its_stack_at_most() {
    on_a_stack_of(2 * PHOTO + MEGABYTE / 2, || {
        let x = Photo::zeros();
        assert_eq!(x.floats().len(), Photo::FLOATS);
    });
    on_a_stack_of(2 * PHOTO + MEGABYTE / 2, || {
        let x = Photo::from_fn(|c, i, j| (c + i + j) as f32);
        assert_eq!(x[(2, 1000, 3)], 1005.0);
    });
}

#[test]
fn a_prepared_lenet5_needs_half_a_megabyte_of_stack() {
    on_a_stack_of(MEGABYTE / 2, || {
        let scores = LeNet5::init(1).prepare().forward(&Tensor::zeros());
        assert!(scores.iter().all(|score| score.is_finite()));
    });
}
