//! The parts of a picture that hang together, and which of them are the digit.

use super::{Grey, Mask};

/// Ink that hangs together, corners included.
struct Part {
    pixels: Vec<[usize; 2]>,
    /// The first column and row, and those behind the last.
    start: [usize; 2],
    end: [usize; 2],
    /// The sum of the ink.
    mass: f32,
    /// How many of its pixels are at the border of the picture.
    at_border: usize,
}

impl Part {
    fn size(&self) -> [usize; 2] {
        [self.end[0] - self.start[0], self.end[1] - self.start[1]]
    }

    fn longer(&self) -> f32 {
        let [width, height] = self.size();
        width.max(height) as f32
    }

    /// Whether it lies along the border, as what is seen beside a sheet does.
    fn is_margin(&self) -> bool {
        self.at_border as f32 >= 0.6 * self.longer()
    }

    /// Whether it stands around another part, as a frame or a circle around a digit does.
    fn frames(&self, other: &Self) -> bool {
        let within = (0..2).all(|axis| self.start[axis] < other.start[axis] && other.end[axis] < self.end[axis]);
        let [width, height] = self.size();
        let full = self.pixels.len() as f32 / (width * height) as f32;
        // The thinner it is, the surer: a zero may have a speck in it.
        let least = match full {
            ..0.12 => 0.1,
            ..0.4 => 0.3,
            _ => return false,
        };
        within && other.longer() >= least * self.longer()
    }

    /// How far it is from another part, box from box.
    fn distance(&self, other: &Self) -> f32 {
        let gap = |axis: usize| {
            let (a, b) = (self.start[axis].max(other.start[axis]), self.end[axis].min(other.end[axis]));
            a.saturating_sub(b) as f32
        };
        gap(0).hypot(gap(1))
    }

    /// How much it looks like the digit: it is large, in the middle, and not cut off by the border.
    fn likelihood(&self, mask: &Mask) -> f32 {
        let from_middle = |axis: usize, side: usize| (self.start[axis] + self.end[axis]) as f32 / side as f32 - 1.0;
        let far = from_middle(0, mask.width).hypot(from_middle(1, mask.height)).min(1.0);
        let cut = match () {
            () if self.is_margin() => 0.02,
            () if self.at_border > 0 => 0.5,
            () => 1.0,
        };
        self.mass * (1.0 - 0.6 * far) * cut
    }
}

/// The pixels of the digit: its largest part and the others that belong to it, without frames, specks and what is cut off by the border.
pub(super) fn digit(mask: &Mask, ink: &Grey) -> Mask {
    let mut parts = parts(mask, ink);
    let frames: Vec<bool> = parts.iter().map(|part| parts.iter().any(|other| part.frames(other))).collect();
    let mut frames = frames.into_iter();
    parts.retain(|_| !frames.next().unwrap_or(false));
    let main = parts.iter().max_by(|a, b| a.likelihood(mask).total_cmp(&b.likelihood(mask)));
    let mut digit = Mask::new(mask.width, mask.height);
    let Some(main) = main else { return digit };
    for part in &parts {
        let share = part.mass / main.mass;
        let near = match () {
            () if share < 0.01 => 0.0,
            () if share < 0.08 => 0.05,
            () => 0.3,
        };
        let is_cut = part.at_border > 0 && main.at_border == 0;
        let belongs = share >= 0.003 && part.distance(main) <= near * main.longer() && !is_cut && !part.is_margin();
        if belongs || std::ptr::eq(part, main) {
            part.pixels.iter().for_each(|&[x, y]| digit.set(x, y, true));
        }
    }
    digit
}

fn parts(mask: &Mask, ink: &Grey) -> Vec<Part> {
    let mut seen = Mask::new(mask.width, mask.height);
    let mut parts = Vec::new();
    for (x, y) in (0..mask.height).flat_map(|y| (0..mask.width).map(move |x| (x, y))) {
        if !mask.get(x as isize, y as isize) || seen.get(x as isize, y as isize) {
            continue;
        }
        let mut part = Part { pixels: vec![[x, y]], start: [x, y], end: [x + 1, y + 1], mass: 0.0, at_border: 0 };
        seen.set(x, y, true);
        let mut next = 0;
        while let Some(&[x, y]) = part.pixels.get(next) {
            next += 1;
            part.start = [part.start[0].min(x), part.start[1].min(y)];
            part.end = [part.end[0].max(x + 1), part.end[1].max(y + 1)];
            part.mass += ink.get_pixel(x as u32, y as u32).0[0];
            part.at_border += usize::from(x == 0 || y == 0 || x + 1 == mask.width || y + 1 == mask.height);
            for (i, j) in (-1..=1).flat_map(|j| (-1..=1).map(move |i| (i, j))) {
                let (i, j) = (x as isize + i, y as isize + j);
                if mask.get(i, j) && !seen.get(i, j) {
                    seen.set(i as usize, j as usize, true);
                    part.pixels.push([i as usize, j as usize]);
                }
            }
        }
        parts.push(part);
    }
    parts
}
