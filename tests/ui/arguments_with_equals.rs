use lenet_runtime::network;

network! {
    pub struct Equals: [1, 28, 28] {
        conv1 = conv2d(6, kernel=5, stride=(1, 1)),
        max_pool2d(kernel_size=2, stride=2),
        conv2d(6, kernel_shape=[5, 5], pads=[2, 2, 2, 2]),
        conv2d(6, kernel: 3, padding: edges(top=1, bottom=1, left=1, right=1)),
        flatten,
        linear(10, bias=False),
        dropout(rate=0.5),
    }
}

network! {
    pub struct Block: [1, 28, 28] {
        block twice(c) { conv2d(c, kernel: 1) }
        twice(c=3),
    }
}

fn main() {}
