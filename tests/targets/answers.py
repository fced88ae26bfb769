"""Weights and answers by PyTorch: `python answers.py > answers.rs` (torch 2.15.0, safetensors 0.8.0).

Writes mixed.safetensors, the weights of `Mixed`; prints what each network answers, computed in f64.
"""

import torch
from safetensors.torch import load_file, save_file
from torch import nn

torch.manual_seed(0)


class LeNet5(nn.Module):
    def __init__(self, activation, pool):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5, padding=2), nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2, self.fc3 = nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)
        self.activation, self.pool = activation, pool

    def forward(self, x):
        x = self.pool(self.activation(self.conv1(x)), 2)
        x = self.pool(self.activation(self.conv2(x)), 2)
        return self.fc3(self.activation(self.fc2(self.activation(self.fc1(x.flatten(1))))))


class Mixed(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, padding=1)
        self.wide = nn.Conv2d(8, 32, 3, stride=2, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(32)
        self.winograd = nn.Conv2d(32, 32, 3, padding=1)
        self.depthwise = nn.Conv2d(32, 32, 3, padding=1, groups=32)
        self.pointwise = nn.Conv2d(32, 32, 1)
        self.groups = nn.Conv2d(32, 24, (3, 2), groups=4)
        self.head = nn.Linear(24, 10)
        for tensor in (self.norm.weight, self.norm.running_var):
            nn.init.uniform_(tensor, 0.5, 1.5)
        for tensor in (self.norm.bias, self.norm.running_mean):
            nn.init.uniform_(tensor, -0.5, 0.5)

    def forward(self, x):
        f = nn.functional
        x = f.silu(self.norm(self.wide(f.relu6(self.stem(x)))))
        y = f.leaky_relu(self.winograd(x), 0.1)
        x = f.max_pool2d(x + self.pointwise(self.depthwise(y)), 3, stride=2)
        return self.head(self.groups(x).tanh().mean((2, 3)))


def answer(name, network, image):
    with torch.no_grad():
        numbers = network.double().eval()(image.double()[None])[0]
    print(f"pub const {name}: [f32; 10] = [")
    for number in numbers.float().numpy():
        print(f"    {str(number)},")
    print("];")


# As `networks.rs` draws them.
seven = torch.zeros(1, 28, 28)
seven[0, 7:10, 7:22] = 1.0
for row in range(10, 24):
    stem = 20 - (max(row, 8) - 8) // 2
    seven[0, row, stem - 2 : stem + 1] = 1.0
waves = torch.tensor([n * n % 37 / 18.5 - 1 for n in range(3 * 20 * 18)]).reshape(3, 20, 18)

trained = load_file("../../examples/data/lenet5.safetensors")
textbook = LeNet5(torch.sigmoid, nn.functional.avg_pool2d)
modern = LeNet5(torch.relu, nn.functional.max_pool2d)
for network in (textbook, modern):
    network.load_state_dict(trained)
mixed = Mixed()
save_file(mixed.state_dict(), "mixed.safetensors")

print("//! What PyTorch answers, in `f64`: written by `answers.py`.\n")
answer("TEXTBOOK", textbook, seven)
answer("MODERN", modern, seven)
answer("MIXED", mixed, waves)
