//! A deep network, whose passes are cut into segments, computes what small ones compute one after the other.

use lenet_runtime::{LANES, Network, Pass, Plain, Tensor, Tile, Zeroed, network};

type Image = Tensor<4, 6, 6>;

network! {
    /// A network that is a layer of both.
    struct Part: [4, 6, 6] -> [4, 6, 6] {
        conv2d(4, kernel: 1),
        tanh,
    }
}

network! {
    /// One round, whose passes are functions.
    struct Round: [4, 6, 6] -> [4, 6, 6] {
        residual { conv: conv2d(4, kernel: 3, padding: same), bn: batch_norm2d, relu, Part }
        sigmoid,
        residual(shortcut: { conv1: conv2d(4, kernel: 1) }) { elu, max_pool2d(3, stride: 1, padding: same) }
        concat { { squeeze: conv2d(2, kernel: 1), softplus } { take: conv2d(2, kernel: 3, padding: same) } }
        layer_norm,
    }
}

network! {
    /// Its rounds written out.
    struct Deep: [4, 6, 6] -> [4, 6, 6] {
        rounds: repeat(7) {
            residual { conv: conv2d(4, kernel: 3, padding: same), bn: batch_norm2d, relu, Part }
            sigmoid,
            residual(shortcut: { conv1: conv2d(4, kernel: 1) }) { elu, max_pool2d(3, stride: 1, padding: same) }
            concat { { squeeze: conv2d(2, kernel: 1), softplus } { take: conv2d(2, kernel: 3, padding: same) } }
            layer_norm,
        }
    }
}

network! {
    /// Its rounds as networks.
    struct Nested: [4, 6, 6] -> [4, 6, 6] {
        rounds: repeat(7) { Round }
    }
}

fn network<N: Network>() -> Box<N> {
    let mut network = N::zeroed_box();
    let deep = Deep::init(3);
    network.floats_mut().copy_from_slice(deep.floats());
    network
}

fn image(seed: usize) -> Box<Image> {
    Image::from_fn_box(|c, i, j| ((seed * 31 + c * 17 + i * 7 + j * 3) % 23) as f32 / 11.5 - 1.0)
}

/// What one tile gives: the output, the gradients of the input and of the weights.
fn train<N: Network<Input = Image, Output = Image>, const L: usize>(images: usize, wanted: bool) -> [Vec<f32>; 3] {
    let (network, mut gradient) = (network::<N>(), N::zeroed_box());
    let (mut tape, mut workspace) = (N::Tape::<L>::zeroed_box(), N::TrainingWorkspace::<L>::zeroed_box());
    let (mut x, mut dx) = (Tile::<Image, L>::zeroed_box(), Tile::<Image, L>::zeroed_box());
    let inputs: Vec<_> = (0..images).map(image).collect();
    for (element, numbers) in x.lanes_mut().iter_mut().enumerate() {
        for (number, input) in numbers.iter_mut().zip(&inputs) {
            *number = input.floats()[element];
        }
    }
    let pass = Pass { seed: 5, images, training: true };
    // What was there before must not matter.
    for _ in 0..2 {
        network.record(&x, &mut tape, &mut workspace, &pass);
        gradient.floats_mut().fill(0.0);
        let (_, dy) = N::ends(&tape, &mut workspace);
        for (e, numbers) in dy.lanes_mut().iter_mut().enumerate() {
            for (l, number) in numbers.iter_mut().enumerate() {
                *number = if l < images { ((e * 13 + l * 5) % 19) as f32 / 9.0 - 1.0 } else { 0.0 };
            }
        }
        network.backward(&x, &mut tape, &mut workspace, &pass, &mut gradient, wanted.then_some(&mut *dx));
    }
    let y = N::ends(&tape, &mut workspace).0.floats().to_vec();
    [y, dx.floats().to_vec(), gradient.floats().to_vec()]
}

#[test]
fn a_deep_network_trains_as_its_rounds_do() {
    for wanted in [true, false] {
        assert_eq!(train::<Deep, LANES>(16, wanted), train::<Nested, LANES>(16, wanted));
        assert_eq!(train::<Deep, LANES>(3, wanted), train::<Nested, LANES>(3, wanted));
        assert_eq!(train::<Deep, 1>(1, wanted), train::<Nested, 1>(1, wanted));
    }
    let [y, dx, gradient] = train::<Deep, LANES>(16, true);
    assert!([y, dx, gradient].iter().all(|numbers| numbers.iter().all(|number| number.is_finite())));
}

#[test]
fn a_deep_network_infers_as_its_rounds_do() {
    let (deep, nested) = (network::<Deep>(), network::<Nested>());
    let images: Vec<Image> = (0..19).map(|seed| *image(seed)).collect();
    assert_eq!(deep.forward(&images[0]), nested.forward(&images[0]));
    assert_eq!(deep.forward_batch(&images), nested.forward_batch(&images));
    assert_eq!(deep.prepare().forward(&images[1]), nested.prepare().forward(&images[1]));
}
