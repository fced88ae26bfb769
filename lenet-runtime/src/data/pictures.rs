//! Pictures in folders, one folder for each class: PNG and JPEG.

use super::problem::check_folder;
use super::{Dataset, Error, Normalization, Problem};
use crate::kernel::threads;
use crate::plain::Zeroed;
use crate::tensor::{Shape, Value};
use crate::train::Examples;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::{fs, iter};

/// How a picture becomes as large as a network's input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// It must be as large: another one is refused.
    #[default]
    Exact,
    /// Rows and columns are scaled, each by its own factor.
    Stretch,
    /// It is scaled until it covers the input, and its middle is kept.
    Crop,
}

/// Pictures and the class of each: the examples of a folder that has a folder for each class, as torchvision's `ImageFolder` reads it.
///
/// The files stay in memory as they are, compressed. A picture is decoded each time that it is used, on the threads that train; to
/// decode each once, see [`Pictures::decoded`].
///
/// A network of one channel reads them in grey, one of three in red, green and blue. Transparent pictures stand on white, and a
/// photograph is turned as its EXIF data say.
#[derive(Debug)]
pub struct Pictures<V> {
    /// The names of the classes, in the order of their numbers: the folders, sorted.
    pub classes: Vec<String>,
    /// What was wrong with files that [`Pictures::open_whole`] left out.
    pub skipped: Vec<Error>,
    files: Vec<File>,
    reader: Reader<V>,
}

#[derive(Debug)]
struct File {
    path: PathBuf,
    bytes: Vec<u8>,
    class: u32,
}

/// What makes numbers of a file.
#[derive(Clone, Debug)]
struct Reader<V> {
    fit: Fit,
    normalization: Vec<Normalization>,
    shape: PhantomData<V>,
}

impl<V: Value> Pictures<V> {
    /// Reads all pictures of a folder, and tries to decode each. `normalization` is that of each channel, or one for all.
    ///
    /// # Errors
    ///
    /// If there are no classes, or one without a picture; if a file cannot be read or decoded, or is of another size with
    /// [`Fit::Exact`].
    ///
    /// # Panics
    ///
    /// If there are as many normalizations as neither one nor the channels.
    pub fn open(folder: impl AsRef<Path>, fit: Fit, normalization: &[Normalization]) -> Result<Self, Error> {
        let mut pictures = Self::open_whole(folder, fit, normalization)?;
        if pictures.skipped.is_empty() { Ok(pictures) } else { Err(pictures.skipped.swap_remove(0)) }
    }

    /// As [`Pictures::open`], but leaves out files that cannot be decoded, and tells of them in [`Pictures::skipped`].
    ///
    /// # Errors
    ///
    /// If there are no classes, or one without a picture that can be decoded.
    ///
    /// # Panics
    ///
    /// As [`Pictures::open`].
    pub fn open_whole(folder: impl AsRef<Path>, fit: Fit, normalization: &[Normalization]) -> Result<Self, Error> {
        let channels = V::SHAPE.channels();
        const {
            assert!(
                matches!(V::SHAPE, Shape::Image(1 | 3, ..)),
                "pictures have one channel, grey, or three, red, green and blue"
            );
        }
        let given = normalization.len();
        assert!(given == 1 || given == channels, "{given} normalizations for {channels} channels");
        let normalization = normalization.iter().copied().cycle().take(channels).collect();
        let reader = Reader { fit, normalization, shape: PhantomData };

        let folder = folder.as_ref();
        let folders = folders(folder)?;
        let (mut classes, mut files, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
        for (class, (name, folder)) in folders.into_iter().enumerate() {
            let (whole, damaged) = whole(self::files(&folder)?, class as u32, &reader);
            if whole.is_empty() {
                return Err(damaged.into_iter().next().unwrap_or_else(|| Problem::NoPictures.at(&folder)));
            }
            classes.push(name);
            files.extend(whole);
            skipped.extend(damaged);
        }
        if classes.is_empty() {
            return Err(Problem::NoClasses.at(folder));
        }
        Ok(Self { classes, skipped, files, reader })
    }

    /// The file of an example.
    ///
    /// # Panics
    ///
    /// If there is no such example.
    #[must_use]
    pub fn path(&self, i: usize) -> &Path {
        &self.files[i].path
    }

    /// All pictures, decoded: as much memory as their numbers take, and no work when they are used.
    #[must_use]
    pub fn decoded(&self) -> Dataset<V, u32> {
        let mut images = V::zeroed_vec(self.files.len());
        threads::share(&mut workers(), images.iter_mut().enumerate(), |(), (i, image)| {
            self.load(i, 0, image);
        });
        Dataset { images, labels: self.files.iter().map(|file| file.class).collect() }
    }
}

impl<V: Value> Examples<V> for Pictures<V> {
    type Target = u32;

    fn len(&self) -> usize {
        self.files.len()
    }

    fn load(&self, i: usize, _: u64, into: &mut V) -> u32 {
        let File { bytes, class, path } = &self.files[i];
        let read = self.reader.read(bytes, into);
        read.unwrap_or_else(|problem| unreachable!("{} was decoded before: {problem}", path.display()));
        *class
    }
}

fn workers() -> Vec<()> {
    vec![(); threads::count()]
}

/// The folders of a folder and their names, sorted; those that begin with a dot are hidden.
fn folders(folder: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    check_folder(folder)?;
    let mut folders: Vec<_> = entries(folder)?
        .into_iter()
        .filter(|path| path.is_dir())
        .filter_map(|path| Some((path.file_name()?.to_string_lossy().into_owned(), path)))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    folders.sort();
    Ok(folders)
}

/// The pictures in a folder and in its folders, sorted, by the ends of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else if is_picture(&path) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_picture(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !hidden && matches!(end.as_deref(), Some("png" | "jpg" | "jpeg"))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).map_err(|error| Problem::Read(error).at(folder))?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(|error| Problem::Read(error).at(folder))).collect()
}

/// Those files that can be decoded, and what is wrong with the others.
fn whole<V: Value>(paths: Vec<PathBuf>, class: u32, reader: &Reader<V>) -> (Vec<File>, Vec<Error>) {
    let mut results: Vec<_> = paths.into_iter().map(|path| (path, None)).collect();
    threads::share(&mut workers(), results.iter_mut(), |(), (path, result)| {
        let bytes = fs::read(path).map_err(Problem::Read);
        let checked = bytes.and_then(|bytes| reader.read(&bytes, &mut *V::zeroed_box()).map(|()| bytes));
        *result = Some(checked);
    });
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for (path, result) in results {
        match result {
            Some(Ok(bytes)) => files.push(File { path, bytes, class }),
            Some(Err(problem)) => problems.push(problem.at(&path)),
            None => unreachable!("every file is read"),
        }
    }
    (files, problems)
}

impl<V: Value> Reader<V> {
    /// Writes the numbers of a picture.
    fn read(&self, bytes: &[u8], into: &mut V) -> Result<(), Problem> {
        let picture = decode(bytes)?;
        let Shape::Image(channels, h, w) = V::SHAPE else { unreachable!("a picture is an image") };
        let (height, width) = (h as u32, w as u32);
        let picture = match self.fit {
            _ if (picture.height(), picture.width()) == (height, width) => picture,
            Fit::Exact => {
                let (rows, columns) = (picture.height() as usize, picture.width() as usize);
                return Err(Problem::Size { expected: V::SHAPE, rows, columns });
            }
            Fit::Stretch => picture.resize_exact(width, height, FilterType::Triangle),
            Fit::Crop => picture.resize_to_fill(width, height, FilterType::Triangle),
        };
        let pixels = if channels == 1 { picture.to_luma8().into_raw() } else { picture.to_rgb8().into_raw() };
        for (channel, (into, normalization)) in
            iter::zip(into.floats_mut().chunks_exact_mut(h * w), &self.normalization).enumerate()
        {
            let pixels = pixels.iter().skip(channel).step_by(channels);
            into.iter_mut().zip(pixels).for_each(|(into, pixel)| *into = normalization.apply(*pixel));
        }
        Ok(())
    }
}

/// A picture, upright and opaque.
fn decode(bytes: &[u8]) -> Result<DynamicImage, Problem> {
    /// The most memory that a picture may take, in bytes.
    const MOST: u64 = 1 << 28;

    let failed = |error: image::ImageError| Problem::Picture(error.to_string());
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST);
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(Problem::Read)?;
    let mut decoder = reader.into_decoder().map_err(failed)?;
    decoder.set_limits(limits).map_err(failed)?;
    let orientation = decoder.orientation().map_err(failed)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(failed)?;
    picture.apply_orientation(orientation);
    Ok(if picture.color().has_alpha() { on_white(&picture) } else { picture })
}

/// A transparent picture in front of white.
fn on_white(picture: &DynamicImage) -> DynamicImage {
    let mut picture = picture.to_rgba8();
    for pixel in picture.pixels_mut() {
        let [.., alpha] = pixel.0;
        let mix = |colour: u8| {
            let sum = u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            ((sum + 127) / 255) as u8
        };
        pixel.0 = [mix(pixel.0[0]), mix(pixel.0[1]), mix(pixel.0[2]), 255];
    }
    DynamicImage::ImageRgba8(picture)
}
