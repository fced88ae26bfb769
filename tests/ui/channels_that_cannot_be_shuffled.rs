use lenet_runtime::network;

const THREE: usize = 3;

network! {
    pub struct Net: [6, 28, 28] {
        pixel_shuffle(2),
        channel_shuffle(4),
    }
}

network! {
    pub struct Point: [6, 8, 8] {
        global_avg_pool2d,
        instance_norm2d,
    }
}

network! {
    pub struct Constants: [4, 8, 8] {
        pixel_shuffle(THREE),
    }
}

fn main() {}
