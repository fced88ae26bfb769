//! The same format, found in a constant while a program compiles: where the numbers of each tensor stand.
//!
//! What a constant can do in reasonable time is less than what [`read`](crate::read()) does, which `network!` asks first: here
//! nobody looks at the numbers, nor for gaps between them.

/// The most tensors of a file.
pub const MOST: usize = 1 << 14;

/// The header of a file that is a constant.
pub struct Header<'a> {
    file: &'a [u8],
    /// Where the data begins.
    data: usize,
    /// Where the name of each entry begins, its quote, and where its value begins.
    entries: [[u32; 2]; MOST],
    count: usize,
}

/// What is wrong with a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It is shorter than the length of its header says; in bytes.
    Truncated {
        /// The length that follows from the first bytes.
        expected: usize,
    },
    /// What should be the header is none.
    Header,
    /// It has more than [`MOST`] tensors.
    Many,
}

/// A tensor of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    name: usize,
    value: usize,
}

impl<'a> Header<'a> {
    /// Reads the header of a file.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub const fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let Some((length, _)) = file.split_first_chunk::<8>() else { return Err(Fault::Truncated { expected: 8 }) };
        let length = u64::from_le_bytes(*length);
        if length > 1 << 31 {
            return Err(Fault::Header);
        }
        let data = 8 + length as usize;
        if data > file.len() {
            return Err(Fault::Truncated { expected: data });
        }
        let mut header = Self { file, data, entries: [[0; 2]; MOST], count: 0 };
        let mut at = 8;
        if header.byte(at) != b'{' {
            return Err(Fault::Header);
        }
        at = header.space(at + 1);
        while header.byte(at) == b'"' {
            let name = at;
            at = header.space(header.string(at));
            if header.byte(at) != b':' {
                return Err(Fault::Header);
            }
            at = header.space(at + 1);
            if header.count == MOST {
                return Err(Fault::Many);
            }
            header.entries[header.count] = [name as u32, at as u32];
            header.count += 1;
            at = header.space(header.value(at));
            if header.byte(at) == b',' {
                at = header.space(at + 1);
            }
        }
        if header.byte(at) == b'}' && header.space(at + 1) == data { Ok(header) } else { Err(Fault::Header) }
    }

    /// A byte of the header, or 0 behind it.
    const fn byte(&self, at: usize) -> u8 {
        if at < self.data { self.file[at] } else { 0 }
    }

    /// Behind white space.
    const fn space(&self, mut at: usize) -> usize {
        while matches!(self.byte(at), b' ' | b'\t' | b'\n' | b'\r') {
            at += 1;
        }
        at
    }

    /// Behind a string that begins here.
    const fn string(&self, at: usize) -> usize {
        let mut at = at + 1;
        while at < self.data && self.file[at] != b'"' {
            at += if self.file[at] == b'\\' { 2 } else { 1 };
        }
        at + 1
    }

    /// Behind a value that begins here.
    const fn value(&self, mut at: usize) -> usize {
        let mut depth = 0;
        while at < self.data {
            match self.file[at] {
                b'"' => {
                    at = self.string(at);
                    if depth == 0 {
                        return at;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return at,
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// How many entries there are, with that of the metadata.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// An entry by its number.
    #[must_use]
    pub const fn entry(&self, index: usize) -> Entry {
        let [name, value] = self.entries[index];
        Entry { name: name as usize, value: value as usize }
    }

    /// The number of the entry whose name is these pieces. Files have the tensors of a layer side by side, so the
    /// search begins near the entry `from`.
    #[must_use]
    pub const fn find(&self, name: &[&str], from: usize) -> Option<usize> {
        let mut distance = 0;
        while distance <= self.count {
            let after = from + distance;
            if after < self.count && self.is_called(self.entry(after), name) {
                return Some(after);
            }
            if distance <= from && from - distance < self.count && self.is_called(self.entry(from - distance), name) {
                return Some(from - distance);
            }
            distance += 1;
        }
        None
    }

    /// Whether the name of an entry is these pieces.
    #[must_use]
    pub const fn is_called(&self, entry: Entry, name: &[&str]) -> bool {
        let (mut at, mut piece) = (entry.name + 1, 0);
        while piece < name.len() {
            let Some(next) = self.same(at, name[piece].as_bytes()) else { return false };
            (at, piece) = (next, piece + 1);
        }
        self.byte(at) == b'"'
    }

    /// The name of an entry as it stands there.
    #[must_use]
    pub const fn name(&self, entry: Entry) -> &'a str {
        let name = self.file.split_at(self.string(entry.name) - 1).0.split_at(entry.name + 1).1;
        match core::str::from_utf8(name) {
            Ok(name) => name,
            Err(_) => "?",
        }
    }

    /// Whether a field of an entry is this string, or is not there.
    #[must_use]
    pub const fn may_say(&self, entry: Entry, field: &str, text: &str) -> bool {
        match self.field(entry, field) {
            Some(at) => self.is_called(Entry { name: at, value: 0 }, &[text]),
            None => true,
        }
    }

    /// Behind what is the same as `text`, in a string of the header.
    const fn same(&self, mut at: usize, text: &[u8]) -> Option<usize> {
        let mut index = 0;
        while index < text.len() {
            if self.byte(at) != b'\\' {
                if self.byte(at) != text[index] {
                    return None;
                }
                (at, index) = (at + 1, index + 1);
                continue;
            }
            let (bytes, length, next) = self.escaped(at);
            let mut byte = 0;
            while byte < length {
                if index == text.len() || bytes[byte] != text[index] {
                    return None;
                }
                (byte, index) = (byte + 1, index + 1);
            }
            at = next;
        }
        Some(at)
    }

    /// What the escape that begins here stands for, in UTF-8, how many bytes that are, and what is behind it.
    const fn escaped(&self, at: usize) -> ([u8; 4], usize, usize) {
        let (letter, next) = match self.byte(at + 1) {
            b'b' => ('\u{8}', at + 2),
            b'f' => ('\u{c}', at + 2),
            b'n' => ('\n', at + 2),
            b'r' => ('\r', at + 2),
            b't' => ('\t', at + 2),
            b'u' => {
                let (first, second) = (self.four_digits(at + 2), self.four_digits(at + 8));
                let is_pair = first >= 0xd800 && first < 0xdc00 && second >= 0xdc00;
                let (code, next) = match is_pair {
                    true => (0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00), at + 12),
                    false => (first, at + 6),
                };
                match char::from_u32(code) {
                    Some(letter) => (letter, next),
                    None => ('\u{fffd}', next),
                }
            }
            other => (other as char, at + 2),
        };
        let mut bytes = [0; 4];
        let length = letter.encode_utf8(&mut bytes).len();
        (bytes, length, next)
    }

    const fn four_digits(&self, at: usize) -> u32 {
        let (mut number, mut index) = (0, 0);
        while index < 4 {
            let digit = match self.byte(at + index) {
                digit @ b'0'..=b'9' => digit - b'0',
                letter @ b'a'..=b'f' => letter - b'a' + 10,
                letter @ b'A'..=b'F' => letter - b'A' + 10,
                _ => 0,
            };
            number = 16 * number + digit as u32;
            index += 1;
        }
        number
    }

    /// Where the value of a field of an entry begins.
    const fn field(&self, entry: Entry, name: &str) -> Option<usize> {
        if self.byte(entry.value) != b'{' {
            return None;
        }
        let mut at = self.space(entry.value + 1);
        while self.byte(at) == b'"' {
            let field = Entry { name: at, value: 0 };
            at = self.space(self.space(self.string(at)) + 1);
            if self.is_called(field, &[name]) {
                return Some(at);
            }
            at = self.space(self.value(at));
            if self.byte(at) == b',' {
                at = self.space(at + 1);
            }
        }
        None
    }

    /// Whether the numbers of a tensor are `f32`.
    #[must_use]
    pub const fn is_f32(&self, entry: Entry) -> bool {
        self.field(entry, "dtype").is_some() && self.may_say(entry, "dtype", "F32")
    }

    /// A number of the shape of a tensor; `None` behind the last.
    #[must_use]
    pub const fn size(&self, entry: Entry, axis: usize) -> Option<usize> {
        self.number(entry, "shape", axis)
    }

    /// A number of a list of numbers.
    const fn number(&self, entry: Entry, field: &str, index: usize) -> Option<usize> {
        let Some(list) = self.field(entry, field) else { return None };
        if self.byte(list) != b'[' {
            return None;
        }
        let (mut at, mut element) = (self.space(list + 1), 0);
        loop {
            let (mut number, begin) = (0_usize, at);
            while self.byte(at).is_ascii_digit() {
                let Some(ten) = number.checked_mul(10) else { return None };
                let Some(next) = ten.checked_add((self.byte(at) - b'0') as usize) else { return None };
                (number, at) = (next, at + 1);
            }
            if at == begin {
                return None;
            }
            if element == index {
                return Some(number);
            }
            at = self.space(at);
            if self.byte(at) != b',' {
                return None;
            }
            (at, element) = (self.space(at + 1), element + 1);
        }
    }

    /// The bytes of a tensor, if the file has them.
    #[must_use]
    pub const fn bytes(&self, entry: Entry) -> Option<&'a [u8]> {
        let data = self.file.split_at(self.data).1;
        match (self.number(entry, "data_offsets", 0), self.number(entry, "data_offsets", 1)) {
            (Some(begin), Some(end)) if begin <= end && end <= data.len() => {
                Some(data.split_at(end).0.split_at(begin).1)
            }
            _ => None,
        }
    }

    /// How long the file is, by the tensor that ends last.
    #[must_use]
    pub const fn length(&self) -> usize {
        let (mut length, mut index) = (0, 0);
        while index < self.count {
            if let Some(end) = self.number(self.entry(index), "data_offsets", 1)
                && end > length
            {
                length = end;
            }
            index += 1;
        }
        self.data.saturating_add(length)
    }
}
