use lenet_runtime::network;

network! {
    // A stride of 2, as in the ResNet-8 of MLPerf Tiny.
    pub struct Stride: [3, 32, 32] {
        conv1: conv2d(16, kernel: 3, padding: same),
        conv2: conv2d(32, kernel: 3, stride: 2, padding: same),
    }
}

network! {
    pub struct EvenKernel: [1, 28, 28] {
        conv: conv2d(6, kernel: 4, padding: same),
    }
}

network! {
    pub struct Dilation: [1, 28, 28] {
        conv: conv2d(6, kernel: (2, 3), dilation: 3, padding: same),
    }
}

network! {
    // Only the rows are odd.
    pub struct OneAxis: [1, 49, 10] {
        conv: conv2d(64, kernel: (10, 4), stride: 2, padding: same),
    }
}

network! {
    pub struct Pools: [4, 28, 28] {
        max_pool2d(2, stride: 1, padding: same),
        avg_pool2d((1, 3), stride: 2, padding: same),
    }
}

network! {
    pub struct TwoLayers: [1, 28, 28] {
        conv1: conv2d(6, kernel: 2, padding: same),
        relu,
        conv2: conv2d(6, kernel: 6, padding: same),
        linear(10),
    }
}

fn main() {}
