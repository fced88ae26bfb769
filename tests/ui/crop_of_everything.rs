use lenet_runtime::network;

network! {
    pub struct Net: [1, 8, 8] {
        crop(each_side(4)),
    }
}

fn main() {}
