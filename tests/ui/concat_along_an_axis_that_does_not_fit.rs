use lenet_runtime::network;

network! {
    pub struct Rows: [2, 8, 8] {
        concat(along: rows) { { conv2d(4, kernel: 1) } {} }
    }
}

network! {
    pub struct Columns: [2, 8, 8] {
        joined: concat(along: columns) { {} {} { max_pool2d((2, 1)) } }
    }
}

network! {
    pub struct Vector: [8] {
        concat(along: rows) { { linear(8) } {} }
    }
}

network! {
    pub struct Mixed: [2, 8, 8] {
        concat(along: rows) { { flatten } {} }
    }
}

fn main() {}
