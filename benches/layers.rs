//! The layers of LeNet-5 on a tile of 16 images.
//!
//! ```text
//! $ cargo bench -p benches
//! ```

use divan::{Bencher, black_box, counter::ItemsCount};
use lenet_runtime::__internals::layer::activation::{Activation, Sigmoid};
use lenet_runtime::__internals::layer::conv2d::Conv;
use lenet_runtime::__internals::layer::pool::AvgPool;
use lenet_runtime::__internals::shape::Axis;
use lenet_runtime::{Conv2d, LANES, Linear, Plain, Random, Tensor, Tile, Value, Zeroed};
use typenum::{U1, U2, U5, U6, U14, U16, U28};

/// Images padded by two on each side.
type Side1 = Axis<U28, U5, U1, U2, U2>;
type Side2 = Axis<U14, U5>;
type Conv1 = Conv<U1, U6, Side1, Side1>;
type Conv2 = Conv<U6, U16, Side2, Side2>;
type Halves = Axis<U28, U2, U2>;
type Pool1 = AvgPool<U6, Halves, Halves>;

type Image = Tensor<1, 28, 28>;
type Map1 = Tensor<6, 28, 28>;
type Pooled1 = Tensor<6, 14, 14>;
type Map2 = Tensor<16, 10, 10>;

fn main() {
    divan::main();
}

/// Random numbers.
fn random<T: Plain>() -> Box<T> {
    let (mut value, mut random) = (T::zeroed_box(), Random::new(1));
    value.floats_mut().iter_mut().for_each(|x| *x = random.uniform() - 0.5);
    value
}

fn tile<V: Value>() -> Box<Tile<V, LANES>> {
    random()
}

/// Room for what a convolution needs beside its input and output.
fn scratch(lane: usize) -> Vec<f32> {
    vec![0.0; lane * LANES]
}

/// Measures `f`; its rate is in images.
fn images(bencher: Bencher, f: impl FnMut()) {
    bencher.counter(ItemsCount::new(LANES)).bench_local(f);
}

#[divan::bench]
fn conv1_forward(bencher: Bencher) {
    let (w, x, mut y, mut scratch) =
        (random::<Conv2d<1, 6, 5, 5>>(), tile::<Image>(), tile::<Map1>(), scratch(Conv1::SCRATCH));
    images(bencher, || Conv1::forward(&w, black_box(&x), &mut y, &mut scratch));
}

#[divan::bench]
fn conv1_grad_weight(bencher: Bencher) {
    let (mut dw, x, dy, mut scratch) =
        (random::<Conv2d<1, 6, 5, 5>>(), tile::<Image>(), tile::<Map1>(), scratch(Conv1::SCRATCH));
    images(bencher, || Conv1::grad_weight(black_box(&x), &dy, &mut dw, &mut scratch));
}

#[divan::bench]
fn conv2_forward(bencher: Bencher) {
    let (w, x, mut y, mut scratch) =
        (random::<Conv2d<6, 16, 5, 5>>(), tile::<Pooled1>(), tile::<Map2>(), scratch(Conv2::SCRATCH));
    images(bencher, || Conv2::forward(&w, black_box(&x), &mut y, &mut scratch));
}

#[divan::bench]
fn conv2_grad_input(bencher: Bencher) {
    let (w, dy, mut dx, mut scratch) =
        (random::<Conv2d<6, 16, 5, 5>>(), tile::<Map2>(), tile::<Pooled1>(), scratch(Conv2::SCRATCH));
    images(bencher, || Conv2::grad_input(&w, black_box(&dy), &mut dx, &mut scratch));
}

#[divan::bench]
fn conv2_grad_weight(bencher: Bencher) {
    let (mut dw, x, dy, mut scratch) =
        (random::<Conv2d<6, 16, 5, 5>>(), tile::<Pooled1>(), tile::<Map2>(), scratch(Conv2::SCRATCH));
    images(bencher, || Conv2::grad_weight(black_box(&x), &dy, &mut dw, &mut scratch));
}

#[divan::bench]
fn fc1_forward(bencher: Bencher) {
    let (w, x, mut y) = (random::<Linear<400, 120>>(), tile::<[f32; 400]>(), tile::<[f32; 120]>());
    images(bencher, || w.forward(black_box(&x), &mut y));
}

#[divan::bench]
fn fc1_grad_input(bencher: Bencher) {
    let (w, dy, mut dx) = (random::<Linear<400, 120>>(), tile::<[f32; 120]>(), tile::<[f32; 400]>());
    images(bencher, || w.grad_input(black_box(&dy), &mut dx));
}

#[divan::bench]
fn fc1_grad_weight(bencher: Bencher) {
    let (mut dw, x, dy) = (random::<Linear<400, 120>>(), tile::<[f32; 400]>(), tile::<[f32; 120]>());
    images(bencher, || Linear::grad_weight(black_box(&x), &dy, &mut dw));
}

#[divan::bench]
fn sigmoid1(bencher: Bencher) {
    let (x, mut y) = (tile::<Map1>(), tile::<Map1>());
    images(bencher, || Sigmoid.forward(black_box(&x), &mut y));
}

#[divan::bench]
fn pool1_forward(bencher: Bencher) {
    let (x, mut y) = (tile::<Map1>(), tile::<Pooled1>());
    images(bencher, || Pool1::forward(black_box(&x), &mut y));
}

#[divan::bench]
fn pool1_backward(bencher: Bencher) {
    let (dy, mut dx) = (tile::<Pooled1>(), tile::<Map1>());
    images(bencher, || Pool1::backward(black_box(&dy), &mut dx));
}
