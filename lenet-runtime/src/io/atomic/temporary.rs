//! The temporary file beside a file that is being written, and those that killed processes left.

use super::*;
use std::ffi::OsString;
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file beside its target, removed when dropped unless it was renamed.
pub(super) struct Temporary {
    path: PathBuf,
    target: PathBuf,
    renamed: bool,
}

impl Temporary {
    /// Creates the file. It is locked as long as it is open: so other processes see that someone writes it.
    pub(super) fn create(target: PathBuf, permissions: Option<Permissions>) -> io::Result<(File, Self)> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);

        let stem = stem(&target);
        loop {
            let mut name = stem.clone();
            name.push(format!("{}-{}.tmp", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
            let path = target.with_file_name(name);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => {
                    let temporary = Self { path, target, renamed: false };
                    // Not every file system has locks.
                    let _ = file.try_lock();
                    if let Some(permissions) = permissions {
                        file.set_permissions(permissions)?;
                    }
                    return Ok((file, temporary));
                }
                // Left over by a process of the same number that was killed.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Gives the file the name of its target.
    pub(super) fn rename(mut self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)?;
        self.renamed = true;
        // The new name itself must reach the disk too; only Unix opens folders, and not every file system syncs them.
        #[cfg(unix)]
        let _ = File::open(folder(&self.target)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.renamed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// What the names of `target`'s temporary files begin with: `.NAME.`, with as much of a long name as leaves room for the
/// rest.
fn stem(target: &Path) -> OsString {
    /// In bytes, of the 255 that file systems allow.
    const LONGEST: usize = 200;

    let name = target.file_name().unwrap_or_default();
    let mut stem = OsString::from(".");
    if name.len() <= LONGEST {
        stem.push(name);
    } else {
        let name = name.to_string_lossy();
        stem.push(&name[..name.floor_char_boundary(LONGEST)]);
    }
    stem.push(".");
    stem
}

fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Removes the temporary files of `target` whose process is gone. What cannot be removed stays.
pub(super) fn remove_leftovers(target: &Path) {
    // Who is alive stands there, on Linux. Elsewhere nothing is removed.
    if !Path::new("/proc/self").exists() {
        return;
    }
    let stem = stem(target);
    for entry in fs::read_dir(folder(target)).into_iter().flatten().flatten() {
        let is_left = process_of(&entry.file_name(), &stem)
            .is_some_and(|process| !Path::new("/proc").join(process.to_string()).exists())
            && entry.file_type().is_ok_and(|kind| kind.is_file())
            // Processes of another container or another computer have numbers of their own; a lock tells that one writes.
            && OpenOptions::new().write(true).open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_left {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The number of the process that made the temporary file `name`, if that is what it is.
fn process_of(name: &OsStr, stem: &OsStr) -> Option<u32> {
    let rest = name.as_encoded_bytes().strip_prefix(stem.as_encoded_bytes())?;
    let (process, count) = str::from_utf8(rest).ok()?.strip_suffix(".tmp")?.split_once('-')?;
    let (process, count) = (process.parse::<u32>().ok()?, count.parse::<usize>().ok()?);
    // Nothing but what is written above: no sign, no leading zero.
    (format!("{process}-{count}.tmp").as_bytes() == rest).then_some(process)
}
