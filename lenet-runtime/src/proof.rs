//! The second opinion on every size: the checks that `network!` makes rustc run, which compare the rule
//! (n − k + p)/s + 1 in numbers with the same rule in types.
//!
//! Each check is a `const fn` that panics with a sentence while the program compiles. Sizes of 0 stand for an earlier
//! mistake, of which enough has been said.

mod message;
mod rules;
mod types;

pub use rules::{Cropped, Flat, Joined, Padded, Rule, Scaled, Shared, Squared};
pub use types::{Elements, Positions, Then, elements, positions};

use crate::message::{Text, digits, equal};
use crate::network::Network;
use crate::plain::{LinesData, Plain, Zeroed};
use crate::shape::{Grow, LARGEST, Slide, Window, product, same};
pub use crate::shape::{bounded, quotient};
use crate::tensor::{LANES, Shape, Value};
use message::{split, story};
use typenum::Unsigned;

/// A network is numbers without a gap, whatever its attributes say.
///
/// # Panics
///
/// If it is aligned in another way, or if it or one of its fields implements `Drop`.
pub const fn numbers<T: Plain>() {
    let _ = T::FLOATS;
    assert!(!core::mem::needs_drop::<T>(), "a network is numbers, which are copied: it cannot implement `Drop`");
}

/// Zero bytes are a value of each of these fields: it does not compile for others.
pub const fn zeroed(_: &[&dyn field::OfZeros]) {}

/// Each of these fields is whole lines of numbers: it does not compile for others.
pub const fn lines(_: &[&dyn field::OfLines]) {}

/// Nobody else can name the traits, and so implement them.
mod field {
    pub trait OfZeros {}

    impl<T: super::Zeroed> OfZeros for T {}

    pub trait OfLines {}

    impl<T: super::LinesData> OfLines for T {}
}

/// The most elements of a value, and parameters of a layer: more than a machine holds. Where addresses have 32 bits, 16 values of
/// that size must fit into memory, or one layer.
const MOST_ELEMENTS: u64 = smaller(1 << 31, isize::MAX as u64 / (size_of::<f32>() * LANES) as u64);
const MOST_PARAMETERS: u64 = smaller(1 << 31, isize::MAX as u64 / size_of::<f32>() as u64);
/// The most multiply-adds of a layer: a machine would compute for minutes.
const MOST_MACS: u64 = 1 << 48;

const fn smaller(a: u64, b: u64) -> u64 {
    if a < b { a } else { b }
}

/// There is not too much of anything in `layer`: neither elements of its output, nor parameters, nor what else is counted. Each
/// count is the product of some sizes. If there is too much in its input, or if a count is 0, enough has been said.
///
/// # Panics
///
/// If there is.
#[track_caller]
pub const fn limited<N: Network>(layer: &str, input: Shape, counts: &[(&str, &[usize])]) {
    let too_much = match input {
        Shape::Image(c, h, w) => product(&[c, h, w]) > MOST_ELEMENTS,
        Shape::Vector(length) => length > LARGEST,
    };
    let (mut said, mut index) = (too_much, 0);
    while index < counts.len() {
        said = said || product(counts[index].1) == 0;
        index += 1;
    }
    index = if said { counts.len() } else { 0 };
    while index < counts.len() {
        let (what, sizes) = counts[index];
        let most = if equal(what, "parameters") {
            MOST_PARAMETERS
        } else if equal(what, "multiply-adds") {
            MOST_MACS
        } else if sizes.len() == 1 {
            LARGEST as u64
        } else {
            MOST_ELEMENTS
        };
        if product(sizes) > most {
            let (layer, call) = split(layer);
            let verb = if most == MOST_MACS { " would take more than " } else { " would have more than " };
            let mut text = Text::new();
            text.quote(layer).word(verb).number(most as usize).word(" ").word(what);
            text.help("no machine holds that: choose smaller sizes").end(call);
        }
        index += 1;
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
    if window.size + padding > LARGEST || window.reach() > LARGEST {
        text.quote(layer).word(" is too large").help("a padded input or a ").word(kind).word(" has at most ");
        text.number(LARGEST).word(" rows and columns").end(call);
    }
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
        let same = same(window.size, window.kernel, window.stride, window.dilation);
        text.word(match (equal(kind, "kernel"), same.is_multiple_of(2)) {
            (false, _) => ", or pool less before it",
            (true, true) => ", or `padding: same`",
            (true, false) => ", or `padding: same_lower` or `same_upper`",
        });
        // An input that looks like rows × columns × channels.
        if let Shape::Image(rows, columns, channels @ (1 | 3 | 4)) = <N::Input as Value>::SHAPE
            && rows > channels
            && columns > channels
        {
            text.help("channels come first: for ").number(rows).word(" rows and ").number(columns);
            text.word(" columns the input is `[").number(channels).word(", ").number(rows).word(", ").number(columns);
            text.word("]`");
        }
        text.end(call);
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
            text.word(" after");
            // A window with holes may read padding alone however narrow the padding is.
            if window.dilation == 1 {
                text.help("pad by at most ").number(window.reach() - 1).word(" on a side");
            } else {
                text.help("use a smaller dilation, or less padding");
            }
            text.end(call);
        }
        // Without a dilation the first window reads the fewest elements of those that start before the input.
        let skips = window.dilation == 1 || position * window.stride >= window.before;
        position = if position < last && skips { last } else { position + 1 };
    }
}

/// The padding of `layer`, whose windows are `H` along its height and `W` along its width, is even on both axes, so that
/// `same` can halve it.
///
/// # Panics
///
/// If it is not.
#[track_caller]
pub const fn halves<N: Network, H: Slide, W: Slide>(layer: &str) {
    let (layer, call) = split(layer);
    let axes = [(H::WINDOW, "rows      "), (W::WINDOW, "columns   ")];
    let odd = [is_odd(H::WINDOW), is_odd(W::WINDOW)];
    if !odd[0] && !odd[1] {
        return;
    }
    let mut text = Text::new();
    text.word("the padding of ").quote(layer).word(" is ambiguous: `same` needs an odd number of ");
    text.word(if odd[0] { "rows" } else { "columns" }).word(if odd[0] && odd[1] { " and columns" } else { "" });
    text.word(", and libraries put the odd one on different sides");
    story::<N>(&mut text, layer);
    text.word("\n");
    let mut index = 0;
    while index < 2 {
        let (window, name) = axes[index];
        if odd[index] {
            text.word("\n  ").word(name).word("(").number(window.size.div_ceil(window.stride)).word(" − 1)·");
            text.number(window.stride).word(" + ").number(window.reach()).word(" − ").number(window.size).word(" = ");
            text.number(window.before + window.after);
        }
        index += 1;
    }
    // As much on every side gives the same size where the window has a middle.
    let [rows, columns] = [H::WINDOW.reach(), W::WINDOW.reach()];
    let half = if rows == columns && rows % 2 == 1 { rows / 2 } else { 0 };
    let gap = if half > 0 { digits(half) + 1 } else { 0 };
    text.help("write one of\n  `padding: same_lower`").spaces(gap);
    sides(&mut text, H::WINDOW, W::WINDOW, true).word("   the textbook's, ONNX's SAME_LOWER");
    text.word("\n  `padding: same_upper`").spaces(gap);
    sides(&mut text, H::WINDOW, W::WINDOW, false).word("   TensorFlow's, Keras's, ONNX's SAME_UPPER");
    if half > 0 {
        text.word("\n  `padding: each_side(").number(half).word(")`   ").number(half).word(" before, ").number(half);
        text.word(" after   PyTorch's `padding=").number(half).word("`");
    }
    text.end(call);
}

/// Whether the padding of a window is odd in total. A size of 0 or a window that is too large is another mistake.
const fn is_odd(window: Window) -> bool {
    let total = window.before + window.after;
    window.out() > 0 && window.size + total <= LARGEST && window.reach() <= LARGEST && !total.is_multiple_of(2)
}

/// How much padding stands before and after the rows and the columns: the larger half before, or after.
const fn sides(text: &mut Text, rows: Window, columns: Window, lower: bool) -> &mut Text {
    let [rows, columns] = [rows.before + rows.after, columns.before + columns.after];
    let mut axis = 0;
    while axis < 2 && (axis == 0 || rows != columns) {
        let total = if axis == 0 { rows } else { columns };
        let before = if lower { total.div_ceil(2) } else { total / 2 };
        text.word(match (rows == columns, axis) {
            (true, _) => "   ",
            (false, 0) => "   rows ",
            (false, _) => "; columns ",
        });
        text.number(before).word(" before, ").number(total - before).word(" after");
        axis += 1;
    }
    text
}

/// Whether no tap of the window at a position reads an element of the input: not the first that does not lie before it.
const fn misses(window: Window, position: usize) -> bool {
    let start = position * window.stride;
    let tap = window.before.saturating_sub(start).div_ceil(window.dilation);
    tap >= window.kernel || window.index(position, tap).is_none()
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

/// The layer makes `out` of its sizes by the rule `R`, and the types say the same. Where that is more than a machine can hold, enough
/// has been said.
///
/// # Panics
///
/// If the two computations disagree.
#[track_caller]
pub const fn makes<N: Network, R: Rule>(layer: &str, out: usize) {
    if R::SIZE <= MOST_ELEMENTS {
        agrees(layer, R::SIZE as usize, <R::Size as Unsigned>::USIZE, out);
    }
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
    if out > LARGEST {
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

/// The channels can be cut into so many `parts`.
///
/// # Panics
///
/// If they cannot.
#[track_caller]
pub const fn cuts<N: Network>(layer: &str, parts: usize, channels: usize) {
    if parts > 0 && parts <= LARGEST && !channels.is_multiple_of(parts) {
        let (layer, call) = split(layer);
        let mut text = Text::new();
        text.quote(layer)
            .word(" cuts the channels into ")
            .number(parts)
            .word(" parts, but there are ")
            .number(channels);
        text.help("make the layer before give a multiple of ").number(parts).end(call);
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

/// Two branches of the `concat` `layer`, which joins them along the axis `along`, have the same size along `axis`: 0 are
/// channels, 1 rows, 2 columns.
///
/// # Panics
///
/// If they have not.
#[track_caller]
pub const fn joins<N: Network>(layer: &str, along: usize, axis: usize, first: usize, found: usize) {
    const SIZE: [&str; 3] = [" channels", "height ", "width "];
    const SAME: [&str; 3] = [
        "branches are joined along channels, so all have the same height and width",
        "branches are joined along rows, so all have as many channels and the same width",
        "branches are joined along columns, so all have as many channels and the same height",
    ];
    if first != found && first != 0 && found != 0 {
        let (layer, call) = split(layer);
        let mut text = Text::new();
        text.quote(layer).word(" cannot join its branches: one has ");
        if axis == 0 {
            text.number(first).word(SIZE[axis]).word(", another has ").number(found).word(SIZE[axis]);
        } else {
            text.word(SIZE[axis]).number(first).word(", another has ").word(SIZE[axis]).number(found);
        }
        text.help(SAME[along]).end(call);
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

/// The `branches` that `layer` joins are all vectors, or all images.
///
/// # Panics
///
/// If one is not.
#[track_caller]
pub const fn branches<N: Network>(layer: &str, branches: &[Shape], vectors: bool) {
    let mut index = 0;
    while index < branches.len() {
        let branch = branches[index];
        let is_vector = matches!(branch, Shape::Vector(_));
        if is_vector != vectors && !branch.is_empty() {
            let (layer, call) = split(layer);
            let mut text = Text::new();
            text.quote(layer).word(" cannot join its branches: branch ").number(index + 1).word(" ends in ");
            text.word(if is_vector { "a vector of " } else { "an image of " }).shape(branch);
            text.word(if vectors { ", others in vectors" } else { ", which is no image" });
            if vectors {
                text.help("put `flatten` at the end of that branch").end(call);
            }
            text.help("put `flatten` at the end of each branch: then they are joined as vectors").end(call);
        }
        index += 1;
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
