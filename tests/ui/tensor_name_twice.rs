//! Two layers whose tensors would have the same names in a file.

use lenet_runtime::network;

network! {
    struct Inner: [4] -> [4] { fc: linear(4) }
}

network! {
    struct Layers: [4] { #[name = "fc.0"] first: linear(4), #[name = "fc.0"] second: linear(4) }
}

network! {
    struct Field: [4] { #[name = "second"] first: linear(4), second: linear(4) }
}

network! {
    struct Dotted: [4] {
        block one() { inner: linear(4) }
        group: one(),
        #[name = "group.inner"] other: linear(4),
    }
}

network! {
    struct Rounds: [4] { repeat(2) { #[name = "fc"] linear(4) } }
}

network! {
    struct Within: [4] { inner: Inner, #[name = "inner.head"] head: linear(4) }
}

fn main() {}
