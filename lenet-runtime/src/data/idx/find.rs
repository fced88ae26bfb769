//! Where the files of a data set are.

use super::super::problem::check_folder;
use super::super::{Error, Problem, Split};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// How deep in the given folder the files may stand: torchvision has `MNIST/raw`.
const DEEPEST: usize = 2;

/// How the files of a data set are called.
#[derive(Clone, Copy)]
pub(super) struct Family {
    /// What all names begin with.
    pub(super) prefix: &'static str,
    /// What the half is called by which networks are judged.
    pub(super) test: &'static str,
}

impl Family {
    /// `train-images-idx3-ubyte`, `t10k-images-idx3-ubyte`.
    pub(super) const MNIST: Self = Self { prefix: "", test: "t10k" };

    /// What the names of the files of images and of labels begin with, and how they go on.
    fn stems(self, split: Split) -> [(String, &'static str); 2] {
        let half = if split == Split::Train { "train" } else { self.test };
        let stem = |of: &str| format!("{}{half}-{of}", self.prefix);
        [(stem("images"), "idx3-ubyte"), (stem("labels"), "idx1-ubyte")]
    }
}

/// The files of images and of labels.
pub(super) fn files(folder: &Path, family: Family, split: Split) -> Result<[PathBuf; 2], Error> {
    check_folder(folder)?;
    // Files that are empty or damaged hide none that are deeper and whole.
    let place = place(folder, has_data(family, is_whole))?;
    let place = if place.is_none() { self::place(folder, has_data(family, |_| true))? } else { place };
    let folder = place.as_deref().unwrap_or(folder);
    let [images, labels] = family.stems(split);
    Ok([find(folder, &images)?, find(folder, &labels)?])
}

/// The folder that has data: the given one, or a folder in there.
fn place(folder: &Path, has_data: impl Fn(&Path) -> bool) -> Result<Option<PathBuf>, Error> {
    let mut folders = vec![folder.to_owned()];
    for _ in 0..=DEEPEST {
        folders.sort();
        let mut found: Vec<_> = folders.iter().filter(|folder| has_data(folder)).collect();
        // Links make one folder out of several paths.
        if found.len() > 1 {
            let mut seen = HashSet::new();
            found.retain(|folder| fs::canonicalize(folder).map_or(true, |place| seen.insert(place)));
        }
        match found[..] {
            [] => folders = folders.iter().flat_map(|folder| inner(folder)).collect(),
            [found] => return Ok(Some(found.clone())),
            [first, second, ..] => return Err(Problem::Several([first.clone(), second.clone()]).at(folder)),
        }
    }
    Ok(None)
}

/// The folders in a folder.
fn inner(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir())
}

/// Whether a folder has any such file of a data set.
fn has_data(family: Family, such: fn(&Path) -> bool) -> impl Fn(&Path) -> bool {
    move |folder| {
        [Split::Train, Split::Test]
            .into_iter()
            .flat_map(|split| family.stems(split))
            .any(|stem| files_of(folder, &stem).any(|file| such(&file)))
    }
}

/// The file of `folder` that is whole; if there is none, one that is not empty; if there is none, any.
fn find(folder: &Path, stem: &(String, &str)) -> Result<PathBuf, Error> {
    let files: Vec<_> = files_of(folder, stem).collect();
    let is_full = |file: &&PathBuf| fs::metadata(file).is_ok_and(|found| found.len() > 0);
    let file = files.iter().find(|file| is_whole(file)).or(files.iter().find(is_full)).or(files.first());
    file.cloned().ok_or_else(|| Problem::Missing.at(&folder.join(format!("{}-{}", stem.0, stem.1))))
}

/// The files of `folder` that are called `stem-kind`, `stem-kind.gz`, `stem.kind` or `stem.kind.gz`. They may stand in a folder
/// of their own name, as archives unpack them.
fn files_of(folder: &Path, (stem, kind): &(String, &str)) -> impl Iterator<Item = PathBuf> + use<> {
    let name = format!("{stem}-{kind}");
    let spellings = [name.clone(), format!("{name}.gz"), format!("{stem}.{kind}"), format!("{stem}.{kind}.gz")];
    let places = spellings.map(|spelling| [folder.join(&spelling), folder.join(&spelling).join(&spelling)]);
    places.into_iter().flatten().filter(|place| place.is_file())
}

/// Whether a file begins as gzip does, or as IDX does and is as long as it says.
fn is_whole(file: &Path) -> bool {
    let read = || {
        let mut start = Vec::new();
        let file = File::open(file).ok()?;
        let length = file.metadata().ok()?.len();
        file.take(16).read_to_end(&mut start).ok()?;
        if start.starts_with(&[0x1f, 0x8b]) {
            return Some(true);
        }
        let [0, 0, 8, dimensions @ 1..=3] = *start.first_chunk()? else { return Some(false) };
        let end = 4 * (1 + usize::from(dimensions));
        let (sizes, _) = start.get(4..end)?.as_chunks();
        let sizes = sizes.iter().map(|size| u64::from(u32::from_be_bytes(*size)));
        Some(sizes.fold(1, u64::saturating_mul).saturating_add(end as u64) == length)
    };
    read() == Some(true)
}
