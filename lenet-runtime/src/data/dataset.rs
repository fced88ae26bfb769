//! Images with their labels, and what an image becomes.

use crate::train::Examples;
use alloc::vec::Vec;

/// Images and the class of each: `labels[i]` belongs to `images[i]`. The labels may be other targets than classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset<V, T = u8> {
    /// The images, as the network reads them.
    pub images: Vec<V>,
    /// The class of each image, counted from 0.
    pub labels: Vec<T>,
}

impl<V, T> Dataset<V, T> {
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

/// Which half of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// The images to learn from, `train-…`.
    Train,
    /// The images to judge by, `t10k-…`.
    Test,
}

impl<V: Sync, T: Send + Sync> Examples<V> for Dataset<V, T> {
    type Target = T;

    fn len(&self) -> usize {
        self.images.len()
    }

    fn load(&self, _: usize, _: u64, _: &mut V) -> T {
        unreachable!("every example is stored")
    }

    fn stored(&self, i: usize) -> Option<(&V, &T)> {
        Some((&self.images[i], &self.labels[i]))
    }
}
