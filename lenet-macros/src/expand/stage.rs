//! The stages of training: each batch norm ends one, forward and backward, and a network that is a layer has its own in those of the
//! network around it.

use super::gradients::{Kept, Reverse};
use super::{Passes, place};
use lenet_syntax::ast::Path;
use lenet_syntax::memory::Mode;
use lenet_syntax::plan::{Activation, Op, Parameters, PerChannel, Plan, Step};
use lenet_syntax::words::Saves;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

/// The number of a stage, or of a batch norm: how many batch norms there are before it.
#[derive(Clone, Default)]
pub struct Stage {
    own: usize,
    /// The networks before it, and how often.
    networks: Vec<(Path, usize)>,
}

impl Stage {
    /// Goes on behind a batch norm.
    pub fn norm(&mut self) {
        self.own += 1;
    }

    /// Goes on behind a network that is a layer.
    pub fn network(&mut self, path: &Path) {
        let text = |path: &Path| path.to_token_stream().to_string();
        match self.networks.iter_mut().find(|(known, _)| text(known) == text(path)) {
            Some((_, times)) => *times += 1,
            None => self.networks.push((path.clone(), 1)),
        }
    }

    /// As an expression.
    fn number(&self, runtime: &TokenStream) -> TokenStream {
        let mut sum = TokenStream::new();
        if self.own > 0 || self.networks.is_empty() {
            sum.extend(Literal::usize_unsuffixed(self.own).to_token_stream());
        }
        for (path, times) in &self.networks {
            let plus = (!sum.is_empty()).then(|| quote!(+));
            let times = (*times > 1).then(|| {
                let times = Literal::usize_unsuffixed(*times);
                quote!(#times *)
            });
            sum.extend(quote!(#plus #times <#path as #runtime::Network>::BATCH_NORMS));
        }
        sum
    }

    fn is_first(&self) -> bool {
        self.own == 0 && self.networks.is_empty()
    }

    /// Whether `what` is it.
    pub fn is(&self, runtime: &TokenStream, what: &TokenStream) -> TokenStream {
        let number = self.number(runtime);
        quote!(#what == #number)
    }

    /// Whether `what` is it, or one after it up to `last`.
    pub fn to(&self, last: &Self, runtime: &TokenStream, what: &TokenStream) -> TokenStream {
        let (first, last) = (self.number(runtime), last.number(runtime));
        quote!((#first..=#last).contains(&#what))
    }

    /// How far `what` is behind it.
    pub fn since(&self, runtime: &TokenStream, what: &TokenStream) -> TokenStream {
        if self.is_first() {
            return what.clone();
        }
        let number = self.number(runtime);
        let number =
            if self.own + self.networks.len() > 1 && !self.networks.is_empty() { quote!((#number)) } else { number };
        quote!(#what - #number)
    }
}

/// The constant of what a batch norm is told: that of the first which is told the same.
pub fn norm(plan: &Plan, eps: &TokenStream, momentum: &TokenStream) -> Option<Ident> {
    let told = |eps: &TokenStream, momentum: &TokenStream| [eps.to_string(), momentum.to_string()];
    let own = told(eps, momentum);
    for step in &plan.steps {
        if let Op::BatchNorm { eps, momentum } = &step.op
            && told(eps, momentum) == own
        {
            return Some(step.stem.norm());
        }
    }
    None
}

/// These constants.
pub fn norms(plan: &Plan) -> TokenStream {
    let runtime = &plan.runtime;
    let mut norms = TokenStream::new();
    for step in &plan.steps {
        let name = step.stem.norm();
        if let Op::BatchNorm { eps, momentum } = &step.op
            && norm(plan, eps, momentum).is_some_and(|first| first == name)
        {
            let norm = quote!(#runtime::__private::layer::batch_norm::Norm);
            norms.extend(quote!(const #name: #norm = #norm { eps: #eps, momentum: #momentum };));
        }
    }
    norms
}

/// How many channels a batch norm has.
pub fn channels(step: &Step) -> TokenStream {
    match &step.parameters {
        Some(Parameters::PerChannel(PerChannel { channels, .. })) => channels.bare(),
        _ => quote!(0),
    }
}

impl Passes<'_> {
    /// The activation that comes right after a batch norm and writes over its output, which it finds its slope from. The two run together
    /// in training: on a channel while that is in the cache.
    pub fn activation_over(&self, norm: usize) -> Option<&Activation> {
        let [step, next] = self.plan.steps.get(norm..norm + 2)? else { return None };
        let apart = matches!((&step.op, &self.tape.modes[norm]), (Op::BatchNorm { .. }, Mode::Apart));
        match &next.op {
            Op::Activation(value)
                if apart
                    && matches!(self.tape.modes[norm + 1], Mode::InPlace(_))
                    && next.inputs[0].value == step.output
                    && value.function.facts().saves == Saves::Output =>
            {
                Some(value)
            }
            _ => None,
        }
    }

    /// The same, if the gradient goes where the output was.
    pub fn activation_behind(&self, reverse: &Reverse) -> Option<&Activation> {
        let output = self.plan.steps[reverse.step].output;
        match reverse.moves.first() {
            Some((moved, Kept::Saved(to))) if moved.value == reverse.from.value && *to == output => {
                self.activation_over(reverse.step)
            }
            _ => None,
        }
    }

    /// Whether there may be batch norms.
    pub fn has_stages(&self) -> bool {
        self.plan.steps.iter().any(|step| matches!(step.op, Op::BatchNorm { .. } | Op::Network(_)))
    }

    /// What the batch norms count, and what the running statistics become.
    pub fn statistics(&self) -> TokenStream {
        if !self.has_stages() {
            return quote!();
        }
        let runtime = &self.plan.runtime;
        let (mut stage, number) = (Stage::default(), quote!(norm));
        let (mut places, mut moves) = (TokenStream::new(), TokenStream::new());
        for step in &self.plan.steps {
            let at = place(&step.place);
            match &step.op {
                Op::BatchNorm { eps, momentum } => {
                    let (field, is_it) = (step.stem.statistics(), stage.is(runtime, &number));
                    places.extend(quote!(if #is_it { return &mut tape.#field; }));
                    let told = norm(self.plan, eps, momentum);
                    moves.extend(quote!(self #at.running_statistics(&tape.#field, #told, &mut next #at);));
                    stage.norm();
                }
                Op::Network(path) => {
                    let (field, first) = (step.stem.tape(), stage.clone());
                    stage.network(path);
                    let (from, to) = (first.number(runtime), stage.number(runtime));
                    let since = first.since(runtime, &number);
                    places.extend(quote! {
                        if (#from..#to).contains(&norm) {
                            return <#path as #runtime::Network>::statistics(&mut tape.#field, #since);
                        }
                    });
                    moves.extend(quote!(self #at.running_statistics(&tape.#field, &mut next #at);));
                }
                _ => {}
            }
        }
        quote! {
            fn statistics<const __L: ::core::primitive::usize>(
                tape: &mut Self::Tape<__L>,
                norm: ::core::primitive::usize,
            ) -> &mut [#runtime::Statistics] {
                #places
                &mut []
            }

            fn running_statistics<const __L: ::core::primitive::usize>(&self, tape: &Self::Tape<__L>, next: &mut Self) {
                #moves
            }
        }
    }
}
