//! Every layer that changes a size asks rustc to prove the new one, once for each geometry.

use super::expansion;
use lenet_syntax::plan::{Claim, Op, Plan, Shape, Step};
use lenet_syntax::words::{Parameter, Role, Type, WORDS};

fn plan(input: &str, layers: &str) -> Option<Plan> {
    lenet_syntax::declaration(format!("lenet_runtime struct Net: {input} {{ {layers} }}").parse().unwrap()).ok()
}

/// The sizes that are proved of the layer `name`.
fn proved(plan: &Plan, name: &str) -> Vec<usize> {
    let proof = |claim: &Claim| match claim {
        Claim::Slides { layer, out, .. }
        | Claim::Pools { layer, out, .. }
        | Claim::Grows { layer, out, .. }
        | Claim::Makes { layer, out, .. } => (layer == name).then(|| out.known().unwrap()),
        _ => None,
    };
    plan.proofs.iter().filter_map(|one| proof(&one.claim)).collect()
}

/// The sizes of a layer's output that are others than those of its input, but for those that the declaration gives as they are: of
/// a layer with weights, the filters and features.
fn changed(step: &Step) -> Vec<usize> {
    let (from, to) = (step.inputs[0].shape.known().unwrap(), step.shape.known().unwrap());
    let given = match step.op {
        Op::Conv { .. } | Op::ConvTranspose { .. } | Op::Linear => 1,
        _ => 0,
    };
    if let (Op::View, Shape::Image(_)) = (&step.op, &step.shape) {
        return vec![to.iter().product()];
    }
    let same = |axis: usize| from.len() == to.len() && from[axis] == to[axis];
    (given..to.len()).filter(|&axis| !same(axis)).map(|axis| to[axis]).collect()
}

/// Every word of the language on an image and on a vector, with some values for its arguments.
#[test]
fn every_word_that_changes_a_size_has_it_proved() {
    let mut changing = 0;
    for word in WORDS {
        let mut understood = false;
        for (input, number) in [("[4, 8, 10]", "1"), ("[4, 8, 10]", "2"), ("[8]", "2"), ("[320]", "2")] {
            let value = |argument: &Parameter| match (argument.of, argument.name) {
                (Type::Padding, _) => "edges(top: 1, bottom: 2, left: 0, right: 1)".to_owned(),
                (_, "min") => "-0.5".to_owned(),
                (Type::Number(_), _) => "0.5".to_owned(),
                (_, "height") => "8".to_owned(),
                (_, "width") => "10".to_owned(),
                (_, "channels" | "filters") => "4".to_owned(),
                _ => number.to_owned(),
            };
            // With each optional word, such as the modes of `pad`, and without.
            let mut choices = vec![String::new()];
            for argument in word.arguments {
                if let (Type::OneOf(words), Role::Optional(_)) = (argument.of, argument.role) {
                    choices.extend(words.iter().map(|choice| format!("{}: {choice}", argument.name)));
                }
            }
            for choice in choices {
                let mut arguments: Vec<String> = Vec::new();
                for argument in word.arguments {
                    match argument.role {
                        Role::Positional => arguments.push(value(argument)),
                        Role::Needed => arguments.push(format!("{}: {}", argument.name, value(argument))),
                        Role::Optional(_) => {}
                    }
                }
                arguments.extend((!choice.is_empty()).then_some(choice));
                let arguments =
                    if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
                let layer = format!("{}{arguments}", word.name);
                let Some(plan) =
                    plan(input, &format!("it: {layer}, relu")).or_else(|| plan(input, &format!("{layer}, relu")))
                else {
                    continue;
                };
                understood = true;
                let step = &plan.steps[0];
                let proved = proved(&plan, &step.path);
                for size in changed(step) {
                    changing += 1;
                    assert!(proved.contains(&size), "`{layer}` on {input} makes {size}, proved are {proved:?}");
                }
            }
        }
        assert!(understood, "`{}` is on no image or vector", word.name);
    }
    assert!(changing > 30, "{changing}");
}

#[test]
fn joined_branches_have_their_sum_proved() {
    for (input, body, sum) in [
        ("[4, 8, 8]", "joined: concat { { conv2d(3, kernel: 1) } {} { max_pool2d(3, stride: 1, padding: same) } }", 11),
        ("[8]", "joined: concat { { linear(3) } {} }", 11),
        ("[4, 8, 5]", "joined: concat(along: rows) { { max_pool2d((3, 1), stride: 1) } {} {} }", 22),
        ("[4, 8, 5]", "joined: concat(along: columns) { { max_pool2d((1, 3), stride: 1) } {} {} }", 13),
    ] {
        assert_eq!(proved(&plan(input, body).unwrap(), "joined"), [sum], "{body}");
    }
}

#[test]
fn one_geometry_is_proved_once_and_another_size_of_it_again() {
    let count = |layers: &str| {
        let text = expansion(format!("lenet_runtime struct Net: [4, 8, 8] {{ {layers} }}").parse().unwrap(), false)
            .to_string();
        assert!(!text.contains("compile_error"), "{text}");
        text.matches("makes ::").count()
    };
    // Rows and columns of all three rounds.
    assert_eq!(count("repeat(3) { pad(padding: each_side(1)), crop(padding: each_side(1)) }"), 2);
    assert_eq!(count("repeat(2) { pad(padding: each_side(1)) }"), 2);
    assert_eq!(count("upsample(2), upsample(2)"), 2);
    assert_eq!(count("max_pool2d(2), relu"), 0);
}
