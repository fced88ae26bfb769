//! A pass as segments: functions of their own over some layers each, so that the time to compile it grows as its depth does, and no
//! faster. The pass of a small network is one function.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The most layers of a segment.
const MOST: usize = 20;

/// The lines of a pass.
pub struct Segments<'a> {
    runtime: &'a TokenStream,
    /// How many layers a segment has, if the pass is cut.
    each: Option<usize>,
    /// The stages before the one that is being written.
    stages: TokenStream,
    /// The segments before the one that is being written.
    before: TokenStream,
    lines: TokenStream,
    layers: usize,
    /// Whether it stands in the pass itself.
    open: bool,
    /// The variables that it has, and the buffer that each is a view of.
    bound: Vec<(Ident, Ident)>,
    /// The variables for what stands at places of the workspace, all of which were bound at once.
    together: Vec<Ident>,
}

impl<'a> Segments<'a> {
    /// For a pass of so many layers.
    pub fn new(runtime: &'a TokenStream, layers: usize) -> Self {
        let each = (layers > MOST).then(|| layers.div_ceil(layers.div_ceil(MOST)));
        Self {
            runtime,
            each,
            stages: TokenStream::new(),
            before: TokenStream::new(),
            lines: TokenStream::new(),
            layers: 0,
            open: false,
            bound: Vec::new(),
            together: Vec::new(),
        }
    }

    /// The lines of layers that have no variables.
    pub fn of<T>(runtime: &'a TokenStream, layers: &[T], line: impl Fn(&T) -> TokenStream) -> TokenStream {
        let mut segments = Segments::new(runtime, layers.len());
        for layer in layers {
            segments.layer();
            segments.extend(line(layer));
        }
        segments.finish()
    }

    /// What follows are the lines of another layer.
    pub fn layer(&mut self) {
        self.next(false);
    }

    /// What follows makes variables that later segments read.
    pub fn between(&mut self) {
        self.next(true);
    }

    fn next(&mut self, open: bool) {
        if self.open || open || self.each == Some(self.layers) {
            self.close();
        }
        self.layers += 1;
        self.open = open;
    }

    pub fn extend(&mut self, lines: TokenStream) {
        self.lines.extend(lines);
    }

    /// A call between segments, which takes what it reads with it.
    pub fn extend_between(&mut self, result: &TokenStream, call: TokenStream) {
        let runtime = self.runtime;
        self.lines.extend(match self.each {
            Some(_) => quote!(#result #runtime::__private::segment::run(move || #call);),
            None => quote!(#result #call;),
        });
    }

    /// A variable for what stands in a buffer, unless there is one.
    pub fn bind(&mut self, name: &Ident, buffer: &Ident, view: TokenStream) {
        if !self.bound.iter().any(|(bound, of)| bound == name && of == buffer) {
            self.bind_anew(name, buffer, view);
        }
    }

    /// A variable for what will stand in a buffer. Nobody reads what stood there.
    pub fn bind_anew(&mut self, name: &Ident, buffer: &Ident, view: TokenStream) {
        self.bound.retain(|(bound, of)| bound != name && of != buffer);
        self.bound.push((name.clone(), buffer.clone()));
        self.lines.extend(quote!(let #name = #view;));
    }

    /// Variables for what stands at places of the workspace, unless all of them are bound. Those that were bound before are no
    /// longer.
    pub fn bind_together(&mut self, names: Vec<Ident>, view: TokenStream) {
        if !names.iter().all(|name| self.together.contains(name)) {
            self.together = names;
            self.lines.extend(view);
        }
    }

    fn close(&mut self) {
        if self.each.is_none() {
            return;
        }
        let (runtime, lines) = (self.runtime, core::mem::take(&mut self.lines));
        if self.open {
            self.before.extend(lines);
        } else if !lines.is_empty() {
            self.before.extend(quote!(#runtime::__private::segment::run(|| { #lines });));
        }
        self.layers = 0;
        self.bound.clear();
        self.together.clear();
    }

    /// What was written since the last stage runs where `condition` holds.
    pub fn end_stage(&mut self, condition: &TokenStream) {
        self.close();
        let (before, lines) = (core::mem::take(&mut self.before), core::mem::take(&mut self.lines));
        if !before.is_empty() || !lines.is_empty() {
            self.stages.extend(quote!(if #condition { #before #lines }));
        }
        (self.layers, self.open) = (0, false);
        self.bound.clear();
        self.together.clear();
    }

    pub fn finish(mut self) -> TokenStream {
        self.close();
        self.stages.extend(self.before);
        self.stages.extend(self.lines);
        self.stages
    }
}
