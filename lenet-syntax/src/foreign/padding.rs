//! Paddings.

use crate::words;

/// The same word of ours, however it is spelled: `SAME_UPPER`, `SameUpper`, `"same"`, `Padding::Same`.
pub fn padding_word(text: &str) -> Option<&'static str> {
    let last = text.rsplit("::").next().unwrap_or(text).trim_matches(['"', '\'']);
    let plain = |text: &str| text.replace(['_', '-', ' '], "").to_lowercase();
    words::PADDINGS.iter().copied().find(|word| plain(word) == plain(last))
}

/// What to write for a padding of another library that has no number.
pub fn padding(text: &str) -> Option<&'static str> {
    let last = text.rsplit("::").next().unwrap_or(text).trim_matches(['"', '\'']);
    Some(match last.to_lowercase().as_str() {
        "none" | "null" | "no" | "off" | "notset" | "false" | "explicit" => "write `valid`, or leave it out",
        "half" | "true" | "auto" | "same_pad" | "same_both" | "keep" => "`same` keeps the size",
        "full" => "`each_side(2)` pads by one less than a kernel of 3",
        "causal" => "`edges(top: 0, bottom: 0, left: 2, right: 0)` pads before the columns alone",
        "zeros" | "zero" | "constant" => "padding is of zeros, and the word says how many: `each_side(1)`",
        "reflect" | "reflection" | "mirror" => {
            "padding is of zeros; the layer `pad(each_side(1), mode: reflect)` before it is not"
        }
        "replicate" | "border" | "edge" => {
            "padding is of zeros; the layer `pad(each_side(1), mode: replicate)` before it is not"
        }
        "circular" | "wrap" => "padding is of zeros; the layer `pad(each_side(1), mode: circular)` before it is not",
        "symmetric" => {
            "padding is of zeros; the layer `pad` before it also knows `mode: reflect`, `replicate` and `circular`"
        }
        _ if text.starts_with(['"', '\'']) => {
            "it is `each_side(1)`, `total(2)`, `edges(…)`, `same`, `same_lower`, `same_upper` or `valid`"
        }
        _ => return None,
    })
}

/// What to write for more than two numbers of a padding.
pub fn padding_numbers(numbers: &[String]) -> String {
    match numbers {
        [one, rest @ ..] if rest.len() == 3 && rest.iter().all(|number| number == one) => format!(
            "`each_side({one})`, or each edge by name: `edges(top: {one}, bottom: {one}, left: {one}, right: {one})`"
        ),
        [_, _, _, _] => "libraries differ in the order of four numbers; name them: \
                         `edges(top: 1, bottom: 0, left: 1, right: 0)`"
            .to_owned(),
        _ => "`each_side((rows, columns))`, or `edges(top: 1, bottom: 0, left: 1, right: 0)`".to_owned(),
    }
}

/// A padding of another library: numbers are for each side.
pub(super) fn padding_of(value: &str) -> String {
    match padding_word(value) {
        Some(word) => word.to_owned(),
        None if value.starts_with(|first: char| first.is_ascii_digit() || first == '(' || first.is_uppercase()) => {
            format!("each_side({value})")
        }
        None => value.to_owned(),
    }
}
