//! The networks of `examples/networks` have the published sizes and give PyTorch's answers and gradients.
//! `answers/networks.py` asked it, `answers/networks.txt` holds what it said.

use examples::alexnet::AlexNet;
use examples::dscnn::DsCnn;
use examples::googlenet::GoogLeNet;
use examples::lenet5::{LeNet5, ModernLeNet5};
use examples::mlp::Mlp;
use examples::mobilenet::{MobileNetV1, MobileNetV2, VisualWakeWords};
use examples::resnet::{ResNet8, ResNet18};
use examples::squeezenet::SqueezeNet;
use examples::unet::UNet;
use examples::vgg11::Vgg11;
use lenet_runtime::{LANES, Name, Network, Pass, Plain, Prepare, Prepared, Tile, Zeroed};
use reference::answers::{Answer, find};
use reference::images::{difference, image};
use reference::numbers::fractions;
use reference::{dot, weights, widen};
use std::sync::{Mutex, PoisonError};

/// The largest of them takes 1.2 GB: one after the other.
static TURN: Mutex<()> = Mutex::new(());

fn answer<N: Network>() -> Answer {
    find(include_str!("answers/networks.txt"), N::NAME)
}

/// Compares the sizes of a network, and what it computes from single images, as it is and prepared, with the answer.
fn check<N: Prepare>(parameters: usize) -> Box<N> {
    let answer = answer::<N>();
    assert_eq!(N::PARAMETERS, parameters);
    assert_eq!(answer["parameters"], [N::PARAMETERS as f64]);
    assert_eq!(answer["macs"], [N::MACS as f64]);
    let summary = N::summary().to_string();
    assert!(N::LAYERS.iter().all(|layer| layer.parameters == 0 || summary.contains(layer.name)), "{summary}");

    let network = weights::network::<N>();
    let prepared = network.prepare();
    let (mut workspace, mut prepared_workspace) = (N::workspace(), Prepared::<N>::workspace());
    for (index, name) in ["image0", "image1"].into_iter().enumerate() {
        let Some(expected) = answer.get(name) else { continue };
        let image = image::<N>(index as u32);
        for (how, found) in [
            ("", network.forward_in(&image, &mut workspace)),
            (", prepared,", prepared.forward_in(&image, &mut prepared_workspace)),
        ] {
            let difference = difference(found.floats(), expected);
            println!("{} {name}{how} {difference:.1e}", N::NAME);
            assert!(difference < 1e-4, "{name} of {}{how} is off by {difference:e}", N::NAME);
        }
    }
    network
}

/// As [`check`], and the same of 19 images at once: a whole tile of them, and a ragged one.
fn check_batch<N: Prepare>(parameters: usize) {
    let network = check::<N>(parameters);
    let answer = answer::<N>();
    let expected = [&answer["image0"], &answer["image1"]];
    let images: Vec<N::Input> = (0..19).map(|index| image::<N>(index % 2).as_ref().clone()).collect();
    for (index, found) in network.forward_batch(&images).iter().enumerate() {
        let difference = difference(found.floats(), expected[index % 2]);
        assert!(difference < 1e-4, "image {index} of {} is off by {difference:e}", N::NAME);
    }
}

/// As [`check_batch`], and the gradient of both images, and what they make of running statistics, which must be kept apart from the lanes without an image.
fn check_gradient<N: Prepare>(parameters: usize) {
    check_batch::<N>(parameters);
    let answer = answer::<N>();
    let (network, pass) = (weights::network::<N>(), Pass { seed: 0, images: 2, training: true });
    let images = [image::<N>(0), image::<N>(1)];
    let mut x = Tile::<N::Input, LANES>::zeroed_box();
    x.load(|lane| images.get(lane).map(Box::as_ref));
    let (mut tape, mut workspace) = (N::Tape::<LANES>::zeroed_box(), N::TrainingWorkspace::<LANES>::zeroed_box());
    network.record(&x, &mut tape, &mut workspace, &pass);
    let dy = [100, 101].map(|seed| fractions(seed, N::Output::FLOATS));
    for (element, numbers) in N::ends(&tape, &mut workspace).1.lanes_mut().iter_mut().enumerate() {
        (numbers[0], numbers[1]) = (dy[0][element], dy[1][element]);
    }
    let mut gradient = N::zeroed_box();
    network.running_statistics(&tape, &mut gradient);
    network.backward(&x, &mut tape, &mut workspace, &pass, &mut gradient, None);

    let of_tensors = || answer.iter().filter(|(name, _)| name.contains('.')).map(|(_, numbers)| numbers);
    let largest = of_tensors().fold(0.0, |largest: f64, numbers| largest.max(numbers[1]));
    let mut tensors = 0;
    gradient.visit(Name::ROOT, &mut |tensor| {
        let name = tensor.name.to_string();
        let [expected, norm] = answer[&*name][..] else { panic!("two numbers a tensor") };
        let u = fractions(7, tensor.values.len());
        let found = dot(&widen(tensor.values), &widen(&u));
        // A bias before a normalization has no gradient: what is found is the rounding of the others.
        let slack = 1e-4 * norm + 1e-6 * largest;
        assert!((found - expected).abs() < slack, "{name} of {} gives {found}, not {expected} ± {slack:e}", N::NAME);
        tensors += 1;
    });
    assert_eq!(tensors, of_tensors().count());
}

/// One test a network: its name, how to check it, and its published number of parameters.
macro_rules! networks {
    ($($test:ident: $check:ident, $network:ty, $parameters:literal;)*) => {$(
        #[test]
        fn $test() {
            let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
            $check::<$network>($parameters);
        }
    )*};
}

networks! {
    lenet5_answers_as_pytorch: check_gradient, LeNet5, 61_706;
    modern_lenet5_answers_as_pytorch: check_gradient, ModernLeNet5, 61_706;
    the_multilayer_perceptron_answers_as_pytorch: check_gradient, Mlp, 203_530;
    alexnet_answers_as_pytorch: check, AlexNet, 61_100_840;
    vgg11_answers_as_pytorch: check, Vgg11, 132_863_336;
    resnet18_answers_as_pytorch: check, ResNet18, 11_689_512;
    googlenet_answers_as_pytorch: check, GoogLeNet, 6_624_904;
    mobilenet_v1_answers_as_pytorch: check, MobileNetV1, 4_231_976;
    mobilenet_v2_answers_as_pytorch: check, MobileNetV2, 3_504_872;
    squeezenet_answers_as_pytorch: check, SqueezeNet, 1_235_496;
    resnet8_answers_as_pytorch: check_gradient, ResNet8, 78_186;
    ds_cnn_answers_as_pytorch: check_batch, DsCnn, 23_756;
    visual_wake_words_answers_as_pytorch: check_gradient, VisualWakeWords, 216_322;
    unet_answers_as_pytorch: check_gradient, UNet, 29_330;
}

/// Keras counts running statistics as parameters, and so do the published sizes of MLPerf Tiny.
#[test]
fn mlperf_tiny_counts_running_statistics_too() {
    assert_eq!(ResNet8::FLOATS, 78_666);
    assert_eq!(DsCnn::FLOATS, 24_908);
    assert_eq!(VisualWakeWords::FLOATS, 221_794);
}

mod edges {
    use lenet_runtime::network;

    const TWO: usize = 2;

    network! {
        /// Edges of every form, as numbers and as constants.
        pub struct Edges: [1, 8, 8] {
            pad(each_side(1)),
            pad(total((4, 2))),
            crop(edges(top: 0, bottom: 1, left: TWO, right: 3)),
            crop(each_side(TWO)),
            relu,
        }
    }
}

#[test]
fn pads_and_crops_show_their_edges() {
    let summary = edges::Edges::summary().to_string();
    for (row, edges) in [
        ("pad ", "each side 1"),
        ("pad ", "each side 2×1"),
        ("crop ", "top 0, bottom 1, left 2, right 3"),
        ("crop ", "each side 2"),
    ] {
        let shown =
            summary.lines().any(|line| line.trim_start().starts_with(row) && line.contains(&format!(" {edges} ")));
        assert!(shown, "{row}{edges}:\n{summary}");
    }
    assert!(summary.contains("  each side   "), "{summary}");
}
