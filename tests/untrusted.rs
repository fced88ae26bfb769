//! Files that claim much or say much: reading them takes little memory, and what is said of them is short. Alone in its program
//! and without a test harness, so that nothing else is counted.

mod counting;

use flate2::Compression;
use flate2::write::GzEncoder;
use lenet_runtime::data::{Normalization, idx};
use lenet_runtime::io::weights;
use lenet_runtime::{BatchNorm, Zeroed};
use std::fmt::Display;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// The longest message, in bytes.
const MESSAGE: usize = 4000;

/// Reads what must be refused with these words, in so many bytes of memory at most.
#[track_caller]
fn refused<T, E: Display>(most: usize, words: &str, read: impl FnOnce() -> Result<T, E>) {
    let (message, peak) = counting::peak(|| read().err().map(|problem| problem.to_string()));
    let Some(message) = message else { panic!("this is read: {words}") };
    assert!(message.contains(words) && message.len() <= MESSAGE, "{words}: {} bytes: {message:.500}", message.len());
    assert!(peak <= most, "{words}: {peak} bytes of memory, expected at most {most}");
}

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("untrusted");
    fs::create_dir_all(&folder).unwrap();
    check_weights(&folder.join("model.safetensors"));
    check_data(&folder.join("labels.gz"));
    fs::remove_dir_all(&folder).unwrap();
}

/// A file with this header and nothing else.
fn file(header: &str) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes()[..], header.as_bytes()].concat()
}

fn check_weights(path: &Path) {
    // 98 MB of header: spaces, one name, many names.
    let tensor = r#""dtype":"F32","shape":[1],"data_offsets":[0,4]"#;
    let names =
        |count: usize| (0..count).map(|i| format!(r#""some.layer{i}.weight":{{{tensor}}}"#)).collect::<Vec<_>>();
    for header in [
        "{".to_owned() + &" ".repeat(98_000_000) + "}",
        format!(r#"{{"{}":1}}"#, "x".repeat(98_000_000)),
        format!("{{{}}}", names(900_000).join(",")),
    ] {
        let bytes = file(&header);
        let words = "a much larger network";
        refused(20_000, words, || weights::from_bytes::<BatchNorm<3>>(&bytes));
        fs::write(path, &bytes).unwrap();
        refused(20_000, words, || weights::load::<BatchNorm<3>>(path));
    }
    // As long as a header may be, of every kind: takes the header itself, and in memory not even that.
    let long = 3_900_000;
    let many = |part: &str| vec![part; long / (part.len() + 1)].join(",");
    for (header, words) in [
        (format!(r#"{{"{}":1}}"#, "x".repeat(long)), "expected an object for `xxx"),
        (format!(r#"{{"{}":{{{tensor}}}}}"#, "\\u001b".repeat(long / 6)), "weight: expected 3, found nothing"),
        (format!(r#"{{"weight":{{"dtype":"{}"}}}}"#, "x".repeat(long)), "shape of `weight`"),
        (format!(r#"{{"weight":{{"dtype":[{}]}}}}"#, many("1")), "dtype of `weight`"),
        (format!(r#"{{"weight":{{"dtype":"F32","shape":[{}]}}}}"#, many("1")), "shape of `weight`"),
        (
            format!(r#"{{"weight":{{"dtype":"F32","shape":[3],"data_offsets":[{}]}}}}"#, many("1")),
            "data_offsets of `weight`",
        ),
        (format!(r#"{{"weight":{{{}}}}}"#, many(r#""a":1"#)), "dtype of `weight`"),
        (format!(r#"{{"__metadata__":{{{}}}}}"#, many(r#""a":"b""#)), "weight: expected 3, found nothing"),
        (format!(r#"{{"__metadata__":{{"a":{}}}}}"#, "9".repeat(long)), "expected a string"),
        (format!("{{{}}}", names(48_000).join(",")), "and 47992 more"),
        (format!("{{{}}}", many(r#""weight":{}"#)), "dtype of `weight`"),
        ("{".to_owned() + &r#""a":{"#.repeat(long / 5), "less deep"),
        (r#"{"a":"#.to_owned() + &"[".repeat(long), "less deep"),
        (format!("{{}}{}", "x".repeat(long)), "expected nothing more"),
    ] {
        let bytes = file(&header);
        // A text with escapes is copied once.
        refused(bytes.len() + 40_000, words, || weights::from_bytes::<BatchNorm<3>>(&bytes));
        fs::write(path, &bytes).unwrap();
        refused(2 * bytes.len() + 40_000, words, || weights::load::<BatchNorm<3>>(path));
    }
    // A large file for a small network, whose header agrees and whose data go on.
    let mut bytes = weights::to_bytes(&*BatchNorm::<3>::zeroed_box());
    bytes.resize(50_000_000, 0);
    fs::write(path, &bytes).unwrap();
    refused(20_000, "trailing bytes after the tensors", || weights::load::<BatchNorm<3>>(path));
    // Lengths without the bytes.
    for length in [1_u64 << 20, 4_000_000, 99_000_000, 1 << 40, u64::MAX] {
        let bytes = [&length.to_le_bytes()[..], b"{}"].concat();
        fs::write(path, &bytes).unwrap();
        refused(20_000, "", || weights::load::<BatchNorm<3>>(path));
    }
}

fn check_data(path: &Path) {
    // What flate2 needs, and what is read of a file at a time.
    const UNPACKING: usize = 200_000;

    let header = |words: &[u32]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    // Three labels, and what unpacks to 3 GB more; the level packs fast.
    let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
    bomb.write_all(&header(&[0x0801, 3])).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..200 {
        bomb.write_all(&zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let trailing = "trailing bytes after the data: expected 11 bytes, found more";
    refused(UNPACKING, trailing, || idx::labels_of(&bomb, 10));
    fs::write(path, &bomb).unwrap();
    refused(UNPACKING, trailing, || idx::labels(path, 10));

    // A plain file that goes on, and a count without data.
    let mut long = header(&[0x0801, 3]);
    long.resize(50_000_000, 0);
    fs::write(path, &long).unwrap();
    let trailing = "trailing bytes after the data: expected 11 bytes, found 50000000";
    refused(20_000, trailing, || idx::labels(path, 10));
    refused(20_000, trailing, || idx::labels_of(&long, 10));
    let claims = header(&[0x0803, u32::MAX, 28, 28]);
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&claims).unwrap();
    for (bytes, most) in [(claims, 20_000), (packed.finish().unwrap(), UNPACKING)] {
        let read = || idx::images_of::<[f32; 784]>(&bytes, Normalization::NONE);
        refused(most, "truncated: expected 3367254359296 bytes, found 16", read);
    }
    // Another file of any size.
    let mut file = File::create(path).unwrap();
    file.write_all(b"<!DOCTYPE html>").unwrap();
    file.set_len(1 << 40).unwrap();
    refused(20_000, "an HTML page", || idx::labels(path, 10));
    refused(20_000, "an HTML page", || weights::load::<BatchNorm<3>>(path));
}
