//! Messages that are put together while the program compiles.

pub const fn digits(number: usize) -> usize {
    match number.checked_ilog10() {
        Some(log) => log as usize + 1,
        None => 1,
    }
}

pub const fn larger(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

pub const fn equal(a: &str, b: &str) -> bool {
    equal_bytes(a.as_bytes(), b.as_bytes())
}

pub const fn equal_bytes(a: &[u8], b: &[u8]) -> bool {
    let mut index = 0;
    while index < a.len() && index < b.len() && a[index] == b[index] {
        index += 1;
    }
    index == a.len() && index == b.len()
}

/// How many letters a word has.
pub const fn width(word: &str) -> usize {
    let (mut width, mut index) = (0, 0);
    while index < word.len() {
        if word.is_char_boundary(index) {
            width += 1;
        }
        index += 1;
    }
    width
}

/// A message that is put together while the program compiles.
pub struct Text {
    bytes: [u8; 4096],
    length: usize,
}

impl Text {
    pub const fn new() -> Self {
        Self { bytes: [0; 4096], length: 0 }
    }

    pub const fn word(&mut self, word: &str) -> &mut Self {
        let mut index = 0;
        while index < word.len() && self.length < self.bytes.len() {
            self.bytes[self.length] = word.as_bytes()[index];
            self.length += 1;
            index += 1;
        }
        self
    }

    /// Text as bytes.
    #[cfg(feature = "weights")]
    pub const fn bytes(&mut self, word: &[u8]) -> &mut Self {
        match core::str::from_utf8(word) {
            Ok(word) => self.word(word),
            Err(_) => self.word("?"),
        }
    }

    /// What is written.
    #[cfg(any(feature = "safetensors", feature = "weights"))]
    pub const fn written(&self) -> &[u8] {
        self.bytes.split_at(self.length).0
    }

    pub const fn quote(&mut self, name: &str) -> &mut Self {
        self.word("`").word(name).word("`")
    }

    pub const fn spaces(&mut self, count: usize) -> &mut Self {
        let mut index = 0;
        while index < count {
            self.word(" ");
            index += 1;
        }
        self
    }

    pub const fn number(&mut self, number: usize) -> &mut Self {
        if number >= 10 {
            self.number(number / 10);
        }
        self.word("0123456789".split_at(number % 10).1.split_at(1).0)
    }

    pub const fn help(&mut self, help: &str) -> &mut Self {
        self.word("\n\nhelp: ").word(help)
    }

    /// Where there is more to say than there is space, the text ends in `…` behind a whole letter.
    const fn cut(&mut self) {
        const MORE: &[u8; 3] = "…".as_bytes().first_chunk().unwrap();
        if self.length == self.bytes.len() {
            let mut end = self.length - MORE.len();
            while self.bytes[end] & 0b1100_0000 == 0b1000_0000 {
                end -= 1;
            }
            let mut index = 0;
            while index < MORE.len() {
                self.bytes[end + index] = MORE[index];
                index += 1;
            }
            self.length = end + MORE.len();
        }
    }

    /// Ends the message with the block that it is about, and the evaluation with the message.
    #[track_caller]
    pub const fn end(&mut self, call: &str) -> ! {
        if !call.is_empty() {
            self.word("\n\n").word(call);
        }
        self.cut();
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("a layer does not fit"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn a_text_that_is_too_long_ends_behind_a_whole_letter() {
        for letters in ["a", "é", "×", "…", "𝄞", "aé×…𝄞"] {
            for start in 0..4 {
                let mut text = Text::new();
                text.spaces(start);
                for _ in 0..4096 {
                    text.word(letters);
                }
                text.cut();
                let text = core::str::from_utf8(&text.bytes[..text.length]).unwrap();
                assert!(
                    text.len() > 4096 - 8 && text.ends_with('…') && text[start..].starts_with(letters),
                    "{letters}"
                );
            }
        }
        let mut text = Text::new();
        text.word("short").cut();
        assert_eq!(&text.bytes[..text.length], b"short");
    }
}
