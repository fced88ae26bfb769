//! The reference of the language, as far as it follows from the table: `language.md`, which is part of `network!`'s page.

use super::{COMPOSITIONS, PADDINGS, Parameter, Range, Role, Type, WORDS, Word};
use std::path::{Path, PathBuf};

const BEGIN: &str =
    "<!-- From here to the end it is written by the test `the_reference_is_what_the_macro_reads`. -->\n";

#[test]
fn the_reference_is_what_the_macro_reads() {
    let file = std::fs::read_to_string(path()).unwrap();
    let (by_hand, _) = file.split_once(BEGIN).expect("the line where the generated part begins");
    let fresh = format!("{by_hand}{BEGIN}{}", layers());
    if std::env::var_os("KEEP").is_some() {
        std::fs::write(path(), fresh).unwrap();
        return;
    }
    let differs = fresh.lines().zip(file.lines()).find(|(is, was)| is != was);
    assert!(
        fresh == file,
        "`lenet-runtime/src/language.md` is stale; write it anew by `KEEP=1 cargo test -p lenet-syntax reference`: {differs:#?}"
    );
}

#[test]
fn every_layer_has_its_names_in_other_libraries() {
    for word in WORDS {
        for library in ["PyTorch", "Keras", "ONNX"] {
            let says = word.about.elsewhere;
            assert!(says.contains(library), "what does {library} call `{}`? {says}", word.name);
        }
    }
}

#[test]
fn every_padding_and_composition_is_explained() {
    let file = std::fs::read_to_string(path()).unwrap();
    for word in PADDINGS.iter().chain(COMPOSITIONS) {
        let row = [" {", "(", " name(", "` |"].map(|next| format!("\n| `{word}{next}"));
        assert!(row.iter().any(|row| file.contains(row)), "no row of a table begins with `{word}`");
    }
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../lenet-runtime/src/language.md")
}

/// A table of all layers, then a section for each.
fn layers() -> String {
    let mut text = "\n| layer | what it computes |\n|---|---|\n".to_owned();
    for word in WORDS {
        text += &format!("| [`{0}`](#{0}) | {1} |\n", word.name, word.about.says);
    }
    for word in WORDS {
        text += &section(word);
    }
    text
}

fn section(word: &Word) -> String {
    let about = &word.about;
    let mut text = format!("\n## {}\n\n", word.name);
    text += &format!("`{}`\n\n{}\n\n```text\n{}\n```\n", signature(word), about.says, about.formula);
    if !word.arguments.is_empty() {
        text += "\n| argument | is | default | means |\n|---|---|---|---|\n";
    }
    for argument in word.arguments {
        let default = match argument.role {
            Role::Optional(default) => format!("`{}`", default.text()),
            Role::Positional | Role::Needed => "none: it is needed".to_owned(),
        };
        text += &format!("| `{}` | {} | {default} | {} |\n", argument.name, argument.of.text(), argument.says);
    }
    format!("{text}\n{}\n", about.elsewhere)
}

/// `leaky_relu(negative_slope: 0.01)`: the layer with all that can be said.
fn signature(word: &Word) -> String {
    let argument = |argument: &Parameter| match argument.role {
        Role::Positional => argument.name.to_owned(),
        Role::Needed => format!("{}: …", argument.name),
        Role::Optional(default) => format!("{}: {}", argument.name, default.text()),
    };
    match word.arguments {
        [] => word.name.to_owned(),
        arguments => format!("{}({})", word.name, arguments.iter().map(argument).collect::<Vec<_>>().join(", ")),
    }
}

impl Type {
    fn text(self) -> String {
        match self {
            Self::Size => "a size".to_owned(),
            Self::Pair => "a size or `(rows, columns)`".to_owned(),
            Self::PairOrZero => "a size or `(rows, columns)`, also 0".to_owned(),
            Self::Padding => "a [padding](#padding)".to_owned(),
            Self::Bool => "`true` or `false`".to_owned(),
            Self::Number(Range::Any) => "a number".to_owned(),
            Self::Number(range) => format!("a number; it {}", range.words()),
            Self::OneOf(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or "),
        }
    }
}
