//! How much room each part of the picture takes, and where it is cut into columns.
//!
//! All parts of a series stand with their middle, where the edge runs, on one vertical line. Distances are in pixels.

use super::tree::{Item, Node};
use super::{Subject, text};
use crate::text::thousands;

/// The sizes of letters: of a title, of a name, of everything else.
pub(super) const TITLE: i32 = 17;
pub(super) const NAME: i32 = 12;
pub(super) const TEXT: i32 = 11;

/// The height of a card's head with two lines of text, of one with a single line, and of each layer below.
pub(super) const TWO_LINES: i32 = 40;
pub(super) const ONE_LINE: i32 = 26;
pub(super) const STRIP: i32 = 20;
/// From the edge of a card to its text.
pub(super) const INSET: i32 = 12;

/// An edge with room for its label, and one without.
pub(super) const LABELLED: i32 = 32;
pub(super) const BARE: i32 = 14;
/// From an edge to its label.
pub(super) const BESIDE: i32 = 7;

/// Between branches, between columns, around the contents of a group, above them, around the picture.
pub(super) const BRANCHES: i32 = 18;
pub(super) const COLUMNS: i32 = 52;
pub(super) const AROUND: i32 = 12;
pub(super) const HEADER: i32 = 26;
pub(super) const MARGIN: i32 = 24;

/// The radius of a bend, and of the corners of a card.
pub(super) const BEND: i32 = 7;
pub(super) const CORNER: i32 = 6;

/// A picture higher than this is cut into columns, until it is about one and a half times as wide as high.
pub(super) const HIGH: i32 = 1500;

/// The columns of the picture, from left to right.
pub(super) fn columns(subject: &Subject, sizes: &Sizes) -> Vec<Vec<Item>> {
    let whole = sizes.series(&subject.items);
    if whole.height < HIGH {
        return vec![subject.items.clone()];
    }
    // From (height / n) · 1.5 = width · n.
    let width = f64::from(whole.left + whole.right + COLUMNS);
    let count = ((1.5 * f64::from(whole.height) / width).sqrt() + 0.5).max(1.0);
    let mut height = whole.height / count as i32;
    loop {
        let mut rest = subject.items.clone();
        let mut columns = Vec::new();
        while !rest.is_empty() {
            columns.push(sizes.take(&mut rest, height, height, true));
        }
        if columns.len() <= count as usize {
            // Branches cannot be cut. Where they are most of the network, nothing is won.
            let highest = columns.iter().map(|column| sizes.series(column).height).max();
            let cut = highest < Some(whole.height / 4 * 3);
            return if cut { columns } else { vec![subject.items.clone()] };
        }
        height += STRIP;
    }
}

/// How much room a part takes to the left and to the right of its edge, and below.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) height: i32,
}

/// The sizes that all parts of a picture share.
pub(super) struct Sizes {
    /// Half the width of a card.
    half: i32,
    /// The width of the widest label of an edge.
    label: i32,
}

impl Sizes {
    pub(super) fn of(subject: &Subject) -> Self {
        let mut label = text::width(&subject.input.to_string(), TEXT);
        let mut card = 0;
        let mut measure = |node: &Node| {
            label = label.max(text::width(&node.layer.output.to_string(), TEXT));
            let name = node.name().map_or(0, |name| text::width(name, NAME) + 2 * TEXT);
            let count = text::width(&count(node.layer.parameters), TEXT);
            let words = text::width(&node.words(), TEXT);
            card = card.max(match node.hangs() {
                true => name + words + TEXT + count,
                false => (name + count).max(words),
            });
        };
        subject.items.iter().for_each(|item| item.each_layer(&mut measure));
        Self { half: (card / 2 + INSET).max(BESIDE + label), label }
    }

    pub(super) fn series(&self, items: &[Item]) -> Extent {
        let mut extent = Extent { left: self.half, right: self.half, height: 0 };
        for (index, item) in items.iter().enumerate() {
            let part = self.item(item);
            extent.left = extent.left.max(part.left);
            extent.right = extent.right.max(part.right);
            extent.height += part.height + if index > 0 { gap(Some(item)) } else { 0 };
        }
        extent
    }

    pub(super) fn item(&self, item: &Item) -> Extent {
        match item {
            Item::Card(nodes) => self.card(nodes),
            Item::Reference(node) => {
                let half = pill(&node.path()).max(self.half);
                Extent { left: half, right: half, height: ONE_LINE }
            }
            Item::Fork { branches, join } => self.fork(branches, join).extent,
            Item::Group { label, parameters, items } => {
                let inner = self.series(items);
                let beside = |text: &str| text::width(text, TEXT) + AROUND + BESIDE;
                Extent {
                    left: (inner.left + AROUND).max(beside(label)),
                    right: (inner.right + AROUND).max(beside(&count(*parameters))),
                    height: HEADER + inner.height + AROUND,
                }
            }
        }
    }

    pub(super) fn card(&self, nodes: &[Node]) -> Extent {
        let height = head_height(&nodes[0]) + STRIP * (nodes.len() - 1) as i32;
        Extent { left: self.half, right: self.half, height }
    }

    pub(super) fn fork(&self, branches: &[Vec<Item>], join: &[Node]) -> Fork {
        let lane = Extent { left: BRANCHES / 2, right: BESIDE + self.label, height: 0 };
        let extents: Vec<Extent> =
            branches.iter().map(|branch| if branch.is_empty() { lane } else { self.series(branch) }).collect();
        let mut places = vec![0];
        for pair in extents.windows(2) {
            places.push(places[places.len() - 1] + pair[0].right + BRANCHES + pair[1].left);
        }
        // A single branch with layers stands in the middle, so that a long way down is straight. A sum adds to the first.
        let mut full = (0..branches.len()).filter(|&index| !branches[index].is_empty());
        let middle = match (full.next(), full.next(), branches.len()) {
            (Some(only), None, _) => places[only],
            _ if join[0].layer.kind == "residual" => places[0],
            (_, _, count) => (places[(count - 1) / 2] + places[count / 2]) / 2,
        };
        places.iter_mut().for_each(|place| *place -= middle);
        let last = extents.len() - 1;
        let deep = branches.iter().zip(&extents).map(|(branch, extent)| match branch.first() {
            Some(first) => gap(Some(first)) + extent.height + LABELLED,
            None => LABELLED,
        });
        let depth = deep.max().unwrap_or(0);
        let card = self.card(join);
        let extent = Extent {
            left: card.left.max(extents[0].left - places[0]),
            right: card.right.max(extents[last].right + places[last]),
            height: depth + BARE + card.height,
        };
        Fork { places, depth, extent }
    }

    /// Takes as many items as fit into `room`, and at least one if `some`. Cuts a group that is higher than half a `column`,
    /// but no activation off from what is before it.
    fn take(&self, items: &mut Vec<Item>, column: i32, mut room: i32, some: bool) -> Vec<Item> {
        let mut taken: Vec<Item> = Vec::new();
        while let Some(item) = items.first_mut() {
            let needed = self.item(item).height + gap(Some(item));
            let some = some && taken.is_empty();
            if needed > room && (taken.is_empty() || !item.is_light()) {
                let part = if 2 * needed > column { self.cut(item, column, room, some) } else { None };
                match part {
                    Some(part) => taken.push(part),
                    None if some => taken.push(items.remove(0)),
                    None => {}
                }
                break;
            }
            room -= needed;
            taken.push(items.remove(0));
        }
        taken
    }

    /// Cuts a group in two and returns its first part; `None` if it cannot be cut there.
    fn cut(&self, item: &mut Item, column: i32, room: i32, some: bool) -> Option<Item> {
        let Item::Group { label, parameters, items } = item else { return None };
        let mut rest = items.clone();
        let first = self.take(&mut rest, column, room - HEADER - AROUND - LABELLED, some);
        if first.is_empty() || rest.is_empty() {
            return None;
        }
        let first = Item::Group { label: label.clone(), parameters: core::mem::take(parameters), items: first };
        if !label.ends_with(CONTINUED) {
            label.push_str(CONTINUED);
        }
        *items = rest;
        Some(first)
    }
}

/// Marks the part of a group that stands in a later column.
pub(super) const CONTINUED: &str = ", continued";

/// The places of branches, relative to where they meet, and how far below the fork that is.
pub(super) struct Fork {
    pub(super) places: Vec<i32>,
    pub(super) depth: i32,
    extent: Extent,
}

fn head_height(node: &Node) -> i32 {
    if node.name().is_some() { TWO_LINES } else { ONE_LINE }
}

/// Half the width of a pill with this text.
pub(super) fn pill(text: &str) -> i32 {
    text::width(text, TEXT) / 2 + INSET
}

/// The length of the edge before an item, or before the end.
pub(super) fn gap(item: Option<&Item>) -> i32 {
    if item.is_none_or(Item::meets_edge) { LABELLED } else { BARE }
}

/// How the number of parameters is written.
pub(super) fn count(parameters: usize) -> String {
    match parameters {
        0 => String::new(),
        1 => "1 param".to_string(),
        _ => format!("{} params", thousands(parameters as u64)),
    }
}
