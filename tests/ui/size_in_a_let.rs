use lenet_runtime::network;

fn classes() -> usize {
    10
}

pub fn local() {
    let classes = 10;
    network! {
        pub struct Local: [784] {
            fc: linear(classes),
        }
    }
}

network! {
    pub struct Called: [784] {
        fc: linear(classes()),
    }
}

fn main() {}
