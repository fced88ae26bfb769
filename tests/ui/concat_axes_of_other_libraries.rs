use lenet_runtime::network;

network! {
    pub struct Net: [2, 8, 8] {
        concat(dim: 1) { { relu } {} }
        concat(dim=2) { { relu } {} }
        concat(dim: -1) { { relu } {} }
        concat(dim: 0) { { relu } {} }
        concat(axis: 1) { { relu } {} }
        concat(axis=-1) { { relu } {} }
        concat(along: 2) { { relu } {} }
        concat(along: "height") { { relu } {} }
        concat(along: diagonal) { { relu } {} }
        concat(along = columns) { { relu } {} }
        concat(rows) { { relu } {} }
        concat(2) { { relu } {} }
        concat() { { relu } {} }
        concat(along: rows, columns) { { relu } {} }
        concat(branches: 2) { { relu } {} }
    }
}

fn main() {}
