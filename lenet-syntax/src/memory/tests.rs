//! Workspaces are as small as the values that are alive at once.

use super::{inference, Home};
use crate::plan::{Op, Plan};
use crate::{declaration, fuse};
use proc_macro2::{TokenStream, TokenTree};
use std::path::Path;

/// The networks of the examples.
fn networks() -> Vec<Plan> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/networks");
    let mut plans = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut is_network = false;
        for token in text.parse::<TokenStream>().unwrap() {
            match token {
                TokenTree::Ident(name) => is_network = name == "network",
                TokenTree::Group(body) if is_network => {
                    let runtime: TokenStream = "lenet_runtime".parse().unwrap();
                    let tokens = [runtime, body.stream()].into_iter().collect();
                    plans.push(declaration(tokens).ok().unwrap());
                    is_network = false;
                }
                _ => {}
            }
        }
    }
    plans
}

fn size(plan: &Plan, value: usize) -> usize {
    plan.values[value].shape.elements().unwrap()
}

/// The most that is alive at once, the input left out.
fn bound(plan: &Plan) -> usize {
    let mut alive = vec![false; plan.values.len()];
    alive[plan.result] = true;
    let mut most = 0;
    for step in plan.steps.iter().rev() {
        let mut now: Vec<usize> = (1..plan.values.len()).filter(|&value| alive[value]).collect();
        let in_place = matches!(step.op, Op::Activation(_) | Op::BatchNorm { .. } | Op::Add | Op::Dropout { .. } | Op::View);
        let mut over = false;
        for input in &step.inputs {
            if input.value == 0 || now.contains(&input.value) {
                continue;
            }
            if in_place && !over {
                over = true;
                continue;
            }
            now.push(input.value);
        }
        let total: usize = now.iter().map(|&value| size(plan, value)).sum();
        if most < total { most = total; }
        if !matches!(step.op, Op::View) || step.output != step.inputs[0].value {
            alive[step.output] = false;
        }
        for input in &step.inputs {
            alive[input.value] = true;
        }
    }
    most
}

#[test]
fn print() {
    for plan in networks() {
        let (inference, _) = inference(&plan);
        let total = |buffers: &Vec<Vec<usize>>, values: &Vec<crate::plan::Value>| -> usize {
            buffers.iter().map(|b| b.iter().map(|&v| values[v].shape.elements().unwrap()).max().unwrap()).sum()
        };
        let plain = total(&inference.buffers, &plan.values);
        let bound = bound(&plan);
        let (input, output) = (size(&plan, 0), plan.output.elements().unwrap());
        let name = plan.name.to_string();
        let n = inference.buffers.len();
        let program = fuse::program(&plan);
        let prepared = total(&program.buffers, &program.values);
        println!("{name:16} input {input:8} plain {plain:8} ({n}) bound {bound:8} {:.2}  prepared {prepared:8} ({}) with input; bound+input {}", plain as f64 / bound as f64, program.buffers.len(), bound + input);
        let _ = (output, Home::Input);
    }
}
