//! The declarations of the project, and random changes of them. The fuzzer of the front end has them from here.

use lenet_syntax::words;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::path::Path;

/// So many declarations with one to three changes each, and their numbers.
pub fn mutations(count: usize) -> impl Iterator<Item = (usize, TokenStream)> {
    let declarations = declarations();
    assert!(declarations.len() > 150, "{}", declarations.len());
    let pieces = pieces(&declarations);
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

/// What may stand in a declaration: every token of some, and the words of the language.
pub fn pieces(declarations: &[TokenStream]) -> Vec<TokenTree> {
    declarations.iter().flat_map(|tokens| flat(tokens.clone())).chain(words()).collect()
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
pub fn mutate(tokens: TokenStream, pieces: &[TokenTree], random: &mut Random) -> TokenStream {
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

/// `SplitMix64`: from any seed, numbers without a pattern.
pub struct Random(pub u64);

impl Random {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}
