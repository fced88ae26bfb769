//! EMNIST's files: images whose rows and columns are exchanged, and letters that count from 1.

use lenet_runtime::Tensor;
use lenet_runtime::data::idx::Emnist;
use lenet_runtime::data::{Dataset, Error, Normalization, Split};
use std::fs;
use std::path::{Path, PathBuf};

type Image = Tensor<1, 28, 28>;

/// A folder with a data set of three images, as torchvision lays them, whose labels are these.
fn folder(test: &str, set: &str, half: &str, labels: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emnist").join(test);
    let raw = folder.join("EMNIST").join("raw");
    fs::create_dir_all(&raw).unwrap();
    let words = |magic: u32, sizes: &[u32]| -> Vec<u8> {
        [magic].iter().chain(sizes).flat_map(|word| word.to_be_bytes()).collect()
    };
    let mut images = words(0x0803, &[3, 28, 28]);
    // A column of the file is a row of the picture.
    images.extend((0..3 * 784).map(|at| (at % 784 / 28 + 28 * (at % 28) / 4 + at / 784) as u8));
    let mut bytes = words(0x0801, &[labels.len() as u32]);
    bytes.extend(labels);
    fs::write(raw.join(format!("emnist-{set}-{half}-images-idx3-ubyte")), images).unwrap();
    fs::write(raw.join(format!("emnist-{set}-{half}-labels-idx1-ubyte")), bytes).unwrap();
    folder
}

fn read(folder: &Path, set: Emnist, split: Split) -> Result<Dataset<Image>, Error> {
    Dataset::emnist(folder, set, split, Normalization::NONE)
}

#[test]
fn pictures_stand_upright_and_letters_count_from_0() {
    for (set, name, labels, expected) in [
        (Emnist::Letters, "letters", [1, 26, 2], [0, 25, 1]),
        (Emnist::Balanced, "balanced", [0, 46, 2], [0, 46, 2]),
        (Emnist::ByMerge, "bymerge", [0, 46, 2], [0, 46, 2]),
        (Emnist::ByClass, "byclass", [0, 61, 2], [0, 61, 2]),
        (Emnist::Digits, "digits", [0, 9, 2], [0, 9, 2]),
        (Emnist::Mnist, "mnist", [0, 9, 2], [0, 9, 2]),
    ] {
        for (split, half) in [(Split::Train, "train"), (Split::Test, "test")] {
            let data = read(&folder(&format!("{name}-{half}"), name, half, &labels), set, split).unwrap();
            assert_eq!(data.labels, expected, "{name}");
            for (n, image) in data.images.iter().enumerate() {
                let expected = Image::from_fn(|_, row, column| f32::from((column + 28 * row / 4 + n) as u8) / 255.0);
                assert!(*image == expected, "{name}, image {n}");
            }
        }
    }
}

#[test]
fn labels_that_are_none_are_refused() {
    let said = |set: Emnist, name: &str, labels: &[u8]| {
        let folder = folder(&format!("wrong-{name}-{}", labels.len() + usize::from(labels[0])), name, "train", labels);
        read(&folder, set, Split::Train).unwrap_err().to_string()
    };
    assert!(
        said(Emnist::Letters, "letters", &[0, 1, 2])
            .contains("labels-idx1-ubyte: number 0: expected a label from 1 to 26, found 0")
    );
    assert!(said(Emnist::Letters, "letters", &[27, 1, 2]).contains("label 0: expected a class from 0 to 26, found 27"));
    assert!(said(Emnist::Digits, "digits", &[10, 1, 2]).contains("label 0: expected a class from 0 to 9, found 10"));
    assert!(said(Emnist::Digits, "digits", &[1, 2]).contains("expected 3 labels"));
    // The plain reader says who reads labels that count from 1.
    let letters =
        folder("plain", "letters", "train", &[26, 1, 2]).join("EMNIST/raw/emnist-letters-train-labels-idx1-ubyte");
    let message = lenet_runtime::data::idx::labels(letters, 26).unwrap_err().to_string();
    assert!(
        message.contains("found 26\nhelp: labels that count from 1") && message.contains("`Dataset::emnist`"),
        "{message}"
    );
    // The files of another set.
    let folder = folder("another", "letters", "train", &[1, 2, 3]);
    let message = read(&folder, Emnist::Digits, Split::Train).unwrap_err().to_string();
    assert!(message.contains("emnist-digits-train-images-idx3-ubyte: the file is missing"), "{message}");
    assert_eq!(Emnist::Letters.classes(), 26);
}
