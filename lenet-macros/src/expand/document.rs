//! The documentation that `network!` writes.

use lenet_syntax::plan::{FieldKind, Plan, Shape, Step};
use quote::ToTokens;

/// The lines that follow the user's own documentation: a sentence, and a table of the layers as far as the macro knows their
/// sizes.
pub fn network(plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    if plan.attributes.iter().any(|attribute| attribute.is("doc")) {
        lines.push(String::new());
    }
    let mut parameters = Some(0);
    for step in &plan.steps {
        let count = step.parameters.as_ref().map_or(Some(0), lenet_syntax::plan::Parameters::count);
        parameters = parameters.zip(count).map(|(sum, count)| sum + count);
    }
    let nested = plan.steps.iter().any(|step| matches!(step.op, lenet_syntax::plan::Op::Network(_)));
    let count = match parameters {
        Some(count) if !nested => format!(", with {} parameters", thousands(count)),
        _ => String::new(),
    };
    lines.push(format!(" A network from {} to {}{count}.", words(&plan.input), words(&plan.output)));
    lines.push(String::new());
    lines.push(" | layer | kind | output | parameters |".to_owned());
    lines.push(" |-------|------|--------|-----------:|".to_owned());
    for step in &plan.steps {
        if step.shape.known().is_none() {
            lines.push(String::new());
            lines.push(" Sizes from here on depend on constants: see `summary()`.".to_owned());
            break;
        }
        let parameters =
            step.parameters.as_ref().and_then(lenet_syntax::plan::Parameters::count).map(thousands).unwrap_or_default();
        lines.push(format!(" | `{}` | {} | {} | {parameters} |", step.path, step.word, step.shape.words()));
    }
    lines
}

/// The sentence of a field.
pub fn field(plan: &Plan, kind: &FieldKind) -> String {
    match kind {
        FieldKind::Layer { step, .. } => {
            let Step { word, shape, .. } = &plan.steps[*step];
            match shape.known() {
                Some(_) => format!(" The parameters of a `{word}` layer with output {}.", shape.words()),
                None => format!(" The parameters of a `{word}` layer."),
            }
        }
        FieldKind::Network(path) => {
            format!(
                " The parameters of the network [`{0}`], used as a layer.",
                path.to_token_stream().to_string().replace(' ', "")
            )
        }
        FieldKind::Group(_) => " The parameters of a group of layers.".to_owned(),
        FieldKind::Array(_, count) => format!(" The parameters of {count} groups of layers of the same shapes."),
        FieldKind::Tuple(groups) => format!(" The parameters of {} groups of layers.", groups.len()),
    }
}

fn words(shape: &Shape) -> String {
    match shape {
        Shape::Network(_) => "a value of another network's shape".to_owned(),
        known => known.words().replace('?', "a constant"),
    }
}

/// `61706` → `61 706`
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(61_706), "61 706");
        assert_eq!(thousands(132_863_336), "132 863 336");
    }
}
