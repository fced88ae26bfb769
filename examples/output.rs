//! Where a program's results go.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where a file is or would be, behind all symbolic links: the same for all paths of one file.
pub(crate) fn place(file: &Path) -> PathBuf {
    let folder =
        |file: &Path| file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")).to_owned();
    let mut file = file.to_owned();
    // As many links as Linux follows.
    for _ in 0..40 {
        let Ok(next) = fs::read_link(&file) else { break };
        file = folder(&file).join(next);
    }
    let folder = fs::canonicalize(folder(&file));
    folder.ok().zip(file.file_name()).map(|(folder, name)| folder.join(name)).unwrap_or(file)
}

/// Output whose reader may leave, as `head` does, while there is something to do that matters more. From then on it goes nowhere.
pub(crate) struct Unattended<'a>(pub(crate) &'a mut dyn Write);

impl Write for Unattended<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
