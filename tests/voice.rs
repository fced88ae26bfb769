//! The programs that train, judge, read and compare networks speak with one voice: the same options, the same errors, on all data that the
//! library reads.

mod programs;

use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use programs::{Data, ROOT, folder, program, refuses, succeeds, text};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A picture whose left or right half is bright.
fn half(left: bool, side: u32, nuance: u32) -> Vec<u8> {
    let picture = GrayImage::from_fn(side, side, |x, y| {
        Luma([if (x < side / 2) == left {
            200 + (x * y + nuance) as u8 % 50
        } else {
            10 + (x + nuance * y) as u8 % 30
        }])
    });
    let mut bytes = Vec::new();
    DynamicImage::from(picture).write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

/// A folder of two classes with ten pictures each.
fn pictures(folder: &Path, side: u32) {
    for (class, is_left) in [("left", true), ("right", false)] {
        fs::create_dir_all(folder.join(class)).unwrap();
        for n in 0..10 {
            fs::write(folder.join(class).join(format!("{n}.png")), half(is_left, side, n)).unwrap();
        }
    }
}

/// `train`, with few small steps of a small network where `options` say nothing else.
fn train(data: &Path, options: &[&str]) -> Command {
    let mut command = program("train");
    command.arg("--data").arg(data).args(options);
    for (option, value) in [("--network", "mlp"), ("--epochs", "2"), ("--batch", "4")] {
        if !options.contains(&option) {
            command.args([option, value]);
        }
    }
    command
}

#[test]
fn a_network_that_train_trained_is_judged_used_and_compared() {
    let here = folder("voice");
    let (data, out, saved) = (here.join("data"), here.join("out"), here.join("mlp.safetensors"));
    pictures(&data, 28);
    let said = succeeds(train(&data, &["--epochs", "6"]).arg("--out").arg(&out).arg("--save").arg(&saved));
    assert!(
        said.contains("images to train on: 16, to test on: 4") && said.contains("test accuracy  100.00 %"),
        "{said}"
    );
    let log = fs::read_to_string(out.join("log.jsonl")).unwrap();
    assert_eq!(log.lines().count(), 1 + 6, "{log}");
    assert!(log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{log}");
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("left"), "no curves, or no names of classes");
    assert_eq!(fs::read(out.join("weights.safetensors")).unwrap(), fs::read(&saved).unwrap());

    let network = ["--network", "MLP", "--weights"];
    let said = succeeds(program("evaluate").args(network).arg(&saved).arg("--data").arg(&data));
    assert!(said.contains("images         20") && said.contains("test accuracy  100.00 %"), "{said}");
    assert!(
        said.lines().any(|line| line.starts_with("left ") && line.ends_with("100.00 %  100.00 %  100.00 %")),
        "{said}"
    );
    let said = succeeds(program("evaluate").args(network).arg(&saved).args(["--held-out", "--data"]).arg(&data));
    assert!(said.contains("images         4\n"), "{said}");

    let file = here.join("large.png");
    fs::write(&file, half(false, 90, 3)).unwrap();
    let said =
        succeeds(program("predict").args(network).arg(&saved).args(["--resize", "crop", "--top", "2"]).arg(&file));
    assert!(said.contains("large.png: right\n  right  █") && said.lines().count() == 3, "{said}");

    let second = here.join("second");
    succeeds(
        train(&data, &["--lr", "0.0005"])
            .arg("--out")
            .arg(&second)
            .args(["--checkpoint"])
            .arg(here.join("run.safetensors")),
    );
    let page = here.join("page");
    let said = succeeds(
        program("compare")
            .arg("--out")
            .arg(&page)
            .arg(&out)
            .arg(second.join("log.jsonl"))
            .arg(here.join("run.safetensors")),
    );
    let row = |name: &str| {
        let line = said.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name} in {said}"));
        line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("run"), ["run", "out", "second", "run"]);
    assert_eq!(row("network"), ["network", "Mlp", "Mlp", "Mlp"]);
    assert_eq!(row("epochs"), ["epochs", "6", "2", "2"]);
    assert_eq!(row("steps"), ["steps", "24", "8", "8"]);
    assert_eq!(row("lr"), ["lr", "0.001", "0.0005", "–"]);
    assert!(!said.contains("batch"), "they do not differ in it: {said}");
    assert!(page.join("report.html").exists());
}

#[test]
fn look_draws_what_a_network_looks_for() {
    let here = folder("voice-look");
    let seven = format!("{ROOT}/examples/data/digits/seven.png");
    let out = here.join("looked");
    let said = succeeds(program("look").arg("--out").arg(&out).arg(&seven));
    assert!(said.contains("report.html: ") && said.contains(" pictures"), "{said}");
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    for words in ["taken for</dt><dd>7<", "What matters", "Receptive fields", "Feature maps", "Kernels"] {
        assert!(page.contains(words), "`{words}` is missing");
    }
    let kernels = here.join("kernels");
    succeeds(program("look").arg("--out").arg(&kernels));
    let page = fs::read_to_string(kernels.join("report.html")).unwrap();
    assert!(page.contains("Kernels") && !page.contains("Feature maps"));
    refuses(&mut program("look"), 2, &["--out"]);
    refuses(program("look").arg("--out").arg(&out).arg(here.join("none.png")), 1, &["none.png", "cannot be read"]);
    refuses(
        program("look").args(["--network", "mlp", "--out"]).arg(&out),
        1,
        &["no weights of `Mlp`", "--weights FILE"],
    );
}

#[test]
fn a_run_goes_on_from_its_checkpoint_and_its_log() {
    let here = folder("voice-checkpoint");
    let data = here.join("data");
    pictures(&data, 28);
    let run = |options: &[&str]| {
        let mut command = train(&data, &[&["--epochs", "3"], options].concat());
        command.arg("--out").arg(here.join("whole")).arg("--checkpoint").arg(here.join("whole.safetensors"));
        command
    };
    let sgd = ["--optimizer", "sgd", "--lr", "0.01"];
    succeeds(&mut run(&sgd));
    succeeds(&mut run(&sgd));
    let log = fs::read_to_string(here.join("whole/log.jsonl")).unwrap();
    assert_eq!(log.lines().count(), 1 + 3, "nothing was left to do: {log}");

    // Of another network, of a newer format, of another optimizer, and none.
    let file = here.join("whole.safetensors");
    let lenet5 = [&sgd[..], &["--network", "LeNet5"]].concat();
    refuses(&mut run(&lenet5), 1, &["whole.safetensors", "another network", "conv1.weight"]);
    refuses(&mut run(&["--optimizer", "adam"]), 1, &["whole.safetensors", "optimizer"]);
    let bytes = fs::read(&file).unwrap();
    let at = bytes.windows(16).position(|window| window == b"\"checkpoint\":\"1\"").unwrap();
    let mut newer = bytes.clone();
    newer[at + 14] = b'7';
    fs::write(&file, &newer).unwrap();
    refuses(&mut run(&sgd), 1, &["whole.safetensors", "version", "1", "7"]);
    fs::copy(format!("{ROOT}/examples/data/lenet5.safetensors"), &file).unwrap();
    refuses(&mut run(&lenet5), 1, &["whole.safetensors", "checkpoint"]);
    refuses(program("compare").arg(&file), 1, &["whole.safetensors", "no checkpoint", "train --checkpoint"]);
}

#[test]
fn all_data_that_the_library_reads_train_a_network() {
    let here = folder("voice-formats");
    let learns = |data: &Path, options: &[&str], images: &str| {
        let said = succeeds(&mut train(data, options));
        assert!(said.contains(&format!("images to train on: {images}, threads")), "{said}");
    };
    let idx = here.join("idx");
    fs::create_dir_all(&idx).unwrap();
    Data::good().write(&idx);
    learns(&idx, &[], "20, to test on: 20");
    learns(&idx, &["--limit", "8", "--augment", "digits"], "8, to test on: 8");

    let emnist = here.join("emnist");
    fs::create_dir_all(&emnist).unwrap();
    for (half, of) in [("train", "train"), ("t10k", "test")] {
        for end in ["images-idx3-ubyte", "labels-idx1-ubyte"] {
            fs::copy(idx.join(format!("{half}-{end}")), emnist.join(format!("emnist-digits-{of}-{end}"))).unwrap();
        }
    }
    learns(&emnist, &[], "20, to test on: 20");

    let rows: String = (0..20).map(|n| format!("{}{}\n", n % 2, format!(",{}", 10 * (n % 2)).repeat(784))).collect();
    fs::write(here.join("table.csv"), rows).unwrap();
    learns(&here.join("table.csv"), &["--validation", "0.4"], "12, to test on: 8");

    let npy = here.join("npy");
    fs::create_dir_all(&npy).unwrap();
    let array = |descr: &str, shape: &str, data: &[u8]| {
        let header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n");
        [b"\x93NUMPY\x01\0", &(header.len() as u16).to_le_bytes()[..], header.as_bytes(), data].concat()
    };
    fs::write(npy.join("images.npy"), array("|u1", "(10, 28, 28)", &[7; 7840])).unwrap();
    fs::write(npy.join("labels.npy"), array("|u1", "(10,)", &[0, 1, 0, 1, 0, 1, 0, 1, 0, 1])).unwrap();
    learns(&npy, &[], "8, to test on: 2");

    // Both halves in one folder, as ImageNet has them; of another size.
    let halves = here.join("halves");
    pictures(&halves.join("train"), 40);
    pictures(&halves.join("val"), 40);
    learns(&halves, &["--resize", "stretch"], "20, to test on: 20");
    refuses(&mut train(&halves, &[]), 1, &["0.png", "28 × 28", "40 × 40", "--resize stretch"]);

    let cifar = here.join("cifar");
    fs::create_dir_all(&cifar).unwrap();
    let records: Vec<u8> =
        (0..8).flat_map(|n| std::iter::once(n).chain((0..3072).map(move |i| (i % 251) as u8 ^ n))).collect();
    for name in ["data_batch_1.bin", "test_batch.bin"] {
        fs::write(cifar.join(name), &records).unwrap();
    }
    learns(&cifar, &["--network", "resnet8", "--augment", "photographs"], "8, to test on: 8");
    learns(&cifar, &["--resize", "crop"], "8, to test on: 8");
    refuses(&mut train(&cifar, &[]), 1, &["cifar", "3 × 32 × 32", "`Mlp` reads 1 × 28 × 28", "--resize stretch"]);
    learns(&idx, &["--network", "resnet8", "--resize", "stretch"], "20, to test on: 20");
    refuses(
        &mut train(&idx, &["--network", "resnet8"]),
        1,
        &["idx", "1 × 28 × 28", "`ResNet8` reads 3 × 32 × 32", "--resize stretch"],
    );
}

#[test]
fn bad_input_is_told_in_one_line_and_nothing_is_lost() {
    let here = folder("voice-bad");
    let data = here.join("data");
    let fresh = || {
        let _ = fs::remove_dir_all(&data);
        pictures(&data, 28);
    };
    fresh();
    fs::create_dir_all(data.join("nobody")).unwrap();
    refuses(&mut train(&data, &[]), 1, &["nobody", "a class without a picture", "help: "]);

    fresh();
    let whole = fs::read(data.join("left/0.png")).unwrap();
    fs::write(data.join("left/bad.jpg"), &b"\xff\xd8\xff\xe0\0\x10JFIF\0"[..]).unwrap();
    refuses(&mut train(&data, &[]), 1, &["bad.jpg", "not a whole picture", "--skip-damaged"]);
    let output = train(&data, &["--skip-damaged"]).output().unwrap();
    assert!(output.status.success() && text(&output.stdout).contains("train on: 16, to test on: 4"));
    let noted =
        text(&output.stdout).lines().any(|line| line.starts_with("note: left out: ") && line.contains("bad.jpg"));
    assert!(noted && output.stderr.is_empty());
    fs::write(data.join("left/bad.jpg"), &whole[..whole.len() / 2]).unwrap();
    refuses(&mut train(&data, &[]), 1, &["bad.jpg", "not a whole picture"]);

    fresh();
    fs::write(data.join("right/wide.png"), half(true, 30, 1)).unwrap();
    refuses(&mut train(&data, &[]), 1, &["wide.png", "expected 28 × 28, found 30 × 30", "--resize stretch"]);
    succeeds(&mut train(&data, &["--resize", "crop"]));
    fs::create_dir_all(data.join("no-picture.txt")).unwrap();

    fresh();
    for n in 0..11 {
        fs::create_dir_all(data.join(format!("class{n}"))).unwrap();
        fs::write(data.join(format!("class{n}/a.png")), &whole).unwrap();
    }
    refuses(&mut train(&data, &[]), 1, &["data", "13 classes", "`Mlp` has 10 outputs"]);

    fresh();
    for share in ["0", "1", "-0.1", "nan", "x"] {
        refuses(&mut train(&data, &["--validation", share]), 2, &["--validation", share, "between 0 and 1"]);
    }
    refuses(
        &mut train(&data, &["--validation", "0.01"]),
        1,
        &["data", "--validation 0.01", "20 images", "none to judge by"],
    );
    refuses(&mut train(&data, &["--validation", "0.99"]), 1, &["data", "--validation 0.99", "none to learn from"]);
    refuses(&mut train(&data, &["--normalization", "0.5"]), 2, &["--normalization", "a mean and a standard deviation"]);
    refuses(&mut train(&data, &["--normalization", "0 1, 0 1"]), 1, &["--normalization", "2 channels", "reads 1"]);
    refuses(&mut train(&data, &["--network", "ResNet18"]), 2, &["ResNet18", "--features all-networks"]);
    refuses(&mut train(&data, &["--network", "ResNet9"]), 2, &["ResNet9", "ResNet8", "LeNet5"]);
    refuses(&mut train(&here.join("nowhere"), &[]), 1, &["nowhere", "no such folder or file"]);
    let empty = here.join("empty");
    fs::create_dir_all(&empty).unwrap();
    refuses(&mut train(&empty, &[]), 1, &["empty", "no data", "a folder of pictures for each class"]);

    // A label beyond the outputs, a web page in place of a file, gzip without its name, and arrays of the wrong type and order.
    let table = here.join("table.csv");
    fs::write(&table, format!("3{0}\n10{0}\n", ",1".repeat(784))).unwrap();
    refuses(&mut train(&table, &[]), 1, &["table.csv", "line 2", "a class from 0 to 9", "found 10"]);
    let idx = here.join("idx");
    fs::create_dir_all(&idx).unwrap();
    Data { labels: vec![10; 20], ..Data::good() }.write(&idx);
    refuses(&mut train(&idx, &[]), 1, &["train-labels", "label 0", "from 0 to 9", "found 10"]);
    Data::good().write(&idx);
    let images = idx.join("train-images-idx3-ubyte");
    let bytes = fs::read(&images).unwrap();
    fs::remove_file(&images).unwrap();
    fs::write(idx.join("train-images-idx3-ubyte.gz"), "<!DOCTYPE html><html>404</html>").unwrap();
    refuses(&mut train(&idx, &[]), 1, &["train-images-idx3-ubyte.gz", "an HTML page", "help: "]);
    fs::remove_file(idx.join("train-images-idx3-ubyte.gz")).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, &bytes).unwrap();
    fs::write(&images, gzip.finish().unwrap()).unwrap();
    succeeds(&mut train(&idx, &[]));
    let arrays = Path::new(ROOT).join("tests/answers/arrays");
    for (array, words) in [
        ("float16", ["type: expected uint8, float32 or float64", "found <f2"]),
        ("fortran", ["order: expected rows one behind the other", "found columns"]),
        ("uint8", ["shape: expected [n, 28, 28]", "found [4, 2, 3]"]),
    ] {
        let npy = here.join("npy");
        fs::create_dir_all(&npy).unwrap();
        fs::copy(arrays.join(format!("{array}.npy")), npy.join("images.npy")).unwrap();
        fs::copy(arrays.join("i8.npy"), npy.join("labels.npy")).unwrap();
        refuses(&mut train(&npy, &[]), 1, &["images.npy", words[0], words[1], "help: "]);
    }
    refuses(&mut train(&arrays.join("stored.npz"), &[]), 1, &["stored.npz/images.npy", "shape: expected [n, 28, 28]"]);

    // Weights of another network: an error, and the option that is right.
    let lenet5 = format!("{ROOT}/examples/data/lenet5.safetensors");
    let mut evaluate = program("evaluate");
    refuses(
        evaluate.args(["--network", "mlp", "--weights", &lenet5]),
        1,
        &["lenet5.safetensors", "another network", "conv1.weight"],
    );
    refuses(program("evaluate").arg("--network").arg("mlp"), 2, &["--weights"]);
    refuses(program("predict").args(["--network", "mlp", "a.png"]), 1, &["no weights of `Mlp`", "--weights FILE"]);
    refuses(program("compare").arg(&empty), 1, &["empty", "log.jsonl", "train --out"]);
    refuses(program("compare").arg(here.join("nothing")), 1, &["nothing", "no such file"]);
    refuses(program("compare").arg(&table), 1, &["table.csv", "line 1"]);
    refuses(&mut program("compare"), 2, &["RUN"]);

    // A result that cannot be written is noticed before training, and two results in one file.
    refuses(train(&data, &[]).arg("--save").arg(here.join("no/folder/a.safetensors")), 1, &["a.safetensors"]);
    refuses(train(&data, &[]).arg("--out").arg(&table), 1, &["table.csv", "cannot be made"]);
    refuses(
        &mut train(&data, &["--save", "a.safetensors", "--checkpoint", "a.safetensors"]),
        2,
        &["--save", "--checkpoint", "name one file"],
    );
}

/// A folder of 200 KB, where this machine lets one be made.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_leaves_the_file_as_it_was() {
    let here = folder("voice-disk");
    let (data, disk) = (here.join("data"), here.join("disk"));
    pictures(&data, 28);
    fs::create_dir_all(&disk).unwrap();
    let run = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
        command.arg(&disk).arg(program("train").get_program()).arg(&data).output()
    };
    let mount = "mount -t tmpfs -o size=200k tmpfs \"$1\"";
    if !run(mount).is_ok_and(|output| output.status.success()) {
        println!("no file system can be mounted here");
        return;
    }
    let script = format!(
        "{mount} && echo before > \"$1/mlp.safetensors\" && \
         \"$2\" --network mlp --epochs 1 --data \"$3\" --save \"$1/mlp.safetensors\"; code=$?; \
         cat \"$1/mlp.safetensors\"; ls -A \"$1\"; exit $code"
    );
    let output = run(&script).unwrap();
    let (said, error) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{said}{error}");
    assert!(error.starts_with("error: ") && error.contains("mlp.safetensors: cannot be written: "), "{error}");
    assert!(said.ends_with("before\nmlp.safetensors\n"), "{said}");
}

/// What `--help` says, line by line: `KEEP=1` writes it anew.
#[test]
fn help_is_as_it_was_read() {
    for name in ["train", "evaluate", "predict", "look", "compare"] {
        let said = succeeds(program(name).arg("--help"));
        let file: PathBuf = [ROOT, "tests", "programs", &format!("{name}.txt")].iter().collect();
        if std::env::var_os("KEEP").is_some() {
            fs::write(&file, &said).unwrap();
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(said, kept, "`KEEP=1 cargo test -p tests --test voice help` keeps it");
    }
}

/// An option has one name, one value and one meaning in all programs.
#[test]
fn options_are_called_alike_everywhere() {
    let mut known: BTreeMap<String, (String, &str)> = BTreeMap::new();
    for name in ["lenet5", "train", "evaluate", "predict", "look", "compare", "draw", "pack", "fine_tuning"] {
        for line in succeeds(program(name).arg("--help")).lines() {
            let Some(option) = line.trim_start().trim_start_matches("-h, ").strip_prefix("--") else { continue };
            let mut words = option.split_whitespace();
            let (option, value) = (words.next().unwrap().to_owned(), words.next().unwrap_or("").to_owned());
            let value = if value.starts_with('<') { value } else { String::new() };
            // A page or a picture goes into a folder or a file.
            let (first, of) = known.entry(option.clone()).or_insert_with(|| (value.clone(), name));
            let alike = *first == value || option == "out" || (option == "data" && value != "<FILE>");
            assert!(alike, "--{option} {value} of {name}, but {first} of {of}");
        }
    }
    for (option, value) in [
        ("network", "<NAME>"),
        ("weights", "<FILE>"),
        ("save", "<FILE>"),
        ("epochs", "<N>"),
        ("batch", "<N>"),
        ("seed", "<N>"),
        ("threads", "<N>"),
        ("limit", "<N>"),
        ("lr", "<RATE>"),
        ("checkpoint", "<FILE>"),
    ] {
        let found = known.get(option).map(|(value, _)| value.as_str());
        assert_eq!(found.map(|found| found.replace("<NETWORK>", "<NAME>")), Some(value.to_owned()), "--{option}");
    }
    assert!(!known.contains_key("load") && !known.contains_key("output") && !known.contains_key("pictures"));
}
