//! How much memory a fuzzed reader takes.
//!
//! `cargo install cargo-fuzz`, then `RUSTC_BOOTSTRAP=1 cargo fuzz run TARGET` (`declaration`, `weights`, `json`, `idx`, `pictures`), which needs
//! no nightly compiler.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;

thread_local! {
    /// How many bytes are in use, and how many were at most. The fuzzer's own threads have counts of their own.
    static USED: Cell<[usize; 2]> = const { Cell::new([0; 2]) };
}

// SAFETY: every request goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = USED.try_with(|count| {
            let [used, most] = count.get();
            let used = used.wrapping_add(layout.size());
            count.set([used, most.max(used)]);
        });
        // SAFETY: the caller keeps the promises that the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        let _ = USED.try_with(|count| {
            let [used, most] = count.get();
            count.set([used.wrapping_sub(layout.size()), most]);
        });
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Runs `work`, which must take `bytes` of memory at most, beside what was in use before.
pub fn within<R>(bytes: usize, work: impl FnOnce() -> R) -> R {
    // A high start: what was allocated on another thread may be freed on this one.
    const START: usize = usize::MAX / 2;
    USED.set([START; 2]);
    let result = work();
    let taken = USED.get()[1] - START;
    assert!(taken <= bytes, "{taken} bytes of memory, expected at most {bytes}");
    result
}
