//! Networks that read digits on a microcontroller, and learn there.
#![no_std]

pub mod board;
pub mod digits;
pub mod networks;

/// The place of the greatest score.
pub fn best(scores: &[f32; 10]) -> u8 {
    let mut best = (0, f32::NEG_INFINITY);
    for (class, score) in (0..).zip(scores) {
        if *score > best.1 {
            best = (class, *score);
        }
    }
    best.0
}
