//! A plain value that is put together from bytes while the program compiles.

use super::{LinesData, Plain};
use core::mem::MaybeUninit;

/// A value of which the first numbers are written and the others zero.
pub(crate) struct Filling<T> {
    value: MaybeUninit<T>,
    /// How many bytes are written.
    filled: usize,
}

impl<T> Filling<T> {
    pub(crate) const fn new() -> Self {
        Self { value: MaybeUninit::zeroed(), filled: 0 }
    }

    /// Writes the next numbers, which are little-endian. The compiler copies them all at once: a loop over numbers would take
    /// seconds.
    ///
    /// # Panics
    ///
    /// If the value has not so many numbers.
    pub(crate) const fn push(&mut self, numbers: &[u8]) {
        assert!(numbers.len().is_multiple_of(size_of::<f32>()) && numbers.len() <= size_of::<T>() - self.filled);
        // SAFETY: so many bytes fit behind those that are written, which the assertion says, and `filled` is never more than the
        // size. The value is borrowed for writing, so the numbers do not overlap it.
        unsafe {
            let to = self.value.as_mut_ptr().cast::<u8>().add(self.filled);
            to.copy_from_nonoverlapping(numbers.as_ptr(), numbers.len());
        }
        if cfg!(target_endian = "big") {
            self.swap(numbers.len() / size_of::<f32>());
        }
        self.filled += numbers.len();
    }

    /// Turns the bytes of so many numbers around, which are the next. Four at a time: a step costs the compiler as much whether it
    /// is of one number or of four.
    const fn swap(&mut self, count: usize) {
        let mut index = 0;
        while index < count / 4 {
            // SAFETY: the numbers up to `count` are in the value, as `push` has asserted, and `Four` needs no alignment.
            unsafe {
                let four = self.value.as_mut_ptr().cast::<u8>().add(self.filled).cast::<Four>().add(index);
                let numbers = (*four).0;
                (*four).0 = swapped(numbers);
            }
            index += 1;
        }
        index *= 4;
        while index < count {
            // SAFETY: as above.
            unsafe {
                let one = self.value.as_mut_ptr().cast::<u8>().add(self.filled + 4 * index).cast::<u32>();
                one.write_unaligned(one.read_unaligned().swap_bytes());
            }
            index += 1;
        }
    }

    const fn assert_whole(&self) {
        assert!(self.filled == size_of::<T>());
    }
}

impl<T: Plain> Filling<T> {
    /// The value.
    ///
    /// # Panics
    ///
    /// If not all numbers are written.
    pub(crate) const fn finish(self) -> T {
        self.assert_whole();
        // SAFETY: any bytes make a plain value, and all of them were zero before they were written.
        unsafe { self.value.assume_init() }
    }
}

impl<T: LinesData> Filling<T> {
    /// Packed weights.
    ///
    /// # Panics
    ///
    /// If not all numbers are written.
    pub(crate) const fn finish_lines(self) -> T {
        self.assert_whole();
        // SAFETY: any bytes make packed weights, and all of them were zero before they were written.
        unsafe { self.value.assume_init() }
    }
}

/// Four numbers at any address: to read and write a field takes the compiler less time than to call a function that does.
#[repr(C, packed)]
struct Four(u128);

/// Four numbers, each with its bytes turned around.
const fn swapped(four: u128) -> u128 {
    const BYTES: u128 = 0x00ff_00ff_00ff_00ff_00ff_00ff_00ff_00ff;
    const HALVES: u128 = 0x0000_ffff_0000_ffff_0000_ffff_0000_ffff;
    let four = (four & BYTES) << 8 | four >> 8 & BYTES;
    (four & HALVES) << 16 | four >> 16 & HALVES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_the_order_in_which_they_are_written() {
        const VALUE: [f32; 7] = {
            let mut filling = Filling::new();
            filling.push(&[0, 0, 0x80, 0x3f]);
            filling.push(&[]);
            filling.push(&[0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, 0x80, 0x40, 0, 0, 0xa0, 0x40, 0, 0, 0xc0, 0x40]);
            filling.push(&7.0_f32.to_le_bytes());
            filling.finish()
        };
        assert_eq!(VALUE, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]);
    }

    #[test]
    fn bytes_are_turned_around_in_each_number_alone() {
        for count in 0..10 {
            let mut filling = Filling::<[f32; 10]>::new();
            let numbers: [[u8; 4]; 10] = core::array::from_fn(|index| [4 * index as u8, 1, 2, 3]);
            filling.push(numbers.as_flattened());
            // From the second number on.
            filling.filled = 4;
            filling.swap(count.min(9));
            filling.filled = 40;
            for (index, number) in filling.finish().iter().enumerate() {
                let mut bytes = numbers[index];
                if (1..=count).contains(&index) {
                    bytes.reverse();
                }
                assert_eq!(number.to_le_bytes(), bytes, "number {index} of {count}");
            }
        }
    }

    #[test]
    #[should_panic(expected = "assertion failed")]
    fn more_numbers_than_there_are_places_are_refused() {
        let mut filling = Filling::<[f32; 2]>::new();
        filling.push(&[0; 4]);
        filling.push(&[0; 8]);
    }

    #[test]
    #[should_panic(expected = "assertion failed")]
    fn a_value_with_a_gap_at_its_end_is_none() {
        let mut filling = Filling::<[f32; 2]>::new();
        filling.push(&[0; 4]);
        let _ = filling.finish();
    }
}
