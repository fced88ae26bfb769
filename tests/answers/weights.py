"""Weights as PyTorch writes them: python weights.py > weights.txt (torch 2.15.0, safetensors 0.8.0).

Writes lenet5.safetensors, the textbook's LeNet-5 with PyTorch's initial weights for seed 0, and batch_norm.safetensors;
prints the logits of LeNet-5 for three images, computed in f64.
"""

import torch
from safetensors.torch import save_file
from torch import nn

torch.manual_seed(0)


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(400, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = nn.functional.avg_pool2d(self.conv1(x).sigmoid(), 2)
        x = nn.functional.avg_pool2d(self.conv2(x).sigmoid(), 2)
        return self.fc3(self.fc2(self.fc1(x.flatten(1)).sigmoid()).sigmoid())


net = LeNet5()
save_file(net.state_dict(), "lenet5.safetensors")
images = [[[[(n * 13 + i * 7 + j * 3) % 17 / 16 for j in range(28)] for i in range(28)]] for n in range(3)]
with torch.no_grad():
    for logits in net.double()(torch.tensor(images, dtype=torch.float64)):
        print(*(repr(x) for x in logits.tolist()))

norm = nn.BatchNorm2d(3)
norm(torch.arange(24.0).reshape(2, 3, 2, 2))
save_file(norm.state_dict(), "batch_norm.safetensors")
