"""How fast other programs run the networks of examples/networks: one image, single precision.

    PYTHONPATH=PEERS:tests/answers python benches/peers.py --engine ort --threads 1 [NAME …]

PEERS is the folder of the other peers' scripts, whose clock and whose settings this one uses. The networks are those of
tests/answers/networks.py, written as ONNX by PyTorch; the engines fold the batch norms themselves. Prints a line of JSON
for each network, named as `figures` names it.
"""

import argparse
import os
import tempfile
import warnings

import numpy as np
import onnx
import torch

import layers
import models
import networks
from common import DIR, Out, bench

NETWORKS = {
    "resnet8": (networks.resnet8, (3, 32, 32)),
    "dscnn": (networks.ds_cnn, (1, 49, 10)),
    "vgg11": (networks.vgg11, (3, 224, 224)),
    "resnet18": (networks.resnet18, (3, 224, 224)),
    "mobilenet-v1": (networks.mobilenet_v1(32, 1000, False, networks.relu6), (3, 224, 224)),
    "mobilenet-v2": (networks.mobilenet_v2, (3, 224, 224)),
}


class Module(torch.nn.Module):
    """A network as PyTorch's exporter takes it."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network(layers.Layers(), x)


def single(tensor):
    return lambda *arguments: tensor(*arguments).float()


def onnx_file(name, module, x):
    """The network as a file, which is written once."""
    path = f"{DIR}/networks/{name}.onnx"
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with tempfile.TemporaryDirectory(dir=os.path.dirname(path)) as folder:
            torch.onnx.export(module, (x,), f"{folder}/new", input_names=["x"], output_names=["y"], dynamo=False)
            onnx.checker.check_model(f"{folder}/new")
            os.replace(f"{folder}/new", path)
    return path


def with_onnx_runtime(path, x, shape, threads):
    call, y = models.ort_bound(models.ort_session(path, threads), x, shape)
    call()
    return call, y


def with_openvino(path, x, shape, threads):
    import openvino

    # The model owns the request's memory.
    model, request = models.ov_request(path, threads, "f32")
    request.set_input_tensor(openvino.Tensor(x, shared_memory=True))
    request.infer()
    return lambda _=model: request.infer(), np.array(request.get_output_tensor().data)


ENGINES = {"ort": with_onnx_runtime, "ov": with_openvino}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--engine", required=True, choices=ENGINES)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NETWORKS)}; all if none is named")
    arguments = arguments.parse_args()
    layers.tensor = single(layers.tensor)
    # The exporter says of every number that it will be a constant, which all of them are.
    warnings.simplefilter("ignore")
    torch.set_num_threads(arguments.threads)
    for name in arguments.names or NETWORKS:
        network, shape = NETWORKS[name]
        module = Module(network).eval()
        x = networks.image(0, *shape)[None].astype(np.float32)
        with torch.inference_mode():
            expected = module(torch.from_numpy(x)).numpy()
        path = onnx_file(name, module, torch.from_numpy(x))
        call, y = ENGINES[arguments.engine](path, x, expected.shape, arguments.threads)
        error = float(np.abs(y - expected).max() / np.abs(expected).max())
        line = {"engine": arguments.engine, "model": f"{name}-infer", "batch": 1, "threads": arguments.threads}
        Out()(**line, max_rel_err=error, **bench(call))


if __name__ == "__main__":
    main()
