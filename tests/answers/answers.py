"""Writes answers.txt: what PyTorch and ONNX Runtime answer, for known_answers.rs to compare with.

    python answers.py > answers.txt

Written with Python 3.11.7, torch 2.15.0 (cpu), onnx 1.23.2, onnxruntime 1.32.0, numpy 2.4.6.

Inputs, parameters and output gradients are not in the file: `fractions` makes them on both sides. PyTorch computes in
double precision, so that its answers have no rounding of their own; ONNX Runtime has single precision alone, and no
gradients. A geometry is written (size, kernel, stride, before, after, dilation), as in the Rust table.
"""

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper

X, P, DY = 1, 2, 3  # the seeds of the input, the parameters and the gradient of the output


def fractions(seed, *shape):
    """Multiples of 1/64 in -1..=1; the Rust side has the same function."""
    mask = 0xFFFFFFFF
    h = np.arange(1, int(np.prod(shape)) + 1, dtype=np.uint64)
    h = (h * 0x9E3779B1 + (seed * 0x85EBCA77 & mask)) & mask
    h ^= h >> np.uint64(15)
    h = h * 0x2C1B3C6D & mask
    h ^= h >> np.uint64(12)
    h = h * 0x297A2D39 & mask
    h ^= h >> np.uint64(15)
    return torch.from_numpy((h % 129).astype(np.float64) / 64 - 1).reshape(shape)


def row(label, numbers):
    print(label, *(f"{number:.9g}" for number in np.asarray(numbers, dtype=np.float64).reshape(-1)))


def torch_answer(name, layer, x_shape, *p_shapes, size=1.0, backward=True):
    """y, dx and dp of `layer(x, *parameters)`; the parameters are cut from one vector, as they stand in memory."""
    x = (fractions(X, *x_shape) * size).requires_grad_()
    sizes = [int(np.prod(shape)) for shape in p_shapes]
    flat = fractions(P, max(sum(sizes), 1))[: sum(sizes)].requires_grad_()
    parameters = [part.reshape(shape) for part, shape in zip(flat.split(sizes), p_shapes)]
    y = layer(x, *parameters)
    print(name)
    row("y", y.detach())
    if backward:
        y.backward(fractions(DY, *y.shape))
        row("dx", x.grad)
        if sizes:
            row("dp", flat.grad)


def onnx_answer(name, op, x_shape, *p_shapes, size=1.0, opset=22, **attributes):
    """y of one ONNX operator."""
    x = (fractions(X, *x_shape) * size).numpy().astype(np.float32)
    sizes = [int(np.prod(shape)) for shape in p_shapes]
    flat = fractions(P, max(sum(sizes), 1))[: sum(sizes)]
    parts = [part.reshape(shape).numpy().astype(np.float32) for part, shape in zip(flat.split(sizes), p_shapes)]
    names = [f"p{index}" for index in range(len(parts))]
    node = helper.make_node(op, ["x", *names], ["y"], **attributes)
    graph = helper.make_graph(
        [node],
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x_shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [onnx.numpy_helper.from_array(part, name) for name, part in zip(names, parts)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    print(name)
    row("y", session.run(None, {"x": x})[0])


# Convolution


def pads(rows, columns):
    """PyTorch's padding where it can say it; else the input is padded first."""
    (_, _, _, top, bottom, _), (_, _, _, left, right, _) = rows, columns
    return ((top, left), None) if (top, left) == (bottom, right) else ((0, 0), (left, right, top, bottom))


def conv2d(name, c, f, rows, columns=None, groups=1, bias=True, flip=False):
    columns = columns or rows
    (h, kh, sh, _, _, dh), (w, kw, sw, _, _, dw) = rows, columns
    padding, border = pads(rows, columns)

    def layer(x, weight, b=None):
        x = F.pad(x, border) if border else x
        return F.conv2d(x, weight.flip(2, 3) if flip else weight, b, (sh, sw), padding, (dh, dw), groups)

    torch_answer(name, layer, (1, c, h, w), (f, c // groups, kh, kw), *([(f,)] if bias else []))


conv2d("conv2d_plain", 2, 3, (6, 3, 1, 0, 0, 1), (5, 3, 1, 0, 0, 1))
conv2d("conv2d_five_by_five_of_the_same_size", 1, 2, (5, 5, 1, 2, 2, 1))
conv2d("conv2d_stride", 2, 2, (7, 3, 2, 1, 1, 1), (6, 3, 2, 1, 1, 1))
conv2d("conv2d_stride_past_the_kernel", 1, 2, (8, 2, 3, 0, 0, 1), (9, 2, 4, 0, 0, 1))
conv2d("conv2d_dilation", 1, 2, (7, 3, 1, 2, 2, 2), (8, 3, 1, 0, 0, 3))
conv2d("conv2d_groups", 4, 4, (4, 3, 1, 1, 1, 1), groups=2)
conv2d("conv2d_depthwise", 3, 3, (5, 3, 1, 1, 1, 1), groups=3)
conv2d("conv2d_depthwise_with_two_filters_each", 2, 4, (4, 3, 2, 1, 1, 1), groups=2)
conv2d("conv2d_pointwise", 4, 3, (3, 1, 1, 0, 0, 1), (4, 1, 1, 0, 0, 1))
conv2d("conv2d_row_kernel", 2, 2, (3, 1, 1, 0, 0, 1), (7, 4, 1, 0, 0, 1))
conv2d("conv2d_column_kernel", 2, 2, (7, 4, 2, 1, 1, 1), (3, 1, 1, 0, 0, 1))
conv2d("conv2d_even_kernel_of_the_same_size", 2, 2, (5, 2, 1, 1, 0, 1))
conv2d("conv2d_total_3", 1, 2, (6, 4, 1, 2, 1, 1))
conv2d("conv2d_edges", 2, 2, (4, 3, 1, 1, 0, 1), (4, 3, 1, 2, 1, 1))
conv2d("conv2d_padding_past_the_input", 1, 2, (2, 3, 1, 4, 4, 1))
conv2d("conv2d_without_bias", 2, 3, (5, 3, 1, 1, 1, 1), bias=False)
conv2d("conv2d_rectangular", 2, 2, (9, 4, 2, 1, 1, 1), (7, 2, 1, 2, 2, 2))
conv2d("conv2d_of_the_whole_input", 3, 2, (4, 4, 1, 0, 0, 1), (3, 3, 1, 0, 0, 1))
conv2d("conv2d_groups_stride_dilation", 4, 6, (7, 3, 2, 1, 1, 2), (8, 2, 3, 2, 2, 3), groups=2)
conv2d("conv2d_true_convolution", 2, 2, (5, 3, 1, 2, 2, 1), (6, 2, 1, 1, 1, 1), flip=True)

shapes = [(1, 2, 6, 7), (2, 2, 3, 4), (2,)]
onnx_answer("conv2d_same_upper", "Conv", *shapes, auto_pad="SAME_UPPER", strides=[2, 2])
onnx_answer("conv2d_same_lower", "Conv", *shapes, auto_pad="SAME_LOWER", strides=[2, 2])
onnx_answer("conv2d_same_upper_even_kernel", "Conv", (1, 1, 5, 5), (2, 1, 2, 4), (2,), auto_pad="SAME_UPPER")
onnx_answer("conv2d_same_lower_even_kernel", "Conv", (1, 1, 5, 5), (2, 1, 2, 4), (2,), auto_pad="SAME_LOWER")
onnx_answer("conv2d_onnx_edges", "Conv", (1, 1, 4, 5), (2, 1, 3, 3), (2,), pads=[1, 2, 0, 1], dilations=[1, 2])


# Transposed convolution: (size, kernel, stride, padding, dilation, output_padding)


def conv_transpose2d(name, c, f, rows, columns=None, groups=1, bias=True):
    columns = columns or rows
    (h, kh, sh, ph, dh, oh), (w, kw, sw, pw, dw, ow) = rows, columns

    def layer(x, weight, b=None):
        return F.conv_transpose2d(x, weight, b, (sh, sw), (ph, pw), (oh, ow), groups, (dh, dw))

    torch_answer(name, layer, (1, c, h, w), (c, f // groups, kh, kw), *([(f,)] if bias else []))


conv_transpose2d("conv_transpose2d_plain", 2, 3, (3, 3, 1, 0, 1, 0), (4, 2, 1, 0, 1, 0))
conv_transpose2d("conv_transpose2d_stride", 2, 2, (3, 2, 2, 0, 1, 0))
conv_transpose2d("conv_transpose2d_doubling", 2, 2, (3, 4, 2, 1, 1, 0))
conv_transpose2d("conv_transpose2d_output_padding", 2, 2, (3, 3, 2, 1, 1, 1))
conv_transpose2d("conv_transpose2d_dilation", 1, 2, (3, 3, 1, 1, 2, 0), (4, 2, 2, 0, 3, 1))
conv_transpose2d("conv_transpose2d_groups", 4, 6, (3, 3, 2, 1, 1, 0), groups=2)
conv_transpose2d("conv_transpose2d_depthwise", 3, 3, (3, 3, 2, 1, 1, 1), groups=3)
conv_transpose2d("conv_transpose2d_stride_past_the_kernel", 1, 2, (3, 2, 3, 0, 1, 2), (2, 1, 4, 0, 1, 3))
conv_transpose2d("conv_transpose2d_pointwise", 3, 2, (3, 1, 1, 0, 1, 0))
conv_transpose2d("conv_transpose2d_without_bias", 2, 2, (2, 3, 2, 0, 1, 0), bias=False)
conv_transpose2d("conv_transpose2d_everything", 4, 4, (3, 3, 3, 2, 2, 2), (4, 2, 2, 1, 3, 1), groups=2)
onnx_answer(
    "conv_transpose2d_edges", "ConvTranspose", (1, 2, 3, 4), (2, 2, 3, 3), (2,), strides=[2, 2], pads=[0, 1, 1, 2]
)


# Linear

torch_answer("linear", F.linear, (1, 7), (5, 7), (5,))
torch_answer("linear_without_bias", F.linear, (1, 9), (4, 9))


# Pools


def max_pool2d(name, c, rows, columns=None, ceil=False, layer=None):
    columns = columns or rows
    (h, kh, sh, _, _, dh), (w, kw, sw, _, _, dw) = rows, columns
    padding, border = pads(rows, columns)

    def layer(x):
        x = F.pad(x, border, value=-torch.inf) if border else x
        return F.max_pool2d(x, (kh, kw), (sh, sw), padding, (dh, dw), ceil)

    torch_answer(name, layer, (1, c, h, w))


max_pool2d("max_pool2d_plain", 2, (6, 2, 2, 0, 0, 1), (4, 2, 2, 0, 0, 1))
max_pool2d("max_pool2d_overlap", 2, (7, 3, 2, 0, 0, 1))
max_pool2d("max_pool2d_padding", 2, (6, 3, 2, 1, 1, 1))
max_pool2d("max_pool2d_dilation", 2, (7, 3, 1, 1, 1, 2), (6, 2, 2, 1, 1, 3))
max_pool2d("max_pool2d_ceil", 2, (6, 3, 2, 0, 0, 1), (5, 2, 2, 1, 1, 1), ceil=True)
max_pool2d("max_pool2d_ceil_that_drops_the_last_window", 2, (4, 2, 2, 1, 1, 1), (5, 3, 4, 1, 1, 1), ceil=True)
max_pool2d("max_pool2d_stride_past_the_kernel", 2, (8, 2, 3, 0, 0, 1), (7, 1, 3, 0, 0, 1))
max_pool2d("max_pool2d_edges", 1, (5, 3, 2, 1, 0, 1), (6, 3, 2, 0, 1, 1))
torch_answer("max_pool2d_of_equal_numbers", lambda x: F.max_pool2d(x, 3, 1, 1), (1, 1, 4, 4), size=0.0)
onnx_answer("max_pool2d_same_upper", "MaxPool", (1, 1, 6, 7), kernel_shape=[3, 2], strides=[2, 2], auto_pad="SAME_UPPER")
onnx_answer("max_pool2d_same_lower", "MaxPool", (1, 1, 6, 7), kernel_shape=[3, 2], strides=[2, 2], auto_pad="SAME_LOWER")


def avg_pool2d(name, c, rows, columns=None, ceil=False, count_include_pad=True):
    columns = columns or rows
    (h, kh, sh, top, _, _), (w, kw, sw, left, _, _) = rows, columns
    layer = lambda x: F.avg_pool2d(x, (kh, kw), (sh, sw), (top, left), ceil, count_include_pad)
    torch_answer(name, layer, (1, c, h, w))


avg_pool2d("avg_pool2d_plain", 2, (6, 2, 2, 0, 0, 1), (4, 2, 2, 0, 0, 1))
avg_pool2d("avg_pool2d_overlap", 2, (7, 3, 2, 0, 0, 1))
avg_pool2d("avg_pool2d_padding_counted", 2, (6, 3, 2, 1, 1, 1))
avg_pool2d("avg_pool2d_padding_not_counted", 2, (6, 3, 2, 1, 1, 1), count_include_pad=False)
avg_pool2d("avg_pool2d_ceil_padding_counted", 2, (6, 3, 2, 1, 1, 1), (7, 4, 3, 1, 1, 1), ceil=True)
avg_pool2d("avg_pool2d_ceil_padding_not_counted", 2, (6, 3, 2, 1, 1, 1), (7, 4, 3, 1, 1, 1), True, False)
avg_pool2d("avg_pool2d_stride_past_the_kernel", 2, (8, 2, 3, 0, 0, 1), (7, 1, 3, 0, 0, 1))
avg_pool2d("avg_pool2d_global", 3, (5, 5, 5, 0, 0, 1), (4, 4, 4, 0, 0, 1))
shape, window = (1, 1, 6, 7), {"kernel_shape": [3, 2], "strides": [2, 2]}
onnx_answer("avg_pool2d_same_upper", "AveragePool", shape, **window, auto_pad="SAME_UPPER")
onnx_answer("avg_pool2d_same_lower", "AveragePool", shape, **window, auto_pad="SAME_LOWER", count_include_pad=1)
onnx_answer("avg_pool2d_dilation", "AveragePool", shape, kernel_shape=[3, 2], dilations=[2, 3], pads=[1, 1, 0, 1])

for name, h, w, oh, ow in [
    ("of_equal_parts", 6, 4, 3, 2),
    ("of_unequal_parts", 7, 5, 3, 2),
    ("larger_than_the_input", 2, 3, 4, 5),
    ("global", 5, 4, 1, 1),
]:
    torch_answer(f"adaptive_avg_pool2d_{name}", lambda x: F.adaptive_avg_pool2d(x, (oh, ow)), (1, 2, h, w))
    torch_answer(f"adaptive_max_pool2d_{name}", lambda x: F.adaptive_max_pool2d(x, (oh, ow)), (1, 2, h, w))


# Activations, at multiples of 1/8 from -8 to 8, the kinks among them

for name, function in {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "relu6": F.relu6,
    "leaky_relu": lambda x: F.leaky_relu(x, 0.1),
    "elu": lambda x: F.elu(x, 1.0),
    "elu_of_another_alpha": lambda x: F.elu(x, 0.5),
    "gelu": F.gelu,
    "gelu_by_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "selu": F.selu,
    "celu": F.celu,
    "celu_of_another_alpha": lambda x: F.celu(x, 0.5),
    "mish": F.mish,
    "softplus": F.softplus,
    "softplus_of_another_beta": lambda x: F.softplus(x, 2.0, 5.0),
    "softsign": F.softsign,
    "hard_tanh": F.hardtanh,
    "hard_sigmoid": F.hardsigmoid,
    "hard_swish": F.hardswish,
}.items():
    torch_answer(name, function, (64,), size=8.0)

# With the defaults of ONNX
onnx_answer("hard_sigmoid_of_onnx", "HardSigmoid", (64,), size=8.0)
# The slope at the bounds is another one.
torch_answer("clip", lambda x: x.clamp(-1.5, 6), (64,), size=8.0, backward=False)


# Softmax, over channels

torch_answer("softmax_of_a_vector", lambda x: F.softmax(x, 1), (1, 10), size=8.0)
torch_answer("softmax_of_an_image", lambda x: F.softmax(x, 1), (1, 4, 3, 2), size=8.0)
torch_answer("log_softmax_of_a_vector", lambda x: F.log_softmax(x, 1), (1, 10), size=8.0)
torch_answer("log_softmax_of_an_image", lambda x: F.log_softmax(x, 1), (1, 4, 3, 2), size=8.0)


# Normalization


def batch_norm(name, shape, training, eps=1e-5, momentum=0.1):
    """Also the running statistics after one step. The batch has three images, the variances are in 0.5..=1.5."""
    c = shape[0]
    x = (fractions(X, 3, *shape) * 2).requires_grad_()
    weight, bias, mean, variance = fractions(P, 4 * c).split(c)
    variance = variance.abs() + 0.5
    weight, bias = weight.clone().requires_grad_(), bias.clone().requires_grad_()
    mean = mean.clone()
    y = F.batch_norm(x, mean, variance, weight, bias, training, momentum, eps)
    print(name)
    row("y", y.detach())
    y.backward(fractions(DY, *y.shape))
    if training:
        row("dx", x.grad)
        row("dp", torch.cat([weight.grad, bias.grad]))
        row("running", torch.cat([mean, variance]))


batch_norm("batch_norm2d_in_training", (2, 3, 2), True)
batch_norm("batch_norm2d_in_inference", (2, 3, 2), False)
batch_norm("batch_norm1d_in_training", (6,), True, momentum=0.3)
batch_norm("batch_norm1d_in_inference", (6,), False, eps=0.1)

torch_answer("layer_norm_of_an_image", lambda x, w, b: F.layer_norm(x, (2, 3, 4), w, b), (1, 2, 3, 4), (2, 3, 4), (2, 3, 4))
torch_answer("layer_norm_of_a_vector", lambda x, w, b: F.layer_norm(x, (10,), w, b, 0.1), (1, 10), (10,), (10,))


# Resizing

for mode in ["nearest", "bilinear"]:
    for name, scale in [("by_two", (2, 2)), ("by_two_and_three", (2, 3))]:
        torch_answer(f"upsample_{mode}_{name}", lambda x: F.interpolate(x, scale_factor=scale, mode=mode), (1, 2, 3, 4))
torch_answer(
    "upsample_bilinear_with_aligned_corners",
    lambda x: F.interpolate(x, scale_factor=(3, 2), mode="bilinear", align_corners=True),
    (1, 2, 3, 4),
)
torch_answer("pad", lambda x: F.pad(x, (2, 0, 1, 3)), (1, 2, 3, 4))
torch_answer("pad_with_a_number", lambda x: F.pad(x, (1, 1, 1, 1), value=0.75), (1, 2, 3, 3))
torch_answer("crop", lambda x: F.pad(x, (-1, -2, -2, 0)), (1, 2, 5, 6))


# Composition

torch_answer("residual", lambda x, w, b: x + F.conv2d(x, w, b, padding=1), (1, 3, 4, 4), (3, 3, 3, 3), (3,))
torch_answer(
    "residual_with_a_shortcut",
    lambda x, w, b, v: F.relu(F.conv2d(x, w, b, 2, 1) + F.conv2d(x, v, None, 2)),
    (1, 2, 5, 5),
    *[(3, 2, 3, 3), (3,), (3, 2, 1, 1)],
)
torch_answer(
    "concat",
    lambda x, w, b, v: torch.cat([F.conv2d(x, w, b, padding=1), F.max_pool2d(x, 3, 1, 1), F.conv2d(x, v)], 1),
    (1, 2, 4, 4),
    *[(3, 2, 3, 3), (3,), (1, 2, 1, 1)],
)
torch_answer(
    "reshape_and_flatten",
    lambda x, w, b, v: F.linear(F.conv2d(x.reshape(1, 2, 4, 3), w, b).flatten(1), v),
    (1, 4, 3, 2),
    *[(3, 2, 2, 2), (3,), (4, 18)],
)
