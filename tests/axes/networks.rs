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
    struct N013: [15, 29, 8] -> [1] {
        conv2d(3, kernel: (5, 2), stride: (3, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2), dilation: (1, 3), bias: false),
        flatten, linear(1),
    }
}

network! {
    struct N014: [16, 7, 3] -> [9, 1, 1] {
        conv2d(9, kernel: (3, 3), stride: (2, 2), dilation: (3, 1), flip: true),
        residual { conv2d(9, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 1)) }
        relu6,
    }
}

network! {
    struct N015: [9, 11, 7] -> [1, 33, 21] {
        pixel_shuffle(3),
    }
}

network! {
    struct N016: [3, 7, 12] -> [3, 7, 12] {
        channel_shuffle(3),
    }
}

network! {
    struct N017: [9, 9, 7] -> [7, 12, 11] {
        reshape(7, 9, 9),
        pad(edges(top: 1, bottom: 2, left: 0, right: 2), value: 0.5),
    }
}

network! {
    struct N018: [11, 8, 6] -> [8, 6, 11] {
        flatten(order: hwc), reshape(8, 6, 11),
    }
}

network! {
    struct N019: [5, 7, 10] -> [5, 10, 17] {
        pad(edges(top: 1, bottom: 2, left: 3, right: 4), mode: reflect),
    }
}

network! {
    struct N020: [31, 11, 7] -> [31, 13, 5] {
        upsample((3, 3), mode: bilinear, align_corners: true),
        avg_pool2d(kernel: (4, 1), stride: (2, 4), dilation: (2, 1), count_include_pad: false),
        crop(edges(top: 1, bottom: 0, left: 1, right: 0)),
    }
}

network! {
    struct N021: [15, 9, 14] -> [9, 3, 13] {
        conv2d(9, kernel: (1, 2), stride: (3, 1)),
        residual { conv2d(9, kernel: (3, 4), stride: (1, 1), padding: edges(top: 1, bottom: 1, left: 2, right: 1), groups: 9) }
    }
}

network! {
    struct N022: [33, 5, 3] -> [66, 5, 1] {
        conv2d(66, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 33),
    }
}

network! {
    struct N023: [8, 11, 26] -> [2, 4, 8] {
        conv2d(2, kernel: (1, 2), stride: (3, 3), dilation: (3, 2), groups: 2),
        residual { conv2d(2, kernel: (3, 2), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 0), groups: 2) }
        sigmoid,
    }
}

network! {
    struct N024: [32, 7, 7] -> [32, 7, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 1, right: 1)),
    }
}

network! {
    struct N025: [2, 8, 8] -> [9, 6, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1), bias: false),
        sigmoid,
    }
}

network! {
    struct N026: [2, 19, 19] -> [2, 17, 17] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 2), groups: 2),
    }
}

network! {
    struct N027: [1, 16, 8] -> [1, 16, 8] {
        conv2d(1, kernel: (1, 1), stride: (1, 1)),
        residual { conv2d(1, kernel: (4, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 1, right: 1)) }
    }
}

network! {
    struct N028: [2, 98, 39] -> [1, 33, 16] {
        conv2d(1, kernel: (3, 4), stride: (3, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 2), dilation: (1, 3), flip: true),
    }
}

network! {
    struct N029: [16, 9, 5] -> [16, 1, 2] {
        crop(edges(top: 1, bottom: 1, left: 1, right: 0)),
        max_pool2d(kernel: (2, 1), stride: (3, 2), rounding: ceil),
        max_pool2d(kernel: (1, 2), stride: (4, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 1), rounding: ceil),
    }
}

network! {
    struct N030: [15, 4, 24] -> [3, 3, 8] {
        conv2d(3, kernel: (3, 3), stride: (1, 3), padding: edges(top: 1, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N031: [3, 18, 20] -> [1, 17, 16] {
        conv2d(1, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), dilation: (1, 2)),
    }
}

network! {
    struct N032: [17, 4, 47] -> [17, 2, 16] {
        conv2d(17, kernel: (3, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 17, flip: true),
    }
}

network! {
    struct N033: [32, 8, 10] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), bias: false),
    }
}

network! {
    struct N034: [32, 12, 10] -> [32, 12, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 0)),
    }
}

network! {
    struct N035: [3, 5, 9] -> [16, 2, 5] {
        conv2d(16, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N036: [2, 3, 6] -> [16, 3, 6] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N037: [3, 41, 20] -> [3, 40, 16] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), groups: 3),
    }
}

network! {
    struct N038: [17, 5, 5] -> [17, 15, 24] {
        conv_transpose2d(17, kernel: (3, 5), stride: (3, 3), padding: edges(top: 1, bottom: 0, left: 2, right: 0), dilation: (1, 3), output_padding: (1, 1), groups: 17),
    }
}

network! {
    struct N039: [2, 9, 9] -> [32, 9, 9] {
        conv_transpose2d(32, kernel: (1, 1), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N040: [8, 5, 9] -> [2, 3, 35] {
        conv_transpose2d(2, kernel: (1, 5), stride: (1, 3), padding: edges(top: 0, bottom: 2, left: 1, right: 1), dilation: (1, 3)),
        tanh,
    }
}

network! {
    struct N041: [3, 5, 13] -> [9, 2, 9] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
        sigmoid,
    }
}

network! {
    struct N042: [2, 1, 1] -> [17] {
        conv2d(3, kernel: (1, 1), stride: (1, 1), flip: true),
        flatten, linear(17),
    }
}

network! {
    struct N043: [2, 14, 19] -> [5] {
        conv2d(31, kernel: (3, 7), stride: (2, 3), padding: edges(top: 2, bottom: 0, left: 0, right: 2), bias: false, flip: true),
        flatten, linear(5),
    }
}

network! {
    struct N044: [15, 5, 7] -> [9, 1, 1] {
        conv2d(9, kernel: (3, 3), stride: (1, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 3)),
    }
}

network! {
    struct N045: [3, 9, 11] -> [6, 9, 11] {
        concat(along: channels) { {} { pad(edges(top: 0, bottom: 1, left: 0, right: 0), value: 0.5), crop(edges(top: 1, bottom: 0, left: 0, right: 0)) } }
    }
}

network! {
    struct N046: [3, 11, 9] -> [3, 23, 9] {
        concat(along: rows) { {} { pad(edges(top: 1, bottom: 0, left: 0, right: 0), value: 0.5) } }
    }
}

network! {
    struct N047: [6, 7, 5] -> [6, 7, 18] {
        concat(along: columns) { {} { pad(edges(top: 0, bottom: 0, left: 1, right: 0), value: 0.5) } { pad(edges(top: 0, bottom: 0, left: 2, right: 0), value: 0.5) } }
    }
}

network! {
    struct N048: [3, 9, 2] -> [3, 9, 2] {
        prelu(num_parameters: 1),
    }
}

network! {
    struct N049: [12, 4, 2] -> [12, 4, 2] {
        layer_norm,
    }
}

network! {
    struct N050: [7, 6, 7] -> [7, 4, 3] {
        avg_pool2d(kernel: (2, 1), stride: (1, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), count_include_pad: false),
        upsample((2, 1), mode: bilinear, align_corners: true),
        adaptive_avg_pool2d((4, 3)),
    }
}

network! {
    struct N051: [1, 13, 11] -> [31, 7, 5] {
        conv2d(31, kernel: (7, 3), stride: (1, 1), dilation: (1, 3)),
        relu6,
    }
}

network! {
    struct N052: [15, 15, 7] -> [15, 6, 3] {
        conv2d(15, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), groups: 15, flip: true),
        avg_pool2d(kernel: (3, 1), stride: (2, 2), padding: edges(top: 1, bottom: 0, left: 0, right: 0), count_include_pad: false),
    }
}

network! {
    struct N053: [10, 17, 12] -> [8, 9, 4] {
        conv2d(8, kernel: (2, 5), stride: (2, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0), groups: 2),
    }
}

network! {
    struct N054: [32, 7, 8] -> [48, 8, 7] {
        conv2d(48, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 1, right: 0)),
    }
}

network! {
    struct N055: [3, 6, 8] -> [17] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
        sigmoid,
        flatten, linear(17),
    }
}

network! {
    struct N056: [3, 43, 19] -> [3, 20, 8] {
        conv2d(3, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 0), groups: 3),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N057: [17, 16, 13] -> [16, 16, 13] {
        conv2d(16, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N058: [1, 93, 31] -> [1, 15, 14] {
        conv2d(1, kernel: (3, 1), stride: (3, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0)),
        silu,
        max_pool2d(kernel: (3, 4), stride: (2, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N059: [15, 10, 9] -> [15, 4, 9] {
        max_pool2d(kernel: (3, 3), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 1), rounding: ceil),
        avg_pool2d(kernel: (3, 1), stride: (2, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), dilation: (2, 1), count_include_pad: false),
        upsample((2, 1), mode: bilinear, align_corners: true),
    }
}

network! {
    struct N060: [1, 10, 5] -> [9, 9, 5] {
        conv2d(9, kernel: (3, 1), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N061: [2, 23, 17] -> [2, 16, 17] {
        conv2d(2, kernel: (4, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 2), dilation: (3, 1), bias: false),
    }
}

network! {
    struct N062: [33, 23, 6] -> [33, 7, 4] {
        conv2d(33, kernel: (3, 3), stride: (3, 2), padding: edges(top: 0, bottom: 0, left: 1, right: 2), groups: 33),
    }
}

network! {
    struct N063: [32, 9, 10] -> [32, 10, 10] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 2, right: 0)),
    }
}

network! {
    struct N064: [32, 13, 11] -> [32, 11, 11] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2)),
    }
}

network! {
    struct N065: [3, 6, 10] -> [15, 2, 6] {
        conv2d(15, kernel: (5, 5), stride: (1, 1), flip: true),
    }
}

network! {
    struct N066: [17, 5, 7] -> [33, 5, 7] {
        conv2d(33, kernel: (1, 1), stride: (1, 1), flip: true),
    }
}

network! {
    struct N067: [3, 18, 18] -> [3, 17, 16] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 0), groups: 3, flip: true),
    }
}

network! {
    struct N068: [17, 6, 5] -> [17, 7, 10] {
        conv_transpose2d(17, kernel: (4, 1), stride: (1, 2), padding: edges(top: 0, bottom: 2, left: 0, right: 0), output_padding: (0, 1), groups: 17),
    }
}

network! {
    struct N069: [5, 3, 3] -> [8, 3, 3] {
        conv_transpose2d(8, kernel: (1, 1), stride: (1, 1), dilation: (1, 2)),
    }
}

network! {
    struct N070: [5, 8, 3] -> [2, 36, 10] {
        conv_transpose2d(2, kernel: (5, 4), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 1), dilation: (3, 3), output_padding: (2, 0)),
        relu,
    }
}

network! {
    struct N071: [1, 10, 7] -> [6, 6, 5] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), flip: true),
        tanh,
        residual { conv2d(6, kernel: (2, 4), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 1, right: 2), groups: 6) }
        relu6,
    }
}

network! {
    struct N072: [2, 1, 1] -> [17, 1, 1] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
        residual { conv2d(17, kernel: (4, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 2, right: 0)) }
    }
}

network! {
    struct N073: [17, 15, 4] -> [17] {
        conv2d(7, kernel: (3, 3), stride: (1, 3)),
        relu,
        flatten, linear(17),
    }
}

network! {
    struct N074: [3, 12, 5] -> [33, 1, 1] {
        conv2d(33, kernel: (5, 3), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 0), dilation: (3, 2)),
        silu,
        residual { conv2d(33, kernel: (3, 1), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0), groups: 33) }
        sigmoid,
    }
}

network! {
    struct N075: [2, 6, 2] -> [2, 6, 2] {
        group_norm(1),
    }
}

network! {
    struct N076: [6, 10, 12] -> [6, 10, 12] {
        instance_norm2d,
    }
}

network! {
    struct N077: [9, 9, 5] -> [9, 9, 5] {
        local_response_norm(2, alpha: 0.5),
    }
}

network! {
    struct N078: [6, 6, 3] -> [6, 6, 3] {
        softmax,
    }
}

network! {
    struct N079: [11, 11, 12] -> [11, 11, 12] {
        log_softmax,
    }
}

network! {
    struct N080: [33, 9, 9] -> [33, 2, 4] {
        avg_pool2d(kernel: (2, 4), stride: (4, 2), padding: edges(top: 2, bottom: 0, left: 2, right: 1), dilation: (2, 1), rounding: ceil, count_include_pad: false),
        adaptive_max_pool2d((2, 4)),
    }
}

network! {
    struct N081: [9, 19, 7] -> [9, 6, 9] {
        conv2d(9, kernel: (5, 2), stride: (3, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 2), dilation: (1, 2)),
        sigmoid,
    }
}

network! {
    struct N082: [9, 10, 16] -> [9, 5, 8] {
        conv2d(9, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 2, right: 0), groups: 9),
        hard_swish,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N083: [15, 38, 7] -> [5] {
        conv2d(15, kernel: (1, 4), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 1), groups: 3),
        flatten, linear(5),
    }
}

network! {
    struct N084: [32, 6, 9] -> [32, 7, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0)),
        sigmoid,
    }
}

network! {
    struct N085: [3, 17, 7] -> [6, 7, 3] {
        conv2d(6, kernel: (5, 5), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 1, right: 2)),
        tanh,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N086: [2, 18, 43] -> [2, 8, 20] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 1, right: 0), groups: 2, flip: true),
        sigmoid,
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N087: [1, 17, 4] -> [31, 6, 1] {
        conv2d(31, kernel: (1, 1), stride: (1, 1)),
        avg_pool2d(kernel: (2, 3), stride: (3, 4), padding: edges(top: 1, bottom: 0, left: 2, right: 0)),
    }
}

network! {
    struct N088: [1, 37, 39] -> [3, 31, 33] {
        conv2d(3, kernel: (3, 3), stride: (1, 1), dilation: (3, 3), flip: true),
        residual { conv2d(3, kernel: (1, 2), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 1, right: 0), groups: 3) }
        relu,
    }
}

network! {
    struct N089: [16, 7, 12] -> [16, 10, 4] {
        adaptive_max_pool2d((8, 6)),
        avg_pool2d(kernel: (1, 1), stride: (2, 2), rounding: ceil),
        pad(edges(top: 3, bottom: 3, left: 1, right: 0), value: 0.5),
    }
}

network! {
    struct N090: [2, 14, 22] -> [33, 4, 16] {
        conv2d(33, kernel: (3, 3), stride: (2, 1), dilation: (3, 3), flip: true),
    }
}

network! {
    struct N091: [3, 65, 22] -> [3, 33, 16] {
        conv2d(3, kernel: (1, 4), stride: (2, 1), dilation: (1, 2)),
    }
}

network! {
    struct N092: [16, 4, 21] -> [16, 1, 7] {
        conv2d(16, kernel: (3, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 2), groups: 16),
    }
}

network! {
    struct N093: [32, 8, 10] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 0)),
    }
}

network! {
    struct N094: [32, 12, 14] -> [32, 10, 12] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N095: [7, 8, 7] -> [9, 5, 6] {
        conv2d(9, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 1), flip: true),
    }
}

network! {
    struct N096: [2, 8, 14] -> [2, 8, 14] {
        conv2d(2, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N097: [1, 40, 17] -> [1, 40, 16] {
        conv2d(1, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 2, left: 2, right: 1)),
    }
}

network! {
    struct N098: [17, 2, 7] -> [17, 8, 8] {
        conv_transpose2d(17, kernel: (4, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 1), dilation: (3, 1), groups: 17),
        relu6,
    }
}

network! {
    struct N099: [2, 6, 4] -> [2, 6, 4] {
        conv_transpose2d(2, kernel: (1, 1), stride: (1, 1), bias: false),
    }
}

network! {
    struct N100: [16, 2, 2] -> [32, 6, 5] {
        conv_transpose2d(32, kernel: (4, 3), stride: (3, 1), padding: edges(top: 1, bottom: 0, left: 0, right: 1), dilation: (1, 2), groups: 2),
    }
}

network! {
    struct N101: [2, 10, 6] -> [9, 3, 1] {
        conv2d(9, kernel: (5, 5), stride: (1, 1)),
        tanh,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N102: [7, 1, 1] -> [17] {
        conv2d(17, kernel: (1, 1), stride: (1, 1), flip: true),
        flatten, linear(17),
    }
}

network! {
    struct N103: [3, 35, 13] -> [5] {
        conv2d(3, kernel: (2, 3), stride: (2, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (2, 3), bias: false),
        flatten, linear(5),
    }
}

network! {
    struct N104: [16, 1, 7] -> [1, 1, 1] {
        conv2d(1, kernel: (4, 7), stride: (2, 2), padding: edges(top: 2, bottom: 2, left: 0, right: 1)),
        avg_pool2d(kernel: (1, 1), stride: (3, 2)),
    }
}

network! {
    struct N105: [13, 11, 7] -> [13, 11, 7] {
        dropout(0.0),
    }
}

network! {
    struct N106: [4, 11, 12] -> [4, 11, 12] {
        dropout2d(0.0),
    }
}

network! {
    struct N107: [6, 11, 5] -> [6, 11, 5] {
        elu(alpha: 0.5),
    }
}

network! {
    struct N108: [4, 3, 11] -> [4, 3, 11] {
        selu,
    }
}

network! {
    struct N109: [5, 12, 11] -> [5, 12, 11] {
        celu(alpha: 0.5),
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
    struct N133: [1, 7, 4] -> [5] {
        conv2d(17, kernel: (3, 1), stride: (1, 3), dilation: (3, 3)),
        flatten, linear(5),
    }
}

network! {
    struct N134: [9, 8, 2] -> [17] {
        conv2d(33, kernel: (4, 4), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2), dilation: (3, 1)),
        flatten, linear(17),
    }
}

network! {
    struct N135: [12, 5, 4] -> [12, 5, 4] {
        gelu,
    }
}

network! {
    struct N136: [6, 8, 3] -> [6, 8, 3] {
        gelu(approximate: tanh),
    }
}

network! {
    struct N137: [12, 11, 11] -> [12, 11, 11] {
        mish,
    }
}

network! {
    struct N138: [4, 12, 10] -> [4, 12, 10] {
        softplus(beta: 2.0),
    }
}

network! {
    struct N139: [9, 2, 7] -> [9, 2, 7] {
        softsign,
    }
}

network! {
    struct N140: [9, 8, 10] -> [9, 3, 3] {
        crop(edges(top: 1, bottom: 1, left: 0, right: 1)),
        upsample((1, 1), mode: bilinear, align_corners: true),
        avg_pool2d(kernel: (1, 4), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (2, 1), count_include_pad: false),
    }
}

network! {
    struct N141: [1, 3, 9] -> [16, 2, 3] {
        conv2d(16, kernel: (2, 4), stride: (2, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N142: [9, 9, 6] -> [17] {
        conv2d(9, kernel: (3, 3), stride: (2, 1), groups: 9),
        flatten, linear(17),
    }
}

network! {
    struct N143: [6, 14, 25] -> [2, 6, 8] {
        conv2d(2, kernel: (2, 3), stride: (2, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 2), groups: 2),
        residual { conv2d(2, kernel: (4, 3), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 2)) }
    }
}

network! {
    struct N144: [32, 10, 7] -> [32, 8, 7] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0), bias: false),
        residual { conv2d(32, kernel: (2, 4), stride: (1, 1), padding: edges(top: 0, bottom: 1, left: 2, right: 1)) }
    }
}

network! {
    struct N145: [2, 11, 7] -> [17, 9, 5] {
        conv2d(17, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 2)),
        hard_swish,
    }
}

network! {
    struct N146: [2, 18, 21] -> [2, 5, 13] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 0, right: 0), groups: 2, bias: false),
        avg_pool2d(kernel: (4, 4), stride: (3, 1), padding: edges(top: 0, bottom: 1, left: 0, right: 2), dilation: (1, 2), count_include_pad: false),
    }
}

network! {
    struct N147: [31, 1, 3] -> [16, 1, 3] {
        conv2d(16, kernel: (1, 1), stride: (1, 1), flip: true),
    }
}

network! {
    struct N148: [1, 65, 95] -> [3, 33, 31] {
        conv2d(3, kernel: (1, 3), stride: (2, 3)),
        residual { conv2d(3, kernel: (2, 3), stride: (1, 1), padding: edges(top: 1, bottom: 0, left: 2, right: 0), groups: 3) }
    }
}

network! {
    struct N149: [17, 5, 11] -> [17, 4, 6] {
        max_pool2d(kernel: (4, 2), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 0), rounding: ceil),
        max_pool2d(kernel: (1, 3), stride: (3, 3)),
        pad(edges(top: 2, bottom: 1, left: 2, right: 3), value: -1.0),
    }
}

network! {
    struct N150: [3, 8, 6] -> [9, 8, 1] {
        conv2d(9, kernel: (1, 3), stride: (1, 3), padding: edges(top: 0, bottom: 0, left: 1, right: 0), dilation: (2, 2), bias: false),
    }
}

network! {
    struct N151: [1, 99, 53] -> [2, 31, 47] {
        conv2d(2, kernel: (3, 5), stride: (3, 1), padding: edges(top: 0, bottom: 0, left: 0, right: 2), dilation: (3, 2), flip: true),
    }
}

network! {
    struct N152: [16, 4, 23] -> [16, 4, 6] {
        conv2d(16, kernel: (3, 3), stride: (1, 3), padding: edges(top: 1, bottom: 1, left: 0, right: 0), dilation: (1, 3), groups: 16),
    }
}

network! {
    struct N153: [32, 10, 8] -> [32, 8, 8] {
        conv2d(32, kernel: (3, 3), stride: (1, 1), padding: edges(top: 0, bottom: 0, left: 2, right: 0)),
    }
}

network! {
    struct N154: [32, 12, 13] -> [48, 10, 11] {
        conv2d(48, kernel: (3, 3), stride: (1, 1)),
    }
}

network! {
    struct N155: [3, 18, 9] -> [9, 14, 5] {
        conv2d(9, kernel: (5, 5), stride: (1, 1)),
    }
}

network! {
    struct N156: [17, 8, 14] -> [17, 8, 14] {
        conv2d(17, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N157: [2, 20, 20] -> [2, 16, 16] {
        conv2d(2, kernel: (5, 5), stride: (1, 1), groups: 2),
    }
}

network! {
    struct N158: [16, 4, 4] -> [16, 15, 9] {
        conv_transpose2d(16, kernel: (5, 1), stride: (1, 3), padding: edges(top: 0, bottom: 1, left: 0, right: 2), dilation: (3, 2), output_padding: (0, 1), groups: 16, bias: false),
        leaky_relu(negative_slope: 0.1),
    }
}

network! {
    struct N159: [16, 9, 5] -> [5, 9, 5] {
        conv_transpose2d(5, kernel: (1, 1), stride: (1, 1), dilation: (1, 3)),
        relu6,
    }
}

network! {
    struct N160: [5, 3, 4] -> [3, 4, 7] {
        conv_transpose2d(3, kernel: (5, 4), stride: (1, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0)),
        hard_swish,
    }
}

network! {
    struct N161: [2, 6, 13] -> [17, 2, 9] {
        conv2d(17, kernel: (5, 5), stride: (1, 1)),
        relu,
    }
}

network! {
    struct N162: [3, 1, 1] -> [33, 1, 1] {
        conv2d(33, kernel: (1, 1), stride: (1, 1)),
    }
}

network! {
    struct N163: [9, 5, 11] -> [17] {
        conv2d(33, kernel: (4, 2), stride: (1, 1), dilation: (1, 3)),
        hard_swish,
        flatten, linear(17),
    }
}

network! {
    struct N164: [3, 8, 7] -> [1, 1, 1] {
        conv2d(1, kernel: (3, 7), stride: (2, 2), padding: edges(top: 0, bottom: 0, left: 0, right: 1), dilation: (3, 1), bias: false),
        max_pool2d(kernel: (2, 1), stride: (4, 2), padding: edges(top: 0, bottom: 1, left: 0, right: 0)),
    }
}

network! {
    struct N165: [13, 7, 8] -> [13, 7, 8] {
        hard_sigmoid(alpha: 0.5, beta: 0.3),
    }
}

network! {
    struct N166: [5, 7, 6] -> [5, 7, 6] {
        hard_tanh(min_val: -0.6, max_val: 0.2),
    }
}

network! {
    struct N167: [12, 5, 12] -> [12, 5, 12] {
        clip(-0.2, 0.6),
    }
}

network! {
    struct N168: [8, 12, 2] -> [8, 1, 1] {
        global_max_pool2d,
    }
}

network! {
    struct N169: [7, 11, 7] -> [7, 1, 1] {
        global_avg_pool2d,
    }
}

network! {
    struct N170: [16, 10, 9] -> [16, 4, 4] {
        max_pool2d(kernel: (1, 2), stride: (1, 4), padding: edges(top: 0, bottom: 0, left: 0, right: 1)),
        adaptive_avg_pool2d((12, 4)),
        max_pool2d(kernel: (2, 1), stride: (3, 1), rounding: ceil),
    }
}

network! {
    struct N171: [15, 41, 10] -> [7, 7, 5] {
        conv2d(7, kernel: (3, 1), stride: (3, 1), padding: edges(top: 1, bottom: 2, left: 0, right: 0)),
        relu6,
        max_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N172: [9, 16, 10] -> [18, 5, 10] {
        conv2d(18, kernel: (2, 1), stride: (3, 1), groups: 9),
    }
}

network! {
    struct N173: [16, 19, 7] -> [1] {
        conv2d(10, kernel: (3, 1), stride: (2, 1), padding: edges(top: 2, bottom: 1, left: 0, right: 0), dilation: (2, 1), groups: 2),
        flatten, linear(1),
    }
}

network! {
    struct N174: [32, 10, 10] -> [32, 2, 2] {
        conv2d(32, kernel: (3, 3), stride: (1, 1)),
        max_pool2d(kernel: (3, 3), stride: (4, 4), padding: edges(top: 0, bottom: 1, left: 1, right: 0)),
    }
}

network! {
    struct N175: [2, 6, 10] -> [9, 1, 3] {
        conv2d(9, kernel: (5, 5), stride: (1, 1)),
        silu,
        max_pool2d(kernel: (1, 4), stride: (2, 1), dilation: (2, 1)),
    }
}

network! {
    struct N176: [1, 18, 19] -> [1, 7, 6] {
        conv2d(1, kernel: (5, 5), stride: (1, 1), padding: edges(top: 2, bottom: 0, left: 0, right: 1), bias: false),
        avg_pool2d(kernel: (3, 3), stride: (2, 3), padding: edges(top: 0, bottom: 1, left: 2, right: 1), dilation: (2, 1), count_include_pad: false),
    }
}

network! {
    struct N177: [7, 14, 8] -> [2, 7, 4] {
        conv2d(2, kernel: (1, 1), stride: (1, 1), bias: false),
        avg_pool2d(kernel: (2, 2), stride: (2, 2)),
    }
}

network! {
    struct N178: [1, 24, 46] -> [17] {
        conv2d(2, kernel: (4, 4), stride: (1, 1), padding: edges(top: 0, bottom: 2, left: 2, right: 2), dilation: (3, 1)),
        sigmoid,
        flatten, linear(17),
    }
}

network! {
    struct N179: [15, 9, 13] -> [15, 10, 9] {
        adaptive_avg_pool2d((7, 11)),
        max_pool2d(kernel: (3, 3), stride: (1, 2), padding: edges(top: 2, bottom: 1, left: 0, right: 0), dilation: (2, 1), rounding: ceil),
        pad(edges(top: 1, bottom: 3, left: 1, right: 3), value: 0.5),
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
}
