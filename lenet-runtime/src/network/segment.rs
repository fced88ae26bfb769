//! A part of a pass.

/// Runs some layers of a pass, as a function of its own. What the compiler does to a function may take more than twice as long
/// where that is twice as long, so a deep network would take minutes to build as one.
#[inline(never)]
pub fn run<R>(layers: impl FnOnce() -> R) -> R {
    layers()
}
