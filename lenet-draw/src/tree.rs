//! The layer table as a tree: layers in series, branches in parallel, groups around both.
//!
//! `network!` declares only networks that are made of series and branches. In a table written by hand, a value may be read
//! in any place; such a network is drawn too, with a reference where a value comes from a branch that stands elsewhere.

use lenet_runtime::Layer;

/// A part of the picture, with one way in at the top and one way out at the bottom.
#[derive(Clone)]
pub(super) enum Item {
    /// Layers in series, all but the first of which keep the shape of their input.
    Card(Vec<Node>),
    /// Branches that start from one value, and the card of the layer that joins them.
    Fork { branches: Vec<Vec<Item>>, join: Vec<Node> },
    /// A named group of layers, or a network that is used as a layer.
    Group { label: String, parameters: usize, items: Vec<Item> },
    /// The output of a layer that is drawn in another branch.
    Reference(Node),
}

/// A layer.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) layer: &'static Layer,
    /// The names of the networks around its own, each followed by a dot.
    outer: String,
}

/// The layers of a network from its input to its output.
pub(super) fn of(table: &'static [Layer]) -> Vec<Item> {
    items(table, "")
}

fn items(table: &'static [Layer], outer: &str) -> Vec<Item> {
    let mut rows = Rows { table, outer, sources: sources(table), drawn: vec![false; table.len() + 1] };
    grouped(rows.series(0, table.len()), 0)
}

/// For each value the last one before it through which everything flows that it is made of; value 0 is the input.
fn sources(table: &[Layer]) -> Vec<usize> {
    let mut sources = vec![0];
    for layer in table {
        let common = layer.inputs.iter().copied().reduce(|mut a, mut b| {
            while a != b {
                let later = if a > b { &mut a } else { &mut b };
                *later = sources[*later];
            }
            a
        });
        sources.push(common.unwrap_or(0));
    }
    sources
}

/// The names of the groups around something, the outermost first.
type Home = Vec<&'static str>;

struct Rows<'a> {
    table: &'static [Layer],
    outer: &'a str,
    sources: Vec<usize>,
    drawn: Vec<bool>,
}

impl Rows<'_> {
    /// What stands between value `from` and value `to`, both numbered as in [`Layer::inputs`].
    fn series(&mut self, from: usize, to: usize) -> Vec<(Home, Item)> {
        let mut items = Vec::new();
        let mut row = to;
        while row != from {
            let layer = &self.table[row - 1];
            let node = Node { layer, outer: self.outer.into() };
            let mut home = self.home(layer);
            if core::mem::replace(&mut self.drawn[row], true) {
                items.push((home, Item::Reference(node)));
                break;
            }
            let source = self.sources[row];
            let item = match layer.inputs {
                [_, _, ..] => {
                    let branches: Vec<_> = layer.inputs.iter().map(|&end| self.series(source, end)).collect();
                    home = branches.iter().flatten().fold(home, |home, (other, _)| common(home, other));
                    let branches = branches.into_iter().map(|branch| grouped(branch, home.len())).collect();
                    Item::Fork { branches, join: vec![node] }
                }
                _ if layer.layers.is_empty() => Item::Card(vec![node]),
                _ => {
                    let (_, name) = layer.split_name();
                    let items = self::items(layer.layers, &format!("{}.", node.path()));
                    Item::group(format!("{name}: {}", layer.kind), items)
                }
            };
            items.push((home, item));
            row = source;
        }
        items.reverse();
        items
    }

    /// The groups of a layer: the names before its own. A join whose branches stand in a group of its name is part of it.
    fn home(&self, layer: &Layer) -> Home {
        let within = |other: &Layer| other.name.strip_prefix(layer.name).is_some_and(|rest| rest.starts_with('.'));
        let mut names: Home = layer.name.split('.').collect();
        if !self.table.iter().any(within) {
            names.pop();
        }
        names
    }
}

fn common(mut a: Home, b: &Home) -> Home {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    a.truncate(same);
    a
}

/// The items of a series inside of `depth` groups, with a box around each further group, and cards as long as they can be.
fn grouped(items: Vec<(Home, Item)>, depth: usize) -> Vec<Item> {
    let mut result = Vec::new();
    let mut items = items.into_iter().peekable();
    while let Some((home, item)) = items.next() {
        if let Some(&name) = home.get(depth) {
            // A box around nothing but another box is one box with a longer name.
            let mut names = home.clone();
            let mut members = vec![(home, item)];
            while let Some(next) = items.next_if(|(next, _)| next.get(depth) == Some(&name)) {
                names = common(names, &next.0);
                members.push(next);
            }
            let is_number = |name: &&str| name.bytes().all(|byte| byte.is_ascii_digit());
            let first = names[..=depth].iter().rposition(|name| !is_number(name)).unwrap_or(0);
            result.push(Item::group(names[first..].join("."), grouped(members, names.len())));
            continue;
        }
        match (result.last_mut(), item) {
            (Some(Item::Card(above) | Item::Fork { join: above, .. }), Item::Card(card)) if hangs(above, &card) => {
                above.extend(card);
            }
            (_, item) => result.push(item),
        }
    }
    result
}

/// Whether the layer of `card` is a light one that keeps the shape of the layers above it.
fn hangs(above: &[Node], card: &[Node]) -> bool {
    let (Some(above), [node]) = (above.last(), card) else { return false };
    node.hangs() && above.layer.output == node.layer.output
}

/// What a layer is for, which gives it its colour.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Convolution,
    Linear,
    /// Pooling and upsampling.
    Resolution,
    Activation,
    Normalization,
    Join,
    /// What neither computes nor learns.
    View,
}

impl Family {
    pub(super) const ALL: [Self; 7] = [
        Self::Convolution,
        Self::Linear,
        Self::Resolution,
        Self::Activation,
        Self::Normalization,
        Self::Join,
        Self::View,
    ];

    /// The name of its style.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Convolution => "convolution",
            Self::Linear => "linear",
            Self::Resolution => "resolution",
            Self::Activation => "activation",
            Self::Normalization => "normalization",
            Self::Join => "join",
            Self::View => "view",
        }
    }
}

impl Node {
    pub(super) fn family(&self) -> Family {
        match self.layer.kind {
            "conv2d" | "conv_transpose2d" => Family::Convolution,
            "linear" => Family::Linear,
            "upsample" => Family::Resolution,
            kind if kind.contains("pool") => Family::Resolution,
            "batch_norm1d" | "batch_norm2d" | "layer_norm" | "dropout" => Family::Normalization,
            "residual" | "concat" => Family::Join,
            "flatten" | "reshape" | "pad" | "crop" => Family::View,
            _ => Family::Activation,
        }
    }

    /// The name from the outermost network on.
    pub(super) fn path(&self) -> String {
        format!("{}{}", self.outer, self.layer.name)
    }

    /// The name within its group; `None` where only a number tells the layer from others of its kind.
    pub(super) fn name(&self) -> Option<&'static str> {
        let (_, name) = self.layer.split_name();
        (!self.layer.is_numbered() || self.layer.parameters > 0).then_some(name)
    }

    /// Whether the layer is one that stands without an edge under another whose output has the same shape.
    pub(super) fn hangs(&self) -> bool {
        matches!(self.family(), Family::Activation | Family::Normalization)
    }

    /// The kind, and the window where there is one with what is not as usual: `conv2d 3×3, stride 2, padding 1`.
    pub(super) fn words(&self) -> String {
        let mut words = String::from(self.layer.kind);
        if let Some([rows, columns]) = self.layer.window {
            words += &format!(" {}×{}", rows.kernel, columns.kernel);
            words += &pair("stride", rows.stride, columns.stride);
            if let Some(padding) = self.layer.padding() {
                words += &format!(", padding {padding}");
            }
            words += &pair("dilation", rows.dilation, columns.dilation);
            if rows.ceil || columns.ceil {
                words += ", ceil";
            }
        }
        if let Some(setting) = self.layer.setting {
            words += &format!(" {setting}");
        }
        match self.layer.groups {
            1 => {}
            groups => words += &format!(", groups {groups}"),
        }
        words
    }
}

/// `, stride 2` or `, stride 2×1`; nothing where both are 1.
fn pair(word: &str, rows: usize, columns: usize) -> String {
    match (rows, columns) {
        (1, 1) => String::new(),
        _ if rows == columns => format!(", {word} {rows}"),
        _ => format!(", {word} {rows}×{columns}"),
    }
}

impl Item {
    fn group(label: String, items: Vec<Self>) -> Self {
        let mut parameters = 0;
        items.iter().for_each(|item| item.each_layer(&mut |node| parameters += node.layer.parameters));
        Self::Group { label, parameters, items }
    }

    /// Every layer in this item.
    pub(super) fn each_layer(&self, visit: &mut dyn FnMut(&Node)) {
        match self {
            Self::Card(nodes) => nodes.iter().for_each(visit),
            Self::Fork { branches, join } => {
                branches.iter().flatten().for_each(|item| item.each_layer(visit));
                join.iter().for_each(visit);
            }
            Self::Group { items, .. } => items.iter().for_each(|item| item.each_layer(visit)),
            Self::Reference(_) => {}
        }
    }

    /// Whether this is nothing but an activation or a normalization.
    pub(super) fn is_light(&self) -> bool {
        matches!(self, Self::Card(nodes) if nodes[0].hangs())
    }

    /// Whether the value that comes in flows to one layer. It does not where branches start, or where it is not read.
    pub(super) fn meets_edge(&self) -> bool {
        match self {
            Self::Card(_) => true,
            Self::Fork { .. } | Self::Reference(_) => false,
            Self::Group { items, .. } => items.first().is_some_and(Self::meets_edge),
        }
    }
}
