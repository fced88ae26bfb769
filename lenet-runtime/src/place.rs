//! Where the values of a pass stand in its workspace: while a value is alive, from the step that writes it to the last that reads
//! it, nothing else stands in its place.

use crate::kernel::vector::VECTORS;
use crate::plain::{self, Plain};
use crate::tensor::{Tile, Value};
use core::marker::PhantomData;

/// How many numbers a value has, the step that writes it, and the last that reads it.
pub type Life = (usize, usize, usize);

/// The places of some values.
#[derive(Clone, Copy, Debug)]
pub struct Places<const N: usize> {
    lives: [Life; N],
    /// Where each begins.
    at: [usize; N],
    /// How many numbers there is room for.
    length: usize,
}

/// With vector instructions, a place begins where a cache line does.
const LINE: usize = if VECTORS { 16 } else { 1 };

impl<const N: usize> Places<N> {
    /// Finds a place for each value: in turn, each at the first place that is free while it is alive, the largest first. As long as
    /// there are gaps where most is alive, the value that ends last comes first, a few times.
    #[must_use]
    pub const fn of(lives: [Life; N]) -> Self {
        const ROUNDS: usize = 8;
        let mut turns = [0; N];
        let mut count = 0;
        while count < N {
            let mut turn = count;
            while turn > 0 && lives[turns[turn - 1]].0 < lives[count].0 {
                turns[turn] = turns[turn - 1];
                turn -= 1;
            }
            turns[turn] = count;
            count += 1;
        }
        let mut best = Self::in_turn(lives, &turns);
        let (least, mut round, mut last) = (best.most().1, 0, best.last());
        while best.length > line(least) && round < ROUNDS {
            let mut turn = 0;
            while turns[turn] != last {
                turn += 1;
            }
            while turn > 0 {
                turns[turn] = turns[turn - 1];
                turn -= 1;
            }
            turns[0] = last;
            let places = Self::in_turn(lives, &turns);
            last = places.last();
            if places.length < best.length {
                best = places;
            }
            round += 1;
        }
        best
    }

    const fn in_turn(lives: [Life; N], turns: &[usize; N]) -> Self {
        let mut places = Self { lives, at: [0; N], length: 0 };
        // The values that have a place, in the order of their places.
        let (mut order, mut count) = ([0; N], 0);
        while count < N {
            let next = turns[count];
            let (size, from, to) = lives[next];
            let (mut at, mut before, mut index) = (0_usize, 0, 0);
            while index < count {
                let other = order[index];
                let (other_size, other_from, other_to) = lives[other];
                if from <= other_to && other_from <= to {
                    if places.at[other] >= at.saturating_add(size) {
                        break;
                    }
                    let end = line(places.at[other].saturating_add(other_size));
                    at = if end > at { end } else { at };
                }
                index += 1;
            }
            while before < count && places.at[order[before]] <= at {
                before += 1;
            }
            index = count;
            while index > before {
                order[index] = order[index - 1];
                index -= 1;
            }
            order[before] = next;
            count += 1;
            places.at[next] = at;
            let end = at.saturating_add(size);
            places.length = if end > places.length { end } else { places.length };
        }
        places.length = line(places.length);
        places
    }

    /// The value that ends last.
    const fn last(&self) -> usize {
        let (mut last, mut most, mut index) = (0, 0, 0);
        while index < N {
            let end = self.at[index].saturating_add(self.lives[index].0);
            if end > most {
                (last, most) = (index, end);
            }
            index += 1;
        }
        last
    }

    /// How many numbers there is room for.
    #[must_use]
    pub const fn length(&self) -> usize {
        self.length
    }

    /// The place of a value, of `V`.
    #[must_use]
    pub const fn place<V>(&self, index: usize) -> Place<V> {
        Place { at: self.at[index], value: PhantomData }
    }

    /// What is alive in a step.
    pub(crate) const fn is_alive(&self, index: usize, step: usize) -> bool {
        self.lives[index].1 <= step && step <= self.lives[index].2
    }

    /// The number of values, and how many numbers one has.
    pub(crate) const fn size(&self, index: usize) -> usize {
        self.lives[index].0
    }

    /// The step in which most is alive.
    pub(crate) const fn peak(&self) -> usize {
        self.most().0
    }

    /// This step, and how much that is.
    const fn most(&self) -> (usize, usize) {
        let (mut peak, mut most, mut index) = (0, 0, 0);
        while index < N {
            let (step, mut total, mut other) = (self.lives[index].1, 0_usize, 0);
            while other < N {
                if self.is_alive(other, step) {
                    total = total.saturating_add(line(self.lives[other].0));
                }
                other += 1;
            }
            if total > most {
                (peak, most) = (step, total);
            }
            index += 1;
        }
        (peak, most)
    }

    /// A value.
    #[inline(always)]
    pub fn one<'a>(&self, values: &'a mut [f32], a: usize) -> &'a mut [f32] {
        &mut values[self.at[a]..][..self.lives[a].0]
    }

    /// The same as a value of a type.
    #[must_use]
    pub fn value<'a, V: Plain>(&self, values: &'a mut [f32], a: usize) -> &'a mut V {
        plain::of_mut(self.one(values, a))
    }

    /// Two values that are alive at the same time.
    #[inline(always)]
    pub fn two<'a>(&self, values: &'a mut [f32], a: usize, b: usize) -> (&'a mut [f32], &'a mut [f32]) {
        apart(values, (self.at[a], self.lives[a].0), (self.at[b], self.lives[b].0))
    }

    /// Three values that are alive at the same time.
    #[inline(always)]
    pub fn three<'a>(
        &self,
        values: &'a mut [f32],
        [a, b, c]: [usize; 3],
    ) -> (&'a mut [f32], &'a mut [f32], &'a mut [f32]) {
        let part = |index: usize| (self.at[index], self.lives[index].0);
        three_apart(values, part(a), part(b), part(c))
    }
}

/// The next place where a value may begin.
const fn line(at: usize) -> usize {
    at.div_ceil(LINE).saturating_mul(LINE)
}

/// Two parts of a slice, each from a place on and of a length.
#[inline(always)]
fn apart<T>(all: &mut [T], (a, a_len): (usize, usize), (b, b_len): (usize, usize)) -> (&mut [T], &mut [T]) {
    if a + a_len <= b {
        let (first, second) = all.split_at_mut(b);
        (&mut first[a..][..a_len], &mut second[..b_len])
    } else {
        let (first, second) = all.split_at_mut(a);
        (&mut second[..a_len], &mut first[b..][..b_len])
    }
}

/// Three of them.
#[inline(always)]
fn three_apart<T>(
    all: &mut [T],
    (a, a_len): (usize, usize),
    b: (usize, usize),
    c: (usize, usize),
) -> (&mut [T], &mut [T], &mut [T]) {
    // Each of the others is before `a` or behind it.
    let (before, rest) = all.split_at_mut(a);
    let (first, behind) = rest.split_at_mut(a_len);
    let end = a + a_len;
    let (b, c) = match (b.0 < end, c.0 < end) {
        (true, true) => apart(before, b, c),
        (false, false) => apart(behind, (b.0 - end, b.1), (c.0 - end, c.1)),
        (true, false) => (&mut before[b.0..][..b.1], &mut behind[c.0 - end..][..c.1]),
        (false, true) => (&mut behind[b.0 - end..][..b.1], &mut before[c.0..][..c.1]),
    };
    (first, b, c)
}

/// The place of a value.
#[derive(Debug)]
pub struct Place<V> {
    at: usize,
    value: PhantomData<V>,
}

impl<V> Clone for Place<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Place<V> {}

impl<V: Value> Place<V> {
    const fn part(self) -> (usize, usize) {
        (self.at, V::FLOATS)
    }
}

/// The values of a pass over `L` images, each at its place.
impl<const N: usize, const L: usize> Tile<[f32; N], L> {
    /// A value.
    #[doc(hidden)]
    #[inline(always)]
    pub fn one<A: Value>(&mut self, a: Place<A>) -> &mut Tile<A, L> {
        tile(&mut self.lanes_mut()[a.at..][..A::FLOATS])
    }

    /// Two values that are alive at the same time.
    #[doc(hidden)]
    #[inline(always)]
    pub fn two<A: Value, B: Value>(&mut self, a: Place<A>, b: Place<B>) -> (&mut Tile<A, L>, &mut Tile<B, L>) {
        let (a, b) = apart(self.lanes_mut(), a.part(), b.part());
        (tile(a), tile(b))
    }

    /// Three values that are alive at the same time.
    #[doc(hidden)]
    #[inline(always)]
    pub fn three<A: Value, B: Value, C: Value>(
        &mut self,
        a: Place<A>,
        b: Place<B>,
        c: Place<C>,
    ) -> (&mut Tile<A, L>, &mut Tile<B, L>, &mut Tile<C, L>) {
        let (a, b, c) = three_apart(self.lanes_mut(), a.part(), b.part(), c.part());
        (tile(a), tile(b), tile(c))
    }
}

/// The same where one of the values is the input of the pass, which may be given instead.
impl<const N: usize, const L: usize> Tile<[f32; N], L> {
    #[doc(hidden)]
    #[inline(always)]
    pub fn input<'a, X: Value>(&'a mut self, input: Option<&'a Tile<X, L>>, x: Place<X>) -> &'a Tile<X, L> {
        match input {
            Some(x) => x,
            None => self.one(x),
        }
    }

    #[doc(hidden)]
    #[inline(always)]
    pub fn input_and<'a, X: Value, A: Value>(
        &'a mut self,
        input: Option<&'a Tile<X, L>>,
        x: Place<X>,
        a: Place<A>,
    ) -> (&'a Tile<X, L>, &'a mut Tile<A, L>) {
        if let Some(x) = input {
            return (x, self.one(a));
        }
        let (x, a) = self.two(x, a);
        (x, a)
    }

    #[doc(hidden)]
    #[inline(always)]
    pub fn input_and_two<'a, X: Value, A: Value, B: Value>(
        &'a mut self,
        input: Option<&'a Tile<X, L>>,
        x: Place<X>,
        a: Place<A>,
        b: Place<B>,
    ) -> (&'a Tile<X, L>, &'a mut Tile<A, L>, &'a mut Tile<B, L>) {
        if let Some(x) = input {
            let (a, b) = self.two(a, b);
            return (x, a, b);
        }
        let (x, a, b) = self.three(x, a, b);
        (x, a, b)
    }
}

#[inline(always)]
fn tile<V: Value, const L: usize>(lanes: &mut [[f32; L]]) -> &mut Tile<V, L> {
    plain::of_mut(lanes.as_flattened_mut())
}
