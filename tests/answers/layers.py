"""Layers by name for networks.py and composition.py: their numbers follow from their names, as in ../reference/weights.rs."""

import numpy as np
import torch
import torch.nn.functional as F


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


class Layers:
    """Layers by name. They count their parameters, and the multiply-adds of one image.

    In training each batch normalization leaves what its running statistics become.
    """

    def __init__(self, training=False):
        self.training = training
        self.prefix = ""
        self.macs = 0
        self.tensors = {}
        self.moved = {}

    def tensor(self, name, *shape):
        name = self.prefix + name
        assert name not in self.tensors
        self.tensors[name] = tensor(name, *shape).requires_grad_(self.training)
        return self.tensors[name]

    def inside(self, prefix, network, x):
        """A network as a layer."""
        outer, self.prefix = self.prefix, f"{self.prefix}{prefix}."
        y = network(self, x)
        self.prefix = outer
        return y

    def conv(self, name, x, filters, kernel, stride=1, padding=0, groups=1, bias=True):
        height, width = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        if padding == "same_upper":
            # TensorFlow's `same`: the odd row at the end.
            edges = []
            for size, k in zip(map(int, x.shape[2:]), (height, width)):
                total = max((-(-size // stride) - 1) * stride + k - size, 0)
                edges = [total // 2, total - total // 2, *edges]
            x, padding = F.pad(x, edges), 0
        w = self.tensor(f"{name}.weight", filters, x.shape[1] // groups, height, width)
        b = self.tensor(f"{name}.bias", filters) if bias else None
        y = F.conv2d(x, w, b, stride, padding, groups=groups)
        self.macs += y[0].numel() * w[0].numel()
        return y

    def conv_transpose(self, name, x, filters, kernel, stride, padding=0):
        w = self.tensor(f"{name}.weight", x.shape[1], filters, kernel, kernel)
        self.macs += x[0].numel() * w[0].numel()
        return F.conv_transpose2d(x, w, self.tensor(f"{name}.bias", filters), stride, padding)

    def linear(self, name, x, outputs):
        w = self.tensor(f"{name}.weight", outputs, x.shape[1])
        self.macs += w.numel()
        return F.linear(x, w, self.tensor(f"{name}.bias", outputs))

    def bn(self, name, x, eps=1e-5, momentum=0.1):
        c = x.shape[1]
        w, b = self.tensor(f"{name}.weight", c), self.tensor(f"{name}.bias", c)
        name = self.prefix + name
        running = [tensor(f"{name}.{last}", c) for last in ("running_mean", "running_var")]
        y = F.batch_norm(x, *running, w, b, self.training, momentum, eps)
        for last, moved in zip(("running_mean", "running_var"), running):
            self.moved[f"{name}.{last}"] = moved
        return y

    def ln(self, name, x):
        shape = x.shape[1:]
        return F.layer_norm(x, shape, self.tensor(f"{name}.weight", *shape), self.tensor(f"{name}.bias", *shape))

    def gn(self, name, x, groups, eps=1e-5):
        c = x.shape[1]
        return F.group_norm(x, groups, self.tensor(f"{name}.weight", c), self.tensor(f"{name}.bias", c), eps)

    def prelu(self, name, x, slopes):
        return F.prelu(x, self.tensor(f"{name}.weight", slopes))

    def gradients(self):
        """The gradient of every parameter, and what running statistics become."""
        return {name: parameter.grad for name, parameter in self.tensors.items()} | self.moved
