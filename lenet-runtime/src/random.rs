//! Random numbers that are the same everywhere: SplitMix64.

/// A generator of random numbers: one seed gives one sequence, on every machine and in every version.
///
/// Source: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014.
#[derive(Clone, Debug)]
pub struct Random(u64);

/// How far the state moves from one number to the next: 2⁶⁴ divided by the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The sequence of `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The `i`-th number of the sequence of `seed`, counted from 0: a seed for the `i`-th of many sequences.
    #[cfg(feature = "alloc")]
    pub(crate) const fn nth(seed: u64, i: usize) -> u64 {
        Self(seed.wrapping_add((i as u64).wrapping_mul(STEP))).next()
    }

    /// All that the further numbers follow from.
    #[cfg(all(feature = "safetensors", feature = "std"))]
    pub(crate) const fn state(&mut self) -> &mut u64 {
        &mut self.0
    }

    /// 64 random bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number of 0 ≤ x < 1, a multiple of 2⁻²⁴.
    pub const fn uniform(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    /// A whole number of 0 ≤ x < `bound`, for a bound of at most 2³²; the bias is below 2⁻³².
    pub const fn below(&mut self, bound: usize) -> usize {
        (((self.next() >> 32) * bound as u64) >> 32) as usize
    }

    /// Puts items into a random order, all alike probable.
    ///
    /// Source: Fisher and Yates, 1938; Knuth, *The art of computer programming*, volume 2, algorithm 3.4.2P.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_keeps_every_number_and_moves_each_anywhere() {
        let mut counts = [[0; 5]; 5];
        let mut random = Random::new(1);
        for _ in 0..10_000 {
            let mut order = [0, 1, 2, 3, 4];
            random.shuffle(&mut order);
            for (place, &number) in order.iter().enumerate() {
                counts[place][number] += 1;
            }
        }
        // 2000 expected, standard deviation 40.
        assert!(counts.as_flattened().iter().all(|count| (1800..2200).contains(count)), "{counts:?}");
    }
}
