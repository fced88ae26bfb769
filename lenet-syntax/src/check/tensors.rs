//! What `#[name = "…"]` makes of the names of tensors: each stands once in a file.

use super::{Checker, Scope};
use crate::ast::{Item, ItemKind};
use crate::plan::{Field, FieldKind};
use crate::report::Mark;
use crate::words;
use proc_macro2::Span;

/// A layer with tensors, or a network that is a layer.
struct Owner<'a> {
    /// What its tensors are called, without their own last names.
    path: String,
    field: &'a Field,
    /// The innermost attribute that had a say.
    written: Option<Span>,
}

impl Checker<'_> {
    /// Gives the fields that an entry made, from the one with this number on, the name that it says.
    pub(super) fn tensor_names(&mut self, item: &Item, scope: &mut Scope, first: usize) {
        let Some(name) = &item.tensors else { return };
        self.renamed = true;
        let has_field = item.name.is_some()
            || match &item.kind {
                ItemKind::Call(call) => words::find(&call.word.to_string()).is_some(),
                ItemKind::Network(_) => true,
                ItemKind::Residual { .. }
                | ItemKind::Concat { .. }
                | ItemKind::Repeat { .. }
                | ItemKind::Unreadable(_) => false,
            };
        for field in &mut scope.fields[first..] {
            if has_field {
                field.tensors.set(name);
            } else {
                field.tensors.put_before(name);
            }
        }
    }

    /// Whether each tensor has a name of its own, where the names are not those of the fields.
    pub(super) fn each_tensor_once(&mut self, fields: &[Field]) {
        if !self.renamed {
            return;
        }
        let mut owners = Vec::new();
        collect("", fields, None, &mut owners);
        for (index, owner) in owners.iter().enumerate() {
            let Some(other) = owners[..index].iter().find(|other| meet(owner, other)) else { continue };
            let (a, b) = (&other.field.name, &owner.field.name);
            let path = &owner.path;
            let message = if *path != other.path {
                let (network, layer) = if within(other, owner) { (other, owner) } else { (owner, other) };
                let (inner, name) = (&network.path, &layer.field.name);
                format!(
                    "the tensors of `{name}` would be called `{}`, among those of the network `{}`\n\n\
                     help: all names that begin with `{inner}.` are given by that network; give `{name}` another",
                    layer.path, network.field.name
                )
            } else {
                let whose = if a == b { format!("`{a}`") } else { format!("`{a}` and of `{b}`") };
                format!(
                    "the tensors of {whose} would be called `{path}` twice\n\n\
                     help: each layer has a name of its own in a file; a name on a `repeat` or on the call of a block is put before \
                     those inside"
                )
            };
            let span = owner.written.or(other.written).unwrap_or_else(|| owner.field.name.span());
            self.mistake(Mark::from(span), message);
            return;
        }
    }
}

/// Whether two owners could have a tensor of the same name.
fn meet(a: &Owner, b: &Owner) -> bool {
    a.path == b.path || within(a, b) || within(b, a)
}

/// Whether the second stands among the tensors of the first, a network.
fn within(network: &Owner, other: &Owner) -> bool {
    matches!(network.field.kind, FieldKind::Network(_))
        && other.path.strip_prefix(&*network.path).is_some_and(|rest| rest.starts_with('.'))
}

fn collect<'a>(path: &str, fields: &'a [Field], written: Option<Span>, owners: &mut Vec<Owner<'a>>) {
    for field in fields {
        let path = format!("{path}{}", field.tensors.text);
        let written = field.tensors.written.or(written);
        match &field.kind {
            FieldKind::Layer { .. } | FieldKind::Network(_) => owners.push(Owner { path, field, written }),
            FieldKind::Group(group) => collect(&(path + "."), &group.fields, written, owners),
            FieldKind::Array(group, rounds) => {
                for round in 0..*rounds {
                    collect(&format!("{path}.{round}."), &group.fields, written, owners);
                }
            }
            FieldKind::Tuple(groups) => {
                for (round, group) in groups.iter().enumerate() {
                    collect(&format!("{path}.{round}."), &group.fields, written, owners);
                }
            }
        }
    }
}
