//! JSON: what is read is what `serde_json` reads, and no other text is.
#![no_main]
#![allow(dead_code)]

extern crate alloc;

#[path = "../../lenet-weights/src/json.rs"]
mod json;

use json::{Quoted, Value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let ours = fuzz::within(2 * bytes.len() + 1000, || Value::read(bytes));
    let theirs = serde_json::from_slice::<serde_json::Value>(bytes);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => same(ours, &theirs),
        // Ours reads what is 32 deep, theirs what is 128 deep.
        (Err(ours), Ok(_)) => assert!(ours.contains("less deep"), "{ours}"),
        (Ok(ours), Err(theirs)) => panic!("{}: {theirs}", ours.text()),
        (Err(ours), Err(_)) => {
            assert!(ours.len() < 200 && ours.chars().all(|letter| !letter.is_control()), "{ours:?}");
        }
    }
});

fn same(ours: Value<'_>, theirs: &serde_json::Value) {
    assert_eq!(ours.as_str().as_deref(), theirs.as_str());
    assert_eq!(ours.entries().is_some(), theirs.is_object());
    if let Some(text) = ours.as_str() {
        let quoted = Quoted(&text).to_string();
        assert_eq!(serde_json::from_str::<String>(&quoted).unwrap(), text);
    }
    if let Some(object) = theirs.as_object() {
        let entries: Vec<_> = ours.entries().unwrap().collect();
        assert!(object.keys().all(|key| entries.iter().any(|(name, _)| name == key)));
        for (i, (name, value)) in entries.iter().enumerate() {
            // Of those with one name, theirs keeps the last.
            if entries[i + 1..].iter().all(|(later, _)| later != name) {
                same(*value, &object[&**name]);
            }
        }
    }
    let numbers = theirs.as_array().map(|values| values.iter().map(|value| whole(value)).collect::<Option<Vec<_>>>());
    assert_eq!(ours.whole_numbers(usize::MAX), numbers.flatten());
}

fn whole(value: &serde_json::Value) -> Option<usize> {
    value.as_number()?.as_str().parse().ok()
}
