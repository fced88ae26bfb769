//! The struct of arrays, and how it hands out its tensors.

use super::document;
use lenet_syntax::list;
use lenet_syntax::plan::{self, Field, FieldKind, Parameters, PerChannel, Plan, Start, group_name};
use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;

/// A struct to write: the network, or a named group of its layers.
struct Struct<'a> {
    name: Ident,
    /// The path of the group; empty for the network.
    path: String,
    body: Body<'a>,
}

enum Body<'a> {
    Fields(&'a [Field]),
    /// A tuple of the iterations of a `repeat`.
    Tuple(Vec<Ident>),
}

/// All structs, the network first, every group behind the struct that holds it.
fn collect<'a>(name: &Ident, path: &str, group: &'a plan::Group, structs: &mut Vec<Struct<'a>>) {
    structs.push(Struct { name: name.clone(), path: path.to_owned(), body: Body::Fields(&group.fields) });
    for field in &group.fields {
        let inner = inner_name(name, &field.name);
        let inner_path = if path.is_empty() { field.name.to_string() } else { format!("{path}.{}", field.name) };
        match &field.kind {
            FieldKind::Layer { .. } | FieldKind::Network(_) => {}
            FieldKind::Group(group) => collect(&inner, &inner_path, group, structs),
            FieldKind::Array(group, _) => collect(&inner, &format!("{inner_path}.0"), group, structs),
            FieldKind::Tuple(groups) => {
                let mut names = Vec::new();
                let mut inner_structs = Vec::new();
                for (index, group) in groups.iter().enumerate() {
                    let name = iteration_name(&inner, index);
                    collect(&name, &format!("{inner_path}.{index}"), group, &mut inner_structs);
                    names.push(name);
                }
                structs.push(Struct { name: inner, path: inner_path, body: Body::Tuple(names) });
                structs.append(&mut inner_structs);
            }
        }
    }
}

fn inner_name(outer: &Ident, field: &Ident) -> Ident {
    Ident::new(&group_name(&outer.unraw().to_string(), &field.unraw().to_string()), outer.span())
}

fn iteration_name(outer: &Ident, index: usize) -> Ident {
    Ident::new(&lenet_syntax::plan::iteration_name(&outer.to_string(), index), outer.span())
}

pub fn structs(plan: &Plan) -> TokenStream {
    let mut all = Vec::new();
    collect(&plan.name, "", &plan.parameters, &mut all);
    let runtime = &plan.runtime;
    let visibility = &plan.visibility;
    list::tokens(&all, |one| {
        let name = &one.name;
        let docs = if one.path.is_empty() {
            document::network(plan)
        } else {
            vec![format!(" The parameters of `{}` in [`{}`].", one.path, plan.name)]
        };
        let docs = docs.join("\n");
        let docs = quote!(#[doc = #docs]);
        let (mut written, mut others, mut derives) = (quote!(), quote!(), quote!());
        for attribute in &plan.attributes {
            match one.path.is_empty() {
                true if attribute.is("doc") => attribute.to_tokens(&mut written),
                true => attribute.to_tokens(&mut others),
                false if attribute.is("derive") => attribute.to_tokens(&mut derives),
                false => {}
            }
        }
        match &one.body {
            Body::Tuple(names) => {
                let fields = list::commas(&list::map(names, |name| quote!(#visibility #name)));
                quote! {
                    #docs
                    #derives
                    #[repr(C)]
                    #visibility struct #name(#fields);
                }
            }
            Body::Fields(fields) => {
                let fields = list::tokens(fields, |field| {
                    let (field_name, ty) = (&field.name, field_type(runtime, name, field));
                    let text = document::field(plan, &field.kind);
                    let docs = list::tokens(&field.docs, ToTokens::to_token_stream);
                    let apart = (!field.docs.is_empty()).then(|| quote!(#[doc = ""]));
                    quote!(#docs #apart #[doc = #text] #visibility #field_name: #ty,)
                });
                let empty = one.path.is_empty() && plan.parameters.fields.is_empty();
                let nothing =
                    empty.then(|| quote!(#[doc(hidden)] #visibility no_parameters: [::core::primitive::f32; 0]));
                // The user's tokens from the first to the last: in front of them rustc proposes derives.
                let keyword = plan.keyword;
                let mut body = Group::new(Delimiter::Brace, quote!(#fields #nothing));
                body.set_span(plan.body);
                quote! {
                    #written
                    #docs
                    #others
                    #derives
                    #[repr(C)]
                    #visibility #keyword #name #body
                }
            }
        }
    })
}

pub fn field_type(runtime: &TokenStream, outer: &Ident, field: &Field) -> TokenStream {
    let inner = inner_name(outer, &field.name);
    match &field.kind {
        FieldKind::Layer { parameters, .. } => parameters_type(runtime, parameters),
        FieldKind::Network(path) => quote!(#path),
        FieldKind::Group(_) | FieldKind::Tuple(_) => quote!(#inner),
        FieldKind::Array(_, count) => {
            let count = Literal::usize_unsuffixed(*count);
            quote!([#inner; #count])
        }
    }
}

pub fn parameters_type(runtime: &TokenStream, parameters: &Parameters) -> TokenStream {
    let no_bias = if parameters.bias() { quote!() } else { quote!(, #runtime::NoBias) };
    match parameters {
        Parameters::Conv2d { channels_per_group, filters, kernel: [rows, columns], .. } => {
            quote!(#runtime::Conv2d<#channels_per_group, #filters, #rows, #columns #no_bias>)
        }
        Parameters::ConvTranspose2d { channels, filters, filters_per_group, kernel: [rows, columns], bias } => {
            // The default bias is that of one group.
            let filters = filters.bare();
            let bias = if *bias { quote!([::core::primitive::f32; #filters]) } else { quote!(#runtime::NoBias) };
            quote!(#runtime::ConvTranspose2d<#channels, #filters_per_group, #rows, #columns, #bias>)
        }
        Parameters::Linear { inputs, outputs, .. } => {
            quote!(#runtime::Linear<#inputs, #outputs #no_bias>)
        }
        Parameters::PerChannel(PerChannel { ty, channels, .. }) => {
            let ty = format_ident!("{ty}");
            quote!(#runtime::#ty<#channels>)
        }
        Parameters::Elementwise { shape, .. } => {
            let value = super::value_type(runtime, shape);
            quote!(#runtime::LayerNorm<#value>)
        }
    }
}

/// The functions that put members together, each with its module.
pub const FUNCTIONS: [(&str, &str); 4] =
    [("__private", "member"), ("__private", "members"), ("__private", "rectified"), ("__private", "starting")];

/// The promise that each struct is plain, proved in place where it names its fields, and its tensors field by field.
pub fn promises(plan: &Plan) -> TokenStream {
    let mut all = Vec::new();
    collect(&plan.name, "", &plan.parameters, &mut all);
    let (runtime, network) = (&plan.runtime, &plan.name);
    let structs = list::tokens(&all, |one| {
        let name = &one.name;
        let (mut fields, mut members) = (Vec::new(), Vec::new());
        // A field, its name in a file, and how its numbers start.
        let mut add = |field: TokenStream, text: String, begins: Begins| {
            members.push(match begins {
                Begins::AsUsual => quote!(member(#text, |s: &Self| &s.#field)),
                Begins::Rectified => quote!(rectified(#text, |s: &Self| &s.#field)),
                Begins::At(number) => quote!(starting(#text, |s: &Self| &s.#field, #number)),
            });
            fields.push(quote!(#field: _));
        };
        match &one.body {
            Body::Tuple(names) => {
                for index in 0..names.len() {
                    add(Literal::usize_unsuffixed(index).to_token_stream(), index.to_string(), Begins::AsUsual);
                }
            }
            Body::Fields(own) => {
                for field in *own {
                    add(field.name.to_token_stream(), field.tensors.text.clone(), begins(plan, &field.kind));
                }
                if one.path.is_empty() && own.is_empty() {
                    fields.push(quote!(no_parameters: _));
                }
            }
        }
        let (fields, members) = (list::commas(&fields), list::commas(&members));
        quote! {
            // SAFETY: a `repr(C)` struct of the fields that `TENSORS` names, all of them. They are plain: others are no members.
            unsafe impl #runtime::PlainData for #name {}
            impl #runtime::Parameters for #name {
                const TENSORS: #runtime::__private::Tensors = members(|Self { #fields }| (), &[#members]);
            }
        }
    });
    quote! {
        #structs
        const _: () = #runtime::__private::proof::numbers::<#network>();
    }
}

/// How the numbers of a member start.
enum Begins<'a> {
    /// As the layer itself says, or what is inside.
    AsUsual,
    /// As suits the rectifier that follows.
    Rectified,
    /// At this number.
    At(&'a TokenStream),
}

fn begins<'a>(plan: &Plan, kind: &'a FieldKind) -> Begins<'a> {
    match kind {
        FieldKind::Layer { parameters, step } => match parameters {
            Parameters::Conv2d { .. } | Parameters::ConvTranspose2d { .. } | Parameters::Linear { .. } => {
                if rectified(plan, *step) { Begins::Rectified } else { Begins::AsUsual }
            }
            Parameters::PerChannel(PerChannel { start, .. }) => start.as_ref().map_or(Begins::AsUsual, Begins::At),
            Parameters::Elementwise { .. } => Begins::AsUsual,
        },
        FieldKind::Network(_) | FieldKind::Group(_) | FieldKind::Array(..) | FieldKind::Tuple(_) => Begins::AsUsual,
    }
}

/// Whether the next activation that the output of a step meets is a rectifier.
fn rectified(plan: &Plan, step: usize) -> bool {
    let mut row = step + 1;
    loop {
        let Some(index) = plan.steps.iter().position(|step| step.inputs.iter().any(|input| input.row == row)) else {
            return false;
        };
        match plan.steps[index].op.facts().start {
            Start::Rectifier => return true,
            Start::Other => return false,
            Start::Next => {}
        }
        row = index + 1;
    }
}
