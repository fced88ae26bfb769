"""Losses and optimizers as PyTorch computes them: python training.py > training.txt (torch 2.15.0, in f64)."""

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def show(name, tensor):
    print(name, *(repr(x) for x in tensor.detach().flatten().tolist()))


# Outputs of four numbers for five images: multiples of 1/2, exact in f32.
images, classes = 5, 4
y = torch.tensor([[(i * 5 + k * 3) % 7 / 2 - 1.5 for k in range(classes)] for i in range(images)], requires_grad=True)
labels = torch.tensor([i * 3 % classes for i in range(images)])
targets = torch.tensor([[(i + k * 2) % 5 / 4 for k in range(classes)] for i in range(images)])
for name, loss in [
    ("cross_entropy", F.cross_entropy(y, labels, reduction="sum")),
    ("smoothed_cross_entropy", F.cross_entropy(y, labels, reduction="sum", label_smoothing=0.1)),
    ("mean_squared_error", F.mse_loss(y, targets, reduction="sum") / classes),
]:
    show(name, loss)
    show(name + "_gradient", torch.autograd.grad(loss, y)[0])

# Eight weights that are pulled towards (7i + 3) mod 11 / 10, each with a strength of its own.
goal = torch.tensor([(i * 7 + 3) % 11 / 10 for i in range(8)])
strength = torch.tensor([0.5 * (i + 1) for i in range(8)])
optim = torch.optim
for name, make in [
    ("sgd", lambda w: optim.SGD([w], lr=0.1)),
    ("sgd_decay", lambda w: optim.SGD([w], lr=0.1, weight_decay=0.2)),
    ("momentum", lambda w: optim.SGD([w], lr=0.1, momentum=0.9, weight_decay=0.05)),
    ("nesterov", lambda w: optim.SGD([w], lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05)),
    ("adam", lambda w: optim.Adam([w], lr=0.05)),
    ("adam_decay", lambda w: optim.Adam([w], lr=0.05, betas=(0.8, 0.99), eps=1e-3, weight_decay=0.1)),
    ("adamw", lambda w: optim.AdamW([w], lr=0.05)),
    ("adamw_decay", lambda w: optim.AdamW([w], lr=0.05, betas=(0.8, 0.99), eps=1e-3, weight_decay=0.1)),
]:
    w = torch.tensor([i / 8 - 0.5 for i in range(8)], requires_grad=True)
    optimizer = make(w)
    for _ in range(10):
        optimizer.zero_grad()
        (0.5 * strength * (w - goal) ** 2).sum().backward()
        optimizer.step()
    show(name, w)
