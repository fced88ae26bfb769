//! Enough of JSON (RFC 8259) to read the header of a weight file.
//!
//! A reader of our own, because a header must be refused if a name stands twice, which a map forgets, and because the
//! usual crates would take a third of the time that this one takes to build. It builds no tree: a value is a piece of the
//! text, so that reading takes hardly more memory than the text does.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::iter;
use core::str::Chars;

/// How deep arrays and objects may stand in each other: a header needs 3.
const DEEPEST: usize = 32;

/// A JSON value: a piece of text that is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value<'a>(&'a str);

impl<'a> Value<'a> {
    /// Reads a text that is one value.
    pub fn read(bytes: &'a [u8]) -> Result<Self, String> {
        let text = core::str::from_utf8(bytes).map_err(|error| format!("{error}"))?;
        let mut reader = Reader::of(text);
        let value = reader.value(DEEPEST)?;
        match reader.peek() {
            None => Ok(value),
            Some(_) => Err(reader.expected("nothing more")),
        }
    }

    /// The value as it stands in the text.
    pub fn text(self) -> &'a str {
        self.0
    }

    /// What a string says.
    pub fn as_str(self) -> Option<Cow<'a, str>> {
        if self.0.starts_with('"') { Reader::of(self.0).string().ok() } else { None }
    }

    /// The entries of an object in their order, all of those with one name among them.
    pub fn entries(self) -> Option<impl Iterator<Item = (Cow<'a, str>, Self)>> {
        self.parts('{', |reader| reader.entry(DEEPEST))
    }

    /// The numbers of an array of whole numbers, `most` at most.
    pub fn whole_numbers(self, most: usize) -> Option<Vec<usize>> {
        let mut numbers = Vec::new();
        for value in self.parts('[', |reader| reader.value(DEEPEST))? {
            if numbers.len() == most {
                return None;
            }
            numbers.push(value.0.parse().ok()?);
        }
        Some(numbers)
    }

    /// The texts of an array of strings.
    pub fn strings(self) -> Option<Vec<String>> {
        let parts = self.parts('[', |reader| reader.value(DEEPEST))?;
        parts.map(|value| value.as_str().map(Cow::into_owned)).collect()
    }

    /// What stands in a list that begins with `start`, if this is one.
    fn parts<T>(
        self,
        start: char,
        part: impl Fn(&mut Reader<'a>) -> Result<T, String>,
    ) -> Option<impl Iterator<Item = T>> {
        let mut reader = Reader::of(self.0.strip_prefix(start)?);
        Some(iter::from_fn(move || {
            reader.peek().filter(|letter| !matches!(letter, ']' | '}'))?;
            // The text is known to be JSON, so every part is there.
            let part = part(&mut reader).ok()?;
            reader.peek();
            reader.skip(&[',']);
            Some(part)
        }))
    }
}

/// A text as a JSON string, in quotes.
pub struct Quoted<'a>(pub &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for letter in self.0.chars() {
            match letter {
                '"' | '\\' => write!(f, "\\{letter}")?,
                '\0'..='\x1f' => write!(f, "\\u{:04x}", u32::from(letter))?,
                _ => f.write_char(letter)?,
            }
        }
        f.write_char('"')
    }
}

struct Reader<'a> {
    rest: Chars<'a>,
    length: usize,
}

impl<'a> Reader<'a> {
    fn of(text: &'a str) -> Self {
        Self { rest: text.chars(), length: text.len() }
    }

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

    /// The text from `start`, of which the rest is still to be read, to here.
    fn since(&self, start: &'a str) -> &'a str {
        &start[..start.len() - self.rest.as_str().len()]
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, String> {
        let Some(inner) = depth.checked_sub(1) else { return Err(self.expected("values less deep in each other")) };
        let first = self.peek();
        let start = self.rest.as_str();
        match first {
            Some('{') => self.list('}', |reader| reader.entry(inner).map(drop))?,
            Some('[') => self.list(']', |reader| reader.value(inner).map(drop))?,
            Some('"') => drop(self.string()?),
            Some('-' | '0'..='9') => self.number()?,
            _ => self.word()?,
        }
        Ok(Value(self.since(start)))
    }

    /// A name and a value of an object.
    fn entry(&mut self, depth: usize) -> Result<(Cow<'a, str>, Value<'a>), String> {
        if self.peek() != Some('"') {
            return Err(self.expected("a name in quotes"));
        }
        let name = self.string()?;
        if self.peek() != Some(':') {
            return Err(self.expected("`:`"));
        }
        self.rest.next();
        Ok((name, self.value(depth)?))
    }

    /// What stands between an opening character, which comes next, and `end`, with commas between.
    fn list(&mut self, end: char, mut part: impl FnMut(&mut Self) -> Result<(), String>) -> Result<(), String> {
        self.rest.next();
        if self.peek() == Some(end) {
            self.rest.next();
            return Ok(());
        }
        loop {
            part(self)?;
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

    /// What a string says, whose opening quote comes next.
    fn string(&mut self) -> Result<Cow<'a, str>, String> {
        self.rest.next();
        let start = self.rest.as_str();
        // Once there was an escape, the string says something else than what stands there.
        let mut unescaped: Option<String> = None;
        loop {
            let before = self.rest.clone();
            let so_far = self.since(start);
            match self.rest.next() {
                Some('"') => return Ok(unescaped.map_or(Cow::Borrowed(so_far), Cow::Owned)),
                Some('\\') => {
                    let text = unescaped.get_or_insert_with(|| {
                        // An escape is never shorter than what it says, so the text never grows past this.
                        let mut text = String::with_capacity(so_far.len() + until_quote(self.rest.as_str()));
                        text.push_str(so_far);
                        text
                    });
                    match self.escaped() {
                        Some(letter) => text.push(letter),
                        None => {
                            self.rest = before;
                            return Err(self.expected("an escape that JSON knows"));
                        }
                    }
                }
                Some(letter) if letter >= ' ' => {
                    if let Some(text) = &mut unescaped {
                        text.push(letter);
                    }
                }
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
    fn number(&mut self) -> Result<(), String> {
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
        Ok(())
    }

    fn word(&mut self) -> Result<(), String> {
        let rest = ["null", "true", "false"].iter().find_map(|word| self.rest.as_str().strip_prefix(word));
        self.rest = rest.ok_or_else(|| self.expected("a value"))?.chars();
        Ok(())
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

/// How many bytes stand before the quote that closes a string, in a text that begins behind a backslash.
fn until_quote(text: &str) -> usize {
    let mut escaped = true;
    let closes = |byte: u8| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    };
    text.bytes().position(closes).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn read(text: &str) -> Result<&str, String> {
        Value::read(text.as_bytes()).map(Value::text)
    }

    #[test]
    fn a_string_with_an_escape_takes_no_more_memory_than_its_text() {
        for text in [r#""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n""#, r#""\"\\\u00e9\ud83d\ude00 \"b""#] {
            let Some(Cow::Owned(said)) = Value::read(text.as_bytes()).unwrap().as_str() else { panic!("{text}") };
            assert!(said.capacity() <= text.len(), "{} bytes for {text}", said.capacity());
        }
    }

    #[test]
    fn what_is_json_is_read_as_it_stands_there() {
        for text in ["{}", "[]", r#"{"a":[1,-2.5e+3,0],"b":{"c":null},"a":true}"#, r#""\u0001\"\\é""#, "0.5", "false"]
        {
            assert_eq!(read(text), Ok(text));
            assert_eq!(read(&format!(" \n{text}\t\r")), Ok(text));
        }
    }

    #[test]
    fn strings_are_unescaped_and_quoted_again() {
        let said = |text: &'static str| Value::read(text.as_bytes()).unwrap().as_str();
        assert_eq!(said(r#""""#).as_deref(), Some(""));
        assert_eq!(said(r#""plain é""#), Some(Cow::Borrowed("plain é")));
        assert_eq!(said(r#""a\/\n\u00e9\ud83d\ude00z""#).as_deref(), Some("a/\né😀z"));
        assert_eq!(said("1"), None);
        for text in ["", "plain é", "\"\\\u{1}\n😀"] {
            let quoted = format!("{}", Quoted(text));
            assert_eq!(Value::read(quoted.as_bytes()).unwrap().as_str().as_deref(), Some(text));
        }
    }

    #[test]
    fn an_object_hands_out_all_its_entries() {
        let text = br#"{ "a" : [1, {"b": "}"}] , "\u0061":"x,]" ,"":{}}"#;
        let entries: Vec<_> = Value::read(text).unwrap().entries().unwrap().collect();
        let expected = [("a", r#"[1, {"b": "}"}]"#), ("a", r#""x,]""#), ("", "{}")];
        assert_eq!(entries, expected.map(|(name, value)| (name.into(), Value(value))));
        assert_eq!(Value::read(b"{ }").unwrap().entries().unwrap().count(), 0);
        assert!(Value::read(b"[1]").unwrap().entries().is_none());
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
        let numbers = |text: &str| Value::read(text.as_bytes()).unwrap().whole_numbers(3);
        assert_eq!(numbers("[6, 1 , 5]"), Some(vec![6, 1, 5]));
        assert_eq!(numbers("[]"), Some(vec![]));
        for text in
            ["[1.0]", "[-1]", "[-0]", "[1e3]", "[99999999999999999999]", "1", "[\"1\"]", "[1,2,3,4]", "{}", "[[1]]"]
        {
            assert_eq!(numbers(text), None, "{text}");
        }
    }
}
