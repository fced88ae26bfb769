use lenet_runtime::network;

network! {
    pub struct Four: [1, 4, 4] -> [4] {
        flatten,
        linear(4),
    }
}

network! {
    pub struct Image: [1, 4, 4] {
        conv2d(2, kernel: 1),
    }
}

network! {
    pub struct Vectors: [1, 4, 4] {
        concat { { one: Four } { two: Four } }
    }
}

network! {
    pub struct Mixed: [1, 4, 4] {
        concat { { Image } { Four } }
    }
}

network! {
    pub struct Flat: [1, 4, 4] {
        concat { { Image } { flatten, linear(3) } }
    }
}

network! {
    /// What the help proposes.
    pub struct Right: [1, 4, 4] -> [40] {
        concat { { one: Four, flatten } { two: Image, flatten } { flatten, linear(4) } }
    }
}

network! {
    pub struct Images: [1, 4, 4] -> [4, 4, 4] {
        concat { { one: Image } { two: Image } }
    }
}

fn main() {}
