//! An expansion with a wrong size does not compile: each check that `network!` writes, called by hand with the right size and with
//! wrong ones. A check is a `const fn`, and its panic a compile error; here it is called while the program runs.

use lenet_runtime::__internals::proof::{
    Cropped, Flat, Joined, Padded, Scaled, Shared, Squared, grows, makes, pools, slides,
};
use lenet_runtime::__internals::shape::{Axis, GrowthAxis};
use lenet_runtime::network;
use std::panic::catch_unwind;
use typenum::{U0, U1, U2, U3, U4, U5, U7, U9, U14, U16, U28, U32, U64, U512};

network! {
    struct Net: [1, 4, 4] {
        relu,
    }
}

type Check = fn(usize);

/// One of each kind: its name, the check, and the size.
const KINDS: [(&str, Check, usize); 20] = [
    ("conv2d", |out| slides::<Net, Axis<U28, U5, U1, U2, U2>>("it", out), 28),
    ("conv2d with a stride", |out| slides::<Net, Axis<U28, U5, U3>>("it", out), 8),
    ("conv2d with a dilation", |out| slides::<Net, Axis<U28, U5, U1, U0, U0, U3>>("it", out), 16),
    ("max_pool2d", |out| pools::<Net, Axis<U14, U2, U2>>("it", out), 7),
    ("conv_transpose2d", |out| grows::<Net, GrowthAxis<U14, U2, U2>>("it", out), 28),
    ("pad", |out| makes::<Net, Padded<U28, U2, U2>>("it", out), 32),
    ("pad on one side", |out| makes::<Net, Padded<U28, U0, U3>>("it", out), 31),
    ("crop", |out| makes::<Net, Cropped<U28, U2, U2>>("it", out), 24),
    ("crop on one side", |out| makes::<Net, Cropped<U28, U0, U9>>("it", out), 19),
    ("upsample", |out| makes::<Net, Scaled<U14, U2>>("it", out), 28),
    ("pixel_shuffle, channels", |out| makes::<Net, Squared<U64, U4>>("it", out), 4),
    ("pixel_shuffle, rows", |out| makes::<Net, Scaled<U7, U4>>("it", out), 28),
    ("adaptive_avg_pool2d", |out| makes::<Net, Shared<U14, U5>>("it", out), 5),
    ("adaptive_avg_pool2d to more", |out| makes::<Net, Shared<U3, U9>>("it", out), 9),
    ("global_avg_pool2d", |out| makes::<Net, Shared<U7, U1>>("it", out), 1),
    ("concat of two", |out| makes::<Net, Joined<(U16, (U32, ()))>>("it", out), 48),
    ("concat of four", |out| makes::<Net, Joined<(U16, (U32, (U1, (U3, ()))))>>("it", out), 52),
    ("flatten", |out| makes::<Net, Flat<(U16, (U5, (U5, ())))>>("it", out), 400),
    ("flatten of many", |out| makes::<Net, Flat<(U512, (U7, (U7, ())))>>("it", out), 25_088),
    ("reshape of a vector", |out| makes::<Net, Flat<(U64, ())>>("it", out), 64),
];

#[test]
fn a_wrong_size_is_caught_by_the_proof() {
    for (name, check, size) in KINDS {
        assert!(catch_unwind(|| check(size)).is_ok(), "{name}: {size} is right");
        for wrong in [size - 1, size + 1, 2 * size, 2 * size + 1] {
            let panic = catch_unwind(|| check(wrong)).expect_err(name);
            let text = panic.downcast_ref::<String>().cloned().unwrap_or_default();
            let text = panic.downcast_ref::<&str>().map_or(text, |text| (*text).to_owned());
            let expected = format!("`it` has three sizes, which is a mistake in lenet: {wrong}, {size} and {size}");
            assert!(text.contains(&expected), "{name}: {text}");
        }
    }
}

/// What cannot be is 0, and is said by other checks.
#[test]
fn of_an_impossible_size_nothing_is_said() {
    makes::<Net, Cropped<U5, U3, U3>>("it", 0);
    makes::<Net, Shared<U0, U3>>("it", 3);
    makes::<Net, Squared<U64, U0>>("it", 0);
    makes::<Net, Flat<(U0, (U5, (U5, ())))>>("it", 0);
    slides::<Net, Axis<U0, U5>>("it", 0);
}
