//! The file behind `weights("…")`, read as a program reads it that loads it.

use crate::plan::Plan;
use crate::report::{Mistakes, Reported};

/// A network may have the weights that it names, as far as is known here.
#[cfg(not(feature = "weights"))]
pub fn weights(plan: &mut Plan, mistakes: &mut Mistakes) -> Result<(), Reported> {
    let Some(weights) = &plan.weights else { return Ok(()) };
    let message = "`weights` needs the feature `weights` of `lenet-runtime`, which is off\n\n\
                   help: in Cargo.toml, `lenet-runtime = { version = \"0.1\", features = [\"weights\"] }`";
    Err(mistakes.add(weights.written.span(), message))
}

#[cfg(feature = "weights")]
pub use reading::{refusal, weights};

#[cfg(feature = "weights")]
mod reading {
    use super::{Mistakes, Plan, Reported};
    use crate::ast::Budget;
    use crate::plan::Tensor;
    use crate::report::nearest;
    use lenet_weights::{Difference, Expected, Opened, Problem, Request, Source, packed, read, text::Shown};
    use proc_macro2::Span;
    use std::io::ErrorKind;
    use std::path::{Path, PathBuf};
    use syn::ext::IdentExt;

    /// A network may have the weights that it names, as far as is known here.
    pub fn weights(plan: &mut Plan, mistakes: &mut Mistakes) -> Result<(), Reported> {
        let Some(weights) = &plan.weights else { return Ok(()) };
        let (written, span) = (weights.written.value(), weights.written.span());
        if weights.are_packed()
            && let Some(Budget { plain: true, .. }) = plan.budget
        {
            let text = format!(
                "`{written}` has the weights of the prepared network alone, and the budget is that of the network as it is\n\n\
                 help: leave out `prepared: false`, or give the file of the weights that were packed"
            );
            return Err(mistakes.add(span, text));
        }
        let Some(path) = absolute(&written, span) else { return Ok(()) };
        if weights.are_packed() {
            let refused = packed(&path, &plan.name.unraw().to_string());
            if let Some(weights) = &mut plan.weights {
                weights.path = path.to_str().map(str::to_owned);
            }
            return refused.map_err(|problem| mistakes.add(span, packed_message(&problem, &written, &path)));
        }
        let opened = Opened::open(&path).map_err(Problem::Read);
        let problem = opened.and_then(|mut file| refusal(plan, &mut file)).map_err(|problem| problem.of_file(&path));
        if let Some(path) = path.to_str()
            && let Some(weights) = &mut plan.weights
        {
            weights.path = Some(path.to_owned());
        }
        let network = plan.name.unraw().to_string();
        problem.map_err(|problem| mistakes.add(span, message(&problem, &written, &path, &network)))
    }

    /// Whether a file has packed weights of a network of this name; whether it has these layers, the runtime says, which knows the
    /// kernels.
    fn packed(path: &Path, network: &str) -> Result<(), packed::PackedProblem> {
        let file = std::fs::read(path).map_err(packed::PackedProblem::Read)?;
        packed::read(&file, network).map(drop)
    }

    fn packed_message(problem: &packed::PackedProblem, written: &str, path: &Path) -> String {
        match problem {
            packed::PackedProblem::Read(error) if error.kind() == ErrorKind::NotFound => absent(written, path),
            packed::PackedProblem::Read(_) if path.is_dir() => {
                format!("`{written}` is a folder\n\nhelp: give the file in it")
            }
            _ => {
                let text = problem.to_string();
                let (sentence, help) = text.split_once("\nhelp: ").unwrap_or((&text, ""));
                let help = if help.is_empty() { String::new() } else { format!("\n\nhelp: {help}") };
                match sentence.strip_prefix("the file ") {
                    Some(rest) => format!("`{written}` {rest}{help}"),
                    None => format!("`{written}` {sentence}{help}"),
                }
            }
        }
    }

    /// A path that stands in a source file, from the root of the file system.
    fn absolute(written: &str, span: Span) -> Option<PathBuf> {
        let source = span.local_file()?;
        std::path::absolute(source.parent()?.join(written)).ok()
    }

    /// Whether a file has the weights of the network.
    ///
    /// # Errors
    ///
    /// What a program would say that loads it.
    pub fn refusal(plan: &Plan, file: &mut dyn Source) -> Result<(), Problem> {
        let tensors = plan.parameters.tensors();
        let shapes = crate::list::map(&tensors, Tensor::known);
        let mut expected = Vec::new();
        for (tensor, shape) in tensors.iter().zip(&shapes) {
            let what = match (&tensor.shape, shape) {
                (None, _) => Expected::Within,
                (Some(_), None) => Expected::Unknown,
                (Some(_), Some(shape)) => Expected::Shape(shape),
            };
            expected.push(lenet_weights::Tensor { name: tensor.name.clone(), expected: what });
        }
        // A problem keeps the name; it is short, and lives as long as the compiler.
        let request = Request::all(expected, Some(plan.name.unraw().to_string().leak()));
        read(file, Request { only_f32: true, ..request }).map(drop)
    }

    /// A problem as a mistake of the declaration.
    fn message(problem: &Problem, written: &str, path: &Path, network: &str) -> String {
        match problem {
            Problem::Read(error) if error.kind() == ErrorKind::NotFound => absent(written, path),
            Problem::Read(_) if path.is_dir() => format!("`{written}` is a folder\n\nhelp: give the file in it"),
            Problem::Network { differences, more, .. } => {
                let what = match problem.in_common().to_string().split_once(": ") {
                    Some((_, common)) => format!("does not have the weights of `{network}`: {common}"),
                    None => "has numbers of another type".to_owned(),
                };
                let more = if *more == 0 { String::new() } else { format!("  and {more} more\n") };
                // What is mended by one change needs no list.
                let table = if problem.is_mended() { String::new() } else { format!("\n{}{more}", table(differences)) };
                let help = help(problem);
                let save = if help.contains("LoadOptions") { ", and `save` writes a file for `weights`" } else { "" };
                format!("`{written}` {what}\n{table}\nhelp: {help}{save}")
            }
            Problem::Name { found, .. } => format!(
                "`{written}` has the weights of the network `{0}`, not of `{network}`\n\nhelp: give the file of `{network}`, or, if \
                 that is the same network under an older name, load it once by `lenet_runtime::io::weights::load` and `save` it",
                Shown(found)
            ),
            _ => {
                let text = problem.to_string();
                let (sentence, help) = text.split_once("\nhelp: ").unwrap_or((&text, ""));
                let sentence = sentence.strip_prefix("the file ").unwrap_or(sentence);
                let sentence = match sentence.strip_prefix("not a safetensors file, but ") {
                    Some(kind) if kind.contains(", not ") => format!("is {kind}"),
                    Some(kind) => format!("is {kind}, not a safetensors file"),
                    None if text.starts_with("trailing bytes") => format!("has {sentence}"),
                    None if text.starts_with("the file ") => sentence.to_owned(),
                    None => format!("cannot be used: {sentence}"),
                };
                if help.is_empty() {
                    format!("`{written}` {sentence}")
                } else {
                    format!("`{written}` {sentence}\n\nhelp: {help}")
                }
            }
        }
    }

    fn help(problem: &Problem) -> String {
        let text = problem.to_string();
        text.split_once("\nhelp: ").map(|(_, help)| help.to_owned()).unwrap_or_default()
    }

    /// Differences one below the other.
    fn table(differences: &[Difference]) -> String {
        let names = crate::list::map(differences, |difference| difference.name().to_string());
        let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
        let mut table = String::new();
        for (name, difference) in names.iter().zip(differences) {
            let space = " ".repeat(width - name.chars().count());
            table += &format!("  {name}{space}   {}\n", difference.what());
        }
        table
    }

    /// What to say of a file that is not there.
    fn absent(written: &str, path: &Path) -> String {
        let message = format!("there is no file `{written}`");
        let Some(folder) = path.parent() else { return message };
        let Ok(entries) = folder.read_dir() else {
            return format!(
                "{message}\n\nhelp: nor its folder: the path is relative to the folder of this source file"
            );
        };
        let mut names = Vec::new();
        for entry in entries.flatten() {
            names.extend(entry.file_name().into_string());
        }
        names.sort_unstable();
        let is_packed = written.ends_with(packed::ENDING);
        let ending = if is_packed { packed::ENDING } else { ".safetensors" };
        let saves = if is_packed { "a prepared" } else { "a trained" };
        let candidates: Vec<&str> = names.iter().filter(|name| name.ends_with(ending)).map(String::as_str).collect();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        match (nearest(name, &candidates), candidates.as_slice()) {
            (Some(near), _) => format!("{message}\n\nhelp: did you mean `{near}`, which is there?"),
            _ => format!(
                "{message}\n\nhelp: the path is relative to the folder of this source file; `save` of {saves} network writes such a file"
            ),
        }
    }
}
