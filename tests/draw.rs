//! The pictures of the networks: everything is there, in its place, and nothing covers anything else.

use examples::Visitor;
use lenet_runtime::{Layer, Network, Value, network};
use roxmltree::{Document, Node};
use std::collections::BTreeSet;
use std::ops::Range;

network! {
    /// A network to use as a layer: it starts with a fork and ends with a join.
    pub struct Inner: [3, 16, 16] {
        concat {
            {}
            { squeeze: residual { conv2d(3, kernel: (3, 5), padding: same), hard_swish } }
            { global_max_pool2d, upsample(16) }
        }
    }
}

network! {
    /// What the networks of the examples do not have: networks as layers, branches of branches, long names.
    pub struct Outer: [3, 16, 16] -> [7] {
        block nest(c) {
            concat {
                { residual(shortcut: { Inner, project: conv2d(c, kernel: 1) }) { wide: conv2d(c, kernel: 1), relu } }
                { residual(shortcut: {}) { avg_pool2d(3, stride: 1, padding: each_side(1)), conv2d(3, kernel: 1) } softmax }
            }
        }
        batch_norm2d,
        a_name_that_is_much_longer_than_what_stands_in_its_group: nest(2),
        backbone: conv2d(3, kernel: 3, dilation: 2, padding: same),
        inner: Inner,
        crop(each_side(1)),
        tail: repeat(2) { single: repeat(1) { conv2d(2, kernel: 3, bias: false), leaky_relu } }
        flatten,
        linear(7),
    }
}

/// Calls `check` with each network's name, input, layers and drawings.
fn each(check: impl FnMut(&Subject)) {
    struct Each<F>(F);

    impl<F: FnMut(&Subject)> Visitor for Each<F> {
        fn visit<N: Network>(&mut self) {
            println!("{}", N::NAME);
            let input = N::Input::SHAPE.to_string();
            self.0(&Subject {
                input,
                layers: N::LAYERS,
                svg: lenet_draw::svg::<N>(),
                mermaid: lenet_draw::mermaid::<N>(),
            });
        }
    }

    let mut each = Each(check);
    each.visit::<Inner>();
    each.visit::<Outer>();
    examples::each(&mut each);
}

struct Subject {
    input: String,
    layers: &'static [Layer],
    svg: String,
    mermaid: String,
}

/// From one layer to another, with the shape of the value.
type Edge = (String, String, String);

impl Subject {
    /// The paths of all layers, those of networks in networks included, and all edges.
    fn graph(&self) -> (Vec<String>, Vec<Edge>) {
        let (mut names, mut edges) = (Vec::new(), Vec::new());
        let (last, shape) = graph(self.layers, "", &("input".into(), self.input.clone()), &mut names, &mut edges);
        edges.push((last, "output".into(), shape));
        edges.sort();
        (names, edges)
    }
}

/// Adds the layers of a network that reads `input`, the name of a layer and the shape of its output; returns the same of its
/// last layer.
fn graph(
    layers: &[Layer],
    outer: &str,
    input: &(String, String),
    names: &mut Vec<String>,
    edges: &mut Vec<Edge>,
) -> (String, String) {
    let mut values = vec![input.clone()];
    for layer in layers {
        let name = format!("{outer}{}", layer.name);
        if layer.layers.is_empty() {
            for &input in layer.inputs {
                let (from, shape) = values[input].clone();
                edges.push((from, name.clone(), shape));
            }
            names.push(name.clone());
            values.push((name, layer.output.to_string()));
        } else {
            let input = values[layer.inputs[0]].clone();
            values.push(graph(layer.layers, &format!("{name}."), &input, names, edges));
        }
    }
    values.pop().unwrap()
}

/// A rectangle in the picture.
#[derive(Clone, Debug)]
struct Area {
    x: Range<f64>,
    y: Range<f64>,
}

impl Area {
    fn overlaps(&self, other: &Self) -> bool {
        self.x.start < other.x.end
            && other.x.start < self.x.end
            && self.y.start < other.y.end
            && other.y.start < self.y.end
    }

    fn contains(&self, other: &Self) -> bool {
        self.x.start <= other.x.start
            && other.x.end <= self.x.end
            && self.y.start <= other.y.start
            && other.y.end <= self.y.end
    }
}

struct Picture {
    paper: Area,
    /// With the paths of their layers; those of the input and the output have none.
    cards: Vec<(Area, Vec<String>)>,
    groups: Vec<(Area, String)>,
    wires: Vec<(Edge, Vec<Area>)>,
    texts: Vec<(Area, String)>,
}

fn picture(svg: &str) -> Picture {
    let document = Document::parse(svg).unwrap();
    let all = |class: &'static str| {
        document
            .descendants()
            .filter(move |node| node.attribute("class").is_some_and(|c| c.split(' ').any(|c| c == class)))
    };
    let name = |node: &Node| title(node).split(": ").next().unwrap().to_owned();
    let cards = all("card").chain(all("end")).map(|node| {
        let layers = node.children().filter(|child| child.has_tag_name("g"));
        (box_of(&node), layers.map(|layer| name(&layer)).collect())
    });
    let groups = all("group").map(|node| {
        let label = node.children().find(|child| child.has_tag_name("text"));
        (box_of(&node), label.and_then(|label| label.text()).unwrap().to_owned())
    });
    let wires = all("edge").map(|node| {
        let (names, shape) = title(&node).split_once(": ").unwrap();
        let (from, to) = names.split_once(" → ").unwrap();
        let label = node.children().find(|child| child.has_tag_name("text")).unwrap();
        assert_eq!(label.text(), Some(shape), "the label is the shape");
        let way = node.children().find(|child| child.has_tag_name("path")).unwrap();
        ((from.into(), to.into(), shape.into()), lines(way.attribute("d").unwrap()))
    });
    let texts = document.descendants().filter(|node| node.has_tag_name("text")).map(|node| {
        let text = node.text().unwrap();
        let size = match node.attribute("class") {
            Some("title") => 17.0,
            Some("name") => 12.0,
            _ => 11.0,
        };
        // Of the monospaced fonts that the style names, the widest has letters of 0.61 em.
        let width = 0.61 * size * text.chars().count() as f64;
        let (x, y) = (number(&node, "x"), number(&node, "y"));
        let start = match node.attribute("text-anchor") {
            Some("end") => x - width,
            Some("middle") => x - width / 2.0,
            _ => x,
        };
        (Area { x: start..start + width, y: y - 0.8 * size..y + 0.2 * size }, text.to_owned())
    });
    let paper =
        Area { x: 0.0..number(&document.root_element(), "width"), y: 0.0..number(&document.root_element(), "height") };
    Picture { paper, cards: cards.collect(), groups: groups.collect(), wires: wires.collect(), texts: texts.collect() }
}

fn title<'a>(node: &Node<'a, '_>) -> &'a str {
    node.children().find(|child| child.has_tag_name("title")).and_then(|title| title.text()).unwrap()
}

fn number(node: &Node, attribute: &str) -> f64 {
    node.attribute(attribute).unwrap().parse().unwrap()
}

fn box_of(node: &Node) -> Area {
    let rect = node.children().find(|child| child.has_tag_name("rect")).unwrap();
    let [x, y, width, height] = ["x", "y", "width", "height"].map(|attribute| number(&rect, attribute));
    Area { x: x..x + width, y: y..y + height }
}

/// The lines of a path, each as an area without a width; a bend counts as its corner.
fn lines(path: &str) -> Vec<Area> {
    let numbers: Vec<f64> = path
        .split(|c: char| c.is_ascii_alphabetic() || c == ' ')
        .filter(|n| !n.is_empty())
        .map(|n| n.parse().unwrap())
        .collect();
    let points: Vec<(f64, f64)> = numbers.chunks(2).map(|point| (point[0], point[1])).collect();
    let range = |a: f64, b: f64| a.min(b)..a.max(b);
    points.windows(2).map(|two| Area { x: range(two[0].0, two[1].0), y: range(two[0].1, two[1].1) }).collect()
}

#[test]
fn every_layer_is_drawn_once() {
    each(|subject| {
        let picture = picture(&subject.svg);
        let mut drawn: Vec<_> = picture.cards.into_iter().flat_map(|(_, layers)| layers).collect();
        let (mut names, _) = subject.graph();
        drawn.sort();
        names.sort();
        assert_eq!(drawn, names);
    });
}

#[test]
fn every_edge_is_drawn_with_the_shape_of_its_value() {
    each(|subject| {
        let picture = picture(&subject.svg);
        let mut drawn: Vec<Edge> = picture.wires.into_iter().map(|(edge, _)| edge).collect();
        // In a card, the layers read one another and keep the shape.
        let inside: BTreeSet<(String, String)> = picture
            .cards
            .iter()
            .flat_map(|(_, layers)| layers.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())))
            .collect();
        let (_, edges) = subject.graph();
        let shape_after = |name: &str| edges.iter().find(|edge| edge.0 == name).map(|edge| edge.2.clone());
        for (above, below) in &inside {
            assert_eq!(shape_after(above), shape_after(below), "{below} hangs under {above}");
        }
        let expected: Vec<Edge> =
            edges.iter().filter(|edge| !inside.contains(&(edge.0.clone(), edge.1.clone()))).cloned().collect();
        drawn.sort();
        assert_eq!(drawn, expected);
        assert_eq!(drawn.len() + inside.len(), edges.len(), "in a card, the layers read one another");
    });
}

#[test]
fn groups_contain_their_members_and_nothing_else() {
    each(|subject| {
        let picture = picture(&subject.svg);
        for (card, layers) in &picture.cards {
            let mut around: Vec<_> = picture.groups.iter().filter(|(group, _)| group.contains(card)).collect();
            around.sort_by(|(a, _), (b, _)| b.y.end.total_cmp(&a.y.end).then(a.x.start.total_cmp(&b.x.start)));
            let labels: Vec<&str> =
                around.iter().flat_map(|(_, label)| label.split([':', ',']).next().unwrap().split('.')).collect();
            for layer in layers {
                let names: Vec<&str> = layer.split('.').collect();
                let mut rest = labels.iter();
                for name in &names[..names.len() - 1] {
                    assert!(rest.any(|label| label == name), "{layer} stands in {labels:?}");
                }
                assert!(labels.iter().all(|label| names.contains(label)), "{layer} stands in {labels:?}");
            }
        }
        for (index, (a, label)) in picture.groups.iter().enumerate() {
            for (b, other) in &picture.groups[..index] {
                assert!(!a.overlaps(b) || a.contains(b) || b.contains(a), "{label} and {other} overlap");
            }
        }
    });
}

#[test]
fn nothing_covers_anything_else() {
    each(|subject| {
        let Picture { paper, cards, groups, wires, texts } = picture(&subject.svg);
        for (index, (card, layers)) in cards.iter().enumerate() {
            assert!(paper.contains(card), "{layers:?} leaves the paper");
            for (other, others) in &cards[..index] {
                assert!(!card.overlaps(other), "{layers:?} and {others:?} overlap");
            }
            for (group, label) in &groups {
                assert!(!card.overlaps(group) || group.contains(card), "{layers:?} crosses the box {label}");
            }
            for (edge, way) in &wires {
                assert!(!way.iter().any(|line| line.overlaps(card)), "{edge:?} crosses {layers:?}");
            }
        }
        for (index, (area, text)) in texts.iter().enumerate() {
            assert!(paper.contains(area), "{text} leaves the paper");
            for (other, others) in &texts[..index] {
                assert!(!area.overlaps(other), "{text} and {others} overlap");
            }
            for (card, layers) in &cards {
                assert!(!area.overlaps(card) || card.contains(area), "{text} crosses the edge of {layers:?}");
            }
            for (group, label) in &groups {
                assert!(!area.overlaps(group) || group.contains(area), "{text} crosses the box {label}");
            }
            for (edge, way) in &wires {
                assert!(!way.iter().any(|line| line.overlaps(area)), "{edge:?} crosses the text {text}");
            }
        }
    });
}

#[test]
fn the_picture_in_the_repository_is_up_to_date() {
    // cargo run --release --example draw -- LeNet5 --output examples/lenet5.svg
    assert!(lenet_draw::svg::<examples::lenet5::LeNet5>() == include_str!("../examples/lenet5.svg"));
}

#[test]
fn a_picture_is_about_as_high_as_wide_or_a_screenful() {
    each(|subject| {
        let Picture { paper, .. } = picture(&subject.svg);
        assert!(paper.y.end < 1.2 * paper.x.end || paper.y.end < 2000.0, "{paper:?}");
    });
}

#[test]
fn mermaid_shows_the_same_edges_and_closes_its_groups() {
    each(|subject| {
        let lines: Vec<&str> = subject.mermaid.lines().map(str::trim).collect();
        let count = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
        assert_eq!(count("subgraph "), lines.iter().filter(|line| **line == "end").count());
        let mut depth = 0;
        for line in &lines {
            depth += i32::from(line.starts_with("subgraph ")) - i32::from(*line == "end");
            assert!(depth >= 0, "a group ends that has not begun");
        }
        assert_eq!(count("flowchart TD"), 1);
        // Cards are numbered, and each line of a card is a layer.
        let cards: Vec<(&str, &str)> = lines.iter().filter_map(|line| line.split_once("[\"")).collect();
        let cards: Vec<_> = cards.into_iter().filter(|(name, _)| name.starts_with('n')).collect();
        let (names, edges) = subject.graph();
        let layers: usize = cards.iter().map(|(_, text)| text.split("<br/>").count()).sum();
        assert_eq!(layers, names.len());

        let known = |name: &str| ["input", "output"].contains(&name) || cards.iter().any(|(card, _)| *card == name);
        let mut shapes = Vec::new();
        for line in &lines {
            let Some((from, rest)) = line.split_once(" -->|\"") else { continue };
            let (shape, to) = rest.split_once("\"| ").unwrap();
            assert!(known(from) && known(to), "{line}");
            shapes.push(shape.to_owned());
        }
        shapes.sort();
        let mut drawn: Vec<String> = picture(&subject.svg).wires.into_iter().map(|(edge, _)| edge.2).collect();
        drawn.sort();
        assert_eq!(shapes, drawn);
        assert_eq!(shapes.len() + layers - cards.len(), edges.len());
    });
}

#[test]
fn tables_and_pictures_say_what_layers_are_told_beside_sizes() {
    lenet_runtime::network! {
        struct Told: [1, 4, 4] { dropout(0.25), upsample(2), upsample(2, mode: bilinear) }
    }
    let table = Told::summary().to_string();
    let picture = lenet_draw::mermaid::<Told>();
    for words in ["p = 0.25", "nearest", "bilinear"] {
        assert!(table.contains(words), "{table}");
        assert!(picture.contains(words), "{picture}");
    }
}

#[test]
fn tables_and_pictures_show_stride_padding_dilation_and_groups_where_they_are_not_the_default() {
    lenet_runtime::network! {
        struct Windows: [4, 33, 31] {
            plain: conv2d(4, kernel: 3),
            strided: conv2d(4, kernel: (3, 2), stride: (2, 1)),
            padded: conv2d(4, kernel: 3, padding: each_side(2)),
            wide: conv2d(4, kernel: 3, padding: each_side((2, 1))),
            uneven: conv2d(4, kernel: 3, padding: edges(top: 0, bottom: 1, left: 2, right: 0)),
            dilated: conv2d(4, kernel: 3, dilation: (1, 2), padding: each_side((0, 2))),
            grouped: conv2d(4, kernel: 1, groups: 2),
            pooled: max_pool2d(3, stride: 2, padding: each_side(1), rounding: ceil),
            grown: conv_transpose2d(2, kernel: 4, stride: 2, padding: each_side(1)),
        }
    }
    let table = Windows::summary().to_string();
    let (svg, mermaid) = (lenet_draw::svg::<Windows>(), lenet_draw::mermaid::<Windows>());
    for (name, row, words) in [
        ("plain", "3×3", "conv2d 3×3"),
        ("strided", "3×2 s2×1", "conv2d 3×2, stride 2×1"),
        ("padded", "3×3 p2", "conv2d 3×3, padding 2"),
        ("wide", "3×3 p2×1", "conv2d 3×3, padding 2×1"),
        ("uneven", "3×3 p(top 0, bottom 1, left 2, right 0)", "conv2d 3×3, padding top 0, bottom 1, left 2, right 0"),
        ("dilated", "3×3 p0×2 d1×2", "conv2d 3×3, padding 0×2, dilation 1×2"),
        ("grouped", "1×1 g2", "conv2d 1×1, groups 2"),
        ("pooled", "3×3 s2 p1 ceil", "max_pool2d 3×3, stride 2, padding 1, ceil"),
        ("grown", "4×4 s2 p1", "conv_transpose2d 4×4, stride 2, padding 1"),
    ] {
        let line = table.lines().find(|line| line.starts_with(&format!("{name}: "))).unwrap();
        assert!(line.contains(&format!(" {row}   ")), "{row} is missing from {line}");
        assert!(
            svg.contains(&format!(">{words}</text>")) && svg.contains(&format!("{name}: {words}, output")),
            "{svg}"
        );
        assert!(mermaid.contains(&format!("<b>{name}</b> {words}")), "{mermaid}");
    }
}

#[test]
fn the_legend_of_a_table_explains_what_appears_and_nothing_else() {
    struct Legends;

    impl Visitor for Legends {
        fn visit<N: Network>(&mut self) {
            let summary = N::summary().to_string();
            let (table, legend) = summary.split_once("\n\n").unwrap();
            let terms: BTreeSet<&str> = legend.lines().map(|line| line.trim().split("   ").next().unwrap()).collect();
            let mut expected = BTreeSet::from(["receptive field"]);
            let columns = columns(table.lines().nth(1).unwrap());
            for line in table.lines().skip(3).take_while(|line| !line.starts_with('─')) {
                let line: Vec<char> = line.chars().collect();
                let cell = |title: &str| -> String {
                    let at = columns.iter().position(|(name, _)| name == title).unwrap();
                    let end = columns.get(at + 1).map_or(line.len(), |next| next.1.min(line.len()));
                    line.get(columns[at].1..end).unwrap_or_default().iter().collect::<String>().trim().to_owned()
                };
                let kernel = cell("kernel");
                let edges = kernel.starts_with("each side ");
                if edges {
                    expected.insert("each side");
                }
                for part in kernel.split([' ', ',']).filter(|part| part.len() > 1 && !edges) {
                    expected.extend(match part.as_bytes() {
                        [b'0'..=b'9', ..] if part.contains('×') => Some("kernel"),
                        [b's', b'0'..=b'9', ..] => Some("s"),
                        [b'p', b'0'..=b'9' | b'(', ..] => Some("p"),
                        [b'd', b'0'..=b'9', ..] => Some("d"),
                        [b'g', b'0'..=b'9', ..] => Some("g"),
                        b"ceil" => Some("ceil"),
                        _ => None,
                    });
                }
                if kernel.starts_with("p = ") {
                    expected.insert("p =");
                }
                for column in ["batch", "gradients", "one image", "prepared"] {
                    let kernels = cell(column);
                    for kernel in kernels.split(", ").filter(|kernel| !kernel.is_empty()) {
                        expected.insert(column);
                        assert!(terms.contains(kernel), "{kernel} of {} is not explained:\n{legend}", N::NAME);
                        expected.insert(terms.get(kernel).unwrap());
                    }
                }
            }
            assert_eq!(terms, expected, "{summary}");
        }
    }

    /// The titles of a table and where their columns begin; those of numbers stand at their right ends.
    fn columns(head: &str) -> Vec<(String, usize)> {
        let titles = head.split("   ").map(str::trim).filter(|title| !title.is_empty());
        titles.map(|title| (title.to_owned(), head[..head.find(title).unwrap()].chars().count())).collect()
    }

    Legends.visit::<Inner>();
    Legends.visit::<Outer>();
    examples::each(&mut Legends);
}
