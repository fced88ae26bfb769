//! Where the files of a data set are.

use super::{Error, Problem, Split};
use std::fs;
use std::path::{Path, PathBuf};

/// How deep in the given folder the files may stand: torchvision has `MNIST/raw`.
const DEEPEST: usize = 2;

/// The files of images and of labels.
pub(super) fn files(folder: &Path, split: Split) -> Result<[PathBuf; 2], Error> {
    if !folder.is_dir() {
        return Err(Problem::NoFolder.at(folder));
    }
    let mut folders = vec![folder.to_owned()];
    for _ in 0..=DEEPEST {
        folders.sort();
        let found: Vec<_> = folders.iter().filter(|folder| has_data(folder)).take(2).collect();
        match found[..] {
            [] => folders = folders.iter().flat_map(|folder| inner(folder)).collect(),
            [found] => return in_folder(found, split),
            [first, second, ..] => return Err(Problem::Several([first.clone(), second.clone()]).at(folder)),
        }
    }
    in_folder(folder, split)
}

/// The folders in a folder.
fn inner(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir())
}

/// Whether any file of a data set is there.
fn has_data(folder: &Path) -> bool {
    [Split::Train, Split::Test].into_iter().flat_map(stems).any(|stem| find(folder, stem).is_ok())
}

fn in_folder(folder: &Path, split: Split) -> Result<[PathBuf; 2], Error> {
    let [images, labels] = stems(split);
    Ok([find(folder, images)?, find(folder, labels)?])
}

/// What the names of the files of images and of labels begin with, and how they go on.
fn stems(split: Split) -> [(&'static str, &'static str); 2] {
    let [images, labels] = match split {
        Split::Train => ["train-images", "train-labels"],
        Split::Test => ["t10k-images", "t10k-labels"],
    };
    [(images, "idx3-ubyte"), (labels, "idx1-ubyte")]
}

/// The file of `folder` that is called `stem-kind`, `stem-kind.gz`, `stem.kind` or `stem.kind.gz`. It may stand in a folder of
/// its own name, as archives unpack it. An empty one is taken if there is no other.
fn find(folder: &Path, (stem, kind): (&str, &str)) -> Result<PathBuf, Error> {
    let name = format!("{stem}-{kind}");
    let spellings = [name.clone(), format!("{name}.gz"), format!("{stem}.{kind}"), format!("{stem}.{kind}.gz")];
    let places = spellings.iter().flat_map(|spelling| [folder.join(spelling), folder.join(spelling).join(spelling)]);
    let files: Vec<_> = places.filter(|place| place.is_file()).collect();
    let is_full = |file: &&PathBuf| fs::metadata(file).is_ok_and(|found| found.len() > 0);
    let file = files.iter().find(is_full).or(files.first());
    file.cloned().ok_or_else(|| Problem::Missing.at(&folder.join(name)))
}
