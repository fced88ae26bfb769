//! Local templates: their declarations, and their calls.

use super::size::Dimension;
use super::{BlockCall, Checker, Flow, Scope, Unknown};
use crate::ast::{Argument, ArgumentValue, Block, Call};
use crate::foreign::Given;
use crate::list;
use crate::plan::Size;
use crate::report::{Mark, Reported, enumerate, nearest, source};
use crate::{foreign, words};
use proc_macro2::Ident;
use quote::quote;

/// The proof that a block is checked that no layer calls: [`Checker::uncalled`] alone makes one.
#[derive(Clone, Copy)]
pub struct Uncalled(());

impl Checker<'_> {
    pub(super) fn blocks(&mut self) {
        let blocks = &self.declaration.blocks;
        for (index, block) in blocks.iter().enumerate() {
            let name = block.name.to_string();
            if words::find(&name).is_some() || words::COMPOSITIONS.contains(&name.as_str()) {
                let message = format!("`{name}` is a built-in layer and cannot be a block");
                let reported = self.mistake(block.name.span(), format!("{message}\n\nhelp: choose another name"));
                self.misnamed.insert(name.clone(), reported);
            } else if blocks[..index].iter().any(|other| other.name == block.name) {
                let help = "help: choose another name for one of them";
                self.mistake(block.name.span(), format!("block `{name}` is declared twice\n\n{help}"));
            }
            for (place, parameter) in block.parameters.iter().enumerate() {
                if block.parameters[..place].contains(parameter) {
                    self.two_parameters(block, parameter);
                }
            }
        }
    }

    pub(super) fn block_call(&mut self, name: Option<&Ident>, call: &Call, scope: &mut Scope, flow: Flow) -> Flow {
        let text = name.map(|name| self.name(Some(name), "block", name.span(), scope));
        let declaration = self.declaration;
        let Some(block) = declaration.blocks.iter().find(|block| block.name == call.word) else {
            let unread = declaration.unread.iter().find(|(name, _)| *name == call.word);
            let reported = unread.map_or_else(|| self.unknown_word(call), |(_, reported)| *reported);
            return flow.broken(reported);
        };
        self.called.insert(call.word.to_string(), ());
        if self.calls.iter().any(|outer| outer.block == block.name) {
            let mut chain = list::map(&self.calls, |outer| format!("`{}`", outer.block));
            chain.push(format!("`{}`", block.name));
            let message = format!(
                "block `{}` contains itself: {}\n\nhelp: a network has a fixed depth; use `repeat(n) {{ … }}`",
                block.name,
                chain.join(" → ")
            );
            return flow.broken(self.mistake(call.word.span(), message));
        }
        self.here = scope.join(text.as_deref().unwrap_or(&call.word.to_string()));
        let parameters = match self.block_parameters(block, call) {
            Ok(parameters) => parameters,
            Err(reported) => return flow.broken(reported),
        };
        let call = BlockCall { block: block.name.clone(), text: call_text(name, block, call, &parameters), parameters };
        let run = |checker: &mut Self, scope: &mut Scope, _: String| {
            checker.calls.push(call);
            let flow = checker.in_round("block", |checker| checker.items(&block.items, scope, flow));
            checker.calls.pop();
            flow
        };
        match text {
            Some(text) => self.grouped(name, &text, scope, run),
            None => run(self, scope, String::new()),
        }
    }

    /// Checks the blocks that no layer calls, as far as that can be without a call. Nothing is planned of them.
    pub(super) fn uncalled(&mut self) {
        let sizes = [self.constants.len(), self.proofs.len(), self.values.len(), self.steps.len()];
        let unknown = Flow { value: 0, row: 0, shape: Err(Unknown::Uncalled(Uncalled(()))) };
        let declaration = self.declaration;
        for block in &declaration.blocks {
            if self.called.contains(&block.name.to_string()) {
                continue;
            }
            let any = |name: &Ident| {
                (name.clone(), Dimension { size: Size::Constant(quote!(0)), mark: name.span().into(), written: None })
            };
            let parameters = block.parameters.iter().map(any).collect();
            self.calls.push(BlockCall { block: block.name.clone(), text: String::new(), parameters });
            self.items(&block.items, &mut Scope::default(), unknown.clone());
            self.calls.pop();
        }
        let [constants, proofs, values, steps] = sizes;
        self.constants.truncate(constants);
        self.proofs.truncate(proofs);
        self.values.truncate(values);
        self.steps.truncate(steps);
    }

    /// The arguments of a call, in the order of the parameters.
    fn block_parameters(&mut self, block: &Block, call: &Call) -> Result<Vec<(Ident, Dimension)>, Reported> {
        let names = list::map(&block.parameters, Ident::to_string);
        let signature = format!("help: it is `{}({})`", block.name, names.join(", "));
        let mut values: Vec<(Ident, Dimension)> = Vec::new();
        let mut positions = block.parameters.iter();
        let mut complete = call.readable;
        for argument in &call.arguments {
            let parameter = match &argument.name {
                Some(name) => block.parameters.iter().find(|parameter| *parameter == name),
                None => positions.next(),
            };
            let Some(parameter) = parameter else {
                let Some(name) = &argument.name else {
                    let count = block.parameters.len();
                    let message = format!("block `{}` takes {count} arguments, not more\n\n{signature}", block.name);
                    let message = message.replace("takes 1 arguments", "takes 1 argument");
                    complete = Err(self.mistake(argument.value.mark(), message));
                    continue;
                };
                let help = nearest(&name.to_string(), &list::map(&names, String::as_str))
                    .map_or_else(|| signature.clone(), |near| format!("help: did you mean `{near}`?"));
                let message = format!("block `{}` has no parameter `{name}`\n\n{help}", block.name);
                complete = Err(self.mistake(name.span(), message));
                continue;
            };
            if values.iter().any(|(known, _)| known == parameter) {
                complete = Err(match &argument.name {
                    Some(name) => {
                        let message = format!("the `{parameter}` of block `{}` is given twice", block.name);
                        self.mistake(name.span(), format!("{message}\n\nhelp: leave one of them out"))
                    }
                    None => self.two_parameters(block, parameter),
                });
                continue;
            }
            if let (Some(span), Some(name)) = (argument.equals, &argument.name) {
                self.equals(span, &name.to_string(), &argument.value);
            }
            let what = format!("the `{parameter}` of block `{}`", block.name);
            let ArgumentValue::One(expression) = &argument.value else {
                let help = "help: a parameter of a block is a whole number";
                complete = Err(self.mistake(argument.value.mark(), format!("{what} is one number\n\n{help}")));
                continue;
            };
            match self.dimension(expression, &what, &parameter.to_string(), 0) {
                Ok(dimension) => values.push((parameter.clone(), dimension)),
                Err(reported) => complete = Err(reported),
            }
        }
        let mut missing = Vec::new();
        for (parameter, name) in block.parameters.iter().zip(&names) {
            if !values.iter().any(|(known, _)| known == parameter) {
                missing.push(name.as_str());
            }
        }
        complete?;
        if missing.is_empty() {
            return Ok(values);
        }
        let missing = enumerate(&missing, "and");
        Err(self.mistake(call.word.span(), format!("block `{}` needs its {missing}\n\n{signature}", block.name)))
    }

    fn two_parameters(&mut self, block: &Block, parameter: &Ident) -> Reported {
        let message = format!("block `{}` has two parameters named `{parameter}`", block.name);
        self.mistake(parameter.span(), format!("{message}\n\nhelp: choose another name for one of them"))
    }

    fn unknown_word(&mut self, call: &Call) -> Reported {
        let text = call.word.to_string();
        if text == "block" {
            let help = "`block name(c) { layers }` declares one, and `name(16)` is a layer then";
            return self.mistake(call.word.span(), format!("`block` is no layer, but declares one\n\nhelp: {help}"));
        }
        if let Some(message) = foreign::message(&text, &call.given()) {
            return self.mistake(call.word.span(), message);
        }
        let blocks = list::map(&self.declaration.blocks, |block| block.name.to_string());
        let mut candidates = list::map(words::WORDS, |word| word.name);
        candidates.extend_from_slice(words::COMPOSITIONS);
        candidates.append(&mut list::map(&blocks, String::as_str));
        let help = match nearest(&text, &candidates) {
            Some(near) => format!("help: did you mean `{near}`?"),
            None => {
                let (mut lines, mut length) = (String::new(), 80);
                for word in words::WORDS {
                    if length + word.name.len() > 80 {
                        lines += "\n  ";
                        length = 2;
                    }
                    lines += word.name;
                    lines += ", ";
                    length += word.name.len() + 2;
                }
                format!(
                    "help: a block is declared as `block {text}(…) {{ … }}`, another network is written `self::{text}`; \
                     the built-in layers are{}",
                    lines.replace(", \n", ",\n").trim_end_matches(", ")
                )
            }
        };
        self.mistake(call.word.span(), format!("unknown layer `{text}`\n\n{help}"))
    }
}

impl BlockCall {
    /// Which block it is, and how it is called, for messages.
    pub(super) fn line(&self) -> String {
        if self.text.is_empty() {
            format!("in block `{}`, which is not called", self.block)
        } else {
            format!("in block `{}`, called as `{}`", self.block, self.text)
        }
    }
}

/// `layer2: basic(channels: 32, stride: S)`
fn call_text(name: Option<&Ident>, block: &Block, call: &Call, parameters: &[(Ident, Dimension)]) -> String {
    let mut positions = block.parameters.iter();
    let values = list::map(&call.arguments, |argument| {
        let parameter = argument.name.as_ref().or_else(|| positions.next());
        let known =
            parameters.iter().find(|(name, _)| Some(name) == parameter).and_then(|(_, value)| value.size.known());
        let text = known.map_or_else(|| argument.value.text(), |size| size.to_string());
        parameter.map_or_else(|| text.clone(), |parameter| format!("{parameter}: {text}"))
    });
    let label = name.map(|name| format!("{name}: ")).unwrap_or_default();
    format!("{label}{}({})", block.name, values.join(", "))
}

impl Call {
    /// Its arguments as they are written.
    pub fn given(&self) -> Vec<Given> {
        let name = |argument: &Argument| argument.name.as_ref().map(ToString::to_string);
        self.arguments.iter().map(|argument| (name(argument), argument.value.text())).collect()
    }
}

impl ArgumentValue {
    /// What to point at.
    pub fn mark(&self) -> Mark {
        match self {
            Self::One(expression) => Mark::of(expression),
            Self::Two(_, span) | Self::List(_, span) => (*span).into(),
            Self::Padding(padding) => padding.word().span().into(),
        }
    }

    /// What the user typed.
    pub fn text(&self) -> String {
        match self {
            Self::One(expression) => source(expression),
            Self::Two(both, _) => format!("({}, {})", source(&both[0]), source(&both[1])),
            Self::List(leaves, _) => format!("({})", leaves.join(", ")),
            Self::Padding(padding) => padding.text(),
        }
    }
}
