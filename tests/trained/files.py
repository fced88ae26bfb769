"""Writes the weight files of tests/trained.rs: number k of the file, in the order of the network, is k / 8 - 3, in a file whose
tensors stand in another order."""
import json, random, struct, sys, pathlib

NETWORKS = {
    "parts": ("Parts", [
        ("stem.weight", [4, 2, 3, 3]), ("stem.bias", [4]),
        ("batch_norm2d_1.weight", [4]), ("batch_norm2d_1.bias", [4]),
        ("batch_norm2d_1.running_mean", [4]), ("batch_norm2d_1.running_var", [4]),
        ("prelu_1.weight", [1]),
        ("body.0.conv.weight", [4, 2, 1, 1]), ("body.0.norm.weight", [4]), ("body.0.norm.bias", [4]),
        ("body.1.conv.weight", [4, 2, 1, 1]), ("body.1.norm.weight", [4]), ("body.1.norm.bias", [4]),
        ("wider.0.conv2d_1.weight", [6, 4, 1, 1]), ("wider.0.conv2d_1.bias", [6]),
        ("wider.1.conv2d_1.weight", [6, 6, 1, 1]), ("wider.1.conv2d_1.bias", [6]),
        ("up.weight", [6, 3, 2, 2]), ("up.bias", [3]),
        ("layer_norm_1.weight", [3, 8, 8]), ("layer_norm_1.bias", [3, 8, 8]),
        ("inner.only.weight", [2, 3, 1, 1]), ("inner.only.bias", [2]),
        ("größe.weight", [5, 2]), ("größe.bias", [5]),
    ]),
}


def write(folder):
    for stem, (name, tensors) in NETWORKS.items():
        random.seed(1)
        numbers, count = {}, 0
        for tensor, shape in tensors:
            size = 1
            for side in shape:
                size *= side
            numbers[tensor] = (shape, struct.pack(f"<{size}f", *((k % 97) / 8 - 3 for k in range(count, count + size))))
            count += size
        order = [tensor for tensor, _ in tensors]
        random.shuffle(order)
        header, data = {"__metadata__": {"format": "pt", "network": name}}, b""
        for tensor in order:
            shape, bytes_ = numbers[tensor]
            header[tensor] = {"dtype": "F32", "shape": shape, "data_offsets": [len(data), len(data) + len(bytes_)]}
            data += bytes_
            if tensor.endswith("running_mean"):
                count_name = tensor.replace("running_mean", "num_batches_tracked")
                header[count_name] = {"dtype": "I64", "shape": [], "data_offsets": [len(data), len(data) + 8]}
                data += struct.pack("<q", 1000)
        # With spaces and escapes, as Python writes JSON.
        text = json.dumps(header).encode()
        (folder / f"{stem}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


write(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent))
