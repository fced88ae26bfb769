"""Writes networks.txt: what PyTorch answers for the networks of examples/networks, for networks.rs to compare with.

    python networks.py > networks.txt

Written with Python 3.11.7, torch 2.15.0 (cpu), numpy 2.4.6.

No weights are in the file, and no images: `tensor` and `image` make them on both sides, a tensor from its name. PyTorch
computes in double precision, so that its answers have no rounding of their own. Of an output of more than a thousand
numbers the file has every n-th.
"""

import numpy as np
import torch
import torch.nn.functional as F
from torch.nn.functional import avg_pool2d, max_pool2d, relu, relu6, sigmoid


def fractions(seed, *shape):
    """Multiples of 1/64 in -1..=1; the Rust side has the same function."""
    mask = 0xFFFFFFFF
    h = np.arange(1, int(np.prod(shape)) + 1, dtype=np.uint64)
    h = (h * 0x9E3779B1 + (seed * 0x85EBCA77 & mask)) & mask
    h ^= h >> np.uint64(15)
    h = h * 0x2C1B3C6D & mask
    h ^= h >> np.uint64(12)
    h = h * 0x297A2D39 & mask
    h ^= h >> np.uint64(15)
    return (h % 129).astype(np.float64).reshape(shape) / 64 - 1


def seed_of(name):
    """FNV-1a of a name."""
    h = 0x811C9DC5
    for byte in name.encode():
        h = (h ^ byte) * 0x01000193 & 0xFFFFFFFF
    return h


def tensor(name, *shape):
    """The numbers of a tensor: weights as wide as Kaiming would have them, everything else near where it starts."""
    u = fractions(seed_of(name), *shape)
    last = name.split(".")[-1]
    if last == "weight" and len(shape) > 1:
        numbers = u * np.sqrt(6 / np.prod(shape[1:]))
    elif last == "weight":
        numbers = 1 + u / 4
    elif last == "running_var":
        numbers = 1 + u / 2
    else:
        numbers = u / 8
    return torch.from_numpy(numbers.astype(np.float32).astype(np.float64))


def image(index, channels, height, width):
    """Squares of 8 x 8 pixels, with noise on them."""
    squares = fractions(2 * index, channels, -(-height // 8), -(-width // 8))
    squares = squares.repeat(8, 1).repeat(8, 2)[:, :height, :width]
    return squares + fractions(2 * index + 1, channels, height, width) / 2


class Layers:
    """Layers by name. They count their parameters, and the multiply-adds of one image."""

    def __init__(self):
        self.parameters = 0
        self.macs = 0

    def tensor(self, name, *shape):
        self.parameters += int(np.prod(shape))
        return tensor(name, *shape)

    def conv(self, name, x, filters, kernel, stride=1, padding=0, groups=1, bias=True):
        height, width = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        if padding == "same_upper":
            # TensorFlow's `same`: the odd row at the end.
            edges = []
            for size, k in zip(x.shape[2:], (height, width)):
                total = max((-(-size // stride) - 1) * stride + k - size, 0)
                edges = [total // 2, total - total // 2, *edges]
            x, padding = F.pad(x, edges), 0
        w = self.tensor(f"{name}.weight", filters, x.shape[1] // groups, height, width)
        b = self.tensor(f"{name}.bias", filters) if bias else None
        y = F.conv2d(x, w, b, stride, padding, groups=groups)
        self.macs += y[0].numel() * w[0].numel()
        return y

    def conv_transpose(self, name, x, filters, kernel, stride):
        w = self.tensor(f"{name}.weight", x.shape[1], filters, kernel, kernel)
        self.macs += x[0].numel() * w[0].numel()
        return F.conv_transpose2d(x, w, self.tensor(f"{name}.bias", filters), stride)

    def linear(self, name, x, outputs):
        w = self.tensor(f"{name}.weight", outputs, x.shape[1])
        self.macs += w.numel()
        return F.linear(x, w, self.tensor(f"{name}.bias", outputs))

    def bn(self, name, x, eps=1e-5):
        c = x.shape[1]
        w, b = self.tensor(f"{name}.weight", c), self.tensor(f"{name}.bias", c)
        mean, var = tensor(f"{name}.running_mean", c), tensor(f"{name}.running_var", c)
        return F.batch_norm(x, mean, var, w, b, eps=eps)


def mean(x):
    return x.mean((2, 3))


def lenet5(activation, pool):
    def network(layers, x):
        x = pool(activation(layers.conv("conv1", x, 6, 5, padding=2)), 2)
        x = pool(activation(layers.conv("conv2", x, 16, 5)), 2).flatten(1)
        x = activation(layers.linear("fc1", x, 120))
        x = activation(layers.linear("fc2", x, 84))
        return layers.linear("fc3", x, 10)

    return network


def mlp(layers, x):
    return layers.linear("output", relu(layers.linear("hidden", x.flatten(1), 256)), 10)


def dense(layers, x):
    """The end of AlexNet and VGG."""
    x = relu(layers.linear("fc1", x.flatten(1), 4096))
    x = relu(layers.linear("fc2", x, 4096))
    return layers.linear("fc3", x, 1000)


def alexnet(layers, x):
    x = max_pool2d(relu(layers.conv("conv1", x, 64, 11, 4, 2)), 3, 2)
    x = max_pool2d(relu(layers.conv("conv2", x, 192, 5, 1, 2)), 3, 2)
    x = relu(layers.conv("conv3", x, 384, 3, 1, 1))
    x = relu(layers.conv("conv4", x, 256, 3, 1, 1))
    x = max_pool2d(relu(layers.conv("conv5", x, 256, 3, 1, 1)), 3, 2)
    return dense(layers, x)


def vgg11(layers, x):
    for stage, n, c in [(1, 1, 64), (2, 1, 128), (3, 2, 256), (4, 2, 512), (5, 2, 512)]:
        for i in range(n):
            x = relu(layers.conv(f"stage{stage}.conv2d_{i + 1}", x, c, 3, 1, 1))
        x = max_pool2d(x, 2)
    return dense(layers, x)


def resnet18(layers, x):
    def convolve(name, x, c, k, s, bn):
        return layers.bn(bn, layers.conv(name, x, c, k, s, k // 2, bias=False))

    def basic(name, x, c, s):
        y = relu(convolve(f"{name}.conv1", x, c, 3, s, f"{name}.bn1"))
        y = convolve(f"{name}.conv2", y, c, 3, 1, f"{name}.bn2")
        if s > 1:
            x = convolve(f"{name}.downsample.conv", x, c, 1, s, f"{name}.downsample.bn")
        return relu(y + x)

    x = max_pool2d(relu(convolve("conv1", x, 64, 7, 2, "bn1")), 3, 2, 1)
    x = basic("layer1.1", basic("layer1.0", x, 64, 1), 64, 1)
    for layer, c in [("layer2", 128), ("layer3", 256), ("layer4", 512)]:
        x = basic(f"{layer}.second", basic(f"{layer}.first", x, c, 2), c, 1)
    return layers.linear("fc", mean(x), 1000)


def resnet8(layers, x):
    def convolve(name, x, c, s):
        return layers.bn(f"{name}.bn", layers.conv(f"{name}.conv", x, c, 3, s, "same_upper"), 1e-3)

    def stack(name, x, c, s):
        y = convolve(f"{name}.second", relu(convolve(f"{name}.first", x, c, s)), c, 1)
        if s > 1:
            x = layers.conv(f"{name}.shortcut", x, c, 1, s)
        return relu(y + x)

    x = relu(convolve("stem", x, 16, 1))
    x = stack("stack3", stack("stack2", stack("stack1", x, 16, 1), 32, 2), 64, 2)
    return layers.linear("fc", mean(x), 10)


def googlenet(layers, x):
    def convolve(name, x, c, k=1, s=1):
        return relu(layers.bn(f"{name}.bn", layers.conv(f"{name}.conv", x, c, k, s, k // 2, bias=False), 1e-3))

    def reduced(name, x, few, c):
        return convolve(f"{name}.look", convolve(f"{name}.reduce", x, few), c, 3)

    def inception(name, x, c1, few2, c2, few3, c3, c4):
        name = f"inception{name}"
        return torch.cat(
            [
                convolve(f"{name}.branch1", x, c1),
                reduced(f"{name}.branch2", x, few2, c2),
                reduced(f"{name}.branch3", x, few3, c3),
                convolve(f"{name}.branch4", max_pool2d(x, 3, 1, 1), c4),
            ],
            1,
        )

    x = max_pool2d(convolve("conv1", x, 64, 7, 2), 3, 2, ceil_mode=True)
    x = convolve("conv3", convolve("conv2", x, 64), 192, 3)
    x = max_pool2d(x, 3, 2, ceil_mode=True)
    x = inception("3a", x, 64, 96, 128, 16, 32, 32)
    x = inception("3b", x, 128, 128, 192, 32, 96, 64)
    x = max_pool2d(x, 3, 2, ceil_mode=True)
    x = inception("4a", x, 192, 96, 208, 16, 48, 64)
    x = inception("4b", x, 160, 112, 224, 24, 64, 64)
    x = inception("4c", x, 128, 128, 256, 24, 64, 64)
    x = inception("4d", x, 112, 144, 288, 32, 64, 64)
    x = inception("4e", x, 256, 160, 320, 32, 128, 128)
    x = max_pool2d(x, 2, 2, ceil_mode=True)
    x = inception("5a", x, 256, 160, 320, 32, 128, 128)
    x = inception("5b", x, 384, 192, 384, 48, 128, 128)
    return layers.linear("fc", mean(x), 1000)


def mobilenet_v1(c, classes, bias, activation):
    def network(layers, x):
        def convolve(name, x, c, k, s=1, g=1):
            y = layers.conv(f"{name}.conv", x, c, k, s, "same_upper", g, bias)
            return activation(layers.bn(f"{name}.bn", y, 1e-3))

        def separable(name, x, c, s):
            y = convolve(f"{name}.depthwise", x, x.shape[1], 3, s, x.shape[1])
            return convolve(f"{name}.pointwise", y, c, 1)

        x = convolve("stem", x, c, 3, 2)
        x = separable("layer1", x, 2 * c, 1)
        x = separable("layer2", x, 4 * c, 2)
        x = separable("layer3", x, 4 * c, 1)
        x = separable("layer4", x, 8 * c, 2)
        x = separable("layer5", x, 8 * c, 1)
        x = separable("layer6", x, 16 * c, 2)
        for i in range(5):
            x = separable(f"layer7.{i}", x, 16 * c, 1)
        x = separable("layer8", x, 32 * c, 2)
        x = separable("layer9", x, 32 * c, 1)
        return layers.linear("fc", mean(x), classes)

    return network


def mobilenet_v2(layers, x):
    def normalized(name, x, c, k=1, s=1, g=1):
        return layers.bn(f"{name}.bn", layers.conv(f"{name}.conv", x, c, k, s, k // 2, g, bias=False))

    def inverted(name, x, c, s):
        wide = 6 * x.shape[1]
        x = relu6(normalized(f"{name}.expand", x, wide))
        x = relu6(normalized(f"{name}.depthwise", x, wide, 3, s, wide))
        return normalized(f"{name}.project", x, c)

    x = relu6(normalized("stem", x, 32, 3, 2))
    x = normalized("project", relu6(normalized("depthwise", x, 32, 3, 1, 32)), 16)
    for stage, c, further, s in [(2, 24, 1, 2), (3, 32, 2, 2), (4, 64, 3, 2), (5, 96, 2, 1), (6, 160, 2, 2)]:
        x = inverted(f"stage{stage}.first", x, c, s)
        for i in range(further):
            x = x + inverted(f"stage{stage}.further.{i}", x, c, 1)
    x = inverted("stage7", x, 320, 1)
    x = relu6(normalized("last", x, 1280))
    return layers.linear("fc", mean(x), 1000)


def squeezenet(layers, x):
    def fire(name, x, few, c):
        x = relu(layers.conv(f"{name}.squeeze", x, few, 1))
        parts = [layers.conv(f"{name}.expand1x1", x, c, 1), layers.conv(f"{name}.expand3x3", x, c, 3, 1, 1)]
        return relu(torch.cat(parts, 1))

    x = max_pool2d(relu(layers.conv("conv1", x, 64, 3, 2)), 3, 2, ceil_mode=True)
    x = fire("fire3", fire("fire2", x, 16, 64), 16, 64)
    x = max_pool2d(x, 3, 2, ceil_mode=True)
    x = fire("fire5", fire("fire4", x, 32, 128), 32, 128)
    x = max_pool2d(x, 3, 2, ceil_mode=True)
    x = fire("fire7", fire("fire6", x, 48, 192), 48, 192)
    x = fire("fire9", fire("fire8", x, 64, 256), 64, 256)
    return mean(relu(layers.conv("conv10", x, 1000, 1)))


def ds_cnn(layers, x):
    def convolve(name, x, k, s=1, g=1):
        return relu(layers.bn(f"{name}.bn", layers.conv(f"{name}.conv", x, 64, k, s, "same_upper", g), 1e-3))

    x = convolve("stem", x, (10, 4), 2)
    for i in range(4):
        x = convolve(f"layers.{i}.pointwise", convolve(f"layers.{i}.depthwise", x, 3, g=64), 1)
    return layers.linear("fc", mean(x), 12)


def unet(layers, x):
    def double(name, x, c):
        x = relu(layers.conv(f"{name}.conv1", x, c, 3, 1, 1))
        return relu(layers.conv(f"{name}.conv2", x, c, 3, 1, 1))

    down1 = double("down1", x, 8)
    down2 = double("down2", max_pool2d(down1, 2), 16)
    bottom = double("bottom", max_pool2d(down2, 2), 32)
    merge2 = double("merge2", torch.cat([down2, layers.conv_transpose("up2", bottom, 16, 2, 2)], 1), 16)
    merge1 = double("merge1", torch.cat([down1, layers.conv_transpose("up1", merge2, 8, 2, 2)], 1), 8)
    return layers.conv("classify", merge1, 2, 1)


def answer(name, network, *shape, images=2):
    """The numbers of trained parameters and of multiply-adds, and the answer to each image."""
    layers = Layers()
    y = network(layers, torch.from_numpy(np.stack([image(index, *shape) for index in range(images)])))
    print(name)
    print("parameters", layers.parameters)
    print("macs", layers.macs)
    for index, numbers in enumerate(y.reshape(images, -1)):
        step = -(-len(numbers) // 1000)
        print(f"image{index}", *(f"{number:.7g}" for number in numbers[::step]))


if __name__ == "__main__":
    answer("LeNet5", lenet5(sigmoid, avg_pool2d), 1, 28, 28)
    answer("ModernLeNet5", lenet5(relu, max_pool2d), 1, 28, 28)
    answer("Mlp", mlp, 1, 28, 28)
    answer("AlexNet", alexnet, 3, 224, 224, images=1)
    answer("Vgg11", vgg11, 3, 224, 224, images=1)
    answer("ResNet18", resnet18, 3, 224, 224, images=1)
    answer("GoogLeNet", googlenet, 3, 224, 224, images=1)
    answer("MobileNetV1", mobilenet_v1(32, 1000, False, relu6), 3, 224, 224, images=1)
    answer("MobileNetV2", mobilenet_v2, 3, 224, 224, images=1)
    answer("SqueezeNet", squeezenet, 3, 224, 224, images=1)
    answer("ResNet8", resnet8, 3, 32, 32)
    answer("DsCnn", ds_cnn, 1, 49, 10)
    answer("VisualWakeWords", mobilenet_v1(8, 2, True, relu), 3, 96, 96)
    answer("UNet", unet, 1, 64, 64)
