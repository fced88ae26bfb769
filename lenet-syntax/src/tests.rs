//! Mistakes are said once, and whatever is wrong leaves no plan.

use crate::declaration;

/// What is said of the layers of a network.
fn messages(layers: &str) -> Vec<String> {
    let text = format!("lenet_runtime struct Net: [1, 8, 8] {{ {layers} }}");
    match declaration(text.parse().unwrap()) {
        Ok(_) => Vec::new(),
        Err(refused) => refused.mistakes.messages().into_iter().map(str::to_owned).collect(),
    }
}

#[test]
fn calls_of_a_block_that_cannot_be_read_add_nothing_wherever_it_stands() {
    for layers in [
        "block inner(3) { relu } inner(), relu",
        "block outer() { block inner(3) { relu } relu } outer(), inner(), relu",
        "block outer() { relu } block inner(3) { relu } outer(), inner(), relu",
        "block inner { relu } inner(), relu",
        "fn inner(c) { relu } inner(), relu",
    ] {
        let messages = messages(layers);
        assert_eq!(messages.len(), 1, "{layers}: {messages:#?}");
    }
}

#[test]
fn what_follows_a_mistake_is_judged_by_what_is_known_alone() {
    for (layers, count) in [
        // The shape is unknown behind the first layer, and known again behind the network.
        ("conv2d(0, kernel: 3), linear(10)", 1),
        ("conv2d(0, kernel: 3), self::Backbone, flatten", 1),
        ("conv2d(0, kernel: 3), self::Backbone, residual { relu }, concat { { relu } { } }", 1),
        ("residual { conv2d(0, kernel: 3) }, concat { { conv2d(4, kernel: 99) } { relu } }", 1),
        ("concat { { conv2d(0, kernel: 1) } { conv2d(4, kernel: 99) } }", 2),
        ("concat { { conv2d(0, kernel: 1) } }", 2),
        ("repeat(2) { conv2d(0, kernel: 3) }, linear(10)", 1),
        ("block b() { conv2d(0, kernel: 3) } relu", 1),
        ("block b() { self::Backbone, flatten, linear(10) } relu", 0),
        ("block b(c) { conv2d(c, kernel: 99), residual { linear(3) } } relu", 0),
    ] {
        let messages = messages(layers);
        assert_eq!(messages.len(), count, "{layers}: {messages:#?}");
    }
    let text = "lenet_runtime struct Net: [0, 8, 8] { self::Backbone, flatten, linear(10) }";
    assert_eq!(declaration(text.parse().unwrap()).err().unwrap().mistakes.messages().len(), 1);
}

#[test]
fn blocks_and_their_parameters_may_have_raw_names_whatever_is_known_of_their_sizes() {
    for (layers, count) in [
        ("block r#fn(r#type) { conv2d(r#type, kernel: 1), relu } r#fn(4)", 0),
        ("block r#fn(r#type) { conv2d(r#type, kernel: 1), relu } r#fn(FILTERS), first: r#fn(r#const)", 0),
        (
            "block r#fn(r#type) { conv2d(r#type, kernel: 1), relu } r#match: r#fn(FILTERS), r#while: repeat(2) { r#fn(N) }",
            0,
        ),
        // Nothing calls `two`, so nobody knows what its parameter is; `c` is a constant.
        ("block one(c) { conv2d(c, kernel: 1) } block two(r#x) { r#in: one(r#x), r#fn: one(c) } relu", 0),
        ("block one(c) { conv2d(c, kernel: 1) } block r#two(r#x) { one(r#x), one(OTHER) } relu", 0),
    ] {
        let messages = messages(layers);
        assert_eq!(messages.len(), count, "{layers}: {messages:#?}");
    }
}
