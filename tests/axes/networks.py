"""Writes tests/axes/networks.rs: networks of random geometries, rows and columns drawn apart, each beside its twin and what its
last layer costs and sees, by a formula written here once more.

    python3 tests/axes/networks.py > tests/axes/networks.rs            # as it is kept
    python3 tests/axes/networks.py 7 300 > tests/axes/networks.rs      # another seed, more networks: to look for mistakes
"""

import sys
from math import gcd


class Random:
    """SplitMix64: the same numbers in every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        z = self.state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
        return (z ^ (z >> 31)) % bound

    def pick(self, items):
        return items[self.below(len(items))]

    def chance(self, of):
        return self.below(of) == 0


CHANNELS = [1, 2, 3, 7, 9, 15, 16, 17, 31, 33]
ACTIVATIONS = {
    "relu": "Relu",
    "relu6": "Relu6",
    "leaky_relu(negative_slope: 0.1)": "LeakyRelu(f64::from(0.1_f32))",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "silu": "Silu",
    "hard_swish": "HardSwish",
}


class Axis:
    """A window along one axis."""

    def __init__(self, size, kernel, stride, before, after, dilation, ceil=False):
        self.size, self.kernel, self.stride = size, kernel, stride
        self.before, self.after, self.dilation, self.ceil = before, after, dilation, ceil

    def starts(self):
        """Where in the padded input windows start, one by one."""
        reach = self.dilation * (self.kernel - 1) + 1
        padded, start, last = self.before + self.size + self.after, 0, None
        starts = []
        while start + reach <= padded:
            starts.append(start)
            last, start = start, start + self.stride
        if self.ceil and last is not None and last + reach < padded and start < self.before + self.size:
            starts.append(start)
        return starts

    def out(self):
        return len(self.starts())

    def reads(self, i):
        """The input elements under the window at position i, also those outside of the input."""
        return [i * self.stride + u * self.dilation - self.before for u in range(self.kernel)]

    def misses(self):
        """Whether some window reads nothing but padding."""
        inside = lambda i: any(0 <= at < self.size for at in self.reads(i))
        return not all(inside(i) for i in range(self.out()))

    def rust(self):
        return f"[{self.size}, {self.kernel}, {self.stride}, {self.before}, {self.after}, {self.dilation}]"


class Growth:
    """One axis of a transposed convolution."""

    def __init__(self, size, kernel, stride, before, after, dilation, extra):
        self.size, self.kernel, self.stride = size, kernel, stride
        self.before, self.after, self.dilation, self.extra = before, after, dilation, extra

    def out(self):
        reach = self.dilation * (self.kernel - 1) + 1
        return (self.size - 1) * self.stride + reach + self.extra - self.before - self.after

    def reads(self, i):
        at = [i + self.before - u * self.dilation for u in range(self.kernel)]
        return [a // self.stride for a in at if a % self.stride == 0]

    def rust(self):
        numbers = [self.size, self.kernel, self.stride, self.before, self.after, self.dilation, self.extra]
        return f"[{', '.join(map(str, numbers))}]"


class Network:
    """What is written so far, and the shape that has come about."""

    def __init__(self, random, shape):
        self.random, self.input, self.shape = random, list(shape), list(shape)
        self.words, self.twins = [], []
        self.parameters = self.macs = 0
        # For each layer and axis, what an output element reads; of most layers, itself.
        self.seen = []
        self.exact = True

    def add(self, word, twin, shape, reads=None):
        self.words.append(word)
        self.twins.append(twin)
        self.shape = list(shape)
        if reads:
            self.seen.append(reads)

    # Layers.

    def conv(self, filters, groups, rows, columns, bias=True, flip=False, inside=False):
        channels = self.shape[0]
        word = f"conv2d({filters}, {window(rows, columns)}"
        word += f", groups: {groups}" if groups != 1 else ""
        word += ", bias: false" if not bias else ""
        word += ", flip: true" if flip else ""
        weights = filters * (channels // groups) * rows.kernel * columns.kernel
        self.parameters += weights + (filters if bias else 0)
        self.macs += weights * rows.out() * columns.out()
        twin = (
            f"conv([{channels}, {filters}, {groups}], {rows.rust()}, {columns.rust()}, {flag(flip)}, {flag(bias)})"
        )
        if inside:
            return word + ")", twin
        self.add(word + ")", twin, [filters, rows.out(), columns.out()], (rows.reads, columns.reads))

    def transposed(self, filters, groups, rows, columns, bias=True):
        channels = self.shape[0]
        word = f"conv_transpose2d({filters}, {window(rows, columns)}"
        word += f", output_padding: ({rows.extra}, {columns.extra})" if rows.extra + columns.extra else ""
        word += f", groups: {groups}" if groups != 1 else ""
        word += ", bias: false)" if not bias else ")"
        weights = channels * (filters // groups) * rows.kernel * columns.kernel
        self.parameters += weights + (filters if bias else 0)
        self.macs += weights * rows.size * columns.size
        twin = f"transposed([{channels}, {filters}, {groups}], {rows.rust()}, {columns.rust()}, {flag(bias)})"
        # The macro's formula is the most that any element reads.
        self.exact = False
        self.add(word, twin, [filters, rows.out(), columns.out()], (rows.reads, columns.reads))

    def pool(self, maximum, rows, columns, inside=True):
        word = f"{'max' if maximum else 'avg'}_pool2d({window(rows, columns)}"
        word += ", rounding: ceil" if rows.ceil else ""
        if maximum:
            twin = f"max_pool({self.shape[0]}, {rows.rust()}, {columns.rust()}, {flag(rows.ceil)})"
        else:
            word += "" if inside else ", count_include_pad: false"
            twin = f"avg_pool({self.shape[0]}, {rows.rust()}, {columns.rust()}, {flag(rows.ceil)}, {flag(inside)})"
        self.add(word + ")", twin, [self.shape[0], rows.out(), columns.out()], (rows.reads, columns.reads))

    def adaptive(self, maximum, to):
        channels, *size = self.shape
        word = f"adaptive_{'max' if maximum else 'avg'}_pool2d(({to[0]}, {to[1]}))"
        twin = f"adaptive({flag(maximum)}, {channels}, {size}, {list(to)})"
        shares = lambda i, n, m: list(range(i * n // m, -(-(i + 1) * n // m))) if 0 <= i < m else []
        bins = [lambda i, n=n, m=m: shares(i, n, m) for n, m in zip(size, to)]
        self.exact = False
        self.add(word, twin, [channels, *to], tuple(bins))

    def upsample(self, scale, mode):
        channels, *size = self.shape
        words = {"Nearest": "", "Linear": ", mode: bilinear", "LinearCorners": ", mode: bilinear, align_corners: true"}
        word = f"upsample(({scale[0]}, {scale[1]}){words[mode]})"
        twin = f"upsample({channels}, {size}, {list(scale)}, Between::{mode})"
        if mode == "Nearest":
            reads = [lambda i, s=s: [i // s] for s in scale]
        else:
            # Between which two centres that of element i lies; corners only move it a little.
            low = lambda i, s: (2 * i + 1 - s) // (2 * s)
            reads = [lambda i, s=s: [low(i, s), low(i, s) + 1] if s > 1 else [i] for s in scale]
            self.exact = False
        self.add(word, twin, [channels, size[0] * scale[0], size[1] * scale[1]], tuple(reads))

    def border(self, edges, value=None):
        channels, height, width = self.shape
        top, bottom, left, right = edges
        if value is not None:
            word = f"pad({edge_words(edges)}, value: {value})"
            twin = f"pad({channels}, {[height, width]}, {list(edges)}, {value})"
            self.add(word, twin, [channels, top + height + bottom, left + width + right])
        else:
            twin = f"crop({channels}, {[height, width]}, {list(edges)})"
            self.add(f"crop({edge_words(edges)})", twin, [channels, height - top - bottom, width - left - right])

    def activation(self):
        word = self.random.pick(list(ACTIVATIONS))
        self.add(word, f"activation({size_of(self.shape)}, Function::{ACTIVATIONS[word]})", self.shape)

    def residual(self, rows, columns, groups):
        """A convolution that keeps the shape, to which its input is added."""
        word, twin = self.conv(self.shape[0], groups, rows, columns, inside=True)
        self.add(f"residual {{ {word} }}", f"residual({twin})", self.shape, (rows.reads, columns.reads))

    def linear(self, outputs):
        inputs = size_of(self.shape)
        self.parameters += outputs * (inputs + 1)
        self.macs += outputs * inputs
        self.add(f"flatten, linear({outputs})", f"linear({inputs}, {outputs})", [outputs])
        self.seen = None

    def has_ties(self):
        """Whether rounding decides which of several elements is the greatest: those that are interpolated at a border."""
        return any("bilinear" in word for word in self.words)

    def field(self):
        """How many rows and columns of an endless input an element of the output sees at most."""
        if self.seen is None:
            return self.input[1:]
        sizes = []
        for axis in range(2):
            most = 1
            outs = self.shape[1 + axis]
            for start in range(outs if not self.exact else 12):
                seen = {start}
                for reads in reversed(self.seen):
                    seen = {at for i in seen for at in reads[axis](i)}
                if seen:
                    most = max(most, max(seen) - min(seen) + 1)
            sizes.append(most)
        return sizes

    def text(self, name):
        shape = lambda sizes: f"[{', '.join(map(str, sizes))}]"
        layers = "".join(f"        {word}{'' if word.endswith('}') else ','}\n" for word in self.words)
        return f"network! {{\n    struct {name}: {shape(self.input)} -> {shape(self.shape)} {{\n{layers}    }}\n}}\n"

    def case(self, name):
        twins = ", ".join(self.twins)
        comparison = "Sees::Exactly" if self.exact and self.seen is not None else "Sees::AtMost"
        comparison = "Sees::Exactly" if self.seen is None else comparison
        return (
            f"    case::<{name}>(check, {self.parameters}, {self.macs}, {comparison}({self.field()}), vec![{twins}]);\n"
        )


def flag(value):
    return "true" if value else "false"


def size_of(shape):
    product = 1
    for size in shape:
        product *= size
    return product


def edge_words(edges):
    top, bottom, left, right = edges
    return f"edges(top: {top}, bottom: {bottom}, left: {left}, right: {right})"


def window(rows, columns):
    words = f"kernel: ({rows.kernel}, {columns.kernel}), stride: ({rows.stride}, {columns.stride})"
    edges = [rows.before, rows.after, columns.before, columns.after]
    words += f", padding: {edge_words(edges)}" if any(edges) else ""
    if rows.dilation + columns.dilation > 2:
        words += f", dilation: ({rows.dilation}, {columns.dilation})"
    return words


def axis(random, out, kernels, strides, dilations, size=None, ceil=False, edges=True):
    """A window with about `out` positions, or over `size` elements."""
    while True:
        kernel, stride, dilation = random.pick(kernels), random.pick(strides), random.pick(dilations)
        reach = dilation * (kernel - 1) + 1
        before, after = [random.below(min(reach, 3)) if edges and random.chance(2) else 0 for _ in range(2)]
        given = size or (out - 1) * stride + reach + random.below(stride) - before - after
        found = Axis(given, kernel, stride, before, after, dilation, ceil)
        if given > 0 and found.out() > 0:
            return found


OUT = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 16, 17]
KERNELS, STRIDES, DILATIONS = [1, 2, 3, 3, 3, 4, 5, 7], [1, 1, 2, 3], [1, 1, 1, 2, 3]


def convolution(random, kind):
    """A network that begins with a convolution of some kind."""
    kernels, strides, dilations, out = KERNELS, STRIDES, DILATIONS, OUT
    channels, filters, groups, edges = random.pick(CHANNELS), random.pick(CHANNELS), 1, True
    if kind == "depthwise":
        # Most are of 3 × 3 elements, for which there are kernels of their own.
        channels = groups = random.pick([7, 9, 15, 16, 17, 31, 33])
        filters = channels * random.pick([1, 1, 1, 2])
        kernels, dilations = random.pick([[3], [3], KERNELS]), random.pick([[1], [1], DILATIONS])
    elif kind == "grouped":
        groups = random.pick([2, 3, 4])
        channels, filters = [groups * random.pick([1, 2, 3, 4, 5, 8, 16]) for _ in range(2)]
    elif kind == "winograd":
        # Tiles of 2 × 2 outputs take the smaller images, of 4 × 4 the larger ones.
        channels, filters = 32, random.pick([32, 32, 48])
        kernels, strides, dilations, out = [3], [1], [1], random.pick([[7, 8], [10, 11, 12]])
    elif kind == "rows":
        channels, filters = random.pick([1, 2, 3, 7]), random.pick([6, 9, 15, 16, 17])
        kernels, strides, dilations, out = [5], [1], [1], [2, 5, 6, 9, 14]
    elif kind == "planes":
        channels = filters = groups = random.pick([1, 2, 3])
        kernels, strides, dilations, out = random.pick([[3], [5]]), [1], [1], [16, 17, 40]
    elif kind == "pointwise":
        kernels, strides, dilations, edges = [1], [1], [1], False
    elif kind == "small":
        out = [1, 1, 2]
    elif kind == "long":
        channels, filters, out = random.pick([1, 2, 3, 7]), random.pick([1, 2, 3, 7, 9]), [16, 17, 31, 33, 47]
    rows, columns = [
        axis(random, random.pick(out), kernels, strides, dilations, edges=edges) for _ in range(2)
    ]
    network = Network(random, [channels, rows.size, columns.size])
    network.conv(filters, groups, rows, columns, bias=not random.chance(5), flip=random.chance(6))
    if kind in ("planes", "pointwise") and random.chance(2):
        return network
    if random.chance(2):
        network.activation()
    follow(random, network)
    return network


def pool(random, network, ceil):
    """A pool of the image there is, unless a window would miss it."""
    maximum = random.chance(2) and not network.has_ties()
    dilations = [1, 1, 2] if maximum else [1]
    rows, columns = [
        axis(random, 1, [1, 2, 3, 4], [1, 2, 3, 4], dilations, size=size, ceil=ceil) for size in network.shape[1:]
    ]
    if not rows.misses() and not columns.misses():
        network.pool(maximum, rows, columns, inside=random.chance(2))


def follow(random, network):
    """What may come after a convolution."""
    channels, height, width = network.shape
    what = random.below(6)
    if what == 0 and height % 2 == 0 and width % 2 == 0 or what < 3 and height % 2 + width % 2 == 0:
        half = [Axis(size, 2, 2, 0, 0, 1) for size in (height, width)]
        network.pool(random.chance(2), *half)
    elif what == 3:
        pool(random, network, ceil=False)
    elif what == 4:
        # Kernels that keep the size: one more than what is around the image.
        def keeps(size):
            before, after = random.below(3), random.below(3)
            return Axis(size, before + after + 1, 1, before, after, 1)

        groups = channels if random.chance(2) else 1
        network.residual(keeps(height), keeps(width), groups)
        if random.chance(2):
            network.activation()
    elif what == 5:
        network.linear(random.pick([1, 5, 16, 17]))


def transposed(random):
    groups = random.pick([1, 1, 1, 2, 3])
    channels, filters = [groups * random.pick([1, 2, 3, 5, 8, 16]) for _ in range(2)]
    if random.chance(4):
        channels = filters = groups = random.pick([7, 9, 16, 17])
    one = random.chance(4)
    kernels, strides = ([1], [1]) if one else ([1, 2, 3, 4, 5], [1, 2, 3])
    while True:
        axes = []
        for _ in range(2):
            kernel, stride, dilation = random.pick(kernels), random.pick(strides), random.pick([1, 1, 2, 3])
            before, after = [0 if one or random.chance(2) else random.below(3) for _ in range(2)]
            extra = random.below(stride)
            axes.append(Growth(1 + random.below(9), kernel, stride, before, after, dilation, extra))
        if all(axis.out() > 0 for axis in axes):
            break
    network = Network(random, [channels, axes[0].size, axes[1].size])
    network.transposed(filters, groups, *axes, bias=not random.chance(5))
    if random.chance(2):
        network.activation()
    return network


def shapes(random):
    """Layers without weights."""
    network = Network(random, [random.pick(CHANNELS), 3 + random.below(11), 3 + random.below(11)])
    for _ in range(2 + random.below(2)):
        channels, height, width = network.shape
        what = random.below(6)
        if what == 0:
            network.border([random.below(4) for _ in range(4)], value=random.pick(["0.5", "-1.0"]))
        elif what == 1 and min(height, width) > 4:
            edges = [random.below(3) for _ in range(4)]
            network.border(edges)
        elif what == 2 and height * width < 120:
            scale = [1 + random.below(3), 1 + random.below(3)]
            network.upsample(scale, random.pick(["Nearest", "Linear", "LinearCorners"]))
        elif what == 3:
            network.adaptive(random.chance(2) and not network.has_ties(), [1 + random.below(height + 2), 1 + random.below(width + 2)])
        else:
            pool(random, network, ceil=random.chance(2))
    return network


KINDS = ["dense", "depthwise", "grouped", "depthwise", "transposed", "winograd", "rows", "planes", "pointwise", "long", "small"]


def draw(random, index):
    kind = KINDS[index % len(KINDS)] if index % 7 != 6 else "shapes"
    while True:
        if kind == "transposed":
            network = transposed(random)
        elif kind == "shapes":
            network = shapes(random)
        else:
            network = convolution(random, kind)
        most = 1_600_000 if kind == "winograd" else 60_000
        if network.words and network.macs <= most and max(size_of(network.input), size_of(network.shape)) <= 9_000:
            return network


def main():
    seed, count = [int(word) for word in (sys.argv[1:] + ["1", "120"][len(sys.argv) - 1 :])]
    random = Random(seed)
    networks = [(f"N{index:03}", draw(random, index)) for index in range(count)]
    print("//! Written by `networks.py`, which says how.")
    print("use super::{Between, Check, Function, Sees, activation, adaptive, avg_pool, case, conv, crop, linear, max_pool};")
    print("use super::{pad, residual, transposed, upsample};")
    print("use lenet_runtime::network;\n")
    print("\n".join(network.text(name) for name, network in networks))
    print("/// Every network beside its twin: its parameters, its multiply-adds, and what its last layer sees.")
    print("pub fn all(check: &mut Check) {")
    print("".join(network.case(name) for name, network in networks), end="")
    print("}")


main()
