//! `padding: same` halves what keeps the size. Where that is odd, libraries put the odd row on different sides, so `same`
//! alone is not enough.

use super::Checker;
use super::layer::Layer;
use super::trail::{self, Trail};
use crate::plan::{Axis, Claim};
use crate::shape::{self, Window};
use proc_macro2::Ident;

impl Checker<'_> {
    /// The total padding of both axes is even. Where only rustc knows it, rustc is asked.
    pub(super) fn same_is_even(&mut self, layer: &Layer, word: &Ident, axes: &[Axis; 2]) {
        let known = axes.each_ref().map(Axis::known);
        let odd = known.map(|axis| axis.filter(|axis| !axis.padding().is_multiple_of(2)));
        if odd == [None, None] {
            if known.contains(&None) {
                self.prove(word.span(), Claim::Halves { layer: layer.name.to_owned(), axes: axes.clone() });
            }
            return;
        }
        let mut lines = self.trail.clone();
        let needs = |text: String| Trail { name: layer.name.to_owned(), text: format!("needs {text}"), rule: None };
        let rules = odd.map(|axis| axis.map(total));
        match &rules {
            [Some((rows, one)), Some((columns, _))] if rows == columns => {
                let what = if *one { "row and column" } else { "rows and columns" };
                lines.push(needs(format!("{rows} {what} of padding")));
            }
            _ => {
                lines.extend(rules.iter().zip([["row", "rows"], ["column", "columns"]]).filter_map(|(rule, names)| {
                    let (rule, one) = rule.as_ref()?;
                    Some(needs(format!("{rule} {} of padding", names[usize::from(!one)])))
                }))
            }
        }
        let message = format!(
            "the padding of `{}` is ambiguous: `same` needs an odd number of {}, and libraries put the odd one on \
             different sides\n\n{}\n\nhelp: write one of\n{}",
            layer.name,
            match odd {
                [Some(_), Some(_)] => "rows and columns",
                [Some(_), None] => "rows",
                _ => "columns",
            },
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
    let sides = |sides: fn(Window) -> [usize; 2]| {
        let [rows, columns] = axes.map(|axis| {
            let [before, after] = sides(axis?);
            Some(format!("{before} before, {after} after"))
        });
        match (rows, columns) {
            (Some(rows), Some(columns)) if rows == columns => rows,
            (rows, columns) => {
                let named =
                    [rows.map(|rows| format!("rows {rows}")), columns.map(|columns| format!("columns {columns}"))];
                named.into_iter().flatten().collect::<Vec<_>>().join("; ")
            }
        }
    };
    let strides = axes.iter().flatten().any(|axis| axis.stride > 1);
    let upper = if strides { "TensorFlow's, Keras's" } else { "TensorFlow's, Keras's, PyTorch's `same`" };
    let mut lines = vec![
        (
            "padding: same_lower".to_owned(),
            sides(|axis| [axis.padding().div_ceil(2), axis.padding() / 2]),
            "the textbook's, ONNX's SAME_LOWER".to_owned(),
        ),
        (
            "padding: same_upper".to_owned(),
            sides(|axis| [axis.padding() / 2, axis.padding().div_ceil(2)]),
            format!("{upper}, ONNX's SAME_UPPER"),
        ),
    ];
    // As much on every side gives the same size where the window has a middle.
    if let [Some(rows), Some(columns)] = axes.map(|axis| axis.map(Window::reach).filter(|reach| reach % 2 == 1))
        && strides
    {
        let [rows, columns] = [rows / 2, columns / 2];
        let both = if rows == columns { rows.to_string() } else { format!("({rows}, {columns})") };
        lines.push((
            format!("padding: each_side({both})"),
            sides(|axis| [axis.reach() / 2; 2]),
            format!("PyTorch's `padding={both}`"),
        ));
    }
    let [widest, longest] =
        [0, 1].map(|column| lines.iter().map(|line| [&line.0, &line.1][column].chars().count()).max().unwrap_or(0));
    let lines = lines.iter().map(|(spelling, sides, whose)| {
        let spaces = |text: &str, width: usize| " ".repeat(width - text.chars().count() + 3);
        format!("  `{spelling}`{}{sides}{}{whose}", spaces(spelling, widest), spaces(sides, longest))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The padding that keeps the size, as a message proposes it.
pub fn word(axes: impl IntoIterator<Item = Window>) -> &'static str {
    let odd = axes.into_iter().any(|axis| !shape::same(axis.size, axis.reach(), axis.stride).is_multiple_of(2));
    if odd { "`padding: same_lower` or `same_upper`" } else { "`padding: same`" }
}
