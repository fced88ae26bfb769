//! What the tensors of a field are called in files.

use proc_macro2::{Ident, Span};
use syn::LitStr;
use syn::ext::IdentExt;

/// The path of the tensors of a field, below the group around it: `conv1`, or what `#[name = "features.0"]` says.
#[derive(Clone)]
pub struct Name {
    pub text: String,
    /// Where the user wrote it, if it is not the name of the field.
    pub written: Option<Span>,
}

impl Name {
    /// That of a field without an attribute.
    pub fn of(field: &Ident) -> Self {
        Self { text: field.unraw().to_string(), written: None }
    }

    /// Takes the name that an attribute says.
    pub fn set(&mut self, name: &LitStr) {
        *self = Self { text: name.value(), written: Some(name.span()) };
    }

    /// Puts the name of a group without a field before it.
    pub fn put_before(&mut self, group: &LitStr) {
        self.text = format!("{}.{}", group.value(), self.text);
        self.written.get_or_insert(group.span());
    }
}
