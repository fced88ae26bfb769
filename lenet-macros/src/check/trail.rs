//! The story of a shape, which messages tell as a table: each layer with its output and its rule.

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
    sections(&[("", lines)])
}

/// Several stories below each other, each with a heading at its left.
pub fn sections(sections: &[(&str, &[Trail])]) -> String {
    let mut rows: Vec<[String; 4]> = Vec::new();
    for (heading, lines) in sections {
        let first = rows.len();
        rows.extend(shortened(lines).map(|line| {
            let Trail { name, text, rule } = line;
            [String::new(), name, text, rule.unwrap_or_default()]
        }));
        if let Some(row) = rows.get_mut(first) {
            row[0] = (*heading).to_owned();
        }
    }
    align_shapes(&mut rows);
    // What a failing layer needs may be longer than any shape, and does not push the rules to the right.
    let of_rules = rows.iter().filter(|row| !row[3].is_empty()).map(|row| count(&row[2])).max().unwrap_or(0);
    let widths = [0, 1].map(|column| rows.iter().map(|row| count(&row[column])).max().unwrap_or(0));
    let mut text = Vec::new();
    for [heading, name, shape, rule] in &rows {
        let heading = if widths[0] > 0 { padded(heading, widths[0]) + "   " } else { String::new() };
        let line = format!("  {heading}{}   {}   {rule}", padded(name, widths[1]), padded(shape, of_rules));
        text.push(line.trim_end().to_owned());
    }
    text.join("\n")
}

/// The first line and the last ones.
fn shortened(lines: &[Trail]) -> impl Iterator<Item = Trail> {
    const SHOWN: usize = 8;
    let hidden = lines.len().saturating_sub(SHOWN);
    let gap = (hidden > 0).then(|| Trail { name: "…".to_owned(), text: String::new(), rule: None });
    let (first, rest) = lines.split_at(lines.len().min(1));
    first.iter().cloned().chain(gap).chain(rest[hidden..].iter().cloned())
}

/// Puts the dimensions of images below each other.
fn align_shapes(rows: &mut [[String; 4]]) {
    let parts = |row: &[String; 4]| row[2].split(" × ").map(str::to_owned).collect::<Vec<_>>();
    let is_shape = |row: &[String; 4]| {
        let parts = parts(row);
        parts.len() == 3 && parts.iter().all(|part| part == "?" || part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut widths = [0; 3];
    for row in rows.iter().filter(|row| is_shape(row)) {
        for (width, part) in widths.iter_mut().zip(parts(row)) {
            *width = (*width).max(count(&part));
        }
    }
    for row in rows.iter_mut().filter(|row| is_shape(row)) {
        let right = |(part, width): (String, usize)| " ".repeat(width - count(&part)) + &part;
        row[2] = parts(row).into_iter().zip(widths).map(right).collect::<Vec<_>>().join(" × ");
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}

fn padded(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(count(text)))
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
