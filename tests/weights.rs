//! Weights as files: the same bits back, PyTorch's files, and what is said of files that are not right.

mod hand;

use hand::LeNet5;
use lenet_runtime::data::Normalization;
use lenet_runtime::io::weights::{self, Metadata, Problem, named};
use lenet_runtime::{BatchNorm, Init, Linear, Name, Network, Parameters, Plain, Random, Tensor, Zeroed, from_ne_bytes};
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView, serialize};
use std::path::{Path, PathBuf};
use std::{env, fs, panic};

type Small = Linear<3, 2>;

/// A layer with numbers of every kind that is finite.
fn small() -> Box<Small> {
    let mut layer = Small::zeroed_box();
    layer.floats_mut().copy_from_slice(&[0.1, -0.0, f32::MIN_POSITIVE, f32::MAX, -1e-45, 3.5, -2.0, f32::MIN]);
    layer
}

fn bits<N: Plain>(network: &N) -> Vec<u32> {
    network.floats().iter().map(|number| number.to_bits()).collect()
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("weights").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A file with this header and `length` bytes after it.
fn file(header: &str, length: usize) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &vec![0; length]].concat()
}

/// The two tensors of [`Small`], as a header says.
const WEIGHT: &str = r#""weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}"#;
const BIAS: &str = r#""bias":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}"#;

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    let message = weights::from_bytes::<Small>(bytes).unwrap_err().to_string();
    let Some((sentence, help)) = message.split_once("\nhelp: ") else { panic!("{message}") };
    assert_eq!(sentence, expected);
    assert!(!help.is_empty() && !help.contains("help: "), "{help}");
}

#[test]
fn what_is_saved_is_loaded_bit_for_bit() {
    let path = folder("saved").join("lenet5.safetensors");
    let network = LeNet5::init_with(42, Init::KaimingNormal);
    named::save(&*network, &path).unwrap();
    assert_eq!(bits(&*named::load::<LeNet5>(&path).unwrap()), bits(&*network));
    assert_eq!(fs::read(&path).unwrap(), named::to_bytes(&*network));

    let layer = small();
    assert_eq!(bits(&*weights::from_bytes::<Small>(&weights::to_bytes(&*layer)).unwrap()), bits(&*layer));
}

#[test]
fn the_safetensors_crate_reads_what_is_written() {
    let network = LeNet5::init(1);
    let bytes = named::to_bytes(&*network);
    let file = SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(file.len(), 10);
    network.visit(Name::ROOT, &mut |tensor| {
        let found = file.tensor(&tensor.name.to_string()).unwrap();
        assert_eq!((found.dtype(), found.shape()), (Dtype::F32, tensor.shape));
        let numbers: Vec<u8> = tensor.values.iter().flat_map(|number| number.to_le_bytes()).collect();
        assert!(found.data() == numbers);
    });
    assert_eq!(file.tensor("conv1.weight").unwrap().shape(), [6, 1, 5, 5]);
    assert_eq!(file.tensor("fc1.weight").unwrap().shape(), [120, 400]);
}

#[test]
fn what_the_safetensors_crate_writes_is_read() {
    let layer = small();
    let data: Vec<u8> = layer.floats().iter().flat_map(|number| number.to_le_bytes()).collect();
    // The crate sorts the tensors by name.
    let views = [
        ("weight", TensorView::new(Dtype::F32, vec![2, 3], &data[..24]).unwrap()),
        ("bias", TensorView::new(Dtype::F32, vec![2], &data[24..]).unwrap()),
    ];
    let bytes = serialize(views, None).unwrap();
    assert_eq!(bits(&*weights::from_bytes::<Small>(&bytes).unwrap()), bits(&*layer));
}

#[test]
fn weights_of_pytorch_give_its_logits() {
    let network = named::from_bytes::<LeNet5>(include_bytes!("answers/lenet5.safetensors")).unwrap();
    let images: Vec<_> =
        (0..3).map(|n| Tensor::<1, 28, 28>::from_fn(|_, i, j| ((n * 13 + i * 7 + j * 3) % 17) as f32 / 16.0)).collect();
    for ((image, line), batched) in
        images.iter().zip(include_str!("answers/weights.txt").lines()).zip(network.forward_batch(&images))
    {
        let expected: Vec<f64> = line.split(' ').map(|number| number.parse().unwrap()).collect();
        let largest = expected.iter().fold(0.0, |largest: f64, y| largest.max(y.abs()));
        for ((one, batched), expected) in network.forward(image).iter().zip(&batched).zip(&expected) {
            // Five layers of up to 400 terms each: ten roundings' worth of the largest logit is ample.
            assert!((f64::from(*one) - expected).abs() < 1e-6 * largest, "{one} {expected}");
            assert!((f64::from(*batched) - expected).abs() < 1e-6 * largest, "{batched} {expected}");
        }
    }
}

#[test]
fn the_batch_counter_of_pytorch_is_overlooked() {
    let norm = weights::from_bytes::<BatchNorm<3>>(include_bytes!("answers/batch_norm.safetensors")).unwrap();
    assert_eq!(norm.floats()[..6], [1.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
    assert!(norm.floats()[6..].iter().all(|statistic| *statistic > 0.5), "{norm:?}");
    // Only beside a batch norm.
    let bytes = file(
        &format!(r#"{{{WEIGHT},{BIAS},"num_batches_tracked":{{"dtype":"I64","shape":[],"data_offsets":[32,40]}}}}"#),
        40,
    );
    refused(
        &bytes,
        "the weights are those of another network: all of its 2 tensors fit, but the file has others\n  num_batches_tracked: expected nothing, found a \
         single number",
    );
}

#[test]
fn every_difference_to_the_network_is_listed() {
    let other = BatchNorm::<3>::zeroed_box();
    refused(
        &weights::to_bytes(&*other),
        "the weights are those of another network: none of its 2 tensors fits\n  weight: expected 2 × 3, found 3\n  \
         bias: expected 2, found 3\n  running_mean: expected nothing, found 3\n  running_var: expected nothing, found 3",
    );
    let bytes = file(r#"{"weight":{"dtype":"I16","shape":[2,3],"data_offsets":[0,12]}}"#, 12);
    refused(
        &bytes,
        "the weights are those of another network: none of its 2 tensors fits\n  weight: expected F32, found I16\n  bias: \
         expected 2, found nothing",
    );
}

#[test]
fn what_differs_in_one_way_is_mended_by_one_change() {
    type Layer = lenet_runtime::Conv2d<2, 6, 3, 5>;
    let tensor = |name: &str, dtype: &str, shape: &[usize], start: usize, size: usize| {
        let end = start + size * shape.iter().product::<usize>();
        (format!(r#""{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{start},{end}]}}"#), end)
    };
    let message = |[weight, bias]: [(&str, &str, &[usize], usize); 2]| {
        let (first, end) = tensor(weight.0, weight.1, weight.2, 0, weight.3);
        let (second, end) = tensor(bias.0, bias.1, bias.2, end, bias.3);
        weights::from_bytes::<Layer>(&file(&format!("{{{first},{second}}}"), end)).err().map(|error| error.to_string())
    };
    let shape: &[usize] = &[6, 2, 3, 5];
    let (good, bias) = (("weight", "F32", shape, 4), ("bias", "F32", &[6][..], 4));
    assert_eq!(message([good, bias]), None);
    for (dtype, size, words) in [
        ("I16", 2, "before they are quantized"),
        ("F8_E4M3", 1, "before they are quantized"),
        ("I8", 1, "before they are quantized"),
        ("\\u001b", 1, "before they are quantized"),
    ] {
        let all = message([("weight", dtype, shape, size), ("bias", dtype, &[6], size)]).unwrap();
        let shown = dtype.replace("\\u001b", "\\u{1b}");
        let expected = format!(
            "the weights have numbers of another type\n  weight: expected F32, found {shown}\n  bias: expected F32, found {shown}\nhelp: "
        );
        assert!(all.starts_with(&expected) && all.contains(words), "{all}");
        let one = message([("weight", dtype, shape, size), bias]).unwrap();
        assert!(one.contains("of another type\n  weight: ") && one.contains(words), "{one}");
    }
    for (shape, words) in [
        (&[3, 5, 2, 6][..], "kernel.transpose(3, 2, 0, 1)"),
        (&[180], "by `reshape`"),
        (&[6, 30], "by `reshape`"),
        (&[6, 2, 5, 3], "by `reshape`"),
        (&[6, 2, 3, 3], "declare the layers of the file's network"),
        (&[], "declare the layers of the file's network"),
    ] {
        let message = message([("weight", "F32", shape, 4), bias]).unwrap();
        assert!(message.contains("1 of its 2 tensors fit\n  weight: expected 6 × 2 × 3 × 5, found "), "{message}");
        assert!(message.contains(words), "{message}");
    }
    let names = |weight: &'static str, bias: &'static str| {
        message([(weight, "F32", shape, 4), (bias, "F32", &[6], 4)]).unwrap()
    };
    for (weight, bias, words) in [
        ("module.weight", "module.bias", "`LoadOptions::new().strip_prefix(\"module.\")`"),
        ("weight", "features.0.bias", "rename(\"features.0.bias\", \"bias\")"),
        ("kernel", "bias:0", "rename(\"kernel\", \"weight\")"),
        ("\\u001b", "bias", "rename(\"\\u{1b}\", \"weight\")"),
    ] {
        assert!(names(weight, bias).contains(words), "{}", names(weight, bias));
    }
    let more = file(&format!(r#"{{{WEIGHT},{BIAS},"step":{{"dtype":"F32","shape":[1],"data_offsets":[32,36]}}}}"#), 36);
    let message = weights::from_bytes::<Small>(&more).unwrap_err().to_string();
    assert!(
        message.ends_with("\nhelp: `LoadOptions::new().partial()` of `lenet_runtime::io::weights` leaves out the tensors that the network has not"),
        "{message}"
    );
}

#[test]
fn what_is_no_safetensors_file_is_not_called_truncated() {
    for start in [&b"\0\x05\x01\0\0\0\0\0"[..], b"\x12\x01\0\0\0\0\0\0", &[0; 8], &[1, 0, 0, 0, 0, 0, 0, 0]] {
        let message = weights::from_bytes::<Small>(&[start, &[7; 90]].concat()).unwrap_err().to_string();
        assert!(
            message.starts_with("header: not a JSON object of tensors: ") && message.contains("help: "),
            "{message}"
        );
    }
}

#[test]
fn of_many_differences_the_first_are_told() {
    let tensors: Vec<_> = (0..1000)
        .map(|i| format!(r#""layer{i}":{{"dtype":"F32","shape":[1],"data_offsets":[{},{}]}}"#, 4 * i, 4 * i + 4))
        .collect();
    let error =
        weights::from_bytes::<LeNet5>(&file(&format!("{{{}}}", tensors.join(",")), 4000)).unwrap_err().to_string();
    for words in
        ["conv1.weight: expected 6 × 1 × 5 × 5", "fc2.bias: expected 84", "layer0: ", "layer7: ", "\n  and 994 more"]
    {
        assert!(error.contains(words), "{error}");
    }
    assert!(!error.contains("layer8"), "{error}");
}

#[test]
fn what_a_file_says_does_not_reach_the_terminal_as_it_is() {
    let bad = "\u{1b}[31m\u{7}\u{202e}\u{2066}\n\r\u{200b}";
    let json = serde_json::to_string(bad).unwrap();
    let raw = format!("\"{}\"", bad.replace(['\u{1b}', '\u{7}', '\n', '\r'], "\u{9b}"));
    for name in [&json, &raw] {
        for (header, expected) in [
            (format!(r#"{{{name}:{{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}}}"#), "expected nothing"),
            (format!("{{{name}:1}}"), "expected an object"),
            (format!(r#"{{{name}:{{"dtype":"F32"}}}}"#), "shape of"),
            (format!(r#"{{{name}:{{"dtype":"F32","shape":[1],"data_offsets":[0,3]}}}}"#), "expected 4 bytes"),
            (format!(r#"{{{name}:{{"dtype":"F32","dtype":"F32"}}}}"#), "twice"),
            (format!(r#"{{"weight":{{"dtype":{name},"shape":[1],"data_offsets":[0,4]}}}}"#), "expected F32"),
            (format!(r#"{{"weight":{{"dtype":[{name}],"shape":[1],"data_offsets":[0,4]}}}}"#), "expected a string"),
            (format!(r#"{{"__metadata__":{{{name}:1}}}}"#), "expected a string"),
            (format!(r#"{{"a"{name}}}"#), "expected `:`"),
        ] {
            let problem = weights::from_bytes::<Small>(&file(&header, 4)).unwrap_err();
            for message in [problem.to_string(), format!("{problem:?}")] {
                assert!(message.contains(expected), "{message}");
                // A line that says what is wrong, two tensors that are missing and one that is there, and the way out.
                assert!(message.lines().count() <= 5, "{message:?}");
                assert!(message.lines().flat_map(str::chars).all(|letter| !letter.is_control()), "{message:?}");
                assert!(!message.contains(['\u{202e}', '\u{2066}', '\u{200b}']), "{message:?}");
            }
        }
        let named =
            format!(r#"{{"__metadata__":{{"network":{name}}},"fc.weight":{},"fc.bias":{}}}"#, &WEIGHT[9..], &BIAS[7..]);
        let message = alike::Bent::from_bytes(&file(&named, 32)).unwrap_err().to_string();
        assert!(message.contains("expected `Bent`, found `\\u{"), "{message}");
    }
    // A path is shown whole.
    let path = folder("terminal").join("a\u{1b}[31m\u{202e}".to_owned() + &"b".repeat(200));
    let error = weights::load::<Small>(path).unwrap_err().to_string();
    assert!(error.contains("a\\u{1b}[31m\\u{202e}b") && error.contains(&"b".repeat(200)), "{error}");
}

#[test]
fn damaged_files_are_refused() {
    let whole = weights::to_bytes(&*small());
    let header = 8 + u64::from_le_bytes(*whole.first_chunk().unwrap()) as usize;
    for (bytes, expected) in [
        (vec![], "the file is empty".into()),
        (whole[..7].to_vec(), "the file is truncated: expected 8 bytes, found 7".into()),
        (whole[..20].to_vec(), format!("the file is truncated: expected {header} bytes, found 20")),
        (
            whole[..whole.len() - 1].to_vec(),
            format!("the file is truncated: expected {} bytes, found {}", whole.len(), whole.len() - 1),
        ),
        (
            [&whole[..], b"x"].concat(),
            format!("trailing bytes after the tensors: expected {} bytes, found {}", whole.len(), whole.len() + 1),
        ),
        (
            b"these are no weights".to_vec(),
            "not a safetensors file: expected a header of at most 100000000 bytes, found a length of 8241904413164529780"
                .into(),
        ),
        (
            [&50_000_000_u64.to_le_bytes()[..], b"{}"].concat(),
            "the weights are those of a much larger network: expected a header of at most 4002000 bytes, found a length of \
             50000000"
                .into(),
        ),
    ] {
        refused(&bytes, &expected);
    }
    for (header, length, expected) in [
        ("weights".into(), 0, "header: not a JSON object of tensors: expected a value at byte 0, found 'w'".to_owned()),
        ("[]".into(), 0, "header: not a JSON object of tensors: expected an object at byte 0".into()),
        (format!("{{{WEIGHT},{WEIGHT},{BIAS}}}"), 32, "header: expected each name once, found `weight` twice".into()),
        (
            format!(r#"{{{WEIGHT},"bias":{{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[24,32]}}}}"#),
            32,
            "header: expected each name once, found `bias.dtype` twice".into(),
        ),
        (
            format!(r#"{{{WEIGHT},"bias":{{"dtype":"F32","data_offsets":[24,32]}}}}"#),
            32,
            "shape of `bias`: expected an array of whole numbers, found nothing".into(),
        ),
        (
            format!(r#"{{{WEIGHT},"bias":{{"dtype":"F32","shape":[2.5],"data_offsets":[24,32]}}}}"#),
            32,
            "shape of `bias`: expected an array of whole numbers, found [2.5]".into(),
        ),
        (
            format!(r#"{{{WEIGHT},"bias":{{"dtype":32,"shape":[2],"data_offsets":[24,32]}}}}"#),
            32,
            "dtype of `bias`: expected a string, found 32".into(),
        ),
        (
            format!(r#"{{{WEIGHT},"bias":{{"dtype":"F32","shape":[2],"data_offsets":[32,24]}}}}"#),
            32,
            "data_offsets of `bias`: expected a first and a last offset, found [32,24]".into(),
        ),
        (
            format!(r#"{{{WEIGHT},"bias":{{"dtype":"F32","shape":[2],"data_offsets":[24,36]}}}}"#),
            36,
            "data_offsets of `bias`: expected 4 bytes for each of 2 numbers, found 12 bytes".into(),
        ),
        (
            format!(r#"{{{WEIGHT},"bias":{{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[24,32]}}}}"#),
            32,
            "data_offsets of `bias`: expected 4 bytes for each of 9223372036854775807 × 4 numbers, found 8 bytes"
                .into(),
        ),
        (
            format!(r#"{{{WEIGHT},"bias":{{"dtype":"F32","shape":[2],"data_offsets":[20,28]}}}}"#),
            28,
            "data_offsets of `bias`: expected 24, where the tensor before ends, found 20".into(),
        ),
        (
            format!(r#"{{{WEIGHT},"bias":{{"dtype":"F32","shape":[2],"data_offsets":[28,36]}}}}"#),
            36,
            "data_offsets of `bias`: expected 24, where the tensor before ends, found 28".into(),
        ),
        (
            format!(
                r#"{{{WEIGHT},"bias":{{"dtype":"F32","shape":[2],"data_offsets":[18446744073709551608,18446744073709551615]}}}}"#
            ),
            32,
            "data_offsets of `bias`: expected 4 bytes for each of 2 numbers, found 7 bytes".into(),
        ),
    ] {
        refused(&file(&header, length), &expected);
    }
    weights::from_bytes::<Small>(&file(&format!(r#"{{"__metadata__":{{"a":"b"}},{BIAS},{WEIGHT}}}  "#), 32)).unwrap();
    weights::from_bytes::<Small>(&file(&format!(r#"{{{WEIGHT},"__metadata__":{{}},"\u0062ias":{}}}"#, &BIAS[7..]), 32))
        .unwrap();
}

#[test]
fn metadata_are_texts_and_stand_once() {
    for (metadata, expected) in [
        (r#""__metadata__":1"#, "header: not a JSON object of tensors: expected an object for `__metadata__`, found 1"),
        (
            r#""__metadata__":{"epochs":20}"#,
            "header: not a JSON object of tensors: expected a string for `epochs` of `__metadata__`, found 20",
        ),
        (
            r#""__metadata__":{"network":null}"#,
            "header: not a JSON object of tensors: expected a string for `network` of `__metadata__`, found null",
        ),
        (r#""__metadata__":{},"__metadata__":{}"#, "header: expected each name once, found `__metadata__` twice"),
        (
            r#""__metadata__":{"network":"A","network":"A"}"#,
            "header: expected each name once, found `__metadata__.network` twice",
        ),
    ] {
        refused(&file(&format!("{{{metadata},{WEIGHT},{BIAS}}}"), 32), expected);
    }
    let leading = file(&format!(" {{{WEIGHT},{BIAS}}}"), 32);
    refused(&leading, "header: not a JSON object of tensors: expected an object at byte 0");
}

/// Two networks whose tensors have the same names and shapes, and a third that uses one of them as a layer.
mod alike {
    lenet_runtime::network! {
        /// With a rectifier.
        #[derive(Debug)]
        pub(crate) struct Bent: [3] -> [2] { fc: linear(2), relu }
    }
    lenet_runtime::network! {
        /// With a sigmoid.
        #[derive(Debug)]
        pub(crate) struct Curved: [3] -> [2] { fc: linear(2), sigmoid }
    }
    lenet_runtime::network! {
        /// With another network inside.
        #[derive(Debug)]
        pub(crate) struct Outer: [3] -> [2] { inner: Bent, fc: linear(2) }
    }
}

#[test]
fn a_network_refuses_the_weights_of_another_even_if_all_shapes_agree() {
    use alike::{Bent, Curved, Outer};

    let path = folder("alike").join("bent.safetensors");
    let bent = Bent::init(1);
    bent.save(&path).unwrap();
    let expected = "the weights are those of the network `Bent`: expected `Curved`, found `Bent`\nhelp: load them into \
                    `Bent`; if that is the same network under an older name, `lenet_runtime::io::weights::load` looks at \
                    the tensors alone, and so does `LoadOptions::any_network`";
    assert_eq!(Curved::from_bytes(&bent.to_bytes()).unwrap_err().to_string(), expected);
    let error = Curved::load(&path).unwrap_err();
    assert_eq!(error.to_string(), format!("{}: {expected}", path.display()));
    assert!(matches!(error.problem, Problem::Name { expected: "Curved", .. }));

    // The way out, and files that name nobody.
    assert_eq!(bits(&*weights::load::<Curved>(&path).unwrap()), bits(&*bent));
    assert_eq!(bits(&*weights::from_bytes::<Curved>(&bent.to_bytes()).unwrap()), bits(&*bent));
    assert_eq!(bits(&*Curved::from_bytes(&weights::to_bytes(&*bent)).unwrap()), bits(&*bent));
    weights::save(&*bent, &path).unwrap();
    assert_eq!(bits(&*Curved::load(&path).unwrap()), bits(&*bent));

    // The name is that of the whole.
    let outer = Outer::init(1);
    assert_eq!(bits(&*Outer::from_bytes(&outer.to_bytes()).unwrap()), bits(&*outer));
    let (_, metadata) = SafeTensors::read_metadata(&outer.to_bytes()).unwrap();
    let metadata = metadata.metadata().clone().unwrap();
    assert_eq!((metadata["network"].as_str(), metadata["format"].as_str()), ("Outer", "pt"));
    // Tensors that differ say more than a name.
    let error = Outer::from_bytes(&bent.to_bytes()).unwrap_err().to_string();
    let expected = "the weights are those of another network: 1 of its 4 tensors fit; with `inner.` at the beginning of \
                    names 2 fit\n  inner.fc.weight: expected 2 × 3, found nothing\n";
    assert!(error.starts_with(expected) && error.contains("rename(\"\", \"inner\").partial()` of "), "{error}");
}

#[test]
fn the_weights_of_the_examples_name_their_network() {
    use examples::lenet5::{LeNet5, ModernLeNet5};

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/lenet5.safetensors");
    let network = LeNet5::load(path).unwrap();
    let normalization = vec![Normalization::MNIST];
    let classes = (0..10).map(|digit: u8| digit.to_string()).collect();
    let bytes = Metadata { normalization, classes, ..Metadata::of::<LeNet5>() }.to_bytes(&*network);
    if env::var_os("KEEP").is_some() {
        fs::write(path, &bytes).unwrap();
    }
    assert!(fs::read(path).unwrap() == bytes, "the file is as `save` writes it");
    assert!(matches!(ModernLeNet5::load(path).err().unwrap().problem, Problem::Name { .. }));
}

#[test]
fn embedded_weights_of_a_wrong_length_are_told_both_lengths() {
    const LAYER: Small = from_ne_bytes(&[0; 32]);
    assert_eq!(LAYER, *Small::zeroed_box());
    for length in [0, 31, 33, 1_234_567] {
        // Only its length matters.
        let bytes = vec![0; length];
        let panic = panic::catch_unwind(|| from_ne_bytes::<Small>(&bytes)).unwrap_err();
        let message = panic.downcast_ref::<String>().unwrap();
        assert_eq!(*message, format!("expected 32 bytes, four for each number of the value, found {length}"));
    }
}

#[test]
fn files_of_other_formats_are_called_by_their_name_and_the_way_to_weights_is_shown() {
    let folder = folder("formats");
    let zip = |name: &str| {
        let mut bytes = b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0aaaabbbbccccdd".to_vec();
        bytes.extend((name.len() as u16).to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(name.as_bytes());
        bytes
    };
    let torch = "safetensors.torch.save_file(model.state_dict(), ";
    for (name, bytes, words) in [
        ("model.pt", zip("archive/data.pkl"), ["PyTorch", torch]),
        ("old.pth", b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.".to_vec(), ["pickle", torch]),
        ("model.onnx", b"\x08\x07\x12\x07pytorch\x1a\x052.1.0:".to_vec(), ["ONNX", "onnx.load"]),
        ("model.h5", b"\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08".to_vec(), ["HDF5", "transpose(3, 2, 0, 1)"]),
        ("model.keras", zip("metadata.json"), ["Keras", "transpose(3, 2, 0, 1)"]),
        ("model.tflite", b"\x1c\0\0\0TFL3\x14\0 ".to_vec(), ["TensorFlow Lite", "transpose(3, 2, 0, 1)"]),
        ("saved_model.pb", b"\x08\x01\x12\xff\x01\x0a".to_vec(), ["SavedModel", "transpose(3, 2, 0, 1)"]),
        ("graph.pb", b"\x0a\x17\x0a\x01x\x12\x0bPlaceholder*\x05".to_vec(), ["TensorFlow", "transpose(3, 2, 0, 1)"]),
        ("model.npz", zip("conv1.weight.npy"), ["NumPy", "numpy.load"]),
        ("array.npy", b"\x93NUMPY\x01\0v\0{'descr'".to_vec(), ["NumPy", "save_file"]),
        ("model.gguf", b"GGUF\x03\0\0\0".to_vec(), ["GGUF", torch]),
        ("model.safetensors.gz", b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), ["gzip", "gunzip"]),
        ("page.safetensors", b"<!DOCTYPE html><html>".to_vec(), ["HTML", "download"]),
        ("lfs.safetensors", b"version https://git-lfs.github.com/spec/v1\noid".to_vec(), ["Git LFS", "git lfs pull"]),
        ("model.safetensors.index.json", b"{\"weight_map\": {}}".to_vec(), ["JSON", "beside it"]),
        // What only the name tells.
        ("weights.pt", b"whatever this may be".to_vec(), ["PyTorch", torch]),
        ("weights.ONNX", b"whatever this may be".to_vec(), ["ONNX", "onnx.load"]),
    ] {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        let error = weights::load::<Small>(&path).unwrap_err().to_string();
        assert!(error.starts_with(&format!("{}: not a safetensors file, but ", path.display())), "{error}");
        assert!(words.iter().all(|word| error.contains(word)) && error.contains("\nhelp: "), "{name}: {error}");
    }
}

#[test]
fn debug_prints_the_sentence_and_the_source_is_kept() {
    use std::error::Error;

    let path = folder("debug").join("missing");
    let error = weights::load::<Small>(&path).unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
    assert_eq!(format!("{:?}", error.problem), error.problem.to_string());
    for source in [error.source(), error.problem.source()] {
        let source = source.unwrap().downcast_ref::<std::io::Error>().unwrap();
        assert_eq!(source.kind(), std::io::ErrorKind::NotFound);
    }
    assert!(weights::save(&*small(), folder("debug")).unwrap_err().source().is_some());
    assert!(weights::from_bytes::<Small>(&[]).unwrap_err().source().is_none());
}

#[test]
fn weights_that_are_not_finite_are_neither_saved_nor_loaded() {
    let folder = folder("nan");
    let path = folder.join("small.safetensors");
    for (bad, shown) in [(f32::NAN, "NaN"), (f32::INFINITY, "inf"), (f32::NEG_INFINITY, "-inf")] {
        let mut layer = small();
        layer.bias[1] = bad;
        let expected = format!("number 1 of `bias`: expected a finite number, found {shown}");
        refused(&weights::to_bytes(&*layer), &expected);
        let error = weights::save(&*layer, &path).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("{}: {expected}\nhelp: training that went wrong", path.display())),
            "{error}"
        );
    }
    assert!(fs::read_dir(folder).unwrap().next().is_none());
}

#[test]
fn files_that_cannot_be_read_or_written_are_named() {
    let folder = folder("files");
    let path = folder.join("missing").join("small.safetensors");
    let at = |problem: &str| format!("{}: {problem}", path.display());
    let missing = "No such file or directory (os error 2)";
    assert_eq!(weights::load::<Small>(&path).unwrap_err().to_string(), at(&format!("cannot be read: {missing}")));
    let no_folder = at(&format!("cannot be written: there is no folder {}", folder.join("missing").display()));
    assert_eq!(weights::check_writable(&path).unwrap_err().to_string(), no_folder);
    assert_eq!(weights::save(&*small(), &path).unwrap_err().to_string(), no_folder);
    assert!(matches!(weights::save(&*small(), &folder).unwrap_err().problem, Problem::Write(_)));
    weights::check_writable(folder.join("small.safetensors")).unwrap();
    assert!(fs::read_dir(folder).unwrap().next().is_none());
}

#[test]
fn no_bytes_make_it_panic_and_what_is_accepted_is_a_file() {
    let mut random = Random::new(1);
    let original = weights::to_bytes(&*small());
    let mut accepted = 0;
    for _ in 0..50_000 {
        let mut bytes = original.clone();
        for _ in 0..=random.below(3) {
            let at = random.below(bytes.len());
            match random.below(6) {
                0 => bytes[at] = random.next() as u8,
                1 => bytes[at] ^= 1 << random.below(8),
                2 => bytes.truncate(at + 1),
                3 => bytes.insert(at, random.next() as u8),
                4 => bytes[at] = b"0123456789{}[],:\" "[random.below(18)],
                _ => bytes.swap(at, at.saturating_sub(1)),
            }
        }
        if let Ok(layer) = weights::from_bytes::<Small>(&bytes) {
            accepted += 1;
            let file = SafeTensors::deserialize(&bytes).expect("the reference accepts it too");
            let numbers: Vec<u8> = layer.weight.floats().iter().flat_map(|number| number.to_le_bytes()).collect();
            assert_eq!(file.tensor("weight").unwrap().data(), numbers);
        }
    }
    assert!(accepted > 100, "some changes only change a number: {accepted}");
}
