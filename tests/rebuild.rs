//! A program follows the file with its weights: it is built anew when the file changes, and not at all when the file is damaged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const MAIN: &str = r#"
//! A program with weights.
#![forbid(unsafe_code)]

lenet_runtime::network! {
    /// One number and another.
    pub struct Line: [1] -> [1], weights("../weights/line.safetensors"), budget(ram: 1024, flash: 8, prepared: false) {
        fc: linear(1),
    }
}

fn main() {
    let line = Line::trained();
    println!("{} {}", line.fc.weight[0][0], line.fc.bias[0]);
}
"#;

/// A program in a folder of its own.
struct Program(PathBuf);

impl Program {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for part in ["src", "weights"] {
            fs::create_dir_all(folder.join(part)).unwrap();
        }
        let runtime = root.join("lenet-runtime");
        let manifest = format!(
            "[package]\nname = \"line\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
             lenet-runtime = {{ path = {runtime:?}, default-features = false, features = [\"weights\"] }}\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        fs::write(folder.join("src/main.rs"), MAIN).unwrap();
        Self(folder)
    }

    fn weights(&self, bytes: &[u8]) {
        fs::write(self.0.join("weights/line.safetensors"), bytes).unwrap();
    }

    fn run(&self) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--quiet", "--offline"]).current_dir(&self.0).env("CARGO_TARGET_DIR", self.0.join("target"));
        cargo.output().expect("cargo runs")
    }

    fn says(&self) -> String {
        let output = self.run();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What rustc says of a program that it does not build.
    fn refused(&self) -> String {
        let output = self.run();
        assert!(!output.status.success(), "it was built");
        String::from_utf8(output.stderr).unwrap()
    }
}

fn file(weight: f32, bias: f32) -> Vec<u8> {
    let header = r#"{"fc.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#;
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.extend(weight.to_le_bytes());
    bytes.extend(bias.to_le_bytes());
    bytes
}

#[test]
fn a_program_is_built_anew_when_the_file_with_its_weights_changes() {
    let program = Program::new();
    program.weights(&file(1.5, -2.0));
    assert_eq!(program.says(), "1.5 -2\n");
    // As long as before, at the same place: cargo sees that it was written.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    program.weights(&file(0.25, 3.0));
    assert_eq!(program.says(), "0.25 3\n");

    let whole = file(0.25, 3.0);
    for (bytes, expected) in [
        (whole[..whole.len() - 1].to_vec(), "`../weights/line.safetensors` is truncated"),
        (file(f32::NAN, 3.0), "expected a finite number, found NaN"),
        (Vec::new(), "`../weights/line.safetensors` is empty"),
    ] {
        std::thread::sleep(std::time::Duration::from_millis(1100));
        program.weights(&bytes);
        let said = program.refused();
        // At the path, and nothing beside it.
        let at_the_path = said.contains(expected) && said.contains("^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n");
        let errors = said.lines().filter(|line| line.starts_with("error")).count();
        assert!(at_the_path && errors == 2, "{said}"); // cargo adds its own
    }
    fs::remove_file(program.0.join("weights/line.safetensors")).unwrap();
    let said = program.refused();
    assert!(said.contains("there is no file `../weights/line.safetensors`"), "{said}");

    program.weights(&file(4.0, 5.0));
    assert_eq!(program.says(), "4 5\n");
}
