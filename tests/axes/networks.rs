//! Written by the sweep: see `axes.rs`.

use lenet_runtime::network;
use sweep::networks::{Check, judge};

network! {
    struct N000: [16, 6, 22] -> [16, 2, 5] {
        conv2d(16, kernel: (1, 4), stride: (3, 3), dilation: (3, 3)),
    }
}

network! {
    struct N001: [3, 33, 39] -> [1, 33, 33] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 3)),
    }
}

network! {
    struct N002: [17, 26, 11] -> [17, 8, 10] {
        conv2d(17, kernel: (3, 4), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 17),
    }
}

network! {
    struct N003: [32, 5, 10] -> [48, 7, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N004: [32, 12, 14] -> [32, 10, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N005: [7, 8, 6] -> [9, 5, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 2), bias: false),
    }
}

network! {
    struct N006: [17, 13, 10] -> [3, 13, 10] {
        conv2d(3, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N007: [2, 19, 44] -> [2, 17, 40] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 2),
    }
}

network! {
    struct N008: [7, 5, 9] -> [7, 9, 10] {
        conv_transpose2d(7, kernel: (3, 4), stride: (2, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0), groups: 7),
    }
}

network! {
    struct N009: [24, 2, 4] -> [48, 2, 4] {
        conv_transpose2d(48, kernel: (1, 1), stride: (1, 1), groups: 3),
    }
}

network! {
    struct N010: [5, 1, 7] -> [1, 7, 14] {
        conv_transpose2d(1, kernel: (3, 2), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (3, 2)),
        relu,
    }
}

network! {
    struct N011: [5, 7, 5] -> [1, 7, 5] {
        conv_transpose2d(1, kernel: (5, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 2)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N012: [2, 18, 18] -> [6, 7, 7] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), bias: false),
        relu,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N013: [16, 1, 1] -> [1, 1, 1] {
        conv2d(1, kernel: (1, 1), stride: (1, 1)),
        silu,
        residual { conv2d(1, kernel: (2, 1), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)) }
        silu,
    }
}

network! {
    struct N014: [16, 21, 23] -> [16] {
        conv2d(1, kernel: (7, 4), stride: (2, 3), padding: edges(top: 2, bottom: 0, left: 2, right: 0), dilation: (1, 2)),
        flatten, linear(16),
    }
}

network! {
    struct N015: [3, 4, 7] -> [16, 1, 1] {
        conv2d(16, kernel: (4, 7), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), bias: false, flip: true),
    }
}

network! {
    struct N016: [2, 8, 7] -> [2, 8, 7] {
        pixel_shuffle(1),
    }
}

network! {
    struct N017: [9, 12, 5] -> [9, 12, 5] {
        channel_shuffle(3),
    }
}

network! {
    struct N018: [11, 12, 9] -> [9, 13, 13] {
        reshape(9, 11, 12),
        pad(edges(top: 1, bottom: 1, left: 1, right: 0), value: 0.5),
    }
}

network! {
    struct N019: [11, 9, 7] -> [9, 7, 11] {
        flatten(order: hwc), reshape(9, 7, 11),
    }
}

network! {
    struct N020: [5, 11, 6] -> [5, 13, 8] {
        pad(edges(top: 2, bottom: 0, left: 2, right: 0), mode: reflect),
    }
}

network! {
    struct N021: [31, 8, 6] -> [31, 4, 9] {
        upsample((3, 3)),
        adaptive_avg_pool2d((6, 9)),
        avg_pool2d(kernel: (3, 1), stride: (1, 1)),
    }
}

network! {
    struct N022: [1, 11, 19] -> [5] {
        conv2d(1, kernel: (3, 4), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (1, 2)),
        tanh,
        flatten, linear(5),
    }
}

network! {
    struct N023: [7, 15, 20] -> [16] {
        conv2d(7, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (3, 2), groups: 7, bias: false),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(16),
    }
}

network! {
    struct N024: [16, 5, 3] -> [4, 2, 3] {
        conv2d(4, kernel: (2, 1), stride: (2, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (2, 1), groups: 2),
        residual { conv2d(4, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 1), groups: 4) }
    }
}

network! {
    struct N025: [32, 9, 9] -> [1] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
        flatten, linear(1),
    }
}

network! {
    struct N026: [3, 9, 6] -> [9, 5, 2] {
        conv2d(9, kernel: (5, 5), stride: (1, 1)),
        relu,
    }
}

network! {
    struct N027: [2, 40, 18] -> [2, 40, 16] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 0), groups: 2),
        tanh,
        residual { conv2d(2, kernel: (1, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 2) }
        sigmoid,
    }
}

network! {
    struct N028: [16, 1, 16] -> [16, 1, 4] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
        avg_pool2d(kernel: (1, 4), stride: (2, 3), dilation: (2, 2)),
    }
}

network! {
    struct N029: [7, 19, 16] -> [5] {
        conv2d(3, kernel: (4, 1), stride: (1, 1), bias: false, flip: true),
        flatten, linear(5),
    }
}

network! {
    struct N030: [3, 12, 5] -> [3, 6, 2] {
        avg_pool2d(kernel: (4, 3), stride: (4, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (2, 1), rounding: ceil, count_include_pad: false),
        max_pool2d(kernel: (1, 2), stride: (3, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (1, 2)),
        pad(edges(top: 3, bottom: 2, left: 0, right: 1), value: 0.5),
    }
}

network! {
    struct N031: [17, 4, 9] -> [7, 4, 8] {
        conv2d(7, kernel: (1, 2), stride: (1, 1), flip: true),
    }
}

network! {
    struct N032: [1, 61, 21] -> [2, 16, 17] {
        conv2d(2, kernel: (7, 4), stride: (3, 1), padding: edges(top: 2, bottom: 1, left: 1, right: 1), dilation: (3, 2)),
    }
}

network! {
    struct N033: [15, 9, 9] -> [15, 2, 5] {
        conv2d(15, kernel: (3, 3), stride: (3, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (3, 2), groups: 15),
    }
}

network! {
    struct N034: [32, 7, 9] -> [48, 7, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1)),
    }
}

network! {
    struct N035: [32, 14, 13] -> [32, 12, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N036: [3, 7, 8] -> [16, 5, 6] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2)),
    }
}

network! {
    struct N037: [2, 4, 9] -> [3, 4, 9] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N038: [2, 20, 21] -> [2, 16, 17] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N039: [7, 6, 3] -> [7, 21, 13] {
        conv_transpose2d(7, kernel: (5, 4), stride: (2, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 1), dilation: (3, 3), groups: 7),
    }
}

network! {
    struct N040: [16, 2, 4] -> [32, 2, 4] {
        conv_transpose2d(32, kernel: (1, 1), stride: (1, 1), dilation: (3, 1), groups: 2),
    }
}

network! {
    struct N041: [9, 4, 7] -> [6, 3, 9] {
        conv_transpose2d(6, kernel: (1, 2), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1), dilation: (1, 3), groups: 3),
    }
}

network! {
    struct N042: [4, 3, 7] -> [1, 5, 7] {
        conv_transpose2d(1, kernel: (5, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 1)),
        relu6,
    }
}

network! {
    struct N043: [7, 10, 6] -> [15, 3, 1] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), bias: false, flip: true),
        relu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N044: [17, 1, 1] -> [33, 1, 1] {
        conv2d(33, kernel: (1, 1), stride: (1, 1)),
        tanh,
        max_pool2d(kernel: (1, 1), stride: (4, 1), dilation: (1, 2)),
    }
}

network! {
    struct N045: [2, 14, 12] -> [1] {
        conv2d(17, kernel: (7, 3), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 2)),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(1),
    }
}

network! {
    struct N046: [17, 2, 7] -> [15, 1, 1] {
        conv2d(15, kernel: (2, 4), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (3, 2)),
        max_pool2d(kernel: (1, 1), stride: (3, 4), dilation: (1, 2)),
    }
}

network! {
    struct N047: [10, 12, 3] -> [30, 12, 3] {
        concat(along: channels) { {} { pad(edges(top: 0, bottom: 1, left: 0, right: 0), value: 0.5), crop(edges(top: 1, bottom: 0, left: 0, right: 0)) } { pad(edges(top: 0, bottom: 2, left: 0, right: 0), value: 0.5), crop(edges(top: 2, bottom: 0, left: 0, right: 0)) } }
    }
}

network! {
    struct N048: [9, 4, 5] -> [9, 15, 5] {
        concat(along: rows) { {} { pad(edges(top: 1, bottom: 0, left: 0, right: 0), value: 0.5) } { pad(edges(top: 2, bottom: 0, left: 0, right: 0), value: 0.5) } }
    }
}

network! {
    struct N049: [12, 5, 6] -> [12, 5, 30] {
        concat(along: columns) { {} { pad(edges(top: 0, bottom: 0, left: 1, right: 0), value: 0.5) } { pad(edges(top: 0, bottom: 0, left: 2, right: 0), value: 0.5) } { pad(edges(top: 0, bottom: 0, left: 3, right: 0), value: 0.5) } }
    }
}

network! {
    struct N050: [7, 9, 5] -> [7, 9, 5] {
        prelu(num_parameters: 1),
    }
}

network! {
    struct N051: [10, 9, 9] -> [10, 9, 9] {
        layer_norm,
    }
}

network! {
    struct N052: [7, 10, 8] -> [7, 3, 11] {
        avg_pool2d(kernel: (4, 1), stride: (4, 1), rounding: ceil, count_include_pad: false),
        pad(edges(top: 0, bottom: 0, left: 2, right: 1), value: -1.0),
    }
}

network! {
    struct N053: [1, 20, 7] -> [7, 17, 4] {
        conv2d(7, kernel: (4, 4), stride: (1, 1)),
    }
}

network! {
    struct N054: [17, 11, 5] -> [17, 5, 3] {
        conv2d(17, kernel: (5, 7), stride: (2, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 2), groups: 17),
    }
}

network! {
    struct N055: [8, 3, 9] -> [4, 1, 5] {
        conv2d(4, kernel: (1, 5), stride: (3, 1), groups: 4),
    }
}

network! {
    struct N056: [32, 11, 13] -> [32, 3, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        avg_pool2d(kernel: (1, 2), stride: (4, 1)),
    }
}

network! {
    struct N057: [3, 6, 8] -> [17, 2, 6] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), flip: true),
        relu,
        residual { conv2d(17, kernel: (2, 1), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)) }
    }
}

network! {
    struct N058: [1, 42, 19] -> [1, 40, 17] {
        conv2d(1, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N059: [16, 1, 5] -> [3, 1, 5] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
    }
}

network! {
    struct N060: [3, 137, 17] -> [3, 47, 17] {
        conv2d(3, kernel: (3, 2), stride: (3, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 1), flip: true),
        relu6,
    }
}

network! {
    struct N061: [31, 9, 11] -> [31, 1, 2] {
        crop(edges(top: 1, bottom: 1, left: 2, right: 0)),
        adaptive_avg_pool2d((1, 5)),
        avg_pool2d(kernel: (1, 1), stride: (1, 3), dilation: (1, 2), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N062: [1, 10, 21] -> [2, 4, 10] {
        conv2d(2, kernel: (7, 2), stride: (1, 2)),
    }
}

network! {
    struct N063: [1, 34, 49] -> [1, 17, 47] {
        conv2d(1, kernel: (2, 3), stride: (2, 1), bias: false, flip: true),
    }
}

network! {
    struct N064: [9, 39, 14] -> [9, 13, 14] {
        conv2d(9, kernel: (3, 3), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 9),
    }
}

network! {
    struct N065: [32, 8, 10] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N066: [32, 12, 11] -> [48, 11, 10] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 0)),
    }
}

network! {
    struct N067: [3, 6, 13] -> [9, 2, 9] {
        conv2d(9, kernel: (5, 5), stride: (1, 1)),
    }
}

network! {
    struct N068: [2, 13, 7] -> [33, 13, 7] {
        conv2d(33, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N069: [3, 17, 18] -> [3, 17, 16] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), groups: 3),
    }
}

network! {
    struct N070: [17, 9, 6] -> [17, 29, 11] {
        conv_transpose2d(17, kernel: (5, 3), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (3, 3), groups: 17),
        relu,
    }
}

network! {
    struct N071: [2, 3, 2] -> [3, 3, 2] {
        conv_transpose2d(3, kernel: (1, 1), stride: (1, 1), dilation: (2, 3)),
        hard_swish,
    }
}

network! {
    struct N072: [15, 4, 3] -> [15, 6, 10] {
        conv_transpose2d(15, kernel: (3, 2), stride: (1, 3), padding: edges(top: 2, bottom: 2, left: 0, right: 2), dilation: (3, 3), output_padding: (0, 2), groups: 3),
        hard_swish,
    }
}

network! {
    struct N073: [16, 5, 5] -> [1, 5, 3] {
        conv_transpose2d(1, kernel: (5, 1), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 2, right: 0)),
    }
}

network! {
    struct N074: [3, 4, 4] -> [6, 2, 2] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2)),
        relu,
        residual { conv2d(6, kernel: (4, 1), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0)) }
        tanh,
    }
}

network! {
    struct N075: [3, 1, 1] -> [16, 1, 1] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
        hard_swish,
    }
}

network! {
    struct N076: [3, 26, 8] -> [16] {
        conv2d(17, kernel: (1, 5), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(16),
    }
}

network! {
    struct N077: [16, 3, 5] -> [1, 1, 1] {
        conv2d(1, kernel: (4, 3), stride: (3, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N078: [15, 6, 5] -> [15, 6, 5] {
        group_norm(5),
    }
}

network! {
    struct N079: [9, 11, 9] -> [9, 11, 9] {
        instance_norm2d,
    }
}

network! {
    struct N080: [5, 9, 5] -> [5, 9, 5] {
        local_response_norm(1, alpha: 0.5),
    }
}

network! {
    struct N081: [8, 2, 12] -> [8, 2, 12] {
        softmax,
    }
}

network! {
    struct N082: [5, 5, 8] -> [5, 5, 8] {
        log_softmax,
    }
}

network! {
    struct N083: [31, 11, 3] -> [31, 11, 3] {
        pad(edges(top: 0, bottom: 2, left: 1, right: 1), value: -1.0),
        max_pool2d(kernel: (1, 1), stride: (1, 1), dilation: (2, 2), rounding: ceil),
        crop(edges(top: 2, bottom: 0, left: 2, right: 0)),
    }
}

network! {
    struct N084: [7, 9, 6] -> [9, 4, 2] {
        conv2d(9, kernel: (2, 3), stride: (1, 1)),
        sigmoid,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N085: [7, 20, 29] -> [7, 4, 2] {
        conv2d(7, kernel: (7, 3), stride: (1, 3), groups: 7),
        silu,
        avg_pool2d(kernel: (3, 2), stride: (4, 4), padding: edges(top: 1, bottom: 0, left: 0, right: 0), count_include_pad: false),
    }
}

network! {
    struct N086: [6, 11, 36] -> [4, 4, 8] {
        conv2d(4, kernel: (7, 3), stride: (1, 2), padding: edges(top: 2, bottom: 1, left: 1, right: 0), dilation: (1, 3), groups: 2, bias: false, flip: true),
        silu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N087: [32, 12, 12] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1)),
        sigmoid,
    }
}

network! {
    struct N088: [2, 11, 6] -> [6, 4, 2] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), bias: false),
        relu,
        max_pool2d(kernel: (3, 1), stride: (2, 1)),
    }
}

network! {
    struct N089: [3, 41, 18] -> [3, 20, 8] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 3),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N090: [9, 16, 2] -> [17, 16, 2] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
        relu6,
        residual { conv2d(17, kernel: (5, 1), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0)) }
    }
}

network! {
    struct N091: [7, 17, 33] -> [3, 17, 33] {
        conv2d(3, kernel: (3, 1), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 0, right: 0), dilation: (1, 3)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N092: [3, 3, 4] -> [3, 2, 3] {
        avg_pool2d(kernel: (4, 1), stride: (4, 4), padding: edges(top: 1, bottom: 1, left: 0, right: 0), rounding: ceil),
        pad(edges(top: 0, bottom: 1, left: 2, right: 0), value: -1.0),
    }
}

network! {
    struct N093: [1, 37, 14] -> [17, 17, 5] {
        conv2d(17, kernel: (3, 5), stride: (2, 2), padding: edges(top: 1, bottom: 2, left: 0, right: 0), dilation: (3, 1)),
    }
}

network! {
    struct N094: [1, 18, 18] -> [3, 17, 16] {
        conv2d(3, kernel: (3, 4), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1), bias: false),
    }
}

network! {
    struct N095: [15, 3, 6] -> [15, 2, 1] {
        conv2d(15, kernel: (3, 3), stride: (2, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1), dilation: (1, 3), groups: 15),
    }
}

network! {
    struct N096: [32, 10, 8] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
    }
}

network! {
    struct N097: [32, 14, 13] -> [32, 12, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), bias: false),
    }
}

network! {
    struct N098: [2, 5, 9] -> [16, 2, 5] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N099: [15, 10, 16] -> [3, 10, 16] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N100: [2, 17, 21] -> [2, 17, 17] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 0), groups: 2),
    }
}

network! {
    struct N101: [7, 4, 8] -> [7, 15, 14] {
        conv_transpose2d(7, kernel: (3, 1), stride: (3, 2), padding: edges(top: 0, bottom: 1, left: 1, right: 0), dilation: (3, 2), groups: 7, bias: false),
    }
}

network! {
    struct N102: [16, 1, 9] -> [6, 1, 9] {
        conv_transpose2d(6, kernel: (1, 1), stride: (1, 1), groups: 2),
        hard_swish,
    }
}

network! {
    struct N103: [3, 4, 2] -> [3, 4, 7] {
        conv_transpose2d(3, kernel: (1, 4), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (1, 2), bias: false),
        tanh,
    }
}

network! {
    struct N104: [5, 9, 3] -> [2, 12, 4] {
        conv_transpose2d(2, kernel: (5, 2), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N105: [7, 5, 12] -> [16, 2, 9] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0), flip: true),
        relu,
    }
}

network! {
    struct N106: [15, 1, 1] -> [15, 1, 1] {
        conv2d(15, kernel: (1, 1), stride: (1, 1), bias: false),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N107: [31, 17, 9] -> [5] {
        conv2d(1, kernel: (4, 3), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (1, 2)),
        silu,
        flatten, linear(5),
    }
}

network! {
    struct N108: [7, 3, 1] -> [2, 1, 1] {
        conv2d(2, kernel: (3, 2), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 2), dilation: (1, 3), bias: false, flip: true),
    }
}

network! {
    struct N109: [12, 5, 10] -> [12, 5, 10] {
        dropout(0.0),
    }
}

network! {
    struct N110: [13, 11, 8] -> [13, 11, 8] {
        dropout2d(0.0),
    }
}

network! {
    struct N111: [11, 12, 7] -> [11, 12, 7] {
        elu(alpha: 0.5),
    }
}

network! {
    struct N112: [8, 8, 11] -> [8, 8, 11] {
        selu,
    }
}

network! {
    struct N113: [13, 3, 7] -> [13, 3, 7] {
        celu(alpha: 0.5),
    }
}

network! {
    struct N114: [17, 13, 11] -> [17, 14, 16] {
        pad(edges(top: 0, bottom: 3, left: 1, right: 2), value: 0.5),
        adaptive_avg_pool2d((14, 16)),
    }
}

network! {
    struct N115: [1, 13, 9] -> [33, 13, 5] {
        conv2d(33, kernel: (2, 4), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 2), dilation: (1, 2)),
        relu,
    }
}

network! {
    struct N116: [9, 19, 20] -> [9, 17, 6] {
        conv2d(9, kernel: (3, 3), stride: (1, 3), groups: 9),
    }
}

network! {
    struct N117: [3, 42, 19] -> [24, 7, 5] {
        conv2d(24, kernel: (1, 4), stride: (3, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 2), dilation: (3, 1), groups: 3),
        silu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N118: [32, 12, 11] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 2)),
        hard_swish,
    }
}

network! {
    struct N119: [3, 3, 8] -> [9, 1, 3] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 2)),
        relu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N120: [3, 20, 43] -> [3, 8, 20] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 3),
        relu6,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N121: [9, 3, 14] -> [31, 3, 14] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
        relu6,
    }
}

network! {
    struct N122: [1, 39, 33] -> [1, 17, 31] {
        conv2d(1, kernel: (7, 3), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 2)),
        relu6,
        residual { conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 1)) }
    }
}

network! {
    struct N123: [33, 12, 10] -> [33, 11, 6] {
        crop(edges(top: 0, bottom: 2, left: 1, right: 0)),
        pad(edges(top: 3, bottom: 1, left: 1, right: 1), value: -1.0),
        max_pool2d(kernel: (3, 1), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N124: [2, 23, 34] -> [3, 10, 16] {
        conv2d(3, kernel: (3, 3), stride: (2, 2), dilation: (2, 1)),
    }
}

network! {
    struct N125: [1, 56, 34] -> [1, 17, 33] {
        conv2d(1, kernel: (3, 2), stride: (3, 1), dilation: (3, 1), bias: false),
    }
}

network! {
    struct N126: [15, 17, 16] -> [15, 14, 6] {
        conv2d(15, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 2, right: 0), dilation: (2, 3), groups: 15),
    }
}

network! {
    struct N127: [32, 10, 8] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N128: [32, 13, 13] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N129: [1, 5, 11] -> [16, 2, 9] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0), bias: false),
    }
}

network! {
    struct N130: [15, 9, 5] -> [7, 9, 5] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), flip: true),
    }
}

network! {
    struct N131: [2, 20, 20] -> [2, 16, 16] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N132: [17, 5, 6] -> [17, 4, 18] {
        conv_transpose2d(17, kernel: (1, 4), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2), output_padding: (0, 1), groups: 17),
        relu,
    }
}

network! {
    struct N133: [4, 9, 7] -> [6, 9, 7] {
        conv_transpose2d(6, kernel: (1, 1), stride: (1, 1), dilation: (3, 1), groups: 2),
        tanh,
    }
}

network! {
    struct N134: [8, 3, 3] -> [16, 16, 17] {
        conv_transpose2d(16, kernel: (5, 5), stride: (2, 3), padding: edges(top: 0, bottom: 2, left: 2, right: 0), dilation: (3, 3), output_padding: (1, 0)),
        hard_swish,
    }
}

network! {
    struct N135: [15, 6, 2] -> [1, 6, 6] {
        conv_transpose2d(1, kernel: (5, 7), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 1, right: 1)),
        relu,
    }
}

network! {
    struct N136: [3, 9, 18] -> [9, 5, 14] {
        conv2d(9, kernel: (5, 5), stride: (1, 1)),
        relu,
    }
}

network! {
    struct N137: [7, 1, 1] -> [7, 1, 1] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N138: [3, 40, 13] -> [1] {
        conv2d(16, kernel: (5, 3), stride: (3, 3), padding: edges(top: 0, bottom: 2, left: 2, right: 0), bias: false),
        flatten, linear(1),
    }
}

network! {
    struct N139: [2, 4, 2] -> [9, 1, 1] {
        conv2d(9, kernel: (5, 3), stride: (2, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1)),
    }
}

network! {
    struct N140: [8, 2, 6] -> [8, 2, 6] {
        gelu,
    }
}

network! {
    struct N141: [5, 12, 8] -> [5, 12, 8] {
        gelu(approximate: tanh),
    }
}

network! {
    struct N142: [10, 4, 8] -> [10, 4, 8] {
        mish,
    }
}

network! {
    struct N143: [10, 2, 4] -> [10, 2, 4] {
        softplus(beta: 2.0),
    }
}

network! {
    struct N144: [10, 9, 2] -> [10, 9, 2] {
        softsign,
    }
}

network! {
    struct N145: [15, 5, 13] -> [15, 1, 6] {
        pad(edges(top: 1, bottom: 3, left: 2, right: 0), value: -1.0),
        crop(edges(top: 2, bottom: 2, left: 1, right: 2)),
        max_pool2d(kernel: (4, 1), stride: (2, 2), padding: edges(top: 1, bottom: 1, left: 0, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N146: [9, 28, 11] -> [1, 10, 5] {
        conv2d(1, kernel: (3, 3), stride: (3, 2), padding: edges(top: 2, bottom: 2, left: 0, right: 2), dilation: (1, 2), flip: true),
        silu,
    }
}

network! {
    struct N147: [17, 8, 18] -> [34, 2, 8] {
        conv2d(34, kernel: (7, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 17),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N148: [16, 6, 16] -> [5] {
        conv2d(16, kernel: (2, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 1), groups: 4),
        sigmoid,
        flatten, linear(5),
    }
}

network! {
    struct N149: [32, 10, 12] -> [48, 10, 11] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1)),
        relu6,
    }
}

network! {
    struct N150: [3, 9, 13] -> [15, 5, 9] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), bias: false),
        relu,
    }
}

network! {
    struct N151: [1, 19, 42] -> [1, 17, 40] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), flip: true),
    }
}

network! {
    struct N152: [17, 13, 4] -> [7, 13, 4] {
        conv2d(7, kernel: (1, 1), stride: (1, 1)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N153: [1, 59, 52] -> [7, 15, 5] {
        conv2d(7, kernel: (5, 3), stride: (3, 3), padding: edges(top: 0, bottom: 0, left: 2, right: 2), dilation: (2, 3)),
        tanh,
        avg_pool2d(kernel: (3, 1), stride: (1, 4), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (2, 1), count_include_pad: false),
    }
}

network! {
    struct N154: [17, 8, 7] -> [17, 10, 10] {
        avg_pool2d(kernel: (1, 2), stride: (1, 1), dilation: (1, 2), count_include_pad: false),
        pad(edges(top: 2, bottom: 0, left: 3, right: 2), value: -1.0),
    }
}

network! {
    struct N155: [2, 51, 3] -> [17, 17, 2] {
        conv2d(17, kernel: (4, 3), stride: (3, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 1)),
    }
}

network! {
    struct N156: [2, 22, 17] -> [3, 17, 16] {
        conv2d(3, kernel: (7, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 0), flip: true),
    }
}

network! {
    struct N157: [17, 7, 17] -> [17, 3, 6] {
        conv2d(17, kernel: (3, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 17),
    }
}

network! {
    struct N158: [32, 8, 10] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N159: [32, 13, 14] -> [32, 11, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N160: [3, 10, 9] -> [16, 6, 5] {
        conv2d(16, kernel: (5, 5), stride: (1, 1)),
    }
}

network! {
    struct N161: [16, 16, 3] -> [17, 16, 3] {
        conv2d(17, kernel: (1, 1), stride: (1, 1), flip: true),
    }
}

network! {
    struct N162: [2, 19, 15] -> [2, 17, 16] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), groups: 2),
    }
}

network! {
    struct N163: [9, 7, 2] -> [9, 6, 5] {
        conv_transpose2d(9, kernel: (2, 2), stride: (1, 3), padding: edges(top: 1, bottom: 1, left: 1, right: 0), dilation: (1, 2), groups: 9),
        silu,
    }
}

network! {
    struct N164: [5, 5, 1] -> [16, 5, 1] {
        conv_transpose2d(16, kernel: (1, 1), stride: (1, 1), dilation: (3, 2)),
    }
}

network! {
    struct N165: [10, 8, 4] -> [10, 26, 17] {
        conv_transpose2d(10, kernel: (5, 5), stride: (3, 2), padding: edges(top: 1, bottom: 0, left: 2, right: 0), dilation: (1, 3), output_padding: (1, 0), groups: 2),
    }
}

network! {
    struct N166: [16, 3, 8] -> [3, 5, 10] {
        conv_transpose2d(3, kernel: (5, 7), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 2)),
        relu,
    }
}

network! {
    struct N167: [1, 8, 16] -> [16, 5, 14] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2), flip: true),
        relu,
    }
}

network! {
    struct N168: [7, 1, 1] -> [33, 1, 1] {
        conv2d(33, kernel: (1, 1), stride: (1, 1), bias: false),
        silu,
        residual { conv2d(33, kernel: (4, 2), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 1, right: 0)) }
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N169: [9, 40, 8] -> [17] {
        conv2d(1, kernel: (3, 4), stride: (3, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(17),
    }
}

network! {
    struct N170: [1, 2, 5] -> [17] {
        conv2d(16, kernel: (2, 3), stride: (3, 1), dilation: (1, 2), flip: true),
        hard_swish,
        flatten, linear(17),
    }
}

network! {
    struct N171: [4, 11, 5] -> [4, 11, 5] {
        hard_sigmoid(alpha: 0.5, beta: 0.3),
    }
}

network! {
    struct N172: [11, 8, 9] -> [11, 8, 9] {
        hard_tanh(min_val: -0.6, max_val: 0.2),
    }
}

network! {
    struct N173: [12, 2, 4] -> [12, 2, 4] {
        clip(-0.2, 0.6),
    }
}

network! {
    struct N174: [9, 8, 7] -> [9, 1, 1] {
        global_max_pool2d,
    }
}

network! {
    struct N175: [2, 12, 8] -> [2, 1, 1] {
        global_avg_pool2d,
    }
}

network! {
    struct N176: [16, 3, 10] -> [16, 1, 1] {
        max_pool2d(kernel: (2, 1), stride: (4, 4), dilation: (1, 2)),
        avg_pool2d(kernel: (2, 2), stride: (4, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2)),
        max_pool2d(kernel: (1, 2), stride: (4, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 1), rounding: ceil),
    }
}

network! {
    struct N177: [3, 7, 37] -> [33, 3, 13] {
        conv2d(33, kernel: (1, 1), stride: (1, 3)),
        tanh,
        avg_pool2d(kernel: (2, 1), stride: (2, 1), dilation: (2, 1), count_include_pad: false),
    }
}

network! {
    struct N178: [7, 12, 29] -> [7, 5, 5] {
        conv2d(7, kernel: (3, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 2), groups: 7),
        tanh,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N179: [10, 27, 9] -> [8, 5, 5] {
        conv2d(8, kernel: (2, 3), stride: (3, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 2),
        max_pool2d(kernel: (1, 4), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0)),
    }
}

network! {
    struct N180: [32, 10, 6] -> [32, 8, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1)),
        silu,
    }
}

network! {
    struct N181: [3, 17, 9] -> [9, 14, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        relu,
    }
}

network! {
    struct N182: [1, 40, 39] -> [1, 20, 20] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 1)),
        hard_swish,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N183: [17, 13, 5] -> [2, 13, 5] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N184: [1, 33, 58] -> [3, 10, 15] {
        conv2d(3, kernel: (5, 4), stride: (1, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 3)),
        relu,
        max_pool2d(kernel: (2, 4), stride: (3, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N185: [9, 3, 7] -> [9, 5, 6] {
        pad(edges(top: 1, bottom: 1, left: 2, right: 0), value: -1.0),
        adaptive_max_pool2d((5, 6)),
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
