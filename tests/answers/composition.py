"""Writes composition.txt: what PyTorch answers for the networks in composition.rs, for that test to compare with.

    python composition.py > composition.txt

Written with Python 3.11.7, torch 2.15.0 (cpu), numpy 2.4.6.

Weights, inputs and gradients of the output are not in the file: both sides make them, as in networks.py. PyTorch computes
in double precision. Each network runs with 1, 5, 16 and 33 images at once. Of one image the file has the whole output and the
whole gradient of the input, of more images one number each, a sum with weights in -1..=1.
"""

import numpy as np
import torch
import torch.nn.functional as F
from layers import Layers, fractions
from torch.nn.functional import elu, gelu, leaky_relu, log_softmax, relu, silu, softmax
from torch import sigmoid, tanh


class Small(Layers):
    """Layers whose convolutions keep the size, unless told otherwise."""

    def conv(self, name, x, filters, kernel, stride=1, same=True, bias=True):
        return super().conv(name, x, filters, kernel, stride, kernel // 2 if same else 0, bias=bias)


def cat(*parts):
    return torch.cat(parts, 1)


def mean3(x):
    return F.avg_pool2d(x, 3, 1, 1)


def max3(x):
    return F.max_pool2d(x, 3, 1, 1)


def InPlace(n, x):
    x = tanh(sigmoid(relu(n.conv("conv", x, 3, 3, same=False))))
    x = leaky_relu(n.conv("conv_1", x, 2, 2, same=False), 0.1)
    x = elu(F.hardsigmoid(n.conv("conv1", x, 2, 2, same=False)), 0.5)
    x = (F.celu(F.selu(x), 0.5) * 0.2 + 0.5).clamp(0, 1)
    return F.hardtanh(x.clamp(-0.75, 0.75))


def SaveInput(n, x):
    x = gelu(silu(n.conv("conv", gelu(x), 3, 3)), approximate="tanh")
    x = silu(sigmoid(F.hardswish(x)))
    return F.softsign(F.softplus(F.mish(x), 2.0))


def ActivationFirst(n, x):
    return F.relu6(n.conv("conv", relu(x), 2, 3))


def ActivationOnly(n, x):
    return tanh(x)


def PixelShuffleEnds(n, x):
    x = relu(n.conv("conv", F.pixel_shuffle(x, 2), 4, 3))
    return F.pixel_shuffle(x, 2)


def PixelShuffleOfAView(n, x):
    x = F.pixel_shuffle(x.reshape(-1, 9, 1, 4), 3)
    return F.channel_shuffle(x.reshape(-1, 2, 2, 9), 2)


def ChannelShuffleEnds(n, x):
    x = tanh(F.channel_shuffle(n.conv("conv", F.channel_shuffle(x, 3), 8, 1), 2))
    x = x + F.channel_shuffle(n.conv("conv2", x, 8, 3), 4)
    return F.channel_shuffle(x, 8)


def ReflectEnds(n, x):
    x = tanh(n.conv("conv", F.pad(x, (3, 0, 2, 1), "reflect"), 2, 3))
    return F.pad(x, (1, 2, 0, 2), "reflect")


def ReplicateEnds(n, x):
    x = relu(n.conv("conv", F.pad(x, (0, 4, 5, 1), "replicate"), 2, (3, 4), same=False))
    return F.pad(x, (1, 0, 2, 4), "replicate")


def CircularEnds(n, x):
    x = sigmoid(n.conv("conv", F.pad(x, (1, 2, 3, 1), "circular"), 3, (5, 2), same=False))
    return F.pad(x, (2, 1, 0, 1), "circular")


def InstanceNormEnds(n, x):
    x = n.conv("conv", F.instance_norm(x), 3, 3)
    x = n.conv("conv2", relu(F.instance_norm(x)), 2, 1)
    return F.instance_norm(x, eps=0.1)


def GroupNormEnds(n, x):
    x = n.conv("conv", n.gn("first", x, 2), 6, 3)
    x = n.conv("conv2", relu(n.gn("middle", x, 3, 0.1)), 2, 1)
    return n.gn("group_norm_1", x, 1)


def PReluEnds(n, x):
    x = n.prelu("prelu_1", n.conv("conv", n.prelu("first", x, 3), 4, 1), 1)
    return n.prelu("last", n.linear("fc", F.max_pool2d(x, 2).flatten(1), 5), 5)


def ParametersBesideOthers(n, x):
    x = cat(relu(x), n.gn("norm", x, 2), n.prelu("prelu_1", x, 4), n.ln("layer_norm_1", x))
    x = x + n.gn("group_norm_1", x, 4)
    return x + n.prelu("prelu_2", x, 1)


def LocalResponseEnds(n, x):
    x = sigmoid(n.conv("conv", F.local_response_norm(x, 3, 0.5), 6, 1))
    return F.local_response_norm(F.local_response_norm(x, 9), 4, 2.0, 0.6, 1.5)


def means(x, kernel, stride, dilation):
    c = x.shape[1]
    w = torch.full((c, 1, kernel, kernel), 1 / kernel**2, dtype=x.dtype)
    return F.conv2d(x, w, None, stride, 0, dilation, c)


def DilatedMeans(n, x):
    x = n.conv("conv", means(F.pad(x, (2, 1, 1, 0)), 3, 1, (2, 1)), 3, 1)
    return means(tanh(x), 2, 2, 3)


def ChannelsLast(n, x):
    x = n.conv("conv", x, 3, 2, same=False).permute(0, 2, 3, 1).flatten(1)
    return tanh(n.linear("fc", x, 24)).reshape(-1, 4, 2, 3).permute(0, 2, 3, 1).flatten(1)


def ChannelsLastFirst(n, x):
    return n.linear("fc", x.permute(0, 2, 3, 1).flatten(1), 5)


def DropoutOnly(n, x):
    return x * 1


def DropoutFirst(n, x):
    return n.linear("fc", x.flatten(1), 3)


def DropoutBeforePool(n, x):
    x = F.max_pool2d(relu(n.conv("conv", x, 3, 3, same=False)), 2)
    return F.avg_pool2d(n.conv("conv2", x, 2, 1), 2)


def DropoutInResidual(n, x):
    x = n.conv("conv", x, 2, 3)
    x = x + n.conv("conv2", relu(x), 2, 3)
    x = x + sigmoid(x)
    return cat(x, tanh(x), x)


def ResidualPlain(n, x):
    x = relu(n.conv("stem", x, 3, 3))
    y = n.conv("block1.conv2", relu(n.conv("block1.conv1", x, 3, 3)), 3, 3)
    return n.linear("fc", relu(x + y).flatten(1), 3)


def ResidualShortcut(n, x):
    x = tanh(n.conv("stem", x, 3, 3))
    y = relu(n.bn("bn1", n.conv("conv1", x, 4, 3, 2, bias=False)))
    y = n.bn("bn2", n.conv("conv2", y, 4, 3, bias=False))
    x = relu(y + n.bn("side", n.conv("downsample", x, 4, 1, 2)))
    return n.linear("fc", x.mean((2, 3)), 3)


def ResidualFirst(n, x):
    x = x + n.conv("conv", sigmoid(x), 2, 3)
    return n.conv("side", x, 2, 1) + tanh(x)


def ShortcutFirst(n, x):
    return n.conv("side", x, 3, 1) + n.conv("conv", x, 3, 3)


def NestedResidual(n, x):
    x = n.conv("stem", x, 2, 3)
    y = n.conv("outer.conv1", x, 2, 3)
    z = n.conv("outer.inner.conv", relu(y), 2, 3)
    y = relu(y + z + sigmoid(z))
    return sigmoid(y + tanh(x + n.conv("outer.side", x, 2, 1)))


def EmptyBranch(n, x):
    x = relu(n.conv("stem", x, 2, 3))
    x = cat(relu(n.conv("a", x, 1, 3)), x, n.conv("b", max3(x), 2, 1), x)
    return n.conv("last", x, 2, 1)


def EmptyBranchFirst(n, x):
    x = cat(x, n.conv("a", x, 1, 3), relu(x), x)
    return cat(sigmoid(x), x)


def ManyReaders(n, x):
    x = n.conv("stem", x, 2, 3)
    x = cat(
        relu(x), sigmoid(x), x, gelu(x), n.bn("batch_norm2d_1", x), n.ln("layer_norm_1", x), softmax(x, 1), mean3(x), x,
        F.avg_pool2d(F.interpolate(x, scale_factor=2), 2),
    )  # fmt: skip
    return n.conv("last", F.max_pool2d(x, 2), 2, 2, same=False)


def ManyReadersFirst(n, x):
    doubled = F.interpolate(x, scale_factor=2, mode="bilinear")
    x = cat(
        max3(x), sigmoid(x), x, gelu(x), n.bn("bn", x), n.ln("ln", x), log_softmax(x, 1), F.avg_pool2d(doubled, 2),
        n.conv_transpose("conv", x, 2, 3, 1, 1),
    )  # fmt: skip
    return n.conv("last", x, 2, 4, same=False)


def ConcatInResidual(n, x):
    x = n.conv("stem", x, 4, 3)
    y = cat(n.conv("mixed.a", x, 1, 1), n.conv("mixed.c", relu(n.conv("mixed.b", x, 2, 1)), 3, 3))
    return relu(x + tanh(y))


def ResidualInConcat(n, x):
    x = n.conv("stem", x, 2, 3)
    x = cat(relu(x + n.conv("a", x, 2, 1)), n.conv("b", x + relu(x), 1, 1))
    return n.linear("fc", x.flatten(1), 4)


def DownAndUp(n, x):
    down1 = relu(n.conv("down1", x, 2, 3))
    down2 = relu(n.conv("down2", F.max_pool2d(down1, 2), 3, 3))
    bottom = F.interpolate(n.conv("bottom", F.avg_pool2d(down2, 2), 2, 1), scale_factor=2)
    up1 = n.conv_transpose("up1", cat(down2, bottom), 2, 2, 2)
    return n.conv("merge", cat(down1, up1), 1, 3)


def RepeatAlike(n, x):
    for i in range(3):
        x = x + n.conv(f"layers.{i}.conv", x, 2, 3)
        x = relu(n.bn(f"layers.{i}.bn", x, momentum=0.5))
    for i in (1, 2):
        x = relu(n.conv(f"conv2d_{i}", x, 2, 2, same=False))
    return x


def RepeatDifferent(n, x):
    for i in range(3):
        x = n.conv(f"layers.{i}.conv", x, 3, 2, same=False)
        for j in range(2):
            x = n.conv(f"layers.{i}.inner.{j}.mix", tanh(x), 2, 1)
        x = tanh(x)
    return x


def Blocks(n, x):
    for name, c, k in [("one.first.", 2, 3), ("one.second.", 3, 1), ("two.first.", 3, 3), ("two.second.", 4, 1), ("", 2, 3)]:
        x = relu(n.conv(f"{name}conv", x, c, k))
    return x


def Part(n, x):
    x = n.conv("conv", x, 2, 3)
    return x + n.conv("mix", relu(x), 2, 1)


def Head(n, x):
    return sigmoid(n.linear("fc", sigmoid(x).flatten(1), 3))


def NetworkOnly(n, x):
    return n.inside("part", Part, x)


def NetworkEnds(n, x):
    x = n.conv("conv", tanh(n.inside("part", Part, x)), 2, 3)
    return n.inside("head", Head, x)


def NetworkFirst(n, x):
    x = n.inside("part", Part, x)
    return n.conv("last", relu(cat(x, relu(x), x + sigmoid(x))), 3, 3, 2)


def NetworkInResidual(n, x):
    x = n.conv("stem", x + n.inside("part", Part, x), 2, 3)
    x = n.inside("again", Part, n.bn("bn", x)) + n.inside("side", Part, x)
    return cat(n.inside("left", Part, x), x, relu(n.inside("right", Part, x)))


def NetworkDeep(n, x):
    x = n.conv("conv", n.inside("first", NetworkInResidual, x), 2, 1)
    x = n.inside("last", NetworkEnds, x)
    return x + n.linear("fc", x, 3)


def NormFirst(n, x):
    x = n.conv("conv", n.bn("bn", x, 0.01, 0.2), 2, 3, bias=False)
    return n.bn("bn3", relu(n.bn("bn2", x)))


def NormVector(n, x):
    x = relu(n.bn("bn", n.linear("fc1", n.ln("ln", x), 5)))
    x = x + n.bn("bn2", n.linear("fc2", x, 5))
    return n.linear("fc3", x, 2)


def NormInResidual(n, x):
    y = n.conv("conv1", relu(n.bn("bn1", x)), 2, 3, bias=False)
    y = n.conv("conv2", relu(n.bn("bn2", y)), 2, 3, bias=False)
    return relu(n.bn("bn", x + y))


def SoftmaxMiddle(n, x):
    x = sigmoid(softmax(relu(n.linear("fc1", x, 5)), 1))
    x = tanh(log_softmax(n.linear("fc2", x, 4), 1))
    return x + softmax(x, 1)


def VectorToImage(n, x):
    return tanh(n.conv_transpose("up", relu(n.linear("fc", x, 8)).reshape(-1, 2, 2, 2), 2, 2, 2))


def FlattenFirst(n, x):
    y = n.conv("conv", relu(x).reshape(-1, 4, 2, 4), 4, 3)
    x = 2 * (x + y.reshape(x.shape))
    return F.max_pool2d(x, 2).flatten(1)


def Names(n, x):
    x = n.conv("x", x, 2, 3)
    y = relu(n.conv("y.x_part", x, 2, 3))
    x = x + y + n.conv("y.dx", relu(n.conv("y.gradient", y, 2, 1)), 2, 1)
    a = n.conv("a", x, 2, 1)
    a = a + relu(n.conv("a_part", a, 2, 1))
    x = cat(a, n.conv("match", n.conv("d_a", x, 1, 1), 1, 1))
    x = n.inside("part", Part, relu(n.conv("scratch", x, 2, 1)))
    x = n.conv("gradient_0", n.conv("in_part", x, 2, 1), 2, 1)
    return n.conv("value", x, 1, 1)


def Constants(n, x):
    def unit(name, x, c):
        return n.conv(f"{name}.side", x, c, 1) + relu(n.conv(f"{name}.conv", x, c, 3))

    x = unit("one", x, 3)
    x = cat(x, n.conv("extra", x, 2, 1), max3(x))
    for i in range(2):
        x = tanh(unit(f"twice.{i}.two", x, 3))
    return n.linear("fc", x.flatten(1), 3)


def images(seed, count, shape):
    return torch.from_numpy(np.stack([fractions(seed + index, *shape) for index in range(count)]))


def row(count, what, numbers):
    if what in ("infer", "y", "dx") and count > 1:
        flat = numbers.reshape(count, -1)
        numbers = flat @ torch.from_numpy(fractions(7, flat.shape[1]))
    print(f"{count}.{what}", *(f"{number:.7g}" for number in numbers.detach().reshape(-1)))


def rows(*parts):
    return torch.cat(parts, 2)


def columns(*parts):
    return torch.cat(parts, 3)


def ConcatRows(n, x):
    x = sigmoid(rows(x, n.conv("a", x, 2, (3, 1), same=False), x))
    return rows(n.conv("b", x, 3, (10, 1), same=False), tanh(n.conv("c", x, 3, (2, 1), same=False)))


def ConcatColumns(n, x):
    a, b = n.conv("a", x, 3, (1, 2), same=False), relu(n.conv("b", x, 3, 1))
    x = columns(a, b, n.conv("c", x, 3, (1, 4), same=False))
    for number in range(2):
        x = columns(x, tanh(n.conv(f"rounds.{number}.d", x, 3, (1, 3), same=False)))
    return x


def ConcatNested(n, x):
    above = columns(n.conv("a", x, 2, (3, 2), same=False), F.max_pool2d(x, (3, 4), 1))
    below = cat(n.conv("b", x, 1, 3, same=False), F.avg_pool2d(x, 3, 1))[..., :-1]
    below = F.interpolate(n.conv("conv2d_1", below, 2, 1), scale_factor=(1, 4))
    x = x + relu(rows(above, below))
    side = n.linear("fc", x.flatten(1), 8).reshape(-1, 1, 4, 2)
    x = columns(x, n.conv("conv2d_2", side, 2, 1))
    return n.linear("last", x.flatten(1), 5)


def ConcatOfConstants(n, x):
    x = rows(x, n.conv("a", x, 2, (2, 1), same=False), x)
    x = columns(n.conv("b", x, 2, (1, 3), same=False), x, tanh(n.conv("c", x, 2, 1)))
    return cat(x, n.conv("d", x, 3, 1))


def answer(network, *shape):
    print(network.__name__)
    for count in (1, 5, 16, 33):
        row(count, "infer", network(Small(), images(10, count, shape)))
        layers, x = Small(training=True), images(10, count, shape).requires_grad_()
        try:
            y = network(layers, x)
        except ValueError:
            # There is no variance of a single number.
            assert count == 1
            continue
        y.backward(images(100, count, y.shape[1:]))
        row(count, "y", y)
        row(count, "dx", x.grad)
        for name, numbers in layers.gradients().items():
            row(count, name, numbers)


answer(InPlace, 2, 5, 5)
answer(SaveInput, 2, 4, 4)
answer(ActivationFirst, 2, 4, 4)
answer(ActivationOnly, 2, 2, 3)
answer(PixelShuffleEnds, 8, 2, 3)
answer(PixelShuffleOfAView, 2, 6, 3)
answer(ChannelShuffleEnds, 6, 2, 3)
answer(ReflectEnds, 2, 3, 4)
answer(ReplicateEnds, 2, 2, 3)
answer(CircularEnds, 2, 3, 2)
answer(InstanceNormEnds, 2, 3, 4)
answer(GroupNormEnds, 4, 3, 2)
answer(PReluEnds, 3, 2, 4)
answer(ParametersBesideOthers, 4, 2, 3)
answer(LocalResponseEnds, 5, 3, 2)
answer(DilatedMeans, 2, 9, 8)
answer(ChannelsLast, 2, 3, 4)
answer(ChannelsLastFirst, 3, 2, 4)
answer(DropoutOnly, 2, 2, 3)
answer(DropoutFirst, 2, 4, 4)
answer(DropoutBeforePool, 2, 6, 6)
answer(DropoutInResidual, 2, 4, 4)
answer(ResidualPlain, 2, 4, 4)
answer(ResidualShortcut, 2, 5, 5)
answer(ResidualFirst, 2, 4, 4)
answer(ShortcutFirst, 2, 4, 4)
answer(NestedResidual, 2, 4, 4)
answer(EmptyBranch, 2, 4, 4)
answer(EmptyBranchFirst, 2, 4, 4)
answer(ManyReaders, 2, 4, 4)
answer(ManyReadersFirst, 2, 4, 4)
answer(ConcatInResidual, 2, 4, 4)
answer(ResidualInConcat, 2, 4, 4)
answer(DownAndUp, 1, 4, 4)
answer(RepeatAlike, 2, 4, 4)
answer(RepeatDifferent, 1, 6, 6)
answer(Blocks, 2, 4, 4)
answer(NetworkOnly, 2, 4, 4)
answer(NetworkEnds, 2, 4, 4)
answer(NetworkFirst, 2, 4, 4)
answer(NetworkInResidual, 2, 4, 4)
answer(NetworkDeep, 2, 4, 4)
answer(NormFirst, 2, 3, 3)
answer(NormVector, 4)
answer(NormInResidual, 2, 3, 3)
answer(SoftmaxMiddle, 6)
answer(VectorToImage, 6)
answer(FlattenFirst, 2, 4, 4)
answer(Names, 2, 4, 4)
answer(Constants, 2, 3, 3)
answer(ConcatRows, 2, 4, 3)
answer(ConcatColumns, 2, 3, 4)
answer(ConcatNested, 2, 4, 4)
answer(ConcatOfConstants, 2, 3, 3)
