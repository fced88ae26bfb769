use lenet_runtime::network;

network! {
    pub struct Headers: [4, 8, 8] {
        block typed(c: usize) { conv2d(c, kernel: 1) }
        block given(c = 3) { conv2d(c, kernel: 1) }
        block bare { relu }
        block padded(same) { conv2d(same, kernel: 1) }
        block (3) { relu }
        def python(c) { relu }
        typed(3),
        given(),
        bare,
        padded(3),
        python(4),
    }
}

network! {
    pub struct Uncalled: [4, 8, 8] {
        block never(c) {
            conf2d(c, kernel: 1),
            dropout(50),
        }
        relu,
    }
}

fn main() {}
