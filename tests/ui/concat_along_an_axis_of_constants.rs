use lenet_runtime::network;

const FILTERS: usize = 4;
const WINDOW: usize = 3;

network! {
    pub struct Rows: [2, 8, 8] {
        concat(along: rows) { { conv2d(FILTERS, kernel: 1) } {} }
    }
}

network! {
    pub struct Columns: [2, 8, 8] {
        joined: concat(along: columns) { {} { max_pool2d(WINDOW, stride: 1) } }
    }
}

fn main() {}
