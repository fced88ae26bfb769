//! The second opinion on every size: the rule (n − k + p)/s + 1 in the type arithmetic of `typenum`, and the checks that
//! `network!` makes rustc run.
//!
//! The type functions are total: where a window does not fit they answer 0 instead of failing to resolve, so that no
//! message ever shows a type-level number. Each check is a `const fn` that panics with a sentence while the program
//! compiles. Sizes of 0 stand for an earlier mistake, of which enough has been said.

use crate::network::Network;
use crate::plain::Plain;
use crate::shape::{Axis, Grow, GrowthAxis, Slide, Window};
use crate::tensor::{Shape, Value};
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

/// A constant of less than 2²⁴ as a type, built bit by bit; 0 for a larger one.
#[doc(hidden)]
#[macro_export]
macro_rules! number {
    ($n:expr) => { $crate::number!(@ $n; 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23) };
    (@ $n:expr;) => { $crate::typenum::UTerm };
    (@ $n:expr; $bit:literal $($higher:literal)*) => {
        $crate::proof::Then<$crate::number!(@ $n; $($higher)*), { ($n >> $bit) & 1 == 1 }>
    };
}

/// The fields of the struct `T`, of so many numbers each, fill it: it has no padding.
///
/// # Panics
///
/// If they do not.
pub const fn fills<T: Plain>(fields: &[usize]) {
    let (mut sum, mut index) = (0, 0);
    while index < fields.len() {
        sum += fields[index];
        index += 1;
    }
    assert!(sum == T::FLOATS, "the fields of a network must fill it");
}

/// The largest size for which proofs are made.
const LARGEST: usize = (1 << 24) - 1;

/// A size as a user's expression gives it.
pub struct Bounded {
    /// The value of the expression.
    pub size: usize,
}

impl Bounded {
    /// The size, made small enough that no sum or product of sizes overflows; [`size`] says that it is too large.
    #[must_use]
    pub const fn get(self) -> usize {
        if self.size > LARGEST { LARGEST + 1 } else { self.size }
    }
}

/// a/b, or 0 where b is 0.
#[must_use]
pub const fn quotient(a: usize, b: usize) -> usize {
    match a.checked_div(b) {
        Some(quotient) => quotient,
        None => 0,
    }
}

/// `size`, which is called `what`, is at least `least`, and not too large.
///
/// # Panics
///
/// If it is not.
#[track_caller]
pub const fn size<N: Network>(what: &str, size: usize, least: usize) {
    let (what, call) = split(what);
    let mut text = Text::new();
    if size < least {
        text.word(what).word(" cannot be ").number(size).help("it is at least ").number(least).end(call);
    }
    if size > LARGEST {
        text.word(what).word(" is too large").help("a size is at most ").number(LARGEST).end(call);
    }
}

/// What `sentence` says is true.
///
/// # Panics
///
/// If it is not.
#[track_caller]
pub const fn holds<N: Network>(sentence: &str, condition: bool) {
    if !condition {
        let (sentence, call) = split(sentence);
        Text::new().word(sentence).end(call);
    }
}

/// The window `A` of `layer` has `out` positions, and the types say the same.
///
/// # Panics
///
/// If the window does not fit, or if the two computations disagree.
#[track_caller]
pub const fn slides<N: Network, A: Slide + Positions>(layer: &str, out: usize) {
    fits::<N>(layer, "kernel", A::WINDOW);
    agrees(layer, A::WINDOW.out(), positions::<A>(), out);
}

/// The window, a `kind` of `layer`, has a position.
#[track_caller]
const fn fits<N: Network>(layer: &str, kind: &str, window: Window) {
    let (layer, call) = split(layer);
    if window.size == 0 || window.kernel == 0 || window.stride == 0 || window.dilation == 0 {
        return;
    }
    let mut text = Text::new();
    let padding = window.before + window.after;
    if window.out() == 0 {
        text.quote(layer).word(" does not fit: its ").word(kind).word(" is ").number(window.kernel);
        if window.dilation > 1 {
            text.word(", ").number(window.reach()).word(" with its dilation,");
        }
        text.word(" but its input is only ").number(window.size);
        if padding > 0 {
            text.word(", ").number(window.size + padding).word(" with its padding");
        }
        let most = (window.size + padding - 1) / window.dilation + 1;
        story::<N>(&mut text, layer);
        text.help("use a ").word(kind).word(" of at most ").number(most);
        text.word(if equal(kind, "kernel") { ", or `padding: same`" } else { ", or pool less before it" }).end(call);
    }
    if window.size + padding > LARGEST || window.reach() > LARGEST {
        text.quote(layer).word(" is too large").help("a padded input or a ").word(kind).word(" has at most ");
        text.number(LARGEST).word(" rows and columns").end(call);
    }
}

/// As [`slides`], and every window touches the input, so that there is something to pool.
///
/// # Panics
///
/// As [`slides`], and if a window lies wholly inside the padding.
#[track_caller]
pub const fn pools<N: Network, A: Slide + Positions>(layer: &str, out: usize) {
    let window = A::WINDOW;
    fits::<N>(layer, "window", window);
    agrees(layer, window.out(), positions::<A>(), out);
    if window.out() == 0 {
        return;
    }
    // A window that starts inside the input reads something. So look at those that start before it, and at the last.
    let last = window.out() - 1;
    let mut position = 0;
    while position <= last {
        if misses(window, position) {
            let (layer, call) = split(layer);
            let mut text = Text::new();
            text.quote(layer).word(" has windows with nothing but padding: its window reads ").number(window.reach());
            text.word(", but the padding is ").number(window.before).word(" before and ").number(window.after);
            text.word(" after").help("pad by at most ").number(window.reach() - 1).word(" on a side").end(call);
        }
        position = if position < last && position * window.stride >= window.before { last } else { position + 1 };
    }
}

/// Whether no tap of the window at a position reads an element of the input.
const fn misses(window: Window, position: usize) -> bool {
    let mut tap = 0;
    while tap < window.kernel {
        if window.index(position, tap).is_some() {
            return false;
        }
        tap += 1;
    }
    true
}

/// The transposed convolution `layer` with the growth `A` makes `out` elements, and the types say the same.
///
/// # Panics
///
/// If nothing is left, if the output padding is not smaller than the stride, or if the two computations disagree.
#[track_caller]
pub const fn grows<N: Network, A: Grow + Elements>(layer: &str, out: usize) {
    let growth = A::GROWTH;
    let (layer, call) = split(layer);
    if growth.size == 0 || growth.kernel == 0 || growth.stride == 0 || growth.dilation == 0 {
        return;
    }
    let mut text = Text::new();
    if growth.output_padding >= growth.stride {
        text.word("the `output_padding` of ").quote(layer).word(" is ").number(growth.output_padding);
        text.word(", but it must be smaller than the stride, which is ").number(growth.stride).end(call);
    }
    if growth.out() == 0 {
        text.quote(layer).word(" has no output: its padding takes everything away");
        story::<N>(&mut text, layer);
        text.help("the padding of a transposed convolution is cut off from its output; make it smaller").end(call);
    }
    if growth.out() > LARGEST {
        text.quote(layer).word(" is too large").help("a size is at most ").number(LARGEST).end(call);
    }
    agrees(layer, growth.out(), elements::<A>(), out);
}

/// Three computations of one size agree. Where a size is 0, enough has been said.
#[track_caller]
const fn agrees(layer: &str, computed: usize, proved: usize, out: usize) {
    if computed != 0 && (computed != proved || computed != out) {
        let (layer, _) = split(layer);
        let mut text = Text::new();
        text.quote(layer).word(" has three sizes, which is a mistake in lenet: ").number(out);
        text.word(", ").number(computed).word(" and ").number(proved).end("");
    }
}

/// `layer` makes `out` elements of `size`: not none, and not too many.
///
/// # Panics
///
/// If it does not.
#[track_caller]
pub const fn leaves<N: Network>(layer: &str, size: usize, out: usize) {
    let (layer, call) = split(layer);
    let mut text = Text::new();
    if size > 0 && out == 0 {
        text.quote(layer).word(" cuts everything off");
        story::<N>(&mut text, layer);
        text.help("cut less off").end(call);
    }
    if size <= LARGEST && out > LARGEST {
        text.quote(layer).word(" is too large").help("a size is at most ").number(LARGEST).end(call);
    }
}

/// `groups` divides `count`.
///
/// # Panics
///
/// If it does not.
#[track_caller]
pub const fn divides<N: Network>(layer: &str, groups: usize, what: &str, count: usize) {
    if groups > 0 && groups <= LARGEST && !count.is_multiple_of(groups) {
        let (layer, call) = split(layer);
        let mut text = Text::new();
        text.quote(layer).word(" cannot split its ").number(count).word(" ").word(what).word(" into ").number(groups);
        text.word(" groups: ").number(count).word("/").number(groups).word(" is not a whole number");
        text.help("the groups must divide the input channels and the filters").end(call);
    }
}

/// The last layer, `layer`, gives the declared output.
///
/// # Panics
///
/// If it does not.
#[track_caller]
pub const fn gives<N: Network>(layer: &str, found: Shape, declared: Shape) {
    if !alike(found, declared) {
        let mut text = Text::new();
        text.word("the output is declared as ")
            .shape(declared)
            .word(", but ")
            .quote(layer)
            .word(" gives ")
            .shape(found);
        story::<N>(&mut text, "");
        text.help("change the output, or ").quote(layer).end("");
    }
}

/// The layers and the shortcut of the `residual` `layer` end in one shape.
///
/// # Panics
///
/// If they do not.
#[track_caller]
pub const fn adds<N: Network>(layer: &str, body: Shape, shortcut: Shape) {
    if !alike(body, shortcut) {
        let (layer, call) = split(layer);
        let mut text = Text::new();
        text.quote(layer).word(" cannot add ").shape(body).word(" and ").shape(shortcut);
        text.word(": its layers and its shortcut must end in one shape");
        text.help("give it a shortcut of that shape: `residual(shortcut: { … }) { … }`").end(call);
    }
}

/// Two branches of the `concat` `layer` have the same height or width, which is called `what`.
///
/// # Panics
///
/// If they have not.
#[track_caller]
pub const fn joins<N: Network>(layer: &str, what: &str, first: usize, found: usize) {
    if first != found && first != 0 && found != 0 {
        let (layer, call) = split(layer);
        let mut text = Text::new();
        text.quote(layer).word(" cannot join its branches: one has ").word(what).word(" ").number(first);
        text.word(", another has ").word(what).word(" ").number(found);
        text.help("branches are joined along channels, so all have the same height and width").end(call);
    }
}

/// The `reshape` `layer` keeps the number of elements.
///
/// # Panics
///
/// If it does not.
#[track_caller]
pub const fn keeps<N: Network>(layer: &str, found: usize, wanted: usize) {
    if found != wanted && found != 0 && wanted != 0 {
        let (layer, call) = split(layer);
        let mut text = Text::new();
        text.quote(layer).word(" makes ").number(wanted).word(" elements of ").number(found);
        story::<N>(&mut text, layer);
        text.help("only the arrangement of the elements changes, not their number").end(call);
    }
}

/// The network `M`, used as the layer `layer`, reads `found`, which is what it gets.
///
/// # Panics
///
/// If they differ.
#[track_caller]
pub const fn feeds<N: Network, M: Network>(layer: &str, found: Shape) {
    let (network, reads) = (M::NAME, <M::Input as Value>::SHAPE);
    if !alike(found, reads) {
        let (layer, call) = split(layer);
        let mut text = Text::new();
        text.quote(layer).word(" does not fit: ").quote(network).word(" reads ").shape(reads);
        text.word(", but its input is ").shape(found);
        story::<N>(&mut text, layer);
        text.help("change the layers before it, or what ").quote(network).word(" reads").end(call);
    }
}

const fn alike(found: Shape, expected: Shape) -> bool {
    if found.is_empty() || expected.is_empty() {
        return true;
    }
    match (found, expected) {
        (Shape::Image(a, b, c), Shape::Image(d, e, f)) => a == d && b == e && c == f,
        (Shape::Vector(a), Shape::Vector(b)) => a == b,
        _ => false,
    }
}

/// `shape`, the input of `layer`, is an image.
///
/// # Panics
///
/// If it is a vector.
#[track_caller]
pub const fn image<N: Network>(layer: &str, shape: Shape) {
    if let Shape::Vector(length) = shape
        && length > 0
    {
        let (layer, call) = split(layer);
        let mut text = Text::new();
        text.quote(layer).word(" needs an image, but its input is a vector of ").number(length);
        story::<N>(&mut text, layer);
        text.help("`reshape(channels, height, width)` makes an image of a vector").end(call);
    }
}

/// `shape`, the input of `layer`, is a vector.
///
/// # Panics
///
/// If it is an image.
#[track_caller]
pub const fn vector<N: Network>(layer: &str, shape: Shape) {
    if let Shape::Image(..) = shape
        && !shape.is_empty()
    {
        let (layer, call) = split(layer);
        let mut text = Text::new();
        text.quote(layer).word(" needs a vector, but its input is an image of ").shape(shape);
        story::<N>(&mut text, layer);
        text.help("put `flatten` before it").end(call);
    }
}

/// The first line, and the lines after it, which say in which block a layer stands.
const fn split(words: &str) -> (&str, &str) {
    let bytes = words.as_bytes();
    let mut line = 0;
    while line < bytes.len() && bytes[line] != b'\n' {
        line += 1;
    }
    let (first, rest) = words.split_at(line);
    (first, if rest.is_empty() { rest } else { rest.split_at(1).1 })
}

/// Adds the story of a shape: the outputs of the layers from the network's input to the input of `layer`; to the last of
/// all where no layer has that name.
const fn story<N: Network>(text: &mut Text, layer: &str) {
    let layers = N::LAYERS;
    let mut row = 0;
    while row < layers.len() && !equal(layers[row].name, layer) {
        row += 1;
    }
    // The way back along the first inputs, which is then told from its end.
    let input = <N::Input as Value>::SHAPE;
    let mut way = [0; 8];
    let (mut length, mut longest, mut widest) = (0, width("input"), columns(input, [0; 3]));
    let mut from = if row < layers.len() { layers[row].inputs[0] } else { layers.len() };
    while from > 0 {
        let layer = &layers[from - 1];
        if length < way.len() {
            way[length] = from;
            longest = larger(longest, width(layer.name));
            widest = columns(layer.output, widest);
        }
        length += 1;
        from = layer.inputs[0];
    }
    text.word("\n\n  input").spaces(longest - width("input") + 3).aligned(input, widest);
    if length > way.len() {
        text.word("\n  …");
        length = way.len();
    }
    while length > 0 {
        length -= 1;
        let layer = &layers[way[length] - 1];
        text.word("\n  ").word(layer.name).spaces(longest - width(layer.name) + 3).aligned(layer.output, widest);
    }
}

/// How many digits the dimensions of images have, at least those of `widest`.
const fn columns(shape: Shape, widest: [usize; 3]) -> [usize; 3] {
    match (shape, widest) {
        (Shape::Image(c, h, w), [a, b, d]) => [larger(digits(c), a), larger(digits(h), b), larger(digits(w), d)],
        (Shape::Vector(_), widest) => widest,
    }
}

const fn digits(number: usize) -> usize {
    match number.checked_ilog10() {
        Some(log) => log as usize + 1,
        None => 1,
    }
}

const fn larger(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut index = 0;
    while index < a.len() && index < b.len() && a[index] == b[index] {
        index += 1;
    }
    index == a.len() && index == b.len()
}

/// How many letters a word has.
const fn width(word: &str) -> usize {
    let (mut width, mut index) = (0, 0);
    while index < word.len() {
        if word.is_char_boundary(index) {
            width += 1;
        }
        index += 1;
    }
    width
}

/// A message that is put together while the program compiles.
struct Text {
    bytes: [u8; 2048],
    length: usize,
}

impl Text {
    const fn new() -> Self {
        Self { bytes: [0; 2048], length: 0 }
    }

    const fn word(&mut self, word: &str) -> &mut Self {
        let mut index = 0;
        while index < word.len() && self.length < self.bytes.len() {
            self.bytes[self.length] = word.as_bytes()[index];
            self.length += 1;
            index += 1;
        }
        self
    }

    const fn quote(&mut self, name: &str) -> &mut Self {
        self.word("`").word(name).word("`")
    }

    const fn spaces(&mut self, count: usize) -> &mut Self {
        let mut index = 0;
        while index < count {
            self.word(" ");
            index += 1;
        }
        self
    }

    const fn number(&mut self, number: usize) -> &mut Self {
        if number >= 10 {
            self.number(number / 10);
        }
        self.word("0123456789".split_at(number % 10).1.split_at(1).0)
    }

    const fn shape(&mut self, shape: Shape) -> &mut Self {
        match shape {
            Shape::Image(c, h, w) => self.number(c).word(" × ").number(h).word(" × ").number(w),
            Shape::Vector(n) => self.number(n),
        }
    }

    /// A shape whose dimensions stand below those of others.
    const fn aligned(&mut self, shape: Shape, widest: [usize; 3]) -> &mut Self {
        match (shape, widest) {
            (Shape::Image(c, h, w), [a, b, d]) => {
                self.spaces(a - digits(c)).number(c).word(" × ").spaces(b - digits(h)).number(h);
                self.word(" × ").spaces(d - digits(w)).number(w)
            }
            (Shape::Vector(n), _) => self.number(n),
        }
    }

    const fn help(&mut self, help: &str) -> &mut Self {
        self.word("\n\nhelp: ").word(help)
    }

    /// Ends the message with the block that it is about, and the evaluation with the message.
    #[track_caller]
    const fn end(&mut self, call: &str) -> ! {
        if !call.is_empty() {
            self.word("\n\n").word(call);
        }
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("a layer does not fit"),
        }
    }
}

/// A place for types that are wrong: see the expansion of a declaration with mistakes.
pub trait Mistaken {
    /// Anything: of a projection from a type that is wrong rustc asks nothing.
    type Anything: ?Sized;
}

impl<const N: usize> Mistaken for [(); N] {
    type Anything = ();
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(<number!(N) as Unsigned>::USIZE, N);
        assert_eq!(<number!(0) as Unsigned>::USIZE, 0);
        assert_eq!(<number!(16_777_215) as Unsigned>::USIZE, 16_777_215);
    }
}
