//! The rules of layers without a window, each in numbers and in the type arithmetic of `typenum`.
//!
//! As with windows, a size that cannot be is 0 in both.

use super::types::{If, Left};
use core::marker::PhantomData;
use core::ops::{Add, Div, Mul};
use typenum::{Gr, IsGreater, IsLessOrEqual, LeEq, Prod, Quot, Sum, True, U0, U1, Unsigned};

/// How a size follows from others.
pub trait Rule {
    /// In numbers; 0 of a size that cannot be.
    const SIZE: u64;
    /// In types.
    type Size: Unsigned;
}

/// n + before + after, the size of what is padded.
pub struct Padded<N, B, A>(PhantomData<(N, B, A)>);

impl<N: Unsigned, B: Unsigned, A: Unsigned> Rule for Padded<N, B, A>
where
    N: Add<B>,
    Sum<N, B>: Add<A>,
    Sum<Sum<N, B>, A>: Unsigned,
{
    const SIZE: u64 = N::U64 + B::U64 + A::U64;
    type Size = Sum<Sum<N, B>, A>;
}

/// n − before − after, the size of what is cropped; 0 where less is there.
pub struct Cropped<N, B, A>(PhantomData<(N, B, A)>);

impl<N: Unsigned, B: Unsigned, A: Unsigned> Rule for Cropped<N, B, A>
where
    B: Add<A>,
    Sum<B, A>: IsLessOrEqual<N>,
    Left<N, Sum<B, A>>: If<LeEq<Sum<B, A>, N>, True>,
{
    const SIZE: u64 = N::U64.saturating_sub(B::U64 + A::U64);
    type Size = <Left<N, Sum<B, A>> as If<LeEq<Sum<B, A>, N>, True>>::Out;
}

/// n · s, the size of what is scaled.
pub struct Scaled<N, S>(PhantomData<(N, S)>);

impl<N: Unsigned, S: Unsigned> Rule for Scaled<N, S>
where
    N: Mul<S>,
    Prod<N, S>: Unsigned,
{
    const SIZE: u64 = N::U64.saturating_mul(S::U64);
    type Size = Prod<N, S>;
}

/// ⌊n / r²⌋, the channels that are left where squares of r × r of them become one.
pub struct Squared<N, R>(PhantomData<(N, R)>);

impl<N: Unsigned, R: Unsigned> Rule for Squared<N, R>
where
    R: Mul<R> + IsGreater<U0>,
    Ratio<N, Prod<R, R>>: If<Gr<R, U0>, True>,
{
    const SIZE: u64 = match N::U64.checked_div(R::U64 * R::U64) {
        Some(size) => size,
        None => 0,
    };
    type Size = <Ratio<N, Prod<R, R>> as If<Gr<R, U0>, True>>::Out;
}

/// m, the number of shares of n elements: ⌊m·n / n⌋ of them begin inside, if there are elements.
pub struct Shared<N, M>(PhantomData<(N, M)>);

impl<N: Unsigned, M: Unsigned> Rule for Shared<N, M>
where
    M: Mul<N>,
    N: IsGreater<U0>,
    Ratio<Prod<M, N>, N>: If<Gr<N, U0>, True>,
{
    const SIZE: u64 = if N::U64 == 0 { 0 } else { M::U64 };
    type Size = <Ratio<Prod<M, N>, N> as If<Gr<N, U0>, True>>::Out;
}

/// The quotient ⌊a / b⌋.
pub struct Ratio<A, B>(PhantomData<(A, B)>);

impl<A, B> If<True, True> for Ratio<A, B>
where
    A: Div<B>,
    Quot<A, B>: Unsigned,
{
    type Out = Quot<A, B>;
}

/// The sum of the numbers in a list `(A, (B, (C, ())))`: the size of what is joined.
pub struct Joined<List>(PhantomData<List>);

/// The product of the numbers in a list: how many elements there are.
pub struct Flat<List>(PhantomData<List>);

impl Rule for Joined<()> {
    const SIZE: u64 = 0;
    type Size = U0;
}

impl<N: Unsigned, Rest> Rule for Joined<(N, Rest)>
where
    Joined<Rest>: Rule,
    N: Add<<Joined<Rest> as Rule>::Size>,
    Sum<N, <Joined<Rest> as Rule>::Size>: Unsigned,
{
    const SIZE: u64 = N::U64.saturating_add(Joined::<Rest>::SIZE);
    type Size = Sum<N, <Joined<Rest> as Rule>::Size>;
}

impl Rule for Flat<()> {
    const SIZE: u64 = 1;
    type Size = U1;
}

impl<N: Unsigned, Rest> Rule for Flat<(N, Rest)>
where
    Flat<Rest>: Rule,
    N: Mul<<Flat<Rest> as Rule>::Size>,
    Prod<N, <Flat<Rest> as Rule>::Size>: Unsigned,
{
    const SIZE: u64 = N::U64.saturating_mul(Flat::<Rest>::SIZE);
    type Size = Prod<N, <Flat<Rest> as Rule>::Size>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use typenum::{U2, U3, U4, U5, U7, U8, U9, U12, U28, U36, U512};

    #[track_caller]
    fn is<R: Rule>(size: u64) {
        assert_eq!((R::SIZE, R::Size::U64), (size, size));
    }

    #[test]
    fn types_and_numbers_agree() {
        is::<Padded<U28, U2, U3>>(33);
        is::<Padded<U0, U0, U0>>(0);
        is::<Cropped<U28, U2, U3>>(23);
        is::<Cropped<U5, U2, U3>>(0);
        is::<Cropped<U5, U4, U3>>(0);
        is::<Cropped<U0, U0, U0>>(0);
        is::<Scaled<U7, U3>>(21);
        is::<Scaled<U7, U0>>(0);
        is::<Squared<U36, U3>>(4);
        is::<Squared<U9, U2>>(2);
        is::<Squared<U8, U3>>(0);
        is::<Squared<U8, U0>>(0);
        is::<Shared<U7, U1>>(1);
        is::<Shared<U2, U5>>(5);
        is::<Shared<U7, U0>>(0);
        is::<Shared<U0, U7>>(0);
        is::<Joined<()>>(0);
        is::<Joined<(U4, (U12, (U0, ())))>>(16);
        is::<Flat<(U512, (U7, (U7, ())))>>(25_088);
        is::<Flat<(U0, (U7, (U7, ())))>>(0);
        is::<Flat<()>>(1);
    }
}
