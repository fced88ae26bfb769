//! The types of numbers that a file may have.

use core::ops::Range;

/// Types that become `f32` when they are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Float {
    /// IEEE 754 binary16: every number is an `f32`.
    F16,
    /// The upper half of an `f32`.
    BF16,
    /// As it is.
    F32,
    /// IEEE 754 binary64: becomes the nearest `f32`.
    F64,
}

/// A tensor's numbers: their type, and where they stand behind the header.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Numbers {
    pub(crate) float: Float,
    pub(crate) place: Range<usize>,
}

/// How many bytes a number of this type takes, if the type is one of the format's.
pub(crate) fn size(dtype: &str) -> Option<usize> {
    Some(match dtype {
        "F64" | "I64" | "U64" | "C64" => 8,
        "F32" | "I32" | "U32" => 4,
        "F16" | "BF16" | "I16" | "U16" => 2,
        "I8" | "U8" | "BOOL" | "F8_E4M3" | "F8_E5M2" | "F8_E8M0" => 1,
        _ => return None,
    })
}

impl Float {
    /// The type that a file calls so.
    pub(crate) fn of(dtype: &str) -> Option<Self> {
        Some(match dtype {
            "F16" => Self::F16,
            "BF16" => Self::BF16,
            "F32" => Self::F32,
            "F64" => Self::F64,
            _ => return None,
        })
    }
}

impl Numbers {
    /// Calls `visit` with each number, in order, as what it is.
    fn each(&self, data: &[u8], mut visit: impl FnMut(f64)) {
        let bytes = &data[self.place.clone()];
        match self.float {
            Float::F16 => bytes.as_chunks().0.iter().for_each(|two| visit(f64::from(half(u16::from_le_bytes(*two))))),
            Float::BF16 => bytes.as_chunks().0.iter().for_each(|two| visit(f64::from(brain(u16::from_le_bytes(*two))))),
            Float::F32 => bytes.as_chunks().0.iter().for_each(|four| visit(f64::from(f32::from_le_bytes(*four)))),
            Float::F64 => bytes.as_chunks().0.iter().for_each(|eight| visit(f64::from_le_bytes(*eight))),
        }
    }

    /// Writes the numbers into a slice of as many.
    pub(crate) fn write(&self, data: &[u8], into: &mut [f32]) {
        let bytes = &data[self.place.clone()];
        if self.float == Float::F32 {
            for (number, bytes) in into.iter_mut().zip(bytes.as_chunks().0) {
                *number = f32::from_le_bytes(*bytes);
            }
            return;
        }
        let mut into = into.iter_mut();
        self.each(data, |number| {
            if let Some(into) = into.next() {
                *into = number as f32;
            }
        });
    }

    /// The first number that is no finite `f32`, and its index.
    pub(crate) fn not_finite(&self, data: &[u8]) -> Option<(usize, f64)> {
        if self.float == Float::F32 {
            let bytes = &data[self.place.clone()];
            let index = not_finite(bytes)?;
            let number = bytes[4 * index..].first_chunk().copied().unwrap_or_default();
            return Some((index, f64::from(f32::from_le_bytes(number))));
        }
        let (mut found, mut index) = (None, 0);
        self.each(data, |number| {
            if found.is_none() && !(number as f32).is_finite() {
                found = Some((index, number));
            }
            index += 1;
        });
        found
    }
}

/// The first of these numbers that is infinite or not a number: all bits of its exponent are set. A loop over bytes, because the
/// compiler that reads millions of numbers here while it compiles runs this function without optimization.
pub(crate) fn not_finite(numbers: &[u8]) -> Option<usize> {
    let mut last = 3;
    while last < numbers.len() {
        if numbers[last] & 0x7f == 0x7f && numbers[last - 1] & 0x80 == 0x80 {
            return Some(last / 4);
        }
        last += 4;
    }
    None
}

/// A number of 16 bits: a sign, five bits of exponent, ten of fraction.
fn half(bits: u16) -> f32 {
    let (exponent, fraction) = (u32::from(bits >> 10) & 0x1f, u32::from(bits) & 0x3ff);
    let sign = u32::from(bits >> 15) << 31;
    let magnitude = match exponent {
        // Subnormal numbers are multiples of 2⁻²⁴.
        0 => (fraction as f32 / 16_777_216.0).to_bits(),
        0x1f => 0x7f80_0000 | fraction << 13,
        _ => (exponent + 127 - 15) << 23 | fraction << 13,
    };
    f32::from_bits(sign | magnitude)
}

/// A number of 16 bits: the upper ones of an `f32`.
fn brain(bits: u16) -> f32 {
    f32::from_bits(u32::from(bits) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_finite_where_rust_says_so() {
        for high in 0..=u16::MAX {
            for low in [0, 1, 0xffff] {
                let number = f32::from_bits(u32::from(high) << 16 | low);
                let bytes: [[u8; 4]; 3] = [1.0, number, f32::MAX].map(f32::to_le_bytes);
                let expected = if number.is_finite() { None } else { Some(1) };
                assert_eq!(not_finite(bytes.as_flattened()), expected, "{number}");
            }
        }
    }

    /// The number with these bits: a sign, the exponent with its bias and its greatest value, and so many parts of 1.
    fn defined(bits: u16, (bias, greatest): (i32, u16), parts: u16) -> f64 {
        let (exponent, fraction) = ((bits / parts) & greatest, f64::from(bits % parts) / f64::from(parts));
        let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
        match exponent {
            0 => sign * fraction * 2_f64.powi(1 - bias),
            _ if exponent == greatest && fraction == 0.0 => sign * f64::INFINITY,
            _ if exponent == greatest => f64::NAN,
            _ => sign * (1.0 + fraction) * 2_f64.powi(i32::from(exponent) - bias),
        }
    }

    #[test]
    fn every_half_is_the_number_of_its_definition() {
        for bits in 0..=u16::MAX {
            let expected = defined(bits, (15, 0x1f), 1 << 10);
            let found = f64::from(half(bits));
            assert!(found == expected || found.is_nan() && expected.is_nan(), "{bits:#06x}: {found} {expected}");
            assert_eq!(half(bits).is_sign_negative(), bits >> 15 == 1, "{bits:#06x}");
        }
    }

    #[test]
    fn every_brain_float_is_the_number_of_its_definition() {
        for bits in 0..=u16::MAX {
            let expected = defined(bits, (127, 0xff), 1 << 7);
            let found = f64::from(brain(bits));
            assert!(found == expected || found.is_nan() && expected.is_nan(), "{bits:#06x}: {found} {expected}");
        }
    }

    #[test]
    fn doubles_become_the_nearest_number_and_what_is_too_large_is_found() {
        let numbers = [0.1, -0.0, 1e-300, 3.402_823_466_385_288_6e38, 16_777_217.0, 1e300];
        let data: alloc::vec::Vec<u8> = numbers.iter().flat_map(|number: &f64| number.to_le_bytes()).collect();
        let all = Numbers { float: Float::F64, place: 0..48 };
        let mut found = [1.0; 6];
        all.write(&data, &mut found);
        assert_eq!(found, [0.1, 0.0, 0.0, f32::MAX, 16_777_216.0, f32::INFINITY]);
        assert!(found[1].is_sign_negative());
        assert_eq!(all.not_finite(&data), Some((5, 1e300)));
        assert_eq!(Numbers { float: Float::F64, place: 0..40 }.not_finite(&data), None);
    }
}
