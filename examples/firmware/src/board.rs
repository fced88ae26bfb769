//! What the programs ask of the board: a count of instructions, and how deep the stack gets.

use cortex_m::register::msp;

/// Timer 0 of the board, 25 MHz.
const CONTROL: *mut u32 = 0x4000_0000 as *mut u32;
const VALUE: *mut u32 = 0x4000_0004 as *mut u32;

/// How many instructions `work` takes, and its result. QEMU lets 64 ns pass for each with `-icount shift=6`, which are 1.6 ticks. A
/// board counts ticks of its clock here, and has no such timer in this place unless it is an MPS2.
pub fn instructions<R>(work: impl FnOnce() -> R) -> (R, u64) {
    // SAFETY: these are registers of a timer that nothing else uses.
    unsafe {
        CONTROL.write_volatile(0);
        VALUE.write_volatile(u32::MAX);
        CONTROL.write_volatile(1);
    }
    let result = work();
    // SAFETY: as above.
    let ticks = u32::MAX - unsafe { VALUE.read_volatile() };
    (result, u64::from(ticks) * 10 / 16)
}

/// How deep the stack may get below [`stack`].
const DEPTH: u32 = 256 * 1024;
/// What nobody writes by chance.
const PAINT: u32 = 0xfade_cafe;

/// How many bytes of stack `work` takes: they are painted before, and looked at behind.
#[inline(never)]
pub fn stack<R>(work: impl FnOnce() -> R) -> (R, u32) {
    let here = msp::read();
    let words = (here - DEPTH..here).step_by(4);
    for word in words.clone() {
        // SAFETY: nothing lives below the stack pointer, no interrupt is on, and the statics end below.
        unsafe { (word as *mut u32).write_volatile(PAINT) };
    }
    let result = work();
    // SAFETY: as above; the memory is there.
    let lowest = words.clone().find(|&word| unsafe { (word as *const u32).read_volatile() } != PAINT);
    (result, here - lowest.unwrap_or(here))
}

/// How many bytes the program has of instructions, constants, numbers that start other than 0, and numbers that start as 0.
pub fn sections() -> [usize; 4] {
    unsafe extern "C" {
        // SAFETY: cortex-m-rt's linker script places these names; only their addresses are looked at.
        safe static __stext: u8;
        safe static __etext: u8;
        safe static __srodata: u8;
        safe static __erodata: u8;
        safe static __sdata: u8;
        safe static __edata: u8;
        safe static __sbss: u8;
        safe static __ebss: u8;
    }
    let between = |start: *const u8, end: *const u8| end as usize - start as usize;
    [
        between(&raw const __stext, &raw const __etext),
        between(&raw const __srodata, &raw const __erodata),
        between(&raw const __sdata, &raw const __edata),
        between(&raw const __sbss, &raw const __ebss),
    ]
}
