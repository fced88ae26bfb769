"""The layout of torchvision's weight files: python torchvision_names.py > torchvision.txt (torchvision 0.29.2).

Prints the tensors of the networks that `examples/networks` has, in the order of `state_dict`, each with its shape. Before that it holds the
answers of networks.txt against torchvision's own models, with the numbers that follow from the names.
"""

import sys
from pathlib import Path

import torch
import torchvision.models as models
from layers import tensor
from networks import image

MODELS = {
    "AlexNet": models.alexnet,
    "Vgg11": models.vgg11,
    "ResNet18": models.resnet18,
    "GoogLeNet": lambda: models.googlenet(init_weights=False),
    "MobileNetV2": models.mobilenet_v2,
    "SqueezeNet": models.squeezenet1_1,
}


def answers(name):
    lines = iter((Path(__file__).parent / "networks.txt").read_text().splitlines())
    while next(lines) != name:
        pass
    line = next(line for line in lines if line.startswith("image0 "))
    return torch.tensor([float(word) for word in line.split()[1:]], dtype=torch.float64)


if __name__ == "__main__":
    for name, model in MODELS.items():
        model = model().double().eval()
        state = model.state_dict()
        numbers = {key: tensor(key, *each.shape) if each.is_floating_point() else each for key, each in state.items()}
        model.load_state_dict(numbers)
        with torch.no_grad():
            found = model(torch.from_numpy(image(0, 3, 224, 224)[None]))[0]
        off = ((found - answers(name)).abs().max() / found.abs().max()).item()
        print(f"{name}: off by {off:.1e}", file=sys.stderr)
        assert off < 1e-6, name
        print(name)
        for key, each in state.items():
            print(key, *each.shape)
