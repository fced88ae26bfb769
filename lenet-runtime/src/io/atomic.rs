//! Files that are written whole or not at all.

mod temporary;

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::iter;
use std::path::{Path, PathBuf};
use temporary::Temporary;

/// Writes `bytes` to `path`: whoever reads the file finds the old contents or the new ones, even after a power cut.
///
/// The bytes go to a temporary file in the same folder, `.NAME.PID-N.tmp`, which then takes the name; it is removed if
/// anything fails. It is locked while it is written: the next save removes those that processes left which were killed, where
/// files can be locked.
///
/// - An existing file keeps its permissions; a read-only one is refused, whoever asks.
/// - A symbolic link stays: the file that it points to is written, also where there is none yet.
/// - What is no file, as a pipe, a terminal or `/dev/stdout`, gets the bytes directly.
///
/// # Errors
///
/// If the folder does not exist or is not writable, if `path` is a folder or a read-only file, or if the disk is full.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match Target::of(path)? {
        Target::Stream(stream) => stream.write(bytes),
        Target::File { path, permissions } => {
            temporary::remove_leftovers(&path);
            let (mut file, temporary) = Temporary::create(path, permissions)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            temporary.rename()
        }
    }
}

/// Whether [`write()`] could write `path`, as far as one can know beforehand. Creates and removes a temporary file; opens
/// no pipe, whose reader would take that for the end.
///
/// # Errors
///
/// As [`write()`].
pub fn check_writable(path: &Path) -> io::Result<()> {
    match Target::of(path)? {
        Target::Stream(_) => Ok(()),
        Target::File { path, permissions } => Temporary::create(path, permissions).map(drop),
    }
}

/// Where the bytes go.
enum Target {
    /// A file, new or old, behind all symbolic links.
    File {
        path: PathBuf,
        /// Those of the file that is there.
        permissions: Option<Permissions>,
    },
    /// Something that cannot be replaced by a file.
    Stream(Stream),
}

impl Target {
    fn of(path: &Path) -> io::Result<Self> {
        let found = match fs::metadata(path) {
            Ok(found) => Some(found),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if found.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(ErrorKind::IsADirectory.into());
        }
        let permissions = found.as_ref().map(fs::Metadata::permissions);
        // The super-user could write it all the same, but whoever made it read-only did not want that.
        if permissions.as_ref().is_some_and(Permissions::readonly) {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
        }
        let descriptor = descriptor(path);
        if descriptor.is_some() && found.is_none() {
            return Err(io::Error::new(ErrorKind::NotFound, "no file is open under this number"));
        }
        if descriptor.is_some() || found.is_some_and(|found| !found.is_file()) {
            return Ok(Self::Stream(Stream { path: path.to_owned(), descriptor }));
        }
        let path = links(path).last().unwrap_or_default();
        if permissions.is_some() {
            // What mode bits do not tell: another owner, a file system that is mounted read-only.
            OpenOptions::new().write(true).open(&path)?;
        } else if !ends_in_a_name(&path) {
            return Err(io::Error::new(ErrorKind::InvalidInput, "the path has no file name"));
        }
        Ok(Self::File { path, permissions })
    }
}

/// Whether the path ends in the name of a file, and not in `/`, `.` or `..`.
fn ends_in_a_name(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::as_encoded_bytes);
    name.is_some_and(|name| path.as_os_str().as_encoded_bytes().ends_with(name))
}

/// The path, what it points to if it is a symbolic link, and so on. The last may be a file that is still to be made.
fn links(path: &Path) -> impl Iterator<Item = PathBuf> {
    /// As many as Linux follows.
    const MOST: usize = 40;

    let next = |path: &PathBuf| Some(path.parent()?.join(fs::read_link(path).ok()?));
    iter::successors(Some(path.to_owned()), next).take(1 + MOST)
}

/// The number of the open file that the path stands for, as `/dev/stdout` and `/dev/fd/1` stand for 1.
fn descriptor(path: &Path) -> Option<u32> {
    let folders = ["/dev/fd", "/proc/self/fd"].map(|folder| fs::canonicalize(folder).ok());
    links(path).find_map(|path| {
        let folder = fs::canonicalize(path.parent()?).ok();
        if folder.is_some() && folders.contains(&folder) { path.file_name()?.to_str()?.parse().ok() } else { None }
    })
}

/// A pipe, a terminal, a device, or an open file.
struct Stream {
    path: PathBuf,
    descriptor: Option<u32>,
}

impl Stream {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut stream: Box<dyn Write> = match self.descriptor {
            // If it was redirected into a file, the bytes belong between those that were and those that will be printed.
            Some(1) => Box::new(io::stdout()),
            Some(2) => Box::new(io::stderr()),
            Some(_) => Box::new(OpenOptions::new().append(true).open(&self.path)?),
            None => Box::new(OpenOptions::new().write(true).open(&self.path)?),
        };
        stream.write_all(bytes)?;
        stream.flush()
    }
}

#[cfg(test)]
mod tests;
