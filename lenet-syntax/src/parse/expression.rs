//! Expressions: what rustc accepts as a constant, as far as a person writes it for a size. Anything else gets a name outside
//! of `network!`.

use crate::ast::{Expression, ExpressionKind};
use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::buffer::Cursor;
use syn::parse::{Parse, ParseStream, Parser};
use syn::token::{Brace, Bracket, Group, Paren};
use syn::{Ident, Lifetime, Lit, Result, Token, braced, bracketed, parenthesized};

const EXPECTED: &str =
    "expected a number, a constant or arithmetic of these\n\nhelp: give it a name: `const SIZE: usize = …;`";

/// The operators and how tightly each binds.
const OPERATORS: [(&str, u8); 18] = [
    ("||", 1),
    ("&&", 2),
    ("==", COMPARISON),
    ("!=", COMPARISON),
    ("<=", COMPARISON),
    (">=", COMPARISON),
    ("<<", 7),
    (">>", 7),
    ("<", COMPARISON),
    (">", COMPARISON),
    ("|", 4),
    ("^", 5),
    ("&", 6),
    ("+", 8),
    ("-", 8),
    ("*", 9),
    ("/", 9),
    ("%", 9),
];
const COMPARISON: u8 = 3;
const CAST: u8 = 10;

impl Parse for Expression {
    fn parse(input: ParseStream) -> Result<Self> {
        operation(input, 0)
    }
}

/// The tokens between a place and where the reading is.
pub(super) fn since(begin: Cursor, input: ParseStream) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut cursor = begin;
    while cursor != input.cursor()
        && let Some((token, rest)) = cursor.token_tree()
    {
        tokens.extend([token]);
        cursor = rest;
    }
    tokens
}

fn expression(begin: Cursor, input: ParseStream, kind: ExpressionKind) -> Expression {
    Expression { tokens: since(begin, input), kind }
}

/// Operands, and operators between them that bind no less than `least`.
fn operation(input: ParseStream, least: u8) -> Result<Expression> {
    let begin = input.cursor();
    let mut left = prefixed(input)?;
    loop {
        if CAST >= least && input.peek(Token![as]) {
            input.parse::<Token![as]>()?;
            type_(input)?;
            left = expression(begin, input, ExpressionKind::Cast);
            continue;
        }
        let Some((operator, binding)) = operator(input).filter(|(_, binding)| *binding >= least) else {
            return Ok(left);
        };
        if let ExpressionKind::Binary(known, _) = left.kind
            && binding == COMPARISON
            && binding_of(known) == Some(COMPARISON)
        {
            return Err(input.error("comparison operators cannot be chained"));
        }
        for _ in 0..operator.len() {
            input.parse::<TokenTree>()?;
        }
        let right = operation(input, binding + 1)?;
        left = expression(begin, input, ExpressionKind::Binary(operator, Box::new([left, right])));
    }
}

/// The operator that stands here: of two characters, if they belong together.
fn operator(input: ParseStream) -> Option<(&'static str, u8)> {
    let (first, rest) = input.cursor().punct().filter(|_| !input.peek(Group))?;
    let mut text = String::from(first.as_char());
    if first.spacing() == Spacing::Joint
        && let Some((second, _)) = rest.punct()
    {
        text.push(second.as_char());
        // `=` makes an assignment of most operators.
        if second.as_char() == '=' || binding_of(&text).is_some() {
            return OPERATORS.into_iter().find(|(operator, _)| *operator == text);
        }
        text.pop();
    }
    OPERATORS.into_iter().find(|(operator, _)| *operator == text)
}

fn binding_of(text: &str) -> Option<u8> {
    OPERATORS.iter().find(|(operator, _)| *operator == text).map(|(_, binding)| *binding)
}

fn prefixed(input: ParseStream) -> Result<Expression> {
    let begin = input.cursor();
    match begin.punct() {
        Some((sign, _)) if matches!(sign.as_char(), '-' | '!' | '*' | '&') && !input.peek(Group) => {
            input.parse::<TokenTree>()?;
            let of = prefixed(input)?;
            Ok(expression(begin, input, ExpressionKind::Prefixed(sign.as_char(), Box::new(of))))
        }
        _ => operand(input),
    }
}

/// `N`, `half(N)`, `SIZES[0]`, `N.pow(2)`
fn operand(input: ParseStream) -> Result<Expression> {
    let begin = input.cursor();
    let mut operand = atom(input)?;
    loop {
        let kind = if input.peek(Paren) {
            let content;
            parenthesized!(content in input);
            ExpressionKind::Call(operand.tokens, expressions(&content)?.0)
        } else if input.peek(Bracket) {
            let content;
            bracketed!(content in input);
            alone(&content)?;
            ExpressionKind::Other
        } else if input.peek(Token![.]) && !input.peek(Token![..]) {
            input.parse::<Token![.]>()?;
            member(input)?;
            ExpressionKind::Other
        } else {
            return Ok(operand);
        };
        operand = expression(begin, input, kind);
    }
}

/// What stands behind a `.`: a name, or the index of a tuple.
fn member(input: ParseStream) -> Result<()> {
    if input.peek(Lit) {
        let index = input.fork().parse::<TokenTree>()?.to_string();
        if index.chars().any(|letter| letter != '.' && !letter.is_ascii_digit()) {
            return Err(input.error(EXPECTED));
        }
        input.parse::<TokenTree>()?;
        return Ok(());
    }
    input.parse::<Ident>()?;
    if input.peek(Token![::]) {
        input.parse::<Token![::]>()?;
        generic_arguments(input)?;
    }
    Ok(())
}

/// An expression and nothing else.
fn alone(content: ParseStream) -> Result<Expression> {
    let expression = content.parse()?;
    if content.is_empty() { Ok(expression) } else { Err(content.error(EXPECTED)) }
}

/// Expressions with commas between, and whether one ends them.
fn expressions(content: ParseStream) -> Result<(Vec<Expression>, bool)> {
    let (mut expressions, mut ended) = (Vec::new(), false);
    while !content.is_empty() {
        expressions.push(content.parse()?);
        ended = !content.is_empty();
        if ended {
            content.parse::<Token![,]>()?;
        }
    }
    Ok((expressions, ended))
}

fn atom(input: ParseStream) -> Result<Expression> {
    let begin = input.cursor();
    let kind = if input.peek(Group) {
        let TokenTree::Group(group) = input.parse()? else { return Err(input.error(EXPECTED)) };
        let inner: Expression = syn::parse2(group.stream())?;
        if matches!(inner.kind, ExpressionKind::Name(_) | ExpressionKind::Path) && input.peek(Token![::]) {
            input.parse::<Token![::]>()?;
            path(input, false)?;
            ExpressionKind::Path
        } else {
            ExpressionKind::Inside(Box::new(inner))
        }
    } else if input.peek(Lit) {
        ExpressionKind::Literal(input.parse()?)
    } else if input.peek(Paren) {
        let content;
        parenthesized!(content in input);
        let (mut inner, ended) = expressions(&content)?;
        match inner.pop() {
            Some(one) if inner.is_empty() && !ended => ExpressionKind::Inside(Box::new(one)),
            last => {
                inner.extend(last);
                ExpressionKind::Tuple(inner)
            }
        }
    } else if input.peek(Brace) && !input.is_empty() {
        let content;
        braced!(content in input);
        alone(&content)?;
        ExpressionKind::Other
    } else {
        path_or_macro(input)?
    };
    Ok(expression(begin, input, kind))
}

fn path_or_macro(input: ParseStream) -> Result<ExpressionKind> {
    let name = input.fork().parse::<Ident>().ok();
    let is_qualified = input.peek(Token![<]);
    let segments = path(input, false)?;
    if input.peek(Token![!]) && !input.peek(Token![!=]) && !is_qualified {
        input.parse::<Token![!]>()?;
        return match input.parse()? {
            TokenTree::Group(_) => Ok(ExpressionKind::Other),
            _ => Err(input.error(EXPECTED)),
        };
    }
    Ok(match name {
        Some(name) if segments == 1 => ExpressionKind::Name(name),
        _ => ExpressionKind::Path,
    })
}

/// Whether a segment of a path stands here: a name, or one of the words that paths have.
pub(super) fn is_segment(input: ParseStream) -> bool {
    input.peek(Ident)
        || input.peek(Token![self])
        || input.peek(Token![Self])
        || input.peek(Token![super])
        || input.peek(Token![crate])
}

/// Reads a path with its generic arguments, which need no `::` in a type; gives the number of its segments, where generic
/// arguments and the type of `<T as Network>` count too.
fn path(input: ParseStream, in_type: bool) -> Result<usize> {
    let mut segments = 0;
    if input.peek(Token![<]) {
        input.parse::<Token![<]>()?;
        type_(input)?;
        if input.peek(Token![as]) {
            input.parse::<Token![as]>()?;
            path(input, true)?;
        }
        input.parse::<Token![>]>()?;
        input.parse::<Token![::]>()?;
        segments += 1;
    } else if input.peek(Token![::]) {
        input.parse::<Token![::]>()?;
        segments += 1;
    }
    loop {
        if !is_segment(input) {
            return Err(input.error(EXPECTED));
        }
        input.parse::<TokenTree>()?;
        segments += 1;
        if in_type && input.peek(Token![<]) {
            generic_arguments(input)?;
        }
        if !input.peek(Token![::]) {
            return Ok(segments);
        }
        input.parse::<Token![::]>()?;
        if input.peek(Token![<]) {
            generic_arguments(input)?;
            segments += 1;
            if !input.peek(Token![::]) {
                return Ok(segments);
            }
            input.parse::<Token![::]>()?;
        }
    }
}

/// `<Net, 3>`
fn generic_arguments(input: ParseStream) -> Result<()> {
    input.parse::<Token![<]>()?;
    while !input.peek(Token![>]) {
        if input.peek(Lifetime) {
            input.parse::<Lifetime>()?;
        } else if input.peek(Lit) || input.peek(Token![-]) || input.peek(Brace) {
            prefixed(input)?;
        } else {
            type_(input)?;
        }
        if !input.peek(Token![>]) {
            input.parse::<Token![,]>()?;
        }
    }
    input.parse::<Token![>]>()?;
    Ok(())
}

/// Reads the type of a value.
fn type_(input: ParseStream) -> Result<()> {
    if input.peek(Group) {
        return match input.parse()? {
            TokenTree::Group(group) => type_.parse2(group.stream()),
            _ => Err(input.error(EXPECTED)),
        };
    }
    if input.peek(Token![&]) {
        input.parse::<Token![&]>()?;
        input.parse::<Option<Lifetime>>()?;
        input.parse::<Option<Token![mut]>>()?;
        return type_(input);
    }
    if input.peek(Token![_]) {
        input.parse::<Token![_]>()?;
        return Ok(());
    }
    if input.peek(Bracket) {
        let content;
        bracketed!(content in input);
        type_(&content)?;
        if content.is_empty() {
            return Ok(());
        }
        content.parse::<Token![;]>()?;
        return alone(&content).map(drop);
    }
    if input.peek(Paren) {
        let content;
        parenthesized!(content in input);
        while !content.is_empty() {
            type_(&content)?;
            if !content.is_empty() {
                content.parse::<Token![,]>()?;
            }
        }
        return Ok(());
    }
    path(input, true).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Expression> {
        syn::parse_str(text)
    }

    /// The expression with parentheses around every operation, as Rust's precedence has it.
    fn grouped(expression: &Expression) -> String {
        match &expression.kind {
            ExpressionKind::Binary(operator, both) => {
                format!("({} {operator} {})", grouped(&both[0]), grouped(&both[1]))
            }
            ExpressionKind::Prefixed(sign, of) => format!("({sign}{})", grouped(of)),
            ExpressionKind::Inside(inner) => grouped(inner),
            _ => expression.tokens.to_string().replace(' ', ""),
        }
    }

    #[test]
    fn operators_bind_as_in_rust() {
        for (text, expected) in [
            ("1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"),
            ("8 / 2 / 2", "((8 / 2) / 2)"),
            ("1 << 2 + 3 & 7 | 1 ^ 5", "(((1 << (2 + 3)) & 7) | (1 ^ 5))"),
            ("A == B && C < D || E != F", "(((A == B) && (C < D)) || (E != F))"),
            ("-A * !B", "((-A) * (!B))"),
            ("(1 + 2) * 3", "((1 + 2) * 3)"),
            ("A * B as usize + 1", "((A * Basusize) + 1)"),
            ("A-1", "(A - 1)"),
            ("A >> 1 >= 2", "((A >> 1) >= 2)"),
        ] {
            assert_eq!(grouped(&read(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn what_a_person_writes_for_a_size_is_read_to_its_end() {
        for text in [
            "3usize",
            "0.5_f32",
            "self::SIZE",
            "::core::primitive::usize::MAX",
            "<Net as Network>::MACS",
            "<[f32; 3]>::LEN",
            "size_of::<Net<3, { N }, 'static, -1>>()",
            "size_of::<(&'static mut [f32], [[u8; 2]; N], crate::Net)>()",
            "N.pow(2)",
            "N.max::<usize>(3,)",
            "SIZES[N - 1].0",
            "NESTED.0.1",
            "size!(3, 4)",
            "{ N + 1 }",
            "half(half(N))",
            "(3, 3)",
            "*&N",
        ] {
            let read = read(text).unwrap_or_else(|mistake| panic!("{text}: {mistake}"));
            assert_eq!(read.tokens.to_string(), text.parse::<TokenStream>().unwrap().to_string());
        }
    }

    #[test]
    fn anything_else_gets_a_name_outside() {
        for text in [
            "",
            "1 +",
            "if A { 1 } else { 2 }",
            "|x| x",
            "[1, 2]",
            "A < B < C",
            "A += 1",
            "N::<",
            "size_of::<+>()",
            "N.3f32",
            "loop {}",
            "{ let a = 1; a }",
            "A..B",
            "f(1 2)",
            "a[]",
            "Size { n: 3 }",
            "fn",
            "<Net>",
            "N as fn()",
            "m!3",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
