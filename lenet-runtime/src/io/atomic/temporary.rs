//! The temporary file beside a file that is being written, and those that killed processes left.

use super::*;
use lenet_weights::text::ShownPath;
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
    /// Creates the file, and locks it as long as it is open: so [`remove_leftovers`] sees that someone writes it.
    pub(super) fn create(target: PathBuf, permissions: Option<Permissions>) -> io::Result<(File, Self)> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);

        let stem = stem(&target);
        loop {
            let mut name = stem.clone();
            name.push(format!("{}-{}.tmp", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
            let path = target.with_file_name(name);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => {
                    let temporary = Self { path, target: target.clone(), renamed: false };
                    // Not every file system has locks.
                    let _ = file.lock();
                    // Before it was locked, someone may have removed it as a leftover.
                    if !temporary.path.exists() {
                        continue;
                    }
                    if let Some(permissions) = permissions {
                        file.set_permissions(permissions)?;
                    }
                    return Ok((file, temporary));
                }
                // Left over by a process of the same number that was killed.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) if error.kind() == ErrorKind::NotFound && !folder(&target).exists() => {
                    let problem = format!("there is no folder {}", ShownPath(folder(&target)));
                    return Err(io::Error::new(ErrorKind::NotFound, problem));
                }
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

/// Removes the temporary files of `target` that nobody writes, as those of processes that were killed: who writes a file has
/// locked it. What cannot be locked or removed stays.
pub(super) fn remove_leftovers(target: &Path) {
    let stem = stem(target);
    for entry in fs::read_dir(folder(target)).into_iter().flatten().flatten() {
        if is_temporary(&entry.file_name(), &stem)
            && entry.file_type().is_ok_and(|kind| kind.is_file())
            && let Ok(file) = OpenOptions::new().write(true).open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether `name` is that of a temporary file, as [`Temporary::create`] gives it, and nothing else: no sign, no leading zero.
fn is_temporary(name: &OsStr, stem: &OsStr) -> bool {
    let numbers = || {
        let rest = name.as_encoded_bytes().strip_prefix(stem.as_encoded_bytes())?;
        let (process, count) = str::from_utf8(rest).ok()?.strip_suffix(".tmp")?.split_once('-')?;
        let (process, count) = (process.parse::<u32>().ok()?, count.parse::<usize>().ok()?);
        Some(format!("{process}-{count}.tmp").as_bytes() == rest)
    };
    numbers() == Some(true)
}
