use lenet_runtime::network;

const FOUR: usize = 4;

network! {
    pub struct Net: [2, 3, 5] {
        pad(each_side(3), mode: reflect),
        pad(each_side((1, 6)), mode: circular),
        pad(each_side(1), mode: replicate, value: 1.0),
        pad(each_side(1), mode: "edge"),
    }
}

network! {
    pub struct Constants: [2, 3, 5] {
        pad(each_side((FOUR, 1)), mode: reflect),
    }
}

fn main() {}
