use lenet_runtime::network;

network! {
    pub struct NetWorkspace: [4] { relu }
}

network! {
    pub struct Net: [4] { NetWorkspace }
}

fn main() {}
