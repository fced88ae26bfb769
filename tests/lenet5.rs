//! LeNet-5, whole: its sizes, and its two forms beside their twins.

use core::marker::PhantomData;
use lenet_runtime::train::CrossEntropy;
use lenet_runtime::{Name, Network, Parameters, Plain, Tensor, Window, network};
use reference::activation::{Activation, Function};
use reference::case::run;
use reference::compose::Chain;
use reference::convolution::{Conv2d, Linear};
use reference::layers::Net;
use reference::norm::Softmax;
use reference::pool::{AvgPool, MaxPool};
use reference::{Gradient, Twin, check_gradient, numbers, widen};

network! {
    /// As the textbook draws it.
    pub struct Textbook: [1, 28, 28] -> [10] {
        conv1: conv2d(6, kernel: 5, padding: same),
        sigmoid,
        avg_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        sigmoid,
        avg_pool2d(2),
        flatten,
        fc1: linear(120),
        sigmoid,
        fc2: linear(84),
        sigmoid,
        fc3: linear(10),
    }
}

network! {
    /// As one would write it today.
    pub struct Modern: [1, 28, 28] -> [10] {
        conv1: conv2d(6, kernel: 5, padding: same),
        relu,
        max_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        relu,
        max_pool2d(2),
        flatten,
        fc1: linear(120),
        relu,
        fc2: linear(84),
        relu,
        fc3: linear(10),
    }
}

/// Both forms as twins.
fn twin(function: Function, largest: bool) -> Chain {
    let window = |size, kernel, stride, padding| Window {
        size,
        kernel,
        stride,
        before: padding,
        after: padding,
        dilation: 1,
        ceil: false,
    };
    let conv = |channels, filters, window: Window| -> Box<dyn Twin> {
        Box::new(Conv2d { channels, filters, groups: 1, rows: window, columns: window, flip: false, bias: true })
    };
    let pool = |channels, window: Window| -> Box<dyn Twin> {
        let (rows, columns) = (window, window);
        if largest {
            Box::new(MaxPool { channels, rows, columns })
        } else {
            Box::new(AvgPool { channels, rows, columns, count_include_pad: true })
        }
    };
    let linear = |inputs, outputs| -> Box<dyn Twin> { Box::new(Linear { inputs, outputs, bias: true }) };
    let activation = |len| -> Box<dyn Twin> { Box::new(Activation { len, function }) };
    Chain(vec![
        conv(1, 6, window(28, 5, 1, 2)),
        activation(6 * 28 * 28),
        pool(6, window(28, 2, 2, 0)),
        conv(6, 16, window(14, 5, 1, 0)),
        activation(16 * 10 * 10),
        pool(16, window(10, 2, 2, 0)),
        linear(400, 120),
        activation(120),
        linear(120, 84),
        activation(84),
        linear(84, 10),
    ])
}

fn textbook() -> Box<dyn Twin> {
    Box::new(twin(Function::Sigmoid, false))
}

fn modern() -> Box<dyn Twin> {
    Box::new(twin(Function::Relu, true))
}

#[test]
fn lenet5_has_61706_parameters_and_takes_416520_multiply_adds() {
    assert_eq!((Textbook::PARAMETERS, Textbook::MACS), (61_706, 416_520));
    assert_eq!((Modern::PARAMETERS, Modern::MACS), (61_706, 416_520));
    assert_eq!((Textbook::FLOATS, textbook().parameters()), (61_706, 61_706));
}

#[test]
fn receptive_fields_grow_as_the_textbook_computes_them() {
    let fields: Vec<_> = Textbook::LAYERS
        .iter()
        .filter(|layer| layer.window.is_some())
        .map(|layer| (layer.field.size(), layer.field.jump()))
        .collect();
    let square = |size, jump| ([size; 2], [(jump, 1); 2]);
    assert_eq!(fields, [square(5, 1), square(6, 2), square(14, 2), square(16, 4)]);
}

#[test]
fn weights_have_the_names_and_shapes_of_a_state_dict() {
    let mut tensors = vec![];
    Textbook::init(0).visit(Name::ROOT, &mut |tensor| tensors.push(format!("{} {:?}", tensor.name, tensor.shape)));
    let expected = [
        "conv1.weight [6, 1, 5, 5]",
        "conv1.bias [6]",
        "conv2.weight [16, 6, 5, 5]",
        "conv2.bias [16]",
        "fc1.weight [120, 400]",
        "fc1.bias [120]",
        "fc2.weight [84, 120]",
        "fc2.bias [84]",
        "fc3.weight [10, 84]",
        "fc3.bias [10]",
    ];
    assert_eq!(tensors, expected);
}

#[test]
fn gradient_of_the_whole_twin_matches_central_differences() {
    // Not of the modern one: some of its thousands of kinks are always within a difference. Its layers are checked one by one.
    let (p, x) = (widen(Textbook::init(3).floats()), numbers::uniform_f64(4, 28 * 28));
    check_gradient(&*textbook(), &p, &x, 4).unwrap();
}

/// Compares a network with its twin, each tensor by the size of its own gradient: that of the first convolution is small beside
/// that of the last layer.
fn compare<N: Network<Input = Tensor<1, 28, 28>, Output = [f32; 10]>, const L: usize>(twin: fn() -> Box<dyn Twin>) {
    let network = N::init(5);
    let x: Vec<_> = (0..L).map(|lane| numbers::uniform(50 + lane as u32, 28 * 28)).collect();
    let dy: Vec<_> = (0..L).map(|lane| numbers::uniform(90 + lane as u32, 10)).collect();
    let found = run::<_, L>(&Net::<N>(twin, PhantomData), network.floats(), &x, &dy);
    let (twin, p) = (twin(), widen(network.floats()));
    let mut sum = vec![0.0; p.len()];
    for lane in 0..L {
        let (x, dy) = (widen(&x[lane]), widen(&dy[lane]));
        near("y", &found.y[lane], &twin.forward(&p, &x), 2e-6);
        let Gradient { p: dp, x: dx } = twin.backward(&p, &x, &dy);
        near("dx", &found.dx[lane], &dx, 1e-5);
        sum.iter_mut().zip(dp).for_each(|(sum, dp)| *sum += dp);
    }
    let mut begin = 0;
    network.visit(Name::ROOT, &mut |tensor| {
        let place = begin..begin + tensor.values.len();
        begin = place.end;
        near(&format!("gradient of {}", tensor.name), &found.dp[place.clone()], &sum[place], 1e-5);
    });
}

/// Within `tolerance` of the largest number.
fn near(what: &str, found: &[f32], expected: &[f64], tolerance: f64) {
    let slack = tolerance * expected.iter().fold(0.0, |a: f64, b| a.max(b.abs()));
    reference::close(what, found, expected, &vec![slack; expected.len()]).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn output_and_gradient_of_the_textbook_network_are_those_of_its_twin() {
    compare::<Textbook, 1>(textbook);
    compare::<Textbook, 16>(textbook);
}

#[test]
fn output_and_gradient_of_the_modern_network_are_those_of_its_twin() {
    compare::<Modern, 1>(modern);
    compare::<Modern, 16>(modern);
}

#[test]
fn gradient_of_the_loss_of_a_ragged_batch_is_that_of_its_twin() {
    const IMAGES: usize = 19;
    let network = Modern::init(6);
    let images: Vec<Tensor<1, 28, 28>> = (0..IMAGES)
        .map(|i| Tensor::from_slice(&numbers::uniform(200 + i as u32, 28 * 28)).expect("28 · 28 numbers"))
        .collect();
    let labels: Vec<u8> = (0..IMAGES).map(|i| (i * 7 % 10) as u8).collect();
    let mut gradient = Modern::init(0);
    let loss = network.loss_and_gradient(&CrossEntropy::default(), &images, &labels, 0, &mut gradient);

    let (twin, log_softmax) = (modern(), Softmax { channels: 10, positions: 1, log: true });
    let p = widen(network.floats());
    let (mut expected, mut expected_loss) = (vec![0.0; p.len()], 0.0);
    for (image, &label) in images.iter().zip(&labels) {
        let x = widen(image.floats());
        let y = twin.forward(&p, &x);
        let mut pick = vec![0.0; 10];
        pick[usize::from(label)] = -1.0 / IMAGES as f64;
        expected_loss += reference::dot(&pick, &log_softmax.forward(&[], &y));
        let dy = log_softmax.backward(&[], &y, &pick).x;
        expected.iter_mut().zip(twin.backward(&p, &x, &dy).p).for_each(|(sum, dp)| *sum += dp);
    }
    assert!((loss - expected_loss).abs() < 1e-6, "{loss}, expected {expected_loss}");
    near("gradient", gradient.floats(), &expected, 1e-5);
}

#[test]
fn many_images_at_once_give_what_each_gives_alone() {
    let network = Textbook::init(7);
    let images: Vec<Tensor<1, 28, 28>> =
        (0..37).map(|i| Tensor::from_slice(&numbers::uniform(300 + i, 28 * 28)).expect("28 · 28 numbers")).collect();
    for (image, many) in images.iter().zip(network.forward_batch(&images)) {
        near("scores", &many, &widen(&network.forward(image)), 2e-6);
    }
}

#[test]
fn one_seed_gives_one_network_and_saving_it_keeps_every_bit() {
    let bits = |network: &Textbook| network.floats().iter().map(|number| number.to_bits()).collect::<Vec<_>>();
    let network = Textbook::init(42);
    assert_eq!(bits(&network), bits(&Textbook::init(42)));
    assert_ne!(bits(&network), bits(&Textbook::init(43)));

    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("one_seed_gives_one_network.safetensors");
    network.save(&file).unwrap();
    let loaded = Textbook::load(&file).unwrap();
    assert_eq!(bits(&network), bits(&loaded));
    let image = Tensor::from_fn(|_, i, j| (i * j % 17) as f32 / 17.0);
    assert_eq!(network.forward(&image).map(f32::to_bits), loaded.forward(&image).map(f32::to_bits));
}
