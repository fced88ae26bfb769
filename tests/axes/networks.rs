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
    struct N011: [9, 5, 8] -> [3, 7, 5] {
        conv_transpose2d(3, kernel: (5, 1), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 1, right: 2)),
        tanh,
    }
}

network! {
    struct N012: [3, 9, 18] -> [9, 5, 6] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), flip: true),
        relu,
        max_pool2d(kernel: (1, 4), stride: (1, 2), dilation: (2, 1)),
    }
}

network! {
    struct N013: [7, 1, 1] -> [3, 1, 1] {
        conv2d(3, kernel: (1, 1), stride: (1, 1), bias: false, flip: true),
    }
}

network! {
    struct N014: [17, 7, 1] -> [1] {
        conv2d(33, kernel: (2, 1), stride: (1, 1), dilation: (2, 1)),
        flatten, linear(1),
    }
}

network! {
    struct N015: [15, 1, 10] -> [5] {
        conv2d(9, kernel: (2, 4), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (2, 3), bias: false),
        flatten, linear(5),
    }
}

network! {
    struct N016: [18, 2, 5] -> [2, 6, 15] {
        pixel_shuffle(3),
    }
}

network! {
    struct N017: [14, 11, 12] -> [14, 11, 12] {
        channel_shuffle(2),
    }
}

network! {
    struct N018: [4, 2, 4] -> [4, 5, 3] {
        reshape(4, 4, 2),
        pad(edges(top: 1, bottom: 0, left: 0, right: 1), value: 0.5),
    }
}

network! {
    struct N019: [10, 12, 9] -> [12, 9, 10] {
        flatten(order: hwc), reshape(12, 9, 10),
    }
}

network! {
    struct N020: [11, 12, 11] -> [11, 13, 15] {
        pad(edges(top: 0, bottom: 1, left: 2, right: 2), mode: circular),
    }
}

network! {
    struct N021: [33, 4, 10] -> [33, 3, 8] {
        pad(edges(top: 0, bottom: 3, left: 2, right: 0), value: -1.0),
        avg_pool2d(kernel: (2, 4), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2), dilation: (2, 2), count_include_pad: false),
    }
}

network! {
    struct N022: [1, 18, 5] -> [31, 16, 3] {
        conv2d(31, kernel: (4, 1), stride: (1, 2), padding: edges(top: 2, bottom: 2, left: 0, right: 0), dilation: (2, 1), bias: false),
    }
}

network! {
    struct N023: [33, 7, 17] -> [33, 4, 13] {
        conv2d(33, kernel: (2, 5), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 33, bias: false),
        relu,
    }
}

network! {
    struct N024: [6, 3, 40] -> [12, 3, 17] {
        conv2d(12, kernel: (1, 3), stride: (1, 2), dilation: (1, 3), groups: 3),
        hard_swish,
    }
}

network! {
    struct N025: [32, 8, 7] -> [48, 8, 7] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 0), bias: false, flip: true),
    }
}

network! {
    struct N026: [3, 7, 6] -> [17, 5, 2] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), flip: true),
        relu,
    }
}

network! {
    struct N027: [3, 17, 42] -> [3, 5, 10] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 3, flip: true),
        tanh,
        avg_pool2d(kernel: (4, 4), stride: (3, 4), padding: edges(top: 0, bottom: 0, left: 1, right: 0)),
    }
}

network! {
    struct N028: [33, 9, 3] -> [2, 2, 3] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
        max_pool2d(kernel: (3, 1), stride: (4, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (2, 2)),
    }
}

network! {
    struct N029: [2, 32, 22] -> [1] {
        conv2d(3, kernel: (2, 7), stride: (2, 1), bias: false),
        flatten, linear(1),
    }
}

network! {
    struct N030: [16, 6, 12] -> [16, 4, 20] {
        pad(edges(top: 1, bottom: 1, left: 3, right: 2), value: -1.0),
        pad(edges(top: 3, bottom: 0, left: 2, right: 1), value: 0.5),
        max_pool2d(kernel: (3, 1), stride: (3, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 2), rounding: ceil),
    }
}

network! {
    struct N031: [7, 6, 21] -> [2, 4, 8] {
        conv2d(2, kernel: (3, 7), stride: (1, 2), bias: false),
    }
}

network! {
    struct N032: [2, 51, 41] -> [3, 17, 31] {
        conv2d(3, kernel: (1, 7), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (2, 2)),
    }
}

network! {
    struct N033: [16, 10, 2] -> [16, 10, 2] {
        conv2d(16, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0), groups: 16),
    }
}

network! {
    struct N034: [32, 9, 10] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N035: [32, 11, 12] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1)),
    }
}

network! {
    struct N036: [1, 9, 18] -> [15, 6, 14] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N037: [1, 16, 7] -> [7, 16, 7] {
        conv2d(7, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N038: [2, 43, 20] -> [2, 40, 16] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 2),
    }
}

network! {
    struct N039: [17, 6, 7] -> [17, 12, 14] {
        conv_transpose2d(17, kernel: (2, 2), stride: (2, 2), padding: edges(top: 1, bottom: 2, left: 0, right: 0), dilation: (3, 1), output_padding: (1, 0), groups: 17),
    }
}

network! {
    struct N040: [1, 5, 9] -> [16, 5, 9] {
        conv_transpose2d(16, kernel: (1, 1), stride: (1, 1), dilation: (1, 3)),
        hard_swish,
    }
}

network! {
    struct N041: [16, 1, 1] -> [1, 1, 4] {
        conv_transpose2d(1, kernel: (2, 4), stride: (3, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), output_padding: (2, 0)),
        hard_swish,
    }
}

network! {
    struct N042: [15, 7, 6] -> [2, 10, 5] {
        conv_transpose2d(2, kernel: (5, 2), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 2, right: 0)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N043: [3, 4, 10] -> [5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        relu,
        flatten, linear(5),
    }
}

network! {
    struct N044: [16, 1, 1] -> [3, 1, 1] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N045: [2, 6, 19] -> [17] {
        conv2d(3, kernel: (2, 3), stride: (1, 1), dilation: (1, 3)),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(17),
    }
}

network! {
    struct N046: [16, 6, 8] -> [2, 1, 1] {
        conv2d(2, kernel: (3, 4), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 1), dilation: (3, 2)),
    }
}

network! {
    struct N047: [3, 12, 3] -> [9, 12, 3] {
        concat(along: channels) { {} { pad(edges(top: 0, bottom: 1, left: 0, right: 0), value: 0.5), crop(edges(top: 1, bottom: 0, left: 0, right: 0)) } { pad(edges(top: 0, bottom: 2, left: 0, right: 0), value: 0.5), crop(edges(top: 2, bottom: 0, left: 0, right: 0)) } }
    }
}

network! {
    struct N048: [3, 4, 2] -> [3, 22, 2] {
        concat(along: rows) { {} { pad(edges(top: 1, bottom: 0, left: 0, right: 0), value: 0.5) } { pad(edges(top: 2, bottom: 0, left: 0, right: 0), value: 0.5) } { pad(edges(top: 3, bottom: 0, left: 0, right: 0), value: 0.5) } }
    }
}

network! {
    struct N049: [4, 10, 10] -> [4, 10, 33] {
        concat(along: columns) { {} { pad(edges(top: 0, bottom: 0, left: 1, right: 0), value: 0.5) } { pad(edges(top: 0, bottom: 0, left: 2, right: 0), value: 0.5) } }
    }
}

network! {
    struct N050: [9, 10, 5] -> [9, 10, 5] {
        prelu(num_parameters: 1),
    }
}

network! {
    struct N051: [9, 2, 12] -> [9, 2, 12] {
        layer_norm,
    }
}

network! {
    struct N052: [16, 13, 10] -> [16, 6, 3] {
        adaptive_max_pool2d((14, 12)),
        max_pool2d(kernel: (2, 4), stride: (2, 3), padding: edges(top: 0, bottom: 1, left: 1, right: 0), rounding: ceil),
        adaptive_max_pool2d((6, 3)),
    }
}

network! {
    struct N053: [1, 6, 8] -> [9, 3, 4] {
        conv2d(9, kernel: (7, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), dilation: (1, 2), flip: true),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N054: [17, 1, 10] -> [17, 1, 10] {
        conv2d(17, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 2), groups: 17),
    }
}

network! {
    struct N055: [10, 15, 5] -> [6, 5, 3] {
        conv2d(6, kernel: (3, 3), stride: (3, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0), dilation: (1, 2), groups: 2),
        relu6,
        residual { conv2d(6, kernel: (2, 2), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0), groups: 6) }
        silu,
    }
}

network! {
    struct N056: [32, 13, 14] -> [5] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
        flatten, linear(5),
    }
}

network! {
    struct N057: [3, 12, 8] -> [6, 9, 6] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2)),
        relu,
    }
}

network! {
    struct N058: [1, 19, 41] -> [1, 17, 40] {
        conv2d(1, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 2)),
    }
}

network! {
    struct N059: [31, 13, 3] -> [1] {
        conv2d(15, kernel: (1, 1), stride: (1, 1)),
        relu6,
        flatten, linear(1),
    }
}

network! {
    struct N060: [3, 51, 16] -> [2, 17, 16] {
        conv2d(2, kernel: (4, 1), stride: (3, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), bias: false),
        relu,
    }
}

network! {
    struct N061: [1, 3, 13] -> [1, 1, 1] {
        max_pool2d(kernel: (2, 1), stride: (1, 4), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (2, 2)),
        max_pool2d(kernel: (1, 2), stride: (2, 4), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 2), rounding: ceil),
        avg_pool2d(kernel: (2, 1), stride: (4, 2), dilation: (1, 2), count_include_pad: false),
    }
}

network! {
    struct N062: [7, 8, 4] -> [16, 3, 1] {
        conv2d(16, kernel: (3, 5), stride: (3, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 2)),
    }
}

network! {
    struct N063: [1, 20, 31] -> [7, 17, 31] {
        conv2d(7, kernel: (5, 1), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N064: [31, 12, 19] -> [31, 9, 7] {
        conv2d(31, kernel: (4, 1), stride: (1, 3), groups: 31, bias: false),
    }
}

network! {
    struct N065: [32, 12, 9] -> [32, 10, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), bias: false),
    }
}

network! {
    struct N066: [32, 12, 11] -> [48, 11, 10] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 1)),
    }
}

network! {
    struct N067: [2, 11, 8] -> [15, 9, 5] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1)),
    }
}

network! {
    struct N068: [31, 10, 6] -> [9, 10, 6] {
        conv2d(9, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N069: [1, 20, 41] -> [1, 17, 40] {
        conv2d(1, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 1)),
    }
}

network! {
    struct N070: [17, 5, 5] -> [17, 16, 8] {
        conv_transpose2d(17, kernel: (2, 3), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (1, 2), output_padding: (2, 0), groups: 17),
        silu,
    }
}

network! {
    struct N071: [6, 8, 4] -> [6, 8, 4] {
        conv_transpose2d(6, kernel: (1, 1), stride: (1, 1), dilation: (1, 3), groups: 2),
        hard_swish,
    }
}

network! {
    struct N072: [6, 1, 8] -> [15, 8, 22] {
        conv_transpose2d(15, kernel: (3, 4), stride: (3, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 2), output_padding: (2, 1), groups: 3),
        sigmoid,
    }
}

network! {
    struct N073: [9, 8, 3] -> [3, 11, 5] {
        conv_transpose2d(3, kernel: (5, 4), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N074: [1, 9, 11] -> [16, 6, 9] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0), bias: false),
        relu,
    }
}

network! {
    struct N075: [31, 1, 1] -> [9, 1, 1] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
        residual { conv2d(9, kernel: (1, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 9) }
        sigmoid,
    }
}

network! {
    struct N076: [7, 17, 12] -> [17] {
        conv2d(1, kernel: (4, 3), stride: (3, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 2)),
        flatten, linear(17),
    }
}

network! {
    struct N077: [3, 2, 1] -> [1, 1, 1] {
        conv2d(1, kernel: (3, 2), stride: (3, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1)),
        relu,
        residual { conv2d(1, kernel: (4, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 2)) }
        tanh,
    }
}

network! {
    struct N078: [15, 6, 3] -> [15, 6, 3] {
        group_norm(5),
    }
}

network! {
    struct N079: [8, 8, 12] -> [8, 8, 12] {
        instance_norm2d,
    }
}

network! {
    struct N080: [8, 4, 9] -> [8, 4, 9] {
        local_response_norm(3, alpha: 0.5),
    }
}

network! {
    struct N081: [9, 12, 4] -> [9, 12, 4] {
        softmax,
    }
}

network! {
    struct N082: [6, 11, 3] -> [6, 11, 3] {
        log_softmax,
    }
}

network! {
    struct N083: [15, 7, 5] -> [15, 5, 5] {
        crop(edges(top: 2, bottom: 2, left: 1, right: 0)),
        adaptive_avg_pool2d((4, 3)),
        pad(edges(top: 1, bottom: 0, left: 1, right: 1), value: 0.5),
    }
}

network! {
    struct N084: [3, 2, 5] -> [1, 3, 3] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N085: [9, 6, 13] -> [16] {
        conv2d(9, kernel: (4, 4), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 9),
        tanh,
        flatten, linear(16),
    }
}

network! {
    struct N086: [6, 21, 23] -> [6, 9, 17] {
        conv2d(6, kernel: (3, 7), stride: (2, 1), dilation: (2, 1), groups: 3, bias: false),
        residual { conv2d(6, kernel: (3, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 2), groups: 6) }
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N087: [32, 9, 9] -> [32, 2, 2] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
        max_pool2d(kernel: (3, 1), stride: (3, 4)),
    }
}

network! {
    struct N088: [3, 3, 18] -> [6, 1, 7] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), bias: false),
        relu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N089: [2, 44, 18] -> [2, 20, 8] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 2, bias: false),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N090: [2, 10, 4] -> [31, 5, 2] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N091: [2, 33, 18] -> [2, 16, 17] {
        conv2d(2, kernel: (4, 3), stride: (2, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 0)),
        tanh,
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
    struct N093: [9, 12, 5] -> [3, 3, 5] {
        conv2d(3, kernel: (5, 1), stride: (3, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N094: [3, 15, 36] -> [1, 17, 33] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 1, right: 2), dilation: (1, 3)),
    }
}

network! {
    struct N095: [16, 18, 3] -> [16, 16, 3] {
        conv2d(16, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 16),
    }
}

network! {
    struct N096: [32, 10, 10] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N097: [32, 9, 14] -> [32, 10, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N098: [2, 13, 18] -> [9, 9, 14] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), bias: false),
    }
}

network! {
    struct N099: [3, 2, 14] -> [17, 2, 14] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N100: [2, 44, 20] -> [2, 40, 16] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N101: [7, 9, 4] -> [7, 27, 6] {
        conv_transpose2d(7, kernel: (2, 1), stride: (3, 2), padding: edges(top: 1, bottom: 0, left: 2, right: 0), output_padding: (2, 1), groups: 7),
    }
}

network! {
    struct N102: [16, 3, 5] -> [1, 3, 5] {
        conv_transpose2d(1, kernel: (1, 1), stride: (1, 1), dilation: (1, 2)),
        sigmoid,
    }
}

network! {
    struct N103: [1, 4, 7] -> [5, 4, 16] {
        conv_transpose2d(5, kernel: (1, 4), stride: (1, 2)),
        hard_swish,
    }
}

network! {
    struct N104: [16, 3, 5] -> [3, 6, 2] {
        conv_transpose2d(3, kernel: (5, 1), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 2)),
    }
}

network! {
    struct N105: [2, 17, 9] -> [17] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 2)),
        relu,
        flatten, linear(17),
    }
}

network! {
    struct N106: [9, 1, 1] -> [15, 1, 1] {
        conv2d(15, kernel: (1, 1), stride: (1, 1)),
        hard_swish,
    }
}

network! {
    struct N107: [1, 19, 17] -> [1] {
        conv2d(3, kernel: (5, 5), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (1, 2)),
        flatten, linear(1),
    }
}

network! {
    struct N108: [7, 3, 3] -> [31, 1, 1] {
        conv2d(31, kernel: (2, 2), stride: (2, 1), dilation: (1, 2)),
        leaky_relu(negative_slope: 0.1),
        max_pool2d(kernel: (2, 1), stride: (1, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (2, 1)),
    }
}

network! {
    struct N109: [7, 9, 11] -> [7, 9, 11] {
        dropout(0.0),
    }
}

network! {
    struct N110: [8, 12, 12] -> [8, 12, 12] {
        dropout2d(0.0),
    }
}

network! {
    struct N111: [5, 12, 6] -> [5, 12, 6] {
        elu(alpha: 0.5),
    }
}

network! {
    struct N112: [7, 8, 2] -> [7, 8, 2] {
        selu,
    }
}

network! {
    struct N113: [12, 5, 10] -> [12, 5, 10] {
        celu(alpha: 0.5),
    }
}

network! {
    struct N114: [3, 6, 6] -> [3, 10, 8] {
        max_pool2d(kernel: (4, 2), stride: (1, 2), padding: edges(top: 0, bottom: 2, left: 2, right: 0), dilation: (1, 2)),
        pad(edges(top: 2, bottom: 0, left: 0, right: 2), value: -1.0),
        pad(edges(top: 3, bottom: 0, left: 1, right: 2), value: 0.5),
    }
}

network! {
    struct N115: [16, 4, 24] -> [9, 2, 8] {
        conv2d(9, kernel: (1, 3), stride: (2, 3), dilation: (2, 1), bias: false),
        residual { conv2d(9, kernel: (2, 2), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1), groups: 9) }
    }
}

network! {
    struct N116: [15, 9, 18] -> [16] {
        conv2d(30, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (3, 1), groups: 15, flip: true),
        relu6,
        flatten, linear(16),
    }
}

network! {
    struct N117: [6, 12, 17] -> [9, 9, 10] {
        conv2d(9, kernel: (4, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (1, 2), groups: 3),
    }
}

network! {
    struct N118: [32, 9, 10] -> [32, 7, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), bias: false),
        hard_swish,
    }
}

network! {
    struct N119: [1, 6, 6] -> [16] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1)),
        relu,
        flatten, linear(16),
    }
}

network! {
    struct N120: [3, 19, 18] -> [3, 17, 16] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), groups: 3),
        relu,
    }
}

network! {
    struct N121: [16, 5, 1] -> [33, 5, 1] {
        conv2d(33, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N122: [3, 18, 141] -> [1, 17, 47] {
        conv2d(1, kernel: (5, 3), stride: (1, 3), padding: edges(top: 2, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N123: [17, 11, 9] -> [17, 11, 4] {
        crop(edges(top: 0, bottom: 1, left: 0, right: 0)),
        pad(edges(top: 0, bottom: 2, left: 0, right: 1), value: -1.0),
        adaptive_avg_pool2d((11, 4)),
    }
}

network! {
    struct N124: [1, 4, 9] -> [3, 1, 2] {
        conv2d(3, kernel: (3, 3), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (1, 3)),
    }
}

network! {
    struct N125: [1, 35, 49] -> [1, 17, 47] {
        conv2d(1, kernel: (3, 3), stride: (2, 1), bias: false),
    }
}

network! {
    struct N126: [15, 15, 20] -> [15, 7, 7] {
        conv2d(15, kernel: (3, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 15),
    }
}

network! {
    struct N127: [32, 9, 12] -> [32, 10, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N128: [32, 13, 11] -> [32, 11, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0)),
    }
}

network! {
    struct N129: [1, 8, 13] -> [16, 5, 9] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), bias: false),
    }
}

network! {
    struct N130: [9, 10, 8] -> [2, 10, 8] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N131: [2, 17, 21] -> [2, 16, 17] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), groups: 2, flip: true),
    }
}

network! {
    struct N132: [9, 6, 5] -> [9, 5, 14] {
        conv_transpose2d(9, kernel: (1, 1), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 1), dilation: (2, 3), output_padding: (0, 2), groups: 9),
    }
}

network! {
    struct N133: [8, 8, 3] -> [5, 8, 3] {
        conv_transpose2d(5, kernel: (1, 1), stride: (1, 1), dilation: (1, 3)),
    }
}

network! {
    struct N134: [5, 5, 4] -> [16, 14, 9] {
        conv_transpose2d(16, kernel: (5, 5), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), dilation: (1, 2), output_padding: (1, 0)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N135: [17, 4, 8] -> [3, 4, 10] {
        conv_transpose2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 0, right: 2)),
        relu,
    }
}

network! {
    struct N136: [2, 9, 9] -> [6, 5, 6] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0)),
        relu,
    }
}

network! {
    struct N137: [15, 1, 1] -> [17, 1, 1] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
        residual { conv2d(17, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0), groups: 17) }
        relu,
    }
}

network! {
    struct N138: [15, 23, 9] -> [16] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (3, 2)),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(16),
    }
}

network! {
    struct N139: [1, 5, 1] -> [5] {
        conv2d(16, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 2), dilation: (2, 1)),
        relu6,
        flatten, linear(5),
    }
}

network! {
    struct N140: [8, 6, 5] -> [8, 6, 5] {
        gelu,
    }
}

network! {
    struct N141: [6, 2, 7] -> [6, 2, 7] {
        gelu(approximate: tanh),
    }
}

network! {
    struct N142: [10, 7, 3] -> [10, 7, 3] {
        mish,
    }
}

network! {
    struct N143: [11, 7, 2] -> [11, 7, 2] {
        softplus(beta: 2.0),
    }
}

network! {
    struct N144: [3, 4, 3] -> [3, 4, 3] {
        softsign,
    }
}

network! {
    struct N145: [2, 11, 11] -> [2, 3, 7] {
        avg_pool2d(kernel: (3, 1), stride: (4, 1), count_include_pad: false),
        pad(edges(top: 1, bottom: 1, left: 1, right: 3), value: -1.0),
        avg_pool2d(kernel: (3, 4), stride: (1, 2), rounding: ceil),
    }
}

network! {
    struct N146: [15, 8, 9] -> [3, 2, 8] {
        conv2d(3, kernel: (7, 2), stride: (1, 1)),
        residual { conv2d(3, kernel: (5, 3), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 1, right: 1)) }
    }
}

network! {
    struct N147: [9, 18, 7] -> [9, 16, 3] {
        conv2d(9, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 9),
        relu,
    }
}

network! {
    struct N148: [16, 11, 27] -> [5] {
        conv2d(2, kernel: (3, 4), stride: (2, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 2), groups: 2),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(5),
    }
}

network! {
    struct N149: [32, 8, 10] -> [32, 2, 3] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
        avg_pool2d(kernel: (1, 4), stride: (4, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
    }
}

network! {
    struct N150: [7, 10, 9] -> [6, 6, 5] {
        conv2d(6, kernel: (5, 5), stride: (1, 1)),
        relu,
    }
}

network! {
    struct N151: [1, 18, 44] -> [1, 8, 20] {
        conv2d(1, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), bias: false),
        tanh,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N152: [31, 16, 4] -> [16, 8, 2] {
        conv2d(16, kernel: (1, 1), stride: (1, 1), flip: true),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N153: [1, 33, 66] -> [1, 10, 8] {
        conv2d(1, kernel: (5, 5), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        hard_swish,
        max_pool2d(kernel: (4, 2), stride: (3, 4)),
    }
}

network! {
    struct N154: [1, 12, 13] -> [1, 4, 1] {
        avg_pool2d(kernel: (2, 1), stride: (2, 2), rounding: ceil),
        adaptive_max_pool2d((6, 2)),
        avg_pool2d(kernel: (4, 4), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N155: [15, 9, 11] -> [16, 1, 10] {
        conv2d(16, kernel: (4, 2), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (2, 2)),
    }
}

network! {
    struct N156: [2, 31, 16] -> [2, 16, 16] {
        conv2d(2, kernel: (1, 1), stride: (2, 1), dilation: (1, 2)),
    }
}

network! {
    struct N157: [9, 4, 22] -> [9, 1, 9] {
        conv2d(9, kernel: (3, 3), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 1), dilation: (1, 3), groups: 9),
    }
}

network! {
    struct N158: [32, 10, 10] -> [48, 8, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N159: [32, 11, 13] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), bias: false),
    }
}

network! {
    struct N160: [2, 7, 8] -> [15, 6, 6] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 2), bias: false),
    }
}

network! {
    struct N161: [9, 6, 7] -> [33, 6, 7] {
        conv2d(33, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N162: [1, 18, 42] -> [1, 16, 40] {
        conv2d(1, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N163: [17, 3, 3] -> [17, 11, 11] {
        conv_transpose2d(17, kernel: (5, 3), stride: (1, 3), dilation: (2, 1), output_padding: (0, 2), groups: 17),
        tanh,
    }
}

network! {
    struct N164: [4, 7, 4] -> [6, 7, 4] {
        conv_transpose2d(6, kernel: (1, 1), stride: (1, 1), groups: 2, bias: false),
        silu,
    }
}

network! {
    struct N165: [1, 1, 8] -> [3, 1, 22] {
        conv_transpose2d(3, kernel: (3, 5), stride: (1, 2), padding: edges(top: 2, bottom: 0, left: 1, right: 1), dilation: (1, 2), output_padding: (0, 1)),
    }
}

network! {
    struct N166: [9, 7, 5] -> [3, 9, 6] {
        conv_transpose2d(3, kernel: (5, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1)),
    }
}

network! {
    struct N167: [2, 16, 7] -> [15, 14, 5] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 2)),
        relu,
    }
}

network! {
    struct N168: [31, 1, 1] -> [17] {
        conv2d(2, kernel: (1, 1), stride: (1, 1), flip: true),
        flatten, linear(17),
    }
}

network! {
    struct N169: [3, 3, 24] -> [16] {
        conv2d(3, kernel: (2, 4), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 1), dilation: (2, 3)),
        flatten, linear(16),
    }
}

network! {
    struct N170: [7, 9, 10] -> [2, 1, 1] {
        conv2d(2, kernel: (4, 4), stride: (2, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 0), dilation: (3, 3)),
        sigmoid,
        residual { conv2d(2, kernel: (3, 5), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 2)) }
    }
}

network! {
    struct N171: [13, 2, 3] -> [13, 2, 3] {
        hard_sigmoid(alpha: 0.5, beta: 0.3),
    }
}

network! {
    struct N172: [12, 9, 4] -> [12, 9, 4] {
        hard_tanh(min_val: -0.6, max_val: 0.2),
    }
}

network! {
    struct N173: [8, 6, 9] -> [8, 6, 9] {
        clip(-0.2, 0.6),
    }
}

network! {
    struct N174: [20, 5, 7] -> [20, 1, 1] {
        global_max_pool2d,
    }
}

network! {
    struct N175: [14, 4, 5] -> [14, 1, 1] {
        global_avg_pool2d,
    }
}

network! {
    struct N176: [1, 9, 8] -> [1, 8, 2] {
        max_pool2d(kernel: (1, 3), stride: (1, 4), padding: edges(top: 0, bottom: 0, left: 2, right: 1), rounding: ceil),
        upsample((2, 1), mode: bilinear),
        avg_pool2d(kernel: (2, 2), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (2, 2), count_include_pad: false),
    }
}

network! {
    struct N177: [15, 9, 12] -> [3, 2, 10] {
        conv2d(3, kernel: (3, 4), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0), dilation: (3, 1)),
        avg_pool2d(kernel: (2, 1), stride: (2, 1), dilation: (1, 2)),
    }
}

network! {
    struct N178: [16, 6, 15] -> [16, 4, 7] {
        conv2d(16, kernel: (3, 3), stride: (1, 2), groups: 16),
        residual { conv2d(16, kernel: (5, 4), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 2, right: 1), groups: 16) }
        tanh,
    }
}

network! {
    struct N179: [6, 2, 22] -> [3, 1, 16] {
        conv2d(3, kernel: (3, 3), stride: (2, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), dilation: (1, 3), groups: 3),
        tanh,
    }
}

network! {
    struct N180: [32, 14, 12] -> [32, 12, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
        relu,
        residual { conv2d(32, kernel: (2, 4), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 2), groups: 32) }
        hard_swish,
    }
}

network! {
    struct N181: [3, 8, 10] -> [9, 6, 6] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        relu,
        residual { conv2d(9, kernel: (2, 1), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)) }
    }
}

network! {
    struct N182: [1, 42, 17] -> [1, 20, 8] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N183: [15, 1, 1] -> [7, 1, 1] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N184: [3, 96, 17] -> [7, 15, 8] {
        conv2d(7, kernel: (3, 1), stride: (2, 1), bias: false),
        relu,
        max_pool2d(kernel: (4, 4), stride: (3, 2), padding: edges(top: 0, bottom: 1, left: 2, right: 0)),
    }
}

network! {
    struct N185: [16, 8, 5] -> [16, 2, 1] {
        max_pool2d(kernel: (2, 3), stride: (3, 2), padding: edges(top: 2, bottom: 0, left: 2, right: 0), dilation: (2, 1), rounding: ceil),
        avg_pool2d(kernel: (1, 2), stride: (3, 1), dilation: (2, 2), rounding: ceil, count_include_pad: false),
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
