//! Expressions → sizes: literal arithmetic is done here, everything else becomes a hidden constant for rustc.

use super::Checker;
use crate::ast::{Expression, ExpressionKind};
use crate::plan::{Claim, Constant, Proof, Size};
use crate::report::{Mark, Reported, source};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Lit;

/// The largest size: beyond it no proof is made.
pub const LARGEST: usize = (1 << 24) - 1;

/// A size as written.
#[derive(Clone)]
pub struct Dimension {
    pub size: Size,
    pub mark: Mark,
    /// What rustc alone knows, before it is bounded.
    pub written: Option<Size>,
}

impl Dimension {
    /// The size of something that is not written.
    pub fn of(size: usize) -> Self {
        Self { size: Size::Known(size), mark: proc_macro2::Span::call_site().into(), written: None }
    }
}

impl Checker<'_> {
    /// A whole number of at least `least`, called `what` in messages, and `hint` in the names of constants.
    pub fn dimension(
        &mut self,
        expression: &Expression,
        what: &str,
        hint: &str,
        least: usize,
    ) -> Result<Dimension, Reported> {
        // What is to change is the argument of a call, not the parameter in the block.
        let mark = self.argument(expression).map_or_else(|| Mark::of(expression), |argument| argument.mark);
        self.not_of_itself(mark, expression, what)?;
        let mut unbounded = None;
        let size = match self.fold(expression) {
            Ok(Some(size)) => {
                if size < least {
                    let message = format!("{what} cannot be {size}\n\nhelp: it is at least {least}");
                    return Err(self.mistake(mark, message));
                }
                if size > LARGEST {
                    let message = format!("{what} is too large: {size}\n\nhelp: a size is at most {LARGEST}");
                    return Err(self.mistake(mark, message));
                }
                Size::Known(size)
            }
            Ok(None) => {
                let layer = std::mem::replace(&mut self.at, mark.first);
                let runtime = &self.declaration.runtime;
                let written = self.substitute(expression.to_token_stream());
                let runtime = runtime.clone();
                let value = self.constant(&format!("{hint}_WRITTEN"), written);
                let bare = value.bare();
                let size = self.constant(hint, quote!(#runtime::__private::proof::bounded(#bare)));
                self.at = layer;
                let mut value = value;
                unbounded = Some(value.clone());
                // Of an argument of a block that is too large enough has been said.
                for argument in self.unbounded(expression.to_token_stream()) {
                    let (argument, bare) = (argument.bare(), value.bare());
                    value = Size::Constant(quote!(if #argument > #LARGEST { #least } else { #bare }));
                }
                let said = |proof: &Proof| match &proof.claim {
                    Claim::Size { size: known, least: bound, .. } => known.is_same(&value) && *bound >= least,
                    _ => false,
                };
                if !self.proofs.iter().any(said) {
                    self.prove(mark, Claim::Size { what: what.to_owned(), size: value, least });
                }
                size
            }
            Err(message) => {
                let help =
                    if message.contains('\n') { String::new() } else { format!("\n\nhelp: it is at least {least}") };
                return Err(self.mistake(mark, format!("{what} {message}{help}")));
            }
        };
        Ok(Dimension { size, mark, written: unbounded })
    }

    /// An expression may not read what follows from the network that it is part of.
    pub fn not_of_itself(&mut self, mark: Mark, expression: &Expression, what: &str) -> Result<(), Reported> {
        const FOLLOW: [&str; 7] =
            ["PARAMETERS", "MACS", "LAYERS", "WORKSPACE", "WORKSPACE_BYTES", "RAM_BYTES", "FLASH_BYTES"];
        let name = &self.declaration.name;
        let words = words(expression.to_token_stream());
        let own = |word: &String| *name == word.as_str() || word == "Self";
        let follows = |word: &String| FOLLOW.contains(&word.as_str());
        // `Net::MACS`, `<Net as Network>::MACS`, `size_of::<Net>()`
        let from = words.windows(2).enumerate().find_map(|(index, pair)| {
            if own(&pair[0]) && follows(&pair[1]) {
                Some(format!("`{}::{}`", pair[0], pair[1]))
            } else if own(&pair[0]) && pair[1] == "as" {
                let constant = words[index..].iter().find(|word| follows(word))?;
                Some(format!("the `{constant}` of `{}`", pair[0]))
            } else {
                (pair[0] == "size_of" && own(&pair[1])).then(|| format!("the size of `{}`", pair[1]))
            }
        });
        let Some(from) = from else { return Ok(()) };
        let message = format!(
            "{what} cannot follow from {from}, which follows from it\n\nhelp: write a number, or a `const` of your own"
        );
        Err(self.mistake(mark, message))
    }

    /// The value of an expression of literals and block parameters; `None` if it holds anything else. An error
    /// continues a sentence that begins with what the expression stands for.
    fn fold(&self, expression: &Expression) -> Result<Option<usize>, String> {
        match &expression.kind {
            ExpressionKind::Literal(literal) => match literal {
                Lit::Int(int) if !matches!(int.suffix(), "" | "usize") => {
                    Err(format!("is a `usize`, but `{int}` has another type\n\nhelp: write `{}`", int.base10_digits()))
                }
                Lit::Int(int) => match int.base10_parse::<usize>() {
                    Ok(size) => Ok(Some(size)),
                    Err(_) => Err(format!("is too large: {int}\n\nhelp: a size is at most {LARGEST}")),
                },
                other => {
                    let text = other.to_token_stream().to_string();
                    let number = text.trim_matches(['"', '\'']);
                    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
                    let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
                    let whole = if digits { whole } else { "2" };
                    Err(format!(
                        "must be a whole number, but it is `{text}`\n\nhelp: write a whole number, such as `{whole}`"
                    ))
                }
            },
            ExpressionKind::Inside(inner) => self.fold(inner),
            ExpressionKind::Prefixed('-', _) => Err(format!("cannot be negative, but it is `{}`", source(expression))),
            ExpressionKind::Name(name) => match self.parameter(name) {
                Some(Dimension { size: Size::Known(size), .. }) => Ok(Some(*size)),
                _ => Ok(None),
            },
            ExpressionKind::Binary(operator, both) => {
                let (Some(left), Some(right)) = (self.fold(&both[0])?, self.fold(&both[1])?) else {
                    return Ok(None);
                };
                let value = match *operator {
                    "+" => left.checked_add(right),
                    "-" => left.checked_sub(right),
                    "*" => left.checked_mul(right),
                    "/" => left.checked_div(right),
                    "%" => left.checked_rem(right),
                    _ => return Ok(None),
                };
                let reason = match *operator {
                    "-" => "cannot be negative, but it is",
                    "/" | "%" => "cannot be computed:",
                    _ => "is too large:",
                };
                value.map(Some).ok_or_else(|| format!("{reason} `{left} {operator} {right}`"))
            }
            _ => Ok(None),
        }
    }

    /// What a parameter of the block that is being expanded stands for, if the expression is one.
    fn argument(&self, expression: &Expression) -> Option<&Dimension> {
        let ExpressionKind::Name(name) = &expression.bare().kind else { return None };
        self.parameter(name)
    }

    /// The parameters of the block that some tokens name and whose values rustc alone knows, before they are bounded.
    fn unbounded(&self, tokens: TokenStream) -> Vec<Size> {
        let words = words(tokens);
        let mut unbounded = Vec::new();
        for (name, dimension) in self.calls.last().map_or(&[][..], |call| &call.parameters) {
            if words.iter().any(|word| name == word.as_str()) {
                unbounded.extend(dimension.written.clone());
            }
        }
        unbounded
    }

    fn parameter(&self, name: &Ident) -> Option<&Dimension> {
        let call = self.calls.last()?;
        call.parameters.iter().find(|(parameter, _)| parameter == name).map(|(_, dimension)| dimension)
    }

    /// The tokens of an expression with the values of block parameters in their places, and with parentheses around what a
    /// macro put in as one: rustc forgets that it was.
    pub fn substitute(&self, tokens: TokenStream) -> TokenStream {
        let mut substituted = TokenStream::new();
        let mut in_path = false;
        for token in tokens {
            let next_in_path =
                matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':' || punct.as_char() == '.');
            match token {
                TokenTree::Ident(name) if !in_path => match self.parameter(&name) {
                    Some(Dimension { size: Size::Known(size), .. }) => {
                        let mut literal = proc_macro2::Literal::usize_suffixed(*size);
                        literal.set_span(name.span());
                        literal.to_tokens(&mut substituted);
                    }
                    Some(Dimension { size: Size::Constant(constant), .. }) => constant.to_tokens(&mut substituted),
                    None => name.to_tokens(&mut substituted),
                },
                TokenTree::Group(group) => {
                    let stream = self.substitute(group.stream());
                    let delimiter = match group.delimiter() {
                        Delimiter::None if is_operation(&stream) => Delimiter::Parenthesis,
                        delimiter => delimiter,
                    };
                    let mut inner = proc_macro2::Group::new(delimiter, stream);
                    inner.set_span(group.span());
                    inner.to_tokens(&mut substituted);
                }
                other => other.to_tokens(&mut substituted),
            }
            in_path = next_in_path;
        }
        substituted
    }

    /// A hidden constant with this value, `LeNet5::CONV1_KERNEL`; the same value gives the same constant.
    pub fn constant(&mut self, hint: &str, value: TokenStream) -> Size {
        Size::Constant(self.associated(hint, quote!(::core::primitive::usize), value))
    }

    /// A hidden constant for a number with a fraction.
    pub fn number_constant(&mut self, mark: Mark, hint: &str, value: TokenStream) -> TokenStream {
        let layer = std::mem::replace(&mut self.at, mark.first);
        let constant = self.associated(hint, quote!(::core::primitive::f32), value);
        self.at = layer;
        constant
    }

    fn associated(&mut self, hint: &str, ty: TokenStream, value: TokenStream) -> TokenStream {
        // Where evaluation fails, rustc also points at what uses the constant.
        let mut network = self.declaration.name.clone();
        network.set_span(self.at);
        let text = format!("{ty} = {value}");
        let mut name = match self.constant_texts.iter().position(|known| *known == text) {
            Some(known) => self.constants[known].name.clone(),
            None => {
                let name = self.namer.constant(&self.here, hint, self.at);
                self.constants.push(Constant { name: name.clone(), ty, value });
                self.constant_texts.push(text);
                name
            }
        };
        name.set_span(self.at);
        quote_spanned!(self.at=> #network::#name)
    }

    /// A size computed from others: here where they are known, else by rustc.
    pub fn derive(&mut self, hint: &str, known: Option<usize>, value: TokenStream) -> Size {
        known.map_or_else(|| self.constant(hint, value), Size::Known)
    }

    /// The product of two sizes.
    pub fn times(&mut self, hint: &str, a: &Size, b: &Size) -> Size {
        let known = a.known().zip(b.known()).map(|(a, b)| a.saturating_mul(b));
        let (a, b) = (a.bare(), b.bare());
        self.derive(hint, known, quote!(::core::primitive::usize::saturating_mul(#a, #b)))
    }
}

/// The sizes of rows and columns alone.
pub fn sizes([rows, columns]: [Dimension; 2]) -> [Size; 2] {
    [rows.size, columns.size]
}

/// The names in some tokens.
pub fn words(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) => found.push(name.to_string()),
            TokenTree::Group(group) => found.append(&mut words(group.stream())),
            _ => {}
        }
    }
    found
}

/// Whether the tokens are an expression that parentheses hold together.
fn is_operation(tokens: &TokenStream) -> bool {
    syn::parse2::<Expression>(tokens.clone()).is_ok_and(|expression| expression.is_operation())
}
