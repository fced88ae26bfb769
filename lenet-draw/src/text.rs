//! How wide a text is, how it is written into a document, and how a number is written.

/// The width in pixels of a text in a monospaced font of this size, or a little more than that.
///
/// The fonts that the pictures ask for are 0.55 to 0.61 times as wide as high. Letters of other scripts may come from
/// another font, and may be as wide as high.
pub(super) fn width(text: &str, size: i32) -> i32 {
    let hundredths: i32 = text.chars().map(|letter| if letter < '\u{2E80}' { 62 } else { 105 }).sum();
    (hundredths * size + 99) / 100
}

/// The text with `replace` applied to every character that has a replacement.
pub(super) fn escape(text: &str, replace: fn(char) -> Option<&'static str>) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match replace(letter) {
            Some(replacement) => escaped.push_str(replacement),
            None => escaped.push(letter),
        }
    }
    escaped
}

/// A number with a comma before every three digits.
pub(super) fn thousands(number: u64) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", thousands(number / 1000), number % 1000),
    }
}
