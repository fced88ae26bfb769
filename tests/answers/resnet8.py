"""Writes resnet8.txt: how PyTorch trains ResNet-8 on a part of CIFAR-10, for batch_norm.rs to compare with.

    python resnet8.py FOLDER > resnet8.txt

Written with Python 3.11.7, torch 2.15.0 (cpu), numpy 2.4.6. FOLDER holds data_batch_1_first4000.bin.gz: the first 4,000 training
images of CIFAR-10 in its binary version.

Both sides make the weights from their names, as in networks.py. PyTorch computes in double precision: SGD at a rate of 0.005 with a
momentum of 0.9, three epochs in batches of 64, of which the last has 32 images.
"""

import gzip
import sys

import numpy as np
import torch
import torch.nn.functional as F
from layers import Layers, tensor
from networks import resnet8

IMAGES, BATCH, EPOCHS = 4000, 64, 3


class Trained(Layers):
    """Layers that keep their tensors and running statistics from step to step."""

    def __init__(self):
        super().__init__(training=True)
        self.running = {}

    def tensor(self, name, *shape):
        known = self.tensors.get(self.prefix + name)
        return super().tensor(name, *shape) if known is None else known

    def bn(self, name, x, eps=1e-5, momentum=0.1):
        c = x.shape[1]
        w, b = self.tensor(f"{name}.weight", c), self.tensor(f"{name}.bias", c)
        name = self.prefix + name
        if name not in self.running:
            self.running[name] = [tensor(f"{name}.{last}", c) for last in ("running_mean", "running_var")]
        running = self.running[name]
        return F.batch_norm(x, *running, w, b, self.training, momentum, eps)


def order(epoch):
    """The order of the examples: each is seen once, since 1,999 and 4,000 have no common divisor."""
    return [(i * 1999 + 7 * epoch) % IMAGES for i in range(IMAGES)]


def main():
    records = np.frombuffer(gzip.open(f"{sys.argv[1]}/data_batch_1_first4000.bin.gz").read(), np.uint8)
    records = records.reshape(IMAGES, 3073)
    labels = torch.from_numpy(records[:, 0].astype(np.int64))
    images = (records[:, 1:].astype(np.float32) / 255 - np.float32(0.5)) * np.float32(4)
    images = torch.from_numpy(images.astype(np.float64).reshape(-1, 3, 32, 32))
    layers = Trained()
    resnet8(layers, images[:2])
    layers.running.clear()
    optimizer = torch.optim.SGD(layers.tensors.values(), lr=0.005, momentum=0.9)
    steps = []
    for epoch in range(EPOCHS):
        total, places = 0.0, order(epoch)
        for first in range(0, IMAGES, BATCH):
            batch = places[first : first + BATCH]
            optimizer.zero_grad()
            loss = F.cross_entropy(resnet8(layers, images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
            steps.append(loss.item())
            total += loss.item() * len(batch)
            if len(steps) == 10:
                print("steps", *(f"{loss:.7g}" for loss in steps))
                layers.training = False
                with torch.no_grad():
                    print("inference", f"{F.cross_entropy(resnet8(layers, images[:200]), labels[:200]).item():.7g}")
                layers.training = True
        print(f"epoch{epoch}", f"{total / IMAGES:.7g}", flush=True)


main()
