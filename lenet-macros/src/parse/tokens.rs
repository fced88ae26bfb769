//! A place among tokens, from which reading goes on. A clone looks ahead.

use crate::report::Mistake;
use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use std::rc::Rc;

pub type Result<T> = std::result::Result<T, Mistake>;

#[derive(Clone)]
pub struct Tokens {
    trees: Rc<[TokenTree]>,
    at: usize,
    /// What stands after the last token, for messages.
    end: Span,
}

impl Tokens {
    pub fn new(tokens: TokenStream, end: Span) -> Self {
        Self { trees: tokens.into_iter().collect(), at: 0, end }
    }

    pub fn peek(&self) -> Option<&TokenTree> {
        self.trees.get(self.at)
    }

    /// The next token, or nothing at the end.
    pub fn next(&mut self) -> Option<TokenTree> {
        let token = self.peek().cloned();
        self.at += usize::from(token.is_some());
        token
    }

    pub fn is_empty(&self) -> bool {
        self.peek().is_none()
    }

    /// Where a message about the next token points.
    pub fn span(&self) -> Span {
        match self.peek() {
            Some(TokenTree::Group(group)) => group.span_open(),
            Some(token) => token.span(),
            None => self.end,
        }
    }

    pub fn error(&self, message: impl Into<String>) -> Mistake {
        Mistake::new(self.span(), message)
    }

    /// Whether these punctuation marks are next, with nothing between them.
    pub fn sees(&self, marks: &str) -> bool {
        let last = marks.chars().count() - 1;
        marks.chars().enumerate().all(|(index, mark)| match self.trees.get(self.at + index) {
            Some(TokenTree::Punct(punct)) => {
                punct.as_char() == mark && (index == last || punct.spacing() == Spacing::Joint)
            }
            _ => false,
        })
    }

    /// Steps over these marks, if they are next.
    pub fn takes(&mut self, marks: &str) -> bool {
        let sees = self.sees(marks);
        if sees {
            self.at += marks.chars().count();
        }
        sees
    }

    pub fn expect(&mut self, marks: &str) -> Result<()> {
        if self.takes(marks) { Ok(()) } else { Err(self.error(format!("expected `{marks}`"))) }
    }

    /// The next token, if it is a word: a name or a keyword.
    pub fn peek_word(&self) -> Option<&Ident> {
        match self.peek() {
            Some(TokenTree::Ident(word)) => Some(word),
            _ => None,
        }
    }

    pub fn word(&mut self) -> Result<Ident> {
        let word = self.peek_word().cloned().ok_or_else(|| self.error("expected a name"))?;
        self.at += 1;
        Ok(word)
    }

    /// Steps over this word, if it is next.
    pub fn takes_word(&mut self, word: &str) -> bool {
        let sees = self.peek_word().is_some_and(|next| next == word);
        self.at += usize::from(sees);
        sees
    }

    pub fn sees_group(&self, delimiter: Delimiter) -> bool {
        matches!(self.peek(), Some(TokenTree::Group(group)) if group.delimiter() == delimiter)
    }

    /// What stands between these delimiters, and where they are, if they are next.
    pub fn group(&mut self, delimiter: Delimiter) -> Option<(Self, Span)> {
        match self.peek() {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => {
                let inner = Self::new(group.stream(), group.span_close());
                let span = group.span();
                self.at += 1;
                Some((inner, span))
            }
            _ => None,
        }
    }

    /// Reads all that is left, with a comma after each but the last.
    pub fn list<T>(mut self, mut read: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let mut list = Vec::new();
        while !self.is_empty() {
            list.push(read(&mut self)?);
            if !self.is_empty() {
                self.expect(",")?;
            }
        }
        Ok(list)
    }

    pub fn ends_in_comma(&self) -> bool {
        matches!(self.trees.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == ',')
    }

    /// How many tokens were read since `before`.
    pub fn count_since(&self, before: &Self) -> usize {
        self.at - before.at
    }

    /// The tokens that were read since `before`.
    pub fn since(&self, before: &Self) -> TokenStream {
        self.trees[before.at..self.at].iter().cloned().collect()
    }

    /// Whether what was read since `before` ends in braces.
    pub fn closed_braces(&self, before: &Self) -> bool {
        self.trees[before.at..self.at].last().is_some_and(is_braces)
    }

    pub fn skip_to_comma(&mut self) {
        while !self.is_empty() && !self.sees(",") {
            self.at += 1;
        }
    }

    /// Goes on to the next comma, or behind the next braces.
    pub fn skip_item(&mut self) {
        while !self.is_empty() && !self.sees(",") {
            if self.next().is_some_and(|token| is_braces(&token)) {
                break;
            }
        }
    }
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// The same tokens without the invisible groups that `macro_rules!` makes of what it matched, such as `$visibility:vis`. One
/// with an operator gets parentheses: rustc takes no notice of an invisible group that comes from a macro like this one.
pub fn visible(tokens: TokenStream) -> TokenStream {
    if !has_invisible(&tokens) {
        return tokens;
    }
    let mut seen = TokenStream::new();
    for token in tokens {
        let TokenTree::Group(group) = &token else {
            seen.extend([token]);
            continue;
        };
        let inner = visible(group.stream());
        let delimiter = match group.delimiter() {
            Delimiter::None if !has_operator(&inner) => {
                seen.extend(inner);
                continue;
            }
            Delimiter::None => Delimiter::Parenthesis,
            delimiter => delimiter,
        };
        let mut visible = Group::new(delimiter, inner);
        visible.set_span(group.span());
        seen.extend([TokenTree::Group(visible)]);
    }
    seen
}

fn has_invisible(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::None || has_invisible(&group.stream()),
        _ => false,
    })
}

fn has_operator(tokens: &TokenStream) -> bool {
    let is_operator = |token| matches!(token, TokenTree::Punct(punct) if "+-*/%&|^<>!".contains(punct.as_char()));
    tokens.clone().into_iter().any(is_operator)
}
