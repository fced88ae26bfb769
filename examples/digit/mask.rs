//! Which pixels of a picture are meant.

/// A bit for each pixel.
#[derive(Clone)]
pub(super) struct Mask {
    pub(super) width: usize,
    pub(super) height: usize,
    bits: Vec<bool>,
}

impl Mask {
    /// No pixel.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, bits: vec![false; width * height] }
    }

    /// Beside the picture there is none.
    pub(super) fn get(&self, x: isize, y: isize) -> bool {
        let is_within = x >= 0 && y >= 0 && (x as usize) < self.width && (y as usize) < self.height;
        is_within && self.bits[y as usize * self.width + x as usize]
    }

    pub(super) fn set(&mut self, x: usize, y: usize, bit: bool) {
        self.bits[y * self.width + x] = bit;
    }

    /// The pixels of both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let bits = self.bits.iter().zip(&other.bits).map(|(a, b)| *a && *b).collect();
        Self { bits, ..*self }
    }

    pub(super) fn count(&self) -> usize {
        self.bits.iter().filter(|bit| **bit).count()
    }

    /// The pixels above and below one another that hold (`x`, `y`), or one a row further: the first row, and that behind the last.
    pub(super) fn run(&self, x: usize, y: isize) -> Option<[usize; 2]> {
        let x = x as isize;
        let y = [y, y - 1, y + 1].into_iter().find(|&y| self.get(x, y))?;
        let (mut start, mut end) = (y, y + 1);
        while self.get(x, start - 1) {
            start -= 1;
        }
        while self.get(x, end) {
            end += 1;
        }
        Some([start as usize, end as usize])
    }

    /// Rows become columns.
    pub(super) fn transposed(&self) -> Self {
        let mut turned = Self::new(self.height, self.width);
        for y in 0..self.height {
            for x in 0..self.width {
                turned.set(y, x, self.bits[y * self.width + x]);
            }
        }
        turned
    }

    /// With all pixels that are at most so many rows and columns away.
    pub(super) fn grown(&self, by: usize) -> Self {
        let along = |mask: &Self| {
            let mut grown = Self::new(mask.width, mask.height);
            for y in 0..mask.height {
                for x in (0..mask.width).filter(|x| mask.bits[y * mask.width + x]) {
                    let row = y * mask.width;
                    grown.bits[row + x.saturating_sub(by)..row + (x + by + 1).min(mask.width)].fill(true);
                }
            }
            grown
        };
        along(&along(self).transposed()).transposed()
    }
}
