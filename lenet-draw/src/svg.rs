//! The picture as SVG.

use super::layout::{
    AROUND, BARE, BEND, BESIDE, COLUMNS, CORNER, Extent, Fork, HEADER, INSET, LABELLED, MARGIN, ONE_LINE, STRIP, Sizes,
    TEXT, TITLE, TWO_LINES, columns, count, gap, pill,
};
use super::tree::{Item, Node};
use super::wire::Wire;
use super::{Subject, text};
use crate::text::thousands;

const STYLE: &str = include_str!("style.css");

pub(super) fn picture(subject: &Subject) -> String {
    let sizes = Sizes::of(subject);
    let columns = columns(subject, &sizes);
    let mut painter = Painter { sizes, groups: String::new(), edges: String::new(), cards: String::new() };

    let head = [
        (subject.name.to_string(), TITLE, "title"),
        (format!("{} parameters", thousands(subject.parameters as u64)), TEXT, "kind"),
        (format!("{} multiply-adds", thousands(subject.macs)), TEXT, "kind"),
    ];
    let top = MARGIN + TITLE + 2 * (TEXT + 6) + 22;
    // The left end of the next column, the lower end of the last, and that of all.
    let (mut left, mut end, mut bottom) = (MARGIN, 0, 0);
    let mut wire = Wire::new("input", subject.input, 0, 0);
    for (index, column) in columns.iter().enumerate() {
        let extent = painter.sizes.series(column);
        let (x, mut y) = (left + extent.left, top);
        if index == 0 {
            painter.pill("input", x, &mut y);
            wire.points = vec![(x, y)];
        } else {
            wire.down(end + BARE);
            wire.across(left - COLUMNS / 2);
            wire.down(top);
            wire.across(x);
        }
        painter.gap(column.first(), x, &mut y, &mut wire);
        wire = painter.series(column, x, &mut y, wire);
        end = y;
        bottom = bottom.max(end + BARE);
        left += extent.left + extent.right + COLUMNS;
    }
    let (x, _) = wire.end();
    painter.gap(None, x, &mut end, &mut wire);
    painter.edge(wire, "output", end, true);
    painter.pill("output", x, &mut end);
    bottom = bottom.max(end);

    let title_width = head.iter().map(|(text, size, _)| text::width(text, *size)).max().unwrap_or(0);
    let width = (left - COLUMNS + MARGIN).max(title_width + 2 * MARGIN);
    let height = bottom + MARGIN;
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"lenet\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n",
        escape(subject.name),
    );
    let mut y = MARGIN + TITLE - 3;
    for (text, size, class) in &head {
        picture += &words(class, MARGIN, y, Anchor::Start, text);
        y += size + 6;
    }
    for layer in [painter.groups, painter.edges, painter.cards] {
        picture += &layer;
    }
    picture + "</svg>\n"
}

/// Collects the parts of the picture: groups lie behind edges, edges behind cards.
struct Painter {
    sizes: Sizes,
    groups: String,
    edges: String,
    cards: String,
}

impl Painter {
    /// Room for an edge, and for its label if it has one here.
    fn gap(&self, next: Option<&Item>, x: i32, y: &mut i32, wire: &mut Wire) {
        let length = gap(next);
        if length == LABELLED {
            wire.label = Some((x + BESIDE, *y + LABELLED / 2));
        }
        *y += length;
    }

    fn series(&mut self, items: &[Item], x: i32, y: &mut i32, mut wire: Wire) -> Wire {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.gap(Some(item), x, y, &mut wire);
            }
            wire = self.item(item, x, y, wire);
        }
        wire
    }

    fn item(&mut self, item: &Item, x: i32, y: &mut i32, wire: Wire) -> Wire {
        match item {
            Item::Card(nodes) => {
                self.edge(wire, &nodes[0].path(), *y, true);
                self.card(nodes, x, y)
            }
            Item::Fork { branches, join } => self.fork(branches, join, x, y, wire),
            Item::Group { label, parameters, items } => {
                let extent = self.sizes.item(item);
                let (left, right) = (x - extent.left, x + extent.right);
                self.groups += &format!(
                    "<g class=\"group\"><rect x=\"{left}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"9\"/>{}{}</g>\n",
                    right - left,
                    extent.height,
                    words("group-name", left + AROUND, *y + 17, Anchor::Start, label),
                    words("count", right - AROUND, *y + 17, Anchor::End, &count(*parameters)),
                );
                *y += HEADER;
                let wire = self.series(items, x, y, wire);
                *y += AROUND;
                wire
            }
            Item::Reference(node) => {
                let path = node.path();
                self.pill(&path, x, y);
                Wire::new(&path, node.layer.output, x, *y)
            }
        }
    }

    fn fork(&mut self, branches: &[Vec<Item>], join: &[Node], x: i32, y: &mut i32, mut incoming: Wire) -> Wire {
        let Fork { places, depth, .. } = self.sizes.fork(branches, join);
        let meet = *y + depth;
        for (index, (branch, place)) in branches.iter().zip(places).enumerate() {
            let (x_branch, mut y_branch) = (x + place, *y);
            let mut wire = incoming.clone();
            wire.down(y_branch);
            wire.across(x_branch);
            if let Some(first) = branch.first() {
                self.gap(Some(first), x_branch, &mut y_branch, &mut wire);
                wire = self.series(branch, x_branch, &mut y_branch, wire);
                wire.label = Some((x_branch + BESIDE, y_branch + LABELLED / 2));
            } else {
                wire.label = Some((x_branch + BESIDE, (*y + meet) / 2));
            }
            if !matches!(branch.first(), Some(Item::Reference(_))) {
                // The way to the fork is drawn once, and so is the arrow.
                incoming.points = vec![(x, *y - BEND)];
            }
            wire.down(meet);
            wire.across(x);
            self.edge(wire, &join[0].path(), meet + BARE, index == 0);
        }
        *y = meet + BARE;
        self.card(join, x, y)
    }

    /// The edge that ends at `y`, with its label; without `arrow` it ends where it meets another that has one.
    fn edge(&mut self, mut wire: Wire, to: &str, y: i32, arrow: bool) {
        wire.down(if arrow { y } else { y - BARE + BEND });
        let (x, _) = wire.end();
        let shape = wire.shape.to_string();
        let label = wire.label.map_or(String::new(), |(x, y)| words("shape", x, y + 4, Anchor::Start, &shape));
        let arrow = if arrow { format!("<path class=\"arrow\" d=\"M{x} {y}l-4 -7h8z\"/>") } else { String::new() };
        self.edges += &format!(
            "<g class=\"edge\"><title>{} → {}: {shape}</title><path d=\"{}\"/>{arrow}{label}</g>\n",
            escape(&wire.from),
            escape(to),
            wire.path(),
        );
    }

    fn card(&mut self, nodes: &[Node], x: i32, y: &mut i32) -> Wire {
        let Extent { left, right, height } = self.sizes.card(nodes);
        let (left, right, top) = (x - left, x + right, *y);
        self.cards += &format!(
            "<g class=\"card {}\"><rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{height}\" rx=\"{CORNER}\"/>\n",
            nodes[0].family().name(),
            right - left,
        );
        let (start, end) = (left + INSET, right - INSET);
        for (index, node) in nodes.iter().enumerate() {
            let (name, kind, count) = (node.name(), node.words(), count(node.layer.parameters));
            self.cards +=
                &format!("<g class=\"layer {}\"><title>{}</title>", node.family().name(), escape(&hint(node)));
            if index > 0 {
                self.cards += &strip(left, *y, right - left, index + 1 == nodes.len());
                let mut middle = start;
                if let Some(name) = name {
                    self.cards += &words("part", start, *y + 14, Anchor::Start, name);
                    middle += text::width(name, TEXT) + TEXT;
                }
                self.cards += &words("kind", middle, *y + 14, Anchor::Start, &kind);
                self.cards += &words("count", end, *y + 14, Anchor::End, &count);
                *y += STRIP;
            } else if let Some(name) = name {
                self.cards += &words("name", start, *y + 17, Anchor::Start, name);
                self.cards += &words("count", end, *y + 17, Anchor::End, &count);
                self.cards += &words("kind", start, *y + 32, Anchor::Start, &kind);
                *y += TWO_LINES;
            } else {
                self.cards += &words("kind", start, *y + 17, Anchor::Start, &kind);
                *y += ONE_LINE;
            }
            self.cards += "</g>\n";
        }
        self.cards += "</g>\n";
        let node = &nodes[nodes.len() - 1];
        Wire::new(&node.path(), node.layer.output, x, *y)
    }

    /// The input, the output, or a reference.
    fn pill(&mut self, text: &str, x: i32, y: &mut i32) {
        let half = pill(text);
        self.cards += &format!(
            "<g class=\"end\"><rect x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{ONE_LINE}\" rx=\"{}\"/>{}</g>\n",
            x - half,
            2 * half,
            ONE_LINE / 2,
            words("kind", x, *y + 17, Anchor::Middle, text),
        );
        *y += ONE_LINE;
    }
}

/// The box of a layer that hangs under another; the last has the round corners of its card.
fn strip(x: i32, y: i32, width: i32, last: bool) -> String {
    let round = if last { CORNER } else { 0 };
    let (side, bottom) = (STRIP - round, width - 2 * round);
    let corner = |to: i32| if last { format!("a{CORNER} {CORNER} 0 0 1 -{CORNER} {to}") } else { String::new() };
    let (right, left) = (corner(CORNER), corner(-CORNER));
    format!("<path d=\"M{x} {y}h{width}v{side}{right}h-{bottom}{left}z\"/>")
}

/// What a pointer that rests on the layer shows.
fn hint(node: &Node) -> String {
    let layer = node.layer;
    let mut hint = format!("{}: {}", node.path(), node.words());
    hint += &format!(", output {}", layer.output);
    for (count, what) in [(layer.parameters as u64, "parameters"), (layer.macs, "multiply-adds")] {
        if count > 0 {
            hint += &format!(", {} {what}", thousands(count));
        }
    }
    hint
}

enum Anchor {
    Start,
    Middle,
    End,
}

fn words(class: &str, x: i32, y: i32, anchor: Anchor, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{}</text>", escape(text))
}

fn escape(text: &str) -> String {
    text::escape(text, |letter| match letter {
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        _ => None,
    })
}
