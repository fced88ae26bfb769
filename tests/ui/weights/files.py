"""Writes the files of the tests whose names begin with `weights_`: those of the network `Digits`, and what is given instead."""
import json, pathlib, struct

DIGITS = {"conv1.weight": [2, 1, 3, 3], "conv1.bias": [2], "fc.weight": [2, 8], "fc.bias": [2]}
HERE = pathlib.Path(__file__).parent


def file(tensors, dtype="F32", size=4, network="Digits", numbers=None):
    header, end = {"__metadata__": {"format": "pt", "network": network}}, 0
    for name, shape in tensors.items():
        count = 1
        for side in shape:
            count *= side
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [end, end + size * count]}
        end += size * count
    text = json.dumps(header, separators=(",", ":")).encode()
    data = numbers or bytes(end)
    return struct.pack("<Q", len(text)) + text + data


def write(name, content):
    (HERE / name).write_bytes(content)


digits = file(DIGITS)
write("digits.safetensors", digits)
write("empty.safetensors", b"")
write("truncated.safetensors", digits[:-60])
write("longer.safetensors", digits + bytes(4))
write("missing.safetensors", file({name: shape for name, shape in DIGITS.items() if name != "fc.bias"}))
write("more.safetensors", file(DIGITS | {"optimizer.step": [], "optimizer.momentum": [2, 8]}))
write("wider.safetensors", file(DIGITS | {"conv1.weight": [4, 1, 3, 3], "conv1.bias": [4], "fc.weight": [2, 16]}))
write("keras.safetensors", file(DIGITS | {"conv1.weight": [3, 3, 1, 2], "fc.weight": [8, 2]}))
write("half.safetensors", file(DIGITS, "F16", 2))
write("brain.safetensors", file(DIGITS, "BF16", 2))
write("quantized.safetensors", file(DIGITS, "I8", 1))
write("prefixed.safetensors", file({f"module.{name}": shape for name, shape in DIGITS.items()}))
write("letters.safetensors", file(DIGITS, network="Letters"))
count = 18 + 2 + 16 + 2
write("diverged.safetensors", file(DIGITS, numbers=struct.pack(f"<{count}f", *[0.5] * 20, float("nan"), *[0.5] * (count - 21))))
write("damaged.safetensors", digits.replace(b'"dtype"', b"?dtype\"", 1))
write("digits.pt", b"PK\x03\x04" + bytes(22) + b"\x0f\0\0\0digits/data.pkl" + bytes(64))
write("digits.onnx", b"\x08\x08\x12\x07pytorch\x1a\x052.1.0:" + bytes(64))
write("digits.h5", b"\x89HDF\r\n\x1a\n" + bytes(64))
write("digits.tflite", b"\x20\0\0\0TFL3" + bytes(64))
write("pointer.safetensors", b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1234\n")
write("page.safetensors", b"<!DOCTYPE html><html><body>404 Not Found</body></html>")
