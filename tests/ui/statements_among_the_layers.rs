use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        for i in 0..3 { relu }
        if true { relu }
        let conv1 = conv2d(6, kernel: 5),
        self.conv2 = nn.Conv2d(1, 6, 5),
        conv2d::<6>(kernel: 5),
        conv2d[6],
        reshape((1, 28, 28)),
        linear(units: 10),
        pub conv3: conv2d(6, kernel: 5),
        fc: Dense<128, 10>,
        relu => flatten,
        const X: usize = 3; relu
    }
}

fn main() {}
