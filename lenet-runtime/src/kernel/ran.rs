//! Which kernels ran, for tests that hold a plan against what happens. Each kernel says so itself. Outside of the tests of this crate
//! there is nothing of it.

#[cfg(all(test, feature = "std"))]
std::thread_local! {
    static RAN: core::cell::RefCell<std::collections::BTreeSet<&'static str>> = const {
        core::cell::RefCell::new(std::collections::BTreeSet::new())
    };
}

/// Says that a kernel runs, on the thread that was called.
#[inline(always)]
pub(super) fn ran(kernel: &'static str) {
    #[cfg(all(test, feature = "std"))]
    RAN.with_borrow_mut(|ran| ran.insert(kernel));
    let _ = kernel;
}

/// What ran while `run` did, in alphabetical order.
#[cfg(all(test, feature = "std"))]
pub(crate) fn during(run: impl FnOnce()) -> std::vec::Vec<&'static str> {
    RAN.take();
    run();
    RAN.take().into_iter().collect()
}
