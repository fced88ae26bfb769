//! Weights that stand in the program: `weights("…")` gives the network that `load` gives, and refuses what `load` refuses.

use lenet_runtime::io::weights::{Problem, from_bytes, named};
use lenet_runtime::{Name, Network, Parameters, Plain, Zeroed, network};
use proptest::prelude::*;
use std::panic::catch_unwind;

/// A network, and its declaration as text.
macro_rules! declared {
    ($text:ident $($declaration:tt)*) => {
        network! { $($declaration)* }
        const $text: &str = stringify!($($declaration)*);
    };
}

const CLASSES: usize = 5;

declared! { INNER
    pub struct Inner: [3, 8, 8] {
        only: conv2d(2, kernel: 1),
        relu,
    }
}

// Its numbers were written by `trained/files.py`.
declared! { PARTS
    pub struct Parts: [2, 4, 4] -> [CLASSES], weights("trained/parts.safetensors") {
        stem: conv2d(4, kernel: 3, padding: same),
        batch_norm2d,
        prelu,
        body: repeat(2) {
            conv: conv2d(4, kernel: 1, groups: 2, bias: false),
            norm: group_norm(2),
        }
        wider: repeat(2) {
            conv2d(6, kernel: 1),
            relu,
        }
        up: conv_transpose2d(3, kernel: 2, stride: 2),
        layer_norm,
        inner: self::Inner,
        global_avg_pool2d,
        flatten,
        größe: linear(CLASSES),
    }
}

static TRAINED: &Parts = Parts::trained();
const FILE: &[u8] = include_bytes!("trained/parts.safetensors");

#[test]
fn the_numbers_of_the_file_are_those_of_the_network() {
    for (index, number) in TRAINED.floats().iter().enumerate() {
        assert_eq!(*number, (index % 97) as f32 / 8.0 - 3.0, "number {index}");
    }
    assert!(TRAINED.floats() == Parts::from_bytes(FILE).unwrap().floats());
    assert!(std::ptr::eq(TRAINED, Parts::trained()), "there is one in the program");
}

/// The tensors in the order of `visit`.
fn tensors<N: Parameters>() -> Vec<(String, Vec<usize>)> {
    let mut tensors = Vec::new();
    N::zeroed_box().visit(Name::ROOT, &mut |tensor| tensors.push((tensor.name.to_string(), tensor.shape.to_vec())));
    tensors
}

fn plan(declaration: &str) -> lenet_syntax::Plan {
    let tokens = format!("lenet_runtime {declaration}").parse().unwrap();
    lenet_syntax::declaration(tokens).ok().expect("a declaration without mistakes")
}

#[test]
fn the_macro_knows_the_tensors_that_the_network_has() {
    for (declaration, has) in [
        (INNER, tensors::<Inner>()),
        (PARTS, tensors::<Parts>()),
        (SMALL, tensors::<Small>()),
        (NAMED, tensors::<Named>()),
    ] {
        let mut known = Vec::new();
        for tensor in plan(declaration).parameters.tensors() {
            match &tensor.shape {
                Some(_) => known.push((tensor.name.clone(), tensor.known())),
                // Of a network within, the macro knows how the names begin.
                None => known.extend(
                    has.iter().filter(|(name, _)| name.starts_with(&tensor.name)).map(|(name, _)| (name.clone(), None)),
                ),
            }
        }
        assert_eq!(known.len(), has.len());
        for ((name, shape), (visited, expected)) in known.iter().zip(&has) {
            assert_eq!(name, visited);
            assert!(shape.as_ref().is_none_or(|shape| shape == expected), "{name}: {shape:?} {expected:?}");
        }
    }
}

// Every size is known, so the macro says what a program says.
declared! { SMALL
    pub struct Small: [2, 4, 4] -> [3] {
        conv: conv2d(2, kernel: 3),
        batch_norm2d,
        relu,
        flatten,
        fc: linear(3),
    }
}

// The paths of tensors that are not those of the fields.
declared! { NAMED
    pub struct Named: [2, 4, 4] -> [3] {
        block pair() {
            #[name = "0"]
            conv: conv2d(2, kernel: 1),
            #[name = "1"]
            norm: batch_norm2d,
        }
        #[name = "features.0"]
        stem: pair(),
        #[name = "features.1"]
        residual { #[name = "body"] pair() }
        #[name = "features"]
        repeat(1) { #[name = "4"] conv2d(2, kernel: 1) }
        rounds: repeat(2) { #[name = "conv.0"] conv: conv2d(2, kernel: 1), #[name = "1"] prelu }
        flatten,
        #[name = "classifier.6"]
        fc: linear(3),
    }
}

#[test]
fn a_constant_finds_tensors_by_the_names_that_they_are_given() {
    let network = Named::init(4);
    assert_eq!(lenet_runtime::__internals::trained::<Named>(&network.to_bytes()).floats(), network.floats());
    let plan = plan(NAMED);
    assert!(lenet_syntax::refusal(&plan, &mut &*network.to_bytes()).is_ok());
}

/// What the macro says of a file, and what the program says that loads it.
fn said(bytes: &[u8]) -> [Result<(), String>; 2] {
    let plan = plan(SMALL);
    let text = |problem: Problem| problem.to_string();
    [
        lenet_syntax::refusal(&plan, &mut &*bytes).map_err(text),
        named::from_bytes::<Small>(bytes).map(drop).map_err(text),
    ]
}

#[test]
fn a_good_file_is_taken_and_another_networks_is_not() {
    let network = Small::init(1);
    assert_eq!(said(&network.to_bytes()), [Ok(()), Ok(())]);
    let [macro_says, program_says] = said(FILE);
    assert_eq!(macro_says, program_says);
    assert!(macro_says.unwrap_err().contains("another network"));
}

/// What happens to a file.
#[derive(Clone, Debug)]
enum Change {
    Byte(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Longer(usize),
    HeaderLength(u64),
    Number(prop::sample::Index, u32),
    /// Some text of the header becomes another.
    Text(&'static str, &'static str),
    /// Space before a character of the header that may have some.
    Space(prop::sample::Index),
    /// The header is written anew, with its entries in another order and the offsets that belong to them.
    Order(u64),
}

fn change() -> impl Strategy<Value = Change> {
    const TEXTS: &[(&str, &str)] = &[
        ("F32", "F16"),
        ("F32", "BF16"),
        ("F32", "I8"),
        ("F32", "\\u0046\\u00332"),
        ("[3, 8]", "[8, 3]"),
        ("[3, 8]", "[3, 8e0]"),
        ("[3, 8]", "[ 3,8 ]"),
        ("[3, 8]", "[3, 8, 1]"),
        ("[3]", "[]"),
        ("[3]", "[03]"),
        ("fc.weight", "fc.weights"),
        ("fc.weight", "f\\u0063.weight"),
        ("fc.weight", "fc.bias"),
        ("fc.bias", "__metadata__"),
        ("Small", "Other"),
        ("Small", "Sm\\u0061ll"),
        ("\"network\"", "\"net\\u0077ork\""),
        ("data_offsets", "offsets"),
        ("shape", "shape\":[1],\"shape"),
        ("dtype", "extra\":{\"a\":[1,\"}\"]},\"dtype"),
        ("running_mean", "num_batches_tracked"),
        ("[0,", "[4,"),
        ("[0,", "[99999999999999999999,"),
        ("{", "["),
        ("}", ""),
        (",", ",,"),
        ("\"", "\\\""),
    ];
    use any as of;
    prop_oneof![
        (of::<prop::sample::Index>(), of::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        of::<prop::sample::Index>().prop_map(Change::Cut),
        (1_usize..20).prop_map(Change::Longer),
        prop_oneof![0_u64..2000, of::<u64>(), Just(u64::MAX), Just(1 << 31)].prop_map(Change::HeaderLength),
        (of::<prop::sample::Index>(), prop_oneof![Just(0x7f80_0000), Just(0xffc0_0001), of::<u32>()])
            .prop_map(|(at, bits)| Change::Number(at, bits)),
        prop::sample::select(TEXTS).prop_map(|(from, to)| Change::Text(from, to)),
        of::<prop::sample::Index>().prop_map(Change::Space),
        of::<u64>().prop_map(Change::Order),
    ]
}

fn header(bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let length = u64::from_le_bytes(*bytes.first_chunk()?);
    let (header, data) = bytes[8..].split_at_checked(usize::try_from(length).ok()?)?;
    Some((std::str::from_utf8(header).ok()?.to_owned(), data.to_vec()))
}

fn joined(header: &str, data: &[u8]) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), data].concat()
}

fn changed(mut bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    match change {
        Change::Byte(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        Change::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Change::Longer(count) => bytes.extend(vec![0; *count]),
        Change::HeaderLength(length) => {
            let count = bytes.len().min(8);
            bytes[..count].copy_from_slice(&length.to_le_bytes()[..count]);
        }
        Change::Number(at, bits) => {
            if let Some((text, mut data)) = header(&bytes).filter(|(_, data)| data.len() >= 4) {
                let at = 4 * at.index(data.len() / 4);
                data[at..at + 4].copy_from_slice(&bits.to_le_bytes());
                bytes = joined(&text, &data);
            }
        }
        Change::Text(from, to) => {
            if let Some((text, data)) = header(&bytes) {
                bytes = joined(&text.replacen(from, to, 1), &data);
            }
        }
        Change::Space(at) => {
            if let Some((mut text, data)) = header(&bytes) {
                let places: Vec<usize> = text.match_indices(['{', '}', ':', ',', ']']).map(|(at, _)| at).collect();
                if !places.is_empty() {
                    text.insert_str(places[at.index(places.len())], " \t\n");
                    bytes = joined(&text, &data);
                }
            }
        }
        Change::Order(seed) => {
            let Some((text, data)) = header(&bytes) else { return bytes };
            let Ok(serde_json::Value::Object(object)) = serde_json::from_str(&text) else { return bytes };
            let mut entries: Vec<_> = object.into_iter().collect();
            entries.sort_by_key(|(name, _)| {
                name.bytes().fold(*seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
            });
            let (mut texts, mut moved) = (Vec::new(), Vec::new());
            for (name, mut value) in entries {
                let offsets: Option<Vec<usize>> = value["data_offsets"]
                    .as_array()
                    .map(|ends| ends.iter().filter_map(|end| Some(end.as_u64()? as usize)).collect());
                if let Some([begin, end]) = offsets.as_deref()
                    && let Some(numbers) = data.get(*begin..*end)
                {
                    value["data_offsets"] = serde_json::json!([moved.len(), moved.len() + numbers.len()]);
                    moved.extend(numbers);
                }
                texts.push(format!("{}:{value}", serde_json::Value::String(name)));
            }
            bytes = joined(&format!("{{{}}}", texts.join(",")), &moved);
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_macro_and_the_program_take_and_refuse_the_same_files(changes in prop::collection::vec(change(), 1..4), with_name in any::<bool>()) {
        let network = Small::init(7);
        let mut bytes = if with_name { network.to_bytes() } else { lenet_runtime::io::weights::to_bytes(&*network) };
        for change in &changes {
            bytes = changed(bytes, change);
        }
        let [macro_says, program_says] = said(&bytes);
        prop_assert_eq!(&macro_says, &program_says);
        // The constant does not look at numbers and gaps, but what both take it takes, too, and finds the same numbers.
        if macro_says.is_ok() {
            let constant = lenet_runtime::__internals::trained::<Small>(&bytes);
            let loaded = from_bytes::<Small>(&bytes).unwrap();
            prop_assert!(constant.floats() == loaded.floats());
        } else {
            let _ = catch_unwind(|| lenet_runtime::__internals::trained::<Small>(&bytes));
        }
    }
}

#[test]
fn a_constant_refuses_what_is_not_of_the_network() {
    let bytes = Small::init(1).to_bytes();
    for (change, expected) in [
        (Change::Text("F32", "F16"), "expected F32"),
        (Change::Text("fc.weight", "fc.weights"), "fc.weight   expected 3 × 8, found nothing"),
        (Change::Text("[3, 8]", "[8, 3]"), "fc.weight   expected 3 × 8, found 8 × 3"),
        (Change::Text("[3, 8]", "[3, 8, 1]"), "fc.weight   expected 3 × 8, found 3 × 8 × 1"),
        (Change::Text("[3, 8]", "[24]"), "found 24"),
        (Change::Text("[3, 8]", "[]"), "found a single number"),
        (
            Change::Text("fc.bias\":{", "a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},\"fc.bias\":{"),
            "a   expected nothing",
        ),
        (Change::Text("Small", "Other"), "another network than `Small`"),
        (Change::Text("[0,144]", "[0,140]"), "data_offsets of `conv.weight`"),
        (Change::Longer(1), "trailing bytes"),
        (Change::HeaderLength(3), "not a safetensors file"),
        (Change::HeaderLength(u64::MAX), "not a safetensors file"),
        (Change::HeaderLength(1 << 20), "truncated"),
    ] {
        let bytes = changed(bytes.clone(), &change);
        let refused = catch_unwind(|| lenet_runtime::__internals::trained::<Small>(&bytes)).err().expect("a refusal");
        let text = refused.downcast_ref::<String>().map(String::as_str).unwrap_or_default();
        assert!(text.contains(expected), "{change:?}: {text}");
    }
    for length in [0, 7, 8, 100, bytes.len() - 1] {
        assert!(catch_unwind(|| lenet_runtime::__internals::trained::<Small>(&bytes[..length])).is_err(), "{length}");
    }
    assert_eq!(Small::NAME, "Small");
}
