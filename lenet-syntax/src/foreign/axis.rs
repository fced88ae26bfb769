//! The axis of a `concat`, which others number.

use crate::words::Along;

/// What to write for an argument of another library that says along which axis, if it is one; `value` is its number.
pub fn axis(name: &str, value: &str) -> Option<String> {
    let keras = match name {
        "dim" | "dims" | "dimension" => false,
        "axis" | "axes" | "concat_axis" => true,
        _ => return None,
    };
    // Axis 0 is the images of a batch. Keras has the channels last; PyTorch and ONNX have them first.
    let [first, last] = match value.replace(' ', "").as_str() {
        "1" | "-3" => [Along::Channels, Along::Rows],
        "2" | "-2" => [Along::Rows, Along::Columns],
        "3" | "-1" => [Along::Columns, Along::Channels],
        "0" | "-4" => {
            return Some("axis 0 is the images of a batch, of which a network computes each alone".to_owned());
        }
        _ => return Some("it is called `along` here: `along: channels`, `along: rows` or `along: columns`".to_owned()),
    };
    let (first, last) = (first.word(), last.word());
    Some(if keras {
        format!("it is called `along` here: `along: {last}` as Keras counts, `along: {first}` as ONNX does")
    } else {
        format!("it is called `along` here: `along: {first}`")
    })
}
