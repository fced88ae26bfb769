//! What a program of a user does with the documented items that no example needs: large values on the heap, tables to look at,
//! training by hand, and telling errors apart.

use lenet_runtime::data::{Dataset, Normalization, Problem, Split};
use lenet_runtime::io::{FileError, weights};
use lenet_runtime::train::{
    Adam, AdamW, Confusion, Constant, CrossEntropy, Gradients, Moments, Optimizer, Pairs, Schedule, Sgd, Step, Trainer,
};
use lenet_runtime::{
    BatchNorm, Conv2d, ConvTranspose2d, Init, Kind, Layer, Linear, Name, Network, PRelu, Parameters, Plain, Prepare,
    Random, Running, Setting, Start, Summary, Tensor, Zeroed,
};
use std::fs;
use std::path::{Path, PathBuf};

lenet_runtime::network! {
    /// A little of everything that a table tells.
    struct Table: [2, 4, 4] -> [3] {
        pad(each_side(1)),
        near: upsample(2),
        smooth: upsample(2, mode: bilinear),
        global_avg_pool2d,
        flatten,
        dropout(p: 0.25),
        fc: linear(3),
    }
}

lenet_runtime::network! {
    /// Statistics beside weights.
    struct Normalized: [1, 2, 2] -> [2] {
        bn: batch_norm2d,
        flatten,
        fc: linear(2),
    }
}

#[test]
fn large_values_are_made_on_the_heap() {
    let zeros = Tensor::<1, 1024, 1024>::zeros_box();
    assert!(zeros.floats().iter().all(|number| *number == 0.0));
    let mut image = Tensor::<1, 1024, 1024>::from_fn_box(|_, i, j| (i + j) as f32);
    assert_eq!(image[(0, 3, 4)], 7.0);
    assert_eq!(Tensor::<1, 1024, 1024>::from_slice_box(image.floats()).unwrap(), image);
    assert!(Tensor::<1, 1024, 1024>::from_slice_box(&[0.0]).is_none());
    image.view_mut::<[f32; 2]>()[1] = 5.0;
    assert_eq!((image.0[0][0][1], *image.view::<[f32; 2]>()), (5.0, [0.0, 5.0]));
}

#[test]
fn parameters_are_fields_that_a_program_may_set() {
    lenet_runtime::network! {
        /// Two times x, or x halved.
        struct Bend: [1] -> [1] { fc: linear(1, bias: false), bend: prelu }
    }
    let mut network = Bend::init(1);
    network.fc = Linear { weight: [[2.0]], bias: [] };
    network.bend = PRelu { weight: [0.25] };
    assert_eq!([network.forward(&[3.0]), network.forward(&[-3.0])], [[6.0], [-1.5]]);
}

#[test]
fn the_table_is_data() {
    let told: Vec<Option<Setting>> = Table::LAYERS.iter().map(|layer: &Layer| layer.setting).collect();
    let expected = [
        Some(Setting::Edges([1, 1, 1, 1])),
        Some(Setting::Nearest),
        Some(Setting::Bilinear),
        None,
        None,
        Some(Setting::Drops(0.25)),
        None,
    ];
    assert_eq!(told, expected);
    let names: Vec<_> = Table::LAYERS.iter().map(|layer| (layer.split_name().1, layer.is_numbered())).collect();
    assert_eq!((names[1], names[4]), (("near", false), ("flatten_1", true)));
    let padding = examples::resnet::ResNet18::LAYERS[0].padding().expect("a convolution with padding");
    assert_eq!(padding.to_string(), "3");
    // A function for any network.
    fn table<N: Network>() -> Summary {
        Summary::of::<N>()
    }
    assert_eq!(table::<Table>().to_string(), Table::summary().to_string());
}

#[test]
fn every_beginning_is_finite_and_another() {
    let all =
        [Init::FanIn, Init::KaimingUniform, Init::KaimingNormal, Init::XavierUniform, Init::XavierNormal].map(|init| {
            let network = Table::init_with(1, init);
            network.floats().to_vec()
        });
    for (index, numbers) in all.iter().enumerate() {
        assert!(numbers.iter().all(|number| number.is_finite()));
        assert!(all[..index].iter().all(|others| others != numbers), "{index}");
    }
}

#[test]
fn statistics_are_told_from_weights() {
    let mut network = Normalized::init(1);
    network.bn = BatchNorm { weight: [1.0], bias: [0.0], running_mean: Running([2.0]), running_var: Running([4.0]) };
    let mut tensors = Vec::new();
    network.visit(Name::ROOT, &mut |tensor| tensors.push((tensor.name.to_string(), tensor.kind, tensor.values[0])));
    let kinds: Vec<_> = tensors.iter().map(|(name, kind, _)| (name.as_str(), *kind)).collect();
    let (trained, buffer) = (Kind::Trained, Kind::Buffer);
    let expected = [
        ("bn.weight", trained),
        ("bn.bias", trained),
        ("bn.running_mean", buffer),
        ("bn.running_var", buffer),
        ("fc.weight", trained),
        ("fc.bias", trained),
    ];
    assert_eq!(kinds, expected);
    assert_eq!((tensors[2].2, tensors[3].2), (2.0, 4.0));
}

#[test]
fn every_tensor_starts_as_it_says() {
    lenet_runtime::network! {
        struct Net: [2, 4, 4] -> [3] {
            rounds: repeat(2) {
                conv: conv2d(2, kernel: 3, padding: same),
                bend: prelu(init: -0.5),
            }
            up: conv_transpose2d(2, kernel: 1),
            norm: batch_norm2d,
            usual: prelu(num_parameters: 2),
            flatten,
            layer_norm: layer_norm,
            fc: linear(3),
        }
    }
    let mut starts = Vec::new();
    Net::init(1).visit(Name::ROOT, &mut |tensor| starts.push((tensor.name.to_string(), tensor.start)));
    let (kaiming, xavier) = (Start::Weight(Init::KaimingUniform), Start::Weight(Init::XavierUniform));
    let bias = |fan_in| Start::Bias { fan_in };
    let expected = [
        ("rounds.0.conv.weight", kaiming),
        ("rounds.0.conv.bias", bias(18)),
        ("rounds.0.bend.weight", Start::Constant(-0.5)),
        ("rounds.1.conv.weight", kaiming),
        ("rounds.1.conv.bias", bias(18)),
        ("rounds.1.bend.weight", Start::Constant(-0.5)),
        ("up.weight", kaiming),
        ("up.bias", bias(2)),
        ("norm.weight", Start::Constant(1.0)),
        ("norm.bias", Start::Constant(0.0)),
        ("norm.running_mean", Start::Constant(0.0)),
        ("norm.running_var", Start::Constant(1.0)),
        ("usual.weight", Start::Constant(0.25)),
        ("layer_norm.weight", Start::Constant(1.0)),
        ("layer_norm.bias", Start::Constant(0.0)),
        ("fc.weight", xavier),
        ("fc.bias", bias(32)),
    ];
    assert_eq!(starts, expected.map(|(name, start)| (name.to_owned(), start)));

    // As each layer would start by itself, one after the other.
    let by_hand = |init: Option<Init>| {
        let (mut random, mut numbers) = (Random::new(7), Vec::new());
        let rectified = init.or(Some(Init::KaimingUniform));
        let mut conv = Conv2d::<2, 2, 3, 3>::ZERO;
        for _ in 0..2 {
            conv.reset(rectified, &mut random);
            numbers.extend([conv.floats(), &[-0.5]].concat());
        }
        let mut up = ConvTranspose2d::<2, 2, 1, 1>::ZERO;
        up.reset(rectified, &mut random);
        numbers.extend(up.floats());
        numbers.extend([1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.25, 0.25]);
        numbers.extend([[1.0; 32], [0.0; 32]].concat());
        let mut fc = Linear::<32, 3>::ZERO;
        fc.reset(init, &mut random);
        numbers.extend(fc.floats());
        numbers
    };
    assert_eq!(Net::init(7).floats(), by_hand(None));
    assert_eq!(Net::init_with(7, Init::FanIn).floats(), by_hand(Some(Init::FanIn)));
}

/// As a program may train that chooses its optimizer while it runs, and in an order of its own.
#[test]
fn a_loop_by_hand_does_what_the_trainer_does() {
    let images: Vec<Tensor<1, 2, 2>> = (0..3).map(|i| Tensor::from_fn(|_, j, k| (i * 4 + j * 2 + k) as f32)).collect();
    let (labels, order) = ([0_u8, 1, 0], [2, 0, 1]);
    let mut network = Normalized::init(3);
    let mut optimizers: Vec<Box<dyn Optimizer<Normalized>>> = vec![
        Box::new(Sgd { momentum: 0.5, ..Sgd::new(0.1) }),
        Box::new(Adam { moments: Moments::new(), ..Adam::new(0.1) }),
        Box::new(AdamW { moments: Moments::default(), ..AdamW::new(0.1) }),
    ];
    let mut gradients = Gradients::new();
    for optimizer in &mut optimizers {
        let loss = |network: &Normalized, gradients: &mut Gradients<_>| {
            let examples = Pairs::new(&images, &labels);
            gradients.compute_from(network, &CrossEntropy::default(), &examples, 3, |i| order[i], 0).mean()
        };
        let first = loss(&network, &mut gradients);
        *optimizer.rate() = 0.01;
        optimizer.step(&mut network, gradients.gradient());
        gradients.update_running_statistics(&mut network, optimizer.groups());
        let second = loss(&network, &mut gradients);
        assert!(second < first, "{second} is not less than {first}");
    }
}

#[test]
fn what_an_optimizer_remembers_can_be_looked_at() {
    let (x, y) = (Tensor([[[1.0, 2.0], [3.0, 4.0]]]), 1);
    let mut network = Normalized::init(1);
    let mut gradient = Normalized::init(1);
    network.loss_and_gradient(&CrossEntropy::default(), &[x], &[y], 0, &mut gradient);
    let mut sgd = Sgd { momentum: 0.5, ..Sgd::<Normalized>::new(0.1) };
    let mut adam = Adam::<Normalized>::new(0.1);
    assert!(sgd.velocity.get().is_none() && adam.moments.first.get().is_none());
    sgd.step(&mut network, &gradient);
    adam.step(&mut network, &gradient);
    assert_eq!(sgd.velocity.get().unwrap().fc.bias, gradient.fc.bias);
    assert_eq!(adam.moments.steps, 1);
    let (mean, squares) = (adam.moments.first.get().unwrap(), adam.moments.second.get().unwrap());
    assert!((mean.fc.bias[0] - 0.1 * gradient.fc.bias[0]).abs() < 1e-6);
    assert!((squares.fc.bias[0] - 0.001 * gradient.fc.bias[0].powi(2)).abs() < 1e-8);
}

#[test]
fn a_rate_is_a_constant_a_rule_or_any_function() {
    let rules: [(Box<dyn Schedule + Send>, f32); 3] = [
        (Box::new(Constant(0.5)), 0.5),
        (Box::new(Step { start: 1.0, every: 2, factor: 0.1 }), 0.1),
        (Box::new(|epoch: f64| epoch as f32), 3.0),
    ];
    for (rule, expected) in rules {
        assert!((rule.rate(3.0) - expected).abs() < 1e-6);
        let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Normalized>::new(9.0), 1);
        trainer.schedule = Some(rule);
        trainer.epoch(&mut Normalized::init(1), Pairs::new(&[Tensor::zeros()], &[0]), |_| ()).unwrap();
        assert!(trainer.optimizer.lr < 9.0);
    }
}

#[test]
fn counts_of_classes_are_kept_by_hand() {
    let mut confusion = Confusion::new(3);
    confusion.add(0, 0);
    confusion.add(1, 2);
    confusion.add_unclassified(2);
    assert_eq!((confusion.classes(), confusion.images(), confusion.unclassified()), (3, 3, 1));
    assert_eq!((confusion.count(1, 2), confusion.count(2, 1)), (1, 0));
    assert!((confusion.accuracy() - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn pixels_become_numbers_of_mean_0_and_deviation_1() {
    assert_eq!(Normalization::NONE.apply(255), 1.0);
    for Normalization { mean, std } in [Normalization::MNIST, Normalization::FASHION_MNIST] {
        let normalization = Normalization { mean, std };
        assert!(normalization.apply(0) < 0.0 && normalization.apply(255) > 1.5);
    }
}

#[test]
fn a_prepared_network_is_updated_in_place() {
    let (first, second) = (Table::init(1), Table::init(2));
    let image = Tensor::from_fn(|c, i, j| (c + i + j) as f32);
    let mut prepared = Prepare::prepare(&*first);
    prepared.update(&second);
    assert_eq!(prepared.forward(&image), second.prepare().forward(&image));
    assert_ne!(prepared.forward(&image), <[f32; 3]>::ZERO);
}

/// What a program tells its user about data, by the kind of the problem.
fn advice(FileError { path, problem }: &FileError<Problem>) -> (String, &'static str) {
    let advice = match problem {
        Problem::NoFolder | Problem::NotAFolder | Problem::Missing => "download it",
        Problem::Several(_) => "choose one",
        Problem::Read(_) => "ask for the permission",
        Problem::Empty
        | Problem::Length { .. }
        | Problem::Trailing { .. }
        | Problem::Records { .. }
        | Problem::Gzip(_) => "download it again",
        Problem::Format { .. } | Problem::Magic { .. } => "it is something else",
        Problem::Size { .. } | Problem::Counts { .. } | Problem::Label { .. } => "it is of another data set",
        Problem::GzipIsOff => "unpack it",
        _ => "look at the message",
    };
    (path.file_name().unwrap().to_string_lossy().into_owned(), advice)
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("user").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn problems_with_data_are_told_apart() {
    let folder = folder("data");
    let words = |words: &[u32], bytes: &[u8]| -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).chain(bytes.iter().copied()).collect()
    };
    let images = words(&[0x0803, 1, 1, 2], &[7, 9]);
    let cases: &[(&[u8], &[u8], &str, &str)] = &[
        (b"", b"", "t10k-images-idx3-ubyte", "download it again"),
        (&images[..17], b"", "t10k-images-idx3-ubyte", "download it again"),
        (&[&images[..], &[1]].concat(), b"", "t10k-images-idx3-ubyte", "download it again"),
        (b"<!DOCTYPE html><html></html>", b"", "t10k-images-idx3-ubyte", "it is something else"),
        (b"\x1f\x8b\x08 and no more", b"", "t10k-images-idx3-ubyte", "download it again"),
        (&words(&[0x0803, 1, 2, 2], &[0; 4]), b"", "t10k-images-idx3-ubyte", "it is of another data set"),
        (&images, &words(&[0x0801, 2], &[0, 1]), "t10k-labels-idx1-ubyte", "it is of another data set"),
        (&images, &words(&[0x0801, 1], &[10]), "t10k-labels-idx1-ubyte", "it is of another data set"),
        (&images, &words(&[0x0803, 1], &[1]), "t10k-labels-idx1-ubyte", "it is something else"),
    ];
    let load = || Dataset::<Tensor<1, 1, 2>>::idx(&folder, Split::Test, 10, Normalization::NONE);
    assert_eq!(advice(&load().unwrap_err()).1, "download it");
    for (images, labels, file, expected) in cases {
        fs::write(folder.join("t10k-images-idx3-ubyte"), images).unwrap();
        let labels = if labels.is_empty() { &words(&[0x0801, 1], &[3])[..] } else { labels };
        fs::write(folder.join("t10k-labels-idx1-ubyte"), labels).unwrap();
        let error = load().unwrap_err();
        assert_eq!(advice(&error), ((*file).to_owned(), *expected), "{error}");
    }
}

/// What is wrong with weights, in a word.
fn word(problem: &weights::Problem) -> &'static str {
    use weights::{Difference, Problem};
    match problem {
        Problem::Read(_) | Problem::Write(_) => "file",
        Problem::Empty => "empty",
        Problem::Format { .. } => "format",
        Problem::Length { .. } => "length",
        Problem::LongHeader { .. } => "long header",
        Problem::Header { .. } => "header",
        Problem::Twice { .. } => "twice",
        Problem::Field { .. } => "field",
        Problem::TensorLength { .. } => "tensor length",
        Problem::Offset { .. } => "offset",
        Problem::Network { differences, .. } => match differences[0] {
            Difference::Missing { .. } => "missing",
            Difference::Unexpected { .. } => "unexpected",
            Difference::Shape { .. } => "shape",
            Difference::Dtype { .. } => "dtype",
        },
        Problem::Name { .. } => "name",
        Problem::NotFinite { .. } => "not finite",
        _ => "another",
    }
}

#[test]
fn problems_with_weights_are_told_apart() {
    lenet_runtime::network! {
        /// One tensor of two numbers, one of one.
        struct Line: [2] -> [1] { fc: linear(1) }
    }
    let file = |header: &str, numbers: &[f32]| -> Vec<u8> {
        let length = (header.len() as u64).to_le_bytes();
        let numbers = numbers.iter().flat_map(|number| number.to_le_bytes());
        length.into_iter().chain(header.bytes()).chain(numbers).collect()
    };
    let weight = r#""fc.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}"#;
    let bias = r#""fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}"#;
    let both = |bias: &str| format!("{{{weight},{bias}}}");
    let cases: &[(&str, Vec<u8>)] = &[
        ("empty", vec![]),
        ("format", b"PK\x03\x04 of a zip archive".to_vec()),
        ("length", file(&both(bias), &[1.0, 2.0])),
        ("long header", [&u32::MAX.to_le_bytes()[..], &[0; 4], b"{"].concat()),
        ("header", file("{]", &[])),
        ("twice", file(&both(weight), &[1.0; 3])),
        ("field", file(&both(&bias.replace("[1]", "1")), &[1.0; 3])),
        ("tensor length", file(&both(&bias.replace("12", "16")), &[1.0; 4])),
        ("offset", file(&both(&bias.replace("[8,12]", "[4,8]")), &[1.0; 3])),
        ("missing", file(&format!("{{{weight}}}"), &[1.0; 2])),
        (
            "unexpected",
            file(&both(&format!("{bias},{}", bias.replace("bias", "gain").replace("[8,12]", "[12,16]"))), &[1.0; 4]),
        ),
        ("shape", file(&both(&bias.replace("[1]", "[2]").replace("12", "16")), &[1.0; 4])),
        ("dtype", file(&both(&bias.replace("F32", "I64").replace("12", "16")), &[1.0; 4])),
        ("not finite", file(&both(bias), &[1.0, f32::NAN, 1.0])),
        ("name", file(&both(&format!(r#"{bias},"__metadata__":{{"network":"Other"}}"#)), &[1.0; 3])),
    ];
    for (expected, bytes) in cases {
        let problem = weights::named::from_bytes::<Line>(bytes).err().expect("a problem");
        assert_eq!(word(&problem), *expected, "{problem}");
    }
    let missing = folder("weights").join("none.safetensors");
    let FileError { path, problem } = weights::named::load::<Line>(&missing).err().expect("a problem");
    assert_eq!((path, word(&problem)), (missing, "file"));
    assert!(Line::from_bytes(&file(&both(bias), &[1.0; 3])).is_ok());
}
