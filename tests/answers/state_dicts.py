"""State dicts as PyTorch leaves them: python state_dicts.py > state_dicts.txt (torch 2.15.0, safetensors 0.8.0).

Writes state_dicts/*.safetensors: one small network, trained for a step so that its statistics are not those of the start, in the layouts
and types in which people have such files. Prints the logits of each for two images, computed in f64 with the numbers of the file. The
last line is the way back: state_dicts/back.safetensors, which the tests write, by `load_state_dict`.
"""

import copy
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn

FOLDER = Path(__file__).parent / "state_dicts"


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 4, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(4)
        self.conv2 = nn.Conv2d(4, 6, 3, stride=2)
        self.fc = nn.Linear(24, 3)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        return self.fc(torch.relu(self.conv2(x)).flatten(1))


class Around(nn.Module):
    """The network as a part, as Lightning and timm have it."""

    def __init__(self, name, net):
        super().__init__()
        self.add_module(name, net)


def sequential():
    features = nn.Sequential(nn.Conv2d(1, 4, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 6, 3, stride=2))
    return nn.Sequential(features, nn.ReLU(), nn.Flatten(), nn.Linear(24, 3))


IMAGES = torch.tensor(
    [[[[(n * 13 + i * 7 + j * 3) % 17 / 16 for j in range(8)] for i in range(8)]] for n in range(2)], dtype=torch.float64
)


def logits(name, net):
    with torch.no_grad():
        y = copy.deepcopy(net).double().eval()(IMAGES)
    print(name, *(repr(x) for x in y.flatten().tolist()))


def write(name, net, state=None):
    state = net.state_dict() if state is None else state
    save_file({key: tensor.contiguous() for key, tensor in state.items()}, FOLDER / f"{name}.safetensors")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    torch.manual_seed(0)
    net = Net()
    for _ in range(3):
        net(torch.rand(8, 1, 8, 8))
    logits("plain", net)
    write("plain", net)
    write("module", nn.DataParallel(net))
    write("orig_mod", torch.compile(net))
    write("module_orig_mod", nn.DataParallel(torch.compile(net)))
    write("model", Around("model", net))
    write("backbone", Around("backbone", net))
    for name, kind in [("int32", torch.int32), ("uint8", torch.uint8)]:
        state = dict(net.state_dict())
        state["bn1.num_batches_tracked"] = state["bn1.num_batches_tracked"].to(kind)
        write(f"counter_{name}", net, state)

    for name, kind in [("f16", torch.float16), ("bf16", torch.bfloat16), ("f64", torch.float64)]:
        other = copy.deepcopy(net)
        if name == "f64":
            with torch.no_grad():
                other.double()
                # Numbers that no f32 is.
                for tensor in other.parameters():
                    tensor *= 1 + 1e-9
        other = other.to(kind)
        write(name, other)
        logits(name, other)

    stack = sequential()
    for _ in range(3):
        stack(torch.rand(8, 1, 8, 8))
    write("sequential", stack)
    logits("sequential", stack)

    # The way back.
    back = FOLDER / "back.safetensors"
    if back.exists():
        net = Net()
        net.load_state_dict(load_file(back))
        logits("back", net)
