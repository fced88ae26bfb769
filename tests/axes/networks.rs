//! Written by the sweep: see `axes.rs`.

use lenet_runtime::network;
use sweep::networks::{Check, judge};

network! {
    struct N000: [2, 1, 6] -> [1, 1, 2] {
        conv2d(1, kernel: (1, 3), stride: (2, 2), dilation: (2, 1)),
    }
}

network! {
    struct N001: [2, 53, 16] -> [1, 16, 16] {
        conv2d(1, kernel: (4, 1), stride: (3, 1), dilation: (2, 1)),
    }
}

network! {
    struct N002: [31, 18, 4] -> [31, 6, 2] {
        conv2d(31, kernel: (3, 3), stride: (3, 1), groups: 31, bias: false),
    }
}

network! {
    struct N003: [32, 8, 10] -> [48, 8, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N004: [32, 8, 12] -> [32, 10, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 1, right: 1)),
    }
}

network! {
    struct N005: [3, 9, 8] -> [17, 6, 6] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0), flip: true),
    }
}

network! {
    struct N006: [31, 17, 1] -> [33, 17, 1] {
        conv2d(33, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N007: [2, 19, 44] -> [2, 16, 40] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 2),
    }
}

network! {
    struct N008: [7, 7, 5] -> [7, 20, 9] {
        conv_transpose2d(7, kernel: (1, 3), stride: (3, 1), dilation: (2, 2), output_padding: (1, 0), groups: 7, bias: false),
    }
}

network! {
    struct N009: [6, 1, 6] -> [48, 1, 6] {
        conv_transpose2d(48, kernel: (1, 1), stride: (1, 1), dilation: (3, 3), groups: 3),
    }
}

network! {
    struct N010: [24, 6, 5] -> [6, 7, 6] {
        conv_transpose2d(6, kernel: (2, 2), stride: (1, 1), groups: 3),
        relu,
    }
}

network! {
    struct N011: [7, 8, 10] -> [17] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), flip: true),
        tanh,
        flatten, linear(17),
    }
}

network! {
    struct N012: [15, 1, 1] -> [5] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), bias: false),
        flatten, linear(5),
    }
}

network! {
    struct N013: [33, 6, 4] -> [16, 1, 1] {
        conv2d(16, kernel: (5, 4), stride: (3, 1)),
        relu6,
    }
}

network! {
    struct N014: [16, 7, 6] -> [16, 2, 1] {
        avg_pool2d(kernel: (3, 2), stride: (2, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
        upsample((2, 1)),
        max_pool2d(kernel: (1, 2), stride: (4, 2)),
    }
}

network! {
    struct N015: [7, 27, 10] -> [2, 13, 10] {
        conv2d(2, kernel: (5, 3), stride: (2, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N016: [31, 3, 16] -> [31, 1, 14] {
        conv2d(31, kernel: (4, 3), stride: (2, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 31),
    }
}

network! {
    struct N017: [12, 4, 17] -> [24, 2, 17] {
        conv2d(24, kernel: (2, 1), stride: (3, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 0), groups: 3),
        residual { conv2d(24, kernel: (4, 4), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 1, right: 2), groups: 24) }
        relu6,
    }
}

network! {
    struct N018: [32, 8, 10] -> [48, 4, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
        max_pool2d(kernel: (1, 1), stride: (2, 1), dilation: (2, 2)),
    }
}

network! {
    struct N019: [1, 10, 18] -> [9, 3, 7] {
        conv2d(9, kernel: (5, 5), stride: (1, 1)),
        silu,
        avg_pool2d(kernel: (4, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
    }
}

network! {
    struct N020: [2, 42, 18] -> [2, 20, 8] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), groups: 2),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N021: [15, 8, 7] -> [9, 8, 7] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N022: [2, 79, 35] -> [1, 31, 33] {
        conv2d(1, kernel: (7, 3), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (3, 1)),
    }
}

network! {
    struct N023: [16, 12, 5] -> [16, 14, 6] {
        pad(edges(top: 0, bottom: 3, left: 3, right: 2), value: -1.0),
        crop(edges(top: 1, bottom: 0, left: 2, right: 2)),
    }
}

network! {
    struct N024: [2, 20, 10] -> [33, 6, 4] {
        conv2d(33, kernel: (4, 7), stride: (3, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N025: [2, 19, 17] -> [2, 16, 17] {
        conv2d(2, kernel: (5, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N026: [16, 7, 33] -> [16, 7, 16] {
        conv2d(16, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), groups: 16),
    }
}

network! {
    struct N027: [32, 9, 8] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N028: [32, 13, 12] -> [32, 12, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 2, right: 0)),
    }
}

network! {
    struct N029: [1, 4, 9] -> [15, 2, 6] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1)),
    }
}

network! {
    struct N030: [15, 7, 5] -> [3, 7, 5] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N031: [2, 20, 20] -> [2, 17, 16] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 2),
    }
}

network! {
    struct N032: [16, 4, 8] -> [16, 15, 16] {
        conv_transpose2d(16, kernel: (4, 5), stride: (2, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 2), groups: 16),
        silu,
    }
}

network! {
    struct N033: [5, 2, 8] -> [1, 2, 8] {
        conv_transpose2d(1, kernel: (1, 1), stride: (1, 1), dilation: (1, 3)),
        silu,
    }
}

network! {
    struct N034: [16, 7, 9] -> [10, 21, 27] {
        conv_transpose2d(10, kernel: (3, 1), stride: (3, 3), output_padding: (0, 2), groups: 2),
        relu,
    }
}

network! {
    struct N035: [3, 5, 9] -> [16, 1, 2] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
        hard_swish,
        max_pool2d(kernel: (1, 2), stride: (2, 3)),
    }
}

network! {
    struct N036: [2, 1, 1] -> [16] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
        hard_swish,
        flatten, linear(16),
    }
}

network! {
    struct N037: [31, 4, 7] -> [31, 1, 1] {
        conv2d(31, kernel: (3, 7), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (2, 1)),
        max_pool2d(kernel: (3, 1), stride: (4, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N038: [2, 3, 7] -> [2, 12, 18] {
        max_pool2d(kernel: (3, 4), stride: (3, 4), padding: edges(top: 1, bottom: 0, left: 2, right: 2), dilation: (1, 2), rounding: ceil),
        upsample((3, 3), mode: bilinear, align_corners: true),
        upsample((2, 3), mode: bilinear),
    }
}

network! {
    struct N039: [17, 14, 8] -> [5] {
        conv2d(2, kernel: (7, 5), stride: (3, 3), padding: edges(top: 2, bottom: 2, left: 2, right: 1), bias: false),
        flatten, linear(5),
    }
}

network! {
    struct N040: [7, 24, 4] -> [7, 13, 4] {
        conv2d(7, kernel: (5, 1), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (3, 2), groups: 7, flip: true),
        tanh,
        residual { conv2d(7, kernel: (3, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 2)) }
    }
}

network! {
    struct N041: [48, 8, 3] -> [9, 1, 1] {
        conv2d(9, kernel: (3, 2), stride: (2, 1), dilation: (2, 1), groups: 3, flip: true),
        relu6,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N042: [32, 9, 9] -> [32, 8, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        relu6,
    }
}

network! {
    struct N043: [7, 4, 6] -> [17, 1, 1] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), bias: false),
        tanh,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N044: [2, 21, 19] -> [2, 17, 17] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 2, flip: true),
    }
}

network! {
    struct N045: [16, 14, 8] -> [31, 7, 4] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
        leaky_relu(negative_slope: 0.1),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N046: [1, 18, 18] -> [1, 17, 16] {
        conv2d(1, kernel: (2, 3), stride: (1, 1), flip: true),
        residual { conv2d(1, kernel: (4, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 2, right: 0)) }
        relu6,
    }
}

network! {
    struct N047: [15, 6, 6] -> [15, 2, 1] {
        avg_pool2d(kernel: (4, 1), stride: (4, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (1, 2), count_include_pad: false),
        upsample((1, 1), mode: bilinear),
        avg_pool2d(kernel: (1, 1), stride: (1, 3), dilation: (2, 1), rounding: ceil),
    }
}

network! {
    struct N048: [17, 9, 22] -> [1, 9, 8] {
        conv2d(1, kernel: (1, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 2, right: 2)),
    }
}

network! {
    struct N049: [7, 16, 47] -> [1, 16, 47] {
        conv2d(1, kernel: (2, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0)),
    }
}

network! {
    struct N050: [16, 6, 9] -> [16, 4, 8] {
        conv2d(16, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 16, bias: false),
    }
}

network! {
    struct N051: [32, 8, 10] -> [48, 7, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N052: [32, 12, 8] -> [32, 11, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 2, right: 2)),
    }
}

network! {
    struct N053: [2, 10, 9] -> [16, 6, 5] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), flip: true),
    }
}

network! {
    struct N054: [31, 6, 10] -> [3, 6, 10] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N055: [3, 18, 17] -> [3, 16, 17] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 3),
    }
}

network! {
    struct N056: [9, 9, 7] -> [9, 26, 19] {
        conv_transpose2d(9, kernel: (4, 1), stride: (2, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 2), output_padding: (1, 0), groups: 9),
        silu,
    }
}

network! {
    struct N057: [10, 7, 4] -> [10, 7, 4] {
        conv_transpose2d(10, kernel: (1, 1), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N058: [5, 4, 5] -> [2, 7, 20] {
        conv_transpose2d(2, kernel: (4, 4), stride: (1, 3), dilation: (1, 2), output_padding: (0, 1)),
    }
}

network! {
    struct N059: [3, 10, 5] -> [16] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), bias: false),
        relu6,
        flatten, linear(16),
    }
}

network! {
    struct N060: [1, 1, 1] -> [9, 1, 1] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N061: [17, 2, 3] -> [17] {
        conv2d(7, kernel: (3, 4), stride: (3, 2), padding: edges(top: 1, bottom: 1, left: 0, right: 2), bias: false),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(17),
    }
}

network! {
    struct N062: [16, 4, 13] -> [16, 3, 6] {
        avg_pool2d(kernel: (4, 1), stride: (4, 2), padding: edges(top: 2, bottom: 2, left: 0, right: 0)),
        max_pool2d(kernel: (2, 3), stride: (4, 4), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (2, 1), rounding: ceil),
        upsample((3, 3), mode: bilinear, align_corners: true),
    }
}

network! {
    struct N063: [2, 16, 3] -> [16] {
        conv2d(15, kernel: (3, 1), stride: (2, 1)),
        hard_swish,
        flatten, linear(16),
    }
}

network! {
    struct N064: [16, 25, 5] -> [16, 7, 2] {
        conv2d(16, kernel: (7, 2), stride: (3, 3), groups: 16, flip: true),
    }
}

network! {
    struct N065: [10, 22, 35] -> [4, 8, 17] {
        conv2d(4, kernel: (3, 7), stride: (2, 1), dilation: (3, 3), groups: 2),
        sigmoid,
    }
}

network! {
    struct N066: [32, 9, 8] -> [1] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
        sigmoid,
        flatten, linear(1),
    }
}

network! {
    struct N067: [3, 8, 6] -> [1] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), flip: true),
        relu6,
        flatten, linear(1),
    }
}

network! {
    struct N068: [3, 16, 18] -> [3, 8, 8] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 3),
        relu6,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N069: [1, 8, 8] -> [3, 8, 8] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
        avg_pool2d(kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 2), count_include_pad: false),
    }
}

network! {
    struct N070: [1, 31, 30] -> [9, 31, 31] {
        conv2d(9, kernel: (1, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 1), dilation: (3, 1), bias: false),
    }
}

network! {
    struct N071: [1, 9, 10] -> [1, 4, 4] {
        pad(edges(top: 1, bottom: 1, left: 3, right: 0), value: 0.5),
        max_pool2d(kernel: (1, 4), stride: (2, 1), dilation: (1, 2)),
        crop(edges(top: 0, bottom: 2, left: 1, right: 2)),
    }
}

network! {
    struct N072: [2, 28, 14] -> [17, 14, 10] {
        conv2d(17, kernel: (4, 3), stride: (2, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N073: [7, 36, 20] -> [1, 33, 16] {
        conv2d(1, kernel: (4, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 1, right: 1), dilation: (2, 3)),
    }
}

network! {
    struct N074: [31, 11, 10] -> [31, 10, 4] {
        conv2d(31, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 31),
    }
}

network! {
    struct N075: [32, 10, 8] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N076: [32, 13, 12] -> [32, 12, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0)),
    }
}

network! {
    struct N077: [2, 6, 18] -> [17, 2, 14] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), bias: false, flip: true),
    }
}

network! {
    struct N078: [9, 4, 9] -> [2, 4, 9] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N079: [3, 18, 19] -> [3, 17, 17] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 3),
    }
}

network! {
    struct N080: [9, 3, 1] -> [9, 11, 3] {
        conv_transpose2d(9, kernel: (5, 2), stride: (3, 3), padding: edges(top: 0, bottom: 2, left: 1, right: 0), dilation: (1, 3), output_padding: (2, 0), groups: 9),
    }
}

network! {
    struct N081: [32, 9, 1] -> [6, 9, 1] {
        conv_transpose2d(6, kernel: (1, 1), stride: (1, 1), dilation: (1, 2), groups: 2, bias: false),
        sigmoid,
    }
}

network! {
    struct N082: [24, 3, 4] -> [15, 6, 4] {
        conv_transpose2d(15, kernel: (1, 1), stride: (3, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), dilation: (3, 1), output_padding: (2, 0), groups: 3),
        sigmoid,
    }
}

network! {
    struct N083: [2, 10, 7] -> [5] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 1, right: 1)),
        silu,
        flatten, linear(5),
    }
}

network! {
    struct N084: [1, 1, 1] -> [9, 1, 1] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
        leaky_relu(negative_slope: 0.1),
        residual { conv2d(9, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 1)) }
        sigmoid,
    }
}

network! {
    struct N085: [15, 5, 7] -> [2, 1, 1] {
        conv2d(2, kernel: (3, 7), stride: (1, 2), padding: edges(top: 1, bottom: 1, left: 0, right: 1), dilation: (3, 1)),
        tanh,
        max_pool2d(kernel: (1, 1), stride: (2, 1)),
    }
}

network! {
    struct N086: [33, 3, 8] -> [33, 6, 6] {
        upsample((2, 2)),
        max_pool2d(kernel: (1, 4), stride: (1, 2), dilation: (2, 2), rounding: ceil),
    }
}

network! {
    struct N087: [1, 8, 14] -> [31, 2, 4] {
        conv2d(31, kernel: (3, 7), stride: (1, 1), dilation: (2, 1)),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N088: [9, 15, 52] -> [9, 6, 17] {
        conv2d(9, kernel: (5, 4), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 9),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N089: [32, 5, 14] -> [1] {
        conv2d(20, kernel: (3, 1), stride: (3, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 2), groups: 4),
        flatten, linear(1),
    }
}

network! {
    struct N090: [32, 10, 9] -> [48, 6, 1] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), bias: false, flip: true),
        avg_pool2d(kernel: (4, 4), stride: (1, 4), padding: edges(top: 0, bottom: 1, left: 0, right: 1), dilation: (1, 2)),
    }
}

network! {
    struct N091: [7, 6, 18] -> [6, 1, 7] {
        conv2d(6, kernel: (5, 5), stride: (1, 1)),
        relu6,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N092: [2, 44, 19] -> [2, 20, 8] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 2),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N093: [31, 16, 9] -> [1, 16, 9] {
        conv2d(1, kernel: (1, 1), stride: (1, 1)),
        residual { conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 1)) }
        relu6,
    }
}

network! {
    struct N094: [1, 47, 22] -> [2, 47, 16] {
        conv2d(2, kernel: (2, 7), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (2, 1), flip: true),
        hard_swish,
    }
}

network! {
    struct N095: [2, 5, 13] -> [2, 1, 3] {
        adaptive_max_pool2d((2, 6)),
        max_pool2d(kernel: (2, 3), stride: (4, 2), padding: edges(top: 1, bottom: 1, left: 0, right: 1), rounding: ceil),
    }
}

network! {
    struct N096: [2, 6, 3] -> [2, 1, 1] {
        conv2d(2, kernel: (3, 3), stride: (3, 3), dilation: (2, 1), flip: true),
    }
}

network! {
    struct N097: [1, 31, 31] -> [2, 16, 31] {
        conv2d(2, kernel: (7, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 2), dilation: (3, 1), flip: true),
    }
}

network! {
    struct N098: [33, 6, 17] -> [33, 6, 17] {
        conv2d(33, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0), groups: 33),
    }
}

network! {
    struct N099: [32, 8, 8] -> [48, 8, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N100: [32, 14, 14] -> [32, 12, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N101: [1, 6, 11] -> [9, 2, 9] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N102: [7, 5, 14] -> [17, 5, 14] {
        conv2d(17, kernel: (1, 1), stride: (1, 1), flip: true),
    }
}

network! {
    struct N103: [2, 21, 19] -> [2, 17, 16] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 2, bias: false),
    }
}

network! {
    struct N104: [16, 3, 5] -> [16, 17, 10] {
        conv_transpose2d(16, kernel: (5, 1), stride: (2, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 1), output_padding: (1, 1), groups: 16),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N105: [15, 6, 1] -> [48, 6, 1] {
        conv_transpose2d(48, kernel: (1, 1), stride: (1, 1), dilation: (1, 3), groups: 3),
        relu,
    }
}

network! {
    struct N106: [3, 6, 4] -> [8, 26, 3] {
        conv_transpose2d(8, kernel: (4, 1), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (3, 3), output_padding: (1, 0)),
    }
}

network! {
    struct N107: [2, 13, 7] -> [15, 9, 6] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), bias: false),
        relu,
    }
}

network! {
    struct N108: [2, 1, 1] -> [31, 1, 1] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
        avg_pool2d(kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N109: [33, 10, 5] -> [1] {
        conv2d(31, kernel: (4, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 1), dilation: (3, 3)),
        flatten, linear(1),
    }
}

network! {
    struct N110: [15, 5, 8] -> [15, 2, 23] {
        upsample((1, 3), mode: bilinear),
        avg_pool2d(kernel: (1, 3), stride: (4, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N111: [31, 12, 18] -> [1, 7, 7] {
        conv2d(1, kernel: (2, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 2, right: 0), dilation: (2, 3)),
        leaky_relu(negative_slope: 0.1),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N112: [9, 25, 6] -> [9, 9, 4] {
        conv2d(9, kernel: (2, 3), stride: (3, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 9),
        relu,
    }
}

network! {
    struct N113: [32, 16, 4] -> [4, 7, 1] {
        conv2d(4, kernel: (5, 3), stride: (2, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 4),
        silu,
    }
}

network! {
    struct N114: [32, 9, 10] -> [32, 4, 4] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N115: [3, 3, 9] -> [5] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 1, right: 0)),
        sigmoid,
        flatten, linear(5),
    }
}

network! {
    struct N116: [2, 17, 16] -> [2, 16, 16] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 2), groups: 2, flip: true),
        hard_swish,
        residual { conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 1, right: 1)) }
    }
}

network! {
    struct N117: [33, 5, 4] -> [17] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
        flatten, linear(17),
    }
}

network! {
    struct N118: [2, 33, 47] -> [2, 33, 47] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
        residual { conv2d(2, kernel: (4, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 1, right: 1), groups: 2) }
    }
}

network! {
    struct N119: [15, 11, 7] -> [15, 11, 4] {
        upsample((3, 1), mode: bilinear),
        avg_pool2d(kernel: (4, 2), stride: (3, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1), rounding: ceil),
    }
}

network! {
    struct N120: [3, 16, 8] -> [17, 13, 8] {
        conv2d(17, kernel: (3, 1), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0), dilation: (3, 1)),
    }
}

network! {
    struct N121: [3, 17, 37] -> [1, 16, 33] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N122: [31, 1, 51] -> [31, 1, 17] {
        conv2d(31, kernel: (3, 3), stride: (2, 3), padding: edges(top: 1, bottom: 1, left: 0, right: 0), groups: 31, bias: false),
    }
}

network! {
    struct N123: [32, 8, 10] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), bias: false),
    }
}

network! {
    struct N124: [32, 12, 12] -> [32, 10, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0)),
    }
}

network! {
    struct N125: [2, 9, 12] -> [9, 5, 9] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
    }
}

network! {
    struct N126: [7, 14, 2] -> [17, 14, 2] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N127: [3, 16, 41] -> [3, 16, 40] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1), groups: 3),
    }
}

network! {
    struct N128: [7, 4, 7] -> [7, 11, 7] {
        conv_transpose2d(7, kernel: (5, 4), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 2), dilation: (2, 1), groups: 7),
        silu,
    }
}

network! {
    struct N129: [2, 8, 3] -> [32, 8, 3] {
        conv_transpose2d(32, kernel: (1, 1), stride: (1, 1), groups: 2),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N130: [5, 4, 4] -> [16, 13, 8] {
        conv_transpose2d(16, kernel: (2, 1), stride: (3, 2), output_padding: (2, 1)),
    }
}

network! {
    struct N131: [1, 6, 9] -> [15, 6, 6] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 1, right: 0)),
        tanh,
        residual { conv2d(15, kernel: (4, 1), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0), groups: 15) }
    }
}

network! {
    struct N132: [31, 1, 1] -> [3, 1, 1] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N133: [33, 3, 1] -> [2, 1, 1] {
        conv2d(2, kernel: (3, 3), stride: (2, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 2), dilation: (2, 1)),
        tanh,
    }
}

network! {
    struct N134: [9, 13, 10] -> [9, 6, 3] {
        max_pool2d(kernel: (2, 1), stride: (4, 1), rounding: ceil),
        adaptive_avg_pool2d((6, 3)),
    }
}

network! {
    struct N135: [3, 13, 10] -> [3, 1, 2] {
        conv2d(3, kernel: (5, 4), stride: (2, 2), dilation: (3, 2)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N136: [9, 4, 19] -> [9, 1, 5] {
        conv2d(9, kernel: (3, 5), stride: (2, 3), groups: 9, bias: false),
    }
}

network! {
    struct N137: [9, 12, 34] -> [6, 3, 2] {
        conv2d(6, kernel: (5, 7), stride: (3, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 3), groups: 3),
        max_pool2d(kernel: (4, 1), stride: (1, 4), padding: edges(top: 1, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N138: [32, 7, 7] -> [32, 7, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 2), bias: false),
    }
}

network! {
    struct N139: [3, 18, 2] -> [15, 7, 1] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 2), flip: true),
        tanh,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N140: [3, 17, 40] -> [3, 8, 20] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 2, right: 0), groups: 3),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N141: [1, 9, 10] -> [16, 9, 10] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N142: [3, 17, 19] -> [17] {
        conv2d(7, kernel: (1, 3), stride: (1, 1)),
        flatten, linear(17),
    }
}

network! {
    struct N143: [1, 13, 5] -> [1, 3, 3] {
        pad(edges(top: 0, bottom: 2, left: 2, right: 3), value: -1.0),
        max_pool2d(kernel: (4, 2), stride: (4, 4)),
    }
}

/// Every network beside its twin.
pub fn all(check: &mut Check) {
    judge::<N000>(check, 0);
    judge::<N001>(check, 1);
    judge::<N002>(check, 2);
    judge::<N003>(check, 3);
    judge::<N004>(check, 4);
    judge::<N005>(check, 5);
    judge::<N006>(check, 6);
    judge::<N007>(check, 7);
    judge::<N008>(check, 8);
    judge::<N009>(check, 9);
    judge::<N010>(check, 10);
    judge::<N011>(check, 11);
    judge::<N012>(check, 12);
    judge::<N013>(check, 13);
    judge::<N014>(check, 14);
    judge::<N015>(check, 15);
    judge::<N016>(check, 16);
    judge::<N017>(check, 17);
    judge::<N018>(check, 18);
    judge::<N019>(check, 19);
    judge::<N020>(check, 20);
    judge::<N021>(check, 21);
    judge::<N022>(check, 22);
    judge::<N023>(check, 23);
    judge::<N024>(check, 24);
    judge::<N025>(check, 25);
    judge::<N026>(check, 26);
    judge::<N027>(check, 27);
    judge::<N028>(check, 28);
    judge::<N029>(check, 29);
    judge::<N030>(check, 30);
    judge::<N031>(check, 31);
    judge::<N032>(check, 32);
    judge::<N033>(check, 33);
    judge::<N034>(check, 34);
    judge::<N035>(check, 35);
    judge::<N036>(check, 36);
    judge::<N037>(check, 37);
    judge::<N038>(check, 38);
    judge::<N039>(check, 39);
    judge::<N040>(check, 40);
    judge::<N041>(check, 41);
    judge::<N042>(check, 42);
    judge::<N043>(check, 43);
    judge::<N044>(check, 44);
    judge::<N045>(check, 45);
    judge::<N046>(check, 46);
    judge::<N047>(check, 47);
    judge::<N048>(check, 48);
    judge::<N049>(check, 49);
    judge::<N050>(check, 50);
    judge::<N051>(check, 51);
    judge::<N052>(check, 52);
    judge::<N053>(check, 53);
    judge::<N054>(check, 54);
    judge::<N055>(check, 55);
    judge::<N056>(check, 56);
    judge::<N057>(check, 57);
    judge::<N058>(check, 58);
    judge::<N059>(check, 59);
    judge::<N060>(check, 60);
    judge::<N061>(check, 61);
    judge::<N062>(check, 62);
    judge::<N063>(check, 63);
    judge::<N064>(check, 64);
    judge::<N065>(check, 65);
    judge::<N066>(check, 66);
    judge::<N067>(check, 67);
    judge::<N068>(check, 68);
    judge::<N069>(check, 69);
    judge::<N070>(check, 70);
    judge::<N071>(check, 71);
    judge::<N072>(check, 72);
    judge::<N073>(check, 73);
    judge::<N074>(check, 74);
    judge::<N075>(check, 75);
    judge::<N076>(check, 76);
    judge::<N077>(check, 77);
    judge::<N078>(check, 78);
    judge::<N079>(check, 79);
    judge::<N080>(check, 80);
    judge::<N081>(check, 81);
    judge::<N082>(check, 82);
    judge::<N083>(check, 83);
    judge::<N084>(check, 84);
    judge::<N085>(check, 85);
    judge::<N086>(check, 86);
    judge::<N087>(check, 87);
    judge::<N088>(check, 88);
    judge::<N089>(check, 89);
    judge::<N090>(check, 90);
    judge::<N091>(check, 91);
    judge::<N092>(check, 92);
    judge::<N093>(check, 93);
    judge::<N094>(check, 94);
    judge::<N095>(check, 95);
    judge::<N096>(check, 96);
    judge::<N097>(check, 97);
    judge::<N098>(check, 98);
    judge::<N099>(check, 99);
    judge::<N100>(check, 100);
    judge::<N101>(check, 101);
    judge::<N102>(check, 102);
    judge::<N103>(check, 103);
    judge::<N104>(check, 104);
    judge::<N105>(check, 105);
    judge::<N106>(check, 106);
    judge::<N107>(check, 107);
    judge::<N108>(check, 108);
    judge::<N109>(check, 109);
    judge::<N110>(check, 110);
    judge::<N111>(check, 111);
    judge::<N112>(check, 112);
    judge::<N113>(check, 113);
    judge::<N114>(check, 114);
    judge::<N115>(check, 115);
    judge::<N116>(check, 116);
    judge::<N117>(check, 117);
    judge::<N118>(check, 118);
    judge::<N119>(check, 119);
    judge::<N120>(check, 120);
    judge::<N121>(check, 121);
    judge::<N122>(check, 122);
    judge::<N123>(check, 123);
    judge::<N124>(check, 124);
    judge::<N125>(check, 125);
    judge::<N126>(check, 126);
    judge::<N127>(check, 127);
    judge::<N128>(check, 128);
    judge::<N129>(check, 129);
    judge::<N130>(check, 130);
    judge::<N131>(check, 131);
    judge::<N132>(check, 132);
    judge::<N133>(check, 133);
    judge::<N134>(check, 134);
    judge::<N135>(check, 135);
    judge::<N136>(check, 136);
    judge::<N137>(check, 137);
    judge::<N138>(check, 138);
    judge::<N139>(check, 139);
    judge::<N140>(check, 140);
    judge::<N141>(check, 141);
    judge::<N142>(check, 142);
    judge::<N143>(check, 143);
}
