//! The example programs as their users meet them: what they print, and what they say to bad input.

mod programs;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use programs::{Data, ROOT, folder, program, refuses, succeeds, text};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// LeNet-5's tensors: names and shapes.
const LENET5: [(&str, &[usize]); 10] = [
    ("conv1.weight", &[6, 1, 5, 5]),
    ("conv1.bias", &[6]),
    ("conv2.weight", &[16, 6, 5, 5]),
    ("conv2.bias", &[16]),
    ("fc1.weight", &[120, 400]),
    ("fc1.bias", &[120]),
    ("fc2.weight", &[84, 120]),
    ("fc2.bias", &[84]),
    ("fc3.weight", &[10, 84]),
    ("fc3.bias", &[10]),
];

/// The bytes of a safetensors file whose numbers are all `value`.
fn weights(tensors: &[(&str, &[usize])], value: f32) -> Vec<u8> {
    let mut header = Vec::new();
    let mut end = 0;
    for (name, shape) in tensors {
        let start = end;
        end += 4 * shape.iter().product::<usize>();
        header.push(format!(r#""{name}":{{"dtype":"F32","shape":{shape:?},"data_offsets":[{start},{end}]}}"#));
    }
    let header = format!("{{{}}}", header.join(","));
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.extend(value.to_le_bytes().repeat(end / 4));
    bytes
}

#[test]
fn training_on_data_that_are_missing_or_damaged_is_refused() {
    let here = folder("data");
    let lenet5 = |data: &Path| {
        let mut command = program("lenet5");
        command.arg("--data").arg(data);
        command
    };
    refuses(&mut lenet5(&here.join("nowhere")), 1, &["nowhere", "no such folder"]);

    let files =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];
    for file in files {
        Data::good().write(&here);
        fs::remove_file(here.join(file)).unwrap();
        refuses(&mut lenet5(&here), 1, &[file, "missing"]);

        Data::good().write(&here);
        let compressed = fs::read(format!("{ROOT}/examples/data/mnist/{file}.gz")).unwrap();
        fs::remove_file(here.join(file)).unwrap();
        fs::write(here.join(format!("{file}.gz")), &compressed[..compressed.len() / 2]).unwrap();
        refuses(&mut lenet5(&here), 1, &[file, "truncated"]);
        fs::remove_file(here.join(format!("{file}.gz"))).unwrap();

        Data::good().write(&here);
        let bytes = fs::read(here.join(file)).unwrap();
        fs::write(here.join(file), &bytes[..bytes.len() - 1]).unwrap();
        refuses(&mut lenet5(&here), 1, &[file, "truncated", &bytes.len().to_string()]);
        fs::write(here.join(file), &bytes[..3]).unwrap();
        refuses(&mut lenet5(&here), 1, &[file]);
        fs::write(here.join(file), "not the file you expect").unwrap();
        refuses(&mut lenet5(&here), 1, &[file, "magic number"]);
    }

    Data { magic: [0, 0, 8, 1], ..Data::good() }.write(&here);
    refuses(&mut lenet5(&here), 1, &["train-images", "magic number", "0x00000803", "0x00000801"]);
    Data { labels: vec![0; 19], ..Data::good() }.write(&here);
    refuses(&mut lenet5(&here), 1, &["train-labels", "20", "19"]);
    Data { side: 32, ..Data::good() }.write(&here);
    refuses(&mut lenet5(&here), 1, &["train-images", "28 × 28", "32 × 32"]);
    Data { labels: vec![10; 20], ..Data::good() }.write(&here);
    refuses(&mut lenet5(&here), 1, &["train-labels", "10"]);
    Data { count: 0, labels: vec![], ..Data::good() }.write(&here);
    refuses(&mut lenet5(&here), 1, &["train-", "found 0"]);
}

#[test]
fn weights_that_are_damaged_or_of_another_network_are_refused() {
    let here = folder("weights");
    Data::good().write(&here);
    let file = here.join("weights.safetensors");
    let load = |words: &[&str]| {
        let mut lenet5 = program("lenet5");
        lenet5.arg("--data").arg(&here).arg("--weights").arg(&file);
        refuses(&mut lenet5, 1, words);
        refuses(lenet5.arg("--eval"), 1, words);
        let mut predict = program("predict");
        predict.arg("--weights").arg(&file).arg(here.join("no-picture-is-read-before.png"));
        refuses(&mut predict, 1, words);
    };
    load(&["weights.safetensors"]);

    let mut other = LENET5;
    other[4] = ("fc1.weight", &[100, 400]);
    other[9] = ("classifier.bias", &[10]);
    fs::write(&file, weights(&other, 0.0)).unwrap();
    load(&["weights.safetensors", "fc1.weight", "100", "120", "classifier.bias", "fc3.bias"]);

    let bytes = weights(&LENET5, 0.5);
    for length in [bytes.len() - 1, bytes.len() / 2, 100, 8, 7, 0] {
        fs::write(&file, &bytes[..length]).unwrap();
        load(&["weights.safetensors"]);
    }
    fs::write(&file, "these are no weights").unwrap();
    load(&["weights.safetensors"]);
    fs::write(&file, weights(&LENET5, f32::NAN)).unwrap();
    load(&["weights.safetensors", "conv1.weight", "NaN"]);
    fs::write(&file, weights(&LENET5, f32::INFINITY)).unwrap();
    load(&["weights.safetensors", "conv1.weight", "inf"]);
}

#[test]
fn weights_of_the_other_network_are_refused_and_the_option_is_told() {
    let here = folder("other");
    Data::good().write(&here);
    let textbook = PathBuf::from(format!("{ROOT}/examples/data/lenet5.safetensors"));
    let modern = here.join("modern.safetensors");
    let mut lenet5 = program("lenet5");
    lenet5.arg("--data").arg(&here).args(["--network", "modern", "--epochs", "1", "--save"]).arg(&modern);
    succeeds(&mut lenet5);
    for (file, network, other) in [(&textbook, "modern", "textbook"), (&modern, "textbook", "modern")] {
        let name = file.file_name().unwrap().to_str().unwrap();
        let words = [name, "expected `", "found `", &format!("--network {other}")];
        let seven = format!("{ROOT}/examples/data/digits/seven.png");
        refuses(program("predict").args(["--network", network, "--weights"]).arg(file).arg(seven), 1, &words);
        for eval in [&["--eval"][..], &["--epochs", "1"]] {
            let mut lenet5 = program("lenet5");
            lenet5.arg("--data").arg(&here).args(["--network", network, "--weights"]).arg(file).args(eval);
            refuses(&mut lenet5, 1, &words);
        }
    }
}

#[test]
fn files_of_other_formats_are_called_by_their_name() {
    let here = folder("formats");
    for (name, bytes, words) in [
        (
            "model.pt",
            &b"PK\x03\x04\0\0\x08\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\0\x12\0archive/data.pkl"[..],
            ["PyTorch", "state_dict()"],
        ),
        ("model.onnx", b"\x08\x07\x12\x07pytorch", ["ONNX", "onnx.load"]),
        ("model.h5", b"\x89HDF\r\n\x1a\n", ["HDF5", "Keras"]),
        ("page.safetensors", b"<!doctype html>", ["HTML", "download"]),
    ] {
        let file = here.join(name);
        fs::write(&file, bytes).unwrap();
        let mut predict = program("predict");
        predict.arg("--weights").arg(&file).arg("no-picture-is-read-before.png");
        refuses(&mut predict, 1, &[name, "not a safetensors file, but", "help: ", words[0], words[1]]);
    }
}

#[cfg(unix)]
#[test]
fn a_result_may_go_where_no_file_is() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let here = folder("streams");
    Data::good().write(&here);
    let lenet5 = || {
        let mut command = program("lenet5");
        command.arg("--data").arg(&here).args(["--epochs", "1"]);
        command
    };
    let printed = succeeds(lenet5().args(["--report", "/dev/stdout", "--save", "/dev/null"]));
    assert!(printed.contains("\"test_accuracy\":") && printed.contains("test accuracy"), "{printed}");
    assert!(Path::new("/dev/null").metadata().is_ok_and(|found| !found.is_file()));
    // Into a file, what is printed stands before and after the report.
    let out = here.join("out");
    let status = lenet5().args(["--report", "/dev/stdout"]).stdout(fs::File::create(&out).unwrap()).status().unwrap();
    assert!(status.success());
    let printed = fs::read_to_string(&out).unwrap();
    let places = ["epoch", "\"test_accuracy\":", "test accuracy"].map(|words| printed.find(words));
    assert!(places.is_sorted() && places[0].is_some(), "{printed}");

    // To the place that a link names, which is still to be made; but not over what is read-only.
    let (link, file) = (here.join("link"), here.join("file"));
    symlink("file", &link).unwrap();
    succeeds(lenet5().arg("--save").arg(&link));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && fs::symlink_metadata(&file).unwrap().is_file());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    for option in ["--save", "--report"] {
        refuses(lenet5().arg(option).arg(&link), 1, &["link", "read-only"]);
    }
}

#[test]
fn a_mistake_on_the_command_line_has_exit_code_2_and_one_line() {
    for (arguments, words) in [
        (&["--epochs", "x"][..], &["x", "--epochs"][..]),
        (&["--epochs", "0"], &["0", "--epochs"]),
        (&["--epochs"], &["--epochs"]),
        (&["--batch", "0"], &["0", "--batch"]),
        (&["--lr", "-1"], &["-1", "--lr"]),
        (&["--lr", "nan"], &["nan", "--lr"]),
        (&["--network", "resnet"], &["resnet", "--network", "textbook", "modern"]),
        (&["--optimizer", "lion"], &["lion", "sgd", "adam", "adamw"]),
        (&["--eval"], &["--weights"]),
        (&["--epoch", "3"], &["--epoch", "--epochs"]),
        (&["stray"], &["stray"]),
        (&["--threads", "-1"], &["-1", "--threads", "a whole number from 1 "]),
        (&["--seed", "-1"], &["-1", "--seed", "a whole number from 0 "]),
        (&["--epochs", "1.5"], &["1.5", "--epochs", "a whole number"]),
        (&["--lr", "inf"], &["inf", "--lr", "at most 3.4028235e38"]),
        (&["--lr", "1e-46"], &["1e-46", "--lr", "above 0"]),
    ] {
        refuses(program("lenet5").args(arguments), 2, words);
    }
    refuses(&mut program("predict"), 2, &["IMAGE"]);
    refuses(program("predict").args(["--weights"]), 2, &["--weights"]);
    refuses(program("learn_kernel").arg("stray"), 2, &["stray"]);
}

#[test]
fn what_the_user_gives_is_told_in_one_short_line_without_control_characters() {
    let wild = "\u{1b}[31m\u{202e}\u{9b}";
    let long = "9".repeat(100_000);
    for (name, arguments, code) in [
        ("lenet5", &["--epochs"][..], 2),
        ("lenet5", &[], 2),
        ("lenet5", &["--network"], 2),
        ("lenet5", &["--data"], 1),
        ("lenet5", &["--weights"], 1),
        ("draw", &[], 2),
        ("predict", &[], 1),
        ("predict", &["a.png", "--weights"], 1),
        ("learn_kernel", &[], 2),
    ] {
        for bad in [wild, &long] {
            let mut command = program(name);
            refuses(
                command.args(arguments).arg(bad),
                code,
                &[if bad == wild { "\\u{1b}[31m\\u{202e}\\u{9b}" } else { "999" }],
            );
            let error = text(&command.output().unwrap().stderr);
            assert!(error.chars().count() < 2100 && !error.trim_end().contains(char::is_control), "{error}");
            assert!(bad == wild || !error.trim_end().ends_with('9'), "the reason stands at the end: {error}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error_without_a_panic() {
    use std::fs::File;

    let full = || File::options().write(true).open("/dev/full").unwrap();
    let seven = format!("{ROOT}/examples/data/digits/seven.png");
    for (name, arguments) in
        [("learn_kernel", &[][..]), ("draw", &["LeNet5"]), ("predict", &[&seven]), ("lenet5", &["--help"])]
    {
        let Output { status, stderr, .. } = program(name).args(arguments).stdout(full()).output().unwrap();
        let error = text(&stderr);
        assert_eq!(status.code(), Some(1), "{name}: {error}");
        assert!(
            error.starts_with("error: standard output: cannot be written: ") && error.lines().count() == 1,
            "{error}"
        );
        // The reader of a pipe is gone.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let Output { status, stderr, .. } = program(name).args(arguments).stdout(writer).output().unwrap();
        assert_eq!((status.code(), text(&stderr)), (Some(1), String::new()), "{name}");
    }
    let errors = [("lenet5", &["--epochs", "x"][..], 2), ("predict", &["none.png", "none.png"], 1)];
    for (name, arguments, code) in errors {
        let status = program(name).args(arguments).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(code), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn no_result_is_lost() {
    use std::os::unix::fs::symlink;

    let here = folder("lost");
    Data::good().write(&here);
    let lenet5 = || {
        let mut command = program("lenet5");
        command.current_dir(&here).args(["--data", ".", "--epochs", "2"]);
        command
    };
    // Two results in one file, under two names; or a report over the weights.
    symlink("result", here.join("link")).unwrap();
    symlink("link", here.join("second")).unwrap();
    for (save, report) in [("result", "result"), ("result", "./result"), ("second", "result"), ("link", "second")] {
        refuses(
            lenet5().args(["--save", save, "--report", report]),
            2,
            &["`--save` and `--report` name one file", report],
        );
    }
    let trained = fs::read(format!("{ROOT}/examples/data/lenet5.safetensors")).unwrap();
    fs::write(here.join("result"), &trained).unwrap();
    for options in [&["--eval"][..], &[]] {
        let mut command = lenet5();
        command.args(options).args(["--weights", "result", "--report", "link"]);
        refuses(&mut command, 2, &["`--weights` and `--report` name one file", "link"]);
    }
    assert!(fs::read(here.join("result")).unwrap() == trained);
    succeeds(lenet5().args(["--save", "/dev/null", "--report", "/dev/null"]));

    // The reader of the output leaves.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = lenet5().args(["--save", "result", "--report", "report"]).stdout(writer).status().unwrap();
    assert!(status.success());
    assert!(fs::read(here.join("result")).unwrap() != trained && here.join("report").exists());

    // One of them cannot be written in the end: the other is, and the rest is told.
    if Path::new("/dev/full").exists() {
        for (bad, good) in [("--save", "--report"), ("--report", "--save")] {
            let Output { status, stdout, stderr } = lenet5().args([bad, "/dev/full", good, "good"]).output().unwrap();
            assert_eq!(status.code(), Some(1));
            assert!(text(&stderr).contains("/dev/full: cannot be written: "), "{}", text(&stderr));
            assert!(text(&stdout).contains("test accuracy"), "{}", text(&stdout));
            fs::remove_file(here.join("good")).unwrap();
        }
    }
}

#[test]
fn a_result_that_cannot_be_written_is_noticed_before_training() {
    let here = folder("unwritable");
    Data::good().write(&here);
    fs::write(here.join("file"), "").unwrap();
    for option in ["--save", "--report"] {
        for place in ["no/such/folder/result", "file/result", ""] {
            let mut lenet5 = program("lenet5");
            lenet5.arg("--data").arg(&here).arg(option).arg(here.join(place));
            refuses(&mut lenet5, 1, &[here.to_str().unwrap()]);
        }
    }
    // Nothing is left behind by having tried.
    let mut names: Vec<_> = fs::read_dir(&here).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 5, "{names:?}");
}

/// A PNG file: its size, bits a channel, colour type, the palette if it has one, and the rows, each after its filter's byte.
fn png(width: u32, height: u32, [bits, colour]: [u8; 2], palette: &[u8], rows: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut compressed = ZlibEncoder::new(Vec::new(), Compression::best());
    let mut block: Vec<u8> = Vec::new();
    for byte in rows {
        block.push(byte);
        if block.len() == 1 << 16 {
            compressed.write_all(&block).unwrap();
            block.clear();
        }
    }
    compressed.write_all(&block).unwrap();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, colour, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in
        [("IHDR", &header[..]), ("PLTE", palette), ("IDAT", &compressed.finish().unwrap()), ("IEND", &[])]
    {
        if name == "PLTE" && data.is_empty() {
            continue;
        }
        let body = [name.as_bytes(), data].concat();
        let mut sum = Crc::new();
        sum.update(&body);
        file.extend((data.len() as u32).to_be_bytes());
        file.extend(&body);
        file.extend(sum.sum().to_be_bytes());
    }
    file
}

/// Every kind of pixel that PNG has: bits a channel, its number, how many channels.
const PIXELS: [([u8; 2], usize); 15] = [
    ([1, 0], 1),
    ([2, 0], 1),
    ([4, 0], 1),
    ([8, 0], 1),
    ([16, 0], 1),
    ([8, 2], 3),
    ([16, 2], 3),
    ([1, 3], 1),
    ([2, 3], 1),
    ([4, 3], 1),
    ([8, 3], 1),
    ([8, 4], 2),
    ([16, 4], 2),
    ([8, 6], 4),
    ([16, 6], 4),
];

/// A picture of `width` × `height` of one of those kinds, black where `ink` says so, white elsewhere, opaque.
fn drawing(width: u32, height: u32, kind: ([u8; 2], usize), ink: impl Fn(u32, u32) -> bool) -> Vec<u8> {
    let ([bits, colour], channels) = kind;
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        let mut row: Vec<bool> = Vec::new();
        for x in 0..width {
            for channel in 0..channels {
                let alpha = matches!(colour, 4 | 6) && channel + 1 == channels;
                // The palette is white and black, in this order.
                let set = alpha || ink(x, y) == (colour == 3);
                row.extend((0..bits).map(|bit| set && (colour != 3 || bit + 1 == bits)));
            }
        }
        rows.extend(
            row.chunks(8).map(|bits| (0..8).fold(0, |byte, i| 2 * byte + u8::from(bits.get(i) == Some(&true)))),
        );
    }
    let palette: &[u8] = if colour == 3 { &[255, 255, 255, 0, 0, 0] } else { &[] };
    png(width, height, [bits, colour], palette, rows.into_iter())
}

#[test]
fn every_kind_of_png_is_read_or_refused_in_one_line() {
    let here = folder("kinds-of-png");
    let one = |x: u32, y: u32| (30..38).contains(&x) && (10..58).contains(&y);
    for kind in PIXELS {
        let file = here.join(format!("{kind:?}.png"));
        fs::write(&file, drawing(68, 68, kind, one)).unwrap();
        let read = succeeds(program("predict").arg(&file));
        assert!(read.starts_with(&format!("{}: 1\n", file.display())), "{kind:?}: {read}");
        for (width, height, blank) in [(1, 1, true), (1, 1, false), (68, 68, true), (1, 300, false)] {
            fs::write(&file, drawing(width, height, kind, |_, _| blank)).unwrap();
            refuses(program("predict").arg(&file), 1, &[file.to_str().unwrap(), "shows no digit"]);
        }
    }
}

#[test]
fn a_picture_with_too_many_pixels_is_refused_by_its_header() {
    let here = folder("huge");
    let file = here.join("huge.png");
    // There are no pixels behind the header, and none are missed.
    for (width, height) in [(20_000, 20_000), (4096, 4097), (16_777_217, 1), (1, 16_777_217)] {
        fs::write(&file, png(width, height, [8, 0], &[], [].into_iter())).unwrap();
        let size = format!("{width} × {height}");
        refuses(program("predict").arg(&file), 1, &["huge.png", &size, "4096 × 4096", "scale it down"]);
    }
    fs::write(&file, png(i32::MAX as u32, i32::MAX as u32, [16, 6], &[], [].into_iter())).unwrap();
    refuses(program("predict").arg(&file), 1, &["huge.png", "4096 × 4096", "scale it down"]);
    // As many as are read: a seven of the largest size.
    let one = |x: u32, y: u32| (1800..2200).contains(&x) && (500..3500).contains(&y);
    let rows = (0..4096).flat_map(|y| (0..4097).map(move |x| if x == 0 || one(x, y) { 0 } else { 255 }));
    fs::write(&file, png(4096, 4096, [8, 0], &[], rows)).unwrap();
    let read = succeeds(program("predict").arg(&file));
    assert!(read.starts_with(&format!("{}: 1\n", file.display())), "{read}");
}

#[test]
fn what_stands_beside_the_pixels_takes_little() {
    let here = folder("beside");
    let seven = fs::read(format!("{ROOT}/examples/data/digits/seven.png")).unwrap();
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let body = [name, data].concat();
        let mut sum = Crc::new();
        sum.update(&body);
        [&(data.len() as u32).to_be_bytes()[..], &body, &sum.sum().to_be_bytes()].concat()
    };
    let mut zeros = ZlibEncoder::new(Vec::new(), Compression::best());
    zeros.write_all(&vec![0; 200_000_000]).unwrap();
    let bomb = [b"profile\0\0", &zeros.finish().unwrap()[..]].concat();
    let file = here.join("seven.png");
    for (name, data, is_read) in [
        (b"iCCP", bomb.clone(), true),
        (b"zTXt", bomb, true),
        (b"tEXt", [&b"Comment\0"[..], &[b'x'; 1_000_000]].concat(), true),
        (b"tEXt", [&b"Comment\0"[..], &[b'x'; 20_000_000]].concat(), false),
    ] {
        fs::write(&file, [&seven[..33], &chunk(name, &data), &seven[33..]].concat()).unwrap();
        // The shell bounds the memory: 100 MB are enough for a small picture.
        let mut predict = Command::new("sh");
        predict.args(["-c", "ulimit -v 100000 && exec \"$0\" \"$1\""]).arg(program("predict").get_program()).arg(&file);
        if is_read {
            assert!(succeeds(&mut predict).contains("seven.png: 7\n"));
        } else {
            refuses(&mut predict, 1, &["seven.png", "beside the pixels", "save the picture without it"]);
        }
    }
}

#[test]
fn a_bad_picture_does_not_stop_the_others() {
    let here = folder("some-bad");
    let digits = Path::new(ROOT).join("examples/data/digits");
    let blank = here.join("blank.png");
    fs::write(&blank, drawing(9, 9, ([8, 0], 1), |_, _| false)).unwrap();
    let nowhere = here.join("nowhere.png");
    let pictures = [nowhere.clone(), digits.join("seven.png"), blank.clone(), digits.join("two.png")];
    let Output { status, stdout, stderr } = program("predict").args(&pictures).output().unwrap();
    assert_eq!(status.code(), Some(1));
    let (output, errors) = (text(&stdout), text(&stderr));
    assert!(
        output.contains("seven.png: 7\n") && output.contains("\n\n") && output.contains("two.png: 2\n"),
        "{output}"
    );
    assert!(!output.starts_with('\n') && output.matches("\n\n").count() == 1, "{output}");
    let errors: Vec<_> = errors.lines().collect();
    let [first, second, third] = errors[..] else { panic!("{errors:?}") };
    assert!(first.starts_with("error: ") && first.contains(nowhere.to_str().unwrap()), "{first}");
    assert!(second.starts_with("error: ") && second.contains(blank.to_str().unwrap()), "{second}");
    assert_eq!(third, "error: 2 of 4 pictures were not read");
}

#[test]
fn weights_that_give_no_numbers_are_refused() {
    let here = folder("not-finite");
    Data::good().write(&here);
    let (file, report) = (here.join("weights.safetensors"), here.join("report.json"));
    // Finite weights whose sums are not: infinite, or infinite less infinite.
    let alternating = |mut bytes: Vec<u8>| {
        let start = 8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
        bytes[start..].chunks_mut(8).for_each(|pair| pair[3] ^= 0x80);
        bytes
    };
    for (network, bytes) in [
        ("textbook", weights(&LENET5, 3e38)),
        ("modern", weights(&LENET5, 3e38)),
        ("modern", alternating(weights(&LENET5, 3e38))),
    ] {
        fs::write(&file, &bytes).unwrap();
        let name = file.to_str().unwrap();
        let picture = Path::new(ROOT).join("examples/data/digits/seven.png");
        let mut predict = program("predict");
        predict.args(["--network", network, "--weights"]).arg(&file).arg(&picture);
        refuses(&mut predict, 1, &[name, "seven.png", "not a finite number"]);
        assert_eq!(text(&predict.output().unwrap().stdout), "");

        let mut lenet5 = program("lenet5");
        lenet5
            .args(["--network", network, "--data"])
            .arg(&here)
            .arg("--weights")
            .arg(&file)
            .arg("--report")
            .arg(&report);
        let Output { status, stdout, stderr } = lenet5.arg("--eval").output().unwrap();
        assert_eq!((status.code(), text(&stderr).lines().count()), (Some(1), 1), "{}", text(&stderr));
        for word in ["not a finite number", "of 20 test images", name] {
            assert!(text(&stderr).contains(word), "`{word}` is missing from: {}", text(&stderr));
        }
        assert!(!text(&stdout).contains("accuracy"), "{}", text(&stdout));
        assert!(!report.exists(), "a report of nothing");
    }
}

#[test]
fn weights_are_used_with_the_normalization_of_their_pictures() {
    let here = folder("normalization");
    Data::good().write(&here);
    let file = here.join("weights.safetensors");
    let seven = Path::new(ROOT).join("examples/data/digits/seven.png");
    let predict = |file: Option<&Path>| {
        let mut predict = program("predict");
        if let Some(file) = file {
            predict.arg("--weights").arg(file);
        }
        let Output { status, stdout, stderr } = predict.arg(&seven).output().unwrap();
        assert!(status.success());
        (text(&stdout), text(&stderr))
    };
    // The file that comes with the programs says everything, and that of `lenet5` its normalization.
    let (bundled, notice) = predict(None);
    assert_eq!(notice, "");
    succeeds(program("lenet5").arg("--data").arg(&here).args(["--epochs", "1", "--save"]).arg(&file));
    assert_eq!(predict(Some(&file)).1, "");
    let bytes = fs::read(&file).unwrap();
    let header: Value =
        serde_json::from_slice(&bytes[8..][..u64::from_le_bytes(*bytes.first_chunk().unwrap()) as usize]).unwrap();
    let normalization = header["__metadata__"]["normalization"].as_str().unwrap();
    let [mean, std] = normalization.split(' ').map(|n| n.parse::<f64>().unwrap()).collect::<Vec<_>>()[..] else {
        panic!()
    };
    assert!((0.4..0.6).contains(&mean) && (0.25..0.35).contains(&std), "noise: {normalization}");

    // A file that says nothing is told once, and read as MNIST's. Another scale gives other probabilities.
    let trained = fs::read(format!("{ROOT}/examples/data/lenet5.safetensors")).unwrap();
    let end = 8 + u64::from_le_bytes(*trained.first_chunk().unwrap()) as usize;
    let mut header: Value = serde_json::from_slice(&trained[8..end]).unwrap();
    let mut with = |metadata: Value| {
        header["__metadata__"] = metadata;
        let text = header.to_string();
        let bytes = [&(text.len() as u64).to_le_bytes()[..], text.as_bytes(), &trained[end..]].concat();
        fs::write(&file, bytes).unwrap();
        predict(Some(&file))
    };
    let (output, notice) = with(serde_json::json!({}));
    assert_eq!(output, bundled);
    assert_eq!(notice.lines().count(), 1);
    assert!(
        notice.contains("weights.safetensors: the file says neither for which network") && notice.contains("MNIST's"),
        "{notice}"
    );
    let (output, notice) = with(serde_json::json!({"network": "LeNet5", "normalization": "0.9 0.2"}));
    assert!(output != bundled && notice.is_empty(), "{notice}");
    let classes = r#"["zero","one","two","three","four","five","six","seven","eight","nine"]"#;
    let (output, _) =
        with(serde_json::json!({"network": "LeNet5", "normalization": "0.1307 0.3081", "classes": classes}));
    assert!(output.contains("seven.png: seven\n  zero ") && output.contains("\n  seven  █"), "{output}");
    let metadata = serde_json::json!({"network": "LeNet5", "normalization": "0.1 0.2, 0.1 0.2, 0.1 0.2"});
    header["__metadata__"] = metadata;
    let text = header.to_string();
    fs::write(&file, [&(text.len() as u64).to_le_bytes()[..], text.as_bytes(), &trained[end..]].concat()).unwrap();
    refuses(
        program("predict").arg("--weights").arg(&file).arg(&seven),
        1,
        &["weights.safetensors", "normalization", "for 1 channel, found those for 3"],
    );
}

#[test]
fn training_that_fails_says_when_and_leaves_the_files_as_they_were() {
    let here = folder("diverged");
    Data::good().write(&here);
    let (good, report) = (here.join("good.safetensors"), here.join("report.json"));
    fs::write(&good, weights(&LENET5, 0.1)).unwrap();
    fs::write(&report, "a report").unwrap();
    let before = fs::read(&good).unwrap();
    let fails = |options: &[&str], words: &[&str]| {
        let mut lenet5 = program("lenet5");
        lenet5.arg("--data").arg(&here).arg("--save").arg(&good).arg("--report").arg(&report).args(options);
        let Output { status, stderr, .. } = lenet5.args(["--batch", "4"]).output().unwrap();
        let error = text(&stderr);
        assert_eq!((status.code(), error.lines().count()), (Some(1), 1), "{error}");
        for word in words.iter().chain(&["good.safetensors was not written", "report.json was not written", "--lr"]) {
            assert!(error.contains(word), "`{word}` is missing from: {error}");
        }
        assert!(
            fs::read(&good).unwrap() == before && fs::read(&report).unwrap() == b"a report",
            "written all the same"
        );
    };
    for network in ["textbook", "modern"] {
        for optimizer in ["sgd", "adam", "adamw"] {
            fails(&["--network", network, "--optimizer", optimizer, "--lr", "3e38"], &["in epoch 1, ", "step"]);
        }
        let bad = here.join("bad.safetensors");
        fs::write(&bad, weights(&LENET5, 3e38)).unwrap();
        fails(
            &["--network", network, "--weights", bad.to_str().unwrap()],
            &["in epoch 1, step 1 of 5", "bad.safetensors"],
        );
    }
}

#[test]
fn pictures_that_are_none_are_refused() {
    let here = folder("pictures");
    let digits = format!("{ROOT}/examples/data/digits");
    let seven = fs::read(format!("{digits}/seven.png")).unwrap();
    let bad = |name: &str, bytes: &[u8], words: &[&str]| {
        let picture = here.join(name);
        fs::write(&picture, bytes).unwrap();
        let mut words = words.to_vec();
        words.push(name);
        refuses(program("predict").arg(&picture), 1, &words);
    };
    bad("text.png", b"a text file as PNG", &["PNG"]);
    bad("empty.png", b"", &["PNG"]);
    bad("half.png", &seven[..seven.len() / 2], &["PNG"]);
    bad("head.png", &seven[..20], &["PNG"]);
    bad("nothing.png", b"", &["the file is empty"]);
    // A chunk that the decoder does not know, whose name would paint the terminal.
    let wild = [&seven[..33], b"\0\0\0\0\x1b[2J", &[0; 4], &seven[33..]].concat();
    bad("wild.png", &wild, &["damaged", "save or download it again"]);
    bad("photo.png", b"\xff\xd8\xff\xe0\0\x10JFIF", &["a damaged JPEG picture", "save or download it again"]);
    bad("picture.png", b"GIF89a", &["neither a PNG nor a JPEG picture", "Gif", "convert"]);
    refuses(program("predict").arg(here.join("nowhere.png")), 1, &["nowhere.png"]);
    refuses(program("predict").arg(&here), 1, &["pictures"]);
}

#[test]
fn training_saving_loading_and_judging_agree() {
    let here = folder("round-trip");
    Data::good().write(&here);
    let (weights, report) = (here.join("weights.safetensors"), here.join("report.json"));
    let lenet5 = || {
        let mut command = program("lenet5");
        command.arg("--data").arg(&here).args(["--batch", "8"]);
        command
    };
    for network in ["textbook", "modern"] {
        let network = ["--network", network];
        let trained = succeeds(
            lenet5().args(network).args(["--epochs", "2"]).arg("--save").arg(&weights).arg("--report").arg(&report),
        );
        for words in ["61,706", "416,520", "conv1", "fc3"] {
            assert!(trained.contains(words), "`{words}` is missing from the layer table: {trained}");
        }
        let first: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
        for (field, value) in [("parameters", 61_706), ("macs", 416_520), ("train_images", 20), ("test_images", 20)] {
            assert_eq!(first[field], value, "{field}");
        }
        assert!(first["network"].is_string() && first["seed"].is_u64() && first["seconds"].is_f64());
        assert!(first["threads"].as_u64().unwrap() >= 1);
        let epochs = first["epochs"].as_array().unwrap();
        assert_eq!(epochs.len(), 2);
        for (epoch, i) in epochs.iter().zip(1..) {
            assert_eq!(epoch["epoch"], i);
            for field in ["train_loss", "train_accuracy", "test_loss", "test_accuracy", "seconds", "images_per_second"]
            {
                assert!(epoch[field].is_f64(), "{field}");
            }
        }
        assert_eq!(epochs[1]["test_accuracy"], first["test_accuracy"]);

        let judged =
            succeeds(lenet5().args(network).arg("--eval").arg("--weights").arg(&weights).arg("--report").arg(&report));
        let second: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
        assert_eq!(second["test_accuracy"], first["test_accuracy"]);
        assert_eq!(second["epochs"].as_array().unwrap().len(), 0);
        let end = |output: &str| {
            output[output.find("test accuracy").unwrap()..].lines().take(14).map(String::from).collect::<Vec<_>>()
        };
        assert_eq!(end(&judged), end(&trained), "test accuracy and confusion matrix");
    }
}

#[test]
fn a_plateau_of_sigmoids_is_explained_once_and_only_where_there_is_one() {
    let here = folder("plateau");
    Data::good().write(&here);
    let lines = |options: &[&str]| {
        let output = succeeds(program("lenet5").arg("--data").arg(&here).args(["--epochs", "3"]).args(options));
        output.matches("sigmoids").count()
    };
    assert_eq!(lines(&[]), 1, "twenty pictures of noise, three steps");
    assert_eq!(lines(&["--network", "modern"]), 0, "it has no sigmoids");
    // A network that knows its digits from the start.
    let trained = format!("{ROOT}/examples/data/lenet5.safetensors");
    let output =
        succeeds(program("lenet5").args(["--limit", "100", "--epochs", "1", "--lr", "0.001", "--weights", &trained]));
    assert!(!output.contains("sigmoids"), "{output}");
}

#[test]
fn one_seed_gives_the_same_numbers_for_any_number_of_threads() {
    let here = folder("seed");
    let run = |seed: &str, threads: &str| {
        let (weights, report) = (here.join("weights.safetensors"), here.join("report.json"));
        let mut command = program("lenet5");
        command.args(["--limit", "500", "--epochs", "1", "--seed", seed, "--threads", threads]);
        succeeds(command.arg("--save").arg(&weights).arg("--report").arg(&report));
        let report: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
        let epoch = &report["epochs"][0];
        let numbers = ["train_loss", "train_accuracy", "test_loss", "test_accuracy"].map(|field| epoch[field].clone());
        (numbers, fs::read(&weights).unwrap())
    };
    let first = run("1", "1");
    assert!(first == run("1", "1"), "two runs differ");
    assert!(first == run("1", "2"), "one thread and two threads differ");
    assert!(first != run("2", "1"), "two seeds agree");
}

#[test]
fn a_learning_rate_that_is_too_large_is_said_to_be() {
    let Output { status, stderr, .. } = program("lenet5")
        .args(["--network", "modern", "--limit", "500", "--epochs", "2", "--lr", "1e30"])
        .output()
        .unwrap();
    assert_eq!(status.code(), Some(1));
    assert_eq!(text(&stderr).lines().count(), 1);
    assert!(text(&stderr).contains("--lr"), "{}", text(&stderr));
}

#[test]
fn pack_packs_the_weights_of_a_network_by_its_name() {
    let here = folder("pack");
    let (weights, file) = (format!("{ROOT}/examples/data/lenet5.safetensors"), here.join("lenet5.packed"));
    let said = succeeds(program("pack").args(["lenet5", &weights]));
    assert!(
        said.starts_with("LeNet5: ") && said.contains("bytes of packed weights") && said.lines().count() == 1,
        "{said}"
    );
    succeeds(program("pack").args(["LeNet5", &weights, "--out"]).arg(&file));
    let packed = lenet_runtime::Prepared::<examples::lenet5::LeNet5>::load(&file).unwrap();
    let network = examples::lenet5::LeNet5::load(&weights).unwrap();
    assert_eq!(packed.to_bytes(), network.prepare().to_bytes());
    refuses(program("pack").args(["ModernLeNet5", &weights]), 1, &["lenet5.safetensors", "ModernLeNet5", "help: "]);
    refuses(program("pack").args(["LeNet5", "none.safetensors"]), 1, &["none.safetensors", "cannot be read"]);
    refuses(program("pack").args(["LeNet5", &weights, "--out", "a.bin"]), 1, &["a.bin", "ends in `.packed`"]);
    refuses(program("pack").args(["LeNet6", &weights]), 2, &["LeNet6", "LeNet5"]);
    refuses(program("pack").args(["LeNet5"]), 2, &["WEIGHTS"]);
}

#[test]
fn draw_draws_a_network_by_its_name() {
    let svg = succeeds(program("draw").arg("ResNet8"));
    assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"), "{svg}");
    let here = folder("draw");
    let file = here.join("network.mmd");
    assert_eq!(succeeds(program("draw").args(["--format", "mermaid", "resnet8", "--out"]).arg(&file)), "");
    let chart = fs::read_to_string(&file).unwrap();
    assert!(chart.contains("title: ResNet8") && chart.contains("flowchart TD"), "{chart}");

    refuses(&mut program("draw"), 2, &["NETWORK", "LeNet5", "ResNet18", "MobileNetV2", "UNet"]);
    refuses(
        program("draw").args(["--format", "mermaid"]),
        2,
        &["NETWORK", "LeNet5", "ResNet18", "MobileNetV2", "UNet"],
    );
    refuses(program("draw").arg("ResNet9"), 2, &["ResNet9", "ResNet8", "LeNet5"]);
    for (wrong, right) in
        [("Resnet81", "ResNet8"), ("LeNet", "LeNet5"), ("MobileNet2", "MobileNetV2"), ("lenet5x", "LeNet5")]
    {
        refuses(program("draw").arg(wrong), 2, &["similar", &format!("'{right}'")]);
    }
    refuses(program("draw").args(["--format", "png", "LeNet5"]), 2, &["png", "svg", "mermaid"]);
    let nowhere = here.join("no/such/folder/network.svg");
    refuses(program("draw").args(["LeNet5", "--out"]).arg(&nowhere), 1, &[nowhere.to_str().unwrap()]);
    refuses(program("draw").args(["LeNet5", "--out"]).arg(&here), 1, &[here.to_str().unwrap()]);
}

#[test]
fn help_names_every_option() {
    let help = succeeds(program("lenet5").arg("--help"));
    for option in [
        "--data",
        "--network",
        "--epochs",
        "--batch",
        "--optimizer",
        "--lr",
        "--seed",
        "--threads",
        "--limit",
        "--save",
        "--weights",
        "--eval",
        "--report",
    ] {
        assert!(help.contains(option), "{option} is missing from: {help}");
    }
    assert!(succeeds(program("predict").arg("--help")).contains("--weights"));
    let help = succeeds(program("draw").arg("--help"));
    assert!(["--format", "--out", "LeNet5", "MobileNetV2"].iter().all(|word| help.contains(word)), "{help}");
}

#[test]
fn predict_reads_the_digits_in_the_repository() {
    let digits = format!("{ROOT}/examples/data/digits");
    for (file, digit) in [("seven.png", '7'), ("two.png", '2'), ("four.png", '4')] {
        let output = succeeds(program("predict").arg(format!("{digits}/{file}")));
        let percent = |line: &str| line.trim_end_matches(" %").split(' ').next_back().unwrap().parse::<f64>().ok();
        let chart: Vec<_> = output.lines().filter(|line| line.ends_with(" %")).collect();
        assert_eq!(chart.len(), 10, "{output}");
        let most = chart.iter().max_by(|a, b| percent(a).unwrap().total_cmp(&percent(b).unwrap())).unwrap();
        assert_eq!(most.trim().chars().next(), Some(digit), "{output}");
        let sum: f64 = chart.iter().map(|line| percent(line).unwrap()).sum();
        assert!((sum - 100.0).abs() < 1.0, "{output}");
    }
}

#[test]
fn fine_tuning_teaches_a_trained_body_other_classes() {
    let output = succeeds(program("fine_tuning").args(["--epochs", "10"]));
    assert!(output.contains("8 of 10 tensors loaded\n  kept as they were: head.weight, head.bias\n"), "{output}");
    let right = output.lines().last().unwrap().rsplit("   ").next().unwrap();
    let right: f64 = right.trim_end_matches(" % right").parse().unwrap();
    assert!(right >= 90.0, "{output}");
    let here = folder("fine-tuning");
    fs::create_dir_all(here.join("only")).unwrap();
    fs::copy(Path::new(ROOT).join("examples/data/digits/two.png"), here.join("only/two.png")).unwrap();
    refuses(program("fine_tuning").arg("--data").arg(&here), 1, &["fine-tuning", "expected 3 folders", "found 1"]);
}

#[test]
fn learn_kernel_finds_the_edge_detector() {
    let output = succeeds(&mut program("learn_kernel"));
    let last = output.lines().next_back().unwrap();
    assert!(last.contains("[1.00, -1.00]"), "{output}");
}
