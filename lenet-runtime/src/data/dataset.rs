//! Images with their labels.

use alloc::vec::Vec;

/// Images and the class of each: `labels[i]` belongs to `images[i]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset<V> {
    /// The images, as the network reads them.
    pub images: Vec<V>,
    /// The class of each image, counted from 0.
    pub labels: Vec<u8>,
}

impl<V> Dataset<V> {
    /// How many images there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.images.len()
    }

    /// Whether there is no image.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.images.is_empty()
    }

    /// Keeps the first `count` images; all of them if there are fewer.
    pub fn truncate(&mut self, count: usize) {
        self.images.truncate(count);
        self.labels.truncate(count);
    }
}
