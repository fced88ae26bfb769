//! The picture as Mermaid text.

use super::tree::{Family, Item, Node};
use super::{Subject, text};
use crate::text::thousands;
use lenet_runtime::Shape;

pub(super) fn flowchart(subject: &Subject) -> String {
    let mut chart = Chart { nodes: String::new(), edges: String::new(), names: Vec::new(), cards: 0, groups: 0 };
    let input = Value { id: "input".into(), shape: subject.input };
    let output = chart.series(&subject.items, 1, input);
    chart.edge(&output, "output");

    // Mermaid would break lines at 200 pixels.
    let mut text = format!(
        "---\ntitle: {}\nconfig:\n  flowchart:\n    wrappingWidth: 500\n---\nflowchart TD\n  input([input])\n",
        subject.name
    );
    text += &chart.nodes;
    text += "  output([output])\n";
    text += &chart.edges;
    for family in Family::ALL {
        let [fill, stroke] = colours(family);
        text += &format!("  classDef {} fill:{fill},stroke:{stroke},color:#1f2933,text-align:left\n", family.name());
    }
    if chart.groups > 0 {
        let groups: Vec<String> = (1..=chart.groups).map(|group| format!("g{group}")).collect();
        text += "  classDef group fill:#8094a818,stroke:#8094a8\n";
        text += &format!("  class {} group\n", groups.join(","));
    }
    text
}

/// Written in two parts, because edges follow all boxes.
struct Chart {
    nodes: String,
    edges: String,
    /// The path of each layer and the name of its card, which references look up.
    names: Vec<(String, String)>,
    cards: usize,
    groups: usize,
}

/// A value, and the card that it comes from.
#[derive(Clone)]
struct Value {
    id: String,
    shape: Shape,
}

impl Chart {
    fn series(&mut self, items: &[Item], depth: usize, input: Value) -> Value {
        items.iter().fold(input, |input, item| self.item(item, depth, input))
    }

    fn item(&mut self, item: &Item, depth: usize, input: Value) -> Value {
        match item {
            Item::Card(nodes) => {
                let output = self.card(nodes, depth);
                self.edge(&input, &output.id);
                output
            }
            Item::Fork { branches, join } => {
                let ends: Vec<Value> =
                    branches.iter().map(|branch| self.series(branch, depth, input.clone())).collect();
                let output = self.card(join, depth);
                ends.iter().for_each(|end| self.edge(end, &output.id));
                output
            }
            Item::Group { label, items, .. } => {
                self.groups += 1;
                let indent = 2 * depth;
                self.nodes += &format!("{:indent$}subgraph g{}[\"{}\"]\n", "", self.groups, escape(label));
                let output = self.series(items, depth + 1, input);
                self.nodes += &format!("{:indent$}end\n", "");
                output
            }
            Item::Reference(node) => {
                let path = node.path();
                let known = self.names.iter().find(|(name, _)| *name == path);
                Value { id: known.map_or_else(String::new, |(_, id)| id.clone()), shape: node.layer.output }
            }
        }
    }

    fn edge(&mut self, from: &Value, to: &str) {
        self.edges += &format!("  {} -->|\"{}\"| {to}\n", from.id, from.shape);
    }

    fn card(&mut self, nodes: &[Node], depth: usize) -> Value {
        let last = &nodes[nodes.len() - 1];
        self.cards += 1;
        let id = format!("n{}", self.cards);
        let lines: Vec<String> = nodes.iter().map(line).collect();
        let indent = 2 * depth;
        self.nodes += &format!("{:indent$}{id}[\"{}\"]:::{}\n", "", lines.join("<br/>"), nodes[0].family().name());
        self.names.extend(nodes.iter().map(|node| (node.path(), id.clone())));
        Value { id, shape: last.layer.output }
    }
}

/// `conv1: conv2d 5×5 · 156 params`
fn line(node: &Node) -> String {
    let mut line = node.name().map_or_else(String::new, |name| format!("<b>{}</b> ", escape(name)));
    line += &escape(&node.words());
    match node.layer.parameters {
        0 => {}
        1 => line += " · 1 param",
        count => line += &format!(" · {} params", thousands(count as u64)),
    }
    line
}

fn escape(text: &str) -> String {
    text::escape(text, |letter| match letter {
        '"' => Some("#quot;"),
        '<' => Some("#lt;"),
        '>' => Some("#gt;"),
        '&' => Some("#amp;"),
        '#' => Some("#35;"),
        _ => None,
    })
}

fn colours(family: Family) -> [&'static str; 2] {
    match family {
        Family::Convolution => ["#dce9f8", "#6f9bd1"],
        Family::Linear => ["#e7e1f6", "#9583c9"],
        Family::Resolution => ["#daf0e3", "#66aa86"],
        Family::Activation => ["#fcf0d4", "#d0a548"],
        Family::Normalization => ["#f1ede6", "#b3a893"],
        Family::Join => ["#fae0e0", "#d3868b"],
        Family::View => ["#eef1f4", "#9aa6b2"],
    }
}
