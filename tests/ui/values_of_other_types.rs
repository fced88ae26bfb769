use lenet_runtime::network;

network! {
    pub struct Sizes: [1, 28, 28] {
        conv2d(6.0, kernel: "5"),
        conv2d(-6, kernel: (3, 3, 3)),
        conv2d((6, 6), kernel: [3, 3]),
        conv2d(6, kernel: 3, kernel: 5),
        reshape(-1, 14, 14),
    }
}

network! {
    pub struct Numbers: [1, 28, 28] {
        dropout(50),
        dropout(1),
        dropout(50%),
        batch_norm2d(eps: 0, momentum: 99),
        batch_norm2d(eps: "1e-5"),
        leaky_relu(negative_slope: -0.1),
        pad(each_side(1), value: 1e39),
        dropout(0.5f64),
    }
}

network! {
    pub struct Words: [1, 28, 28] {
        conv2d(6, kernel: 3, bias: 0),
        conv2d(6, kernel: 3, bias: FLAG),
        upsample(2, mode: bicubic),
        upsample(2, mode: "bilinear"),
        max_pool2d(3, rounding: Ceil),
    }
}

const FLAG: bool = true;

/// Two mistakes at one place.
macro_rules! twice {
    ($number:expr) => {
        network! {
            pub struct Twice: [1, 28, 28] { conv2d($number, kernel: 3), dropout($number) }
        }
    };
}

twice!(-1);

fn main() {}
