//! The story of a shape, which messages tell as a table: each layer with its output and its rule.

use crate::list;
use crate::plan::Shape;

/// One line of the story.
#[derive(Clone)]
pub struct Trail {
    pub name: String,
    /// The output, or what a layer that fails would need.
    pub text: String,
    pub rule: Option<String>,
}

impl Trail {
    pub fn new(name: &str, shape: &Shape, rule: Option<String>) -> Self {
        Self { name: name.to_owned(), text: shape.words(), rule }
    }
}

/// The lines from the input on, as many as are of interest.
pub fn table(lines: &[Trail]) -> String {
    sections(&[(String::new(), lines)])
}

/// Several stories below each other, each with a heading at its left.
pub fn sections(sections: &[(String, &[Trail])]) -> String {
    let mut rows = Vec::new();
    for (heading, lines) in sections {
        let mut heading = heading.clone();
        for Trail { name, text, rule } in shortened(lines) {
            rows.push([std::mem::take(&mut heading), name, text, rule.unwrap_or_default()]);
        }
    }
    align_shapes(&mut rows);
    aligned(&rows)
}

/// The cells of a table below each other, without the columns in which there is nothing. A cell that is the last of its row may be
/// longer than its column.
pub fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        let mut last = true;
        for column in (0..N).rev() {
            if !last {
                widths[column] = widths[column].max(count(&row[column]));
            }
            last &= row[column].is_empty();
        }
    }
    list::map(rows, |row| {
        let mut line = "  ".to_owned();
        for column in 0..N {
            if widths[column] > 0 || !row[column].is_empty() {
                line += &format!("{:1$}   ", row[column], widths[column]);
            }
        }
        line.trim_end().to_owned()
    })
    .join("\n")
}

/// The first line and the last ones.
fn shortened(lines: &[Trail]) -> Vec<Trail> {
    const SHOWN: usize = 8;
    let hidden = lines.len().saturating_sub(SHOWN);
    let mut shown = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if index == 0 || index > hidden {
            shown.push(line.clone());
        } else if index == 1 {
            shown.push(Trail { name: "…".to_owned(), text: String::new(), rule: None });
        }
    }
    shown
}

/// Puts the dimensions of images below each other.
fn align_shapes(rows: &mut [[String; 4]]) {
    let mut widths = [0; 3];
    for row in &*rows {
        if let Some(sizes) = dimensions(&row[2]) {
            for axis in 0..3 {
                widths[axis] = widths[axis].max(count(sizes[axis]));
            }
        }
    }
    for row in rows {
        if let Some([c, h, w]) = dimensions(&row[2]) {
            row[2] = format!("{c:>0$} × {h:>1$} × {w:>2$}", widths[0], widths[1], widths[2]);
        }
    }
}

/// The dimensions of an image, if the text is the shape of one.
fn dimensions(shape: &str) -> Option<[&str; 3]> {
    let (channels, rest) = shape.split_once(" × ")?;
    let (height, width) = rest.split_once(" × ")?;
    let is_size = |part: &str| part == "?" || part.bytes().all(|byte| byte.is_ascii_digit());
    (is_size(channels) && is_size(height) && is_size(width)).then_some([channels, height, width])
}

fn count(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, text: &str, rule: Option<&str>) -> Trail {
        Trail { name: name.to_owned(), text: text.to_owned(), rule: rule.map(str::to_owned) }
    }

    #[test]
    fn dimensions_stand_below_each_other() {
        let lines = [
            line("input", "1 × 10 × 10", None),
            line("conv1", "16 × 6 × 6", Some("(10 − 5 + 0)/1 + 1 = 6")),
            line("fc", "needs a vector", None),
        ];
        let expected =
            "  input    1 × 10 × 10\n  conv1   16 ×  6 ×  6   (10 − 5 + 0)/1 + 1 = 6\n  fc      needs a vector";
        assert_eq!(table(&lines), expected);
    }

    #[test]
    fn a_long_story_keeps_its_ends() {
        let lines: Vec<Trail> = (0..20).map(|layer| line(&format!("relu_{layer}"), "1 × 2 × 3", None)).collect();
        let text = table(&lines);
        assert!(text.starts_with("  relu_0    1 × 2 × 3\n  …\n  relu_13"), "{text}");
        assert!(text.ends_with("relu_19   1 × 2 × 3"), "{text}");
    }
}
