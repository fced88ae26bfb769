//! Loops over lists. The adapters of the standard library's iterators are compiled anew for every closure, up to ten times as much
//! code as a loop, and this crate is compiled in every check of a user's crate.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// What becomes of each element.
pub fn map<'a, T, U>(list: &'a [T], mut of: impl FnMut(&'a T) -> U) -> Vec<U> {
    let mut mapped = Vec::with_capacity(list.len());
    for element in list {
        mapped.push(of(element));
    }
    mapped
}

/// The same, if each becomes something.
pub fn all<'a, T, U>(list: &'a [T], mut of: impl FnMut(&'a T) -> Option<U>) -> Option<Vec<U>> {
    let mut all = Vec::with_capacity(list.len());
    for element in list {
        all.push(of(element)?);
    }
    Some(all)
}

/// How many elements are so.
pub fn count<T>(list: &[T], is: impl Fn(&T) -> bool) -> usize {
    let mut count = 0;
    for element in list {
        count += usize::from(is(element));
    }
    count
}

/// The tokens of all elements, one behind the other.
pub fn tokens<'a, T>(list: &'a [T], mut of: impl FnMut(&'a T) -> TokenStream) -> TokenStream {
    let mut all = TokenStream::new();
    for element in list {
        of(element).to_tokens(&mut all);
    }
    all
}

/// With commas between.
pub fn commas(list: &[TokenStream]) -> TokenStream {
    let mut all = TokenStream::new();
    for (index, element) in list.iter().enumerate() {
        if index > 0 {
            all.extend(quote!(,));
        }
        element.to_tokens(&mut all);
    }
    all
}
