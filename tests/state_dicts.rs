//! Weight files as PyTorch leaves them load as the documentation says, and give PyTorch's logits. `answers/state_dicts.py` wrote them.

use lenet_runtime::io::weights::{self, Common, LoadOptions, Loaded, Problem, named};
use lenet_runtime::{Name, Network, Parameters, Plain, Tensor, Zeroed, network};
use safetensors::SafeTensors;
use std::fs;
use std::path::PathBuf;

network! {
    /// The network of `state_dicts.py`.
    #[derive(Debug)]
    pub struct Net: [1, 8, 8] -> [3] {
        conv1: conv2d(4, kernel: 3, bias: false),
        bn1: batch_norm2d,
        relu,
        conv2: conv2d(6, kernel: 3, stride: 2),
        relu,
        flatten,
        fc: linear(3),
    }
}

network! {
    /// The same as `nn.Sequential` counts it.
    pub struct Sequential: [1, 8, 8] -> [3] {
        #[name = "0.0"]
        conv2d(4, kernel: 3, bias: false),
        #[name = "0.1"]
        batch_norm2d,
        relu,
        #[name = "0.3"]
        conv2d(6, kernel: 3, stride: 2),
        relu,
        flatten,
        #[name = "3"]
        linear(3),
    }
}

network! {
    /// With a head for other classes.
    #[derive(Debug)]
    pub struct Finer: [1, 8, 8] -> [5] {
        conv1: conv2d(4, kernel: 3, bias: false),
        bn1: batch_norm2d,
        relu,
        conv2: conv2d(6, kernel: 3, stride: 2),
        relu,
        flatten,
        fc: linear(5),
    }
}

network! {
    /// With the whole network inside.
    #[derive(Debug)]
    pub struct Outer: [1, 8, 8] -> [2] {
        backbone: Net,
        head: linear(2),
    }
}

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "answers", "state_dicts", &format!("{name}.safetensors")].iter().collect()
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap()
}

/// What PyTorch answered.
fn answer(name: &str) -> Vec<f64> {
    let line = include_str!("answers/state_dicts.txt").lines().find(|line| line.split(' ').next() == Some(name));
    line.unwrap().split(' ').skip(1).map(|number| number.parse().unwrap()).collect()
}

#[track_caller]
fn gives<N: Network<Input = Tensor<1, 8, 8>, Output = [f32; 3]>>(network: &N, name: &str) {
    let images = (0..2).map(|n| Tensor::from_fn(|_, i, j| ((n * 13 + i * 7 + j * 3) % 17) as f32 / 16.0));
    let found: Vec<f32> = images.flat_map(|image| network.forward(&image)).collect();
    for (found, expected) in found.iter().zip(answer(name)) {
        assert!((f64::from(*found) - expected).abs() < 2e-6, "{name}: {found}, PyTorch {expected}");
    }
}

/// A network with numbers of its own, and what became of them.
fn loaded<N: Network>(options: &LoadOptions, name: &str) -> (Box<N>, Loaded) {
    let mut network = N::init(5);
    let loaded = options.load(&mut *network, path(name)).unwrap();
    (network, loaded)
}

#[test]
fn files_load_as_they_are_in_every_type_of_number() {
    for (file, logits) in [
        ("plain", "plain"),
        ("counter_int32", "plain"),
        ("counter_uint8", "plain"),
        ("f16", "f16"),
        ("bf16", "bf16"),
        ("f64", "f64"),
    ] {
        gives(&*Net::load(path(file)).unwrap(), logits);
        gives(&*weights::load::<Net>(path(file)).unwrap(), logits);
        let (network, loaded) = loaded::<Net>(&LoadOptions::new(), file);
        gives(&*network, logits);
        assert!(loaded.is_all() && loaded.loaded.len() == 9, "{loaded}");
    }
    gives(&*Sequential::load(path("sequential")).unwrap(), "sequential");
}

#[test]
fn doubles_become_the_nearest_numbers() {
    let bytes = bytes("f64");
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let network = Net::from_bytes(&bytes).unwrap();
    let mut inexact = 0;
    network.visit(Name::ROOT, &mut |tensor| {
        let data = file.tensor(&tensor.name.to_string()).unwrap().data().to_vec();
        for (eight, number) in data.as_chunks().0.iter().zip(tensor.values) {
            let expected = f64::from_le_bytes(*eight);
            assert_eq!(number.to_bits(), (expected as f32).to_bits());
            inexact += usize::from(f64::from(*number) != expected);
        }
    });
    assert!(inexact > 100, "{inexact}");
}

#[test]
fn a_prefix_is_said_and_one_option_strips_it() {
    for (file, prefix) in [
        ("module", "module."),
        ("orig_mod", "_orig_mod."),
        ("module_orig_mod", "module._orig_mod."),
        ("model", "model."),
        ("backbone", "backbone."),
    ] {
        let problem = Net::from_bytes(&bytes(file)).unwrap_err();
        assert!(
            matches!(&problem, Problem::Network { fit: 0, of: 9, common: Some(Common::Prefix { prefix: found, fit: 9 }), .. } if found == prefix)
        );
        assert_eq!(
            problem.to_string(),
            format!(
                "the weights are those of another network: none of its 9 tensors fits; without the `{prefix}` at the beginning of \
                 names 9 fit\nhelp: `LoadOptions::new().strip_prefix(\"{prefix}\")` of `lenet_runtime::io::weights` loads them"
            )
        );
        let (network, loaded) = loaded::<Net>(&LoadOptions::new().strip_prefix(prefix), file);
        assert!(loaded.is_all(), "{loaded}");
        gives(&*network, "plain");
        // Without the dot, too, and by a rename.
        let word = prefix.trim_end_matches('.');
        for options in [LoadOptions::new().strip_prefix(word), LoadOptions::new().rename(word, "")] {
            gives(&*self::loaded::<Net>(&options, file).0, "plain");
        }
    }
    // One after the other.
    let both = LoadOptions::new().strip_prefix("module").strip_prefix("_orig_mod");
    gives(&*loaded::<Net>(&both, "module_orig_mod").0, "plain");
}

#[test]
fn a_body_is_loaded_below_its_field() {
    let problem = Outer::from_bytes(&bytes("plain")).unwrap_err();
    assert!(
        matches!(&problem, Problem::Network { common: Some(Common::Within { prefix, fit: 9 }), .. } if prefix == "backbone.")
    );
    let problem = problem.to_string();
    assert!(problem.contains("with `backbone.` at the beginning of names 9 fit"), "{problem}");
    assert!(problem.contains("`LoadOptions::new().rename(\"\", \"backbone\").partial()`"), "{problem}");

    let (network, loaded) = loaded::<Outer>(&LoadOptions::new().rename("", "backbone").partial(), "plain");
    gives(&network.backbone, "plain");
    assert_eq!(loaded.kept, ["head.weight", "head.bias"]);
    assert_eq!(network.head.weight.floats(), Outer::init(5).head.weight.floats());

    let mut network = Outer::init(5);
    let found = LoadOptions::new().load_part(&mut network.backbone, path("plain")).unwrap();
    assert!(found.is_all());
    gives(&network.backbone, "plain");
}

#[test]
fn a_map_renames_one_layout_into_the_other() {
    let options = LoadOptions::new()
        .rename("0.0", "conv1")
        .rename("0.1", "bn1")
        .rename("0.3.weight", "conv2.weight")
        .rename("0.3.bias", "conv2.bias")
        .rename("3", "fc");
    let (network, loaded) = loaded::<Net>(&options, "sequential");
    assert!(loaded.is_all(), "{loaded}");
    gives(&*network, "sequential");
    // Without the map the message begins with what all have in common.
    let problem = Net::from_bytes(&bytes("sequential")).unwrap_err();
    assert!(matches!(problem, Problem::Network { common: Some(Common::Names), .. }));
    let message = problem.to_string();
    let start = "the weights are those of another network: none of its 9 tensors fits; it has tensors of all these shapes under \
                 other names\n  conv1.weight: expected 4 × 1 × 3 × 3, found nothing\n";
    assert!(message.starts_with(start), "{message}");
    assert!(message.contains("help: write `#[name = \"0.0\"]` before the layer `conv1`"), "{message}");
    assert!(message.lines().count() <= 20, "{message}");
}

#[test]
fn partial_loading_tells_what_was_loaded_kept_and_left() {
    let before = Finer::init(5);
    let (network, loaded) = loaded::<Finer>(&LoadOptions::new().partial(), "plain");
    let body =
        ["conv1.weight", "bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var", "conv2.weight", "conv2.bias"];
    assert_eq!(loaded.loaded, body);
    assert_eq!(loaded.kept, ["fc.weight", "fc.bias"]);
    // The head of the file has another shape. Files are sorted by their names.
    assert_eq!(loaded.left, ["fc.weight", "fc.bias"]);
    assert_eq!(
        loaded.to_string(),
        "7 of 9 tensors loaded\n  kept as they were: fc.weight, fc.bias\n  left in the file: fc.weight, fc.bias"
    );
    let (body, head) = network.floats().split_at(network.floats().len() - 5 * 25);
    assert_eq!(head, &before.floats()[body.len()..]);
    assert_eq!(body, &Net::load(path("plain")).unwrap().floats()[..body.len()]);

    // Without the option it is refused, and says that there is one.
    let message = Finer::from_bytes(&bytes("plain")).unwrap_err().to_string();
    let start = "the weights are those of another network: 7 of its 9 tensors fit\n  fc.weight: expected 5 × 24, found 3 × 24\n";
    assert!(message.starts_with(start) && message.contains("`LoadOptions::new().partial()`"), "{message}");
}

#[test]
fn what_a_file_has_beside_is_left() {
    // The body alone from a file with everything.
    let mut network = Outer::init(5);
    let found = LoadOptions::new().partial().load_part(&mut network.backbone.conv1, path("plain"));
    assert!(found.is_err(), "`weight` is the name of no tensor of the file");
    let found = LoadOptions::new().rename("conv1", "").partial().load_part(&mut network.backbone.conv1, path("plain"));
    let found = found.unwrap();
    assert_eq!((found.loaded.len(), found.left.len()), (1, 9));
    assert!(found.left.contains(&"bn1.num_batches_tracked".to_owned()), "{found}");
    assert_eq!(network.backbone.conv1.floats(), Net::load(path("plain")).unwrap().conv1.floats());
}

#[test]
fn a_file_of_which_nothing_fits_is_refused_and_the_network_stays() {
    let mut network = Sequential::init(5);
    let before = network.floats().to_vec();
    let error = LoadOptions::new().partial().load(&mut *network, path("plain")).unwrap_err();
    assert!(error.to_string().contains("none of its 9 tensors fits"), "{error}");
    assert_eq!(network.floats(), before);
}

/// The bytes of a file with these tensors.
fn file(tensors: &[(&str, &str, &[usize], &[u8])]) -> Vec<u8> {
    let (mut header, mut data) = (Vec::new(), Vec::new());
    for (name, dtype, shape, bytes) in tensors {
        let start = data.len();
        data.extend_from_slice(bytes);
        let end = data.len();
        header.push(format!(r#""{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{start},{end}]}}"#));
    }
    let header = format!("{{{}}}", header.join(","));
    [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &data].concat()
}

type Small = lenet_runtime::Linear<1, 2>;

#[test]
fn bad_numbers_are_refused_in_every_type() {
    let of = |dtype: &str, weight: &[u8]| {
        let zeros = vec![0; weight.len()];
        weights::from_bytes::<Small>(&file(&[("weight", dtype, &[2, 1], weight), ("bias", dtype, &[2], &zeros)]))
    };
    let two = |bits: u16| [0x3c00_u16.to_le_bytes(), bits.to_le_bytes()].concat();
    let double = |number: f64| [1_f64.to_le_bytes(), number.to_le_bytes()].concat();
    let quad = |number: f32| [1_f32.to_le_bytes(), number.to_le_bytes()].concat();
    for (dtype, bytes, found) in [
        ("F16", two(0x7c00), "a finite number, found inf"),
        ("F16", two(0xfe01), "a finite number, found NaN"),
        ("BF16", two(0xff80), "a finite number, found -inf"),
        ("BF16", two(0x7fc0), "a finite number, found NaN"),
        ("F32", quad(f32::INFINITY), "a finite number, found inf"),
        ("F64", double(f64::NAN), "a finite number, found NaN"),
        ("F64", double(1e300), "a number of `f32`, found 1e300"),
        ("F64", double(-3.5e38), "a number of `f32`, found -3.5e38"),
    ] {
        let message = of(dtype, &bytes).unwrap_err().to_string();
        assert!(message.starts_with(&format!("number 1 of `weight`: expected {found}\nhelp: ")), "{dtype}: {message}");
    }
    for (dtype, bytes, expected) in [
        ("F16", two(0x0001), 2_f32.powi(-24)),
        ("F16", two(0xfbff), -65504.0),
        ("BF16", two(0x7f7f), 3.389_531_4e38),
        ("F64", double(1e-300), 0.0),
        ("F64", double(f64::from(f32::MAX)), f32::MAX),
    ] {
        assert_eq!(of(dtype, &bytes).unwrap().weight.floats()[1], expected, "{dtype}");
    }
    // As long as the shape says, in every type.
    for (dtype, size) in [("F16", 2), ("BF16", 2), ("F64", 8)] {
        let message = of(dtype, &[0; 6]).unwrap_err().to_string();
        let expected =
            format!("data_offsets of `weight`: expected {size} bytes for each of 2 × 1 numbers, found 6 bytes");
        assert!(message.starts_with(&expected), "{message}");
    }
}

#[test]
fn types_may_be_mixed() {
    let bytes = file(&[
        ("weight", "F16", &[2, 1], &[0x00, 0x3c, 0x00, 0xc0]),
        ("bias", "F64", &[2], &[0.5_f64.to_le_bytes(), 0.25_f64.to_le_bytes()].concat()),
    ]);
    let layer = weights::from_bytes::<Small>(&bytes).unwrap();
    assert_eq!(layer.floats(), [1.0, -2.0, 0.5, 0.25]);
}

#[test]
fn rules_that_do_not_fit_the_file_are_told() {
    let message = |options: &LoadOptions, file: &str| {
        let mut network = Net::init(5);
        let before = network.floats().to_vec();
        let problem = options.load(&mut *network, path(file)).unwrap_err().problem;
        assert!(matches!(problem, Problem::Rule { .. } | Problem::Renamed { .. }), "{problem}");
        assert_eq!(network.floats(), before);
        problem.to_string()
    };
    let expected = "no tensor of the file begins with `modul.`\nhelp: its first tensor is called `module.";
    assert!(message(&LoadOptions::new().strip_prefix("modul"), "module").starts_with(expected));
    let expected = "no tensor of the file begins with `conv3`\nhelp: its first tensor is called `";
    assert!(message(&LoadOptions::new().rename("conv3", "conv1").partial(), "plain").starts_with(expected));
    let both = message(&LoadOptions::new().rename("conv2", "conv1").partial(), "plain");
    assert!(both.contains("and `conv2.weight` would both be called `conv1.weight`"), "{both}");
}

#[test]
fn in_part_no_name_stands_twice_and_no_byte_is_left_over() {
    let read = |bytes: &[u8]| {
        network! { struct Head: [1] -> [2] { #[name = "fc"] fc: linear(2) } }
        LoadOptions::new().partial().read(&mut *Head::init(1), bytes).map_err(|problem| problem.to_string())
    };
    let weight: (&str, &str, &[usize], &[u8]) = ("fc.weight", "F32", &[2, 1], &[0; 8]);
    let other: (&str, &str, &[usize], &[u8]) = ("aux.weight", "U8", &[3], &[1; 3]);
    let found = read(&file(&[weight, other])).unwrap();
    assert_eq!(
        (found.loaded, found.kept, found.left),
        (vec!["fc.weight".into()], vec!["fc.bias".into()], vec!["aux.weight".into()])
    );
    assert!(read(&file(&[weight, other, other])).unwrap_err().contains("found `aux.weight` twice"));
    let mut longer = file(&[weight, other]);
    longer.push(0);
    assert!(read(&longer).unwrap_err().starts_with("trailing bytes"));
    longer.truncate(longer.len() - 2);
    assert!(read(&longer).unwrap_err().starts_with("the file is truncated"));
    // A tensor that fits, in a type that is none for weights.
    assert!(read(&file(&[("fc.weight", "I8", &[2, 1], &[0; 2])])).unwrap_err().contains("expected F32, found I8"));
}

#[test]
fn the_name_of_another_network_is_refused_unless_any_is_let_in() {
    let bytes = named::to_bytes(&*Net::init(1));
    let mut finer = Finer::init(5);
    let partial = LoadOptions::new().partial();
    let message = partial.read(&mut *finer, &bytes).unwrap_err().to_string();
    assert!(
        message.contains("expected `Finer`, found `Net`") && message.contains("`LoadOptions::any_network`"),
        "{message}"
    );
    assert_eq!(partial.any_network().read(&mut *finer, &bytes).unwrap().loaded.len(), 7);
}

#[test]
fn what_is_saved_goes_back_to_pytorch() {
    // `state_dicts.py` loads this file by `load_state_dict`, and says what it answers.
    let network = back();
    if std::env::var_os("KEEP").is_some() {
        named::save(&*network, path("back")).unwrap();
    }
    assert!(bytes("back") == named::to_bytes(&*network), "write it by `KEEP=1`, then ask PyTorch");
    gives(&*network, "back");
}

/// A network whose statistics are not those of the start.
fn back() -> Box<Net> {
    let mut network = Net::init(3);
    network.bn1.running_mean.floats_mut().copy_from_slice(&[0.25, -0.5, 0.0, 1.0]);
    network.bn1.running_var.floats_mut().copy_from_slice(&[0.5, 1.5, 2.0, 1.0]);
    network
}

#[test]
fn files_of_other_networks_are_told_in_one_screen() {
    use examples::googlenet::GoogLeNet;
    use examples::lenet5::LeNet5;
    use examples::resnet::ResNet18;

    let resnet = weights::to_bytes(&*ResNet18::zeroed_box());
    let lenet = weights::to_bytes(&*LeNet5::zeroed_box());
    for problem in [
        weights::from_bytes::<GoogLeNet>(&resnet).err().unwrap(),
        weights::from_bytes::<LeNet5>(&resnet).err().unwrap(),
        weights::from_bytes::<ResNet18>(&lenet).err().unwrap(),
    ] {
        let message = problem.to_string();
        assert!(message.lines().count() <= 24 && message.chars().count() < 2500, "{message}");
        assert!(message.starts_with("the weights are those of another network: "), "{message}");
    }
}
