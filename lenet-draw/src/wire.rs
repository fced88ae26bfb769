//! The edges of the picture, as lines with round bends.

use super::layout::BEND;
use lenet_runtime::Shape;

/// The way of a value from the layer that computed it towards one that reads it.
#[derive(Clone)]
pub(super) struct Wire {
    /// The layer that it comes from.
    pub(super) from: String,
    pub(super) shape: Shape,
    /// Where it starts, and each of its turns so far.
    pub(super) points: Vec<(i32, i32)>,
    /// Where its label stands.
    pub(super) label: Option<(i32, i32)>,
}

impl Wire {
    pub(super) fn new(from: &str, shape: Shape, x: i32, y: i32) -> Self {
        Self { from: from.into(), shape, points: vec![(x, y)], label: None }
    }

    pub(super) fn end(&self) -> (i32, i32) {
        self.points[self.points.len() - 1]
    }

    /// Goes on, down or up, to `y`.
    pub(super) fn down(&mut self, y: i32) {
        self.points.push((self.end().0, y));
    }

    /// Goes on sideways to `x`.
    pub(super) fn across(&mut self, x: i32) {
        self.points.push((x, self.end().1));
    }

    /// The way as the data of an SVG path.
    pub(super) fn path(&self) -> String {
        let corners = self.corners();
        let mut path = format!("M{} {}", corners[0].0, corners[0].1);
        for turn in corners.windows(3) {
            let (x, y) = turn[1];
            // Leaves the line at most half-way, because the next bend may take the other half.
            let toward = |to: (i32, i32)| {
                let (dx, dy) = (to.0 - x, to.1 - y);
                let step = BEND.min((dx.abs() + dy.abs()) / 2);
                (x + dx.signum() * step, y + dy.signum() * step)
            };
            let (start, end) = (toward(turn[0]), toward(turn[2]));
            path += &format!("L{} {}Q{x} {y} {} {}", start.0, start.1, end.0, end.1);
        }
        let (x, y) = self.end();
        path + &format!("L{x} {y}")
    }

    /// The points without those at which it does not turn.
    fn corners(&self) -> Vec<(i32, i32)> {
        let mut corners: Vec<(i32, i32)> = Vec::new();
        for &(x, y) in &self.points {
            if corners.last() == Some(&(x, y)) {
                continue;
            }
            if let [.., a, b] = corners[..]
                && ((a.0, b.0) == (x, x) || (a.1, b.1) == (y, y))
            {
                corners.pop();
            }
            corners.push((x, y));
        }
        corners
    }
}
