//! `padding: same` halves what keeps the size. Where that is odd, libraries put the odd row on different sides, so `same`
//! alone is not enough.

use super::trail::{self, Trail};
use super::{Checker, Layer};
use crate::plan::{Axis, Claim, Size};
use crate::shape::{self, Window};
use proc_macro2::Ident;

impl Checker<'_> {
    /// The total padding of both axes is even. Where only rustc knows it, rustc is asked.
    pub(super) fn same_is_even(&mut self, layer: &Layer, word: &Ident, axes: &[Axis; 2]) {
        let known = [axes[0].known(), axes[1].known()];
        let is_odd = |axis: &Window| !axis.padding().is_multiple_of(2);
        let needs = |(rule, one): (String, bool), one_of: &str, many: &str| {
            let text = format!("needs {rule} {} of padding", if one { one_of } else { many });
            Trail { name: layer.name.to_owned(), text, rule: None }
        };
        let mut lines = self.trail.clone();
        let which = match (known[0].filter(is_odd).map(total), known[1].filter(is_odd).map(total)) {
            (None, None) => {
                if known.contains(&None) {
                    self.prove(word.span(), Claim::Halves { layer: layer.name.to_owned(), axes: axes.clone() });
                }
                return;
            }
            (Some(rows), Some(columns)) if rows == columns => {
                lines.push(needs(rows, "row and column", "rows and columns"));
                "rows and columns"
            }
            (Some(rows), Some(columns)) => {
                lines.push(needs(rows, "row", "rows"));
                lines.push(needs(columns, "column", "columns"));
                "rows and columns"
            }
            (Some(rows), None) => {
                lines.push(needs(rows, "row", "rows"));
                "rows"
            }
            (None, Some(columns)) => {
                lines.push(needs(columns, "column", "columns"));
                "columns"
            }
        };
        let message = format!(
            "the padding of `{}` is ambiguous: `same` needs an odd number of {which}, and libraries put the odd one on \
             different sides\n\n{}\n\nhelp: write one of\n{}",
            layer.name,
            trail::table(&lines),
            spellings(known)
        );
        self.mistake(word.span(), message);
    }
}

/// `(16 − 1)·2 + 3 − 32 = 1`, and whether that is 1.
fn total(axis: Window) -> (String, bool) {
    let (Window { size, stride, .. }, padding) = (axis, axis.padding());
    (format!("({} − 1)·{stride} + {} − {size} = {padding}", size.div_ceil(stride), axis.reach()), padding == 1)
}

/// What the padding could mean: the words, and how many rows and columns each puts where.
fn spellings(axes: [Option<Window>; 2]) -> String {
    let sides = |sides: fn(Window) -> (usize, usize)| {
        let words = |axis: Window| {
            let (before, after) = sides(axis);
            format!("{before} before, {after} after")
        };
        match (axes[0].map(words), axes[1].map(words)) {
            (Some(rows), Some(columns)) if rows == columns => rows,
            (Some(rows), Some(columns)) => format!("rows {rows}; columns {columns}"),
            (Some(rows), None) => format!("rows {rows}"),
            (None, Some(columns)) => format!("columns {columns}"),
            (None, None) => String::new(),
        }
    };
    let lower = sides(|axis| (axis.padding().div_ceil(2), axis.padding() / 2));
    let upper = sides(|axis| (axis.padding() / 2, axis.padding().div_ceil(2)));
    let strides = axes.iter().flatten().any(|axis| axis.stride > 1);
    let whose = if strides { "TensorFlow's, Keras's" } else { "TensorFlow's, Keras's, PyTorch's `same`" };
    let mut lines = vec![
        ["`padding: same_lower`".to_owned(), lower, "the textbook's, ONNX's SAME_LOWER".to_owned()],
        ["`padding: same_upper`".to_owned(), upper, format!("{whose}, ONNX's SAME_UPPER")],
    ];
    // As much on every side gives the same size where the window has a middle.
    if let [Some(rows), Some(columns)] = axes
        && strides
        && !rows.reach().is_multiple_of(2)
        && !columns.reach().is_multiple_of(2)
    {
        let [rows, columns] = [rows.reach() / 2, columns.reach() / 2];
        let both = if rows == columns { rows.to_string() } else { format!("({rows}, {columns})") };
        let each = sides(|axis| (axis.reach() / 2, axis.reach() / 2));
        lines.push([format!("`padding: each_side({both})`"), each, format!("PyTorch's `padding={both}`")]);
    }
    trail::aligned(&lines)
}

/// The total padding that keeps the size, where all that it follows from is known.
pub fn padding(size: &Size, kernel: &Size, stride: &Size, dilation: &Size) -> Option<usize> {
    let reach = dilation.known()? * (kernel.known()? - 1) + 1;
    Some(shape::same(size.known()?, reach, stride.known()?))
}

/// The padding that keeps the size, as a message proposes it.
pub fn word(axes: &[Window]) -> &'static str {
    let odd = axes.iter().any(|axis| !shape::same(axis.size, axis.reach(), axis.stride).is_multiple_of(2));
    if odd { "`padding: same_lower` or `same_upper`" } else { "`padding: same`" }
}
