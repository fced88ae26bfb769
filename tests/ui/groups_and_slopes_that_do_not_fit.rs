use lenet_runtime::network;

const THREE: usize = 3;

network! {
    pub struct Net: [6, 28, 28] {
        prelu(num_parameters: 2),
        group_norm(2, eps: 0),
        prelu(0.25),
    }
}

network! {
    pub struct Groups: [6, 28, 28] {
        group_norm(4),
    }
}

network! {
    pub struct Single: [6] {
        group_norm(6),
    }
}

network! {
    pub struct Constants: [4, 8, 8] {
        group_norm(THREE),
    }
}

network! {
    pub struct Slopes: [4, 8, 8] {
        prelu(num_parameters: THREE),
    }
}

fn main() {}
