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
    struct N024: [10, 3, 12] -> [10, 5, 14] {
        pad(edges(top: 0, bottom: 2, left: 0, right: 2), mode: circular),
    }
}

network! {
    struct N025: [11, 9, 9] -> [9, 9, 11] {
        flatten(order: hwc), reshape(9, 9, 11),
    }
}

network! {
    struct N026: [7, 6, 9] -> [9, 9, 9] {
        reshape(9, 7, 6),
        pad(edges(top: 0, bottom: 2, left: 2, right: 1), value: 0.5),
    }
}

network! {
    struct N027: [4, 2, 3] -> [4, 2, 3] {
        channel_shuffle(2),
    }
}

network! {
    struct N028: [2, 7, 5] -> [2, 7, 5] {
        pixel_shuffle(1),
    }
}

network! {
    struct N029: [9, 2, 1] -> [3, 2, 2] {
        conv2d(3, kernel: (3, 2), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 1)),
    }
}

network! {
    struct N030: [2, 21, 51] -> [1, 16, 47] {
        conv2d(1, kernel: (7, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N031: [16, 8, 24] -> [16, 7, 7] {
        conv2d(16, kernel: (3, 3), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2), groups: 16, bias: false),
    }
}

network! {
    struct N032: [32, 10, 10] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N033: [32, 12, 13] -> [32, 10, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N034: [2, 10, 9] -> [16, 6, 6] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
    }
}

network! {
    struct N035: [33, 5, 8] -> [7, 5, 8] {
        conv2d(7, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N036: [1, 19, 42] -> [1, 17, 40] {
        conv2d(1, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N037: [7, 6, 7] -> [7, 16, 16] {
        conv_transpose2d(7, kernel: (3, 1), stride: (3, 3), padding: edges(top: 1, bottom: 2, left: 2, right: 1), dilation: (1, 2), output_padding: (1, 0), groups: 7),
    }
}

network! {
    struct N038: [1, 9, 4] -> [3, 9, 4] {
        conv_transpose2d(3, kernel: (1, 1), stride: (1, 1), dilation: (2, 2)),
        sigmoid,
    }
}

network! {
    struct N039: [2, 1, 4] -> [32, 3, 9] {
        conv_transpose2d(32, kernel: (1, 1), stride: (3, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 1), output_padding: (2, 0), groups: 2),
    }
}

network! {
    struct N040: [1, 6, 10] -> [6, 5, 9] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 2, right: 1), bias: false),
        relu6,
    }
}

network! {
    struct N041: [15, 1, 1] -> [33, 1, 1] {
        conv2d(33, kernel: (1, 1), stride: (1, 1)),
        relu6,
    }
}

network! {
    struct N042: [2, 2, 3] -> [3, 1, 1] {
        conv2d(3, kernel: (3, 3), stride: (1, 2), padding: edges(top: 2, bottom: 1, left: 0, right: 0), dilation: (2, 1)),
        relu6,
    }
}

network! {
    struct N043: [17, 3, 13] -> [17, 1, 2] {
        adaptive_avg_pool2d((4, 9)),
        max_pool2d(kernel: (3, 1), stride: (4, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        max_pool2d(kernel: (2, 3), stride: (4, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1), dilation: (1, 2)),
    }
}

network! {
    struct N044: [3, 7, 15] -> [15, 5, 17] {
        conv2d(15, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 2), bias: false),
    }
}

network! {
    struct N045: [7, 7, 11] -> [5] {
        conv2d(7, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 7),
        flatten, linear(5),
    }
}

network! {
    struct N046: [4, 15, 25] -> [4, 8, 13] {
        conv2d(4, kernel: (3, 1), stride: (2, 2), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 2),
        hard_swish,
        residual { conv2d(4, kernel: (3, 2), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 0)) }
        tanh,
    }
}

network! {
    struct N047: [32, 13, 11] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N048: [1, 9, 8] -> [9, 3, 3] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2)),
        relu6,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N049: [3, 19, 18] -> [3, 16, 16] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0), groups: 3, bias: false),
        residual { conv2d(3, kernel: (2, 2), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 0), groups: 3) }
    }
}

network! {
    struct N050: [7, 10, 3] -> [1] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
        flatten, linear(1),
    }
}

network! {
    struct N051: [1, 33, 18] -> [1, 16, 4] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
        relu6,
        max_pool2d(kernel: (4, 1), stride: (2, 4), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N052: [2, 5, 6] -> [2, 1, 2] {
        adaptive_avg_pool2d((2, 3)),
        avg_pool2d(kernel: (2, 2), stride: (1, 2), padding: edges(top: 1, bottom: 0, left: 1, right: 1), dilation: (2, 1)),
    }
}

network! {
    struct N053: [6, 10, 11] -> [6, 10, 11] {
        layer_norm,
    }
}

network! {
    struct N054: [11, 11, 4] -> [11, 11, 4] {
        prelu(num_parameters: 1),
    }
}

network! {
    struct N055: [11, 6, 11] -> [11, 6, 50] {
        concat(along: columns) { {} { pad(edges(top: 0, bottom: 0, left: 1, right: 0), value: 0.5) } { pad(edges(top: 0, bottom: 0, left: 2, right: 0), value: 0.5) } { pad(edges(top: 0, bottom: 0, left: 3, right: 0), value: 0.5) } }
    }
}

network! {
    struct N056: [11, 5, 6] -> [11, 11, 6] {
        concat(along: rows) { {} { pad(edges(top: 1, bottom: 0, left: 0, right: 0), value: 0.5) } }
    }
}

network! {
    struct N057: [8, 10, 8] -> [32, 10, 8] {
        concat(along: channels) { {} { pad(edges(top: 0, bottom: 1, left: 0, right: 0), value: 0.5), crop(edges(top: 1, bottom: 0, left: 0, right: 0)) } { pad(edges(top: 0, bottom: 2, left: 0, right: 0), value: 0.5), crop(edges(top: 2, bottom: 0, left: 0, right: 0)) } { pad(edges(top: 0, bottom: 3, left: 0, right: 0), value: 0.5), crop(edges(top: 3, bottom: 0, left: 0, right: 0)) } }
    }
}

network! {
    struct N058: [3, 3, 29] -> [15, 2, 9] {
        conv2d(15, kernel: (2, 7), stride: (1, 2), dilation: (1, 2)),
    }
}

network! {
    struct N059: [3, 47, 20] -> [3, 47, 16] {
        conv2d(3, kernel: (2, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2), bias: false),
    }
}

network! {
    struct N060: [15, 23, 9] -> [15, 10, 1] {
        conv2d(15, kernel: (3, 3), stride: (2, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (2, 3), groups: 15),
    }
}

network! {
    struct N061: [32, 10, 6] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 2)),
    }
}

network! {
    struct N062: [32, 12, 11] -> [48, 10, 11] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 1)),
    }
}

network! {
    struct N063: [2, 6, 7] -> [16, 5, 5] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 2, right: 0)),
    }
}

network! {
    struct N064: [1, 6, 9] -> [33, 6, 9] {
        conv2d(33, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N065: [2, 20, 44] -> [2, 16, 40] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N066: [17, 3, 2] -> [17, 3, 4] {
        conv_transpose2d(17, kernel: (1, 5), stride: (2, 2), padding: edges(top: 0, bottom: 2, left: 1, right: 2), groups: 17),
    }
}

network! {
    struct N067: [1, 5, 6] -> [8, 5, 6] {
        conv_transpose2d(8, kernel: (1, 1), stride: (1, 1)),
        sigmoid,
    }
}

network! {
    struct N068: [3, 1, 5] -> [24, 2, 10] {
        conv_transpose2d(24, kernel: (3, 1), stride: (3, 2), padding: edges(top: 1, bottom: 2, left: 0, right: 0), output_padding: (2, 1), groups: 3),
    }
}

network! {
    struct N069: [3, 13, 8] -> [9, 9, 6] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
        hard_swish,
    }
}

network! {
    struct N070: [2, 1, 1] -> [15, 1, 1] {
        conv2d(15, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N071: [1, 3, 5] -> [15, 1, 1] {
        conv2d(15, kernel: (4, 5), stride: (2, 3), padding: edges(top: 1, bottom: 0, left: 1, right: 1)),
        tanh,
        residual { conv2d(15, kernel: (4, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 2), groups: 15) }
        silu,
    }
}

network! {
    struct N072: [2, 11, 10] -> [2, 1, 1] {
        pad(edges(top: 0, bottom: 1, left: 0, right: 1), value: -1.0),
        max_pool2d(kernel: (4, 4), stride: (4, 4), dilation: (2, 1)),
        max_pool2d(kernel: (4, 1), stride: (2, 4), padding: edges(top: 2, bottom: 0, left: 0, right: 0), rounding: ceil),
    }
}

network! {
    struct N073: [17, 15, 4] -> [5] {
        conv2d(7, kernel: (3, 3), stride: (1, 3)),
        relu,
        flatten, linear(5),
    }
}

network! {
    struct N074: [31, 11, 10] -> [31, 5, 2] {
        conv2d(31, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 31),
        relu6,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N075: [4, 28, 15] -> [5] {
        conv2d(6, kernel: (5, 5), stride: (2, 1), padding: edges(top: 1, bottom: 0, left: 2, right: 0), dilation: (1, 3), groups: 2),
        relu,
        flatten, linear(5),
    }
}

network! {
    struct N076: [32, 13, 12] -> [32, 6, 6] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 0)),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N077: [3, 10, 6] -> [16] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), bias: false),
        leaky_relu(negative_slope: 0.1),
        flatten, linear(16),
    }
}

network! {
    struct N078: [2, 19, 40] -> [2, 8, 20] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 2, flip: true),
        hard_swish,
        avg_pool2d(kernel: (3, 3), stride: (2, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 1)),
    }
}

network! {
    struct N079: [7, 3, 1] -> [9, 3, 1] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
        hard_swish,
    }
}

network! {
    struct N080: [7, 17, 32] -> [1, 16, 17] {
        conv2d(1, kernel: (3, 7), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 1), dilation: (1, 3)),
        relu6,
    }
}

network! {
    struct N081: [33, 13, 6] -> [33, 42, 2] {
        adaptive_avg_pool2d((7, 1)),
        upsample((2, 2), mode: bilinear, align_corners: true),
        upsample((3, 1)),
    }
}

network! {
    struct N082: [9, 11, 10] -> [9, 11, 10] {
        log_softmax,
    }
}

network! {
    struct N083: [7, 10, 5] -> [7, 10, 5] {
        softmax,
    }
}

network! {
    struct N084: [8, 2, 6] -> [8, 2, 6] {
        local_response_norm(2, alpha: 0.5),
    }
}

network! {
    struct N085: [9, 7, 3] -> [9, 7, 3] {
        instance_norm2d,
    }
}

network! {
    struct N086: [2, 12, 2] -> [2, 12, 2] {
        group_norm(1),
    }
}

network! {
    struct N087: [1, 8, 14] -> [31, 4, 8] {
        conv2d(31, kernel: (3, 7), stride: (1, 1), dilation: (2, 1)),
    }
}

network! {
    struct N088: [1, 32, 33] -> [3, 31, 33] {
        conv2d(3, kernel: (3, 1), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N089: [31, 2, 51] -> [31, 1, 17] {
        conv2d(31, kernel: (3, 3), stride: (1, 3), padding: edges(top: 2, bottom: 1, left: 1, right: 0), dilation: (2, 1), groups: 31),
    }
}

network! {
    struct N090: [32, 10, 9] -> [48, 8, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), bias: false, flip: true),
    }
}

network! {
    struct N091: [32, 11, 12] -> [32, 12, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0), flip: true),
    }
}

network! {
    struct N092: [2, 7, 10] -> [16, 5, 6] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N093: [31, 16, 9] -> [1, 16, 9] {
        conv2d(1, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N094: [3, 19, 17] -> [3, 17, 16] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 1), groups: 3, flip: true),
    }
}

network! {
    struct N095: [9, 4, 2] -> [9, 8, 12] {
        conv_transpose2d(9, kernel: (2, 4), stride: (2, 2), dilation: (1, 3), groups: 9),
        hard_swish,
    }
}

network! {
    struct N096: [1, 9, 5] -> [2, 9, 5] {
        conv_transpose2d(2, kernel: (1, 1), stride: (1, 1), dilation: (3, 1)),
    }
}

network! {
    struct N097: [1, 7, 5] -> [5, 19, 3] {
        conv_transpose2d(5, kernel: (1, 3), stride: (3, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 2), output_padding: (1, 0)),
    }
}

network! {
    struct N098: [1, 18, 9] -> [17, 14, 5] {
        conv2d(17, kernel: (5, 5), stride: (1, 1)),
        relu6,
    }
}

network! {
    struct N099: [9, 1, 1] -> [3, 1, 1] {
        conv2d(3, kernel: (1, 1), stride: (1, 1)),
        silu,
    }
}

network! {
    struct N100: [16, 7, 4] -> [16, 1, 1] {
        conv2d(16, kernel: (7, 2), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (1, 3), flip: true),
        hard_swish,
        residual { conv2d(16, kernel: (4, 4), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 2, right: 1), groups: 16) }
    }
}

network! {
    struct N101: [33, 7, 8] -> [33, 5, 7] {
        crop(edges(top: 0, bottom: 1, left: 1, right: 0)),
        crop(edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N102: [3, 4, 31] -> [3, 1, 5] {
        conv2d(3, kernel: (3, 3), stride: (1, 3)),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N103: [9, 34, 13] -> [9, 16, 7] {
        conv2d(9, kernel: (3, 3), stride: (2, 2), padding: edges(top: 1, bottom: 2, left: 2, right: 0), dilation: (3, 1), groups: 9),
        silu,
    }
}

network! {
    struct N104: [8, 4, 1] -> [17] {
        conv2d(10, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 2, right: 0), groups: 2, flip: true),
        tanh,
        flatten, linear(17),
    }
}

network! {
    struct N105: [32, 9, 8] -> [32, 4, 4] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2)),
        silu,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N106: [1, 7, 8] -> [9, 5, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1), flip: true),
        sigmoid,
        residual { conv2d(9, kernel: (4, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 1, right: 1)) }
        hard_swish,
    }
}

network! {
    struct N107: [1, 42, 16] -> [16] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 1), bias: false),
        relu6,
        flatten, linear(16),
    }
}

network! {
    struct N108: [2, 3, 1] -> [31, 1, 1] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
        avg_pool2d(kernel: (4, 1), stride: (2, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N109: [2, 35, 103] -> [1, 33, 31] {
        conv2d(1, kernel: (2, 7), stride: (1, 3), padding: edges(top: 1, bottom: 0, left: 2, right: 0), dilation: (3, 2)),
        sigmoid,
    }
}

network! {
    struct N110: [15, 5, 8] -> [15, 2, 23] {
        upsample((1, 3), mode: bilinear),
        avg_pool2d(kernel: (1, 3), stride: (4, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N111: [5, 10, 2] -> [5, 10, 2] {
        celu(alpha: 0.5),
    }
}

network! {
    struct N112: [4, 9, 3] -> [4, 9, 3] {
        selu,
    }
}

network! {
    struct N113: [11, 11, 7] -> [11, 11, 7] {
        elu(alpha: 0.5),
    }
}

network! {
    struct N114: [7, 5, 4] -> [7, 5, 4] {
        dropout2d(0.0),
    }
}

network! {
    struct N115: [10, 12, 9] -> [10, 12, 9] {
        dropout(0.0),
    }
}

network! {
    struct N116: [33, 2, 37] -> [2, 1, 13] {
        conv2d(2, kernel: (3, 1), stride: (3, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N117: [1, 39, 20] -> [2, 17, 16] {
        conv2d(2, kernel: (7, 3), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), dilation: (1, 3), bias: false, flip: true),
    }
}

network! {
    struct N118: [9, 14, 17] -> [9, 13, 17] {
        conv2d(9, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 2), groups: 9),
    }
}

network! {
    struct N119: [32, 7, 9] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 1)),
    }
}

network! {
    struct N120: [32, 11, 11] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0), bias: false),
    }
}

network! {
    struct N121: [2, 11, 10] -> [17, 9, 6] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
    }
}

network! {
    struct N122: [3, 3, 17] -> [9, 3, 17] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N123: [1, 19, 44] -> [1, 17, 40] {
        conv2d(1, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), bias: false),
    }
}

network! {
    struct N124: [7, 7, 7] -> [7, 15, 12] {
        conv_transpose2d(7, kernel: (5, 2), stride: (1, 2), padding: edges(top: 2, bottom: 2, left: 2, right: 1), dilation: (3, 2), groups: 7),
        hard_swish,
    }
}

network! {
    struct N125: [3, 8, 9] -> [6, 8, 9] {
        conv_transpose2d(6, kernel: (1, 1), stride: (1, 1), dilation: (3, 3), groups: 3),
    }
}

network! {
    struct N126: [8, 4, 7] -> [8, 10, 14] {
        conv_transpose2d(8, kernel: (4, 5), stride: (3, 2), padding: edges(top: 2, bottom: 2, left: 2, right: 2), output_padding: (1, 1)),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N127: [7, 4, 12] -> [16, 2, 9] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1)),
        relu,
    }
}

network! {
    struct N128: [1, 1, 1] -> [5] {
        conv2d(17, kernel: (1, 1), stride: (1, 1), bias: false),
        flatten, linear(5),
    }
}

network! {
    struct N129: [17, 4, 4] -> [2, 1, 1] {
        conv2d(2, kernel: (5, 3), stride: (3, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 1)),
        relu,
    }
}

network! {
    struct N130: [1, 9, 12] -> [1, 12, 11] {
        upsample((1, 1)),
        crop(edges(top: 2, bottom: 1, left: 1, right: 0)),
        upsample((2, 1), mode: bilinear, align_corners: true),
    }
}

network! {
    struct N131: [3, 2, 9] -> [9, 2, 8] {
        conv2d(9, kernel: (1, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (3, 1)),
        residual { conv2d(9, kernel: (4, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 2, right: 0), groups: 9) }
        hard_swish,
    }
}

network! {
    struct N132: [9, 10, 48] -> [17] {
        conv2d(9, kernel: (3, 3), stride: (3, 3), padding: edges(top: 1, bottom: 2, left: 0, right: 2), dilation: (2, 1), groups: 9),
        flatten, linear(17),
    }
}

network! {
    struct N133: [12, 25, 12] -> [15, 2, 2] {
        conv2d(15, kernel: (3, 3), stride: (3, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (2, 1), groups: 3, bias: false),
        silu,
        avg_pool2d(kernel: (3, 3), stride: (3, 4)),
    }
}

network! {
    struct N134: [32, 8, 9] -> [17] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 0)),
        flatten, linear(17),
    }
}

network! {
    struct N135: [3, 5, 8] -> [16, 1, 3] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 1)),
        sigmoid,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N136: [1, 21, 20] -> [1, 17, 16] {
        conv2d(1, kernel: (5, 5), stride: (1, 1)),
    }
}

network! {
    struct N137: [31, 7, 8] -> [31, 7, 8] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N138: [1, 16, 20] -> [2, 8, 8] {
        conv2d(2, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 2), dilation: (1, 3), bias: false),
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N139: [1, 8, 9] -> [1, 1, 1] {
        max_pool2d(kernel: (3, 2), stride: (4, 4), padding: edges(top: 0, bottom: 0, left: 1, right: 1), dilation: (2, 1)),
        adaptive_max_pool2d((1, 5)),
        max_pool2d(kernel: (1, 4), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 2, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N140: [10, 7, 7] -> [10, 7, 7] {
        softsign,
    }
}

network! {
    struct N141: [4, 3, 9] -> [4, 3, 9] {
        softplus(beta: 2.0),
    }
}

network! {
    struct N142: [11, 2, 12] -> [11, 2, 12] {
        mish,
    }
}

network! {
    struct N143: [5, 2, 12] -> [5, 2, 12] {
        gelu(approximate: tanh),
    }
}

network! {
    struct N144: [12, 4, 9] -> [12, 4, 9] {
        gelu,
    }
}

network! {
    struct N145: [31, 43, 3] -> [2, 14, 1] {
        conv2d(2, kernel: (3, 5), stride: (3, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N146: [1, 99, 35] -> [1, 33, 33] {
        conv2d(1, kernel: (3, 2), stride: (3, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N147: [31, 13, 7] -> [31, 5, 5] {
        conv2d(31, kernel: (3, 3), stride: (3, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0), dilation: (1, 2), groups: 31),
    }
}

network! {
    struct N148: [32, 6, 8] -> [48, 7, 8] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 2), bias: false),
    }
}

network! {
    struct N149: [32, 12, 13] -> [32, 10, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N150: [1, 6, 9] -> [9, 2, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), bias: false),
    }
}

network! {
    struct N151: [3, 14, 8] -> [17, 14, 8] {
        conv2d(17, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N152: [1, 18, 42] -> [1, 16, 40] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), flip: true),
    }
}

network! {
    struct N153: [17, 4, 3] -> [17, 10, 5] {
        conv_transpose2d(17, kernel: (2, 2), stride: (2, 1), dilation: (2, 2), output_padding: (1, 0), groups: 17, bias: false),
        silu,
    }
}

network! {
    struct N154: [6, 6, 3] -> [16, 6, 3] {
        conv_transpose2d(16, kernel: (1, 1), stride: (1, 1), dilation: (1, 3), groups: 2, bias: false),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N155: [32, 9, 8] -> [16, 16, 16] {
        conv_transpose2d(16, kernel: (1, 1), stride: (2, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (1, 2), output_padding: (0, 1), groups: 2),
        hard_swish,
    }
}

network! {
    struct N156: [7, 9, 4] -> [16, 5, 2] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
        hard_swish,
    }
}

network! {
    struct N157: [1, 1, 1] -> [1] {
        conv2d(7, kernel: (1, 1), stride: (1, 1), flip: true),
        tanh,
        flatten, linear(1),
    }
}

network! {
    struct N158: [31, 3, 3] -> [2, 1, 1] {
        conv2d(2, kernel: (3, 3), stride: (2, 2)),
        relu6,
    }
}

network! {
    struct N159: [7, 12, 8] -> [7, 6, 3] {
        crop(edges(top: 2, bottom: 1, left: 2, right: 1)),
        upsample((2, 1), mode: bilinear),
        adaptive_avg_pool2d((6, 3)),
    }
}

network! {
    struct N160: [1, 10, 18] -> [31, 4, 17] {
        conv2d(31, kernel: (1, 4), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N161: [16, 9, 32] -> [32, 9, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 3), padding: edges(top: 0, bottom: 2, left: 0, right: 0), groups: 16, bias: false, flip: true),
    }
}

network! {
    struct N162: [32, 4, 16] -> [4, 4, 13] {
        conv2d(4, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 1), dilation: (1, 2), groups: 2),
        silu,
    }
}

network! {
    struct N163: [32, 8, 9] -> [32, 4, 4] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 0), bias: false),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N164: [3, 18, 5] -> [17] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
        relu6,
        flatten, linear(17),
    }
}

network! {
    struct N165: [3, 19, 21] -> [3, 17, 17] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 3),
        silu,
        residual { conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 2, right: 2), groups: 3) }
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N166: [9, 17, 9] -> [9, 17, 9] {
        conv2d(9, kernel: (1, 1), stride: (1, 1)),
        leaky_relu(negative_slope: 0.1),
        residual { conv2d(9, kernel: (3, 4), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 1), groups: 9) }
    }
}

network! {
    struct N167: [1, 60, 33] -> [1, 4, 8] {
        conv2d(1, kernel: (5, 3), stride: (3, 1), dilation: (3, 1)),
        relu,
        avg_pool2d(kernel: (4, 1), stride: (4, 4), count_include_pad: false),
    }
}

network! {
    struct N168: [33, 3, 5] -> [33, 2, 8] {
        upsample((2, 3), mode: bilinear, align_corners: true),
        avg_pool2d(kernel: (3, 2), stride: (3, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1), rounding: ceil, count_include_pad: false),
    }
}

network! {
    struct N169: [7, 11, 7] -> [7, 1, 1] {
        global_avg_pool2d,
    }
}

network! {
    struct N170: [45, 8, 9] -> [45, 1, 1] {
        global_max_pool2d,
    }
}

network! {
    struct N171: [7, 8, 5] -> [7, 8, 5] {
        clip(-0.2, 0.6),
    }
}

network! {
    struct N172: [5, 10, 12] -> [5, 10, 12] {
        hard_tanh(min_val: -0.6, max_val: 0.2),
    }
}

network! {
    struct N173: [4, 10, 8] -> [4, 10, 8] {
        hard_sigmoid(alpha: 0.5, beta: 0.3),
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
}
