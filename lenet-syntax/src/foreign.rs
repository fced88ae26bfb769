//! What other libraries call things, and what to write here: PyTorch, Keras, ONNX and the like.

mod argument;
mod axis;
mod call;
mod layer;
mod padding;
#[cfg(test)]
mod tests;

pub use argument::argument;
pub use axis::axis;
pub use call::{Given, Order, call};
pub use layer::{is_layer, is_module, message};
pub use padding::{padding, padding_numbers, padding_word};
