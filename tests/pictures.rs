//! Folders of pictures: which are read, what becomes of their pixels, and what is said of those that are not right.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use lenet_runtime::data::{Dataset, Error, Fit, Normalization, Pictures, Problem};
use lenet_runtime::train::{CrossEntropy, Examples, Sgd, Trainer};
use lenet_runtime::{Plain, Tensor, network, threads};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// Four rows, six columns.
type Grey = Tensor<1, 4, 6>;
type Colour = Tensor<3, 4, 6>;

/// A folder with these files.
fn folder(test: &str, files: &[(&str, Vec<u8>)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in files {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    folder
}

fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.into().write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 100).encode_image(picture).unwrap();
    bytes
}

/// A picture that is grey and told by its pixels: 10 · row + column + `base`.
fn grey(width: u32, height: u32, base: u8) -> GrayImage {
    GrayImage::from_fn(width, height, |x, y| Luma([base + (10 * y + x) as u8]))
}

fn open(folder: &Path, fit: Fit) -> Result<Pictures<Grey>, Error> {
    Pictures::open(folder, fit, &[Normalization::NONE])
}

/// What is said of a folder, `DIR`.
fn said(folder: &Path, error: &Error) -> String {
    error.to_string().replace(&folder.display().to_string(), "DIR")
}

#[test]
fn folders_are_classes_in_the_order_of_their_names() {
    let folder = folder(
        "classes",
        &[
            ("zebra/b.png", png(grey(6, 4, 3))),
            ("zebra/a.PNG", png(grey(6, 4, 2))),
            ("ape/deeper/c.png", png(grey(6, 4, 1))),
            ("ape/notes.txt", b"no picture".to_vec()),
            ("ape/.hidden.png", b"no picture".to_vec()),
            (".git/d.png", png(grey(6, 4, 9))),
            ("e.png", png(grey(6, 4, 9))),
        ],
    );
    let pictures = open(&folder, Fit::Exact).unwrap();
    assert_eq!((pictures.classes.as_slice(), pictures.len()), (&["ape".to_owned(), "zebra".to_owned()][..], 3));
    assert!(pictures.skipped.is_empty() && pictures.path(1).ends_with("zebra/a.PNG"));
    let mut found = Vec::new();
    for i in 0..3 {
        let mut image = Grey::zeros();
        let class = pictures.load(i, i as u64, &mut image);
        found.push((class, (image.0[0][0][0] * 255.0).round()));
        assert!((image.0[0][2][5] - image.0[0][0][0] - 25.0 / 255.0).abs() < 1e-6, "rows and columns");
    }
    assert_eq!(found, [(0, 1.0), (1, 2.0), (1, 3.0)]);
    let decoded: Dataset<Grey, u32> = pictures.decoded();
    assert_eq!(decoded.labels, [0, 1, 1]);
    for (i, image) in decoded.images.iter().enumerate() {
        let mut loaded = Grey::zeros();
        pictures.load(i, 0, &mut loaded);
        assert_eq!(*image, loaded);
    }
}

#[test]
fn channels_are_red_green_and_blue_each_with_its_normalization() {
    let picture = RgbImage::from_fn(6, 4, |x, y| Rgb([(x * 10) as u8, (y * 20) as u8, 200]));
    let folder = folder("colours", &[("a/one.png", png(picture.clone())), ("b/one.jpg", jpeg(&picture))]);
    let normalization = [0.0, 0.5, 1.0].map(|mean| Normalization { mean, std: 0.5 });
    let pictures = Pictures::<Colour>::open(&folder, Fit::Exact, &normalization).unwrap().decoded();
    for (image, tolerance) in pictures.images.iter().zip([0.0, 12.0]) {
        for (x, y, pixel) in picture.enumerate_pixels() {
            for (c, normalization) in normalization.iter().enumerate() {
                let expected = normalization.apply(pixel.0[c]);
                let found = image.0[c][y as usize][x as usize];
                // JPEG keeps colours for two by two pixels.
                assert!((found - expected).abs() <= tolerance / 255.0 / 0.5, "{x} {y} {c}: {found} {expected}");
            }
        }
    }
    // 0.2126, 0.7152 and 0.0722 of red, green and blue.
    let grey = open(&folder, Fit::Exact).unwrap().decoded();
    let pixel = picture.get_pixel(5, 3).0.map(f32::from);
    let expected = (0.2126 * pixel[0] + 0.7152 * pixel[1] + 0.0722 * pixel[2]) / 255.0;
    assert!((grey.images[0].0[0][3][5] - expected).abs() < 1.0 / 255.0);
}

#[test]
fn what_is_transparent_stands_on_white() {
    let picture = RgbaImage::from_fn(6, 4, |x, _| Rgba([100, 100, 100, [0, 51, 255][x as usize % 3]]));
    let folder = folder("transparent", &[("a/one.png", png(picture))]);
    let image = &open(&folder, Fit::Exact).unwrap().decoded().images[0];
    assert_eq!([0, 1, 2].map(|x| (image.0[0][1][x] * 255.0).round()), [255.0, 224.0, 100.0]);
}

/// A photograph with this EXIF orientation.
fn turned(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let plain = jpeg(picture);
    // The head of a TIFF file in big-endian order, and a directory of one entry: 0x0112, a short.
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    exif[25] = orientation;
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

#[test]
fn photographs_are_turned_as_their_exif_data_say() {
    // Dark on the left, in a picture that stands.
    let upright = RgbImage::from_fn(6, 4, |x, _| Rgb([if x < 3 { 20 } else { 220 }; 3]));
    let lying = RgbImage::from_fn(4, 6, |_, y| Rgb([if y < 3 { 20 } else { 220 }; 3]));
    let flat = |orientation, picture| turned(picture, orientation);
    let folder = folder(
        "turned",
        &[
            ("a/1.jpg", flat(1, &upright)),
            ("a/2.jpg", flat(2, &upright)),
            ("a/6.jpg", flat(6, &lying)),
            ("a/8.jpg", flat(8, &lying)),
        ],
    );
    let images = open(&folder, Fit::Exact).unwrap().decoded().images;
    let dark_left: Vec<bool> = images.iter().map(|image| image.0[0][2][0] < image.0[0][2][5]).collect();
    // 6: the upper row is the right column; 8: it is the left one.
    assert_eq!(dark_left, [true, false, false, true]);
}

#[test]
fn a_picture_of_another_size_is_refused_stretched_or_cropped() {
    // Twice as high and four times as wide, bright in the middle half.
    let wide = GrayImage::from_fn(24, 8, |x, _| Luma([if (6..18).contains(&x) { 255 } else { 0 }]));
    let folder = folder("sizes", &[("a/1.png", png(grey(6, 4, 0))), ("a/2.png", png(wide))]);
    let error = open(&folder, Fit::Exact).unwrap_err();
    assert!(matches!(error.problem, Problem::Size { rows: 8, columns: 24, .. }));
    assert!(
        said(&folder, &error).starts_with("DIR/a/2.png: size of an image: expected 4 × 6, found 8 × 24"),
        "{error}"
    );
    let stretched = &open(&folder, Fit::Stretch).unwrap().decoded().images[1];
    let row = stretched.0[0][1];
    assert!(row[0] < 0.1 && row[5] < 0.1 && row[2] > 0.9 && row[3] > 0.9, "{row:?}");
    let cropped = &open(&folder, Fit::Crop).unwrap().decoded().images[1];
    assert!(cropped.0[0].as_flattened().iter().all(|number| *number > 0.8), "{cropped:?}");
}

#[test]
fn what_is_not_right_is_named() {
    let good = png(grey(6, 4, 0));
    let cut = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let photograph = jpeg(&RgbImage::new(6, 4));
    let empty = folder("none", &[]);
    for (test, files, expected) in [
        (
            "no_classes",
            vec![("one.png", good.clone())],
            "DIR: no class: expected a folder for each, found none\nhelp: put the pictures into folders, one for each class",
        ),
        (
            "no_pictures",
            vec![("a/one.png", good.clone()), ("b/two.webp", good.clone())],
            "DIR/b: a class without a picture\nhelp: put PNG or JPEG pictures of the class into it, or take the folder away",
        ),
        ("cut", vec![("a/one.png", good.clone()), ("a/two.png", cut(&good))], "DIR/a/two.png: not a whole picture: "),
        (
            "cut_jpeg",
            vec![("a/one.png", good.clone()), ("a/two.jpg", cut(&photograph))],
            "DIR/a/two.jpg: not a whole picture: ",
        ),
        ("empty", vec![("a/one.png", Vec::new())], "DIR/a/one.png: not a whole picture: "),
        ("text", vec![("a/one.jpeg", b"<html></html>".to_vec())], "DIR/a/one.jpeg: not a whole picture: "),
    ] {
        let folder = folder(test, &files);
        let error = said(&folder, &open(&folder, Fit::Stretch).unwrap_err());
        assert!(error.starts_with(expected), "{test}: {error}");
    }
    let classless = folder("class_without_pictures", &[("a/one.txt", Vec::new())]);
    assert!(matches!(open(&classless, Fit::Exact).unwrap_err().problem, Problem::NoPictures));
    assert!(matches!(open(&empty, Fit::Exact).unwrap_err().problem, Problem::NoClasses));
    assert!(matches!(open(&empty.join("nowhere"), Fit::Exact).unwrap_err().problem, Problem::NoFolder));
}

#[test]
fn damaged_pictures_are_left_out_where_that_is_asked_for() {
    let good = png(grey(6, 4, 0));
    let files = [
        ("a/1.png", good.clone()),
        ("a/2.png", good[..20].to_vec()),
        ("b/3.png", good.clone()),
        ("b/4.jpg", vec![7; 9]),
    ];
    let folder = folder("skipped", &files);
    let pictures = Pictures::<Grey>::open_whole(&folder, Fit::Exact, &[Normalization::MNIST]).unwrap();
    let skipped: Vec<_> = pictures.skipped.iter().map(|error| error.path.file_name().unwrap().to_owned()).collect();
    assert_eq!((pictures.len(), skipped), (2, vec!["2.png".into(), "4.jpg".into()]));
}

#[test]
fn a_picture_that_claims_much_memory_gets_none() {
    // A PNG of 60,000 × 60,000 pixels in some hundred bytes.
    let mut bytes = png(grey(6, 4, 0));
    bytes[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let mut crc = flate2::Crc::new();
    crc.update(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    let folder = folder("bomb", &[("a/one.png", bytes)]);
    let error = open(&folder, Fit::Stretch).unwrap_err();
    assert!(matches!(error.problem, Problem::Picture(_)), "{error}");
}

network! {
    /// Tells dark from bright.
    struct Brightness: [1, 4, 6] -> [2] {
        flatten,
        linear(2),
    }
}

#[test]
fn a_network_learns_from_a_folder_with_the_same_bits_on_any_number_of_threads() {
    let files: Vec<_> = (0..40)
        .map(|i| {
            (
                ["bright", "dark"][i % 2].to_owned() + &format!("/{i}.png"),
                png(grey(6, 4, if i % 2 == 0 { 180 } else { i as u8 })),
            )
        })
        .collect();
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let folder = folder("learning", &files);
    let pictures = Pictures::open(&folder, Fit::Exact, &[Normalization { mean: 0.5, std: 0.25 }]).unwrap();
    let run = |count| {
        threads::limit(count);
        let mut network = Brightness::init(1);
        let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Brightness>::new(0.1), 1);
        (0..5).for_each(|_| _ = trainer.epoch(&mut network, &pictures, |_| ()).unwrap());
        let accuracy = network.evaluate(&CrossEntropy::default(), &pictures).accuracy();
        (network.floats().to_vec(), accuracy)
    };
    let one = run(1);
    assert_eq!(one.1, 1.0);
    assert_eq!(run(2), one);
    threads::limit(usize::MAX);
}
