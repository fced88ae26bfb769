//! Handwritten digits that stand in the program: MNIST's, 28 × 28 bytes after the class.

use lenet_runtime::{Plain, Tensor};

/// A picture.
pub type Image = Tensor<1, 28, 28>;

const BYTES: &[u8] = include_bytes!("../digits.bin");

/// The first of MNIST's digits for tests.
pub const FIRST: usize = 20;
/// Those among them that the small network misreads as it was trained.
pub const MISREAD: usize = 10;

/// A picture with its class.
#[derive(Clone, Copy)]
pub struct Digit(&'static [u8; 785]);

/// All pictures: [`FIRST`], then [`MISREAD`].
pub fn all() -> impl Iterator<Item = Digit> {
    BYTES.as_chunks().0.iter().map(Digit)
}

impl Digit {
    /// What the picture shows.
    pub const fn class(self) -> u8 {
        self.0[0]
    }

    /// Writes the picture as the networks were trained on them: with MNIST's mean and deviation taken out.
    pub fn draw(self, image: &mut Image) {
        for (number, byte) in image.floats_mut().iter_mut().zip(&self.0[1..]) {
            *number = (f32::from(*byte) / 255.0 - 0.1307) / 0.3081;
        }
    }
}
