//! Every name in an expansion that the user did not give, allocated once for all that is made of it.
//!
//! A layer gets a *stem* that no other layer has, and each thing made for the layer is called by the stem and an ending that says
//! what it is: `conv1_out`, `Conv1Geometry`. No ending ends with another, so that different things have different names, and
//! nobody calls a constant so, which a variable could not shadow; nor by a number, as buffers are, `buffer_0`. What generated code
//! calls without a layer, `tape` or `SCRATCH`, has none of the endings; the runtime's `bindings` keep constants of these names out of
//! sight.

use crate::sorted::Sorted;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};

/// The endings of variables and fields.
const ENDINGS: [&str; 7] = ["_out", "_grad", "_weights", "_workspace", "_tape", "_statistics", "_rows"];

/// The endings of constants.
const CONSTANTS: [&str; 6] = ["_PREPARED", "_MAP", "_INPUT", "_NORM", "_PLACE", "_STRIP"];

/// What a layer is called in an expansion: its path in lower case, `layer1_0_conv1`.
#[derive(Clone)]
pub struct Stem(String);

impl Stem {
    /// That of the network's input.
    pub fn input() -> Self {
        Self("x".to_owned())
    }

    fn variable(&self, ending: usize) -> Ident {
        Ident::new(&(self.0.clone() + ENDINGS[ending]), Span::mixed_site())
    }

    fn constant(&self, ending: usize) -> Ident {
        Ident::new(&(self.0.to_uppercase() + CONSTANTS[ending]), Span::mixed_site())
    }

    /// What the layer computes, as a variable or a field of the tape: `conv1_out`.
    pub fn output(&self) -> Ident {
        self.variable(0)
    }

    /// Its gradient: `conv1_grad`.
    pub fn gradient(&self) -> Ident {
        self.variable(1)
    }

    /// Its packed weights: `conv1_weights`.
    pub fn weights(&self) -> Ident {
        self.variable(2)
    }

    /// The buffers of a network that is a layer: `backbone_workspace`.
    pub fn workspace(&self) -> Ident {
        self.variable(3)
    }

    /// What a network that is a layer saves in training: `backbone_tape`.
    pub fn tape(&self) -> Ident {
        self.variable(4)
    }

    /// What a batch norm counts in training: `bn1_statistics`.
    pub fn statistics(&self) -> Ident {
        self.variable(5)
    }

    /// Some rows of what it computes: `conv1_rows`.
    pub fn rows(&self) -> Ident {
        self.variable(6)
    }

    /// The constant that describes the prepared layer: `CONV1_PREPARED`.
    pub fn prepared(&self) -> Ident {
        self.constant(0)
    }

    /// Where the elements of its output stand in a prepared network: `CONV1_MAP`.
    pub fn map(&self) -> Ident {
        self.constant(1)
    }

    /// Where the elements of its input stand, if they are copied for it: `CONV1_INPUT`.
    pub fn input_map(&self) -> Ident {
        self.constant(2)
    }

    /// What a batch norm is told, and those after it that are told the same: `BN1_NORM`.
    pub fn norm(&self) -> Ident {
        self.constant(3)
    }

    /// Where its output stands at inference: `CONV1_PLACE`.
    pub fn place(&self) -> Ident {
        self.constant(4)
    }

    /// How many numbers these rows have: `CONV1_STRIP`.
    pub fn strip(&self) -> Ident {
        self.constant(5)
    }

    /// The type of its geometry: `Conv1Geometry`.
    pub fn geometry(&self) -> Ident {
        Ident::new(&self.geometry_text(), Span::call_site())
    }

    fn geometry_text(&self) -> String {
        camel(&self.0) + "Geometry"
    }

    /// Whether one of its names is a word of the user's.
    fn meets(&self, words: &Sorted<()>) -> bool {
        let upper = self.0.to_uppercase();
        words.contains(&self.geometry_text())
            || ENDINGS.iter().any(|ending| words.contains(&(self.0.clone() + ending)))
            || CONSTANTS.iter().any(|ending| words.contains(&(upper.clone() + ending)))
    }
}

/// Gives names.
#[derive(Default)]
pub struct Namer {
    /// Every word of the declaration: names of layers and networks, constants, paths.
    words: Sorted<()>,
    /// The stems in capitals, without their underscores: types are named after them.
    stems: Sorted<()>,
    constants: Sorted<()>,
}

impl Namer {
    /// For a declaration with these tokens.
    pub fn new(declaration: TokenStream) -> Self {
        let mut namer = Self::default();
        namer.read(declaration);
        namer.stems.insert("X".to_owned(), ());
        namer
    }

    fn read(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(word) => drop(self.words.insert(word.to_string(), ())),
                TokenTree::Group(group) => self.read(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// Whether this is a word of the declaration.
    pub fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The stem of the layer with this path.
    pub fn stem(&mut self, path: &str) -> Stem {
        let mut plain = path.replace("r#", "").replace('.', "_").to_lowercase();
        if !plain.starts_with(char::is_alphabetic) {
            plain.insert_str(0, if plain.starts_with('_') { "layer" } else { "layer_" });
        }
        let mut stem = Stem(plain.clone());
        for number in 2.. {
            if !stem.meets(&self.words) && self.stems.insert(stem.0.to_uppercase().replace('_', ""), ()) {
                break;
            }
            stem = Stem(format!("{plain}_{number}"));
        }
        stem
    }

    /// A hidden constant of the network's type: `__FC_FEATURES`. The user's own constants of the type have other names.
    pub fn constant(&mut self, path: &str, hint: &str, span: Span) -> Ident {
        // Blocks and their parameters may have raw names, `r#type`.
        let plain = format!("__{path}_{hint}").replace("r#", "").replace('.', "_").to_uppercase();
        let mut name = plain.clone();
        for number in 2.. {
            if !self.words.contains(&name) && self.constants.insert(name.clone(), ()) {
                break;
            }
            name = format!("{plain}_{number}");
        }
        Ident::new(&name, span)
    }
}

/// The name of the struct of a named group: `ResNet18` and `layer1` → `ResNet18Layer1`.
pub fn group_name(outer: &str, group: &str) -> String {
    outer.to_owned() + &camel(group)
}

/// The name of the struct of one round of a named `repeat`: `Stage0`, and `Layer1_0`, since Rust's style asks for an underscore
/// between digits.
pub fn iteration_name(outer: &str, index: usize) -> String {
    let separator = if outer.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
    format!("{outer}{separator}{index}")
}

/// `layer1_conv` → `Layer1Conv`; digits of neighbouring parts stay apart, so that `layer1_0` is not `layer10`.
fn camel(name: &str) -> String {
    let mut camel = String::new();
    for part in name.split('_') {
        let mut letters = part.chars();
        let digit = |letter: char| letter.is_ascii_digit();
        if camel.ends_with(digit) && part.starts_with(digit) {
            camel.push('_');
        }
        camel.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        camel.extend(letters);
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_ending_ends_with_another() {
        let endings: Vec<String> = ENDINGS.iter().chain(&CONSTANTS).map(|ending| ending.to_lowercase()).collect();
        for (index, ending) in endings.iter().enumerate() {
            for other in endings.iter().skip(index + 1) {
                assert!(!ending.ends_with(other.as_str()) && !other.ends_with(ending.as_str()), "{ending} {other}");
            }
        }
    }
}
