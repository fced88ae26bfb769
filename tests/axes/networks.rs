//! Written by the sweep: see `axes.rs`.

use lenet_runtime::network;
use sweep::networks::{Check, judge};

network! {
    struct N000: [7, 6, 51] -> [7, 2, 16] {
        conv2d(7, kernel: (3, 4), stride: (2, 3)),
    }
}

network! {
    struct N001: [3, 19, 29] -> [2, 17, 17] {
        conv2d(2, kernel: (3, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (3, 3), flip: true),
    }
}

network! {
    struct N002: [17, 7, 14] -> [17, 5, 14] {
        conv2d(17, kernel: (3, 1), stride: (1, 1), groups: 17),
    }
}

network! {
    struct N003: [32, 8, 10] -> [48, 8, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N004: [32, 10, 12] -> [48, 11, 10] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N005: [3, 4, 7] -> [9, 2, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 2)),
    }
}

network! {
    struct N006: [9, 7, 9] -> [1, 7, 9] {
        conv2d(1, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N007: [1, 17, 40] -> [1, 16, 40] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N008: [16, 5, 4] -> [16, 16, 10] {
        conv_transpose2d(16, kernel: (5, 4), stride: (2, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (2, 1), output_padding: (1, 0), groups: 16),
    }
}

network! {
    struct N009: [5, 7, 2] -> [3, 7, 2] {
        conv_transpose2d(3, kernel: (1, 1), stride: (1, 1), dilation: (2, 2)),
    }
}

network! {
    struct N010: [1, 4, 5] -> [8, 13, 14] {
        conv_transpose2d(8, kernel: (5, 4), stride: (3, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 3), output_padding: (1, 0), bias: false),
        silu,
    }
}

network! {
    struct N011: [15, 7, 18] -> [15, 2, 7] {
        conv2d(15, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 15),
        relu,
        avg_pool2d(kernel: (2, 4), stride: (4, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1), count_include_pad: false),
    }
}

network! {
    struct N012: [2, 9, 10] -> [16, 3, 3] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
        relu6,
        max_pool2d(kernel: (4, 3), stride: (3, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N013: [1, 43, 93] -> [7, 4, 27] {
        conv2d(7, kernel: (7, 1), stride: (2, 3), dilation: (2, 1)),
        avg_pool2d(kernel: (3, 3), stride: (4, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (1, 2), count_include_pad: false),
    }
}

network! {
    struct N014: [17, 4, 3] -> [2, 6, 2] {
        conv_transpose2d(2, kernel: (5, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 1), bias: false),
        relu6,
    }
}

network! {
    struct N015: [1, 8, 7] -> [6, 6, 5] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0)),
        relu,
    }
}

network! {
    struct N016: [1, 1, 1] -> [17] {
        conv2d(7, kernel: (1, 1), stride: (1, 1)),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(17),
    }
}

network! {
    struct N017: [15, 13, 9] -> [16] {
        conv2d(15, kernel: (1, 1), stride: (1, 1)),
        flatten, linear(16),
    }
}

network! {
    struct N018: [1, 2, 13] -> [3, 1, 1] {
        conv2d(3, kernel: (2, 7), stride: (2, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2), flip: true),
        avg_pool2d(kernel: (2, 1), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2), count_include_pad: false),
    }
}

network! {
    struct N019: [12, 12, 9] -> [3, 24, 18] {
        pixel_shuffle(2),
    }
}

network! {
    struct N020: [3, 12, 11] -> [3, 12, 11] {
        channel_shuffle(3),
    }
}

network! {
    struct N021: [10, 12, 3] -> [3, 10, 14] {
        reshape(3, 10, 12),
        pad(edges(top: 0, bottom: 0, left: 0, right: 2), value: 0.5),
    }
}

network! {
    struct N022: [11, 2, 11] -> [2, 11, 11] {
        flatten(order: hwc), reshape(2, 11, 11),
    }
}

network! {
    struct N023: [12, 2, 8] -> [12, 2, 11] {
        pad(edges(top: 0, bottom: 0, left: 0, right: 3), mode: replicate),
    }
}

network! {
    struct N024: [31, 4, 9] -> [31, 3, 1] {
        adaptive_max_pool2d((3, 1)),
        max_pool2d(kernel: (1, 1), stride: (1, 2), rounding: ceil),
    }
}

network! {
    struct N025: [2, 11, 11] -> [1] {
        conv2d(3, kernel: (5, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 2), flip: true),
        relu6,
        flatten, linear(1),
    }
}

network! {
    struct N026: [33, 6, 8] -> [33, 4, 6] {
        conv2d(33, kernel: (3, 3), stride: (1, 1), groups: 33, flip: true),
        silu,
        residual { conv2d(33, kernel: (5, 4), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 1, right: 2), groups: 33) }
        silu,
    }
}

network! {
    struct N027: [20, 9, 11] -> [16] {
        conv2d(4, kernel: (3, 7), stride: (1, 2), padding: edges(top: 1, bottom: 2, left: 0, right: 2), dilation: (3, 2), groups: 4),
        flatten, linear(16),
    }
}

network! {
    struct N028: [32, 9, 9] -> [32, 7, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
        relu6,
    }
}

network! {
    struct N029: [2, 9, 6] -> [16, 5, 2] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), bias: false),
        relu,
        residual { conv2d(16, kernel: (4, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 1, right: 1), groups: 16) }
    }
}

network! {
    struct N030: [3, 19, 17] -> [3, 17, 16] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 3),
        tanh,
    }
}

network! {
    struct N031: [7, 5, 16] -> [2, 5, 16] {
        conv2d(2, kernel: (1, 1), stride: (1, 1), flip: true),
        residual { conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 2)) }
        hard_swish,
    }
}

network! {
    struct N032: [3, 47, 51] -> [7, 47, 17] {
        conv2d(7, kernel: (3, 1), stride: (1, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 3)),
        hard_swish,
    }
}

network! {
    struct N033: [9, 10, 8] -> [9, 8, 1] {
        avg_pool2d(kernel: (1, 2), stride: (1, 3), dilation: (2, 1), count_include_pad: false),
        adaptive_avg_pool2d((8, 1)),
    }
}

network! {
    struct N034: [1, 4, 14] -> [9, 1, 10] {
        conv2d(9, kernel: (3, 3), stride: (2, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (2, 2)),
    }
}

network! {
    struct N035: [2, 48, 16] -> [2, 31, 16] {
        conv2d(2, kernel: (7, 1), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 1)),
    }
}

network! {
    struct N036: [31, 10, 11] -> [31, 4, 9] {
        conv2d(31, kernel: (3, 3), stride: (3, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 31),
    }
}

network! {
    struct N037: [32, 7, 8] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 2, right: 0), flip: true),
    }
}

network! {
    struct N038: [32, 13, 14] -> [32, 11, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N039: [2, 7, 8] -> [15, 5, 6] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 1)),
    }
}

network! {
    struct N040: [3, 13, 4] -> [1, 13, 4] {
        conv2d(1, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N041: [3, 18, 21] -> [3, 16, 17] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 3),
    }
}

network! {
    struct N042: [7, 9, 5] -> [7, 17, 6] {
        conv_transpose2d(7, kernel: (2, 4), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2), groups: 7),
    }
}

network! {
    struct N043: [3, 3, 3] -> [8, 3, 3] {
        conv_transpose2d(8, kernel: (1, 1), stride: (1, 1), dilation: (3, 1)),
        silu,
    }
}

network! {
    struct N044: [6, 5, 9] -> [10, 6, 10] {
        conv_transpose2d(10, kernel: (4, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 0), groups: 2),
    }
}

network! {
    struct N045: [33, 3, 4] -> [33, 3, 1] {
        conv2d(33, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 33),
        max_pool2d(kernel: (1, 1), stride: (1, 2), rounding: ceil),
    }
}

network! {
    struct N046: [16, 13, 6] -> [2, 4, 2] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
        tanh,
        avg_pool2d(kernel: (2, 4), stride: (3, 3), padding: edges(top: 0, bottom: 1, left: 2, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N047: [15, 9, 17] -> [1, 3, 5] {
        conv2d(1, kernel: (2, 5), stride: (1, 3), dilation: (3, 1)),
        avg_pool2d(kernel: (1, 1), stride: (2, 1), dilation: (1, 2)),
    }
}

network! {
    struct N048: [9, 2, 4] -> [2, 4, 1] {
        conv_transpose2d(2, kernel: (5, 2), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 2)),
    }
}

network! {
    struct N049: [1, 17, 9] -> [9, 14, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), flip: true),
        relu,
    }
}

network! {
    struct N050: [17, 1, 1] -> [7, 1, 1] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N051: [2, 12, 12] -> [5] {
        conv2d(1, kernel: (4, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 2), bias: false),
        flatten, linear(5),
    }
}

network! {
    struct N052: [16, 3, 2] -> [33, 1, 1] {
        conv2d(33, kernel: (5, 3), stride: (2, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1)),
        residual { conv2d(33, kernel: (3, 4), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 1, right: 2), groups: 33) }
        hard_swish,
    }
}

network! {
    struct N053: [12, 2, 7] -> [24, 2, 7] {
        concat(along: channels) { {} { pad(edges(top: 0, bottom: 1, left: 0, right: 0), value: 0.5), crop(edges(top: 1, bottom: 0, left: 0, right: 0)) } }
    }
}

network! {
    struct N054: [10, 4, 12] -> [10, 9, 12] {
        concat(along: rows) { {} { pad(edges(top: 1, bottom: 0, left: 0, right: 0), value: 0.5) } }
    }
}

network! {
    struct N055: [9, 4, 8] -> [9, 4, 38] {
        concat(along: columns) { {} { pad(edges(top: 0, bottom: 0, left: 1, right: 0), value: 0.5) } { pad(edges(top: 0, bottom: 0, left: 2, right: 0), value: 0.5) } { pad(edges(top: 0, bottom: 0, left: 3, right: 0), value: 0.5) } }
    }
}

network! {
    struct N056: [9, 3, 5] -> [9, 3, 5] {
        prelu(num_parameters: 9),
    }
}

network! {
    struct N057: [11, 11, 9] -> [11, 11, 9] {
        layer_norm,
    }
}

network! {
    struct N058: [31, 7, 5] -> [31, 7, 2] {
        avg_pool2d(kernel: (2, 4), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0), count_include_pad: false),
        max_pool2d(kernel: (1, 3), stride: (1, 2), rounding: ceil),
    }
}

network! {
    struct N059: [1, 13, 32] -> [15, 7, 16] {
        conv2d(15, kernel: (2, 1), stride: (2, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (2, 1)),
        residual { conv2d(15, kernel: (4, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 2), groups: 15) }
        relu,
    }
}

network! {
    struct N060: [33, 11, 6] -> [16] {
        conv2d(33, kernel: (3, 3), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 2, right: 0), dilation: (2, 3), groups: 33, bias: false),
        sigmoid,
        flatten, linear(16),
    }
}

network! {
    struct N061: [6, 11, 57] -> [4, 4, 17] {
        conv2d(4, kernel: (3, 7), stride: (1, 3), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 2, bias: false),
        max_pool2d(kernel: (4, 1), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N062: [32, 6, 7] -> [32, 7, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 2, right: 0)),
        hard_swish,
        residual { conv2d(32, kernel: (2, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0), groups: 32) }
    }
}

network! {
    struct N063: [2, 13, 4] -> [17, 3, 1] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
        relu,
        avg_pool2d(kernel: (1, 2), stride: (3, 2), dilation: (2, 1), count_include_pad: false),
    }
}

network! {
    struct N064: [3, 15, 17] -> [3, 16, 17] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 2, right: 0), groups: 3, bias: false),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N065: [9, 1, 6] -> [17, 1, 6] {
        conv2d(17, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N066: [3, 31, 67] -> [1] {
        conv2d(2, kernel: (1, 4), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 2), dilation: (2, 1), bias: false),
        flatten, linear(1),
    }
}

network! {
    struct N067: [2, 7, 6] -> [2, 2, 1] {
        avg_pool2d(kernel: (2, 3), stride: (4, 4), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (2, 1), rounding: ceil),
        avg_pool2d(kernel: (2, 4), stride: (1, 3), padding: edges(top: 1, bottom: 1, left: 2, right: 0), rounding: ceil, count_include_pad: false),
        avg_pool2d(kernel: (4, 1), stride: (3, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), rounding: ceil),
    }
}

network! {
    struct N068: [2, 23, 7] -> [2, 7, 2] {
        conv2d(2, kernel: (2, 3), stride: (3, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (3, 1)),
    }
}

network! {
    struct N069: [1, 35, 37] -> [3, 33, 33] {
        conv2d(3, kernel: (2, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 2), dilation: (3, 3), bias: false),
    }
}

network! {
    struct N070: [15, 5, 11] -> [15, 2, 5] {
        conv2d(15, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), dilation: (3, 3), groups: 15),
    }
}

network! {
    struct N071: [32, 10, 10] -> [48, 8, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N072: [32, 12, 13] -> [32, 12, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1)),
    }
}

network! {
    struct N073: [7, 5, 9] -> [17, 2, 5] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N074: [17, 17, 6] -> [3, 17, 6] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N075: [2, 18, 18] -> [2, 16, 16] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N076: [17, 2, 6] -> [17, 6, 14] {
        conv_transpose2d(17, kernel: (4, 2), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (1, 3), output_padding: (0, 1), groups: 17),
    }
}

network! {
    struct N077: [1, 9, 8] -> [2, 9, 8] {
        conv_transpose2d(2, kernel: (1, 1), stride: (1, 1), dilation: (1, 3)),
        sigmoid,
    }
}

network! {
    struct N078: [1, 7, 3] -> [3, 19, 3] {
        conv_transpose2d(3, kernel: (1, 2), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 2)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N079: [16, 33, 14] -> [16, 16, 1] {
        conv2d(16, kernel: (3, 3), stride: (2, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (1, 3), groups: 16, bias: false),
        leaky_relu(negative_slope: 0.1),
        max_pool2d(kernel: (2, 4), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 2), dilation: (1, 2)),
    }
}

network! {
    struct N080: [2, 13, 13] -> [17, 4, 4] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
        relu6,
        avg_pool2d(kernel: (4, 4), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N081: [7, 12, 6] -> [9, 3, 1] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        sigmoid,
        max_pool2d(kernel: (3, 2), stride: (3, 3)),
    }
}

network! {
    struct N082: [15, 2, 4] -> [3, 5, 7] {
        conv_transpose2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 0)),
    }
}

network! {
    struct N083: [3, 6, 10] -> [5] {
        conv2d(17, kernel: (5, 5), stride: (1, 1)),
        relu,
        flatten, linear(5),
    }
}

network! {
    struct N084: [9, 1, 1] -> [15, 1, 1] {
        conv2d(15, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
        max_pool2d(kernel: (2, 1), stride: (1, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N085: [17, 2, 13] -> [16] {
        conv2d(17, kernel: (2, 2), stride: (1, 2)),
        flatten, linear(16),
    }
}

network! {
    struct N086: [15, 2, 4] -> [17] {
        conv2d(3, kernel: (4, 4), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 1)),
        tanh,
        flatten, linear(17),
    }
}

network! {
    struct N087: [3, 8, 11] -> [3, 8, 11] {
        group_norm(1),
    }
}

network! {
    struct N088: [12, 10, 6] -> [12, 10, 6] {
        instance_norm2d,
    }
}

network! {
    struct N089: [9, 4, 7] -> [9, 4, 7] {
        local_response_norm(2, alpha: 0.5),
    }
}

network! {
    struct N090: [13, 3, 11] -> [13, 3, 11] {
        softmax,
    }
}

network! {
    struct N091: [12, 9, 9] -> [12, 9, 9] {
        log_softmax,
    }
}

network! {
    struct N092: [1, 10, 11] -> [1, 1, 1] {
        max_pool2d(kernel: (4, 4), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 1, right: 0), dilation: (2, 1), rounding: ceil),
        global_max_pool2d,
        avg_pool2d(kernel: (3, 1), stride: (2, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 0), count_include_pad: false),
    }
}

network! {
    struct N093: [2, 22, 3] -> [1, 8, 3] {
        conv2d(1, kernel: (3, 1), stride: (3, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0), bias: false, flip: true),
    }
}

network! {
    struct N094: [17, 7, 7] -> [17, 7, 5] {
        conv2d(17, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 2, right: 0), dilation: (2, 2), groups: 17, flip: true),
        relu6,
    }
}

network! {
    struct N095: [3, 10, 14] -> [15, 2, 2] {
        conv2d(15, kernel: (3, 7), stride: (2, 2), groups: 3, bias: false),
        silu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N096: [32, 10, 10] -> [32, 7, 4] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
        silu,
        avg_pool2d(kernel: (4, 1), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (1, 2), count_include_pad: false),
    }
}

network! {
    struct N097: [7, 6, 7] -> [17, 2, 5] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
        relu,
    }
}

network! {
    struct N098: [3, 44, 19] -> [3, 40, 17] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 3),
        relu6,
    }
}

network! {
    struct N099: [16, 16, 6] -> [1, 5, 2] {
        conv2d(1, kernel: (1, 1), stride: (1, 1), flip: true),
        tanh,
        max_pool2d(kernel: (2, 1), stride: (3, 3), dilation: (1, 2)),
    }
}

network! {
    struct N100: [3, 35, 20] -> [2, 33, 16] {
        conv2d(2, kernel: (2, 3), stride: (1, 1), dilation: (2, 2)),
        residual { conv2d(2, kernel: (4, 1), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0)) }
    }
}

network! {
    struct N101: [7, 9, 4] -> [7, 5, 7] {
        max_pool2d(kernel: (3, 4), stride: (3, 4), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        pad(edges(top: 0, bottom: 2, left: 3, right: 3), value: -1.0),
    }
}

network! {
    struct N102: [7, 5, 16] -> [33, 5, 7] {
        conv2d(33, kernel: (1, 3), stride: (1, 2), flip: true),
    }
}

network! {
    struct N103: [3, 34, 15] -> [1, 33, 17] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 2)),
    }
}

network! {
    struct N104: [15, 17, 28] -> [15, 5, 14] {
        conv2d(15, kernel: (3, 3), stride: (3, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 15),
    }
}

network! {
    struct N105: [32, 9, 6] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 2)),
    }
}

network! {
    struct N106: [32, 12, 13] -> [32, 10, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), bias: false),
    }
}

network! {
    struct N107: [1, 13, 7] -> [15, 9, 5] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), flip: true),
    }
}

network! {
    struct N108: [7, 2, 14] -> [31, 2, 14] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N109: [3, 18, 17] -> [3, 16, 17] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 3),
    }
}

network! {
    struct N110: [9, 5, 2] -> [9, 18, 5] {
        conv_transpose2d(9, kernel: (5, 4), stride: (3, 1), output_padding: (1, 0), groups: 9),
    }
}

network! {
    struct N111: [9, 9, 3] -> [6, 9, 3] {
        conv_transpose2d(6, kernel: (1, 1), stride: (1, 1), groups: 3),
    }
}

network! {
    struct N112: [2, 9, 5] -> [6, 8, 7] {
        conv_transpose2d(6, kernel: (1, 4), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 1), groups: 2),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N113: [31, 9, 10] -> [31, 3, 3] {
        conv2d(31, kernel: (3, 3), stride: (1, 1), groups: 31, bias: false),
        max_pool2d(kernel: (1, 1), stride: (3, 3), dilation: (2, 1)),
    }
}

network! {
    struct N114: [3, 14, 8] -> [3, 10, 6] {
        conv2d(3, kernel: (1, 1), stride: (1, 1), flip: true),
        max_pool2d(kernel: (3, 3), stride: (1, 1), dilation: (2, 1)),
    }
}

network! {
    struct N115: [8, 21, 14] -> [20, 6, 1] {
        conv2d(20, kernel: (5, 5), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (1, 3), groups: 4),
        relu,
        avg_pool2d(kernel: (2, 4), stride: (3, 3), padding: edges(top: 1, bottom: 2, left: 2, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N116: [9, 9, 5] -> [3, 10, 9] {
        conv_transpose2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0)),
        relu6,
    }
}

network! {
    struct N117: [1, 5, 9] -> [1] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
        relu,
        flatten, linear(1),
    }
}

network! {
    struct N118: [9, 1, 1] -> [1] {
        conv2d(9, kernel: (1, 1), stride: (1, 1), bias: false),
        relu,
        flatten, linear(1),
    }
}

network! {
    struct N119: [31, 22, 7] -> [16] {
        conv2d(31, kernel: (1, 3), stride: (3, 2), dilation: (1, 2)),
        flatten, linear(16),
    }
}

network! {
    struct N120: [9, 8, 3] -> [16, 1, 1] {
        conv2d(16, kernel: (5, 4), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1), dilation: (2, 1)),
        residual { conv2d(16, kernel: (2, 4), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 2)) }
    }
}

network! {
    struct N121: [8, 9, 12] -> [8, 9, 12] {
        dropout(0.0),
    }
}

network! {
    struct N122: [8, 6, 10] -> [8, 6, 10] {
        dropout2d(0.0),
    }
}

network! {
    struct N123: [9, 10, 10] -> [9, 10, 10] {
        elu(alpha: 0.5),
    }
}

network! {
    struct N124: [6, 2, 4] -> [6, 2, 4] {
        selu,
    }
}

network! {
    struct N125: [13, 10, 3] -> [13, 10, 3] {
        celu(alpha: 0.5),
    }
}

network! {
    struct N126: [33, 10, 6] -> [33, 1, 1] {
        avg_pool2d(kernel: (3, 4), stride: (4, 4), dilation: (2, 1), count_include_pad: false),
        avg_pool2d(kernel: (4, 1), stride: (4, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        avg_pool2d(kernel: (1, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N127: [1, 17, 25] -> [3, 17, 5] {
        conv2d(3, kernel: (1, 7), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 3)),
        relu,
    }
}

network! {
    struct N128: [16, 23, 6] -> [1] {
        conv2d(16, kernel: (3, 3), stride: (3, 1), groups: 16),
        flatten, linear(1),
    }
}

network! {
    struct N129: [10, 6, 15] -> [2, 1, 3] {
        conv2d(2, kernel: (1, 3), stride: (1, 1), groups: 2, bias: false),
        max_pool2d(kernel: (2, 4), stride: (4, 4), dilation: (2, 1)),
    }
}

network! {
    struct N130: [32, 11, 13] -> [32, 11, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 1)),
    }
}

network! {
    struct N131: [3, 3, 9] -> [9, 2, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), flip: true),
        relu,
    }
}

network! {
    struct N132: [3, 19, 17] -> [3, 17, 17] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 2), groups: 3),
        residual { conv2d(3, kernel: (5, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 1, right: 1), groups: 3) }
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N133: [15, 6, 8] -> [17, 2, 4] {
        conv2d(17, kernel: (1, 1), stride: (1, 1), flip: true),
        hard_swish,
        max_pool2d(kernel: (4, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 2, right: 2)),
    }
}

network! {
    struct N134: [2, 16, 32] -> [9, 17, 16] {
        conv2d(9, kernel: (3, 1), stride: (1, 2), padding: edges(top: 2, bottom: 1, left: 0, right: 0), bias: false, flip: true),
    }
}

network! {
    struct N135: [31, 6, 10] -> [31, 2, 12] {
        avg_pool2d(kernel: (4, 2), stride: (4, 4), dilation: (1, 2), rounding: ceil, count_include_pad: false),
        upsample((1, 2)),
        upsample((1, 2)),
    }
}

network! {
    struct N136: [15, 51, 7] -> [3, 17, 1] {
        conv2d(3, kernel: (5, 4), stride: (3, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 1), dilation: (1, 2)),
    }
}

network! {
    struct N137: [1, 93, 33] -> [2, 47, 31] {
        conv2d(2, kernel: (1, 3), stride: (2, 1), bias: false),
    }
}

network! {
    struct N138: [31, 5, 14] -> [31, 3, 6] {
        conv2d(31, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (2, 1), groups: 31, bias: false),
    }
}

network! {
    struct N139: [32, 8, 8] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 2), bias: false),
    }
}

network! {
    struct N140: [32, 13, 11] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 1)),
    }
}

network! {
    struct N141: [2, 13, 5] -> [15, 9, 5] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 2)),
    }
}

network! {
    struct N142: [9, 5, 9] -> [2, 5, 9] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N143: [3, 18, 42] -> [3, 16, 40] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), groups: 3),
    }
}

network! {
    struct N144: [16, 2, 6] -> [16, 4, 16] {
        conv_transpose2d(16, kernel: (2, 3), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 2, right: 0), dilation: (3, 3), output_padding: (0, 1), groups: 16),
    }
}

network! {
    struct N145: [8, 5, 5] -> [8, 5, 5] {
        conv_transpose2d(8, kernel: (1, 1), stride: (1, 1), dilation: (2, 2)),
    }
}

network! {
    struct N146: [6, 4, 2] -> [48, 11, 4] {
        conv_transpose2d(48, kernel: (4, 1), stride: (3, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 2), output_padding: (0, 1), groups: 3),
        relu,
    }
}

network! {
    struct N147: [9, 18, 7] -> [9, 14, 1] {
        conv2d(9, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 9),
        relu,
        avg_pool2d(kernel: (3, 3), stride: (1, 1), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N148: [7, 7, 14] -> [9, 2, 4] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
        leaky_relu(negative_slope: 0.1),
        max_pool2d(kernel: (1, 2), stride: (4, 4), dilation: (2, 1), rounding: ceil),
    }
}

network! {
    struct N149: [15, 11, 28] -> [1, 1, 10] {
        conv2d(1, kernel: (2, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 2), dilation: (3, 1)),
        sigmoid,
        max_pool2d(kernel: (4, 2), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N150: [16, 7, 7] -> [3, 9, 7] {
        conv_transpose2d(3, kernel: (5, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 2)),
        hard_swish,
    }
}

network! {
    struct N151: [1, 7, 13] -> [9, 5, 9] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), bias: false),
        relu,
    }
}

network! {
    struct N152: [31, 1, 1] -> [16, 1, 1] {
        conv2d(16, kernel: (1, 1), stride: (1, 1), flip: true),
    }
}

network! {
    struct N153: [15, 13, 27] -> [16] {
        conv2d(1, kernel: (1, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 2)),
        hard_swish,
        flatten, linear(16),
    }
}

network! {
    struct N154: [1, 16, 7] -> [1] {
        conv2d(31, kernel: (7, 4), stride: (3, 2), padding: edges(top: 2, bottom: 1, left: 1, right: 0), dilation: (3, 2), bias: false),
        tanh,
        flatten, linear(1),
    }
}

network! {
    struct N155: [10, 11, 3] -> [10, 11, 3] {
        gelu,
    }
}

network! {
    struct N156: [12, 10, 7] -> [12, 10, 7] {
        gelu(approximate: tanh),
    }
}

network! {
    struct N157: [10, 2, 6] -> [10, 2, 6] {
        mish,
    }
}

network! {
    struct N158: [3, 8, 3] -> [3, 8, 3] {
        softplus(beta: 2.0),
    }
}

network! {
    struct N159: [4, 11, 2] -> [4, 11, 2] {
        softsign,
    }
}

network! {
    struct N160: [33, 10, 7] -> [33, 3, 3] {
        max_pool2d(kernel: (1, 1), stride: (4, 3), rounding: ceil),
        pad(edges(top: 3, bottom: 0, left: 0, right: 2), value: 0.5),
        crop(edges(top: 1, bottom: 2, left: 1, right: 1)),
    }
}

network! {
    struct N161: [9, 34, 3] -> [2, 17, 3] {
        conv2d(2, kernel: (1, 5), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 2), dilation: (3, 1), flip: true),
    }
}

network! {
    struct N162: [9, 17, 15] -> [9, 4, 3] {
        conv2d(9, kernel: (3, 3), stride: (2, 3), padding: edges(top: 0, bottom: 1, left: 1, right: 2), groups: 9),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N163: [12, 20, 4] -> [12, 7, 1] {
        conv2d(12, kernel: (3, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 2, right: 2), dilation: (3, 1), groups: 3),
        sigmoid,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N164: [32, 12, 12] -> [32, 6, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 0)),
        max_pool2d(kernel: (1, 1), stride: (2, 1)),
    }
}

network! {
    struct N165: [2, 9, 10] -> [9, 5, 6] {
        conv2d(9, kernel: (5, 5), stride: (1, 1)),
        relu,
        residual { conv2d(9, kernel: (1, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0)) }
    }
}

network! {
    struct N166: [1, 40, 16] -> [1, 20, 8] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0), flip: true),
        hard_swish,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N167: [15, 7, 7] -> [2, 7, 7] {
        conv2d(2, kernel: (1, 1), stride: (1, 1), flip: true),
        leaky_relu(negative_slope: 0.1),
        residual { conv2d(2, kernel: (5, 1), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0)) }
    }
}

network! {
    struct N168: [3, 94, 17] -> [17] {
        conv2d(2, kernel: (3, 1), stride: (2, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (2, 3)),
        flatten, linear(17),
    }
}

network! {
    struct N169: [3, 5, 5] -> [3, 5, 6] {
        adaptive_avg_pool2d((2, 1)),
        pad(edges(top: 1, bottom: 2, left: 2, right: 3), value: 0.5),
    }
}

network! {
    struct N170: [7, 16, 28] -> [2, 6, 8] {
        conv2d(2, kernel: (3, 3), stride: (2, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (3, 3)),
    }
}

network! {
    struct N171: [2, 56, 16] -> [2, 16, 16] {
        conv2d(2, kernel: (5, 3), stride: (3, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0), dilation: (3, 1)),
    }
}

network! {
    struct N172: [31, 12, 16] -> [31, 4, 14] {
        conv2d(31, kernel: (3, 3), stride: (3, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), groups: 31),
    }
}

network! {
    struct N173: [32, 11, 12] -> [32, 10, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N174: [32, 10, 12] -> [32, 10, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 1), flip: true),
    }
}

network! {
    struct N175: [2, 4, 11] -> [9, 2, 9] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 1, right: 1), bias: false),
    }
}

network! {
    struct N176: [1, 4, 5] -> [15, 4, 5] {
        conv2d(15, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N177: [2, 20, 21] -> [2, 16, 17] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), groups: 2, bias: false, flip: true),
    }
}

network! {
    struct N178: [7, 4, 5] -> [7, 8, 16] {
        conv_transpose2d(7, kernel: (2, 4), stride: (2, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (3, 1), groups: 7),
        hard_swish,
    }
}

network! {
    struct N179: [48, 2, 3] -> [9, 2, 3] {
        conv_transpose2d(9, kernel: (1, 1), stride: (1, 1), dilation: (1, 2), groups: 3),
    }
}

network! {
    struct N180: [48, 1, 1] -> [15, 3, 12] {
        conv_transpose2d(15, kernel: (1, 5), stride: (3, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 3), output_padding: (2, 1), groups: 3, bias: false),
        silu,
    }
}

network! {
    struct N181: [17, 15, 11] -> [17, 3, 3] {
        conv2d(17, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 17),
        tanh,
        avg_pool2d(kernel: (4, 1), stride: (4, 2), dilation: (1, 2), count_include_pad: false),
    }
}

network! {
    struct N182: [17, 14, 14] -> [7, 14, 6] {
        conv2d(7, kernel: (1, 1), stride: (1, 1)),
        max_pool2d(kernel: (2, 3), stride: (1, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 1), dilation: (2, 2), rounding: ceil),
    }
}

network! {
    struct N183: [3, 39, 4] -> [31, 5, 1] {
        conv2d(31, kernel: (1, 2), stride: (3, 3), dilation: (2, 1)),
        sigmoid,
        avg_pool2d(kernel: (3, 4), stride: (2, 4), padding: edges(top: 0, bottom: 0, left: 2, right: 2), dilation: (2, 1), count_include_pad: false),
    }
}

network! {
    struct N184: [5, 4, 5] -> [1, 6, 5] {
        conv_transpose2d(1, kernel: (5, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0), bias: false),
        silu,
    }
}

network! {
    struct N185: [1, 5, 9] -> [6, 1, 2] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), flip: true),
        relu,
        avg_pool2d(kernel: (1, 2), stride: (4, 2), count_include_pad: false),
    }
}

network! {
    struct N186: [9, 1, 1] -> [1] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
        flatten, linear(1),
    }
}

network! {
    struct N187: [31, 5, 14] -> [17] {
        conv2d(9, kernel: (3, 4), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 0), dilation: (3, 3), flip: true),
        tanh,
        flatten, linear(17),
    }
}

network! {
    struct N188: [2, 1, 4] -> [17, 1, 1] {
        conv2d(17, kernel: (2, 2), stride: (2, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 3)),
        hard_swish,
    }
}

network! {
    struct N189: [5, 6, 6] -> [5, 6, 6] {
        hard_sigmoid(alpha: 0.5, beta: 0.3),
    }
}

network! {
    struct N190: [9, 6, 3] -> [9, 6, 3] {
        hard_tanh(min_val: -0.6, max_val: 0.2),
    }
}

network! {
    struct N191: [8, 9, 9] -> [8, 9, 9] {
        clip(-0.2, 0.6),
    }
}

network! {
    struct N192: [3, 2, 8] -> [3, 1, 1] {
        global_max_pool2d,
    }
}

network! {
    struct N193: [15, 8, 11] -> [15, 1, 1] {
        global_avg_pool2d,
    }
}

network! {
    struct N194: [33, 11, 5] -> [33, 4, 2] {
        crop(edges(top: 2, bottom: 1, left: 0, right: 1)),
        pad(edges(top: 0, bottom: 2, left: 1, right: 3), value: 0.5),
        avg_pool2d(kernel: (2, 3), stride: (3, 4), padding: edges(top: 0, bottom: 1, left: 0, right: 0), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N195: [7, 15, 13] -> [9, 7, 5] {
        conv2d(9, kernel: (3, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 2), flip: true),
        tanh,
    }
}

network! {
    struct N196: [31, 3, 32] -> [31, 3, 16] {
        conv2d(31, kernel: (1, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 31, flip: true),
        tanh,
    }
}

network! {
    struct N197: [8, 32, 6] -> [16] {
        conv2d(12, kernel: (3, 5), stride: (2, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), groups: 4, bias: false),
        flatten, linear(16),
    }
}

network! {
    struct N198: [32, 13, 10] -> [32, 4, 3] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1)),
        avg_pool2d(kernel: (1, 1), stride: (3, 4), dilation: (1, 2), count_include_pad: false),
    }
}

network! {
    struct N199: [2, 6, 18] -> [16, 1, 7] {
        conv2d(16, kernel: (5, 5), stride: (1, 1)),
        relu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N200: [3, 19, 42] -> [1] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), groups: 3),
        flatten, linear(1),
    }
}

network! {
    struct N201: [7, 3, 1] -> [1, 3, 1] {
        conv2d(1, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
        residual { conv2d(1, kernel: (3, 1), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 0)) }
    }
}

network! {
    struct N202: [1, 102, 49] -> [2, 33, 16] {
        conv2d(2, kernel: (3, 4), stride: (3, 3), padding: edges(top: 0, bottom: 1, left: 1, right: 0), dilation: (2, 1), bias: false),
    }
}

network! {
    struct N203: [7, 9, 9] -> [7, 3, 4] {
        max_pool2d(kernel: (4, 2), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (1, 2)),
        adaptive_avg_pool2d((3, 4)),
        max_pool2d(kernel: (1, 1), stride: (1, 1), dilation: (2, 2), rounding: ceil),
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
    judge::<N144>(check, 144);
    judge::<N145>(check, 145);
    judge::<N146>(check, 146);
    judge::<N147>(check, 147);
    judge::<N148>(check, 148);
    judge::<N149>(check, 149);
    judge::<N150>(check, 150);
    judge::<N151>(check, 151);
    judge::<N152>(check, 152);
    judge::<N153>(check, 153);
    judge::<N154>(check, 154);
    judge::<N155>(check, 155);
    judge::<N156>(check, 156);
    judge::<N157>(check, 157);
    judge::<N158>(check, 158);
    judge::<N159>(check, 159);
    judge::<N160>(check, 160);
    judge::<N161>(check, 161);
    judge::<N162>(check, 162);
    judge::<N163>(check, 163);
    judge::<N164>(check, 164);
    judge::<N165>(check, 165);
    judge::<N166>(check, 166);
    judge::<N167>(check, 167);
    judge::<N168>(check, 168);
    judge::<N169>(check, 169);
    judge::<N170>(check, 170);
    judge::<N171>(check, 171);
    judge::<N172>(check, 172);
    judge::<N173>(check, 173);
    judge::<N174>(check, 174);
    judge::<N175>(check, 175);
    judge::<N176>(check, 176);
    judge::<N177>(check, 177);
    judge::<N178>(check, 178);
    judge::<N179>(check, 179);
    judge::<N180>(check, 180);
    judge::<N181>(check, 181);
    judge::<N182>(check, 182);
    judge::<N183>(check, 183);
    judge::<N184>(check, 184);
    judge::<N185>(check, 185);
    judge::<N186>(check, 186);
    judge::<N187>(check, 187);
    judge::<N188>(check, 188);
    judge::<N189>(check, 189);
    judge::<N190>(check, 190);
    judge::<N191>(check, 191);
    judge::<N192>(check, 192);
    judge::<N193>(check, 193);
    judge::<N194>(check, 194);
    judge::<N195>(check, 195);
    judge::<N196>(check, 196);
    judge::<N197>(check, 197);
    judge::<N198>(check, 198);
    judge::<N199>(check, 199);
    judge::<N200>(check, 200);
    judge::<N201>(check, 201);
    judge::<N202>(check, 202);
    judge::<N203>(check, 203);
}
