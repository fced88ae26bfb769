use lenet_runtime::network;

network! {
    pub struct Net: [4, 6, 6] {
        reshape(-1, 3, 12),
        reshape(16, -1, 3),
        reshape(-1, 4, 6, 6),
        reshape(5, 5, -1),
        reshape(-1, 144),
        reshape(channels: 4, height: -1, width: 6),
    }
}

fn main() {}
