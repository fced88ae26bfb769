//! Enough of JSON (RFC 8259) to read the header of a weight file.
//!
//! A reader of our own, because a header must be refused if a name stands twice, which a map forgets, and because the
//! usual crates would take a third of the time that this one takes to build.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::str::Chars;

/// How deep arrays and objects may stand in each other: a header needs 3.
const DEEPEST: usize = 32;

/// A JSON value. An object keeps its entries in their order, and all of those with one name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// The digits as they stand there.
    Number(String),
    String(String),
    Array(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Reads a text that is one value.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let text = core::str::from_utf8(bytes).map_err(|error| format!("{error}"))?;
        let mut reader = Reader { rest: text.chars(), length: text.len() };
        let value = reader.value(DEEPEST)?;
        match reader.peek() {
            None => Ok(value),
            Some(_) => Err(reader.expected("nothing more")),
        }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The numbers of an array of whole numbers.
    pub(super) fn whole_numbers(&self) -> Option<Vec<usize>> {
        let Self::Array(values) = self else { return None };
        let whole = |value: &Self| if let Self::Number(digits) = value { digits.parse().ok() } else { None };
        values.iter().map(whole).collect()
    }
}

/// The value as JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(digits) => f.write_str(digits),
            Self::String(text) => {
                f.write_char('"')?;
                for letter in text.chars() {
                    match letter {
                        '"' | '\\' => write!(f, "\\{letter}")?,
                        '\0'..='\x1f' => write!(f, "\\u{:04x}", u32::from(letter))?,
                        _ => f.write_char(letter)?,
                    }
                }
                f.write_char('"')
            }
            Self::Array(values) => {
                f.write_char('[')?;
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if index > 0 { "," } else { "" })?;
                }
                f.write_char(']')
            }
            Self::Object(entries) => {
                f.write_char('{')?;
                for (index, (name, value)) in entries.iter().enumerate() {
                    let name = Self::String(name.clone());
                    write!(f, "{}{name}:{value}", if index > 0 { "," } else { "" })?;
                }
                f.write_char('}')
            }
        }
    }
}

struct Reader<'a> {
    rest: Chars<'a>,
    length: usize,
}

impl Reader<'_> {
    /// The next character that is not white space.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest.as_str().trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest = rest.chars();
        rest.chars().next()
    }

    fn expected(&self, what: &str) -> String {
        let place = self.length - self.rest.as_str().len();
        match self.rest.clone().next() {
            Some(letter) => format!("expected {what} at byte {place}, found {letter:?}"),
            None => format!("expected {what} at byte {place}, found the end"),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, String> {
        let Some(inner) = depth.checked_sub(1) else { return Err(self.expected("values less deep in each other")) };
        match self.peek() {
            Some('{') => {
                let mut entries = Vec::new();
                self.list('}', |reader| {
                    if reader.peek() != Some('"') {
                        return Err(reader.expected("a name in quotes"));
                    }
                    let name = reader.string()?;
                    if reader.peek() != Some(':') {
                        return Err(reader.expected("`:`"));
                    }
                    reader.rest.next();
                    entries.push((name, reader.value(inner)?));
                    Ok(())
                })?;
                Ok(Value::Object(entries))
            }
            Some('[') => {
                let mut values = Vec::new();
                self.list(']', |reader| {
                    values.push(reader.value(inner)?);
                    Ok(())
                })?;
                Ok(Value::Array(values))
            }
            Some('"') => self.string().map(Value::String),
            Some('-' | '0'..='9') => self.number(),
            _ => {
                let words = [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))];
                for (word, value) in words {
                    if let Some(rest) = self.rest.as_str().strip_prefix(word) {
                        self.rest = rest.chars();
                        return Ok(value);
                    }
                }
                Err(self.expected("a value"))
            }
        }
    }

    /// What stands between an opening character, which comes next, and `end`, with commas between.
    fn list(&mut self, end: char, mut entry: impl FnMut(&mut Self) -> Result<(), String>) -> Result<(), String> {
        self.rest.next();
        if self.peek() == Some(end) {
            self.rest.next();
            return Ok(());
        }
        loop {
            entry(self)?;
            match self.peek() {
                Some(',') => self.rest.next(),
                Some(last) if last == end => {
                    self.rest.next();
                    return Ok(());
                }
                _ => return Err(self.expected(&format!("`,` or `{end}`"))),
            };
        }
    }

    fn string(&mut self) -> Result<String, String> {
        self.rest.next();
        let mut text = String::new();
        loop {
            let before = self.rest.clone();
            match self.rest.next() {
                Some('"') => return Ok(text),
                Some('\\') => match self.escaped() {
                    Some(letter) => text.push(letter),
                    None => {
                        self.rest = before;
                        return Err(self.expected("an escape that JSON knows"));
                    }
                },
                Some(letter) if letter >= ' ' => text.push(letter),
                _ => {
                    self.rest = before;
                    return Err(self.expected("the end of a string"));
                }
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.rest.next()? {
            letter @ ('"' | '\\' | '/') => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.four_digits()?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first);
                }
                // A character past 16 bits is written as a pair of surrogates.
                if self.rest.next()? != '\\' || self.rest.next()? != 'u' {
                    return None;
                }
                let second = self.four_digits()?.checked_sub(0xdc00).filter(|&low| low < 0x400)?;
                return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second);
            }
            _ => return None,
        })
    }

    fn four_digits(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |number, _| Some(16 * number + self.rest.next()?.to_digit(16)?))
    }

    /// `-`? digits without a leading zero, then perhaps a fraction, then perhaps an exponent.
    fn number(&mut self) -> Result<Value, String> {
        let start = self.rest.as_str();
        self.skip(&['-']);
        if !self.skip(&['0']) {
            self.digits()?;
        }
        if self.skip(&['.']) {
            self.digits()?;
        }
        if self.skip(&['e', 'E']) {
            self.skip(&['+', '-']);
            self.digits()?;
        }
        let length = start.len() - self.rest.as_str().len();
        Ok(Value::Number(start[..length].into()))
    }

    fn skip(&mut self, letters: &[char]) -> bool {
        let rest = self.rest.as_str();
        let skipped = rest.starts_with(letters);
        if skipped {
            self.rest.next();
        }
        skipped
    }

    fn digits(&mut self) -> Result<(), String> {
        let rest = self.rest.as_str().trim_start_matches(|letter: char| letter.is_ascii_digit());
        if rest.len() == self.rest.as_str().len() {
            return Err(self.expected("a digit"));
        }
        self.rest = rest.chars();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        Value::read(text.as_bytes()).map(|value| format!("{value}"))
    }

    #[test]
    fn what_is_json_is_read_and_written_again() {
        for text in ["{}", "[]", r#"{"a":[1,-2.5e+3,0],"b":{"c":null},"a":true}"#, r#""\u0001\"\\é""#, "0.5", "false"]
        {
            assert_eq!(read(text).as_deref(), Ok(text));
        }
        assert_eq!(read(" { \"a\" : [ 1 ,\n2 ] } ").as_deref(), Ok(r#"{"a":[1,2]}"#));
        assert_eq!(read(r#""\/\n\u00e9\ud83d\ude00""#).as_deref(), Ok("\"/\\u000aé😀\""));
    }

    #[test]
    fn what_is_not_json_is_refused_at_its_place() {
        for text in [
            "",
            "{",
            "[1,]",
            "[1 2]",
            "{\"a\"}",
            "{a:1}",
            "{\"a\":1,}",
            "01",
            "1.",
            "-",
            "1e",
            "+1",
            ".5",
            "nul",
            "\"",
            "\"\n\"",
            r#""\x""#,
            r#""\ud800""#,
            r#""\ud800\u0041""#,
            r#""\u12""#,
            "1 2",
            "\u{feff}1",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("[1, x]").unwrap_err(), "expected a value at byte 4, found 'x'");
        assert_eq!(read("[1").unwrap_err(), "expected `,` or `]` at byte 2, found the end");
        assert!(Value::read(&[b'"', 0xff, b'"']).is_err());
        assert!(read(&"[".repeat(100_000)).is_err(), "depth is limited, so that no stack overflows");
    }

    #[test]
    fn only_whole_numbers_are_sizes() {
        let numbers = |text: &str| Value::read(text.as_bytes()).unwrap().whole_numbers();
        assert_eq!(numbers("[6, 1, 5]"), Some(alloc::vec![6, 1, 5]));
        for text in ["[1.0]", "[-1]", "[1e3]", "[99999999999999999999]", "1", "[\"1\"]"] {
            assert_eq!(numbers(text), None, "{text}");
        }
    }
}
