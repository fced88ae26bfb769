//! Declarations with random mistakes, as rustc sees them: no error lies in generated code without one of ours.

use super::mutate::mutations;
use super::runtime;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// How many, unless `MUTANTS` says so. Two hundred take a minute.
const MUTANTS: usize = 40;

#[test]
fn no_error_of_rustc_lies_in_generated_code_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let folder = env::temp_dir().join(format!("lenet-mutants-{}", std::process::id()));
    fs::create_dir_all(folder.join("src/bin")).unwrap();
    let manifest = format!(
        "[package]\nname = \"mutants\"\nedition = \"2024\"\n[dependencies]\nlenet-runtime = {{ path = {:?} }}\n[workspace]\n",
        root.join("lenet-runtime")
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let count = env::var("MUTANTS").map_or(MUTANTS, |count| count.parse().unwrap());
    let mut refused = BTreeMap::new();
    // Most mutants are refused: as many of those that are accepted as there are, and some of the others.
    for (number, mutated) in mutations(usize::MAX) {
        let text = mutated.to_string();
        let Ok(tokens) = text.parse() else { continue };
        let is_refused = lenet_syntax::declaration([runtime(), tokens].into_iter().collect()).is_err();
        if is_refused && number % 8 > 0 {
            continue;
        }
        // The call begins in line 1, what the user writes in line 2.
        let file = format!("src/bin/mutant{number}.rs");
        fs::write(folder.join(&file), format!("lenet_runtime::network! {{\n{text}\n}}\nfn main() {{}}\n")).unwrap();
        refused.insert(file, is_refused);
        if refused.len() == count {
            break;
        }
    }
    let check = Command::new("cargo")
        .args(["check", "--offline", "--bins", "--keep-going", "--message-format=short"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&check.stderr);
    assert!(!said.contains("could not compile `lenet-"), "{said}");
    let mut ours: BTreeMap<&str, bool> = BTreeMap::new();
    let mut generated = Vec::new();
    for line in said.lines() {
        let Some((place, message)) = line.split_once(": error") else { continue };
        let Some((file, line_number)) = place.split(':').next().zip(place.split(':').nth(1)) else { continue };
        // What we say is a `compile_error!`, which has no number, or a constant that fails.
        let is_ours = message.starts_with(": ") || message.starts_with("[E0080]");
        *ours.entry(file).or_default() |= is_ours;
        if !is_ours && (line_number == "1" || !file.starts_with("src/bin/")) {
            generated.push((file, line));
        }
    }
    for (file, line) in generated {
        assert!(ours[file], "{line}\n{}", fs::read_to_string(folder.join(file)).unwrap_or_default());
    }
    for (file, _) in refused.iter().filter(|(_, refused)| **refused) {
        let text = || fs::read_to_string(folder.join(file)).unwrap_or_default();
        assert!(ours.get(file.as_str()) == Some(&true), "refused without a word of ours: {}\n{said}", text());
    }
    fs::remove_dir_all(folder).unwrap();
}
