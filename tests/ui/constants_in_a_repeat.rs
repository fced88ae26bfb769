use lenet_runtime::network;

const EVEN: usize = 2;
const THREE: usize = 3;

network! {
    struct Ambiguous: [4, 8, 8] {
        stage: repeat(3) { conv2d(4, kernel: EVEN, padding: same), relu }
    }
}

network! {
    struct Grouped: [4, 8, 8] {
        repeat(2) { conv2d(4, kernel: 1, groups: THREE), relu }
    }
}

network! {
    struct Large: [64, 5000, 5000] {
        conv2d(4, kernel: 5000 * EVEN, padding: same),
    }
}

network! {
    struct Output: [4, 8, 8] -> [HUGE, HUGE, HUGE] { relu }
}

const HUGE: usize = 1 << 20;

fn main() {}
