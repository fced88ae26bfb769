//! How the padding of a window is written.

use crate::shape::Window;
use core::fmt::{self, Display, Formatter};

/// The padding of a window over rows and columns: `1` on every side; `2×1`, two above and below and one on the left and on the
/// right; or each side by its name where opposite sides differ, `top 0, bottom 1, left 0, right 1`.
pub(crate) struct Padding([Window; 2]);

impl Padding {
    /// `None` where there is no padding.
    pub(crate) fn of(window: [Window; 2]) -> Option<Self> {
        window.iter().any(|axis| axis.before + axis.after > 0).then_some(Self(window))
    }

    /// Whether opposite sides differ.
    pub(crate) fn is_uneven(&self) -> bool {
        self.0.iter().any(|axis| axis.before != axis.after)
    }
}

impl Display for Padding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [rows, columns] = &self.0;
        if self.is_uneven() {
            let [top, bottom, left, right] = [rows.before, rows.after, columns.before, columns.after];
            return write!(f, "top {top}, bottom {bottom}, left {left}, right {right}");
        }
        match (rows.before, columns.before) {
            (rows, columns) if rows == columns => write!(f, "{rows}"),
            (rows, columns) => write!(f, "{rows}×{columns}"),
        }
    }
}
