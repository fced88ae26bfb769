//! IDX files: what is read is what stands there, packed or not, in the memory that it takes.
#![no_main]

use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;
use std::io::Write;
use lenet_runtime::data::Normalization;
use lenet_runtime::data::idx::{images_of, labels_of};
use lenet_runtime::Tensor;

/// What the unpacker takes.
const UNPACKING: usize = 200_000;

fuzz_target!(|bytes: &[u8]| {
    plain(bytes);
    // The first byte as the level of compression, since no fuzzer guesses a checksum.
    if let Some((&level, bytes)) = bytes.split_first() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::new(u32::from(level % 10)));
        packed.write_all(bytes).unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(labels_of(&packed, 10).ok(), labels_of(bytes, 10).ok());
        let images = |bytes: &[u8]| images_of::<[f32; 6]>(bytes, Normalization::NONE).ok();
        assert_eq!(images(&packed), images(bytes));
    }
});

fn plain(bytes: &[u8]) {
    let is_packed = bytes.starts_with(&[0x1f, 0x8b]);
    // A packed file may be a thousand times as long when it is unpacked, and four times that as numbers.
    let most = if is_packed { UNPACKING + 10_000 * bytes.len() } else { 10_000 + 10 * bytes.len() };
    let labels = fuzz::within(most, || labels_of(bytes, 10));
    let vectors = fuzz::within(most, || images_of::<[f32; 6]>(bytes, Normalization::NONE));
    let images = fuzz::within(most, || images_of::<Tensor<1, 2, 3>>(bytes, Normalization::NONE));
    for message in [labels.as_ref().err(), vectors.as_ref().err(), images.as_ref().err()].into_iter().flatten() {
        let message = message.to_string();
        assert!(message.len() < 500 && message.chars().all(|letter| letter == '\n' || !letter.is_control()));
    }
    if let (Ok(labels), false) = (&labels, is_packed) {
        let count = labels.len() as u32;
        assert_eq!([&[0, 0, 8, 1], &count.to_be_bytes()[..], labels].concat(), bytes);
        assert!(labels.iter().all(|label| *label < 10));
    }
    if let Ok(images) = &images {
        let vectors = vectors.expect("six pixels are six numbers");
        let pixel = |x: &f32| (x * 255.0).round() as u8;
        let pixels: Vec<u8> =
            images.iter().flat_map(|image| image.0.as_flattened().as_flattened()).map(pixel).collect();
        assert_eq!(vectors.as_flattened().iter().map(pixel).collect::<Vec<_>>(), pixels);
        if !is_packed {
            assert_eq!(bytes[16..], pixels);
        }
    }
}
