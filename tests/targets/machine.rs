//! A machine without an operating system: how the program starts, writes and ends.
#![allow(unsafe_code)]

use core::fmt::{self, Write};
use core::panic::PanicInfo;

/// Where the texts go.
struct Console;

#[cfg(target_os = "none")]
mod calls {
    //! Semihosting: the debugger, or the emulator, does what the program asks for.

    use core::arch::asm;

    fn call(operation: usize, argument: usize) {
        // SAFETY: the host reads what the operations below say, and writes nothing.
        #[cfg(target_arch = "aarch64")]
        unsafe {
            asm!("hlt #0xf000", inout("x0") operation => _, in("x1") argument);
        }
        // SAFETY: as above. (A board would want `bkpt 0xab`; QEMU's user mode has no CPU of the M profile.)
        #[cfg(target_arch = "arm")]
        unsafe {
            asm!("svc 0xab", inout("r0") operation => _, in("r1") argument);
        }
    }

    pub fn write(text: &str) {
        // `SYS_WRITEC`
        text.as_bytes().iter().for_each(|byte| call(3, core::ptr::from_ref(byte) as usize));
    }

    pub fn exit(code: usize) -> ! {
        // `SYS_EXIT_EXTENDED`, because the application is over.
        let argument = [0x20026, code];
        call(0x20, argument.as_ptr() as usize);
        loop {}
    }

    /// The emulator has set the stack.
    // SAFETY: no other function has the name.
    #[unsafe(no_mangle)]
    extern "C" fn _start() -> ! {
        crate::checks::run(&mut super::Console);
        exit(0)
    }
}

#[cfg(target_family = "wasm")]
mod calls {
    //! Functions that the page, or `run.mjs`, gives.

    #[link(wasm_import_module = "host")]
    unsafe extern "C" {
        #[link_name = "write"]
        fn host_write(text: *const u8, length: usize);
    }

    pub fn write(text: &str) {
        // SAFETY: the host reads the text and nothing else.
        unsafe { host_write(text.as_ptr(), text.len()) }
    }

    pub fn exit(_: usize) -> ! {
        core::arch::wasm32::unreachable()
    }

    // SAFETY: no other function has the name.
    #[unsafe(no_mangle)]
    extern "C" fn run() {
        crate::checks::run(&mut super::Console);
    }
}

impl Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        calls::write(text);
        Ok(())
    }
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    let _ = writeln!(Console, "{info}");
    calls::exit(1)
}
