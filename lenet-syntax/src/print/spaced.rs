//! Tokens with spaces where a person would leave some.

use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};

/// What came before a token, as far as it matters for the space between.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing needs a space behind it.
    Tight,
    /// The end of an operand: a name, a number, a group.
    Operand,
    /// An operator between two operands, or a comma.
    Operator,
}

/// The text of some tokens, which reads as the same tokens.
pub fn spaced(tokens: TokenStream) -> String {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut text = String::new();
    let mut before = Before::Tight;
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index += 1;
        match token {
            TokenTree::Punct(_) => {
                // An operator may have several characters.
                let mut operator = String::new();
                index -= 1;
                while let Some(TokenTree::Punct(punct)) = tokens.get(index) {
                    operator.push(punct.as_char());
                    index += 1;
                    if ends(punct, tokens.get(index)) {
                        break;
                    }
                }
                before = punctuation(&mut text, &operator, before);
            }
            TokenTree::Group(group) => {
                let inner = spaced(group.stream());
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis | Delimiter::None => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace if inner.is_empty() => ("{", "}"),
                    Delimiter::Brace => ("{ ", " }"),
                };
                let apart = before == Before::Operator || before == Before::Operand && open.starts_with('{');
                text += if apart { " " } else { "" };
                text += &format!("{open}{inner}{close}");
                before = Before::Operand;
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                text += if before == Before::Tight { "" } else { " " };
                text += &token.to_string();
                before = Before::Operand;
            }
        }
    }
    text
}

/// Whether an operator ends with this character, whatever follows. A `'` belongs to the name behind it.
fn ends(punct: &Punct, next: Option<&TokenTree>) -> bool {
    let is_path = |token: &TokenTree| matches!(token, TokenTree::Punct(colon) if colon.as_char() == ':');
    punct.spacing() == Spacing::Alone
        || punct.as_char() == '\''
        // `>::`: the end of arguments and a path are two.
        || punct.as_char() != ':' && next.is_some_and(is_path)
}

fn punctuation(text: &mut String, operator: &str, before: Before) -> Before {
    let (space, after) = match (operator, before) {
        ("," | ";", _) => (false, Before::Operator),
        (":", _) => (false, Before::Operator),
        ("::" | "." | "?" | "<" | ">" | ">>", Before::Operand | Before::Tight) => {
            (false, if operator == "?" || operator.starts_with('>') { Before::Operand } else { Before::Tight })
        }
        ("::" | "<" | "'", Before::Operator) => (true, Before::Tight),
        ("!", Before::Operand) => (false, Before::Tight),
        ("$" | "#" | "'", _) => (before != Before::Tight, Before::Tight),
        // A sign before its operand.
        (_, Before::Tight) => (false, Before::Tight),
        (_, Before::Operator) => (true, Before::Tight),
        (_, Before::Operand) => (true, Before::Operator),
    };
    text.push_str(if space { " " } else { "" });
    text.push_str(operator);
    after
}
