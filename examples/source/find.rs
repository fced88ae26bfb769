//! What data are, told by the names of their files.

use super::Format;
use crate::command::{Result, shown};
use clap::ValueEnum;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How deep in a folder the files may stand.
const DEEPEST: usize = 3;

/// What is at `path`.
pub(super) fn format(path: &Path) -> Result<Format> {
    let name = shown(path);
    if path.is_file() {
        let file = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        return match file.trim_end_matches(".gz").rsplit_once('.').map(|(_, ending)| ending) {
            Some("csv" | "txt") => Ok(Format::Csv),
            Some("npz") => Ok(Format::Npz),
            Some("npy") => {
                Err(format!("{name}: one array: give the folder that has `images.npy` and `labels.npy`").into())
            }
            _ => Err(format!(
                "{name}: no file of data that is known by its name: give `--format`, or the folder of the data"
            )
            .into()),
        };
    }
    if !path.is_dir() {
        return Err(format!("{name}: there is no such folder or file").into());
    }
    let mut names = Vec::new();
    list(path, DEEPEST, &mut names);
    let emnist: Vec<_> = Format::value_variants()
        .iter()
        .filter_map(|format| Some((*format, format.to_possible_value()?.get_name().to_owned())))
        .filter(|(_, set)| set.starts_with("emnist") && names.iter().any(|name| name.starts_with(&format!("{set}-"))))
        .collect();
    match &emnist[..] {
        [] => {}
        [(format, _)] => return Ok(*format),
        [(_, first), (_, second), ..] => {
            return Err(format!(
                "{name}: several sets of EMNIST: give `--format {first}`, `--format {second}` or another"
            )
            .into());
        }
    }
    let any = |is_one: &dyn Fn(&str) -> bool| names.iter().any(|name| is_one(name));
    if any(&|name| name.contains("-images") && name.contains("idx3"))
        || any(&|name| name.contains("-labels") && name.contains("idx1"))
    {
        Ok(Format::Idx)
    } else if any(&|name| name.starts_with("data_batch") || name.starts_with("test_batch")) {
        Ok(Format::Cifar10)
    } else if any(&|name| name == "cifar-100-binary" || name.starts_with("train.bin")) {
        Ok(Format::Cifar100)
    } else if any(&|name| name == "images.npy" || name == "labels.npy") {
        Ok(Format::Npy)
    } else if fs::read_dir(path).into_iter().flatten().flatten().any(|entry| entry.path().is_dir()) {
        Ok(Format::Pictures)
    } else {
        Err(format!(
            "{name}: no data: expected files of MNIST, EMNIST, CIFAR or NumPy, or a folder of pictures for each class"
        )
        .into())
    }
}

/// The names in a folder and those in it, of pictures only some.
fn list(folder: &Path, depth: usize, names: &mut Vec<String>) {
    /// More than the files of any data set but pictures.
    const MOST: usize = 100;

    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries.truncate(MOST);
    for entry in entries {
        names.extend(entry.file_name().map(|name| name.to_string_lossy().to_lowercase()));
        if depth > 0 && entry.is_dir() {
            list(&entry, depth - 1, names);
        }
    }
}

/// The folders `train` and `test` of a folder of pictures, or `val`.
pub(super) fn halves(folder: &Path) -> Option<[PathBuf; 2]> {
    let train = folder.join("train");
    let test =
        ["test", "val", "valid", "validation"].map(|name| folder.join(name)).into_iter().find(|test| test.is_dir())?;
    train.is_dir().then_some([train, test])
}

/// Whether an archive names such an array. If it cannot be read, its reader will say so.
pub(super) fn has_member(archive: &Path, name: &str) -> bool {
    /// The directory of an archive is at its end.
    const END: u64 = 1 << 16;

    let read = || {
        let mut file = File::open(archive).ok()?;
        let length = file.metadata().ok()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(END))).ok()?;
        let mut end = Vec::new();
        file.take(END).read_to_end(&mut end).ok()?;
        let name = format!("{name}.npy");
        Some(end.windows(name.len()).any(|window| window == name.as_bytes()))
    };
    read() == Some(true)
}
