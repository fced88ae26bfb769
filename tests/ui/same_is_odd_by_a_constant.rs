use lenet_runtime::network;

const STRIDE: usize = 2;
const KERNEL: usize = 4;
const WIDTH: usize = 31;

network! {
    pub struct Stride: [1, 28, 28] {
        conv1: conv2d(6, kernel: 5, padding: same),
        relu,
        conv2: conv2d(6, kernel: 3, stride: STRIDE, padding: same),
    }
}

network! {
    // 31 columns are as many as `same` can halve, 28 rows are not.
    pub struct OneAxis: [1, STRIDE * 14, WIDTH] {
        max_pool2d(3, stride: 2, padding: same),
    }
}

network! {
    pub struct AfterANetwork: [1, 28, 28] {
        block stage(k) {
            conv: conv2d(6, kernel: k, padding: same),
        }
        inner: Inner,
        first: stage(KERNEL),
        second: stage(3),
    }
}

network! {
    pub struct Inner: [1, 28, 28] { conv2d(2, kernel: 3) }
}

network! {
    // One size is impossible: of that enough is said.
    pub struct Zero: [1, 28, 28] {
        conv2d(6, kernel: KERNEL - 4, padding: same),
    }
}

fn main() {}
