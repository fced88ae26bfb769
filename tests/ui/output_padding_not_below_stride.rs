use lenet_runtime::network;

network! {
    pub struct Net: [6, 14, 14] {
        up: conv_transpose2d(3, kernel: 2, stride: 2, output_padding: 2),
    }
}

fn main() {}
