//! How well a network does while it learns.

use lenet_runtime::Tile;
use lenet_runtime::train::{Class, CrossEntropy, Loss, Sum};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Cross-entropy that also counts how many images the network got right.
#[derive(Default)]
pub(crate) struct Counting {
    loss: CrossEntropy<'static>,
    right: AtomicUsize,
}

impl Counting {
    /// How many were right since this was last asked.
    pub(crate) fn take(&self) -> usize {
        self.right.swap(0, Ordering::Relaxed)
    }
}

impl<const K: usize, T: Class> Loss<[f32; K], T> for Counting {
    fn tile<const L: usize>(&self, y: &Tile<[f32; K], L>, targets: &[&T], dy: &mut Tile<[f32; K], L>) -> Sum {
        let right = targets.iter().enumerate().filter(|&(lane, class)| {
            let truth = usize::try_from(class.number()).ok().and_then(|class| y.lanes().get(class));
            truth.is_some_and(|truth| y.lanes().iter().all(|other| other[lane] <= truth[lane]))
        });
        self.right.fetch_add(right.count(), Ordering::Relaxed);
        self.loss.tile(y, targets, dy)
    }
}
