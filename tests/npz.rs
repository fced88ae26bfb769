//! Archives of NumPy arrays as data sets: what `numpy.savez` and `numpy.savez_compressed` write is read, and what is not right is told.
//! `answers/arrays.py` wrote the files.

use lenet_runtime::Tensor;
use lenet_runtime::data::{Dataset, Error, Normalization, Problem};
use std::fs;
use std::path::{Path, PathBuf};

type Grey = Tensor<1, 2, 3>;

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "answers", "arrays", name].iter().collect()
}

fn read(file: &Path, names: [&str; 2]) -> Result<Dataset<Grey, u32>, Error> {
    Dataset::npz(file, names, 300, &[Normalization::NONE])
}

#[test]
fn stored_and_deflated_arrays_are_read_as_those_of_files_are() {
    let expected = Dataset::<Grey, u32>::npy(path("uint8.npy"), path("i8.npy"), 300, &[Normalization::NONE]).unwrap();
    for name in ["stored.npz", "deflated.npz"] {
        assert_eq!(read(&path(name), ["images", "labels"]).unwrap(), expected, "{name}");
    }
    let [train, test] =
        ["train", "test"].map(|half| read(&path("keras.npz"), [&format!("x_{half}"), &format!("y_{half}")]).unwrap());
    assert_eq!(train, expected);
    assert_eq!((test.images.len(), test.labels), (2, vec![3, 0]));
}

#[test]
fn what_is_not_right_is_told() {
    let said = |file: &Path, names: [&str; 2]| {
        let error = read(file, names).unwrap_err().to_string();
        let start = file.display().to_string();
        error.strip_prefix(&start).unwrap_or_else(|| panic!("the file is named in: {error}")).to_owned()
    };
    let names = ["images", "labels"];
    for (file, names, expected) in [
        ("stored.npz", ["pixels", "labels"], "/pixels.npy: no such array: the archive has images, labels\nhelp: "),
        ("stored.npz", ["images", "classes"], "/classes.npy: no such array: the archive has images, labels\nhelp: "),
        ("keras.npz", ["x_train", "y_test"], "/y_test.npy: count: expected 4 labels"),
        ("fortran.npz", names, "/images.npy: order: expected rows one behind the other (C order), found columns"),
        (
            "stored.npz",
            ["labels", "labels"],
            "/labels.npy: type: expected uint8, float32 or float64, found <i8\nhelp: ",
        ),
        ("uint8.npy", names, ": not an archive of NumPy arrays, but a NumPy array\nhelp: "),
        ("../lenet5.safetensors", names, ": a damaged archive: it does not begin as one\nhelp: "),
        (
            "../../../examples/data/mnist/t10k-labels-idx1-ubyte.gz",
            names,
            ": not an archive of NumPy arrays, but compressed",
        ),
        ("missing.npz", names, ": cannot be read: "),
    ] {
        let message = said(&path(file), names);
        assert!(message.starts_with(expected), "{file}: {message}");
    }
    assert!(matches!(read(&path("stored.npz"), ["pixels", "labels"]).unwrap_err().problem, Problem::NoArray { .. }));

    // Cut off anywhere, and with any byte changed: never a wrong image without a word.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("npz");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("damaged.npz");
    for name in ["stored.npz", "deflated.npz"] {
        let whole = fs::read(path(name)).unwrap();
        let expected = read(&path(name), names).unwrap();
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).unwrap();
            assert!(
                matches!(read(&file, names).unwrap_err().problem, Problem::Archive(_) | Problem::Format { .. }),
                "{length}"
            );
        }
        for at in 0..whole.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= change;
                fs::write(&file, &bytes).unwrap();
                // What no reader needs, as a date, may be anything.
                if let Ok(data) = read(&file, names) {
                    assert_eq!(data, expected, "byte {at} of {name}");
                }
            }
        }
    }
}

#[test]
fn an_archive_takes_no_more_memory_than_it_has() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("npz-claims");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("claims.npz");
    let mut bytes = fs::read(path("stored.npz")).unwrap();
    // The directory claims 4 GB of itself, and members of 4 GB.
    let end = bytes.len() - 22;
    bytes[end + 12..end + 16].fill(0xfe);
    fs::write(&file, &bytes).unwrap();
    assert!(matches!(read(&file, ["images", "labels"]).unwrap_err().problem, Problem::Archive(_)));
    let mut bytes = fs::read(path("stored.npz")).unwrap();
    let start = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[start + 20..start + 28].fill(0xfe);
    fs::write(&file, &bytes).unwrap();
    assert!(matches!(
        read(&file, ["images", "labels"]).unwrap_err().problem,
        Problem::Archive(_) | Problem::Trailing { .. }
    ));
}
