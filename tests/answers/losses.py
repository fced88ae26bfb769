"""Losses as PyTorch computes them: python losses.py > losses.txt (torch 2.15.0, in f64)."""

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def show(name, y, loss):
    print(name, repr(loss.item()), *(repr(x) for x in torch.autograd.grad(loss, y)[0].flatten().tolist()))


# Vectors of four numbers and images of 3 x 2 x 4 for five examples: multiples of 1/2, exact in f32.
y = torch.tensor([[(i * 5 + k * 3) % 7 / 2 - 1.5 for k in range(4)] for i in range(5)], requires_grad=True)
image = torch.tensor([[(i * 5 + k * 3) % 11 / 2 - 2.5 for k in range(24)] for i in range(5)])
image = image.reshape(5, 3, 2, 4).requires_grad_()
labels = torch.tensor([i * 3 % 4 for i in range(5)])
some = torch.tensor([0, -100, 2, -100, 3])
pixels = torch.tensor([[(i + 2 * p) % 3 for p in range(8)] for i in range(5)]).reshape(5, 2, 4)
holes = torch.where(torch.arange(40).reshape(5, 2, 4) % 5 == 3, 255, pixels)
shares = torch.tensor([[(i + k * 2) % 5 for k in range(4)] for i in range(5)], dtype=y.dtype)
shares = shares / 8
pixel_shares = torch.tensor([[(i + k * 2) % 5 / 8 for k in range(24)] for i in range(5)]).reshape(5, 3, 2, 4)
four, three = torch.tensor([0.5, 2.0, 1.0, 0.25]), torch.tensor([2.0, 0.5, 1.0])

CASES = [
    ("classes", y, F.cross_entropy(y, labels)),
    ("classes_weighted", y, F.cross_entropy(y, labels, weight=four)),
    ("classes_ignored", y, F.cross_entropy(y, some)),
    ("classes_all", y, F.cross_entropy(y, some, weight=four, label_smoothing=0.125)),
    ("shares", y, F.cross_entropy(y, shares)),
    ("shares_all", y, F.cross_entropy(y, shares, weight=four, label_smoothing=0.125)),
    ("pixels", image, F.cross_entropy(image, pixels)),
    ("pixels_all", image, F.cross_entropy(image, holes, weight=three, ignore_index=255, label_smoothing=0.125)),
    ("pixel_shares", image, F.cross_entropy(image, pixel_shares)),
    ("pixel_shares_all", image, F.cross_entropy(image, pixel_shares, weight=three, label_smoothing=0.125)),
    ("binary", y, F.binary_cross_entropy_with_logits(y, shares)),
    ("binary_weighted", y, F.binary_cross_entropy_with_logits(y, shares, pos_weight=torch.tensor(2.5))),
    ("binary_image", image, F.binary_cross_entropy_with_logits(image, pixel_shares)),
    ("squared", y, F.mse_loss(y, shares)),
    ("absolute", y, F.l1_loss(y, shares)),
    ("absolute_image", image, F.l1_loss(image, pixel_shares)),
    ("huber", y, F.huber_loss(y, shares)),
    ("huber_half", y, F.huber_loss(y, shares, delta=0.5)),
]
for name, output, loss in CASES:
    show(name, output, loss)
