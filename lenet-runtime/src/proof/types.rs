//! The rule (n − k + p)/s + 1 in the type arithmetic of `typenum`.
//!
//! The type functions are total: where a window does not fit they answer 0 instead of failing to resolve, so that no
//! message ever shows a type-level number.

use crate::shape::{Axis, GrowthAxis};
use core::ops::{Add, Div, Mul, Sub};
use typenum::{
    Add1, B0, B1, Bit, Diff, False, Gr, IsGreater, IsGreaterOrEqual, IsLessOrEqual, LeEq, Prod, Quot, Sum, True, U0,
    U1, UInt, UTerm, Unsigned,
};

/// The number of positions of an [`Axis`], computed by types: 0 where its window fits nowhere.
#[must_use]
pub const fn positions<A: Positions>() -> usize {
    A::Out::USIZE
}

/// The number of elements that a [`GrowthAxis`] makes, computed by types: 0 where nothing is left.
#[must_use]
pub const fn elements<A: Elements>() -> usize {
    A::Out::USIZE
}

/// n + b + a + d: the padded input and one dilation, so that the reach needs no subtraction.
type Room<N, B, A, D> = Sum<Sum<Sum<N, B>, A>, D>;
/// d·k + 1, the reach d·(k − 1) + 1 and one dilation.
type Need<K, D> = Sum<Prod<D, K>, U1>;

/// The type function behind [`positions`].
pub trait Positions {
    /// The number.
    type Out: Unsigned;
}

impl<N, K, S, B, A, D, R> Positions for Axis<N, K, S, B, A, D, R>
where
    N: Add<B>,
    Sum<N, B>: Add<A>,
    Sum<Sum<N, B>, A>: Add<D>,
    D: Mul<K>,
    Prod<D, K>: Add<U1>,
    Need<K, D>: IsLessOrEqual<Room<N, B, A, D>>,
    S: IsGreater<U0>,
    Steps<Room<N, B, A, D>, Need<K, D>, S, Sum<N, B>, R>: If<LeEq<Need<K, D>, Room<N, B, A, D>>, Gr<S, U0>>,
{
    type Out = <Steps<Room<N, B, A, D>, Need<K, D>, S, Sum<N, B>, R> as If<
        LeEq<Need<K, D>, Room<N, B, A, D>>,
        Gr<S, U0>,
    >>::Out;
}

/// The quotient (room − need)/s + 1, and how it is rounded.
pub struct Steps<Room, Need, S, Starts, R>(core::marker::PhantomData<(Room, Need, S, Starts, R)>);

/// The value of a computation that is made only if both conditions are true; else 0.
pub trait If<A, B> {
    /// The value.
    type Out: Unsigned;
}

impl<T> If<False, True> for T {
    type Out = U0;
}

impl<T> If<True, False> for T {
    type Out = U0;
}

impl<T> If<False, False> for T {
    type Out = U0;
}

impl<Room, Need, S, Starts> If<True, True> for Steps<Room, Need, S, Starts, B0>
where
    Room: Sub<Need>,
    Diff<Room, Need>: Div<S>,
    Quot<Diff<Room, Need>, S>: Add<B1>,
    Add1<Quot<Diff<Room, Need>, S>>: Unsigned,
{
    type Out = Add1<Quot<Diff<Room, Need>, S>>;
}

/// ⌈(room − need)/s⌉ = (room − need + s − 1)/s, written as (room + s − need − 1)/s.
type RoundedUp<Room, Need, S> = Quot<Diff<Sum<Room, S>, Sum<Need, U1>>, S>;

impl<Room, Need, S, Starts> If<True, True> for Steps<Room, Need, S, Starts, B1>
where
    Room: Add<S>,
    Need: Add<U1>,
    Sum<Room, S>: Sub<Sum<Need, U1>>,
    Diff<Sum<Room, S>, Sum<Need, U1>>: Div<S>,
    RoundedUp<Room, Need, S>: Mul<S> + Add<B1>,
    Prod<RoundedUp<Room, Need, S>, S>: IsGreaterOrEqual<Starts>,
    Last<RoundedUp<Room, Need, S>>: Counts<typenum::GrEq<Prod<RoundedUp<Room, Need, S>, S>, Starts>>,
{
    type Out =
        <Last<RoundedUp<Room, Need, S>> as Counts<typenum::GrEq<Prod<RoundedUp<Room, Need, S>, S>, Starts>>>::Out;
}

/// The index of the last window when the quotient is rounded up.
pub struct Last<N>(core::marker::PhantomData<N>);

/// Whether that window counts: not if it starts past the input.
pub trait Counts<Outside> {
    /// The number of windows.
    type Out: Unsigned;
}

impl<N: Unsigned> Counts<True> for Last<N> {
    type Out = N;
}

impl<N: Add<B1>> Counts<False> for Last<N>
where
    Add1<N>: Unsigned,
{
    type Out = Add1<N>;
}

/// The type function behind [`elements`].
pub trait Elements {
    /// The number.
    type Out: Unsigned;
}

/// n·s + d·k + o + 1: what a transposed convolution makes, before s, d and the padding are taken away.
type Made<N, K, S, D, O> = Sum<Sum<Sum<Prod<N, S>, Prod<D, K>>, O>, U1>;
/// s + d + b + a
type Gone<S, B, A, D> = Sum<Sum<Sum<S, D>, B>, A>;

impl<N, K, S, B, A, D, O> Elements for GrowthAxis<N, K, S, B, A, D, O>
where
    N: Mul<S>,
    D: Mul<K>,
    Prod<N, S>: Add<Prod<D, K>>,
    Sum<Prod<N, S>, Prod<D, K>>: Add<O>,
    Sum<Sum<Prod<N, S>, Prod<D, K>>, O>: Add<U1>,
    S: Add<D>,
    Sum<S, D>: Add<B>,
    Sum<Sum<S, D>, B>: Add<A>,
    Gone<S, B, A, D>: IsLessOrEqual<Made<N, K, S, D, O>>,
    Left<Made<N, K, S, D, O>, Gone<S, B, A, D>>: If<LeEq<Gone<S, B, A, D>, Made<N, K, S, D, O>>, True>,
{
    type Out =
        <Left<Made<N, K, S, D, O>, Gone<S, B, A, D>> as If<LeEq<Gone<S, B, A, D>, Made<N, K, S, D, O>>, True>>::Out;
}

/// The difference of what is made and what goes.
pub struct Left<Made, Gone>(core::marker::PhantomData<(Made, Gone)>);

impl<Made: Sub<Gone>, Gone> If<True, True> for Left<Made, Gone>
where
    Diff<Made, Gone>: Unsigned,
{
    type Out = Diff<Made, Gone>;
}

/// A bit as a type, from a bit as a constant.
pub struct Is<const SET: bool>;

/// The type of a bit.
pub trait AsBit {
    /// `B1` or `B0`.
    type Bit: Bit;
}

impl AsBit for Is<true> {
    type Bit = B1;
}

impl AsBit for Is<false> {
    type Bit = B0;
}

/// A binary number with one more digit.
pub trait Push<Digit> {
    /// The longer number; leading zeros are dropped.
    type Out;
}

impl Push<B0> for UTerm {
    type Out = UTerm;
}

impl Push<B1> for UTerm {
    type Out = UInt<UTerm, B1>;
}

impl<U, B, Digit> Push<Digit> for UInt<U, B> {
    type Out = UInt<UInt<U, B>, Digit>;
}

/// The number `Number` with one more digit, given as a constant.
pub type Then<Number, const SET: bool> = <Number as Push<<Is<SET> as AsBit>::Bit>>::Out;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Grow, Slide};
    use typenum::*;

    macro_rules! same_size {
        ($($n:ident $k:ident $s:ident $b:ident $a:ident $d:ident;)*) => {
            $(
                same::<Axis<$n, $k, $s, $b, $a, $d>>();
                same::<Axis<$n, $k, $s, $b, $a, $d, B1>>();
                let growth = <GrowthAxis<$n, $k, $s, $b, $a, $d>>::GROWTH;
                assert_eq!(growth.out(), elements::<GrowthAxis<$n, $k, $s, $b, $a, $d>>(), "{growth:?}");
            )*
        };
    }

    fn same<A: Slide + Positions>() {
        assert_eq!(A::WINDOW.out(), positions::<A>(), "{:?}", A::WINDOW);
    }

    #[test]
    fn types_and_numbers_agree() {
        same_size! {
            U28 U5 U1 U2 U2 U1; U28 U5 U1 U0 U0 U1; U14 U2 U2 U0 U0 U1; U3 U5 U1 U0 U0 U1; U3 U5 U1 U1 U1 U1;
            U1 U1 U1 U0 U0 U1; U7 U3 U2 U1 U0 U1; U7 U3 U2 U1 U1 U2; U5 U2 U2 U0 U0 U1; U2 U1 U3 U0 U0 U1;
            U224 U11 U4 U2 U2 U1; U9 U3 U4 U5 U6 U3; U6 U7 U1 U0 U0 U1; U6 U3 U1 U0 U0 U3; U10 U3 U3 U1 U1 U1;
            U1 U2 U2 U1 U1 U1; U8 U3 U5 U0 U3 U2; U12 U4 U3 U7 U0 U1;
        }
    }

    #[test]
    fn a_constant_is_built_bit_by_bit() {
        const N: usize = 25_088;
        assert_eq!(<crate::__number!(N) as Unsigned>::USIZE, N);
        assert_eq!(<crate::__number!(0) as Unsigned>::USIZE, 0);
        assert_eq!(<crate::__number!(16_777_215) as Unsigned>::USIZE, 16_777_215);
    }
}
