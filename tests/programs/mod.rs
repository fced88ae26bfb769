//! The example programs, and data for them.
#![allow(dead_code)]

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::{env, fs};

/// The repository.
pub(crate) const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// An example program, built as the tests are.
pub(crate) fn program(name: &str) -> Command {
    static PROGRAMS: LazyLock<Vec<PathBuf>> = LazyLock::new(|| {
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--workspace", "--examples", "--message-format=json"]).current_dir(ROOT);
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        let output = build.output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        let messages = text(&output.stdout);
        let messages = messages.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).collect()
    });
    let path = PROGRAMS.iter().find(|path| path.file_stem() == Some(OsStr::new(name)));
    Command::new(path.unwrap_or_else(|| panic!("no example is called {name}")))
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs a program that has to succeed, and returns what it prints.
#[track_caller]
pub(crate) fn succeeds(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert!(status.success(), "{command:?}: {status}\n{}", text(&stderr));
    text(&stdout)
}

/// Runs a program that has to fail with this exit code and one line that says all of `words`.
#[track_caller]
pub(crate) fn refuses(command: &mut Command, code: i32, words: &[&str]) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let error = text(&stderr);
    assert_eq!(status.code(), Some(code), "{command:?}: {error}");
    assert_eq!(error.lines().count(), 1, "{command:?}: {error}");
    assert!(error.starts_with("error: "), "{error}");
    for word in words {
        assert!(error.contains(word), "`{word}` is missing from: {error}");
    }
    let output = text(&stdout);
    assert!(!output.contains("epoch"), "training began: {output}");
}

/// An empty folder for one test.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A data set of the four IDX files, with the mistakes that a test wants.
pub(crate) struct Data {
    pub(crate) magic: [u8; 4],
    pub(crate) side: u32,
    pub(crate) count: u32,
    pub(crate) labels: Vec<u8>,
}

impl Data {
    /// Twenty pictures of noise on which every file agrees.
    pub(crate) fn good() -> Self {
        Self { magic: [0, 0, 8, 3], side: 28, count: 20, labels: (0..20).map(|i| i % 10).collect() }
    }

    pub(crate) fn write(&self, folder: &Path) {
        let size = self.count * self.side * self.side;
        let mut images = self.magic.to_vec();
        images.extend([self.count, self.side, self.side].iter().flat_map(|n| n.to_be_bytes()));
        images.extend((0..size).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8));
        let mut labels = vec![0, 0, 8, 1];
        labels.extend((self.labels.len() as u32).to_be_bytes());
        labels.extend(&self.labels);
        for half in ["train", "t10k"] {
            fs::write(folder.join(format!("{half}-images-idx3-ubyte")), &images).unwrap();
            fs::write(folder.join(format!("{half}-labels-idx1-ubyte")), &labels).unwrap();
        }
    }
}
