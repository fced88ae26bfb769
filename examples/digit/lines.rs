//! The lines of ruled and squared paper, and of frames: straight, thin, and from one border to the other.

use super::Mask;

/// The steepest line, in rows a column: a page that lies askew.
const STEEPEST: f32 = 0.1;
/// The share of the columns in which a line has ink.
const COVERED: f32 = 0.85;
/// The thickest line, as a share of the longer side. Strokes of a digit that reaches from border to border are thicker.
const THICKEST: f32 = 0.025;

/// The mask without the lines, across and down, but with the strokes that cross them.
pub(super) fn removed(mask: &Mask) -> Mask {
    let mut mask = mask.clone();
    across(&mut mask);
    let mut turned = mask.transposed();
    across(&mut turned);
    turned.transposed()
}

fn across(mask: &mut Mask) {
    let (width, height) = (mask.width, mask.height);
    if width.min(height) < 64 || 2 * mask.count() > width * height {
        return;
    }
    let thickest = (THICKEST * width.max(height) as f32).ceil() as usize;
    // Some columns tell a line.
    let columns: Vec<usize> = (0..width).step_by(width.div_ceil(128)).collect();
    let steps = (STEEPEST * width as f32 / 2.0) as isize;
    let mut lines = Vec::new();
    for step in -steps..=steps {
        let slope = 2.0 * step as f32 / width as f32;
        let drift: Vec<isize> =
            columns.iter().map(|&x| ((x as f32 - width as f32 / 2.0) * slope).round() as isize).collect();
        for y in 0..height as isize {
            let inked = columns.iter().zip(&drift).filter(|(x, drift)| mask.get(**x as isize, y + **drift)).count();
            if inked as f32 >= COVERED * columns.len() as f32 {
                lines.push((inked, y, slope));
            }
        }
    }
    // The surest first.
    lines.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.abs().total_cmp(&b.2.abs())));
    let found = mask.clone();
    for (_, y, slope) in lines {
        let runs: Vec<(usize, [usize; 2])> = (0..width)
            .filter_map(|x| {
                let y = y + ((x as f32 - width as f32 / 2.0) * slope).round() as isize;
                Some((x, found.run(x, y)?))
            })
            .collect();
        let mut lengths: Vec<usize> = runs.iter().map(|(_, [start, end])| end - start).collect();
        lengths.sort_unstable();
        let thickness = lengths[lengths.len() / 2];
        if thickness > thickest {
            continue;
        }
        for (x, [start, end]) in runs {
            if end - start <= thickness + thickness.div_ceil(2) {
                (start..end).for_each(|y| mask.set(x, y, false));
            }
        }
    }
}
