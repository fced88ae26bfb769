//! Declarations with random mistakes: whatever is written, the macro answers with items or with messages, and soon.

use super::{Random, expansion, runtime};
use lenet_syntax::words;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many, unless `MUTATIONS` says so.
const MUTATIONS: usize = 4000;

/// Far more than any of them takes.
const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn whatever_is_written_gets_items_or_messages() {
    let count = std::env::var("MUTATIONS").map_or(MUTATIONS, |count| count.parse().unwrap());
    for (number, mutated) in mutations(count) {
        judge(number, &mutated);
    }
}

#[test]
fn every_declaration_without_its_end_gets_messages() {
    for (number, tokens) in declarations().into_iter().enumerate() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for end in 0..tokens.len() {
            judge(number, &tokens[..end].iter().cloned().collect());
        }
    }
}

/// The expansion is a file of items; where it holds errors, each says something.
fn judge(number: usize, declaration: &TokenStream) {
    let text = declaration.to_string();
    // With the places of a text; a lonely `'` has none.
    let Ok(tokens) = text.parse() else { return };
    let start = Instant::now();
    let tokens: TokenStream = [runtime(), tokens].into_iter().collect();
    let Ok(expansion) = catch_unwind(|| expansion(tokens).to_string()) else {
        panic!("number {number} panics: {text}");
    };
    assert!(start.elapsed() < LIMIT, "number {number} takes {:?}: {text}", start.elapsed());
    assert!(!expansion.is_empty(), "number {number} gives nothing: {text}");
    if let Err(error) = syn_of_prettyplease::parse_str::<syn_of_prettyplease::File>(&expansion) {
        panic!("number {number} does not give items, {error}: {text}\n\n{expansion}");
    }
    for message in expansion.split("compile_error ! (").skip(1) {
        assert!(message.starts_with('"') && !message.starts_with("\"\""), "number {number} says nothing: {text}");
        assert!(!message.starts_with("\"expected one of"), "number {number} says what syn says: {text} {message}");
    }
}

/// So many declarations with one to three changes each, and their numbers.
pub fn mutations(count: usize) -> impl Iterator<Item = (usize, TokenStream)> {
    let declarations = declarations();
    assert!(declarations.len() > 150, "{}", declarations.len());
    let pieces: Vec<TokenTree> = declarations.iter().flat_map(|tokens| flat(tokens.clone())).chain(words()).collect();
    (0..count).map(move |number| {
        let mut random = Random(number as u64);
        let mut mutated = declarations[number % declarations.len()].clone();
        for _ in 0..=random.below(3) {
            mutated = mutate(mutated, &pieces, &mut random);
        }
        (number, mutated)
    })
}

/// Every `network! { … }` of the examples and the tests.
pub fn declarations() -> Vec<TokenStream> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for folder in ["examples", "examples/networks", "tests", "tests/ui", "tests/targets"] {
        let mut files: Vec<_> =
            std::fs::read_dir(root.join(folder)).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs")) {
            let text = std::fs::read_to_string(file).unwrap();
            if let Ok(tokens) = text.parse() {
                collect(tokens, &mut found);
            }
        }
    }
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<TokenStream>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let before: String = tokens[index.saturating_sub(2)..index].iter().map(ToString::to_string).collect();
        if before == "network!" {
            found.push(group.stream());
        } else {
            collect(group.stream(), found);
        }
    }
}

/// What the language knows, and what it does not.
fn words() -> impl Iterator<Item = TokenTree> {
    const MORE: &str = "0 1 2 3 1000 16777215 16777216 2147483648 4294967296 18446744073709551615 18446744073709551616 \
        340282366920938463463374607431768211456 1.5 1e400 0.0 1u8 0x10 \"same\" 'a' 'a b\"x\" same valid each_side total edges \
        padding kernel stride true false self Self super crate _ __ r#match match struct fn if as usize N K Net x tape r#x é \
        - -> : :: , ; = == => ! # $ @ . .. < > & | + * / % ? () [] {} (1, 2) (1, 2, 3) [1] {relu} (0) block repeat";
    let known =
        words::WORDS.iter().flat_map(|word| word.arguments.iter().map(|argument| argument.name).chain([word.name]));
    let text: String = known.chain(words::COMPOSITIONS.iter().copied()).map(|word| format!("{word} ")).collect();
    let tokens: TokenStream = (text + MORE).parse().unwrap();
    flat(tokens).into_iter()
}

/// Every token, groups before what they hold.
fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let mut all = Vec::new();
    for token in tokens {
        all.push(token.clone());
        if let TokenTree::Group(group) = token {
            all.extend(flat(group.stream()));
        }
    }
    all
}

/// The tokens with one change at a random place.
fn mutate(tokens: TokenStream, pieces: &[TokenTree], random: &mut Random) -> TokenStream {
    let mut place = random.below(flat(tokens.clone()).len().max(1));
    change(tokens, &mut place, pieces, random)
}

fn change(tokens: TokenStream, place: &mut usize, pieces: &[TokenTree], random: &mut Random) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for index in 0..tokens.len() {
        if *place == 0 {
            *place = usize::MAX;
            let piece = pieces[random.below(pieces.len())].clone();
            let last = tokens.len() - 1;
            match (random.below(8), tokens[index].clone()) {
                (0, _) => drop(tokens.remove(index)),
                (1, token) => tokens.insert(index, token),
                (2, _) => tokens.swap(index, (index + 1).min(last)),
                (3, _) => tokens.insert(index, piece),
                (4, TokenTree::Group(group)) => drop(tokens.splice(index..=index, group.stream())),
                (5, TokenTree::Group(group)) => tokens[index] = Group::new(delimiter(random), group.stream()).into(),
                (6, token) => tokens[index] = Group::new(delimiter(random), token.into()).into(),
                _ => tokens[index] = piece,
            }
            break;
        }
        *place = place.wrapping_sub(1);
        if let TokenTree::Group(group) = &tokens[index] {
            let inside = change(group.stream(), place, pieces, random);
            tokens[index] = Group::new(group.delimiter(), inside).into();
            if *place > usize::MAX / 2 {
                break;
            }
        }
    }
    tokens.into_iter().collect()
}

fn delimiter(random: &mut Random) -> Delimiter {
    [Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace][random.below(3)]
}
