"""Writes networks.txt: what PyTorch answers for the networks of examples/networks, for networks.rs to compare with.

    python networks.py > networks.txt

Written with Python 3.11.7, torch 2.15.0 (cpu), numpy 2.4.6.

No weights are in the file, and no images: `layers.tensor` and `image` make them on both sides, a tensor from its name.
PyTorch computes in double precision, so that its answers have no rounding of their own. Of an output of more than a
thousand numbers the file has every n-th. Of the gradient of a tensor it has a sum with weights in -1..=1, and the norm.
"""

import numpy as np
import torch
from layers import Layers, fractions
from torch.nn.functional import avg_pool2d, max_pool2d, relu, relu6, sigmoid


def image(index, channels, height, width):
    """Squares of 8 x 8 pixels, with noise on them."""
    squares = fractions(2 * index, channels, -(-height // 8), -(-width // 8))
    squares = squares.repeat(8, 1).repeat(8, 2)[:, :height, :width]
    return squares + fractions(2 * index + 1, channels, height, width) / 2


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


def dense(layers, x, *numbers):
    """The end of AlexNet and VGG."""
    first, second, third = (f"classifier.{number}" for number in numbers)
    x = relu(layers.linear(first, x.flatten(1), 4096))
    x = relu(layers.linear(second, x, 4096))
    return layers.linear(third, x, 1000)


def alexnet(layers, x):
    x = max_pool2d(relu(layers.conv("features.0", x, 64, 11, 4, 2)), 3, 2)
    x = max_pool2d(relu(layers.conv("features.3", x, 192, 5, 1, 2)), 3, 2)
    x = relu(layers.conv("features.6", x, 384, 3, 1, 1))
    x = relu(layers.conv("features.8", x, 256, 3, 1, 1))
    x = max_pool2d(relu(layers.conv("features.10", x, 256, 3, 1, 1)), 3, 2)
    return dense(layers, x, 1, 4, 6)


def vgg11(layers, x):
    for c, numbers in [(64, [0]), (128, [3]), (256, [6, 8]), (512, [11, 13]), (512, [16, 18])]:
        for number in numbers:
            x = relu(layers.conv(f"features.{number}", x, c, 3, 1, 1))
        x = max_pool2d(x, 2)
    return dense(layers, x, 0, 3, 6)


def resnet18(layers, x):
    def convolve(name, x, c, k, s, bn):
        return layers.bn(bn, layers.conv(name, x, c, k, s, k // 2, bias=False))

    def basic(name, x, c, s):
        y = relu(convolve(f"{name}.conv1", x, c, 3, s, f"{name}.bn1"))
        y = convolve(f"{name}.conv2", y, c, 3, 1, f"{name}.bn2")
        if s > 1:
            x = convolve(f"{name}.downsample.0", x, c, 1, s, f"{name}.downsample.1")
        return relu(y + x)

    x = max_pool2d(relu(convolve("conv1", x, 64, 7, 2, "bn1")), 3, 2, 1)
    x = basic("layer1.1", basic("layer1.0", x, 64, 1), 64, 1)
    for layer, c in [("layer2", 128), ("layer3", 256), ("layer4", 512)]:
        x = basic(f"{layer}.1", basic(f"{layer}.0", x, c, 2), c, 1)
    return layers.linear("fc", mean(x), 1000)


def resnet8(layers, x):
    def convolve(name, x, c, s):
        return layers.bn(f"{name}.bn", layers.conv(f"{name}.conv", x, c, 3, s, "same_upper"), 1e-3, 0.01)

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
        return convolve(f"{name}.1", convolve(f"{name}.0", x, few), c, 3)

    def inception(name, x, c1, few2, c2, few3, c3, c4):
        name = f"inception{name}"
        return torch.cat(
            [
                convolve(f"{name}.branch1", x, c1),
                reduced(f"{name}.branch2", x, few2, c2),
                reduced(f"{name}.branch3", x, few3, c3),
                convolve(f"{name}.branch4.1", max_pool2d(x, 3, 1, 1), c4),
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
            return activation(layers.bn(f"{name}.bn", y, 1e-3, 0.01))

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
    def normalized(conv, bn, x, c, k=1, s=1, g=1):
        return layers.bn(bn, layers.conv(conv, x, c, k, s, k // 2, g, bias=False))

    def convolve(name, x, c, k=1, s=1, g=1):
        return relu6(normalized(f"{name}.0", f"{name}.1", x, c, k, s, g))

    def inverted(name, x, c, s):
        wide = 6 * x.shape[1]
        x = convolve(f"{name}.conv.1", convolve(f"{name}.conv.0", x, wide), wide, 3, s, wide)
        return normalized(f"{name}.conv.2", f"{name}.conv.3", x, c)

    x = convolve("features.0", x, 32, 3, 2)
    x = convolve("features.1.conv.0", x, 32, 3, 1, 32)
    x = normalized("features.1.conv.1", "features.1.conv.2", x, 16)
    number = 2
    for c, further, s in [(24, 1, 2), (32, 2, 2), (64, 3, 2), (96, 2, 1), (160, 2, 2), (320, 0, 1)]:
        x = inverted(f"features.{number}", x, c, s)
        for i in range(number + 1, number + 1 + further):
            x = x + inverted(f"features.{i}", x, c, 1)
        number += 1 + further
    return layers.linear("classifier.1", mean(convolve("features.18", x, 1280)), 1000)


def squeezenet(layers, x):
    def fire(number, x, few, c):
        x = relu(layers.conv(f"features.{number}.squeeze", x, few, 1))
        parts = [
            layers.conv(f"features.{number}.expand1x1", x, c, 1),
            layers.conv(f"features.{number}.expand3x3", x, c, 3, 1, 1),
        ]
        return relu(torch.cat(parts, 1))

    x = max_pool2d(relu(layers.conv("features.0", x, 64, 3, 2)), 3, 2, ceil_mode=True)
    x = fire(4, fire(3, x, 16, 64), 16, 64)
    x = max_pool2d(x, 3, 2, ceil_mode=True)
    x = fire(7, fire(6, x, 32, 128), 32, 128)
    x = max_pool2d(x, 3, 2, ceil_mode=True)
    x = fire(10, fire(9, x, 48, 192), 48, 192)
    x = fire(12, fire(11, x, 64, 256), 64, 256)
    return mean(relu(layers.conv("classifier.1", x, 1000, 1)))


def ds_cnn(layers, x):
    def convolve(name, x, k, s=1, g=1):
        return relu(layers.bn(f"{name}.bn", layers.conv(f"{name}.conv", x, 64, k, s, "same_upper", g), 1e-3, 0.01))

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


def answer(name, network, *shape, images=2, gradient=False):
    """The numbers of trained parameters and of multiply-adds, the answer to each image, and the gradient of both."""
    layers = Layers()
    x = torch.from_numpy(np.stack([image(index, *shape) for index in range(images)]))
    y = network(layers, x)
    print(name)
    print("parameters", sum(tensor.numel() for tensor in layers.tensors.values()))
    print("macs", layers.macs)
    for index, numbers in enumerate(y.reshape(images, -1)):
        step = -(-len(numbers) // 1000)
        print(f"image{index}", *(f"{number:.7g}" for number in numbers[::step]))
    if gradient:
        layers = Layers(training=True)
        y = network(layers, x)
        y.backward(torch.from_numpy(np.stack([fractions(100 + index, *y.shape[1:]) for index in range(images)])))
        for name, numbers in layers.gradients().items():
            digest = numbers.flatten() @ torch.from_numpy(fractions(7, numbers.numel()))
            print(name, f"{digest:.7g}", f"{numbers.norm():.7g}")


if __name__ == "__main__":
    answer("LeNet5", lenet5(sigmoid, avg_pool2d), 1, 28, 28, gradient=True)
    answer("ModernLeNet5", lenet5(relu, max_pool2d), 1, 28, 28, gradient=True)
    answer("Mlp", mlp, 1, 28, 28, gradient=True)
    answer("AlexNet", alexnet, 3, 224, 224, images=1)
    answer("Vgg11", vgg11, 3, 224, 224, images=1)
    answer("ResNet18", resnet18, 3, 224, 224, images=1)
    answer("GoogLeNet", googlenet, 3, 224, 224, images=1)
    answer("MobileNetV1", mobilenet_v1(32, 1000, False, relu6), 3, 224, 224, images=1)
    answer("MobileNetV2", mobilenet_v2, 3, 224, 224, images=1)
    answer("SqueezeNet", squeezenet, 3, 224, 224, images=1)
    answer("ResNet8", resnet8, 3, 32, 32, gradient=True)
    answer("DsCnn", ds_cnn, 1, 49, 10)
    answer("VisualWakeWords", mobilenet_v1(8, 2, True, relu), 3, 96, 96, gradient=True)
    answer("UNet", unet, 1, 64, 64, gradient=True)
