//! What one image takes: the constants say what `static`s take, and a budget that is kept compiles to the byte.

use lenet_runtime::{KIB, MIB, Prepared, PreparedWorkspace, Tensor, Workspace, Zeroed, network};
use std::mem::size_of_val;

const SPARE: usize = 0;

network! {
    /// Exactly what it needs, prepared.
    pub struct Tight: [1, 28, 28] -> [10], budget(ram: 24_448, flash: 220 * KIB + SPARE) {
        conv1: conv2d(6, kernel: 5, padding: same),
        relu,
        max_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        relu,
        max_pool2d(2),
        flatten,
        fc1: linear(120),
        relu,
        fc2: linear(10),
    }
}

network! {
    /// The same, as it is, and one number of the budget alone.
    pub struct Plain: [1, 28, 28] -> [10] budget(flash: 207_608, prepared: false) {
        conv1: conv2d(6, kernel: 5, padding: same),
        relu,
        max_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        relu,
        max_pool2d(2),
        flatten,
        fc1: linear(120),
        relu,
        fc2: linear(10),
    }
}

network! {
    /// With a network within, without weights, and with room.
    pub struct Loose: [1, 28, 28] -> [10], budget(ram: 2 * MIB, flash: MIB, prepared: true) {
        relu,
        tight: self::Tight,
        softmax,
    }
}

static NETWORK: Plain = Zeroed::ZERO;
static WORKSPACE: Workspace<Plain> = Zeroed::ZERO;
static PREPARED: Prepared<Tight> = Zeroed::ZERO;
static PREPARED_WORKSPACE: PreparedWorkspace<Tight> = Zeroed::ZERO;

#[test]
fn the_constants_are_what_statics_take() {
    assert_eq!(Plain::RAM_BYTES, size_of_val(&WORKSPACE));
    assert_eq!(Plain::FLASH_BYTES, size_of_val(&NETWORK));
    assert_eq!(Prepared::<Tight>::RAM_BYTES, size_of_val(&PREPARED_WORKSPACE));
    assert_eq!(Prepared::<Tight>::FLASH_BYTES, size_of_val(&PREPARED));
    // What the budgets above allow; a byte less does not compile: `ui/budget_of_ram.rs`.
    assert_eq!((Prepared::<Tight>::RAM_BYTES, Prepared::<Tight>::FLASH_BYTES), (24_448, 225_280));
    assert_eq!((Plain::RAM_BYTES, Plain::FLASH_BYTES), (91_648, 207_608));
    const { assert!(Prepared::<Loose>::RAM_BYTES > Prepared::<Tight>::RAM_BYTES && Loose::RAM_BYTES < 2 * MIB) }
}

#[test]
fn the_summary_says_what_an_image_takes() {
    let text = Plain::summary().to_string();
    assert!(
        text.contains("weights 207,608 bytes, workspace for one image 91,648 bytes, with input and output"),
        "{text}"
    );
}

#[test]
fn a_budget_changes_nothing_that_is_computed() {
    let (tight, mut plain) = (Tight::init(1), Plain::init(1));
    let image = Tensor::from_fn(|_, i, j| (i * j % 7) as f32 / 7.0);
    assert_eq!(tight.forward(&image), plain.forward(&image));
    plain.fc2.bias[0] += 1.0;
    assert_ne!(tight.forward(&image), plain.forward(&image));
    assert_eq!(tight.prepare().forward(&image).len(), 10);
}
