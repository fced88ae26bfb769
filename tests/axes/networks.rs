//! Written by the sweep: see `axes.rs`.

use lenet_runtime::network;
use sweep::networks::{Check, judge};

network! {
    struct N000: [7, 10, 11] -> [33, 4, 5] {
        conv2d(33, kernel: (1, 2), stride: (3, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 3)),
    }
}

network! {
    struct N001: [2, 37, 21] -> [2, 17, 17] {
        conv2d(2, kernel: (3, 3), stride: (2, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0), dilation: (2, 3), bias: false),
    }
}

network! {
    struct N002: [9, 28, 20] -> [9, 13, 10] {
        conv2d(9, kernel: (3, 3), stride: (2, 2), padding: edges(top: 1, bottom: 0, left: 2, right: 0), dilation: (2, 1), groups: 9),
    }
}

network! {
    struct N003: [32, 10, 9] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0)),
    }
}

network! {
    struct N004: [32, 14, 13] -> [32, 12, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), bias: false),
    }
}

network! {
    struct N005: [2, 12, 8] -> [15, 9, 5] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0)),
    }
}

network! {
    struct N006: [2, 17, 6] -> [16, 17, 6] {
        conv2d(16, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N007: [3, 18, 20] -> [3, 16, 16] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 3),
    }
}

network! {
    struct N008: [17, 5, 2] -> [17, 14, 9] {
        conv_transpose2d(17, kernel: (4, 2), stride: (1, 3), dilation: (3, 3), output_padding: (0, 2), groups: 17),
    }
}

network! {
    struct N009: [2, 9, 8] -> [3, 9, 8] {
        conv_transpose2d(3, kernel: (1, 1), stride: (1, 1), dilation: (1, 3)),
    }
}

network! {
    struct N010: [10, 5, 9] -> [4, 5, 29] {
        conv_transpose2d(4, kernel: (3, 2), stride: (1, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (1, 3), output_padding: (0, 1), groups: 2),
    }
}

network! {
    struct N011: [1, 10, 10] -> [6, 6, 6] {
        conv2d(6, kernel: (5, 5), stride: (1, 1)),
        relu6,
        residual { conv2d(6, kernel: (4, 4), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 2, right: 1)) }
        tanh,
    }
}

network! {
    struct N012: [2, 1, 1] -> [7, 1, 1] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), dilation: (1, 3)),
        sigmoid,
        avg_pool2d(kernel: (1, 1), stride: (2, 4), count_include_pad: false),
    }
}

network! {
    struct N013: [33, 5, 4] -> [33, 5, 2] {
        max_pool2d(kernel: (1, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (1, 2), rounding: ceil),
        upsample((1, 2), mode: bilinear),
    }
}

network! {
    struct N014: [3, 13, 9] -> [16, 9, 9] {
        conv2d(16, kernel: (3, 1), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 0), dilation: (3, 2)),
    }
}

network! {
    struct N015: [7, 8, 33] -> [14, 1, 3] {
        conv2d(14, kernel: (3, 3), stride: (2, 3), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (1, 3), groups: 7),
        avg_pool2d(kernel: (1, 3), stride: (4, 4), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
    }
}

network! {
    struct N016: [32, 12, 3] -> [32, 2, 1] {
        conv2d(32, kernel: (5, 2), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1), dilation: (3, 1), groups: 4, bias: false),
        avg_pool2d(kernel: (2, 4), stride: (2, 2), padding: edges(top: 1, bottom: 1, left: 1, right: 0), count_include_pad: false),
    }
}

network! {
    struct N017: [32, 10, 7] -> [48, 9, 2] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), bias: false, flip: true),
        max_pool2d(kernel: (2, 3), stride: (1, 4), padding: edges(top: 1, bottom: 1, left: 1, right: 1), dilation: (1, 2)),
    }
}

network! {
    struct N018: [2, 14, 9] -> [17, 14, 5] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), bias: false),
        hard_swish,
    }
}

network! {
    struct N019: [2, 44, 21] -> [2, 40, 17] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N020: [16, 9, 6] -> [7, 9, 6] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), flip: true),
        hard_swish,
    }
}

network! {
    struct N021: [1, 34, 32] -> [1, 33, 31] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0), bias: false),
        sigmoid,
    }
}

network! {
    struct N022: [16, 6, 11] -> [16, 3, 1] {
        avg_pool2d(kernel: (1, 2), stride: (1, 3), dilation: (1, 2), rounding: ceil),
        max_pool2d(kernel: (1, 3), stride: (2, 3)),
    }
}

network! {
    struct N023: [1, 17, 29] -> [7, 13, 10] {
        conv2d(7, kernel: (3, 3), stride: (1, 3), padding: edges(top: 1, bottom: 1, left: 1, right: 0), dilation: (3, 1), bias: false, flip: true),
    }
}

network! {
    struct N024: [1, 32, 35] -> [3, 31, 33] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N025: [17, 9, 51] -> [17, 8, 17] {
        conv2d(17, kernel: (3, 3), stride: (1, 3), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 17, flip: true),
    }
}

network! {
    struct N026: [32, 10, 9] -> [48, 8, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
    }
}

network! {
    struct N027: [32, 13, 12] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), flip: true),
    }
}

network! {
    struct N028: [1, 10, 15] -> [15, 6, 14] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), bias: false),
    }
}

network! {
    struct N029: [2, 4, 14] -> [33, 4, 14] {
        conv2d(33, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N030: [2, 19, 18] -> [2, 17, 16] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0), groups: 2),
    }
}

network! {
    struct N031: [7, 9, 5] -> [7, 15, 13] {
        conv_transpose2d(7, kernel: (1, 3), stride: (2, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (2, 2), groups: 7),
        silu,
    }
}

network! {
    struct N032: [3, 3, 4] -> [8, 3, 4] {
        conv_transpose2d(8, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N033: [6, 2, 2] -> [16, 8, 8] {
        conv_transpose2d(16, kernel: (5, 2), stride: (2, 3), dilation: (1, 2), output_padding: (1, 2), groups: 2),
        tanh,
    }
}

network! {
    struct N034: [1, 16, 12] -> [15, 7, 3] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1)),
        tanh,
        max_pool2d(kernel: (2, 1), stride: (2, 3), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N035: [17, 1, 1] -> [7, 1, 1] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), dilation: (1, 3)),
        relu6,
    }
}

network! {
    struct N036: [2, 12, 13] -> [2, 14, 14] {
        adaptive_avg_pool2d((14, 7)),
        upsample((1, 2), mode: bilinear, align_corners: true),
    }
}

network! {
    struct N037: [9, 20, 44] -> [2, 17, 13] {
        conv2d(2, kernel: (4, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (1, 3)),
        residual { conv2d(2, kernel: (4, 1), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0)) }
    }
}

network! {
    struct N038: [9, 7, 4] -> [9, 7, 2] {
        conv2d(9, kernel: (1, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 9),
    }
}

network! {
    struct N039: [10, 7, 7] -> [10, 3, 1] {
        conv2d(10, kernel: (2, 5), stride: (2, 3), groups: 2),
    }
}

network! {
    struct N040: [32, 10, 8] -> [48, 4, 3] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), flip: true),
        hard_swish,
        max_pool2d(kernel: (3, 2), stride: (1, 2), dilation: (2, 2)),
    }
}

network! {
    struct N041: [1, 18, 9] -> [6, 7, 3] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), bias: false),
        relu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N042: [3, 19, 20] -> [3, 17, 16] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), groups: 3),
        relu,
        residual { conv2d(3, kernel: (2, 4), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 1)) }
    }
}

network! {
    struct N043: [3, 10, 4] -> [1, 5, 2] {
        conv2d(1, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N044: [1, 37, 31] -> [1, 13, 8] {
        conv2d(1, kernel: (3, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (3, 1)),
        silu,
        avg_pool2d(kernel: (4, 2), stride: (2, 4), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (2, 2), count_include_pad: false),
    }
}

network! {
    struct N045: [9, 8, 5] -> [9, 15, 8] {
        max_pool2d(kernel: (1, 4), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
        pad(edges(top: 3, bottom: 1, left: 1, right: 2), value: 0.5),
        pad(edges(top: 3, bottom: 0, left: 0, right: 3), value: -1.0),
    }
}

network! {
    struct N046: [16, 5, 11] -> [9, 5, 3] {
        conv2d(9, kernel: (3, 5), stride: (1, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N047: [2, 18, 49] -> [3, 17, 47] {
        conv2d(3, kernel: (2, 3), stride: (1, 1), bias: false),
    }
}

network! {
    struct N048: [15, 5, 27] -> [15, 2, 14] {
        conv2d(15, kernel: (3, 3), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 15),
    }
}

network! {
    struct N049: [32, 10, 9] -> [48, 8, 7] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), bias: false),
    }
}

network! {
    struct N050: [32, 12, 13] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), bias: false, flip: true),
    }
}

network! {
    struct N051: [2, 13, 7] -> [9, 9, 6] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 2), bias: false),
    }
}

network! {
    struct N052: [2, 9, 6] -> [17, 9, 6] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N053: [3, 21, 21] -> [3, 17, 17] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), groups: 3, bias: false),
    }
}

network! {
    struct N054: [9, 7, 7] -> [9, 14, 29] {
        conv_transpose2d(9, kernel: (2, 5), stride: (2, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (3, 2), output_padding: (0, 2), groups: 9),
    }
}

network! {
    struct N055: [16, 4, 6] -> [8, 4, 6] {
        conv_transpose2d(8, kernel: (1, 1), stride: (1, 1), dilation: (3, 2)),
    }
}

network! {
    struct N056: [9, 4, 4] -> [6, 11, 3] {
        conv_transpose2d(6, kernel: (3, 2), stride: (3, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0), output_padding: (1, 0), groups: 3),
    }
}

network! {
    struct N057: [1, 9, 12] -> [16, 6, 9] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N058: [9, 1, 1] -> [31, 1, 1] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
        tanh,
    }
}

network! {
    struct N059: [17, 4, 11] -> [17, 1, 2] {
        avg_pool2d(kernel: (2, 2), stride: (3, 4), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (2, 1)),
        avg_pool2d(kernel: (1, 1), stride: (1, 2), dilation: (2, 2), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N060: [9, 31, 7] -> [9, 16, 7] {
        conv2d(9, kernel: (1, 1), stride: (2, 1), dilation: (2, 1), bias: false),
        tanh,
    }
}

network! {
    struct N061: [7, 11, 15] -> [16] {
        conv2d(7, kernel: (3, 3), stride: (1, 1), dilation: (2, 1), groups: 7, bias: false),
        flatten, linear(16),
    }
}

network! {
    struct N062: [4, 3, 13] -> [2, 1, 13] {
        conv2d(2, kernel: (3, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 2, flip: true),
        silu,
    }
}

network! {
    struct N063: [32, 9, 10] -> [32, 1, 2] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
        max_pool2d(kernel: (4, 2), stride: (4, 4), padding: edges(top: 0, bottom: 1, left: 0, right: 1), dilation: (2, 1)),
    }
}

network! {
    struct N064: [7, 10, 5] -> [6, 3, 1] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), bias: false, flip: true),
        leaky_relu(negative_slope: 0.1),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N065: [1, 42, 42] -> [1, 40, 40] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), bias: false),
        residual { conv2d(1, kernel: (4, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 2)) }
    }
}

network! {
    struct N066: [7, 8, 5] -> [3, 8, 5] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
    }
}

network! {
    struct N067: [1, 93, 55] -> [3, 31, 17] {
        conv2d(3, kernel: (4, 3), stride: (3, 3), padding: edges(top: 0, bottom: 1, left: 2, right: 0), dilation: (1, 3)),
        residual { conv2d(3, kernel: (1, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 3) }
    }
}

network! {
    struct N068: [1, 8, 10] -> [1, 9, 20] {
        upsample((3, 2)),
        adaptive_avg_pool2d((25, 20)),
        avg_pool2d(kernel: (1, 1), stride: (3, 1), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N069: [15, 43, 13] -> [3, 14, 7] {
        conv2d(3, kernel: (4, 3), stride: (3, 2), padding: edges(top: 0, bottom: 1, left: 2, right: 0)),
    }
}

network! {
    struct N070: [7, 22, 18] -> [2, 16, 17] {
        conv2d(2, kernel: (7, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 3)),
    }
}

network! {
    struct N071: [9, 7, 22] -> [9, 2, 10] {
        conv2d(9, kernel: (3, 3), stride: (3, 2), groups: 9, bias: false),
    }
}

network! {
    struct N072: [32, 10, 9] -> [48, 8, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
    }
}

network! {
    struct N073: [32, 12, 11] -> [48, 10, 11] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), bias: false),
    }
}

network! {
    struct N074: [2, 11, 10] -> [9, 9, 6] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), bias: false),
    }
}

network! {
    struct N075: [16, 14, 13] -> [9, 14, 13] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N076: [3, 17, 41] -> [3, 17, 40] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1), groups: 3),
    }
}

network! {
    struct N077: [17, 2, 7] -> [17, 7, 20] {
        conv_transpose2d(17, kernel: (2, 2), stride: (3, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 1), output_padding: (2, 1), groups: 17),
        tanh,
    }
}

network! {
    struct N078: [16, 4, 4] -> [3, 4, 4] {
        conv_transpose2d(3, kernel: (1, 1), stride: (1, 1), dilation: (1, 2)),
        tanh,
    }
}

network! {
    struct N079: [8, 3, 5] -> [3, 6, 5] {
        conv_transpose2d(3, kernel: (2, 2), stride: (3, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1), bias: false),
        relu6,
    }
}

network! {
    struct N080: [2, 4, 6] -> [6, 1, 1] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
        sigmoid,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N081: [9, 1, 1] -> [16] {
        conv2d(1, kernel: (1, 1), stride: (1, 1), dilation: (2, 3)),
        flatten, linear(16),
    }
}

network! {
    struct N082: [33, 7, 11] -> [33, 1, 1] {
        adaptive_max_pool2d((3, 1)),
        avg_pool2d(kernel: (2, 1), stride: (3, 4), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (2, 2), rounding: ceil),
    }
}

network! {
    struct N083: [31, 17, 10] -> [2, 6, 3] {
        conv2d(2, kernel: (2, 2), stride: (3, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (2, 1)),
        sigmoid,
    }
}

network! {
    struct N084: [15, 7, 7] -> [15, 3, 5] {
        conv2d(15, kernel: (3, 3), stride: (2, 1), groups: 15),
        hard_swish,
    }
}

network! {
    struct N085: [4, 11, 14] -> [4, 5, 13] {
        conv2d(4, kernel: (7, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 3), groups: 4),
        residual { conv2d(4, kernel: (2, 1), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 4) }
    }
}

network! {
    struct N086: [32, 10, 7] -> [32, 8, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 1), bias: false),
        relu6,
        residual { conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2), groups: 32) }
    }
}

network! {
    struct N087: [3, 18, 5] -> [5] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), bias: false, flip: true),
        sigmoid,
        flatten, linear(5),
    }
}

network! {
    struct N088: [3, 17, 41] -> [3, 17, 40] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1), groups: 3),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N089: [15, 14, 7] -> [16, 14, 4] {
        conv2d(16, kernel: (1, 1), stride: (1, 1), flip: true),
        max_pool2d(kernel: (1, 4), stride: (1, 1), dilation: (2, 1)),
    }
}

network! {
    struct N090: [3, 19, 46] -> [2, 16, 47] {
        conv2d(2, kernel: (4, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 2), dilation: (1, 3)),
        relu6,
    }
}

network! {
    struct N091: [7, 10, 12] -> [7, 10, 4] {
        crop(edges(top: 0, bottom: 0, left: 0, right: 2)),
        avg_pool2d(kernel: (1, 1), stride: (1, 3), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N092: [1, 12, 8] -> [16, 8, 3] {
        conv2d(16, kernel: (3, 1), stride: (1, 3), dilation: (2, 1)),
    }
}

network! {
    struct N093: [2, 17, 51] -> [2, 16, 47] {
        conv2d(2, kernel: (4, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2), dilation: (1, 3)),
    }
}

network! {
    struct N094: [17, 7, 15] -> [17, 7, 5] {
        conv2d(17, kernel: (3, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0), dilation: (1, 3), groups: 17, bias: false),
    }
}

network! {
    struct N095: [32, 8, 8] -> [48, 7, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 2)),
    }
}

network! {
    struct N096: [32, 12, 14] -> [32, 10, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N097: [2, 18, 8] -> [9, 14, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), bias: false),
    }
}

network! {
    struct N098: [3, 5, 16] -> [7, 5, 16] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N099: [2, 21, 19] -> [2, 17, 17] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 2, flip: true),
    }
}

network! {
    struct N100: [9, 9, 2] -> [9, 31, 7] {
        conv_transpose2d(9, kernel: (5, 5), stride: (3, 2), output_padding: (2, 0), groups: 9),
        sigmoid,
    }
}

network! {
    struct N101: [5, 8, 8] -> [16, 8, 8] {
        conv_transpose2d(16, kernel: (1, 1), stride: (1, 1), dilation: (2, 1)),
        tanh,
    }
}

network! {
    struct N102: [6, 9, 5] -> [16, 8, 14] {
        conv_transpose2d(16, kernel: (2, 4), stride: (1, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 2), dilation: (1, 2), output_padding: (0, 1), groups: 2),
        silu,
    }
}

network! {
    struct N103: [3, 9, 13] -> [9, 6, 9] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        relu6,
    }
}

network! {
    struct N104: [1, 13, 3] -> [33, 1, 1] {
        conv2d(33, kernel: (5, 3), stride: (1, 3), dilation: (3, 1)),
    }
}

network! {
    struct N105: [1, 3, 12] -> [1, 4, 4] {
        max_pool2d(kernel: (4, 1), stride: (4, 4), padding: edges(top: 1, bottom: 1, left: 0, right: 0), rounding: ceil),
        max_pool2d(kernel: (2, 1), stride: (3, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (1, 2)),
        pad(edges(top: 2, bottom: 1, left: 0, right: 2), value: -1.0),
    }
}

network! {
    struct N106: [9, 11, 13] -> [15, 2, 4] {
        conv2d(15, kernel: (7, 1), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0), dilation: (2, 2), bias: false, flip: true),
        max_pool2d(kernel: (1, 1), stride: (1, 4)),
    }
}

network! {
    struct N107: [7, 14, 29] -> [7, 7, 7] {
        conv2d(7, kernel: (3, 3), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 7, flip: true),
        relu,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N108: [10, 20, 2] -> [4, 6, 1] {
        conv2d(4, kernel: (5, 1), stride: (3, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 3), groups: 2),
    }
}

network! {
    struct N109: [32, 13, 12] -> [48, 11, 10] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N110: [3, 7, 10] -> [5] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), flip: true),
        tanh,
        flatten, linear(5),
    }
}

network! {
    struct N111: [3, 21, 20] -> [3, 4, 3] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), groups: 3, bias: false),
        avg_pool2d(kernel: (4, 4), stride: (4, 4), padding: edges(top: 1, bottom: 1, left: 0, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N112: [7, 7, 4] -> [16, 7, 4] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N113: [7, 70, 18] -> [1, 31, 17] {
        conv2d(1, kernel: (5, 2), stride: (2, 1), dilation: (2, 1)),
        relu,
    }
}

network! {
    struct N114: [2, 5, 4] -> [2, 4, 1] {
        avg_pool2d(kernel: (2, 1), stride: (4, 4), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (2, 1)),
        avg_pool2d(kernel: (3, 1), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (1, 2), rounding: ceil, count_include_pad: false),
        max_pool2d(kernel: (1, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N115: [1, 9, 5] -> [17, 8, 3] {
        conv2d(17, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N116: [2, 31, 49] -> [2, 31, 47] {
        conv2d(2, kernel: (1, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N117: [16, 16, 20] -> [16, 8, 9] {
        conv2d(16, kernel: (3, 3), stride: (2, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), groups: 16),
    }
}

network! {
    struct N118: [32, 10, 9] -> [48, 8, 7] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N119: [32, 13, 13] -> [32, 11, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0)),
    }
}

network! {
    struct N120: [7, 4, 9] -> [9, 2, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N121: [15, 17, 1] -> [2, 17, 1] {
        conv2d(2, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N122: [3, 18, 18] -> [3, 16, 17] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 3),
    }
}

network! {
    struct N123: [7, 6, 8] -> [7, 18, 15] {
        conv_transpose2d(7, kernel: (3, 3), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 2), dilation: (3, 1), output_padding: (1, 1), groups: 7),
        hard_swish,
    }
}

network! {
    struct N124: [1, 5, 7] -> [1, 5, 7] {
        conv_transpose2d(1, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N125: [2, 7, 9] -> [5, 10, 28] {
        conv_transpose2d(5, kernel: (4, 2), stride: (1, 3), output_padding: (0, 2)),
    }
}

network! {
    struct N126: [7, 6, 10] -> [15, 2, 6] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), bias: false, flip: true),
        silu,
        residual { conv2d(15, kernel: (2, 2), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0)) }
    }
}

network! {
    struct N127: [2, 7, 1] -> [5] {
        conv2d(9, kernel: (3, 1), stride: (1, 1), dilation: (3, 1)),
        flatten, linear(5),
    }
}

network! {
    struct N128: [33, 8, 4] -> [33, 4, 6] {
        max_pool2d(kernel: (1, 4), stride: (4, 4), padding: edges(top: 0, bottom: 0, left: 1, right: 1), dilation: (2, 1), rounding: ceil),
        pad(edges(top: 0, bottom: 2, left: 3, right: 1), value: 0.5),
    }
}

network! {
    struct N129: [3, 29, 16] -> [17] {
        conv2d(1, kernel: (7, 5), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (3, 2)),
        tanh,
        flatten, linear(17),
    }
}

network! {
    struct N130: [17, 16, 8] -> [17, 7, 4] {
        conv2d(17, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 17),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N131: [12, 2, 2] -> [16, 2, 1] {
        conv2d(16, kernel: (1, 2), stride: (1, 1), dilation: (3, 1), groups: 4, bias: false),
    }
}

network! {
    struct N132: [32, 12, 13] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N133: [2, 8, 8] -> [6, 5, 6] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 2)),
        leaky_relu(negative_slope: 0.1),
        residual { conv2d(6, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0)) }
        sigmoid,
    }
}

network! {
    struct N134: [2, 19, 43] -> [1] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 0), groups: 2, bias: false),
        sigmoid,
        flatten, linear(1),
    }
}

network! {
    struct N135: [3, 13, 14] -> [5] {
        conv2d(2, kernel: (1, 1), stride: (1, 1), flip: true),
        relu,
        flatten, linear(5),
    }
}

network! {
    struct N136: [2, 33, 30] -> [2, 31, 31] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 2)),
        sigmoid,
    }
}

network! {
    struct N137: [15, 5, 12] -> [15, 3, 1] {
        crop(edges(top: 2, bottom: 1, left: 0, right: 2)),
        avg_pool2d(kernel: (3, 1), stride: (4, 4), padding: edges(top: 2, bottom: 2, left: 0, right: 0), rounding: ceil),
        adaptive_max_pool2d((3, 1)),
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
}
