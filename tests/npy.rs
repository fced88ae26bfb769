//! Arrays of NumPy as data sets: what `numpy.save` writes is read, in every type, and what is not right is told.
//! `answers/arrays.py` wrote the files.

use lenet_runtime::data::{Dataset, Error, Normalization, Problem};
use lenet_runtime::{Plain, Tensor, Value};
use std::fs;
use std::path::{Path, PathBuf};

type Grey = Tensor<1, 2, 3>;
type Colour = Tensor<3, 2, 1>;

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "answers", "arrays", &format!("{name}.npy")].iter().collect()
}

fn read<V: Value>(images: &str, labels: &str) -> Result<Dataset<V, u32>, Error> {
    Dataset::npy(path(images), path(labels), 300, &[Normalization::NONE])
}

#[test]
fn what_numpy_writes_is_read_in_every_type() {
    for labels in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "big", "column"] {
        let data = read::<Grey>("uint8", labels).unwrap();
        assert_eq!(data.labels, [3, 0, 7, 1], "{labels}");
        for (n, image) in data.images.iter().enumerate() {
            let expected = Grey::from_fn(|_, i, j| ((6 * n + 3 * i + j) * 10) as f32 / 255.0);
            assert_eq!(*image, expected);
        }
    }
    for images in ["float32", "float64", "float32_big"] {
        let data = read::<Grey>(images, "i8").unwrap();
        let expected = Grey::from_fn(|_, i, j| (6 + 3 * i + j) as f32 / 4.0 - 1.0);
        assert_eq!(data.images[1], expected, "{images}");
    }
    let colour = read::<Colour>("colour", "i8").unwrap();
    assert_eq!(colour.images[2], Colour::from_fn(|channel, i, _| (12 + 2 * channel + i) as f32 / 255.0));
    let vectors = read::<[f32; 6]>("vectors", "i8").unwrap();
    assert_eq!(vectors.images[3].floats(), [18, 19, 20, 21, 22, 23].map(|number| number as f32));
}

#[test]
fn pixels_are_normalized_as_everywhere() {
    let data = Dataset::<Colour, u32>::npy(
        path("colour"),
        path("i8"),
        8,
        &[Normalization::MNIST, Normalization::NONE, Normalization::NONE],
    );
    let data = data.unwrap();
    assert_eq!(data.images[1].0[0][1][0], Normalization::MNIST.apply(7));
    assert_eq!(data.images[1].0[1][0][0], Normalization::NONE.apply(8));
}

/// A file with this header and so many zeros.
fn written(folder: &Path, header: &str, zeros: usize) -> PathBuf {
    let file = folder.join("array.npy");
    let length = (header.len() as u16).to_le_bytes();
    fs::write(&file, [b"\x93NUMPY\x01\0", &length[..], header.as_bytes(), &vec![0; zeros]].concat()).unwrap();
    file
}

#[test]
fn what_is_not_right_is_told() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("npy");
    fs::create_dir_all(&folder).unwrap();
    let images = |file: &Path| {
        let error = Dataset::<Grey, u32>::npy(file, path("i8"), 8, &[Normalization::NONE]).unwrap_err().to_string();
        error.strip_prefix(&format!("{}: ", file.display())).expect("the file is named").to_owned()
    };
    for (name, expected) in [
        ("int64_images", "type: expected uint8, float32 or float64, found <i8\nhelp: "),
        ("float16", "type: expected uint8, float32 or float64, found <f2\nhelp: "),
        ("fortran", "order: expected rows one behind the other (C order), found columns (Fortran order)\nhelp: "),
        ("colour", "shape: expected [n, 2, 3], found [4, 3, 2, 1]\nhelp: "),
        ("vectors", "shape: expected [n, 2, 3], found [4, 6]\nhelp: "),
        ("objects", "type: expected uint8, float32 or float64, found |O\nhelp: "),
        ("record", "type: expected numbers of one type, found [('a', '<i4')"),
        ("nan", "numbers: expected finite ones, found NaN at 3\nhelp: "),
        ("empty", "count: expected at least 1, found 0\nhelp: "),
    ] {
        let message = images(&path(name));
        assert!(message.starts_with(expected), "{name}: {message}");
    }
    let good = "{'descr': '|u1', 'fortran_order': False, 'shape': (4, 2, 3), }\n";
    for (header, zeros, expected) in [
        (good, 23, "the file is truncated: expected 97 bytes, found 96\nhelp: "),
        (good, 25, "trailing bytes after the data: expected 97 bytes, found more\nhelp: "),
        (
            "{'descr': '|u1', 'fortran_order': False}",
            0,
            "shape: expected whole numbers in parentheses, found nothing\nhelp: ",
        ),
        (
            "{'descr': '|u1', 'fortran_order': False, 'shape': (4, -2)}",
            0,
            "shape: expected whole numbers in parentheses, found (4, -2)",
        ),
        (
            "{'descr': '|u1', 'fortran_order': False, 'shape': (9999999999999999999, 2, 3)}",
            0,
            "shape: expected sizes that memory holds, found [9999999999999999999, 2, 3]\nhelp: ",
        ),
        (
            "{'descr': '|u1', 'shape': (4, 2, 3)}",
            24,
            "order: expected rows one behind the other (C order), found nothing\nhelp: ",
        ),
        ("no header", 24, "type: expected numbers of one type, found nothing\nhelp: "),
    ] {
        let message = images(&written(&folder, header, zeros));
        assert!(message.starts_with(expected), "{header}: {message}");
    }
    let error = Dataset::<Grey, u32>::npy(path("float16"), path("i8"), 8, &[Normalization::NONE]).unwrap_err();
    assert!(matches!(error.problem, Problem::Array { what: "type", .. }));
    let whole = fs::read(path("uint8")).unwrap();
    let file = folder.join("cut.npy");
    for length in 0..whole.len() {
        fs::write(&file, &whole[..length]).unwrap();
        assert!(images(&file).contains("help: "), "{length}");
    }
    // Of another kind.
    let other = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/digits/two.png");
    assert!(images(&other).starts_with("not a NumPy array, but "));
    let missing = folder.join("missing.npy");
    assert!(images(&missing).starts_with("cannot be read: "));
}

#[test]
fn labels_are_whole_numbers_of_classes() {
    let read = |name: &str, classes: usize| {
        let read = Dataset::<Grey, u32>::npy(path("uint8"), path(name), classes, &[Normalization::NONE]);
        read.unwrap_err().problem
    };
    assert!(matches!(read("i8", 7), Problem::Element { index: 2, .. }));
    let labels = |name: &str, classes: usize| read(name, classes).to_string();
    assert!(labels("i8", 7).starts_with("number 2: expected a class from 0 to 6, found 7\nhelp: "));
    assert!(labels("u1", 3).starts_with("number 0: expected a class from 0 to 2, found 3\nhelp: "));
    for name in ["minus_i1", "minus_i8"] {
        assert!(labels(name, 10).starts_with("number 1: expected a class from 0 to 9, found -1\nhelp: "), "{name}");
    }
    assert!(labels("float32", 10).starts_with("type: expected whole numbers, as int64, found <f4\nhelp: "));
    assert!(labels("one_hot", 10).starts_with("shape: expected [n], found [4, 10]\nhelp: "));
    assert!(labels("five", 10).starts_with("count: expected 4 labels, as many as there are images, found 5\nhelp: "));
}
