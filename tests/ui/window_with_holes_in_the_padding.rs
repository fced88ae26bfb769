use lenet_runtime::network;

const HOLES: usize = 5;

network! {
    pub struct Nothing: [1, 4, 4] {
        max_pool2d(2, dilation: 6, padding: each_side(5)),
    }
}

network! {
    pub struct Less: [1, 9, 9] {
        max_pool2d(2, dilation: 5, padding: each_side(6)),
    }
}

network! {
    pub struct Constant: [1, 2, 9] {
        max_pool2d(2, dilation: HOLES, padding: each_side(2)),
    }
}

fn main() {}
