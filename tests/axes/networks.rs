//! Written by the sweep: see `axes.rs`.

use lenet_runtime::network;
use sweep::networks::{Check, judge};

network! {
    struct N000: [2, 33, 6] -> [17, 5, 2] {
        conv2d(17, kernel: (7, 3), stride: (3, 3), dilation: (3, 1)),
    }
}

network! {
    struct N001: [1, 100, 16] -> [3, 33, 16] {
        conv2d(3, kernel: (3, 1), stride: (3, 1), bias: false),
    }
}

network! {
    struct N002: [9, 21, 5] -> [9, 8, 3] {
        conv2d(9, kernel: (3, 3), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (3, 1), groups: 9),
    }
}

network! {
    struct N003: [32, 10, 10] -> [48, 8, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N004: [32, 13, 13] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N005: [1, 8, 6] -> [15, 6, 5] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 2), bias: false),
    }
}

network! {
    struct N006: [16, 10, 7] -> [31, 10, 7] {
        conv2d(31, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N007: [2, 38, 15] -> [2, 40, 16] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 1, right: 2), groups: 2, bias: false),
    }
}

network! {
    struct N008: [16, 2, 5] -> [16, 6, 18] {
        conv_transpose2d(16, kernel: (5, 4), stride: (1, 3), output_padding: (0, 2), groups: 16, bias: false),
    }
}

network! {
    struct N009: [8, 8, 8] -> [5, 8, 8] {
        conv_transpose2d(5, kernel: (1, 1), stride: (1, 1)),
        silu,
    }
}

network! {
    struct N010: [1, 8, 1] -> [2, 19, 3] {
        conv_transpose2d(2, kernel: (1, 4), stride: (3, 3), padding: edges(top: 2, bottom: 2, left: 0, right: 2), output_padding: (1, 1)),
        silu,
    }
}

network! {
    struct N011: [5, 6, 4] -> [2, 8, 2] {
        conv_transpose2d(2, kernel: (5, 1), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 0)),
    }
}

network! {
    struct N012: [1, 7, 18] -> [17, 5, 14] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N013: [2, 1, 1] -> [33, 1, 1] {
        conv2d(33, kernel: (1, 1), stride: (1, 1), flip: true),
        tanh,
    }
}

network! {
    struct N014: [1, 9, 7] -> [1] {
        conv2d(7, kernel: (2, 2), stride: (1, 1), dilation: (3, 1), bias: false),
        relu,
        flatten, linear(1),
    }
}

network! {
    struct N015: [8, 10, 5] -> [2, 20, 10] {
        pixel_shuffle(2),
    }
}

network! {
    struct N016: [15, 4, 9] -> [15, 4, 9] {
        channel_shuffle(5),
    }
}

network! {
    struct N017: [3, 10, 2] -> [2, 4, 13] {
        reshape(2, 3, 10),
        pad(edges(top: 0, bottom: 1, left: 2, right: 1), value: 0.5),
    }
}

network! {
    struct N018: [4, 9, 7] -> [9, 7, 4] {
        flatten(order: hwc), reshape(9, 7, 4),
    }
}

network! {
    struct N019: [8, 6, 7] -> [8, 13, 13] {
        pad(edges(top: 3, bottom: 4, left: 2, right: 4), mode: reflect),
    }
}

network! {
    struct N020: [2, 8, 4] -> [2, 1, 1] {
        max_pool2d(kernel: (3, 4), stride: (4, 4), dilation: (2, 1), rounding: ceil),
        max_pool2d(kernel: (1, 1), stride: (2, 4), dilation: (1, 2)),
    }
}

network! {
    struct N021: [33, 7, 26] -> [2, 1, 8] {
        conv2d(2, kernel: (3, 4), stride: (1, 3), dilation: (3, 1)),
    }
}

network! {
    struct N022: [17, 21, 21] -> [17, 17, 8] {
        conv2d(17, kernel: (3, 3), stride: (1, 2), dilation: (2, 3), groups: 17),
        silu,
    }
}

network! {
    struct N023: [3, 21, 8] -> [3, 16, 8] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2), dilation: (3, 1), groups: 3),
        relu,
        residual { conv2d(3, kernel: (2, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2)) }
        silu,
    }
}

network! {
    struct N024: [32, 12, 14] -> [32, 5, 6] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
        sigmoid,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N025: [7, 3, 8] -> [17, 2, 6] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 2)),
        hard_swish,
        max_pool2d(kernel: (1, 1), stride: (1, 1), dilation: (2, 1)),
    }
}

network! {
    struct N026: [3, 40, 18] -> [3, 40, 17] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 0), groups: 3),
    }
}

network! {
    struct N027: [17, 14, 1] -> [9, 14, 1] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
        relu6,
    }
}

network! {
    struct N028: [3, 34, 21] -> [1, 31, 17] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 2, right: 0), dilation: (3, 3), bias: false),
        hard_swish,
    }
}

network! {
    struct N029: [1, 2, 17] -> [9, 1, 1] {
        conv2d(9, kernel: (1, 7), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), dilation: (1, 3)),
        silu,
    }
}

network! {
    struct N030: [1, 11, 12] -> [1, 2, 4] {
        avg_pool2d(kernel: (3, 3), stride: (3, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (1, 2)),
        avg_pool2d(kernel: (4, 3), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 2), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N031: [7, 21, 25] -> [1, 10, 9] {
        conv2d(1, kernel: (5, 3), stride: (2, 3), padding: edges(top: 0, bottom: 2, left: 2, right: 2)),
    }
}

network! {
    struct N032: [3, 32, 33] -> [2, 31, 33] {
        conv2d(2, kernel: (3, 1), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N033: [16, 19, 27] -> [16, 6, 9] {
        conv2d(16, kernel: (3, 3), stride: (3, 3), padding: edges(top: 1, bottom: 0, left: 0, right: 1), groups: 16, bias: false),
    }
}

network! {
    struct N034: [32, 8, 8] -> [48, 7, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 2), flip: true),
    }
}

network! {
    struct N035: [32, 13, 14] -> [32, 11, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N036: [3, 10, 10] -> [15, 6, 6] {
        conv2d(15, kernel: (5, 5), stride: (1, 1)),
    }
}

network! {
    struct N037: [3, 2, 10] -> [3, 2, 10] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N038: [2, 44, 21] -> [2, 40, 17] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N039: [7, 1, 8] -> [7, 3, 20] {
        conv_transpose2d(7, kernel: (2, 3), stride: (3, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (2, 2), output_padding: (2, 1), groups: 7),
    }
}

network! {
    struct N040: [3, 4, 7] -> [1, 4, 7] {
        conv_transpose2d(1, kernel: (1, 1), stride: (1, 1), dilation: (2, 3)),
    }
}

network! {
    struct N041: [8, 7, 3] -> [2, 16, 5] {
        conv_transpose2d(2, kernel: (5, 5), stride: (2, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2), output_padding: (1, 0)),
    }
}

network! {
    struct N042: [16, 4, 5] -> [3, 8, 6] {
        conv_transpose2d(3, kernel: (5, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
        tanh,
    }
}

network! {
    struct N043: [2, 3, 10] -> [17] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0), flip: true),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(17),
    }
}

network! {
    struct N044: [2, 1, 1] -> [9, 1, 1] {
        conv2d(9, kernel: (1, 1), stride: (1, 1), bias: false),
        hard_swish,
        residual { conv2d(9, kernel: (2, 2), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 0)) }
    }
}

network! {
    struct N045: [17, 13, 24] -> [5] {
        conv2d(7, kernel: (5, 3), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 2)),
        flatten, linear(5),
    }
}

network! {
    struct N046: [13, 3, 10] -> [26, 3, 10] {
        concat(along: channels) { {} { pad(edges(top: 0, bottom: 1, left: 0, right: 0), value: 0.5), crop(edges(top: 1, bottom: 0, left: 0, right: 0)) } }
    }
}

network! {
    struct N047: [4, 4, 9] -> [4, 9, 9] {
        concat(along: rows) { {} { pad(edges(top: 1, bottom: 0, left: 0, right: 0), value: 0.5) } }
    }
}

network! {
    struct N048: [9, 6, 12] -> [9, 6, 25] {
        concat(along: columns) { {} { pad(edges(top: 0, bottom: 0, left: 1, right: 0), value: 0.5) } }
    }
}

network! {
    struct N049: [5, 8, 7] -> [5, 8, 7] {
        prelu(num_parameters: 5),
    }
}

network! {
    struct N050: [8, 5, 12] -> [8, 5, 12] {
        layer_norm,
    }
}

network! {
    struct N051: [15, 5, 6] -> [15, 4, 6] {
        avg_pool2d(kernel: (2, 3), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
        max_pool2d(kernel: (3, 1), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2), rounding: ceil),
        pad(edges(top: 1, bottom: 2, left: 2, right: 2), value: 0.5),
    }
}

network! {
    struct N052: [7, 38, 13] -> [3, 8, 2] {
        conv2d(3, kernel: (7, 3), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (1, 3), bias: false, flip: true),
        silu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N053: [31, 6, 3] -> [31, 6, 3] {
        conv2d(31, kernel: (1, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 31),
    }
}

network! {
    struct N054: [3, 3, 13] -> [24, 1, 13] {
        conv2d(24, kernel: (3, 1), stride: (2, 1), groups: 3),
    }
}

network! {
    struct N055: [32, 9, 7] -> [32, 7, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), bias: false),
    }
}

network! {
    struct N056: [2, 10, 13] -> [9, 9, 9] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0), bias: false),
        relu,
    }
}

network! {
    struct N057: [2, 40, 18] -> [2, 20, 8] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 2),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N058: [16, 17, 13] -> [1, 17, 11] {
        conv2d(1, kernel: (1, 1), stride: (1, 1)),
        max_pool2d(kernel: (2, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N059: [2, 18, 34] -> [2, 17, 16] {
        conv2d(2, kernel: (3, 5), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 2, right: 0), flip: true),
        silu,
    }
}

network! {
    struct N060: [33, 6, 5] -> [17, 1, 1] {
        conv2d(17, kernel: (3, 4), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 1), dilation: (3, 2), flip: true),
        silu,
        max_pool2d(kernel: (1, 1), stride: (1, 2)),
    }
}

network! {
    struct N061: [3, 3, 10] -> [3, 1, 11] {
        avg_pool2d(kernel: (1, 1), stride: (4, 1), rounding: ceil),
        max_pool2d(kernel: (4, 2), stride: (3, 1), padding: edges(top: 2, bottom: 1, left: 2, right: 1), dilation: (1, 2), rounding: ceil),
    }
}

network! {
    struct N062: [17, 3, 15] -> [15, 3, 7] {
        conv2d(15, kernel: (1, 2), stride: (1, 2)),
    }
}

network! {
    struct N063: [1, 19, 32] -> [3, 17, 31] {
        conv2d(3, kernel: (5, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 0)),
    }
}

network! {
    struct N064: [9, 26, 11] -> [9, 8, 6] {
        conv2d(9, kernel: (7, 1), stride: (3, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), groups: 9, bias: false, flip: true),
    }
}

network! {
    struct N065: [32, 9, 7] -> [48, 7, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 2)),
    }
}

network! {
    struct N066: [32, 14, 12] -> [32, 12, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
    }
}

network! {
    struct N067: [1, 5, 7] -> [15, 2, 5] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0)),
    }
}

network! {
    struct N068: [16, 7, 10] -> [16, 7, 10] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N069: [3, 21, 21] -> [3, 17, 17] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), groups: 3),
    }
}

network! {
    struct N070: [7, 7, 2] -> [7, 15, 8] {
        conv_transpose2d(7, kernel: (3, 5), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 2, right: 0), output_padding: (0, 2), groups: 7),
        relu6,
    }
}

network! {
    struct N071: [2, 4, 9] -> [5, 4, 9] {
        conv_transpose2d(5, kernel: (1, 1), stride: (1, 1), dilation: (3, 3)),
        tanh,
    }
}

network! {
    struct N072: [3, 3, 7] -> [15, 7, 23] {
        conv_transpose2d(15, kernel: (2, 2), stride: (2, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 2), output_padding: (0, 2), groups: 3),
    }
}

network! {
    struct N073: [17, 8, 6] -> [1, 12, 3] {
        conv_transpose2d(1, kernel: (5, 1), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1)),
        hard_swish,
    }
}

network! {
    struct N074: [3, 6, 6] -> [6, 5, 2] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0)),
        silu,
        residual { conv2d(6, kernel: (2, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2), groups: 6) }
        relu,
    }
}

network! {
    struct N075: [7, 1, 1] -> [31, 1, 1] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
    }
}

network! {
    struct N076: [1, 4, 18] -> [17] {
        conv2d(15, kernel: (2, 5), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 1), dilation: (2, 1), bias: false),
        sigmoid,
        flatten, linear(17),
    }
}

network! {
    struct N077: [3, 11, 7] -> [3, 11, 7] {
        group_norm(1),
    }
}

network! {
    struct N078: [5, 2, 10] -> [5, 2, 10] {
        instance_norm2d,
    }
}

network! {
    struct N079: [11, 7, 11] -> [11, 7, 11] {
        local_response_norm(5, alpha: 0.5),
    }
}

network! {
    struct N080: [11, 12, 8] -> [11, 12, 8] {
        softmax,
    }
}

network! {
    struct N081: [13, 12, 8] -> [13, 12, 8] {
        log_softmax,
    }
}

network! {
    struct N082: [1, 5, 7] -> [1, 4, 2] {
        max_pool2d(kernel: (3, 1), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0), rounding: ceil),
        avg_pool2d(kernel: (3, 1), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N083: [7, 1, 36] -> [16] {
        conv2d(15, kernel: (4, 2), stride: (1, 2), padding: edges(top: 1, bottom: 2, left: 0, right: 0), dilation: (1, 3)),
        sigmoid,
        flatten, linear(16),
    }
}

network! {
    struct N084: [7, 10, 9] -> [14, 5, 4] {
        conv2d(14, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1), groups: 7, flip: true),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N085: [20, 7, 12] -> [32, 3, 6] {
        conv2d(32, kernel: (5, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (2, 3), groups: 4),
    }
}

network! {
    struct N086: [32, 14, 10] -> [32, 6, 5] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), bias: false),
        relu6,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N087: [3, 6, 12] -> [17, 2, 9] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
        tanh,
    }
}

network! {
    struct N088: [3, 19, 19] -> [3, 17, 17] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0), groups: 3),
        relu,
    }
}

network! {
    struct N089: [31, 9, 4] -> [16, 9, 4] {
        conv2d(16, kernel: (1, 1), stride: (1, 1), bias: false, flip: true),
        hard_swish,
    }
}

network! {
    struct N090: [3, 34, 63] -> [16] {
        conv2d(1, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), bias: false, flip: true),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(16),
    }
}

network! {
    struct N091: [33, 9, 1] -> [1] {
        conv2d(7, kernel: (7, 1), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (2, 1), flip: true),
        flatten, linear(1),
    }
}

network! {
    struct N092: [31, 3, 11] -> [31, 1, 2] {
        avg_pool2d(kernel: (3, 2), stride: (3, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 1), rounding: ceil, count_include_pad: false),
        max_pool2d(kernel: (2, 4), stride: (3, 2), padding: edges(top: 2, bottom: 1, left: 0, right: 1), dilation: (2, 1)),
        avg_pool2d(kernel: (1, 2), stride: (1, 3), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N093: [1, 19, 39] -> [33, 17, 13] {
        conv2d(33, kernel: (4, 1), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N094: [3, 62, 33] -> [1, 31, 31] {
        conv2d(1, kernel: (1, 3), stride: (2, 1), flip: true),
    }
}

network! {
    struct N095: [16, 8, 14] -> [16, 8, 13] {
        conv2d(16, kernel: (3, 4), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2), groups: 16),
    }
}

network! {
    struct N096: [32, 7, 10] -> [48, 7, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N097: [32, 13, 13] -> [32, 12, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N098: [3, 9, 9] -> [15, 5, 5] {
        conv2d(15, kernel: (5, 5), stride: (1, 1)),
    }
}

network! {
    struct N099: [9, 16, 8] -> [2, 16, 8] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N100: [3, 18, 21] -> [3, 16, 17] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 3, bias: false),
    }
}

network! {
    struct N101: [16, 1, 3] -> [16, 3, 4] {
        conv_transpose2d(16, kernel: (2, 2), stride: (2, 1), dilation: (2, 1), groups: 16),
    }
}

network! {
    struct N102: [2, 9, 5] -> [1, 9, 5] {
        conv_transpose2d(1, kernel: (1, 1), stride: (1, 1), dilation: (2, 1), bias: false),
        relu6,
    }
}

network! {
    struct N103: [6, 9, 2] -> [32, 15, 4] {
        conv_transpose2d(32, kernel: (2, 1), stride: (2, 3), padding: edges(top: 1, bottom: 2, left: 2, right: 0), dilation: (1, 3), output_padding: (0, 2), groups: 2),
        relu,
    }
}

network! {
    struct N104: [5, 6, 9] -> [2, 8, 11] {
        conv_transpose2d(2, kernel: (5, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N105: [2, 8, 6] -> [16, 3, 1] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), bias: false),
        tanh,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N106: [1, 1, 1] -> [7, 1, 1] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N107: [3, 14, 3] -> [16] {
        conv2d(31, kernel: (7, 2), stride: (3, 1), dilation: (2, 1)),
        flatten, linear(16),
    }
}

network! {
    struct N108: [10, 3, 4] -> [10, 3, 4] {
        dropout(0.0),
    }
}

network! {
    struct N109: [6, 8, 12] -> [6, 8, 12] {
        dropout2d(0.0),
    }
}

network! {
    struct N110: [6, 10, 3] -> [6, 10, 3] {
        elu(alpha: 0.5),
    }
}

network! {
    struct N111: [6, 8, 10] -> [6, 8, 10] {
        selu,
    }
}

network! {
    struct N112: [10, 12, 12] -> [10, 12, 12] {
        celu(alpha: 0.5),
    }
}

network! {
    struct N113: [3, 7, 9] -> [3, 2, 14] {
        upsample((1, 3), mode: bilinear, align_corners: true),
        avg_pool2d(kernel: (3, 3), stride: (2, 2), padding: edges(top: 2, bottom: 0, left: 2, right: 0), count_include_pad: false),
        adaptive_avg_pool2d((2, 14)),
    }
}

network! {
    struct N114: [1, 7, 21] -> [17, 7, 14] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 1, right: 0), dilation: (1, 2)),
        silu,
    }
}

network! {
    struct N115: [9, 18, 53] -> [9, 1, 4] {
        conv2d(9, kernel: (3, 3), stride: (2, 3), dilation: (3, 3), groups: 9, bias: false),
        silu,
        max_pool2d(kernel: (3, 4), stride: (4, 3), padding: edges(top: 1, bottom: 0, left: 2, right: 0), dilation: (2, 2)),
    }
}

network! {
    struct N116: [4, 17, 33] -> [4, 5, 4] {
        conv2d(4, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 1), groups: 4),
        max_pool2d(kernel: (3, 1), stride: (3, 4), dilation: (1, 2)),
    }
}

network! {
    struct N117: [32, 8, 9] -> [32, 7, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1)),
        residual { conv2d(32, kernel: (1, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 32) }
        relu,
    }
}

network! {
    struct N118: [1, 8, 12] -> [17, 5, 9] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1), flip: true),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N119: [1, 18, 41] -> [1, 16, 40] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), bias: false),
        residual { conv2d(1, kernel: (4, 4), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 1, right: 2)) }
    }
}

network! {
    struct N120: [9, 1, 2] -> [1] {
        conv2d(15, kernel: (1, 1), stride: (1, 1)),
        flatten, linear(1),
    }
}

network! {
    struct N121: [1, 35, 47] -> [16] {
        conv2d(1, kernel: (5, 1), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 2), flip: true),
        relu6,
        flatten, linear(16),
    }
}

network! {
    struct N122: [1, 3, 3] -> [9, 1, 1] {
        conv2d(9, kernel: (1, 2), stride: (3, 1), dilation: (1, 2)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N123: [15, 4, 5] -> [15, 2, 3] {
        adaptive_avg_pool2d((4, 7)),
        adaptive_max_pool2d((6, 1)),
        adaptive_max_pool2d((2, 3)),
    }
}

network! {
    struct N124: [1, 6, 12] -> [7, 5, 10] {
        conv2d(7, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N125: [1, 42, 49] -> [2, 17, 47] {
        conv2d(2, kernel: (4, 3), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (3, 1)),
    }
}

network! {
    struct N126: [17, 41, 10] -> [17, 13, 9] {
        conv2d(17, kernel: (3, 3), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 17),
    }
}

network! {
    struct N127: [32, 10, 9] -> [48, 8, 7] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N128: [32, 14, 11] -> [32, 12, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), flip: true),
    }
}

network! {
    struct N129: [7, 9, 9] -> [9, 6, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N130: [33, 10, 3] -> [1, 10, 3] {
        conv2d(1, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N131: [3, 19, 20] -> [3, 16, 16] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 3),
    }
}

network! {
    struct N132: [16, 6, 6] -> [16, 16, 5] {
        conv_transpose2d(16, kernel: (1, 1), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (3, 2), groups: 16),
        relu6,
    }
}

network! {
    struct N133: [10, 6, 9] -> [6, 6, 9] {
        conv_transpose2d(6, kernel: (1, 1), stride: (1, 1), dilation: (2, 2), groups: 2),
    }
}

network! {
    struct N134: [16, 5, 3] -> [5, 6, 9] {
        conv_transpose2d(5, kernel: (4, 4), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 2, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N135: [16, 3, 3] -> [3, 4, 3] {
        conv_transpose2d(3, kernel: (5, 1), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0)),
        silu,
    }
}

network! {
    struct N136: [1, 8, 4] -> [5] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 0)),
        sigmoid,
        flatten, linear(5),
    }
}

network! {
    struct N137: [7, 1, 1] -> [16, 1, 1] {
        conv2d(16, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N138: [1, 5, 28] -> [1] {
        conv2d(33, kernel: (3, 3), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        flatten, linear(1),
    }
}

network! {
    struct N139: [11, 5, 2] -> [11, 5, 2] {
        gelu,
    }
}

network! {
    struct N140: [3, 3, 6] -> [3, 3, 6] {
        gelu(approximate: tanh),
    }
}

network! {
    struct N141: [12, 3, 7] -> [12, 3, 7] {
        mish,
    }
}

network! {
    struct N142: [11, 5, 6] -> [11, 5, 6] {
        softplus(beta: 2.0),
    }
}

network! {
    struct N143: [6, 9, 11] -> [6, 9, 11] {
        softsign,
    }
}

network! {
    struct N144: [16, 8, 7] -> [16, 10, 7] {
        upsample((3, 3)),
        adaptive_avg_pool2d((10, 7)),
    }
}

network! {
    struct N145: [7, 8, 11] -> [7, 2, 6] {
        conv2d(7, kernel: (4, 2), stride: (3, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 1)),
        tanh,
        residual { conv2d(7, kernel: (4, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 2, right: 0), groups: 7) }
    }
}

network! {
    struct N146: [15, 8, 27] -> [30, 7, 13] {
        conv2d(30, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 15),
        relu,
    }
}

network! {
    struct N147: [8, 21, 14] -> [2, 3, 8] {
        conv2d(2, kernel: (7, 7), stride: (1, 1), dilation: (3, 1), groups: 2),
        tanh,
    }
}

network! {
    struct N148: [32, 8, 9] -> [32, 8, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N149: [1, 4, 10] -> [9, 1, 3] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
        tanh,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N150: [2, 42, 18] -> [2, 20, 8] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), groups: 2),
        leaky_relu(negative_slope: 0.1),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N151: [16, 9, 5] -> [33, 1, 2] {
        conv2d(33, kernel: (1, 1), stride: (1, 1)),
        max_pool2d(kernel: (4, 1), stride: (4, 3), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (2, 2)),
    }
}

network! {
    struct N152: [7, 47, 17] -> [9, 47, 17] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N153: [17, 7, 7] -> [16, 1, 1] {
        conv2d(16, kernel: (3, 7), stride: (3, 1), dilation: (3, 1), bias: false),
    }
}

network! {
    struct N154: [15, 6, 8] -> [15, 1, 4] {
        max_pool2d(kernel: (2, 4), stride: (3, 1), dilation: (2, 1)),
        adaptive_avg_pool2d((1, 2)),
        upsample((1, 2), mode: bilinear),
    }
}

network! {
    struct N155: [1, 1, 6] -> [17, 1, 5] {
        conv2d(17, kernel: (3, 4), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 1), flip: true),
    }
}

network! {
    struct N156: [2, 35, 33] -> [1, 17, 33] {
        conv2d(1, kernel: (2, 1), stride: (2, 1)),
    }
}

network! {
    struct N157: [17, 10, 9] -> [17, 4, 9] {
        conv2d(17, kernel: (3, 3), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 17, bias: false),
    }
}

network! {
    struct N158: [32, 12, 12] -> [48, 10, 10] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N159: [32, 13, 12] -> [32, 11, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N160: [3, 17, 7] -> [9, 14, 6] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 2, right: 1)),
    }
}

network! {
    struct N161: [7, 2, 13] -> [3, 2, 13] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N162: [2, 18, 19] -> [2, 17, 17] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 2),
    }
}

network! {
    struct N163: [7, 6, 5] -> [7, 9, 16] {
        conv_transpose2d(7, kernel: (3, 3), stride: (1, 3), padding: edges(top: 1, bottom: 2, left: 0, right: 2), dilation: (3, 2), output_padding: (0, 1), groups: 7, bias: false),
    }
}

network! {
    struct N164: [1, 5, 7] -> [16, 5, 7] {
        conv_transpose2d(16, kernel: (1, 1), stride: (1, 1), dilation: (3, 2)),
    }
}

network! {
    struct N165: [4, 9, 6] -> [32, 15, 6] {
        conv_transpose2d(32, kernel: (4, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 1), groups: 2),
    }
}

network! {
    struct N166: [4, 8, 2] -> [1, 12, 1] {
        conv_transpose2d(1, kernel: (5, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), bias: false),
        silu,
    }
}

network! {
    struct N167: [2, 6, 3] -> [9, 1, 1] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), bias: false),
        relu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N168: [16, 1, 1] -> [17] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
        flatten, linear(17),
    }
}

network! {
    struct N169: [2, 29, 9] -> [1] {
        conv2d(2, kernel: (5, 3), stride: (3, 1), dilation: (3, 3)),
        sigmoid,
        flatten, linear(1),
    }
}

network! {
    struct N170: [11, 5, 2] -> [11, 5, 2] {
        hard_sigmoid(alpha: 0.5, beta: 0.3),
    }
}

network! {
    struct N171: [5, 8, 4] -> [5, 8, 4] {
        hard_tanh(min_val: -0.6, max_val: 0.2),
    }
}

network! {
    struct N172: [11, 2, 8] -> [11, 2, 8] {
        clip(-0.2, 0.6),
    }
}

network! {
    struct N173: [4, 10, 12] -> [4, 1, 1] {
        global_max_pool2d,
    }
}

network! {
    struct N174: [15, 8, 5] -> [15, 1, 1] {
        global_avg_pool2d,
    }
}

network! {
    struct N175: [2, 11, 6] -> [2, 7, 4] {
        upsample((3, 3), mode: bilinear, align_corners: true),
        avg_pool2d(kernel: (2, 4), stride: (3, 2), rounding: ceil),
        crop(edges(top: 2, bottom: 2, left: 2, right: 2)),
    }
}

network! {
    struct N176: [9, 21, 22] -> [2, 6, 7] {
        conv2d(2, kernel: (3, 5), stride: (3, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 1), dilation: (3, 1)),
    }
}

network! {
    struct N177: [33, 4, 53] -> [33, 3, 17] {
        conv2d(33, kernel: (3, 3), stride: (1, 3), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 33, flip: true),
        sigmoid,
    }
}

network! {
    struct N178: [15, 15, 8] -> [3, 1, 3] {
        conv2d(3, kernel: (5, 3), stride: (3, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (3, 1), groups: 3, bias: false),
        relu6,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N179: [32, 12, 11] -> [32, 5, 6] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), bias: false),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N180: [1, 18, 6] -> [15, 7, 1] {
        conv2d(15, kernel: (5, 5), stride: (1, 1)),
        silu,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N181: [2, 17, 39] -> [2, 8, 20] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 2), groups: 2, bias: false),
        hard_swish,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N182: [16, 5, 5] -> [16, 5, 5] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
        residual { conv2d(16, kernel: (1, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 16) }
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N183: [3, 49, 33] -> [3, 16, 33] {
        conv2d(3, kernel: (5, 1), stride: (3, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), flip: true),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N184: [16, 1, 4] -> [16, 1, 1] {
        conv2d(16, kernel: (1, 4), stride: (1, 2)),
    }
}

network! {
    struct N185: [7, 9, 13] -> [7, 26, 10] {
        upsample((3, 3), mode: bilinear),
        avg_pool2d(kernel: (2, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (1, 2), rounding: ceil),
        avg_pool2d(kernel: (1, 1), stride: (1, 2), dilation: (2, 1), rounding: ceil, count_include_pad: false),
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
}
