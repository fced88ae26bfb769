//! The functions of an expansion stay small, however deep the network is.

use super::{expansion, runtime};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

const PASSES: [&str; 5] = ["infer_from", "record_stage", "backward_stage", "pack", "infer_packed"];

/// The statements of each function body in the tokens, a closure's apart from those around it. Calls of segments and views of buffers do
/// not count.
fn statements(tokens: TokenStream, counts: &mut Vec<usize>) {
    const FREE: [&str; 10] =
        ["run", "image", "vector", "like", "one", "two", "three", "input", "input_and", "input_and_two"];

    let (mut count, mut is_free) = (0, false);
    for token in tokens {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == ';' => {
                count += usize::from(!is_free);
                is_free = false;
            }
            TokenTree::Ident(name) => is_free |= FREE.iter().any(|free| name == free),
            TokenTree::Group(group) => statements(group.stream(), counts),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    counts.push(count);
}

/// The bodies of the passes.
fn bodies(tokens: TokenStream, found: &mut Vec<(String, TokenStream)>) {
    let (mut name, mut after_fn) = (None, false);
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                if after_fn {
                    name = Some(word.to_string()).filter(|name| PASSES.contains(&name.as_str()));
                }
                after_fn = word == "fn";
            }
            TokenTree::Group(group) => match (group.delimiter(), name.take()) {
                (Delimiter::Brace, Some(name)) => found.push((name, group.stream())),
                (_, kept) => {
                    name = kept;
                    bodies(group.stream(), found);
                }
            },
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The most statements of a function in the passes of a network with this body.
fn longest(body: &str) -> [usize; PASSES.len()] {
    let declaration: TokenStream = format!("pub struct Net: [8, 8, 8] {{ {body} }}").parse().unwrap();
    let mut found = Vec::new();
    bodies(expansion([runtime(), declaration].into_iter().collect(), false), &mut found);
    PASSES.map(|pass| {
        let (_, body) = found.iter().find(|(name, _)| name == pass).unwrap_or_else(|| panic!("no `{pass}`: {body}"));
        let mut counts = Vec::new();
        statements(body.clone(), &mut counts);
        counts.into_iter().max().unwrap()
    })
}

#[test]
fn no_function_of_a_pass_grows_with_the_depth_of_the_network() {
    // A layer takes at most five statements.
    const MOST: usize = 20 * 5;
    for block in [
        "conv2d(8, kernel: 3, padding: same), batch_norm2d, relu",
        "residual { conv2d(8, kernel: 3, padding: same), batch_norm2d } relu",
        "conv2d(8, kernel: 1), relu, dropout(0.5), max_pool2d(1), layer_norm, Part",
        "concat { { conv2d(4, kernel: 1) } { conv2d(4, kernel: 1), sigmoid } } tanh",
        "residual(shortcut: { conv2d(8, kernel: 1) }) { relu, residual { Part } prelu } flatten, linear(512), reshape(8, 8, 8)",
        "softmax, upsample(2), avg_pool2d(2), residual { pad(each_side(1)), crop(each_side(1)) } relu",
    ] {
        for rounds in [1, 2, 7, 30, 100] {
            let body = format!("named: repeat({rounds}) {{ {block} }}");
            let found = longest(&body);
            assert!(found.iter().all(|&statements| statements <= MOST), "{body}: {found:?}");
        }
    }
}

#[test]
fn the_pass_of_a_small_network_is_one_function() {
    let layers =
        "conv2d(8, kernel: 3), relu, max_pool2d(2), conv2d(8, kernel: 3), relu, flatten, linear(20), relu, linear(10)";
    let declaration: TokenStream = format!("pub struct Net: [8, 12, 12] {{ {layers} }}").parse().unwrap();
    let text = expansion([runtime(), declaration].into_iter().collect(), false).to_string();
    assert!(!text.contains("segment"), "{text}");
}
