use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv2d(6, kernel: 5, padding: "same"),
        conv2d(6, kernel: 5, padding: SAME),
        conv2d(6, kernel: 5, padding: Same),
        conv2d(6, kernel: 5, padding: Padding::Valid),
        conv2d(6, kernel: 5, padding: (1, 1, 1, 1)),
        conv2d(6, kernel: 5, padding: (0, 1, 0, 1)),
        conv2d(6, kernel: 5, padding: (1, 1, 1)),
        conv2d(6, kernel: 5, padding: [2, 2]),
        conv2d(6, kernel: 5, padding: "total"),
        conv2d(6, kernel: 5, padding: -1),
        conv2d(6, kernel: 5, padding: SameUpper),
        conv2d(6, kernel: 5, padding: "SAME_LOWER"),
        conv2d(6, kernel: 5, padding: [1, 2, 1, 2]),
        conv2d(6, kernel: 5, padding: ((1, 1), (2, 2))),
        conv2d(6, kernel: 5, padding: (same, valid)),
        conv2d(6, kernel: 5, padding: same(2)),
        conv2d(6, kernel: 5, padding: None),
        conv2d(6, kernel: 5, padding: "causal"),
        conv2d(6, kernel: 5, padding: "reflect"),
        conv2d(6, kernel: 5, padding: "frobnicate"),
        conv2d(6, kernel: 5, auto_pad: SAME_UPPER),
        conv2d(6, kernel: 5, padding: Total(3)),
        conv2d(6, kernel: 5, padding: EachSide((1, 2))),
        pad((1, 2)),
    }
}

fn main() {}
