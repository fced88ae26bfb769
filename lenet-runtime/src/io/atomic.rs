//! Files that are written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Writes `bytes` to `path`: whoever reads the file finds the old contents or the new ones, even after a power cut.
///
/// The bytes go to a temporary file in the same folder, which then takes the name; it is removed if anything fails.
///
/// # Errors
///
/// If the folder does not exist or is not writable, if `path` is something else than a file, or if the disk is full.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (mut file, temporary) = Temporary::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    temporary.rename()
}

/// Whether [`write()`] could write `path`, as far as one can know beforehand. Creates and removes a temporary file.
///
/// # Errors
///
/// As [`write()`].
pub fn check_writable(path: &Path) -> io::Result<()> {
    Temporary::create(path).map(drop)
}

/// A file beside its target, removed when dropped unless it was renamed.
struct Temporary {
    path: PathBuf,
    target: PathBuf,
    renamed: bool,
}

impl Temporary {
    fn create(target: &Path) -> io::Result<(File, Self)> {
        // A symbolic link stays, and the file that it points to is replaced.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let permissions = match fs::metadata(&target) {
            Ok(found) if found.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            // Renaming a file onto a device would replace the device.
            Ok(found) if !found.is_file() => {
                return Err(io::Error::new(ErrorKind::InvalidInput, "not a regular file"));
            }
            Ok(found) => Some(found.permissions()),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let Some(name) = target.file_name() else {
            return Err(io::Error::new(ErrorKind::InvalidInput, "the path has no file name"));
        };
        loop {
            let mut temporary = OsString::from(".");
            temporary.push(name);
            temporary.push(unique_suffix());
            let path = target.with_file_name(temporary);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => {
                    let temporary = Self { path, target, renamed: false };
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

    fn rename(mut self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)?;
        self.renamed = true;
        // The new name itself must reach the disk too; only Unix opens folders, and not every file system syncs them.
        #[cfg(unix)]
        if let Some(folder) = self.target.parent() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
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

/// An ending that no other file has which this process writes, nor one of another process that is alive.
fn unique_suffix() -> OsString {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    format!(".{}-{}.tmp", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder that is removed at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let path = std::env::temp_dir().join(unique_suffix());
            fs::create_dir(&path).unwrap();
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn the_old_contents_are_replaced_and_nothing_else_is_left() {
        let folder = Folder::new();
        let path = folder.0.join("weights");
        write(&path, b"old and longer").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(folder.names(), ["weights"]);
    }

    #[test]
    fn a_check_leaves_no_trace() {
        let folder = Folder::new();
        check_writable(&folder.0.join("weights")).unwrap();
        assert!(folder.names().is_empty());
    }

    #[test]
    fn a_failed_rename_removes_the_temporary_file() {
        let folder = Folder::new();
        let path = folder.0.join("weights");
        let (_, temporary) = Temporary::create(&path).unwrap();
        // Someone makes a folder of that name while the file is being written.
        fs::create_dir(&path).unwrap();
        assert!(temporary.rename().is_err());
        assert_eq!(folder.names(), ["weights"]);
    }

    #[test]
    fn folders_missing_folders_and_devices_are_refused() {
        let folder = Folder::new();
        assert_eq!(check_writable(&folder.0).unwrap_err().kind(), ErrorKind::IsADirectory);
        assert_eq!(check_writable(&folder.0.join("missing/weights")).unwrap_err().kind(), ErrorKind::NotFound);
        assert!(check_writable(Path::new("")).is_err());
        #[cfg(unix)]
        assert_eq!(check_writable(Path::new("/dev/null")).unwrap_err().kind(), ErrorKind::InvalidInput);
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_stays_a_link() {
        let folder = Folder::new();
        let (file, link) = (folder.0.join("file"), folder.0.join("link"));
        fs::write(&file, b"old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
