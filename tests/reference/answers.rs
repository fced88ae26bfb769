//! What PyTorch and ONNX Runtime answered, from `answers/answers.txt`.

use std::collections::BTreeMap;

/// The seed of the input.
pub const X: u32 = 1;
/// The seed of the parameters.
pub const P: u32 = 2;
/// The seed of the gradient of the output.
pub const DY: u32 = 3;

/// The lines of one answer: `y`, `dx`, `dp` and so on, each with its numbers.
pub type Answer = BTreeMap<&'static str, Vec<f64>>;

/// The answer of that name in `answers/answers.txt`.
#[must_use]
pub fn answer(name: &str) -> Answer {
    find(include_str!("../answers/answers.txt"), name)
}

/// The answer of that name in a file.
#[must_use]
pub fn find(file: &'static str, name: &str) -> Answer {
    let mut answer = Answer::new();
    for line in file.lines().skip_while(|line| *line != name).skip(1) {
        let mut words = line.split(' ');
        let word = words.next().expect("a line has a word");
        let numbers: Vec<f64> = words.map(|number| number.parse().expect("a number")).collect();
        if numbers.is_empty() {
            break;
        }
        answer.insert(word, numbers);
    }
    assert!(!answer.is_empty(), "there is no answer {name}");
    answer
}

/// The names of all answers.
pub fn names() -> impl Iterator<Item = &'static str> {
    include_str!("../answers/answers.txt").lines().filter(|line| !line.contains(' '))
}
