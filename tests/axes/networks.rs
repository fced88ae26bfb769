//! Written by `networks.py`, which says how.
use super::{Between, Check, Function, Sees, activation, adaptive, avg_pool, case, conv, crop, linear, max_pool};
use super::{pad, residual, transposed, upsample};
use lenet_runtime::network;

network! {
    struct N000: [33, 4, 11] -> [17, 2, 3] {
        conv2d(17, kernel: (3, 5), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 2), bias: false),
    }
}

network! {
    struct N001: [9, 15, 19] -> [18, 7, 10] {
        conv2d(18, kernel: (3, 3), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 9),
    }
}

network! {
    struct N002: [32, 5, 8] -> [17] {
        conv2d(64, kernel: (3, 4), stride: (1, 3), groups: 4),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(17),
    }
}

network! {
    struct N003: [9, 6, 5] -> [17] {
        conv2d(9, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), groups: 9),
        silu,
        flatten, linear(17),
    }
}

network! {
    struct N004: [9, 3, 7] -> [9, 5, 11] {
        conv_transpose2d(9, kernel: (4, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 1), dilation: (1, 3), groups: 9),
    }
}

network! {
    struct N005: [32, 7, 10] -> [48, 4, 4] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0)),
        relu6,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N006: [33, 13, 5] -> [33, 3, 1] {
        avg_pool2d(kernel: (3, 2), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0)),
        avg_pool2d(kernel: (4, 3), stride: (3, 3), padding: edges(top: 2, bottom: 1, left: 0, right: 2), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N007: [2, 42, 20] -> [2, 20, 8] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 0), groups: 2),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N008: [7, 7, 7] -> [2, 7, 7] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N009: [1, 53, 47] -> [3, 47, 47] {
        conv2d(3, kernel: (3, 1), stride: (1, 1), dilation: (3, 1)),
    }
}

network! {
    struct N010: [7, 10, 6] -> [31, 1, 2] {
        conv2d(31, kernel: (4, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (3, 1)),
        relu,
        residual { conv2d(31, kernel: (3, 5), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 2), groups: 31) }
    }
}

network! {
    struct N011: [7, 3, 27] -> [1, 1, 6] {
        conv2d(1, kernel: (3, 4), stride: (1, 3), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (2, 1)),
        relu,
        max_pool2d(kernel: (1, 3), stride: (4, 1), dilation: (2, 1)),
    }
}

network! {
    struct N012: [33, 3, 9] -> [33, 1, 2] {
        conv2d(33, kernel: (3, 4), stride: (1, 2), groups: 33),
        avg_pool2d(kernel: (1, 1), stride: (1, 2), count_include_pad: false),
    }
}

network! {
    struct N013: [7, 13, 9] -> [7, 7, 1] {
        crop(edges(top: 0, bottom: 0, left: 1, right: 2)),
        avg_pool2d(kernel: (3, 4), stride: (3, 3), padding: edges(top: 2, bottom: 2, left: 0, right: 0), rounding: ceil, count_include_pad: false),
        adaptive_avg_pool2d((7, 1)),
    }
}

network! {
    struct N014: [17, 14, 13] -> [34, 1, 6] {
        conv2d(34, kernel: (7, 4), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 2), dilation: (2, 1), groups: 17),
    }
}

network! {
    struct N015: [48, 5, 9] -> [3, 5, 9] {
        conv_transpose2d(3, kernel: (1, 1), stride: (1, 1), groups: 3),
        relu6,
    }
}

network! {
    struct N016: [32, 9, 10] -> [32, 4, 2] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        max_pool2d(kernel: (1, 3), stride: (2, 2), dilation: (1, 2)),
    }
}

network! {
    struct N017: [1, 8, 10] -> [15, 5, 6] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        relu,
    }
}

network! {
    struct N018: [3, 19, 19] -> [3, 17, 17] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), groups: 3),
    }
}

network! {
    struct N019: [2, 7, 14] -> [17, 7, 14] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N020: [31, 9, 11] -> [31, 5, 6] {
        adaptive_max_pool2d((7, 10)),
        pad(edges(top: 2, bottom: 1, left: 3, right: 3), value: 0.5),
        max_pool2d(kernel: (1, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 1), rounding: ceil),
    }
}

network! {
    struct N021: [15, 6, 3] -> [9, 1, 1] {
        conv2d(9, kernel: (3, 3), stride: (3, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 1)),
        avg_pool2d(kernel: (2, 1), stride: (4, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N022: [1, 6, 13] -> [31, 6, 13] {
        conv2d(31, kernel: (3, 1), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), flip: true),
        leaky_relu(negative_slope: 0.1),
        residual { conv2d(31, kernel: (2, 2), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 0), groups: 31) }
        relu,
    }
}

network! {
    struct N023: [16, 4, 17] -> [16, 2, 4] {
        conv2d(16, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 16),
        silu,
        max_pool2d(kernel: (3, 3), stride: (1, 4), padding: edges(top: 0, bottom: 2, left: 0, right: 2), dilation: (1, 2)),
    }
}

network! {
    struct N024: [16, 14, 2] -> [64, 14, 1] {
        conv2d(64, kernel: (2, 2), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 4, bias: false),
    }
}

network! {
    struct N025: [16, 4, 15] -> [16, 1, 6] {
        conv2d(16, kernel: (3, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 2), groups: 16),
        relu,
        residual { conv2d(16, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 2), groups: 16) }
        tanh,
    }
}

network! {
    struct N026: [9, 5, 7] -> [3, 5, 7] {
        conv_transpose2d(3, kernel: (1, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (3, 1), groups: 3),
        relu,
    }
}

network! {
    struct N027: [16, 11, 4] -> [16, 11, 15] {
        avg_pool2d(kernel: (3, 4), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), rounding: ceil, count_include_pad: false),
        pad(edges(top: 2, bottom: 1, left: 3, right: 3), value: -1.0),
        pad(edges(top: 2, bottom: 1, left: 3, right: 3), value: -1.0),
    }
}

network! {
    struct N028: [3, 6, 9] -> [16, 6, 5] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), flip: true),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N029: [2, 41, 41] -> [2, 40, 40] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1), groups: 2),
    }
}

network! {
    struct N030: [17, 9, 1] -> [2, 9, 1] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
        silu,
    }
}

network! {
    struct N031: [1, 16, 105] -> [7, 16, 33] {
        conv2d(7, kernel: (1, 3), stride: (1, 3), dilation: (1, 3), flip: true),
    }
}

network! {
    struct N032: [9, 20, 6] -> [2, 1, 1] {
        conv2d(2, kernel: (7, 4), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 2), dilation: (3, 2)),
        leaky_relu(negative_slope: 0.1),
        residual { conv2d(2, kernel: (3, 1), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)) }
    }
}

network! {
    struct N033: [7, 5, 18] -> [2, 5, 17] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 0)),
    }
}

network! {
    struct N034: [33, 9, 6] -> [33, 3, 3] {
        crop(edges(top: 2, bottom: 1, left: 1, right: 1)),
        pad(edges(top: 0, bottom: 1, left: 2, right: 1), value: 0.5),
        avg_pool2d(kernel: (4, 4), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1), rounding: ceil),
    }
}

network! {
    struct N035: [15, 6, 8] -> [9, 6, 1] {
        conv2d(9, kernel: (3, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1), dilation: (1, 2), groups: 3),
        relu,
    }
}

network! {
    struct N036: [17, 2, 3] -> [17, 1, 1] {
        conv2d(17, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 17, bias: false),
    }
}

network! {
    struct N037: [10, 6, 3] -> [6, 17, 5] {
        conv_transpose2d(6, kernel: (5, 2), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 2, right: 1), dilation: (3, 2), output_padding: (0, 1), groups: 2),
        tanh,
    }
}

network! {
    struct N038: [32, 9, 9] -> [32, 2, 2] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
        max_pool2d(kernel: (4, 4), stride: (3, 3)),
    }
}

network! {
    struct N039: [1, 14, 13] -> [6, 14, 9] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0)),
        relu6,
    }
}

network! {
    struct N040: [1, 19, 42] -> [5] {
        conv2d(1, kernel: (3, 3), stride: (1, 1)),
        relu6,
        flatten, linear(5),
    }
}

network! {
    struct N041: [15, 7, 6] -> [15, 6, 3] {
        crop(edges(top: 0, bottom: 0, left: 0, right: 1)),
        adaptive_max_pool2d((6, 3)),
    }
}

network! {
    struct N042: [3, 24, 95] -> [16] {
        conv2d(1, kernel: (4, 3), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 2)),
        relu6,
        flatten, linear(16),
    }
}

network! {
    struct N043: [3, 10, 3] -> [33, 2, 1] {
        conv2d(33, kernel: (7, 3), stride: (3, 3)),
    }
}

network! {
    struct N044: [7, 4, 6] -> [17, 1, 2] {
        conv2d(17, kernel: (4, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1)),
        relu,
        avg_pool2d(kernel: (3, 4), stride: (4, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), count_include_pad: false),
    }
}

network! {
    struct N045: [33, 5, 41] -> [33, 5, 13] {
        conv2d(33, kernel: (3, 3), stride: (1, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 33, flip: true),
        sigmoid,
    }
}

network! {
    struct N046: [12, 8, 8] -> [15, 2, 7] {
        conv2d(15, kernel: (3, 1), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (2, 1), groups: 3),
        leaky_relu(negative_slope: 0.1),
        avg_pool2d(kernel: (1, 2), stride: (4, 1), count_include_pad: false),
    }
}

network! {
    struct N047: [9, 19, 3] -> [9, 17, 3] {
        conv2d(9, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 9, flip: true),
        hard_swish,
    }
}

network! {
    struct N048: [1, 3, 4] -> [1, 3, 1] {
        upsample((3, 1), mode: bilinear),
        avg_pool2d(kernel: (1, 2), stride: (4, 4), count_include_pad: false),
    }
}

network! {
    struct N049: [32, 13, 12] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), flip: true),
    }
}

network! {
    struct N050: [2, 15, 8] -> [9, 7, 3] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 2, right: 0)),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N051: [3, 20, 43] -> [3, 17, 40] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0), groups: 3),
    }
}

network! {
    struct N052: [3, 10, 4] -> [16, 10, 4] {
        conv2d(16, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N053: [3, 23, 32] -> [3, 17, 31] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (3, 1)),
        relu,
    }
}

network! {
    struct N054: [1, 1, 5] -> [7, 1, 1] {
        conv2d(7, kernel: (2, 3), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N055: [33, 7, 4] -> [33, 16, 12] {
        upsample((2, 3), mode: bilinear, align_corners: true),
        adaptive_avg_pool2d((15, 11)),
        pad(edges(top: 0, bottom: 1, left: 1, right: 0), value: -1.0),
    }
}

network! {
    struct N056: [16, 9, 28] -> [32, 7, 14] {
        conv2d(32, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 16),
        residual { conv2d(32, kernel: (2, 4), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 2), groups: 32) }
        relu6,
    }
}

network! {
    struct N057: [6, 30, 17] -> [2, 10, 9] {
        conv2d(2, kernel: (4, 1), stride: (3, 2), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (2, 2), groups: 2),
        sigmoid,
    }
}

network! {
    struct N058: [16, 3, 15] -> [16, 1, 7] {
        conv2d(16, kernel: (3, 3), stride: (1, 2), groups: 16),
    }
}

network! {
    struct N059: [17, 1, 2] -> [17, 1, 2] {
        conv_transpose2d(17, kernel: (1, 1), stride: (1, 1), dilation: (3, 2), groups: 17),
    }
}

network! {
    struct N060: [32, 8, 8] -> [32, 4, 4] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1)),
        avg_pool2d(kernel: (1, 4), stride: (2, 1)),
    }
}

network! {
    struct N061: [3, 8, 10] -> [17] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        hard_swish,
        flatten, linear(17),
    }
}

network! {
    struct N062: [9, 10, 7] -> [9, 7, 2] {
        pad(edges(top: 1, bottom: 3, left: 1, right: 0), value: -1.0),
        max_pool2d(kernel: (1, 4), stride: (2, 4), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (2, 1)),
    }
}

network! {
    struct N063: [33, 10, 5] -> [33, 10, 5] {
        conv2d(33, kernel: (1, 1), stride: (1, 1)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N064: [1, 71, 34] -> [5] {
        conv2d(3, kernel: (3, 3), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (3, 2)),
        tanh,
        flatten, linear(5),
    }
}

network! {
    struct N065: [31, 6, 2] -> [31, 2, 1] {
        conv2d(31, kernel: (2, 1), stride: (3, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 1)),
    }
}

network! {
    struct N066: [3, 15, 12] -> [16, 5, 2] {
        conv2d(16, kernel: (1, 7), stride: (3, 3)),
        residual { conv2d(16, kernel: (3, 4), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 1), groups: 16) }
        sigmoid,
    }
}

network! {
    struct N067: [33, 1, 7] -> [66, 1, 7] {
        conv2d(66, kernel: (3, 3), stride: (2, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 0), groups: 33),
    }
}

network! {
    struct N068: [20, 10, 16] -> [4, 5, 5] {
        conv2d(4, kernel: (5, 7), stride: (2, 2), padding: edges(top: 2, bottom: 1, left: 0, right: 0), groups: 4),
    }
}

network! {
    struct N069: [33, 6, 3] -> [33, 3, 2] {
        adaptive_max_pool2d((7, 3)),
        max_pool2d(kernel: (4, 4), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 2, right: 0), dilation: (2, 1), rounding: ceil),
    }
}

network! {
    struct N070: [9, 3, 8] -> [9, 5, 22] {
        conv_transpose2d(9, kernel: (4, 2), stride: (1, 3), padding: edges(top: 1, bottom: 0, left: 2, right: 0), output_padding: (0, 1), groups: 9),
        sigmoid,
    }
}

network! {
    struct N071: [32, 10, 10] -> [48, 4, 4] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
        leaky_relu(negative_slope: 0.1),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N072: [2, 6, 11] -> [15, 2, 9] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
    }
}

network! {
    struct N073: [1, 18, 44] -> [5] {
        conv2d(1, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        flatten, linear(5),
    }
}

network! {
    struct N074: [15, 8, 10] -> [2, 8, 10] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N075: [1, 51, 21] -> [2, 33, 5] {
        conv2d(2, kernel: (7, 4), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), dilation: (3, 2), flip: true),
        sigmoid,
        avg_pool2d(kernel: (1, 3), stride: (1, 4), padding: edges(top: 0, bottom: 0, left: 0, right: 2), count_include_pad: false),
    }
}

network! {
    struct N076: [31, 13, 8] -> [31, 10, 3] {
        adaptive_max_pool2d((7, 3)),
        pad(edges(top: 3, bottom: 0, left: 1, right: 1), value: -1.0),
        avg_pool2d(kernel: (2, 1), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N077: [7, 28, 21] -> [3, 14, 5] {
        conv2d(3, kernel: (3, 7), stride: (2, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 2)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N078: [9, 14, 25] -> [9, 14, 13] {
        conv2d(9, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 2, left: 2, right: 0), groups: 9),
    }
}

network! {
    struct N079: [8, 7, 16] -> [16, 2, 7] {
        conv2d(16, kernel: (5, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 4),
        silu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N080: [17, 7, 5] -> [17, 3, 1] {
        conv2d(17, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (2, 3), groups: 17),
        relu6,
    }
}

network! {
    struct N081: [1, 5, 4] -> [3, 19, 6] {
        conv_transpose2d(3, kernel: (5, 3), stride: (3, 1), output_padding: (2, 0)),
    }
}

network! {
    struct N082: [32, 9, 10] -> [32, 7, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), bias: false, flip: true),
        sigmoid,
        residual { conv2d(32, kernel: (2, 2), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1), groups: 32) }
        relu,
    }
}

network! {
    struct N083: [3, 11, 6] -> [3, 4, 2] {
        adaptive_max_pool2d((6, 5)),
        crop(edges(top: 2, bottom: 0, left: 2, right: 1)),
    }
}

network! {
    struct N084: [2, 19, 16] -> [2, 17, 16] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 2), groups: 2),
    }
}

network! {
    struct N085: [3, 17, 7] -> [1, 17, 7] {
        conv2d(1, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N086: [2, 39, 34] -> [2, 17, 33] {
        conv2d(2, kernel: (3, 3), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (3, 1)),
        relu,
    }
}

network! {
    struct N087: [3, 1, 1] -> [17, 1, 1] {
        conv2d(17, kernel: (2, 2), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0)),
        relu6,
    }
}

network! {
    struct N088: [16, 10, 10] -> [1, 3, 10] {
        conv2d(1, kernel: (3, 1), stride: (1, 1), dilation: (1, 2), bias: false, flip: true),
        avg_pool2d(kernel: (4, 1), stride: (3, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N089: [17, 12, 7] -> [17, 5, 1] {
        conv2d(17, kernel: (3, 3), stride: (2, 1), dilation: (1, 3), groups: 17),
        hard_swish,
    }
}

network! {
    struct N090: [16, 5, 12] -> [16, 4, 37] {
        pad(edges(top: 0, bottom: 0, left: 1, right: 1), value: 0.5),
        upsample((1, 3)),
        adaptive_avg_pool2d((4, 37)),
    }
}

network! {
    struct N091: [33, 2, 2] -> [33, 2, 1] {
        conv2d(33, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2), groups: 33),
        leaky_relu(negative_slope: 0.1),
        max_pool2d(kernel: (2, 1), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N092: [4, 4, 3] -> [32, 18, 13] {
        conv_transpose2d(32, kernel: (4, 5), stride: (3, 3), padding: edges(top: 0, bottom: 2, left: 1, right: 1), dilation: (3, 2), output_padding: (1, 0), groups: 2),
    }
}

network! {
    struct N093: [32, 10, 12] -> [16] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0), flip: true),
        flatten, linear(16),
    }
}

network! {
    struct N094: [3, 9, 8] -> [16, 5, 6] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), bias: false),
    }
}

network! {
    struct N095: [1, 44, 42] -> [1, 40, 40] {
        conv2d(1, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
    }
}

network! {
    struct N096: [33, 7, 13] -> [2, 7, 13] {
        conv2d(2, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N097: [17, 4, 13] -> [17, 1, 1] {
        max_pool2d(kernel: (4, 1), stride: (4, 3)),
        adaptive_max_pool2d((1, 1)),
    }
}

network! {
    struct N098: [9, 7, 2] -> [31, 1, 1] {
        conv2d(31, kernel: (3, 1), stride: (1, 2), dilation: (3, 1)),
        silu,
        residual { conv2d(31, kernel: (4, 2), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 1)) }
        hard_swish,
    }
}

network! {
    struct N099: [1, 29, 53] -> [7, 9, 14] {
        conv2d(7, kernel: (7, 5), stride: (2, 3), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (2, 3), flip: true),
    }
}

network! {
    struct N100: [7, 52, 17] -> [7, 17, 16] {
        conv2d(7, kernel: (5, 3), stride: (3, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0), groups: 7),
        relu,
        residual { conv2d(7, kernel: (3, 4), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 1), groups: 7) }
    }
}

network! {
    struct N101: [32, 14, 11] -> [4, 4, 3] {
        conv2d(4, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (3, 3), groups: 4),
        sigmoid,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N102: [7, 4, 17] -> [1] {
        conv2d(7, kernel: (5, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0), groups: 7),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(1),
    }
}

network! {
    struct N103: [17, 8, 3] -> [17, 23, 5] {
        conv_transpose2d(17, kernel: (4, 1), stride: (3, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (1, 3), groups: 17),
    }
}

network! {
    struct N104: [2, 11, 12] -> [2, 11, 2] {
        adaptive_max_pool2d((9, 1)),
        adaptive_max_pool2d((11, 2)),
    }
}

network! {
    struct N105: [7, 10, 6] -> [9, 6, 2] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), flip: true),
        residual { conv2d(9, kernel: (3, 2), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 0), groups: 9) }
        silu,
    }
}

network! {
    struct N106: [3, 44, 19] -> [3, 40, 17] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 3, bias: false, flip: true),
        sigmoid,
    }
}

network! {
    struct N107: [31, 10, 5] -> [31, 10, 5] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N108: [2, 34, 38] -> [7, 8, 8] {
        conv2d(7, kernel: (3, 5), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 2)),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N109: [16, 1, 2] -> [3, 1, 2] {
        conv2d(3, kernel: (1, 3), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
        hard_swish,
        residual { conv2d(3, kernel: (2, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 2)) }
    }
}

network! {
    struct N110: [3, 7, 16] -> [17, 1, 7] {
        conv2d(17, kernel: (3, 3), stride: (3, 1)),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N111: [9, 11, 8] -> [9, 6, 8] {
        crop(edges(top: 1, bottom: 1, left: 1, right: 1)),
        max_pool2d(kernel: (3, 2), stride: (3, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
        pad(edges(top: 2, bottom: 1, left: 3, right: 2), value: 0.5),
    }
}

network! {
    struct N112: [32, 14, 10] -> [20, 3, 9] {
        conv2d(20, kernel: (5, 2), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (3, 1), groups: 4),
        residual { conv2d(20, kernel: (4, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 2), groups: 20) }
    }
}

network! {
    struct N113: [31, 3, 27] -> [62, 1, 9] {
        conv2d(62, kernel: (3, 3), stride: (1, 3), groups: 31),
        tanh,
    }
}

network! {
    struct N114: [4, 8, 5] -> [4, 8, 5] {
        conv_transpose2d(4, kernel: (1, 1), stride: (1, 1), dilation: (3, 1), groups: 2),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N115: [32, 13, 14] -> [32, 3, 3] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), flip: true),
        avg_pool2d(kernel: (3, 4), stride: (3, 4), count_include_pad: false),
    }
}

network! {
    struct N116: [1, 9, 6] -> [17, 5, 5] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 2), flip: true),
        residual { conv2d(17, kernel: (2, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0)) }
    }
}

network! {
    struct N117: [2, 17, 40] -> [2, 17, 40] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2), groups: 2, bias: false),
    }
}

network! {
    struct N118: [7, 13, 11] -> [7, 5, 4] {
        adaptive_avg_pool2d((9, 13)),
        adaptive_avg_pool2d((10, 10)),
        avg_pool2d(kernel: (2, 1), stride: (2, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N119: [1, 47, 19] -> [5] {
        conv2d(7, kernel: (3, 3), stride: (3, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        relu6,
        flatten, linear(5),
    }
}

network! {
    struct N120: [9, 3, 2] -> [2, 1, 1] {
        conv2d(2, kernel: (3, 4), stride: (3, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 2)),
        avg_pool2d(kernel: (1, 1), stride: (3, 3)),
    }
}

network! {
    struct N121: [9, 3, 45] -> [3, 3, 17] {
        conv2d(3, kernel: (1, 7), stride: (1, 2), dilation: (1, 2)),
        hard_swish,
    }
}

network! {
    struct N122: [7, 11, 47] -> [7, 4, 5] {
        conv2d(7, kernel: (3, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 7),
        relu6,
        avg_pool2d(kernel: (2, 3), stride: (2, 3)),
    }
}

network! {
    struct N123: [15, 9, 25] -> [12, 4, 6] {
        conv2d(12, kernel: (2, 2), stride: (1, 3), padding: edges(top: 1, bottom: 0, left: 1, right: 0), dilation: (1, 3), groups: 3),
        max_pool2d(kernel: (3, 3), stride: (2, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N124: [9, 14, 3] -> [9, 13, 1] {
        conv2d(9, kernel: (2, 3), stride: (1, 1), groups: 9),
    }
}

network! {
    struct N125: [15, 10, 8] -> [15, 2, 1] {
        max_pool2d(kernel: (4, 3), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (2, 1), rounding: ceil),
        max_pool2d(kernel: (3, 2), stride: (4, 4), padding: edges(top: 2, bottom: 2, left: 0, right: 0), rounding: ceil),
    }
}

network! {
    struct N126: [32, 8, 8] -> [32, 7, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 1)),
    }
}

network! {
    struct N127: [1, 8, 17] -> [17] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 1)),
        tanh,
        flatten, linear(17),
    }
}

network! {
    struct N128: [3, 19, 38] -> [3, 17, 40] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 2), groups: 3),
    }
}

network! {
    struct N129: [9, 3, 16] -> [7, 3, 16] {
        conv2d(7, kernel: (1, 1), stride: (1, 1)),
    }
}

/// Every network beside its twin: its parameters, its multiply-adds, and what its last layer sees.
pub fn all(check: &mut Check) {
    case::<N000>(
        check,
        8415,
        50490,
        Sees::Exactly([3, 9]),
        vec![conv([33, 17, 1], [4, 3, 1, 0, 0, 1], [11, 5, 2, 2, 0, 2], false, false)],
    );
    case::<N001>(
        check,
        180,
        11340,
        Sees::Exactly([3, 3]),
        vec![conv([9, 18, 9], [15, 3, 2, 0, 0, 1], [19, 3, 2, 2, 0, 1], false, true)],
    );
    case::<N002>(
        check,
        12753,
        43392,
        Sees::Exactly([5, 8]),
        vec![
            conv([32, 64, 4], [5, 3, 1, 0, 0, 1], [8, 4, 3, 0, 0, 1], false, true),
            activation(384, Function::LeakyRelu(f64::from(0.1_f32))),
            linear(384, 17),
        ],
    );
    case::<N003>(
        check,
        2861,
        4212,
        Sees::Exactly([6, 5]),
        vec![
            conv([9, 9, 9], [6, 3, 1, 0, 2, 1], [5, 3, 1, 0, 0, 1], false, true),
            activation(162, Function::Silu),
            linear(162, 17),
        ],
    );
    case::<N004>(
        check,
        117,
        2268,
        Sees::AtMost([4, 7]),
        vec![transposed([9, 9, 9], [3, 4, 1, 1, 0, 1, 0], [7, 3, 1, 1, 1, 3, 0], true)],
    );
    case::<N005>(
        check,
        13872,
        884736,
        Sees::Exactly([4, 4]),
        vec![
            conv([32, 48, 1], [7, 3, 1, 2, 1, 1], [10, 3, 1, 0, 0, 1], false, true),
            activation(3072, Function::Relu6),
            avg_pool(48, [8, 2, 2, 0, 0, 1], [8, 2, 2, 0, 0, 1], false, true),
        ],
    );
    case::<N006>(
        check,
        0,
        0,
        Sees::Exactly([9, 6]),
        vec![
            avg_pool(33, [13, 3, 2, 0, 0, 1], [5, 2, 2, 1, 0, 1], false, true),
            avg_pool(33, [6, 4, 3, 2, 1, 1], [3, 3, 3, 0, 2, 1], true, false),
        ],
    );
    case::<N007>(
        check,
        52,
        32000,
        Sees::Exactly([6, 6]),
        vec![
            conv([2, 2, 2], [42, 5, 1, 1, 1, 1], [20, 5, 1, 0, 0, 1], false, true),
            avg_pool(2, [40, 2, 2, 0, 0, 1], [16, 2, 2, 0, 0, 1], false, true),
        ],
    );
    case::<N008>(
        check,
        16,
        686,
        Sees::Exactly([1, 1]),
        vec![conv([7, 2, 1], [7, 1, 1, 0, 0, 1], [7, 1, 1, 0, 0, 1], false, true)],
    );
    case::<N009>(
        check,
        12,
        19881,
        Sees::Exactly([7, 1]),
        vec![conv([1, 3, 1], [53, 3, 1, 0, 0, 3], [47, 1, 1, 0, 0, 1], false, true)],
    );
    case::<N010>(
        check,
        3131,
        6138,
        Sees::Exactly([14, 15]),
        vec![
            conv([7, 31, 1], [10, 4, 2, 0, 0, 3], [6, 3, 3, 2, 0, 1], false, true),
            activation(62, Function::Relu),
            residual(conv([31, 31, 31], [1, 3, 1, 1, 1, 1], [2, 5, 1, 2, 2, 1], false, true)),
        ],
    );
    case::<N011>(
        check,
        85,
        2016,
        Sees::Exactly([5, 10]),
        vec![
            conv([7, 1, 1], [3, 3, 1, 2, 2, 2], [27, 4, 3, 0, 0, 1], false, true),
            activation(24, Function::Relu),
            max_pool(1, [3, 1, 4, 0, 0, 2], [8, 3, 1, 0, 0, 1], false),
        ],
    );
    case::<N012>(
        check,
        429,
        1188,
        Sees::Exactly([3, 4]),
        vec![
            conv([33, 33, 33], [3, 3, 1, 0, 0, 1], [9, 4, 2, 0, 0, 1], false, true),
            avg_pool(33, [1, 1, 1, 0, 0, 1], [3, 1, 2, 0, 0, 1], false, false),
        ],
    );
    case::<N013>(
        check,
        0,
        0,
        Sees::AtMost([6, 7]),
        vec![
            crop(7, [13, 9], [0, 0, 1, 2]),
            avg_pool(7, [13, 3, 3, 2, 2, 1], [6, 4, 3, 0, 0, 1], true, false),
            adaptive(false, 7, [5, 2], [7, 1]),
        ],
    );
    case::<N014>(
        check,
        986,
        5712,
        Sees::Exactly([13, 4]),
        vec![conv([17, 34, 17], [14, 7, 2, 0, 0, 2], [13, 4, 2, 0, 2, 1], false, true)],
    );
    case::<N015>(
        check,
        51,
        2160,
        Sees::AtMost([1, 1]),
        vec![
            transposed([48, 3, 3], [5, 1, 1, 0, 0, 1, 0], [9, 1, 1, 0, 0, 1, 0], true),
            activation(135, Function::Relu6),
        ],
    );
    case::<N016>(
        check,
        9248,
        589824,
        Sees::Exactly([3, 7]),
        vec![
            conv([32, 32, 1], [9, 3, 1, 1, 0, 1], [10, 3, 1, 0, 0, 1], false, true),
            max_pool(32, [8, 1, 2, 0, 0, 1], [8, 3, 2, 0, 0, 2], false),
        ],
    );
    case::<N017>(
        check,
        390,
        11250,
        Sees::Exactly([5, 5]),
        vec![conv([1, 15, 1], [8, 5, 1, 1, 0, 1], [10, 5, 1, 0, 0, 1], false, true), activation(450, Function::Relu)],
    );
    case::<N018>(
        check,
        30,
        7803,
        Sees::Exactly([3, 3]),
        vec![conv([3, 3, 3], [19, 3, 1, 0, 0, 1], [19, 3, 1, 0, 0, 1], false, true)],
    );
    case::<N019>(
        check,
        51,
        3332,
        Sees::Exactly([1, 1]),
        vec![conv([2, 17, 1], [7, 1, 1, 0, 0, 1], [14, 1, 1, 0, 0, 1], false, true)],
    );
    case::<N020>(
        check,
        0,
        0,
        Sees::AtMost([2, 4]),
        vec![
            adaptive(true, 31, [9, 11], [7, 10]),
            pad(31, [7, 10], [2, 1, 3, 3], 0.5),
            max_pool(31, [10, 1, 2, 0, 0, 1], [16, 3, 3, 0, 1, 1], true),
        ],
    );
    case::<N021>(
        check,
        1224,
        1215,
        Sees::Exactly([8, 3]),
        vec![
            conv([15, 9, 1], [6, 3, 3, 0, 0, 2], [3, 3, 2, 1, 0, 1], false, true),
            avg_pool(9, [1, 2, 4, 1, 0, 1], [1, 1, 2, 0, 0, 1], false, true),
        ],
    );
    case::<N022>(
        check,
        279,
        16926,
        Sees::Exactly([4, 2]),
        vec![
            conv([1, 31, 1], [6, 3, 1, 2, 0, 1], [13, 1, 1, 0, 0, 1], true, true),
            activation(2418, Function::LeakyRelu(f64::from(0.1_f32))),
            residual(conv([31, 31, 31], [6, 2, 1, 0, 1, 1], [13, 2, 1, 1, 0, 1], false, true)),
            activation(2418, Function::Relu),
        ],
    );
    case::<N023>(
        check,
        160,
        4608,
        Sees::Exactly([5, 7]),
        vec![
            conv([16, 16, 16], [4, 3, 1, 0, 0, 1], [17, 3, 1, 0, 1, 1], false, true),
            activation(512, Function::Silu),
            max_pool(16, [2, 3, 1, 0, 2, 1], [16, 3, 4, 0, 2, 2], false),
        ],
    );
    case::<N024>(
        check,
        1024,
        14336,
        Sees::Exactly([2, 2]),
        vec![conv([16, 64, 4], [14, 2, 1, 0, 1, 1], [2, 2, 2, 0, 0, 1], false, false)],
    );
    case::<N025>(
        check,
        320,
        1728,
        Sees::Exactly([7, 9]),
        vec![
            conv([16, 16, 16], [4, 3, 2, 0, 0, 1], [15, 3, 3, 1, 2, 1], false, true),
            activation(96, Function::Relu),
            residual(conv([16, 16, 16], [1, 3, 1, 2, 0, 1], [6, 3, 1, 0, 2, 1], false, true)),
            activation(96, Function::Tanh),
        ],
    );
    case::<N026>(
        check,
        21,
        630,
        Sees::AtMost([1, 2]),
        vec![
            transposed([9, 3, 3], [5, 1, 1, 0, 0, 3, 0], [7, 2, 1, 1, 0, 1, 0], true),
            activation(105, Function::Relu),
        ],
    );
    case::<N027>(
        check,
        0,
        0,
        Sees::Exactly([3, 4]),
        vec![
            avg_pool(16, [11, 3, 2, 0, 0, 1], [4, 4, 1, 2, 0, 1], true, false),
            pad(16, [5, 3], [2, 1, 3, 3], -1.0),
            pad(16, [8, 9], [2, 1, 3, 3], -1.0),
        ],
    );
    case::<N028>(
        check,
        1216,
        36000,
        Sees::Exactly([5, 5]),
        vec![
            conv([3, 16, 1], [6, 5, 1, 2, 2, 1], [9, 5, 1, 0, 0, 1], true, true),
            activation(480, Function::LeakyRelu(f64::from(0.1_f32))),
        ],
    );
    case::<N029>(
        check,
        20,
        28800,
        Sees::Exactly([3, 3]),
        vec![conv([2, 2, 2], [41, 3, 1, 1, 0, 1], [41, 3, 1, 0, 1, 1], false, true)],
    );
    case::<N030>(
        check,
        36,
        306,
        Sees::Exactly([1, 1]),
        vec![conv([17, 2, 1], [9, 1, 1, 0, 0, 1], [1, 1, 1, 0, 0, 1], false, true), activation(18, Function::Silu)],
    );
    case::<N031>(
        check,
        28,
        11088,
        Sees::Exactly([1, 7]),
        vec![conv([1, 7, 1], [16, 1, 1, 0, 0, 1], [105, 3, 3, 0, 0, 3], true, true)],
    );
    case::<N032>(
        check,
        520,
        516,
        Sees::Exactly([23, 7]),
        vec![
            conv([9, 2, 1], [20, 7, 2, 0, 0, 3], [6, 4, 3, 1, 2, 2], false, true),
            activation(2, Function::LeakyRelu(f64::from(0.1_f32))),
            residual(conv([2, 2, 1], [1, 3, 1, 2, 0, 1], [1, 1, 1, 0, 0, 1], false, true)),
        ],
    );
    case::<N033>(
        check,
        128,
        10710,
        Sees::Exactly([3, 3]),
        vec![conv([7, 2, 1], [5, 3, 1, 2, 0, 1], [18, 3, 1, 1, 0, 1], false, true)],
    );
    case::<N034>(
        check,
        0,
        0,
        Sees::Exactly([4, 4]),
        vec![
            crop(33, [9, 6], [2, 1, 1, 1]),
            pad(33, [6, 4], [0, 1, 2, 1], 0.5),
            avg_pool(33, [7, 4, 2, 0, 0, 1], [7, 4, 2, 0, 1, 1], true, true),
        ],
    );
    case::<N035>(
        check,
        684,
        4050,
        Sees::Exactly([3, 9]),
        vec![conv([15, 9, 3], [6, 3, 1, 2, 0, 1], [8, 5, 1, 0, 1, 2], false, true), activation(54, Function::Relu)],
    );
    case::<N036>(
        check,
        153,
        153,
        Sees::Exactly([3, 3]),
        vec![conv([17, 17, 17], [2, 3, 1, 0, 1, 1], [3, 3, 1, 0, 0, 1], false, false)],
    );
    case::<N037>(
        check,
        306,
        5400,
        Sees::AtMost([13, 2]),
        vec![
            transposed([10, 6, 2], [6, 5, 1, 1, 0, 3, 0], [3, 2, 2, 2, 1, 2, 1], true),
            activation(510, Function::Tanh),
        ],
    );
    case::<N038>(
        check,
        9248,
        516096,
        Sees::Exactly([6, 6]),
        vec![
            conv([32, 32, 1], [9, 3, 1, 0, 0, 1], [9, 3, 1, 0, 1, 1], false, true),
            max_pool(32, [7, 4, 3, 0, 0, 1], [8, 4, 3, 0, 0, 1], false),
        ],
    );
    case::<N039>(
        check,
        156,
        18900,
        Sees::Exactly([5, 5]),
        vec![conv([1, 6, 1], [14, 5, 1, 2, 2, 1], [13, 5, 1, 0, 0, 1], false, true), activation(756, Function::Relu6)],
    );
    case::<N040>(
        check,
        3415,
        9520,
        Sees::Exactly([19, 42]),
        vec![
            conv([1, 1, 1], [19, 3, 1, 0, 0, 1], [42, 3, 1, 0, 0, 1], false, true),
            activation(680, Function::Relu6),
            linear(680, 5),
        ],
    );
    case::<N041>(
        check,
        0,
        0,
        Sees::AtMost([2, 3]),
        vec![crop(15, [7, 6], [0, 0, 0, 1]), adaptive(true, 15, [7, 5], [6, 3])],
    );
    case::<N042>(
        check,
        7989,
        25792,
        Sees::Exactly([24, 95]),
        vec![
            conv([3, 1, 1], [24, 4, 1, 0, 1, 3], [95, 3, 3, 0, 0, 2], false, true),
            activation(496, Function::Relu6),
            linear(496, 16),
        ],
    );
    case::<N043>(
        check,
        2112,
        4158,
        Sees::Exactly([7, 3]),
        vec![conv([3, 33, 1], [10, 7, 3, 0, 0, 1], [3, 3, 3, 0, 0, 1], false, true)],
    );
    case::<N044>(
        check,
        1445,
        9996,
        Sees::Exactly([6, 6]),
        vec![
            conv([7, 17, 1], [4, 4, 1, 0, 0, 1], [6, 3, 1, 2, 1, 1], false, true),
            activation(119, Function::Relu),
            avg_pool(17, [1, 3, 4, 0, 2, 1], [7, 4, 2, 0, 0, 1], false, false),
        ],
    );
    case::<N045>(
        check,
        330,
        19305,
        Sees::Exactly([3, 3]),
        vec![
            conv([33, 33, 33], [5, 3, 1, 2, 0, 1], [41, 3, 3, 0, 0, 1], true, true),
            activation(2145, Function::Sigmoid),
        ],
    );
    case::<N046>(
        check,
        195,
        7200,
        Sees::Exactly([5, 2]),
        vec![
            conv([12, 15, 3], [8, 3, 1, 1, 0, 2], [8, 1, 1, 0, 0, 1], false, true),
            activation(600, Function::LeakyRelu(f64::from(0.1_f32))),
            avg_pool(15, [5, 1, 4, 0, 0, 1], [8, 2, 1, 0, 0, 1], false, false),
        ],
    );
    case::<N047>(
        check,
        90,
        4131,
        Sees::Exactly([3, 3]),
        vec![
            conv([9, 9, 9], [19, 3, 1, 0, 0, 1], [3, 3, 1, 0, 2, 1], true, true),
            activation(459, Function::HardSwish),
        ],
    );
    case::<N048>(
        check,
        0,
        0,
        Sees::AtMost([2, 2]),
        vec![
            upsample(1, [3, 4], [3, 1], Between::Linear),
            avg_pool(1, [9, 1, 4, 0, 0, 1], [4, 2, 4, 0, 0, 1], false, false),
        ],
    );
    case::<N049>(
        check,
        9248,
        1115136,
        Sees::Exactly([3, 3]),
        vec![conv([32, 32, 1], [13, 3, 1, 0, 0, 1], [12, 3, 1, 0, 1, 1], true, true)],
    );
    case::<N050>(
        check,
        459,
        37800,
        Sees::Exactly([6, 6]),
        vec![
            conv([2, 9, 1], [15, 5, 1, 1, 2, 1], [8, 5, 1, 2, 0, 1], false, true),
            avg_pool(9, [14, 2, 2, 0, 0, 1], [6, 2, 2, 0, 0, 1], false, true),
        ],
    );
    case::<N051>(
        check,
        78,
        51000,
        Sees::Exactly([5, 5]),
        vec![conv([3, 3, 3], [20, 5, 1, 1, 0, 1], [43, 5, 1, 1, 0, 1], false, true)],
    );
    case::<N052>(
        check,
        48,
        1920,
        Sees::Exactly([1, 1]),
        vec![conv([3, 16, 1], [10, 1, 1, 0, 0, 1], [4, 1, 1, 0, 0, 1], false, false)],
    );
    case::<N053>(
        check,
        84,
        42687,
        Sees::Exactly([7, 3]),
        vec![conv([3, 3, 1], [23, 3, 1, 0, 0, 3], [32, 3, 1, 1, 0, 1], false, true), activation(1581, Function::Relu)],
    );
    case::<N054>(
        check,
        49,
        42,
        Sees::Exactly([2, 5]),
        vec![conv([1, 7, 1], [1, 2, 1, 0, 1, 1], [5, 3, 2, 0, 0, 2], false, true)],
    );
    case::<N055>(
        check,
        0,
        0,
        Sees::AtMost([3, 3]),
        vec![
            upsample(33, [7, 4], [2, 3], Between::LinearCorners),
            adaptive(false, 33, [14, 12], [15, 11]),
            pad(33, [15, 11], [0, 1, 1, 0], -1.0),
        ],
    );
    case::<N056>(
        check,
        608,
        53312,
        Sees::Exactly([4, 9]),
        vec![
            conv([16, 32, 16], [9, 3, 1, 0, 0, 1], [28, 3, 2, 1, 0, 1], false, true),
            residual(conv([32, 32, 32], [7, 2, 1, 1, 0, 1], [14, 4, 1, 1, 2, 1], false, true)),
            activation(3136, Function::Relu6),
        ],
    );
    case::<N057>(
        check,
        26,
        2160,
        Sees::Exactly([7, 1]),
        vec![
            conv([6, 2, 2], [30, 4, 3, 2, 2, 2], [17, 1, 2, 0, 0, 2], false, true),
            activation(180, Function::Sigmoid),
        ],
    );
    case::<N058>(
        check,
        160,
        1008,
        Sees::Exactly([3, 3]),
        vec![conv([16, 16, 16], [3, 3, 1, 0, 0, 1], [15, 3, 2, 0, 0, 1], false, true)],
    );
    case::<N059>(
        check,
        34,
        34,
        Sees::AtMost([1, 1]),
        vec![transposed([17, 17, 17], [1, 1, 1, 0, 0, 3, 0], [2, 1, 1, 0, 0, 2, 0], true)],
    );
    case::<N060>(
        check,
        9248,
        516096,
        Sees::Exactly([3, 6]),
        vec![
            conv([32, 32, 1], [8, 3, 1, 0, 2, 1], [8, 3, 1, 0, 1, 1], false, true),
            avg_pool(32, [8, 1, 2, 0, 0, 1], [7, 4, 1, 0, 0, 1], false, true),
        ],
    );
    case::<N061>(
        check,
        4145,
        19872,
        Sees::Exactly([8, 10]),
        vec![
            conv([3, 6, 1], [8, 5, 1, 2, 0, 1], [10, 5, 1, 0, 0, 1], false, true),
            activation(216, Function::HardSwish),
            linear(216, 17),
        ],
    );
    case::<N062>(
        check,
        0,
        0,
        Sees::Exactly([1, 4]),
        vec![pad(9, [10, 7], [1, 3, 1, 0], -1.0), max_pool(9, [14, 1, 2, 0, 0, 2], [8, 4, 4, 0, 1, 1], false)],
    );
    case::<N063>(
        check,
        1122,
        54450,
        Sees::Exactly([1, 1]),
        vec![
            conv([33, 33, 1], [10, 1, 1, 0, 0, 1], [5, 1, 1, 0, 0, 1], false, true),
            activation(1650, Function::LeakyRelu(f64::from(0.1_f32))),
        ],
    );
    case::<N064>(
        check,
        15380,
        42966,
        Sees::Exactly([71, 34]),
        vec![
            conv([1, 3, 1], [71, 3, 2, 0, 0, 3], [34, 3, 1, 0, 1, 2], false, true),
            activation(3069, Function::Tanh),
            linear(3069, 5),
        ],
    );
    case::<N065>(
        check,
        1953,
        3844,
        Sees::Exactly([4, 1]),
        vec![conv([31, 31, 1], [6, 2, 3, 0, 1, 3], [2, 1, 2, 0, 0, 1], false, true)],
    );
    case::<N066>(
        check,
        560,
        5280,
        Sees::Exactly([7, 16]),
        vec![
            conv([3, 16, 1], [15, 1, 3, 0, 0, 1], [12, 7, 3, 0, 0, 1], false, true),
            residual(conv([16, 16, 16], [5, 3, 1, 1, 1, 1], [2, 4, 1, 2, 1, 1], false, true)),
            activation(160, Function::Sigmoid),
        ],
    );
    case::<N067>(
        check,
        660,
        4158,
        Sees::Exactly([3, 3]),
        vec![conv([33, 66, 33], [1, 3, 2, 1, 1, 1], [7, 3, 1, 2, 0, 1], false, true)],
    );
    case::<N068>(
        check,
        704,
        17500,
        Sees::Exactly([5, 7]),
        vec![conv([20, 4, 4], [10, 5, 2, 2, 1, 1], [16, 7, 2, 0, 0, 1], false, true)],
    );
    case::<N069>(
        check,
        0,
        0,
        Sees::AtMost([6, 3]),
        vec![adaptive(true, 33, [6, 3], [7, 3]), max_pool(33, [7, 4, 1, 2, 0, 2], [3, 4, 2, 2, 0, 1], true)],
    );
    case::<N070>(
        check,
        81,
        1728,
        Sees::AtMost([4, 1]),
        vec![
            transposed([9, 9, 9], [3, 4, 1, 1, 0, 1, 0], [8, 2, 3, 2, 0, 1, 1], true),
            activation(990, Function::Sigmoid),
        ],
    );
    case::<N071>(
        check,
        13872,
        884736,
        Sees::Exactly([4, 4]),
        vec![
            conv([32, 48, 1], [10, 3, 1, 0, 0, 1], [10, 3, 1, 0, 0, 1], false, true),
            activation(3072, Function::LeakyRelu(f64::from(0.1_f32))),
            max_pool(48, [8, 2, 2, 0, 0, 1], [8, 2, 2, 0, 0, 1], false),
        ],
    );
    case::<N072>(
        check,
        765,
        13500,
        Sees::Exactly([5, 5]),
        vec![conv([2, 15, 1], [6, 5, 1, 0, 0, 1], [11, 5, 1, 2, 0, 1], false, true)],
    );
    case::<N073>(
        check,
        3231,
        19200,
        Sees::Exactly([18, 44]),
        vec![conv([1, 1, 1], [18, 5, 1, 2, 0, 1], [44, 5, 1, 0, 0, 1], false, true), linear(640, 5)],
    );
    case::<N074>(
        check,
        32,
        2400,
        Sees::Exactly([1, 1]),
        vec![conv([15, 2, 1], [8, 1, 1, 0, 0, 1], [10, 1, 1, 0, 0, 1], false, true)],
    );
    case::<N075>(
        check,
        58,
        31416,
        Sees::Exactly([19, 9]),
        vec![
            conv([1, 2, 1], [51, 7, 1, 0, 0, 3], [21, 4, 1, 0, 2, 2], true, true),
            activation(1122, Function::Sigmoid),
            avg_pool(2, [33, 1, 1, 0, 0, 1], [17, 3, 4, 0, 2, 1], false, false),
        ],
    );
    case::<N076>(
        check,
        0,
        0,
        Sees::AtMost([5, 3]),
        vec![
            adaptive(true, 31, [13, 8], [7, 3]),
            pad(31, [7, 3], [3, 0, 1, 1], -1.0),
            avg_pool(31, [10, 2, 1, 1, 0, 1], [5, 1, 2, 0, 0, 1], false, true),
        ],
    );
    case::<N077>(
        check,
        444,
        30870,
        Sees::Exactly([3, 13]),
        vec![
            conv([7, 3, 1], [28, 3, 2, 0, 2, 1], [21, 7, 2, 0, 0, 2], false, true),
            activation(210, Function::LeakyRelu(f64::from(0.1_f32))),
        ],
    );
    case::<N078>(
        check,
        90,
        14742,
        Sees::Exactly([3, 3]),
        vec![conv([9, 9, 9], [14, 3, 1, 0, 2, 1], [25, 3, 2, 2, 0, 1], false, true)],
    );
    case::<N079>(
        check,
        496,
        26880,
        Sees::Exactly([6, 4]),
        vec![
            conv([8, 16, 4], [7, 5, 1, 1, 0, 1], [16, 3, 1, 0, 0, 1], false, true),
            activation(896, Function::Silu),
            max_pool(16, [4, 2, 2, 0, 0, 1], [14, 2, 2, 0, 0, 1], false),
        ],
    );
    case::<N080>(
        check,
        170,
        459,
        Sees::Exactly([5, 7]),
        vec![conv([17, 17, 17], [7, 3, 1, 0, 0, 2], [5, 3, 1, 2, 0, 3], false, true), activation(51, Function::Relu6)],
    );
    case::<N081>(
        check,
        48,
        900,
        Sees::AtMost([2, 3]),
        vec![transposed([1, 3, 1], [5, 5, 3, 0, 0, 1, 2], [4, 3, 1, 0, 0, 1, 0], true)],
    );
    case::<N082>(
        check,
        9376,
        523264,
        Sees::Exactly([4, 4]),
        vec![
            conv([32, 32, 1], [9, 3, 1, 0, 0, 1], [10, 3, 1, 0, 0, 1], true, false),
            activation(1792, Function::Sigmoid),
            residual(conv([32, 32, 32], [7, 2, 1, 1, 0, 1], [8, 2, 1, 0, 1, 1], false, true)),
            activation(1792, Function::Relu),
        ],
    );
    case::<N083>(
        check,
        0,
        0,
        Sees::AtMost([3, 2]),
        vec![adaptive(true, 3, [11, 6], [6, 5]), crop(3, [6, 5], [2, 0, 2, 1])],
    );
    case::<N084>(
        check,
        52,
        13600,
        Sees::Exactly([5, 5]),
        vec![conv([2, 2, 2], [19, 5, 1, 2, 0, 1], [16, 5, 1, 2, 2, 1], false, true)],
    );
    case::<N085>(
        check,
        3,
        357,
        Sees::Exactly([1, 1]),
        vec![conv([3, 1, 1], [17, 1, 1, 0, 0, 1], [7, 1, 1, 0, 0, 1], false, false)],
    );
    case::<N086>(
        check,
        38,
        20196,
        Sees::Exactly([7, 3]),
        vec![conv([2, 2, 1], [39, 3, 2, 0, 0, 3], [34, 3, 1, 1, 0, 1], false, true), activation(1122, Function::Relu)],
    );
    case::<N087>(
        check,
        221,
        204,
        Sees::Exactly([2, 2]),
        vec![conv([3, 17, 1], [1, 2, 1, 1, 0, 1], [1, 2, 1, 1, 0, 1], false, true), activation(17, Function::Relu6)],
    );
    case::<N088>(
        check,
        48,
        3840,
        Sees::Exactly([6, 1]),
        vec![
            conv([16, 1, 1], [10, 3, 1, 0, 0, 1], [10, 1, 1, 0, 0, 2], true, false),
            avg_pool(1, [8, 4, 3, 2, 0, 1], [10, 1, 1, 0, 0, 1], false, true),
        ],
    );
    case::<N089>(
        check,
        170,
        765,
        Sees::Exactly([3, 7]),
        vec![
            conv([17, 17, 17], [12, 3, 2, 0, 0, 1], [7, 3, 1, 0, 0, 3], false, true),
            activation(85, Function::HardSwish),
        ],
    );
    case::<N090>(
        check,
        0,
        0,
        Sees::AtMost([2, 2]),
        vec![
            pad(16, [5, 12], [0, 0, 1, 1], 0.5),
            upsample(16, [5, 14], [1, 3], Between::Nearest),
            adaptive(false, 16, [5, 42], [4, 37]),
        ],
    );
    case::<N091>(
        check,
        330,
        1188,
        Sees::Exactly([4, 3]),
        vec![
            conv([33, 33, 33], [2, 3, 1, 0, 2, 1], [2, 3, 1, 0, 2, 1], false, true),
            activation(132, Function::LeakyRelu(f64::from(0.1_f32))),
            max_pool(33, [2, 2, 1, 1, 0, 1], [2, 1, 2, 0, 0, 1], false),
        ],
    );
    case::<N092>(
        check,
        1312,
        15360,
        Sees::AtMost([4, 3]),
        vec![transposed([4, 32, 2], [4, 4, 3, 0, 2, 3, 1], [3, 5, 3, 1, 1, 2, 0], true)],
    );
    case::<N093>(
        check,
        70704,
        1167360,
        Sees::Exactly([10, 12]),
        vec![conv([32, 32, 1], [10, 3, 1, 0, 2, 1], [12, 3, 1, 2, 0, 1], true, true), linear(3840, 16)],
    );
    case::<N094>(
        check,
        1200,
        36000,
        Sees::Exactly([5, 5]),
        vec![conv([3, 16, 1], [9, 5, 1, 0, 0, 1], [8, 5, 1, 0, 2, 1], false, false)],
    );
    case::<N095>(
        check,
        26,
        40000,
        Sees::Exactly([5, 5]),
        vec![conv([1, 1, 1], [44, 5, 1, 0, 0, 1], [42, 5, 1, 2, 0, 1], false, true)],
    );
    case::<N096>(
        check,
        66,
        6006,
        Sees::Exactly([1, 1]),
        vec![conv([33, 2, 1], [7, 1, 1, 0, 0, 1], [13, 1, 1, 0, 0, 1], false, false)],
    );
    case::<N097>(
        check,
        0,
        0,
        Sees::AtMost([4, 13]),
        vec![max_pool(17, [4, 4, 4, 0, 0, 1], [13, 1, 3, 0, 0, 1], false), adaptive(true, 17, [1, 5], [1, 1])],
    );
    case::<N098>(
        check,
        8587,
        8525,
        Sees::Exactly([10, 3]),
        vec![
            conv([9, 31, 1], [7, 3, 1, 0, 0, 3], [2, 1, 2, 0, 0, 1], false, true),
            activation(31, Function::Silu),
            residual(conv([31, 31, 1], [1, 4, 1, 2, 1, 1], [1, 2, 1, 0, 1, 1], false, true)),
            activation(31, Function::HardSwish),
        ],
    );
    case::<N099>(
        check,
        252,
        30870,
        Sees::Exactly([13, 13]),
        vec![conv([1, 7, 1], [29, 7, 2, 1, 0, 2], [53, 5, 3, 0, 0, 3], true, true)],
    );
    case::<N100>(
        check,
        203,
        51408,
        Sees::Exactly([11, 6]),
        vec![
            conv([7, 7, 7], [52, 5, 3, 1, 0, 1], [17, 3, 1, 1, 0, 1], false, true),
            activation(1904, Function::Relu),
            residual(conv([7, 7, 7], [17, 3, 1, 1, 1, 1], [16, 4, 1, 2, 1, 1], false, true)),
        ],
    );
    case::<N101>(
        check,
        292,
        13824,
        Sees::Exactly([8, 8]),
        vec![
            conv([32, 4, 4], [14, 3, 1, 0, 0, 3], [11, 3, 1, 1, 0, 3], false, true),
            activation(192, Function::Sigmoid),
            max_pool(4, [8, 2, 2, 0, 0, 1], [6, 2, 2, 0, 0, 1], false),
        ],
    );
    case::<N102>(
        check,
        232,
        1904,
        Sees::Exactly([4, 17]),
        vec![
            conv([7, 7, 7], [4, 5, 1, 0, 1, 1], [17, 3, 1, 2, 0, 1], false, true),
            activation(119, Function::LeakyRelu(f64::from(0.1_f32))),
            linear(119, 1),
        ],
    );
    case::<N103>(
        check,
        85,
        1632,
        Sees::AtMost([2, 1]),
        vec![transposed([17, 17, 17], [8, 4, 3, 2, 0, 1, 0], [3, 1, 2, 0, 0, 3, 0], true)],
    );
    case::<N104>(
        check,
        0,
        0,
        Sees::AtMost([4, 12]),
        vec![adaptive(true, 2, [11, 12], [9, 1]), adaptive(true, 2, [9, 1], [11, 2])],
    );
    case::<N105>(
        check,
        1647,
        19548,
        Sees::Exactly([7, 6]),
        vec![
            conv([7, 9, 1], [10, 5, 1, 0, 0, 1], [6, 5, 1, 0, 0, 1], true, true),
            residual(conv([9, 9, 9], [6, 3, 1, 0, 2, 1], [2, 2, 1, 1, 0, 1], false, true)),
            activation(108, Function::Silu),
        ],
    );
    case::<N106>(
        check,
        75,
        51000,
        Sees::Exactly([5, 5]),
        vec![
            conv([3, 3, 3], [44, 5, 1, 0, 0, 1], [19, 5, 1, 0, 2, 1], true, false),
            activation(2040, Function::Sigmoid),
        ],
    );
    case::<N107>(
        check,
        992,
        48050,
        Sees::Exactly([1, 1]),
        vec![conv([31, 31, 1], [10, 1, 1, 0, 0, 1], [5, 1, 1, 0, 0, 1], false, true)],
    );
    case::<N108>(
        check,
        217,
        53760,
        Sees::Exactly([5, 11]),
        vec![
            conv([2, 7, 1], [34, 3, 2, 0, 0, 1], [38, 5, 2, 2, 0, 2], false, true),
            max_pool(7, [16, 2, 2, 0, 0, 1], [16, 2, 2, 0, 0, 1], false),
        ],
    );
    case::<N109>(
        check,
        240,
        468,
        Sees::Exactly([4, 7]),
        vec![
            conv([16, 3, 1], [1, 1, 3, 0, 0, 1], [2, 3, 1, 2, 0, 1], false, true),
            activation(6, Function::HardSwish),
            residual(conv([3, 3, 1], [1, 2, 1, 0, 1, 1], [2, 5, 1, 2, 2, 1], false, true)),
        ],
    );
    case::<N110>(
        check,
        476,
        12852,
        Sees::Exactly([6, 4]),
        vec![
            conv([3, 17, 1], [7, 3, 3, 0, 0, 1], [16, 3, 1, 0, 0, 1], false, true),
            max_pool(17, [2, 2, 2, 0, 0, 1], [14, 2, 2, 0, 0, 1], false),
        ],
    );
    case::<N111>(
        check,
        0,
        0,
        Sees::Exactly([3, 2]),
        vec![
            crop(9, [11, 8], [1, 1, 1, 1]),
            max_pool(9, [9, 3, 3, 0, 1, 1], [6, 2, 2, 0, 0, 1], false),
            pad(9, [3, 3], [2, 1, 3, 2], 0.5),
        ],
    );
    case::<N112>(
        check,
        1880,
        49680,
        Sees::Exactly([16, 4]),
        vec![
            conv([32, 20, 4], [14, 5, 1, 1, 0, 3], [10, 2, 1, 0, 0, 1], false, true),
            residual(conv([20, 20, 20], [3, 4, 1, 2, 1, 1], [9, 3, 1, 0, 2, 1], false, true)),
        ],
    );
    case::<N113>(
        check,
        620,
        5022,
        Sees::Exactly([3, 3]),
        vec![conv([31, 62, 31], [3, 3, 1, 0, 0, 1], [27, 3, 3, 0, 0, 1], false, true), activation(558, Function::Tanh)],
    );
    case::<N114>(
        check,
        12,
        320,
        Sees::AtMost([1, 1]),
        vec![
            transposed([4, 4, 2], [8, 1, 1, 0, 0, 3, 0], [5, 1, 1, 0, 0, 1, 0], true),
            activation(160, Function::LeakyRelu(f64::from(0.1_f32))),
        ],
    );
    case::<N115>(
        check,
        9248,
        1216512,
        Sees::Exactly([5, 6]),
        vec![
            conv([32, 32, 1], [13, 3, 1, 0, 0, 1], [14, 3, 1, 0, 0, 1], true, true),
            avg_pool(32, [11, 3, 3, 0, 0, 1], [12, 4, 4, 0, 0, 1], false, false),
        ],
    );
    case::<N116>(
        check,
        2193,
        53975,
        Sees::Exactly([6, 7]),
        vec![
            conv([1, 17, 1], [9, 5, 1, 0, 0, 1], [6, 5, 1, 1, 2, 1], true, true),
            residual(conv([17, 17, 1], [5, 2, 1, 0, 1, 1], [5, 3, 1, 2, 0, 1], false, true)),
        ],
    );
    case::<N117>(
        check,
        18,
        12240,
        Sees::Exactly([3, 3]),
        vec![conv([2, 2, 2], [17, 3, 1, 0, 2, 1], [40, 3, 1, 0, 2, 1], false, false)],
    );
    case::<N118>(
        check,
        0,
        0,
        Sees::AtMost([5, 4]),
        vec![
            adaptive(false, 7, [13, 11], [9, 13]),
            adaptive(false, 7, [9, 13], [10, 10]),
            avg_pool(7, [10, 2, 2, 0, 1, 1], [10, 1, 3, 0, 0, 1], true, false),
        ],
    );
    case::<N119>(
        check,
        9595,
        26656,
        Sees::Exactly([47, 19]),
        vec![
            conv([1, 7, 1], [47, 3, 3, 2, 0, 1], [19, 3, 1, 0, 0, 1], false, true),
            activation(1904, Function::Relu6),
            linear(1904, 5),
        ],
    );
    case::<N120>(
        check,
        218,
        216,
        Sees::Exactly([3, 4]),
        vec![
            conv([9, 2, 1], [3, 3, 3, 0, 1, 1], [2, 4, 3, 0, 2, 1], false, true),
            avg_pool(2, [1, 1, 3, 0, 0, 1], [1, 1, 3, 0, 0, 1], false, true),
        ],
    );
    case::<N121>(
        check,
        192,
        9639,
        Sees::Exactly([1, 13]),
        vec![
            conv([9, 3, 1], [3, 1, 1, 0, 0, 1], [45, 7, 2, 0, 0, 2], false, true),
            activation(153, Function::HardSwish),
        ],
    );
    case::<N122>(
        check,
        70,
        9072,
        Sees::Exactly([4, 9]),
        vec![
            conv([7, 7, 7], [11, 3, 1, 0, 0, 1], [47, 3, 3, 0, 2, 1], false, true),
            activation(1008, Function::Relu6),
            avg_pool(7, [9, 2, 2, 0, 0, 1], [16, 3, 3, 0, 0, 1], false, true),
        ],
    );
    case::<N123>(
        check,
        252,
        17280,
        Sees::Exactly([4, 10]),
        vec![
            conv([15, 12, 3], [9, 2, 1, 1, 0, 1], [25, 2, 3, 1, 0, 3], false, true),
            max_pool(12, [9, 3, 2, 0, 1, 1], [8, 3, 1, 0, 0, 1], false),
        ],
    );
    case::<N124>(
        check,
        63,
        702,
        Sees::Exactly([2, 3]),
        vec![conv([9, 9, 9], [14, 2, 1, 0, 0, 1], [3, 3, 1, 0, 0, 1], false, true)],
    );
    case::<N125>(
        check,
        0,
        0,
        Sees::Exactly([9, 5]),
        vec![
            max_pool(15, [10, 4, 1, 2, 0, 2], [8, 3, 2, 0, 0, 1], true),
            max_pool(15, [6, 3, 4, 2, 2, 1], [4, 2, 4, 0, 0, 1], true),
        ],
    );
    case::<N126>(
        check,
        9248,
        451584,
        Sees::Exactly([3, 3]),
        vec![conv([32, 32, 1], [8, 3, 1, 0, 1, 1], [8, 3, 1, 0, 1, 1], false, true)],
    );
    case::<N127>(
        check,
        19473,
        47040,
        Sees::Exactly([8, 17]),
        vec![
            conv([1, 16, 1], [8, 5, 1, 0, 1, 1], [17, 5, 1, 0, 1, 1], false, true),
            activation(1120, Function::Tanh),
            linear(1120, 17),
        ],
    );
    case::<N128>(
        check,
        30,
        18360,
        Sees::Exactly([3, 3]),
        vec![conv([3, 3, 3], [19, 3, 1, 0, 0, 1], [38, 3, 1, 2, 2, 1], false, true)],
    );
    case::<N129>(
        check,
        70,
        3024,
        Sees::Exactly([1, 1]),
        vec![conv([9, 7, 1], [3, 1, 1, 0, 0, 1], [16, 1, 1, 0, 0, 1], false, true)],
    );
}
