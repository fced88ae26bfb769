//! Small networks that put layers together in every way.

use lenet_runtime::network;

network! {
    /// Layers in place, one after the other.
    pub struct InPlace: [2, 5, 5] {
        conv: conv2d(3, kernel: 3),
        relu,
        dropout(0.0),
        sigmoid,
        dropout(0.0),
        dropout(0.0),
        tanh,
        conv_1: conv2d(2, kernel: 2),
        leaky_relu(negative_slope: 0.1),
        conv1: conv2d(2, kernel: 2),
        hard_sigmoid,
        elu(alpha: 0.5),
        selu,
        celu(alpha: 0.5),
        hard_sigmoid(alpha: 0.2),
        clip(-0.75, 0.75),
        hard_tanh,
    }
}

network! {
    /// Activations that need their input in the backward pass.
    pub struct SaveInput: [2, 4, 4] {
        gelu,
        conv: conv2d(3, kernel: 3, padding: same),
        silu,
        gelu(approximate: tanh),
        dropout(0.0),
        hard_swish,
        sigmoid,
        silu,
        mish,
        softplus(beta: 2.0),
        softsign,
    }
}

network! {
    /// An activation is the first layer, and the last is an image.
    pub struct ActivationFirst: [2, 4, 4] -> [2, 4, 4] {
        relu,
        conv: conv2d(2, kernel: 3, padding: same),
        relu6,
    }
}

network! {
    /// Nothing but an activation.
    pub struct ActivationOnly: [2, 2, 3] {
        tanh,
    }
}

network! {
    /// Channels become rows and columns, at both ends.
    pub struct PixelShuffleEnds: [8, 2, 3] -> [1, 8, 12] {
        pixel_shuffle(2),
        conv: conv2d(4, kernel: 3, padding: same),
        relu,
        pixel_shuffle(2),
    }
}

network! {
    /// What is shuffled stands in another shape.
    pub struct PixelShuffleOfAView: [2, 6, 3] {
        flatten,
        reshape(9, 1, 4),
        pixel_shuffle(3),
        reshape(2, 2, 9),
        channel_shuffle(2),
    }
}

network! {
    /// Shuffles at both ends, and in the middle.
    pub struct ChannelShuffleEnds: [6, 2, 3] {
        channel_shuffle(3),
        conv: conv2d(8, kernel: 1),
        channel_shuffle(2),
        tanh,
        residual {
            conv2: conv2d(8, kernel: 3, padding: same),
            channel_shuffle(4),
        }
        channel_shuffle(8),
    }
}

network! {
    /// Surroundings that are mirrored, first and last.
    pub struct ReflectEnds: [2, 3, 4] -> [2, 8, 10] {
        pad(edges(top: 2, bottom: 1, left: 3, right: 0), mode: reflect),
        conv: conv2d(2, kernel: 3, padding: same),
        tanh,
        pad(edges(top: 0, bottom: 2, left: 1, right: 2), mode: reflect),
    }
}

network! {
    /// Surroundings of the nearest elements, and more of them than the image has.
    pub struct ReplicateEnds: [2, 2, 3] -> [2, 12, 5] {
        pad(edges(top: 5, bottom: 1, left: 0, right: 4), mode: replicate),
        conv: conv2d(2, kernel: (3, 4)),
        relu,
        pad(edges(top: 2, bottom: 4, left: 1, right: 0), mode: replicate),
    }
}

network! {
    /// Surroundings of the opposite side, as much as there is.
    pub struct CircularEnds: [2, 3, 2] -> [3, 4, 7] {
        pad(edges(top: 3, bottom: 1, left: 1, right: 2), mode: circular),
        conv: conv2d(3, kernel: (5, 2)),
        sigmoid,
        pad(edges(top: 0, bottom: 1, left: 2, right: 1), mode: circular),
    }
}

network! {
    /// Normalizations of each image at both ends, and in the middle.
    pub struct InstanceNormEnds: [2, 3, 4] {
        instance_norm2d,
        conv: conv2d(3, kernel: 3, padding: same),
        instance_norm2d,
        relu,
        conv2: conv2d(2, kernel: 1),
        instance_norm2d(eps: 0.1),
    }
}

network! {
    /// Normalizations of groups of channels at both ends, and in the middle.
    pub struct GroupNormEnds: [4, 3, 2] {
        first: group_norm(2),
        conv: conv2d(6, kernel: 3, padding: same),
        middle: group_norm(3, eps: 0.1),
        relu,
        conv2: conv2d(2, kernel: 1),
        group_norm(1),
    }
}

network! {
    /// Learned slopes at both ends, one or one a channel.
    pub struct PReluEnds: [3, 2, 4] -> [5] {
        first: prelu(num_parameters: 3),
        conv: conv2d(4, kernel: 1),
        prelu,
        max_pool2d(2),
        flatten,
        fc: linear(5),
        last: prelu(num_parameters: 5),
    }
}

network! {
    /// Layers with parameters that read the input beside others.
    pub struct ParametersBesideOthers: [4, 2, 3] {
        concat {
            { relu }
            { norm: group_norm(2) }
            { prelu(num_parameters: 4) }
            { layer_norm }
        }
        residual { group_norm(4) }
        residual { prelu }
    }
}

network! {
    /// Normalizations over channels at both ends, and in the middle.
    pub struct LocalResponseEnds: [5, 3, 2] {
        local_response_norm(3, alpha: 0.5),
        conv: conv2d(6, kernel: 1),
        sigmoid,
        local_response_norm(9),
        local_response_norm(4, alpha: 2.0, beta: 0.6, k: 1.5),
    }
}

network! {
    /// Means of elements that are apart, first and last.
    pub struct DilatedMeans: [2, 9, 8] {
        avg_pool2d(3, stride: 1, padding: edges(top: 1, bottom: 0, left: 2, right: 1), dilation: (2, 1)),
        conv: conv2d(3, kernel: 1),
        tanh,
        avg_pool2d(2, stride: 2, dilation: 3),
    }
}

network! {
    /// Vectors in Keras's order: in the middle, last, and of an image in another shape.
    pub struct ChannelsLast: [2, 3, 4] -> [24] {
        conv: conv2d(3, kernel: 2),
        flatten(order: hwc),
        fc: linear(24),
        tanh,
        reshape(4, 2, 3),
        dropout2d(0.0),
        flatten(order: hwc),
    }
}

network! {
    /// The order of Keras from the first layer on.
    pub struct ChannelsLastFirst: [3, 2, 4] -> [5] {
        flatten(order: hwc),
        dropout(0.0),
        fc: linear(5),
    }
}

network! {
    /// Nothing but dropout.
    pub struct DropoutOnly: [2, 2, 3] {
        dropout(0.0),
    }
}

network! {
    /// Nothing to do but to read the input another way, between two dropouts.
    pub struct DropoutFirst: [2, 4, 4] {
        dropout(0.0),
        flatten,
        dropout(0.0),
        fc: linear(3),
        dropout(0.0),
    }
}

network! {
    /// Between a convolution and the pool that is computed with it.
    pub struct DropoutBeforePool: [2, 6, 6] {
        conv: conv2d(3, kernel: 3),
        dropout(0.0),
        relu,
        dropout(0.0),
        max_pool2d(2),
        dropout(0.0),
        conv2: conv2d(2, kernel: 1),
        dropout(0.0),
        avg_pool2d(2),
    }
}

network! {
    /// Both ways begin with layers that pass their input on.
    pub struct DropoutInResidual: [2, 4, 4] {
        conv: conv2d(2, kernel: 3, padding: same),
        residual {
            dropout(0.0),
            relu,
            conv2: conv2d(2, kernel: 3, padding: same),
        }
        residual(shortcut: { dropout(0.0) }) {
            dropout(0.0),
            sigmoid,
        }
        dropout(0.0),
        concat { { dropout(0.0) } { tanh } {} }
        dropout(0.0),
    }
}

network! {
    /// A residual in the middle.
    pub struct ResidualPlain: [2, 4, 4] -> [3] {
        stem: conv2d(3, kernel: 3, padding: same),
        relu,
        block1: residual {
            conv1: conv2d(3, kernel: 3, padding: same),
            relu,
            conv2: conv2d(3, kernel: 3, padding: same),
        }
        relu,
        flatten,
        fc: linear(3),
    }
}

network! {
    /// A residual with a shortcut.
    pub struct ResidualShortcut: [2, 5, 5] -> [3] {
        stem: conv2d(3, kernel: 3, padding: same),
        tanh,
        residual(shortcut: { downsample: conv2d(4, kernel: 1, stride: 2), side: batch_norm2d }) {
            conv1: conv2d(4, kernel: 3, stride: 2, padding: same, bias: false),
            bn1: batch_norm2d,
            relu,
            conv2: conv2d(4, kernel: 3, padding: same, bias: false),
            bn2: batch_norm2d,
        }
        relu,
        global_avg_pool2d,
        flatten,
        fc: linear(3),
    }
}

network! {
    /// A residual is the first layer, so that the input has several readers.
    pub struct ResidualFirst: [2, 4, 4] {
        residual { sigmoid, conv: conv2d(2, kernel: 3, padding: same) }
        residual(shortcut: { side: conv2d(2, kernel: 1) }) { tanh }
    }
}

network! {
    /// Both ways of the first residual read the input.
    pub struct ShortcutFirst: [2, 4, 4] {
        residual(shortcut: { side: conv2d(3, kernel: 1) }) { conv: conv2d(3, kernel: 3, padding: same) }
    }
}

network! {
    /// Residuals in residuals, on both ways.
    pub struct NestedResidual: [2, 4, 4] {
        stem: conv2d(2, kernel: 3, padding: same),
        outer: residual(shortcut: { residual { side: conv2d(2, kernel: 1) } tanh }) {
            conv1: conv2d(2, kernel: 3, padding: same),
            inner: residual {
                relu,
                conv: conv2d(2, kernel: 3, padding: same),
                residual { sigmoid }
            }
            relu,
        }
        sigmoid,
    }
}

network! {
    /// Branches that do nothing, in the middle.
    pub struct EmptyBranch: [2, 4, 4] {
        stem: conv2d(2, kernel: 3, padding: same),
        relu,
        concat {
            { a: conv2d(1, kernel: 3, padding: same), relu }
            {}
            { max_pool2d(3, stride: 1, padding: same), b: conv2d(2, kernel: 1) }
            {}
        }
        last: conv2d(2, kernel: 1),
    }
}

network! {
    /// Branches that do nothing, at the beginning and at the end.
    pub struct EmptyBranchFirst: [2, 4, 4] {
        concat { {} { a: conv2d(1, kernel: 3, padding: same) } { relu } {} }
        concat { { sigmoid } {} }
    }
}

network! {
    /// One value that many layers read, each in its own way.
    pub struct ManyReaders: [2, 4, 4] {
        stem: conv2d(2, kernel: 3, padding: same),
        concat {
            { relu }
            { sigmoid }
            {}
            { gelu }
            { batch_norm2d }
            { layer_norm }
            { softmax }
            { avg_pool2d(3, stride: 1, padding: same) }
            { pad(padding: total(2)), crop(padding: total(2)) }
            { upsample(2), avg_pool2d(2) }
        }
        max_pool2d(2),
        last: conv2d(2, kernel: 2),
    }
}

network! {
    /// As [`ManyReaders`], of the input.
    pub struct ManyReadersFirst: [2, 4, 4] {
        concat {
            { max_pool2d(3, stride: 1, padding: same) }
            { sigmoid }
            {}
            { gelu }
            { bn: batch_norm2d }
            { ln: layer_norm }
            { log_softmax }
            { upsample(2, mode: bilinear), avg_pool2d(2) }
            { conv: conv_transpose2d(2, kernel: 3, padding: each_side(1)) }
        }
        last: conv2d(2, kernel: 4),
    }
}

network! {
    /// Branches in a residual.
    pub struct ConcatInResidual: [2, 4, 4] {
        stem: conv2d(4, kernel: 3, padding: same),
        mixed: residual {
            concat {
                { a: conv2d(1, kernel: 1) }
                { b: conv2d(2, kernel: 1), relu, c: conv2d(3, kernel: 3, padding: same) }
            }
            tanh,
        }
        relu,
    }
}

network! {
    /// Residuals in branches.
    pub struct ResidualInConcat: [2, 4, 4] {
        stem: conv2d(2, kernel: 3, padding: same),
        concat {
            { residual { a: conv2d(2, kernel: 1) } relu }
            { residual { relu } b: conv2d(1, kernel: 1) }
        }
        flatten,
        fc: linear(4),
    }
}

network! {
    /// Down and up again, and on the way up what the way down saw.
    pub struct DownAndUp: [1, 4, 4] {
        down1: conv2d(2, kernel: 3, padding: same),
        relu,
        concat {
            {}
            {
                max_pool2d(2),
                down2: conv2d(3, kernel: 3, padding: same),
                relu,
                concat { {} { avg_pool2d(2), bottom: conv2d(2, kernel: 1), upsample(2) } }
                up1: conv_transpose2d(2, kernel: 2, stride: 2),
            }
        }
        merge: conv2d(1, kernel: 3, padding: same),
    }
}

network! {
    /// Iterations of one shape.
    pub struct RepeatAlike: [2, 4, 4] {
        layers: repeat(3) {
            residual { conv: conv2d(2, kernel: 3, padding: same) }
            bn: batch_norm2d(momentum: 0.5),
            relu,
        }
        repeat(2) { conv2d(2, kernel: 2), relu }
    }
}

network! {
    /// Iterations of several shapes.
    pub struct RepeatDifferent: [1, 6, 6] {
        layers: repeat(3) {
            conv: conv2d(3, kernel: 2),
            inner: repeat(2) { tanh, mix: conv2d(2, kernel: 1) }
            tanh,
        }
    }
}

network! {
    /// A block that is called several times, and calls another.
    pub struct Blocks: [2, 4, 4] {
        block unit(c, k) {
            conv: conv2d(c, kernel: k, padding: same),
            relu,
        }
        block pair(c) {
            first: unit(c, 3),
            second: unit(c + 1, 1),
        }
        one: pair(2),
        two: pair(3),
        unit(2, 3),
    }
}

network! {
    /// A part of the networks below.
    pub struct Part: [2, 4, 4] -> [2, 4, 4] {
        conv: conv2d(2, kernel: 3, padding: same),
        residual { relu, mix: conv2d(2, kernel: 1) }
    }
}

network! {
    /// Another part, whose output is a vector and whose last layer works in place.
    pub struct Head: [2, 4, 4] -> [3] {
        sigmoid,
        flatten,
        fc: linear(3),
        sigmoid,
    }
}

network! {
    /// Nothing but another network.
    pub struct NetworkOnly: [2, 4, 4] {
        Part,
    }
}

network! {
    /// Networks are the first layer and the last.
    pub struct NetworkEnds: [2, 4, 4] -> [3] {
        part: Part,
        tanh,
        conv: conv2d(2, kernel: 3, padding: same),
        head: Head,
    }
}

network! {
    /// A network is the first layer, and what follows reads its output in several ways.
    pub struct NetworkFirst: [2, 4, 4] {
        Part,
        concat { {} { relu } { residual { dropout(0.0), sigmoid } } }
        relu,
        last: conv2d(3, kernel: 3, stride: 2, padding: each_side(1)),
    }
}

network! {
    /// Networks on both ways of a residual, and in every branch.
    pub struct NetworkInResidual: [2, 4, 4] {
        residual { part: Part }
        stem: conv2d(2, kernel: 3, padding: same),
        residual(shortcut: { side: Part }) { bn: batch_norm2d, again: Part }
        concat { { left: Part } {} { right: Part, relu } }
    }
}

network! {
    /// Networks of networks.
    pub struct NetworkDeep: [2, 4, 4] {
        dropout(0.0),
        first: NetworkInResidual,
        conv: conv2d(2, kernel: 1),
        last: NetworkEnds,
        residual { fc: linear(3) }
    }
}

network! {
    /// Normalization is the first layer.
    pub struct NormFirst: [2, 3, 3] {
        bn: batch_norm2d(eps: 0.01, momentum: 0.2),
        conv: conv2d(2, kernel: 3, padding: same, bias: false),
        bn2: batch_norm2d,
        relu,
        bn3: batch_norm2d,
    }
}

network! {
    /// Normalization of vectors.
    pub struct NormVector: [4] -> [2] {
        ln: layer_norm,
        fc1: linear(5),
        bn: batch_norm1d,
        relu,
        residual { fc2: linear(5), bn2: batch_norm1d }
        fc3: linear(2),
    }
}

network! {
    /// Normalization between a value and its other readers.
    pub struct NormInResidual: [2, 3, 3] {
        residual {
            bn1: batch_norm2d,
            relu,
            conv1: conv2d(2, kernel: 3, padding: same, bias: false),
            bn2: batch_norm2d,
            relu,
            conv2: conv2d(2, kernel: 3, padding: same, bias: false),
        }
        bn: batch_norm2d,
        relu,
    }
}

network! {
    /// Softmax in the middle, between layers that work in place.
    pub struct SoftmaxMiddle: [6] -> [4] {
        fc1: linear(5),
        relu,
        softmax,
        sigmoid,
        fc2: linear(4),
        log_softmax,
        tanh,
        residual { softmax }
    }
}

network! {
    /// A vector in, an image out.
    pub struct VectorToImage: [6] -> [2, 4, 4] {
        fc: linear(8),
        relu,
        reshape(2, 2, 2),
        up: conv_transpose2d(2, kernel: 2, stride: 2),
        tanh,
    }
}

network! {
    /// The same numbers as a vector, as an image, and as a vector again.
    pub struct FlattenFirst: [2, 4, 4] {
        flatten,
        residual { relu, reshape(4, 2, 4), conv: conv2d(4, kernel: 3, padding: same), flatten }
        reshape(2, 4, 4),
        residual { reshape(2, 4, 4) }
        max_pool2d(2),
        flatten,
    }
}

network! {
    /// Names that could clash with those of generated code.
    pub struct Names: [2, 4, 4] {
        x: conv2d(2, kernel: 3, padding: same),
        y: residual {
            x_part: conv2d(2, kernel: 3, padding: same),
            tape: relu,
            residual { gradient: conv2d(2, kernel: 1), pass: relu, dx: conv2d(2, kernel: 1) }
        }
        concat {
            { a: conv2d(2, kernel: 1), residual { a_part: conv2d(2, kernel: 1), relu } }
            { d_a: conv2d(1, kernel: 1), r#match: conv2d(1, kernel: 1) }
        }
        scratch: conv2d(2, kernel: 1),
        workspace: relu,
        Part,
        in_part: conv2d(2, kernel: 1),
        gradient_0: conv2d(2, kernel: 1),
        value: conv2d(1, kernel: 1),
    }
}

const COUNT: usize = 3;

network! {
    /// Sizes that only rustc knows.
    pub struct Constants: [COUNT - 1, COUNT, COUNT] -> [COUNT] {
        block unit(c) {
            residual(shortcut: { side: conv2d(c, kernel: 1) }) { conv: conv2d(c, kernel: COUNT, padding: same), relu }
        }
        one: unit(COUNT),
        concat { {} { extra: conv2d(COUNT - 1, kernel: 1) } { max_pool2d(COUNT, stride: 1, padding: same) } }
        twice: repeat(2) { two: unit(COUNT), tanh }
        flatten,
        fc: linear(COUNT),
    }
}

network! {
    /// Branches one below the other: more than two, of several heights, one of which is the input, twice.
    pub struct ConcatRows: [2, 4, 3] -> [3, 10, 3] {
        concat(along: rows) { {} { a: conv2d(2, kernel: (3, 1)) } {} }
        sigmoid,
        concat(along: rows) {
            { b: conv2d(3, kernel: (10, 1)) }
            { c: conv2d(3, kernel: (2, 1)), tanh }
        }
    }
}

network! {
    /// Branches side by side, of several widths, first and last; in rounds of a `repeat` that grow.
    pub struct ConcatColumns: [2, 3, 4] {
        concat(along: columns) { { a: conv2d(3, kernel: (1, 2)) } { b: conv2d(3, kernel: 1), relu } { c: conv2d(3, kernel: (1, 4)) } }
        rounds: repeat(2) {
            concat(along: columns) { {} { d: conv2d(3, kernel: (1, 3)), tanh } }
        }
    }
}

network! {
    /// Every axis in one another, in a `residual` and before a `flatten`; a vector that becomes an image is a branch.
    pub struct ConcatNested: [2, 4, 4] -> [5] {
        residual {
            concat(along: rows) {
                { concat(along: columns) { { a: conv2d(2, kernel: (3, 2)) } { max_pool2d((3, 4), stride: 1) } } }
                {
                    concat(along: channels) { { b: conv2d(1, kernel: 3) } { avg_pool2d(3, stride: 1) } }
                    crop(edges(top: 0, bottom: 0, left: 0, right: 1)), conv2d(2, kernel: 1), upsample((1, 4)),
                }
            }
            relu,
        }
        concat(along: columns) { {} { flatten, fc: linear(8), reshape(1, 4, 2), conv2d(2, kernel: 1) } }
        flatten,
        last: linear(5),
    }
}

network! {
    /// Sizes that only rustc knows, along every axis.
    pub struct ConcatOfConstants: [COUNT - 1, COUNT, COUNT] {
        concat(along: rows) { {} { a: conv2d(COUNT - 1, kernel: (COUNT - 1, 1)) } {} }
        concat(along: columns) { { b: conv2d(COUNT - 1, kernel: (1, COUNT)) } {} { c: conv2d(COUNT - 1, kernel: 1), tanh } }
        concat(along: channels) { {} { d: conv2d(COUNT, kernel: 1) } }
    }
}

network! {
    /// A part of [`Masks`].
    pub struct Half: [64] {
        dropout(0.5),
    }
}

network! {
    /// The masks of dropout inside and outside of networks that are used as layers.
    pub struct Masks: [64] {
        concat { { dropout(0.5) } { dropout(0.5) } { a: Half } { b: Half } }
    }
}
