//! What a file of weights says of itself, and what becomes of it: the network, the normalization of pictures, the classes.

use lenet_runtime::data::Normalization;
use lenet_runtime::io::weights::{self, LoadOptions, Metadata, Problem};
use lenet_runtime::{Plain, Random, Tensor, network};
use safetensors::SafeTensors;

network! {
    /// Two channels, three classes.
    #[derive(Debug)]
    pub struct Two: [2, 4, 4] -> [3] { flatten, linear(3) }
}

network! {
    /// The same shapes, another meaning.
    #[derive(Debug)]
    pub struct Other: [2, 4, 4] -> [3] { flatten, linear(3), relu }
}

network! {
    /// Other classes.
    #[derive(Debug)]
    pub struct Four: [2, 4, 4] -> [4] { flatten, linear(4) }
}

const GREY: Normalization = Normalization { mean: 0.25, std: 0.125 };
const DARK: Normalization = Normalization { mean: 0.1, std: 0.3 };

fn metadata(normalization: &[Normalization], classes: &[&str]) -> Metadata {
    let classes = classes.iter().map(|class| (*class).to_owned()).collect();
    Metadata { normalization: normalization.to_vec(), classes, ..Metadata::of::<Two>() }
}

fn file(metadata: &Metadata) -> Vec<u8> {
    metadata.to_bytes(&*Two::init(3))
}

fn read(options: &LoadOptions, bytes: &[u8]) -> Result<weights::Loaded, Problem> {
    options.read(&mut *Two::init(1), bytes)
}

#[test]
fn what_is_written_is_read() {
    for normalization in [&[][..], &[GREY], &[GREY, DARK], &[Normalization { mean: -1e-7, std: 3.4e38 }]] {
        for classes in [&[][..], &["cat", "dog", "größe, \"λ\" \\ \n 猫"], &["", "", ""]] {
            let metadata = metadata(normalization, classes);
            let loaded = read(&LoadOptions::new(), &file(&metadata)).unwrap();
            assert_eq!(loaded.metadata, metadata);
        }
    }
    // Other programs read it, too.
    let bytes = file(&metadata(&[GREY, DARK], &["a", "b", "c"]));
    let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
    let header = header.metadata().clone().unwrap();
    let entries = ["format", "network", "normalization", "classes"].map(|entry| header[entry].as_str());
    assert_eq!(entries, ["pt", "Two", "0.25 0.125, 0.1 0.3", r#"["a","b","c"]"#]);
}

#[test]
fn weights_of_another_network_with_the_same_shapes_are_refused() {
    let bytes = file(&metadata(&[GREY], &[]));
    let message = LoadOptions::new().read(&mut *Other::init(1), &bytes).unwrap_err().to_string();
    assert!(
        message.starts_with("the weights are those of the network `Two`: expected `Other`, found `Two`"),
        "{message}"
    );
    let loaded = LoadOptions::new().any_network().read(&mut *Other::init(1), &bytes).unwrap();
    assert_eq!(loaded.metadata.network.as_deref(), Some("Two"));
}

#[test]
fn another_normalization_is_refused_where_one_is_asked_for() {
    let asked = |normalization: &[Normalization]| LoadOptions::new().normalization(normalization);
    let bytes = file(&metadata(&[GREY], &[]));
    for same in [&[GREY][..], &[GREY, GREY], &[]] {
        assert!(read(&asked(same), &bytes).is_ok(), "{same:?}");
    }
    for (other, shown) in [(&[DARK][..], "0.1 0.3"), (&[GREY, DARK], "0.25 0.125, 0.1 0.3")] {
        let problem = read(&asked(other), &bytes).unwrap_err();
        assert!(matches!(&problem, Problem::Metadata { name, .. } if name == "normalization"));
        let expected = format!("`normalization` of `__metadata__`: expected {shown}, found 0.25 0.125\nhelp: ");
        assert!(problem.to_string().starts_with(&expected), "{problem}");
    }
    // A file that says nothing says nothing else.
    assert!(read(&asked(&[DARK]), &file(&metadata(&[], &[]))).is_ok());
}

#[test]
fn what_does_not_fit_the_network_is_refused() {
    let wrong = |metadata: &Metadata, expected: &str| {
        let mut network = Two::init(1);
        let before = network.floats().to_vec();
        let message = LoadOptions::new().read(&mut *network, &file(metadata)).unwrap_err().to_string();
        assert!(message.starts_with(expected), "{message}");
        assert_eq!(network.floats(), before);
    };
    let three = "`normalization` of `__metadata__`: expected numbers for 1 or 2 channels, found those for 3\nhelp: ";
    wrong(&metadata(&[GREY; 3], &[]), three);
    wrong(&metadata(&[], &["a", "b"]), "`classes` of `__metadata__`: expected 3 names, found 2\nhelp: ");
    // A new head has classes of its own.
    let bytes = file(&metadata(&[GREY], &["a", "b", "c"]));
    assert!(LoadOptions::new().partial().any_network().read(&mut *Four::init(1), &bytes).is_err(), "nothing fits");
    assert!(LoadOptions::new().partial().read(&mut *Two::init(1), &bytes).is_ok());
}

#[test]
fn entries_that_say_nothing_are_refused() {
    let bytes = |entry: &str, text: &str| {
        let whole = String::from_utf8_lossy(&weights::to_bytes(&*Two::init(3))[8..]).into_owned();
        let tensors = &whole[whole.find(r#"},"linear"#).unwrap() + 2..whole.find("}}").unwrap() + 2];
        let text = serde_json::to_string(text).unwrap();
        let header = format!(r#"{{"__metadata__":{{"{entry}":{text}}},{tensors}"#);
        let data = vec![0; 4 * Two::FLOATS];
        [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &data].concat()
    };
    assert!(read(&LoadOptions::new(), &bytes("normalization", " 0.5  2,1 1e-3 ")).is_ok());
    for text in ["", "0.5", "0.5 0", "0.5 -1", "0.5 NaN", "inf 1", "0.5 1 2", "0.5 1,", "a b", "[[0.5, 1]]"] {
        let message = read(&LoadOptions::new(), &bytes("normalization", text)).unwrap_err().to_string();
        assert!(
            message.starts_with("`normalization` of `__metadata__`: expected a mean and a standard deviation"),
            "{message}"
        );
    }
    for text in ["", "cat", "[cat]", "[\"cat\", 1]", "{\"a\": \"b\"}", "[\"a\"] x"] {
        let message = read(&LoadOptions::new(), &bytes("classes", text)).unwrap_err().to_string();
        assert!(message.starts_with("`classes` of `__metadata__`: expected an array of names"), "{message}");
    }
}

#[test]
fn files_that_say_nothing_load_with_one_notice() {
    let notice = |metadata: &Metadata| read(&LoadOptions::new(), &file(metadata)).unwrap().notice();
    assert_eq!(notice(&metadata(&[GREY], &[])), None);
    assert!(notice(&metadata(&[], &[])).unwrap().contains("does not say how its pictures were normalized"));
    let nameless = Metadata { network: None, ..metadata(&[GREY], &[]) };
    assert!(notice(&nameless).unwrap().contains("does not say for which network"));
    assert!(notice(&Metadata::default()).unwrap().contains("neither for which network"));
}

#[test]
fn a_file_is_written_and_read_with_its_metadata() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("metadata.safetensors");
    let (metadata, network) = (metadata(&[GREY], &["a", "b", "c"]), Two::init(9));
    metadata.save(&*network, &path).unwrap();
    let mut found = Two::init(1);
    assert_eq!(LoadOptions::new().load(&mut *found, &path).unwrap().metadata, metadata);
    assert_eq!(found.floats(), network.floats());
    let mut found = Two::init(1);
    let part = LoadOptions::new().rename("linear_1", "").load_part(&mut found.linear_1, &path).unwrap();
    assert_eq!(part.metadata.classes.len(), 3);
}

#[test]
fn a_normalization_is_measured_as_its_formula_says() {
    let mut random = Random::new(4);
    let images: Vec<Tensor<2, 3, 5>> = (0..40)
        .map(|_| {
            Tensor::from_fn(|channel, _, _| if channel == 0 { random.uniform() } else { 0.25 + random.uniform() / 8.0 })
        })
        .collect();
    let measured = Normalization::measured(&images);
    for (channel, found) in measured.iter().enumerate() {
        let pixels: Vec<f64> =
            images.iter().flat_map(|image| image.0[channel].as_flattened()).map(|pixel| f64::from(*pixel)).collect();
        let mean = pixels.iter().sum::<f64>() / 600.0;
        let std = (pixels.iter().map(|pixel| (pixel - mean).powi(2)).sum::<f64>() / 600.0).sqrt();
        for (found, expected) in [(found.mean, mean), (found.std, std)] {
            assert!((f64::from(found) - expected).abs() < 0.000_051, "{found} {expected}");
        }
    }
    let mut normal = images.clone();
    Normalization::apply_to(&measured, &mut normal);
    for (again, channel) in Normalization::measured(&normal).iter().zip(0..) {
        assert!(again.mean.abs() < 0.002 && (again.std - 1.0).abs() < 0.002, "channel {channel}: {again:?}");
    }
    // One for all, a channel without a difference, no images, and a vector.
    let mut one = images.clone();
    Normalization::apply_to(&[GREY], &mut one);
    assert_eq!(one[3].0[1][2][4], (images[3].0[1][2][4] - 0.25) / 0.125);
    let flat = Normalization::measured(&[Tensor::<1, 2, 2>::from_fn(|_, _, _| 0.5)]);
    assert_eq!(flat, [Normalization { mean: 0.5, std: 1.0 }]);
    assert_eq!(Normalization::measured::<Tensor<2, 2, 2>>(&[]), [Normalization::NONE; 2]);
    assert_eq!(Normalization::measured(&[[1.0, 0.0], [1.0, 0.0]]), [Normalization { mean: 0.5, std: 0.5 }]);
}

#[test]
fn of_mnist_it_is_the_number_that_everybody_takes() {
    use lenet_runtime::data::{Dataset, Split};

    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/mnist");
    let train = Dataset::<Tensor<1, 28, 28>>::idx(folder, Split::Train, 10, Normalization::NONE).unwrap();
    assert_eq!(Normalization::measured(&train.images), [Normalization::MNIST]);
    let known = Dataset::<Tensor<1, 28, 28>>::idx(folder, Split::Train, 10, Normalization::MNIST).unwrap();
    let mut images = train.images;
    Normalization::apply_to(&[Normalization::MNIST], &mut images);
    assert!(images == known.images, "the same bits");
}
