//! Paths, attributes and what is visible, as Rust writes them.

use super::expression::{is_segment, since};
use crate::ast::{Attribute, AttributeValue, Expression, Path};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::token::{Group, Paren};
use syn::{Result, Token, bracketed, parenthesized};

impl Parse for Path {
    fn parse(input: ParseStream) -> Result<Self> {
        let begin = input.cursor();
        let is_absolute = input.parse::<Option<Token![::]>>()?.is_some();
        let mut segments = Vec::new();
        loop {
            if !is_segment(input) {
                return Err(input.error("expected a name"));
            }
            segments.push(input.call(Ident::parse_any)?);
            if !input.peek(Token![::]) {
                return Ok(Self { tokens: since(begin, input), segments, is_absolute });
            }
            input.parse::<Token![::]>()?;
        }
    }
}

impl Parse for Attribute {
    fn parse(input: ParseStream) -> Result<Self> {
        let begin = input.cursor();
        input.parse::<Token![#]>()?;
        let content;
        let brackets = bracketed!(content in input);
        let path = content.parse()?;
        let value = if content.is_empty() {
            AttributeValue::None
        } else if content.peek(Token![=]) {
            content.parse::<Token![=]>()?;
            let begin = content.cursor();
            content.parse::<Expression>()?;
            AttributeValue::Is(since(begin, &content))
        } else {
            match content.parse()? {
                TokenTree::Group(group) if group.delimiter() != Delimiter::None => AttributeValue::List(group.stream()),
                _ => return Err(content.error("an attribute is `#[name]`, `#[name(…)]` or `#[name = …]`")),
            }
        };
        if !content.is_empty() {
            return Err(content.error("nothing stands behind an attribute in its brackets"));
        }
        Ok(Self { tokens: since(begin, input), path, value, span: brackets.span.join() })
    }
}

/// `#[…]`, as many as there are.
pub(super) fn attributes(input: ParseStream) -> Result<Vec<Attribute>> {
    let mut attributes = Vec::new();
    while input.peek(Token![#]) {
        attributes.push(input.parse()?);
    }
    Ok(attributes)
}

/// `pub`, `pub(crate)`, `pub(in path)`, or nothing.
pub(super) fn visibility(input: ParseStream) -> Result<TokenStream> {
    let begin = input.cursor();
    // What a macro puts in for nothing is an empty group.
    if input.peek(Group)
        && let TokenTree::Group(group) = input.fork().parse()?
        && group.stream().is_empty()
    {
        input.parse::<TokenTree>()?;
        return Ok(TokenStream::new());
    }
    if input.parse::<Option<Token![pub]>>()?.is_some() && input.peek(Paren) {
        let content;
        parenthesized!(content in input);
        let start = content.cursor();
        let is_place = content.peek(Token![crate]) || content.peek(Token![self]) || content.peek(Token![super]);
        if content.parse::<Option<Token![in]>>()?.is_some() {
            content.parse::<Path>()?;
        } else if is_place {
            content.parse::<TokenTree>()?;
        }
        if !content.is_empty() || content.cursor() == start {
            return Err(content.error("expected `pub`, `pub(crate)`, `pub(super)` or `pub(in path)`"));
        }
    }
    Ok(since(begin, input))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse::Parser;

    #[test]
    fn what_rust_would_not_read_is_no_visibility_and_no_attribute() {
        for text in ["", "pub", "pub(crate)", "pub(self)", "pub(super)", "pub(in crate::a)", "pub(in self)"] {
            let read = visibility.parse_str(text).unwrap_or_else(|mistake| panic!("{text}: {mistake}"));
            assert_eq!(read.to_string(), text.parse::<TokenStream>().unwrap().to_string());
        }
        for text in ["pub()", "pub(3)", "pub(crate::a)", "pub(in)", "pub(in crate::a b)", "pub(crate) 3"] {
            assert!(visibility.parse_str(text).is_err(), "{text}");
        }
        for text in ["#[doc = \"a\"]", "#[derive(Clone)]", "#[must_use]", "#[doc = include_str!(\"a\")]", "#[a::b[]]"] {
            let read: Attribute = syn::parse_str(text).unwrap_or_else(|mistake| panic!("{text}: {mistake}"));
            assert_eq!(read.tokens.to_string(), text.parse::<TokenStream>().unwrap().to_string());
        }
        for text in ["#[]", "#[3]", "#[doc =]", "#[doc = 1 +]", "#[doc 3]", "#[doc() 3]", "#![doc]", "#(doc)"] {
            assert!(syn::parse_str::<Attribute>(text).is_err(), "{text}");
        }
    }
}
