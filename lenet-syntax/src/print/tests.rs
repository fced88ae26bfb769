use crate::ast::build::{number, size};
use crate::ast::{ArgumentValue, Call, Declaration, Item, ItemKind, Padding, Shape};
use crate::{parse, print};
use proc_macro2::{Ident, Span};

fn printed(text: &str) -> String {
    print(&parse(text.parse().unwrap()).unwrap_or_else(|mistakes| panic!("{text}: {:?}", mistakes.messages())))
}

#[test]
fn a_declaration_is_written_as_a_person_would() {
    let text = "\
/// A network.
///
///  Of all that there is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Net: [CHANNELS, 2 * N - 1, -M + usize::MAX] -> [10] {
    block basic(c, k) {
        conv2d(c, kernel: k, padding: each_side(k / 2)),
        relu,
    }
    block head() {
        linear(10),
    }
    /// The first.
    conv1: conv2d(6, kernel: (5, 3), stride: 2, padding: edges(top: 1, bottom: 0, left: N - 1, right: 0)),
    r#type: basic(4, k: 3),
    residual {
        conv2d(6, kernel: 3, padding: same),
        batch_norm2d(eps: 1e-3),
    }
    down: residual(shortcut: { conv: conv2d(8, kernel: 1) }) { conv2d(8, kernel: 3, padding: each_side((1, N.pow(2)))) }
    residual(shortcut: {
        conv2d(8, kernel: 1),
        relu,
    }) {
        tanh,
        relu,
    }
    concat {
        { relu }
        { self::parts::Backbone }
    }
    stage: repeat(N as usize) { leaky_relu(negative_slope: -0.1) }
    deep: conv_transpose2d(
        A_CONSTANT_WITH_A_LONG_NAME,
        kernel: (ANOTHER_CONSTANT, ANOTHER_CONSTANT << 1),
        padding: edges(top: 1, bottom: 1, left: 1, right: 1),
        output_padding: 0,
    ),
    head(),
}
";
    assert_eq!(printed(text), text);
}

#[test]
fn however_it_is_written_it_is_printed_alike() {
    let text = "struct Net:[1,8,8]{conv2d(4,kernel:3),a:relu residual{relu,}concat(along:rows){{relu},{tanh}}concat{{},{tanh}}}";
    let expected = "struct Net: [1, 8, 8] {\n    conv2d(4, kernel: 3),\n    a: relu,\n    residual { relu }\n    concat(along: rows) {\n        { relu }\n        { tanh }\n    }\n    concat {\n        {}\n        { tanh }\n    }\n}\n";
    assert_eq!(printed(&text.replace("relu residual", "relu, residual")), expected);
}

#[test]
fn a_declaration_made_by_code_is_one_that_is_accepted() {
    let conv = |filters| Call::new("conv2d").with(size(filters)).with_named("kernel", ArgumentValue::One(size(3)));
    let same = || ArgumentValue::Padding(Padding::Word(Ident::new("same", Span::call_site())));
    let mut net = Declaration::new("Net", Shape::new(&[1, 28, 28]));
    net.items = vec![
        conv(6).item().named("conv1").documented("The first."),
        Call::new("leaky_relu").with_named("negative_slope", ArgumentValue::One(number(0.2))).item().named("type"),
        Item::new(ItemKind::residual(None, vec![conv(6).with_named("padding", same()).item()])),
        Item::new(ItemKind::concat(vec![vec![Call::new("relu").item()], vec![Call::new("tanh").item()]])),
        Item::new(ItemKind::repeat(2, vec![Call::new("sigmoid").item()])).named("stage"),
        Call::new("flatten").item(),
        Call::new("linear").with(size(10)).item().named("fc"),
    ];
    let text = print(&net);
    assert!(text.contains("    /// The first.\n    conv1: conv2d(6, kernel: 3),\n    r#type: leaky_relu("), "{text}");
    assert_eq!(printed(&text), text);
    let plan = crate::declaration(format!("lenet_runtime {text}").parse().unwrap());
    assert!(plan.is_ok(), "{text}");
}
