//! Mistakes → compile errors.

use crate::list;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

/// The tokens that a message points at, from the first to the last. (Stable Rust cannot join spans, but it joins those
/// of the first and the last token of a macro call.)
#[derive(Clone, Copy)]
pub struct Mark {
    pub first: Span,
    pub last: Span,
}

impl Mark {
    pub fn of(tokens: &dyn ToTokens) -> Self {
        let mut mark: Option<Self> = None;
        for token in tokens.to_token_stream() {
            let of = match &token {
                // What a macro put in as one: not where it was put, but what was given.
                TokenTree::Group(group) if group.delimiter() == Delimiter::None && !group.stream().is_empty() => {
                    Self::of(&group.stream())
                }
                token => token.span().into(),
            };
            mark = Some(Self { first: mark.map_or(of.first, |mark| mark.first), last: of.last });
        }
        mark.unwrap_or_else(|| Span::call_site().into())
    }
}

impl From<Span> for Mark {
    fn from(span: Span) -> Self {
        Self { first: span, last: span }
    }
}

/// The proof that a mistake was reported: [`Mistakes`] alone makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported(());

/// Every mistake found so far, each with the tokens to change, in the order of the source.
#[derive(Default)]
pub struct Mistakes {
    list: Vec<(Mark, String)>,
}

impl Mistakes {
    /// Adds a mistake, unless it is known at the same place: a block or a repetition may meet one several times.
    pub(crate) fn add(&mut self, mark: impl Into<Mark>, message: impl Into<String>) -> Reported {
        let (mark, message) = (mark.into(), message.into());
        let place = |mark: &Mark| format!("{:?} {:?}", mark.first, mark.last);
        if !self.list.iter().any(|(known, said)| place(known) == place(&mark) && kind(said) == kind(&message)) {
            let start = |mark: &Mark| (mark.first.start().line, mark.first.start().column);
            let at = self.list.partition_point(|(known, _)| start(known) <= start(&mark));
            self.list.insert(at, (mark, message));
        }
        Reported(())
    }

    /// What syn found.
    pub(crate) fn add_syn(&mut self, error: &syn::Error) -> Reported {
        for error in error.clone() {
            self.add(error.span(), words_of(&error));
        }
        Reported(())
    }

    /// Whether nothing was reported.
    pub(crate) fn none(&self) -> Result<(), Reported> {
        if self.list.is_empty() { Ok(()) } else { Err(Reported(())) }
    }

    /// Whether nothing was reported since there were so many.
    pub(crate) fn none_since(&self, before: usize) -> Result<(), Reported> {
        if self.list.len() == before { Ok(()) } else { Err(Reported(())) }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// What is said of each, in the order of the source.
    pub fn messages(&self) -> Vec<&str> {
        list::map(&self.list, |(_, message)| message.as_str())
    }

    /// One `compile_error!("…")` expression a mistake.
    #[doc(hidden)]
    pub fn compile_errors(&self) -> Vec<TokenStream> {
        list::map(&self.list, |(mark, message)| {
            let mut message = Group::new(Delimiter::Parenthesis, quote!(#message));
            message.set_span(mark.last);
            let error = quote_spanned!(mark.first=> ::core::compile_error!);
            quote!(#error #message)
        })
    }
}

/// What a message says in its first line, whatever the numbers and the path of the layer: these change from round to round.
fn kind(message: &str) -> String {
    let mut kind = String::new();
    for (index, part) in message.split("\n\n").next().unwrap_or_default().split('`').enumerate() {
        // Between the backticks: of `layer1.0.conv1` the end.
        let part = if index % 2 == 1 { part.rsplit('.').next().unwrap_or(part) } else { part };
        kind.extend(part.chars().filter(|letter| !letter.is_ascii_digit()));
    }
    kind
}

/// What syn says, without what helps nobody.
fn words_of(error: &syn::Error) -> String {
    let message = error.to_string();
    match message.strip_prefix("unexpected end of input, ").unwrap_or(&message) {
        "expected ident" | "expected identifier" => "expected a name".to_owned(),
        known => known.to_owned(),
    }
}

/// An expression as a person would type it.
pub fn source(tokens: &dyn ToTokens) -> String {
    let text = tokens.to_token_stream().to_string().replace(" :: ", "::").replace(" . ", ".").replace(" ,", ",");
    match text.strip_prefix("- ") {
        Some(positive) => format!("-{positive}"),
        None => text,
    }
}

/// Expressions as a person would type them.
pub fn sources<T: ToTokens>(expressions: &[T]) -> Vec<String> {
    list::map(expressions, |expression| source(expression))
}

/// The candidate that a typing mistake may have meant: at most a quarter of its letters differ.
pub fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let mut nearest = None;
    let mut least = usize::MAX;
    for candidate in candidates {
        let distance = distance(word, candidate);
        let (shorter, longer) = (candidate.len().min(word.len()), candidate.len().max(word.len()));
        if distance < least && distance <= longer.div_ceil(4) && distance < shorter {
            nearest = Some(*candidate);
            least = distance;
        }
    }
    nearest
}

/// The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[a.len()][b.len()]
}

/// `a`, `b` and `c`, each in backticks.
pub fn enumerate(words: &[&str], last: &str) -> String {
    let words = list::map(words, |word| format!("`{word}`"));
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_the_word_that_was_meant() {
        let words = ["conv2d", "max_pool2d", "avg_pool2d", "relu", "sigmoid"];
        assert_eq!(nearest("con2d", &words), Some("conv2d"));
        assert_eq!(nearest("maxpool2d", &words), Some("max_pool2d"));
        assert_eq!(nearest("sigmiod", &words), Some("sigmoid"));
        assert_eq!(nearest("attention", &words), None);
        assert_eq!(nearest("activation", &["dilation"]), None);
    }

    #[test]
    fn swapped_letters_are_one_mistake() {
        assert_eq!(distance("rleu", "relu"), 1);
        assert_eq!(distance("", "relu"), 4);
    }
}
