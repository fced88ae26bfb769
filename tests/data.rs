//! IDX and CIFAR files: what is read, and what is said of files that are not right.

use flate2::Compression;
use flate2::write::GzEncoder;
use lenet_runtime::data::idx::{self, images_of, labels_of};
use lenet_runtime::data::{Dataset, Error, Normalization, Problem, Split};
use lenet_runtime::{Random, Tensor};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Image = Tensor<1, 2, 3>;

/// An image file: `count` images of 2 × 3 pixels 0, 1, 2, …
fn images(count: u32) -> Vec<u8> {
    let mut bytes: Vec<u8> = [0x0803, count, 2, 3].iter().flat_map(|word: &u32| word.to_be_bytes()).collect();
    bytes.extend((0..6 * count).map(|pixel| pixel as u8));
    bytes
}

/// A label file.
fn labels(labels: &[u8]) -> Vec<u8> {
    let mut bytes: Vec<u8> = [0x0801, labels.len() as u32].iter().flat_map(|word| word.to_be_bytes()).collect();
    bytes.extend(labels);
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A folder with the two files of the test images; an empty one where a file is `None`.
fn folder(test: &str, images: Option<(&str, &[u8])>, labels: Option<(&str, &[u8])>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("idx").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in [images, labels].into_iter().flatten() {
        fs::write(folder.join(name), bytes).unwrap();
    }
    folder
}

fn load(folder: &Path) -> Result<Dataset<Image>, Error> {
    Dataset::idx(folder, Split::Test, 10, Normalization::NONE)
}

const IMAGES: &str = "t10k-images-idx3-ubyte";
const LABELS: &str = "t10k-labels-idx1-ubyte";

/// Checks what is said of a folder; the path of the folder itself stands as `DIR`.
#[track_caller]
fn refused(folder: &Path, expected: &str) {
    let error = load(folder).unwrap_err().to_string().replace(&folder.display().to_string(), "DIR");
    let sentence = error.split("\nhelp: ").next().unwrap();
    assert_eq!(if expected.contains("\nhelp: ") { &error } else { sentence }, expected);
}

#[test]
fn every_spelling_is_found_and_gzip_is_told_by_its_bytes() {
    let (x, y) = (images(2), labels(&[7, 0]));
    let expected = Dataset {
        images: vec![
            Tensor([[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]].map(|plane| plane.map(|row| row.map(|x| x / 255.0)))),
            Tensor([[[6.0, 7.0, 8.0], [9.0, 10.0, 11.0]]].map(|plane| plane.map(|row| row.map(|x| x / 255.0)))),
        ],
        labels: vec![7, 0],
    };
    let cases = [
        (IMAGES, x.clone(), LABELS, y.clone()),
        ("t10k-images-idx3-ubyte.gz", gzip(&x), "t10k-labels-idx1-ubyte.gz", gzip(&y)),
        ("t10k-images.idx3-ubyte", x.clone(), "t10k-labels.idx1-ubyte.gz", gzip(&y)),
        ("t10k-images-idx3-ubyte.gz", x.clone(), LABELS, gzip(&y)),
    ];
    for (i, (images_name, x, labels_name, y)) in cases.into_iter().enumerate() {
        let folder = folder(&format!("found{i}"), Some((images_name, &x)), Some((labels_name, &y)));
        assert_eq!(load(&folder).unwrap(), expected, "case {i}");
    }
}

#[test]
fn pixels_are_normalized() {
    let images = images_of::<[f32; 6]>(&images(1), Normalization { mean: 0.5, std: 0.25 }).unwrap();
    assert_eq!(images[0], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0].map(|pixel| (pixel / 255.0 - 0.5) / 0.25));
}

#[test]
fn a_folder_without_the_files_is_refused() {
    let (x, y) = (images(2), labels(&[7, 0]));
    let missing = folder("missing", None, None).join("folder");
    refused(&missing, "DIR: there is no such folder");
    let empty = folder("empty", None, None);
    refused(&empty, "DIR/t10k-images-idx3-ubyte: the file is missing, with and without `.gz`");
    let half = folder("half", Some((IMAGES, &x)), None);
    refused(&half, "DIR/t10k-labels-idx1-ubyte: the file is missing, with and without `.gz`");
    let other = folder("other", Some((IMAGES, &x)), Some((LABELS, &y)));
    let error = Dataset::<Image>::idx(&other, Split::Train, 10, Normalization::NONE).unwrap_err().to_string();
    let missing =
        "train-images-idx3-ubyte: the file is missing, with and without `.gz`\nhelp: the folder must hold images and";
    assert!(error.contains(missing), "{error}");
    refused(&other.join(IMAGES), "DIR: expected a folder, found a file\nhelp: give the folder that holds it");
}

#[test]
fn files_that_are_not_right_are_refused() {
    let (x, y) = (images(2), labels(&[7, 0]));
    let word = |at: usize, word: u32| {
        let mut bytes = x.clone();
        bytes[4 * at..4 * at + 4].copy_from_slice(&word.to_be_bytes());
        bytes
    };
    let cases: &[(Vec<u8>, Vec<u8>, &str)] = &[
        (vec![], y.clone(), "IMAGES: the file is truncated: expected 16 bytes, found 0"),
        (x[..15].to_vec(), y.clone(), "IMAGES: the file is truncated: expected 16 bytes, found 15"),
        (x[..27].to_vec(), y.clone(), "IMAGES: the file is truncated: expected 28 bytes, found 27"),
        ([&x[..], &[0, 0]].concat(), y.clone(), "IMAGES: trailing bytes after the data: expected 28 bytes, found 30"),
        (y.clone(), y.clone(), "IMAGES: magic number: expected 0x00000803, found 0x00000801"),
        (b"hello".to_vec(), y.clone(), "IMAGES: magic number: expected 0x00000803, found 0x68656c6c"),
        (word(1, 0), y.clone(), "IMAGES: count: expected at least 1, found 0"),
        (word(1, u32::MAX), y.clone(), "IMAGES: the file is truncated: expected 25769803786 bytes, found 28"),
        (word(2, 28), y.clone(), "IMAGES: size of an image: expected 2 × 3, found 28 × 3"),
        (word(3, 28), y.clone(), "IMAGES: size of an image: expected 2 × 3, found 2 × 28"),
        (x.clone(), labels(&[7]), "LABELS: count: expected 2 labels, as many as there are images, found 1"),
        (x.clone(), labels(&[7, 10]), "LABELS: label 1: expected a class from 0 to 9, found 10"),
        (x.clone(), y[..9].to_vec(), "LABELS: the file is truncated: expected 10 bytes, found 9"),
        (x.clone(), x.clone(), "LABELS: magic number: expected 0x00000801, found 0x00000803"),
        (
            x.clone(),
            [gzip(&y), vec![1]].concat(),
            "LABELS: the gzip data are truncated or damaged: unexpected end of file",
        ),
    ];
    for (i, (x, y, expected)) in cases.iter().enumerate() {
        let folder = folder(&format!("wrong{i}"), Some((IMAGES, x)), Some((LABELS, y)));
        refused(
            &folder,
            &expected.replace("IMAGES", "DIR/t10k-images-idx3-ubyte").replace("LABELS", "DIR/t10k-labels-idx1-ubyte"),
        );
    }
}

#[test]
fn another_file_under_the_name_is_called_by_what_it_is() {
    let y = labels(&[7, 0]);
    for (bytes, expected) in [
        (&b"<!DOCTYPE html>\n<html>404</html>"[..], "an HTML page\nhelp: the download gave a page"),
        (b"\n <html><body>Sign in", "an HTML page\nhelp: "),
        (b"<?xml version=\"1.0\"?><Error><Code>AccessDenied", "an XML text\nhelp: the download gave a page"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid",
            "a pointer of Git LFS, not the file itself\nhelp: `git lfs pull`",
        ),
        (b"PK\x03\x04", "a zip archive\nhelp: unpack it"),
        (b"\x93NUMPY", "a NumPy array"),
        (b"BZh91AY", "a compressed file\nhelp: unpack it"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
    ] {
        for name in [IMAGES, "t10k-images-idx3-ubyte.gz", "t10k-images.idx3-ubyte"] {
            let folder = folder("another", Some((name, bytes)), Some((LABELS, &y)));
            let error = load(&folder).unwrap_err().to_string();
            assert!(error.contains(&format!("{name}: not an IDX file, but {expected}")), "{error}");
            fs::write(folder.join(name), gzip(bytes)).unwrap();
            let packed = load(&folder).unwrap_err().to_string();
            assert!(packed.contains(&format!("{name}: not an IDX file, but {expected}")), "{packed}");
        }
    }
}

#[test]
fn an_empty_file_hides_no_other_spelling() {
    let (x, y) = (images(2), labels(&[7, 0]));
    let empty = folder("hidden", Some((IMAGES, b"")), Some((LABELS, b"")));
    refused(&empty, "DIR/t10k-labels-idx1-ubyte: the file is truncated: expected 8 bytes, found 0");
    fs::write(empty.join("t10k-images.idx3-ubyte.gz"), gzip(&x)).unwrap();
    fs::write(empty.join("t10k-labels-idx1-ubyte.gz"), gzip(&y)).unwrap();
    assert_eq!(load(&empty).unwrap().labels, [7, 0]);
    // Folders of that name hide nothing either, and may hold the file.
    let inside = folder("inside", None, None);
    for (name, bytes) in [(IMAGES, &x), (LABELS, &y)] {
        fs::create_dir(inside.join(name)).unwrap();
        fs::write(inside.join(name).join(name), bytes).unwrap();
    }
    assert_eq!(load(&inside).unwrap().labels, [7, 0]);
    fs::write(inside.join("t10k-labels-idx1-ubyte.gz"), gzip(&labels(&[3, 4]))).unwrap();
    fs::remove_file(inside.join(LABELS).join(LABELS)).unwrap();
    assert_eq!(load(&inside).unwrap().labels, [3, 4]);
}

#[test]
fn a_damaged_file_hides_no_other_that_is_whole() {
    let (x, y) = (images(2), labels(&[7, 0]));
    let page: &[u8] = b"<!DOCTYPE html><html>";
    for bad in [page, &x[..27], &x[..15], &x[..2], &[&x[..], b"x"].concat(), b"", &[0; 16], &[0xff; 16]] {
        // Beside it, and in a folder in there.
        for place in ["", "raw"] {
            let here = folder("damaged", Some((IMAGES, bad)), (place == "raw").then_some((LABELS, b"")));
            let inner = here.join(place);
            fs::create_dir_all(&inner).unwrap();
            fs::write(inner.join(LABELS), &y).unwrap();
            assert!(load(&here).is_err());
            fs::write(inner.join("t10k-images-idx3-ubyte.gz"), gzip(&x)).unwrap();
            assert_eq!(load(&here).unwrap().labels, [7, 0], "{bad:?} {place}");
        }
    }
}

#[cfg(unix)]
#[test]
fn two_paths_of_one_folder_are_one() {
    let here = folder("links", None, None);
    fs::create_dir(here.join("2024")).unwrap();
    fs::write(here.join("2024").join(IMAGES), images(2)).unwrap();
    fs::write(here.join("2024").join(LABELS), labels(&[7, 0])).unwrap();
    std::os::unix::fs::symlink("2024", here.join("latest")).unwrap();
    std::os::unix::fs::symlink(".", here.join("self")).unwrap();
    assert_eq!(load(&here).unwrap().labels, [7, 0]);
}

#[test]
fn the_folder_of_the_files_may_be_one_or_two_deeper() {
    let (x, y) = (images(2), labels(&[7, 0]));
    for inner in ["raw", "MNIST/raw", "a.b-c/d e"] {
        let outer = folder("deep", None, None);
        let place = outer.join(inner);
        fs::create_dir_all(&place).unwrap();
        fs::create_dir(outer.join("other")).unwrap();
        fs::write(place.join("t10k-images-idx3-ubyte.gz"), gzip(&x)).unwrap();
        fs::write(place.join(LABELS), &y).unwrap();
        assert_eq!(load(&outer).unwrap().labels, [7, 0], "{inner}");
        // Half of a data set is not filled up from another folder.
        fs::write(outer.join(IMAGES), &x).unwrap();
        refused(&outer, "DIR/t10k-labels-idx1-ubyte: the file is missing, with and without `.gz`");
    }
    let outer = folder("several", None, None);
    for inner in ["MNIST/raw", "FashionMNIST/raw"] {
        fs::create_dir_all(outer.join(inner)).unwrap();
        fs::write(outer.join(inner).join(IMAGES), &x).unwrap();
        fs::write(outer.join(inner).join(LABELS), &y).unwrap();
    }
    refused(
        &outer,
        "DIR: several folders in there have such files, DIR/FashionMNIST/raw and DIR/MNIST/raw\nhelp: give one of them",
    );
    assert_eq!(load(&outer.join("MNIST")).unwrap().labels, [7, 0]);
    let deep = folder("three", None, None);
    fs::create_dir_all(deep.join("a/b/c")).unwrap();
    fs::write(deep.join("a/b/c").join(IMAGES), &x).unwrap();
    refused(&deep, "DIR/t10k-images-idx3-ubyte: the file is missing, with and without `.gz`");
}

#[test]
fn debug_prints_the_sentence_and_the_source_is_kept() {
    use std::error::Error;

    let folder = folder("debug", None, None);
    let error = load(&folder).unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
    assert!(error.source().is_none());
    let error = idx::labels(folder.join("missing"), 10).unwrap_err();
    assert_eq!(format!("{:?} {:?}", error, error.problem), format!("{} {}", error, error.problem));
    assert!(error.source().unwrap().is::<std::io::Error>());
    let error = labels_of(&gzip(&labels(&[1]))[..20], 10).unwrap_err();
    assert!(error.source().unwrap().is::<std::io::Error>());
}

#[test]
fn gzip_that_ends_early_is_refused_wherever_it_ends() {
    let packed = gzip(&images(50));
    for length in 2..packed.len() {
        let error = images_of::<Image>(&packed[..length], Normalization::NONE).unwrap_err().to_string();
        assert!(error.starts_with("the gzip data are truncated or damaged: "), "{length}: {error}");
    }
    images_of::<Image>(&packed, Normalization::NONE).unwrap();
}

#[test]
fn a_feature_that_is_off_is_told_by_its_line_of_cargo_toml() {
    let message = Problem::GzipIsOff.to_string();
    for words in ["the feature `gz`", "\nhelp: add `features = [\"gz\"]`", "Cargo.toml", "gunzip"] {
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn an_image_for_a_vector_is_told_by_its_pixels() {
    let error = images_of::<[f32; 7]>(&images(1), Normalization::NONE).unwrap_err().to_string();
    assert!(
        error.starts_with("size of an image: expected 7 pixels, found 2 × 3\nhelp: declare the network"),
        "{error}"
    );
}

#[test]
fn no_bytes_make_it_panic() {
    let mut random = Random::new(1);
    let originals = [images(5), labels(&[0, 1, 2, 3]), gzip(&images(5)), gzip(&labels(&[0, 1, 2, 3]))];
    for round in 0..20_000 {
        let mut bytes = originals[round % 4].clone();
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes[at] = random.next() as u8,
                1 => bytes[at] ^= 1 << random.below(8),
                2 => bytes.truncate(at + 1),
                _ => bytes.insert(at, random.next() as u8),
            }
        }
        if let Ok(images) = images_of::<Image>(&bytes, Normalization::NONE) {
            assert!(images.len() < 99, "what is read was in the file");
        }
        let _ = labels_of(&bytes, 10);
    }
}

#[test]
fn the_mnist_files_of_the_examples_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/mnist");
    let test = Dataset::<Tensor<1, 28, 28>>::idx(folder, Split::Test, 10, Normalization::NONE).unwrap();
    assert_eq!((test.len(), &test.labels[..10]), (10_000, &[7, 2, 1, 0, 4, 1, 4, 9, 5, 9][..]));
    let mean = test.images.iter().flat_map(|image| image.0.as_flattened().as_flattened()).sum::<f32>() / 7_840_000.0;
    assert!((mean - 0.1325).abs() < 1e-3, "{mean}");
}

/// A record of CIFAR: its classes, and pixels of which each channel and row can be told.
fn record(classes: &[u8]) -> Vec<u8> {
    let pixels = (0..3).flat_map(|c| (0..32).flat_map(move |i| (0..32).map(move |j| (c * 80 + i * 2 + j) as u8)));
    classes.iter().copied().chain(pixels).collect()
}

/// A folder with files of CIFAR.
fn cifar(test: &str, files: &[(&str, Vec<u8>)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cifar").join(test);
    let _ = fs::remove_dir_all(&folder);
    for (name, bytes) in files {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    folder
}

/// One for each channel.
const COLOURS: [Normalization; 3] =
    [Normalization::NONE, Normalization { mean: 0.5, std: 1.0 }, Normalization { mean: 0.0, std: 0.25 }];

#[test]
fn cifar_is_read_in_the_order_of_its_files_channel_by_channel() {
    let (two, one) = ([record(&[7]), record(&[0])].concat(), record(&[9]));
    for (test, files) in [
        (
            "plain",
            [("data_batch_2.bin", one.clone()), ("data_batch_1.bin", two.clone()), ("test_batch.bin", two.clone())],
        ),
        (
            "packed",
            [
                ("cifar-10-batches-bin/data_batch_1.bin.gz", gzip(&two)),
                ("cifar-10-batches-bin/data_batch_2.bin", one.clone()),
                ("cifar-10-batches-bin/test_batch.bin.gz", gzip(&two)),
            ],
        ),
    ] {
        let folder = cifar(test, &files);
        let train = Dataset::cifar10(&folder, Split::Train, COLOURS).unwrap();
        assert_eq!(train.labels, [7, 0, 9], "{test}");
        assert_eq!(Dataset::cifar10(&folder, Split::Test, COLOURS).unwrap().labels, [7, 0]);
        for image in &train.images {
            for (c, i, j) in (0..3).flat_map(|c| (0..32).flat_map(move |i| (0..32).map(move |j| (c, i, j)))) {
                assert_eq!(image.0[c][i][j], COLOURS[c].apply((c * 80 + i * 2 + j) as u8), "{c} {i} {j}");
            }
        }
    }
    let folder = cifar("hundred", &[("train.bin", [record(&[19, 99]), record(&[0, 3])].concat())]);
    assert_eq!(Dataset::cifar100(&folder, Split::Train, COLOURS).unwrap().labels, [99, 3]);
}

#[test]
fn a_cifar_file_that_is_not_right_is_named_with_what_is_wrong() {
    let (good, name) = (record(&[3]), "data_batch_1.bin");
    let cut = |bytes: &[u8]| bytes[..bytes.len() - 1].to_vec();
    for (test, files, expected) in [
        (
            "missing",
            vec![("data_batch_1.txt", good.clone())],
            "DIR/data_batch.bin: the file is missing, with and without `.gz`",
        ),
        ("empty", vec![(name, Vec::new())], "DIR/data_batch_1.bin: count: expected at least 1, found 0"),
        (
            "truncated",
            vec![(name, [good.clone(), cut(&good)].concat())],
            "DIR/data_batch_1.bin: the file is truncated: expected records of 3073 bytes each, found 6145 bytes",
        ),
        (
            "label",
            vec![(name, good.clone()), ("data_batch_2.bin", [good.clone(), record(&[10])].concat())],
            "DIR/data_batch_2.bin: label 1: expected a class from 0 to 9, found 10",
        ),
        (
            "page",
            vec![(name, b"<!DOCTYPE html><html></html>".to_vec())],
            "DIR/data_batch_1.bin: not a CIFAR file, but an HTML page",
        ),
        (
            "tar",
            vec![(name, [vec![b'x'; 257], b"ustar".to_vec(), vec![0; 9000]].concat())],
            "DIR/data_batch_1.bin: not a CIFAR file, but a tar archive",
        ),
    ] {
        let folder = cifar(test, &files);
        let error = Dataset::cifar10(&folder, Split::Train, COLOURS).unwrap_err();
        let error = error.to_string().replace(&folder.display().to_string(), "DIR");
        assert_eq!(error.split("\nhelp: ").next().unwrap(), expected);
    }
    let folder = cifar("gzip", &[(name, cut(&gzip(&good)))]);
    let error = Dataset::cifar10(&folder, Split::Train, COLOURS).unwrap_err();
    assert!(error.to_string().contains("the gzip data are truncated or damaged"), "{error}");
    let error = Dataset::cifar10(folder.join("nowhere"), Split::Train, COLOURS).unwrap_err();
    assert!(matches!(error.problem, Problem::NoFolder), "{error}");
}
