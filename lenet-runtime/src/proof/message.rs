//! The sentences of the checks, put together while the program compiles.

use crate::network::Network;
use crate::tensor::{Shape, Value};

/// The first line, and the lines after it, which say in which block a layer stands.
pub const fn split(words: &str) -> (&str, &str) {
    let bytes = words.as_bytes();
    let mut line = 0;
    while line < bytes.len() && bytes[line] != b'\n' {
        line += 1;
    }
    let (first, rest) = words.split_at(line);
    (first, if rest.is_empty() { rest } else { rest.split_at(1).1 })
}

/// Adds the story of a shape: the outputs of the layers from the network's input to the input of `layer`; to the last of
/// all where no layer has that name.
pub const fn story<N: Network>(text: &mut Text, layer: &str) {
    let layers = N::LAYERS;
    let mut row = 0;
    while row < layers.len() && !equal(layers[row].name, layer) {
        row += 1;
    }
    // The way back along the first inputs, which is then told from its end.
    let input = <N::Input as Value>::SHAPE;
    let mut way = [0; 8];
    let (mut length, mut longest, mut widest) = (0, width("input"), columns(input, [0; 3]));
    let mut from = if row < layers.len() { layers[row].inputs[0] } else { layers.len() };
    while from > 0 {
        let layer = &layers[from - 1];
        if length < way.len() {
            way[length] = from;
            longest = larger(longest, width(layer.name));
            widest = columns(layer.output, widest);
        }
        length += 1;
        from = layer.inputs[0];
    }
    text.word("\n\n  input").spaces(longest - width("input") + 3).aligned(input, widest);
    if length > way.len() {
        text.word("\n  …");
        length = way.len();
    }
    while length > 0 {
        length -= 1;
        let layer = &layers[way[length] - 1];
        text.word("\n  ").word(layer.name).spaces(longest - width(layer.name) + 3).aligned(layer.output, widest);
    }
}

/// How many digits the dimensions of images have, at least those of `widest`.
const fn columns(shape: Shape, widest: [usize; 3]) -> [usize; 3] {
    match (shape, widest) {
        (Shape::Image(c, h, w), [a, b, d]) => [larger(digits(c), a), larger(digits(h), b), larger(digits(w), d)],
        (Shape::Vector(_), widest) => widest,
    }
}

pub const fn digits(number: usize) -> usize {
    match number.checked_ilog10() {
        Some(log) => log as usize + 1,
        None => 1,
    }
}

const fn larger(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

pub const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut index = 0;
    while index < a.len() && index < b.len() && a[index] == b[index] {
        index += 1;
    }
    index == a.len() && index == b.len()
}

/// How many letters a word has.
const fn width(word: &str) -> usize {
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

    pub const fn shape(&mut self, shape: Shape) -> &mut Self {
        match shape {
            Shape::Image(c, h, w) => self.number(c).word(" × ").number(h).word(" × ").number(w),
            Shape::Vector(n) => self.number(n),
        }
    }

    /// A shape whose dimensions stand below those of others.
    const fn aligned(&mut self, shape: Shape, widest: [usize; 3]) -> &mut Self {
        match (shape, widest) {
            (Shape::Image(c, h, w), [a, b, d]) => {
                self.spaces(a - digits(c)).number(c).word(" × ").spaces(b - digits(h)).number(h);
                self.word(" × ").spaces(d - digits(w)).number(w)
            }
            (Shape::Vector(n), _) => self.number(n),
        }
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
