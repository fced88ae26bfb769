//! Pictures of a network, as an SVG image and as Mermaid text.
//!
//! Both show the same: data flows from top to bottom; branches stand side by side; a named group of layers, and a network
//! that is used as a layer, is a box around its layers. Every edge is labelled with the shape of the value that flows along
//! it. A layer that keeps the shape of its input, an activation or a normalization, hangs without an edge under the layer
//! before it.
//!
//! A layer tells its kernel, and stride, padding, dilation and groups where they are not the default. `padding 1` is on every
//! side, `padding 2×1` has two rows above and below and one column on the left and on the right; where opposite sides differ,
//! each is named.
//!
//! ```
//! lenet_runtime::network! {
//!     /// Two layers.
//!     struct Tiny: [1, 8, 8] -> [4] { conv: conv2d(2, kernel: 3), relu, flatten, fc: linear(4) }
//! }
//!
//! let picture = lenet_draw::svg::<Tiny>();
//! assert!(picture.starts_with("<svg") && picture.contains("2 × 6 × 6"));
//! assert!(lenet_draw::mermaid::<Tiny>().contains("flowchart TD"));
//! ```

mod layout;
mod mermaid;
mod svg;
mod text;
mod tree;
mod wire;

use lenet_runtime::{Network, Shape, Value};

/// The network as an SVG image: one `<svg>` element, without a declaration of encoding, which is UTF-8.
///
/// The colours follow the light or dark mode of whoever looks. A network too long for one column continues in the next.
#[must_use]
pub fn svg<N: Network>() -> String {
    svg::picture(&Subject::of::<N>())
}

/// The network as a Mermaid flowchart.
#[must_use]
pub fn mermaid<N: Network>() -> String {
    mermaid::flowchart(&Subject::of::<N>())
}

/// What is drawn.
struct Subject {
    name: &'static str,
    input: Shape,
    parameters: usize,
    macs: u64,
    items: Vec<tree::Item>,
}

impl Subject {
    fn of<N: Network>() -> Self {
        Self {
            name: N::NAME,
            input: N::Input::SHAPE,
            parameters: N::PARAMETERS,
            macs: N::MACS,
            items: tree::of(N::LAYERS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lenet_runtime::{Field, Layer};

    const SHAPE: Shape = Shape::Vector(4);

    const fn row(name: &'static str, kind: &'static str, inputs: &'static [usize], output: Shape) -> Layer {
        Layer {
            name,
            kind,
            inputs,
            output,
            window: None,
            setting: None,
            groups: 1,
            parameters: 0,
            macs: 0,
            field: Field::INPUT,
            kernels: None,
            prepared: "",
            layers: &[],
        }
    }

    /// A table that no declaration gives: `a` is read in three places, which stand in different branches.
    const DENSE: &[Layer] = &[
        Layer { parameters: 1, ..row("a", "linear", &[0], SHAPE) },
        row("b", "residual", &[0, 1], SHAPE),
        Layer { parameters: 2000, ..row("c", "linear", &[2], SHAPE) },
        row("d", "concat", &[1, 0, 3], Shape::Vector(12)),
        row("<&\"#>", "residual", &[4, 4], Shape::Vector(12)),
    ];

    fn subject(layers: &'static [Layer]) -> Subject {
        Subject { name: "Dense", input: SHAPE, parameters: 2001, macs: 0, items: tree::of(layers) }
    }

    #[test]
    fn a_layer_that_is_read_in_several_branches_is_drawn_once() {
        let picture = svg::picture(&subject(DENSE));
        for name in ["a: linear", "b: residual", "c: linear", "d: concat", "&lt;&amp;\"#&gt;: residual"] {
            assert_eq!(picture.matches(&format!("<title>{name}")).count(), 1, "{name}");
        }
        for edge in ["input → a: 4", "input → b: 4", "a → b: 4", "b → c: 4", "a → d: 4", "input → d: 4", "c → d: 4"]
        {
            assert_eq!(picture.matches(&format!("<title>{edge}</title>")).count(), 1, "{edge}");
        }
        assert_eq!(picture.matches("d → &lt;&amp;\"#&gt;: 12").count(), 2, "both terms of a sum are one value");

        let chart = mermaid::flowchart(&subject(DENSE));
        for edge in ["input -->|\"4\"| n1", "n1 -->|\"4\"| n2", "n2 -->|\"4\"| n3", "n1 -->|\"4\"| n4"] {
            assert_eq!(chart.matches(edge).count(), 1, "{edge} in\n{chart}");
        }
        assert!(chart.contains("n5[\"<b>#lt;#amp;#quot;#35;#gt;</b> residual\"]"), "{chart}");
    }

    #[test]
    fn a_network_without_layers_is_an_edge() {
        assert!(svg::picture(&subject(&[])).contains("<title>input → output: 4</title>"));
        assert!(mermaid::flowchart(&subject(&[])).contains("input -->|\"4\"| output"));
    }

    /// `layer1.0.conv` and `layer1.1.conv`, then `layer2.0.conv`.
    const GROUPS: &[Layer] = &[
        row("layer1.0.conv", "linear", &[0], SHAPE),
        row("layer1.1.conv", "linear", &[1], SHAPE),
        row("layer2.0.conv", "linear", &[2], SHAPE),
    ];

    #[test]
    fn a_box_around_a_single_box_is_one_box() {
        let chart = mermaid::flowchart(&subject(GROUPS));
        let labels: Vec<_> = chart.lines().filter_map(|line| line.trim().strip_prefix("subgraph ")).collect();
        assert_eq!(labels, ["g1[\"layer1\"]", "g2[\"layer1.0\"]", "g3[\"layer1.1\"]", "g4[\"layer2.0\"]"]);
    }
}
