//! Weight files of torchvision load into the networks of the same name without a map, and give its answers.
//! `answers/torchvision_names.py` asked torchvision for the layouts, and held `answers/networks.txt` against its models.

use examples::alexnet::AlexNet;
use examples::googlenet::GoogLeNet;
use examples::mobilenet::MobileNetV2;
use examples::resnet::ResNet18;
use examples::squeezenet::SqueezeNet;
use examples::vgg11::Vgg11;
use lenet_runtime::io::weights::{LoadOptions, Loaded};
use lenet_runtime::{Network, Plain, Zeroed};
use reference::answers::find;
use reference::images::{difference, image};
use reference::weights::fill;
use std::sync::{Mutex, PoisonError};

/// The largest of them takes 1.7 GB: one after the other.
static TURN: Mutex<()> = Mutex::new(());

/// The tensors of a network, in the order of torchvision's `state_dict`.
fn layout(network: &str) -> Vec<(&'static str, Vec<usize>)> {
    let lines = include_str!("answers/torchvision.txt").lines().skip_while(|line| *line != network).skip(1);
    let tensors = lines.take_while(|line| line.contains('.')).map(|line| {
        let mut words = line.split(' ');
        (words.next().unwrap(), words.map(|size| size.parse().unwrap()).collect())
    });
    tensors.collect()
}

/// A file of this layout, with numbers that follow from the names.
fn file(layout: &[(&str, Vec<usize>)]) -> Vec<u8> {
    let (mut header, mut end) = (Vec::new(), 0);
    for (name, shape) in layout {
        let is_count = name.ends_with("num_batches_tracked");
        let (begin, dtype, size) = (end, if is_count { "I64" } else { "F32" }, if is_count { 8 } else { 4 });
        end += size * shape.iter().product::<usize>();
        header.push(format!(r#""{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{begin},{end}]}}"#));
    }
    let header = format!(r#"{{"__metadata__":{{"format":"pt"}},{}}}"#, header.join(","));
    let mut bytes = Vec::with_capacity(8 + header.len() + end);
    bytes.extend((header.len() as u64).to_le_bytes());
    bytes.extend(header.as_bytes());
    for (name, shape) in layout {
        if name.ends_with("num_batches_tracked") {
            bytes.extend(7_u64.to_le_bytes());
            continue;
        }
        let mut numbers = vec![0.0; shape.iter().product()];
        fill(name, shape, &mut numbers);
        let begin = bytes.len();
        bytes.resize(begin + 4 * numbers.len(), 0);
        for (four, number) in bytes[begin..].as_chunks_mut().0.iter_mut().zip(numbers) {
            *four = number.to_le_bytes();
        }
    }
    bytes
}

/// Loads a file of torchvision's layout, and compares the answer to an image.
fn check<N: Network>(options: &LoadOptions) -> Loaded {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let bytes = file(&layout(N::NAME));
    let mut network = N::zeroed_box();
    let loaded = options.read(&mut *network, &bytes).unwrap();
    drop(bytes);
    assert!(loaded.kept.is_empty(), "{loaded}");
    let found = network.forward(&image::<N>(0));
    let off = difference(found.floats(), &find(include_str!("answers/networks.txt"), N::NAME)["image0"]);
    assert!(off < 1e-4, "{} is off by {off:e}", N::NAME);
    loaded
}

#[test]
fn five_networks_load_as_they_are() {
    let options = LoadOptions::new();
    for loaded in [
        check::<AlexNet>(&options),
        check::<Vgg11>(&options),
        check::<ResNet18>(&options),
        check::<MobileNetV2>(&options),
        check::<SqueezeNet>(&options),
    ] {
        assert!(loaded.is_all(), "{loaded}");
    }
}

#[test]
fn the_auxiliary_classifiers_of_googlenet_are_left() {
    let loaded = check::<GoogLeNet>(&LoadOptions::new().partial());
    let (aux, other): (Vec<_>, Vec<_>) = loaded.left.iter().partition(|name| name.starts_with("aux"));
    // Two of a convolution, its batch norm with a counter, and two dense layers.
    assert_eq!((aux.len(), other.len()), (2 * (1 + 5 + 2 + 2), 0), "{loaded}");

    let message = GoogLeNet::from_bytes(&file(&layout("GoogLeNet"))).err().unwrap().to_string();
    assert!(
        message.contains("all of its 287 tensors fit, but the file has others\n  aux1.conv.conv.weight: "),
        "{message}"
    );
    assert!(message.contains("`LoadOptions::new().partial()`") && message.lines().count() < 20, "{message}");
}
