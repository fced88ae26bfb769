//! Data sets as text: a line for each image.

use flate2::Compression;
use flate2::write::GzEncoder;
use lenet_runtime::data::{Dataset, Normalization, Problem};
use lenet_runtime::{Plain, Tensor};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

type Image = Tensor<1, 2, 2>;

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("csv");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), bytes).unwrap();
    folder.join(name)
}

#[test]
fn a_line_is_a_label_and_its_pixels() {
    for (name, text) in [
        ("plain.csv", "3,0,255,51,102\n0,1,2,3,4\n"),
        ("header.csv", "label,pixel0,pixel1,pixel2,pixel3\n3,0,255,51,102\n0,1,2,3,4"),
        (
            "windows.csv",
            "\u{feff}\"label\",\"a\",\"b\",\"c\",\"d\"\r\n3, 0, 255, 51, 102\r\n\r\n\"0\",1.0,2,3,4e0\r\n\n",
        ),
    ] {
        let data = Dataset::<Image, u32>::csv(file(name, text.as_bytes()), 4, &[Normalization::NONE]).unwrap();
        assert_eq!(data.labels, [3, 0], "{name}");
        assert_eq!(data.images[0].floats(), [0.0, 1.0, 0.2, 0.4], "{name}");
        assert_eq!(data.images[1].floats(), [1.0, 2.0, 3.0, 4.0].map(|pixel: f32| pixel / 255.0), "{name}");
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(b"1,7,7,7,7\n").unwrap();
    let packed = file("packed.csv.gz", &packed.finish().unwrap());
    let data = Dataset::<[f32; 4], u32>::csv(packed, 4, &[Normalization::MNIST]).unwrap();
    assert_eq!((data.labels, data.images), (vec![1], vec![[Normalization::MNIST.apply(7); 4]]));
}

#[test]
fn what_is_not_right_is_told_with_its_line() {
    let refused = |bytes: &[u8]| {
        let file = file("wrong.csv", bytes);
        let error = Dataset::<Image, u32>::csv(&file, 4, &[Normalization::NONE]).unwrap_err();
        error.to_string().strip_prefix(&format!("{}: ", file.display())).expect("the file is named").to_owned()
    };
    let long = [b"1,2,3,4,5\n1,".as_slice(), &b"1".repeat(10_000)].concat();
    for (bytes, expected) in [
        (&b""[..], "count: expected at least 1, found 0"),
        (b"label,a,b,c,d\n", "count: expected at least 1, found 0"),
        (b"1,2,3,4,5\n4,2,3,4,5\n", "line 2: expected a class from 0 to 3 as its label, found 4"),
        (b"1,2,3,4,5\n-1,2,3,4,5\n", "line 2: expected a class from 0 to 3 as its label, found -1"),
        (b"1,2,3,4,5\ncat,2,3,4,5\n", "line 2: expected a class from 0 to 3 as its label, found cat"),
        (b"\n1.5,2,3,4,5\n", "line 2: expected a class from 0 to 3 as its label, found 1.5"),
        (b"1,2,3,4\n", "line 1: expected a label and 4 numbers, found a label and 3"),
        (b"1,2,3,4,5,6\n", "line 1: expected a label and 4 numbers, found a label and 5"),
        (b"1;2;3;4;5\n2;2;2;2;2\n", "line 2: expected a class from 0 to 3 as its label, found 2;2;2;2;2"),
        (b"1,2,256,4,5\n", "line 1: expected a number from 0 to 255, found 256"),
        (b"1,2,NaN,4,5\n", "line 1: expected a number from 0 to 255, found NaN"),
        (b"1,2,-1,4,5\n", "line 1: expected a number from 0 to 255, found -1"),
        (b"1,2,,4,5\n", "line 1: expected a number from 0 to 255, found "),
        (b"1,2,\x1b[31m,4,5\n", "line 1: expected a number from 0 to 255, found \\u{1b}[31m"),
        (&long, "line 2: expected 5 numbers, found a longer line"),
    ] {
        let message = refused(bytes);
        assert!(message.starts_with(&format!("{expected}\nhelp: ")), "{message}");
    }
    assert!(refused(b"\x89PNG\r\n\x1a\n").starts_with("not a text of numbers, but "));
    let error = Dataset::<Image, u32>::csv(file("line.csv", b"9,1,1,1,1"), 4, &[Normalization::NONE]).unwrap_err();
    assert!(matches!(error.problem, Problem::Line { line: 1, .. }));
}
