//! What files say, made fit for a message: short, and without characters that move a terminal's cursor, paint it or turn the
//! direction of writing.

use core::fmt;

/// How many characters of one text a message shows.
const LONGEST: usize = 80;

/// The beginning of a text, with every character escaped that does not show.
pub struct Shown<'a>(pub &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, rest) = split(self.0);
        escape(start, f)?;
        if rest.is_empty() { Ok(()) } else { f.write_str("…") }
    }
}

/// As much of a text as is shown, to be kept in an error.
pub fn short(text: &str) -> alloc::string::String {
    match split(text) {
        (start, "") => start.into(),
        (start, _) => alloc::format!("{start}…"),
    }
}

fn split(text: &str) -> (&str, &str) {
    text.split_at(text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end))
}

/// A path, whole, with every character escaped that does not show.
#[cfg(feature = "std")]
pub struct ShownPath<'a>(pub &'a std::path::Path);

#[cfg(feature = "std")]
impl fmt::Display for ShownPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(&self.0.to_string_lossy(), f)
    }
}

/// Writes `text` with the escapes of a Rust string; quotes and backslashes do no harm and stay.
fn escape(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const HARMLESS: [char; 3] = ['"', '\'', '\\'];

    for piece in text.split_inclusive(HARMLESS) {
        let start = piece.trim_end_matches(HARMLESS);
        write!(f, "{}{}", start.escape_debug(), &piece[start.len()..])?;
    }
    Ok(())
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use std::path::Path;
    use std::string::{String, ToString};

    #[test]
    fn what_shows_stays_and_what_does_not_is_escaped() {
        for text in ["", "conv1.weight", "größe_λ 猫 \"a\" 'b' c:\\d"] {
            assert_eq!(Shown(text).to_string(), text);
            assert_eq!(ShownPath(Path::new(text)).to_string(), text);
        }
        // Colours, the cursor, a new line, right to left, nothing visible.
        for letter in [
            '\u{1b}',
            '\r',
            '\n',
            '\t',
            '\0',
            '\u{7f}',
            '\u{9b}',
            '\u{202e}',
            '\u{2066}',
            '\u{200b}',
            '\u{feff}',
            '\u{2028}',
            '\u{e0041}',
        ] {
            for text in [String::from(letter), std::format!("a{letter}b")] {
                let shown = Shown(&text).to_string();
                assert!(!shown.contains(letter) && shown.contains('\\'), "{shown}");
                assert_eq!(ShownPath(Path::new(&text)).to_string(), shown);
            }
        }
        assert_eq!(Shown("\u{1b}[31m").to_string(), "\\u{1b}[31m");
    }

    #[test]
    fn a_long_text_is_cut() {
        for letter in ["a", "猫"] {
            let whole = letter.repeat(LONGEST);
            assert_eq!(Shown(&whole).to_string(), whole);
            let shown = whole.clone() + "…";
            assert_eq!(
                (Shown(&letter.repeat(1_000_000)).to_string(), short(&letter.repeat(81))),
                (shown.clone(), shown.clone())
            );
            assert_eq!(Shown(&shown).to_string(), shown);
        }
    }
}
