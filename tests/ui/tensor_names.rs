//! Names of tensors that are none.

use lenet_runtime::network;

network! {
    struct Empty: [4] { #[name = ""] linear(2) }
}

network! {
    struct Dots: [4] { #[name = "features..0"] linear(2) }
}

network! {
    struct Spaces: [4] { #[name = "features 0"] linear(2) }
}

network! {
    struct Number: [4] { #[name = 0] linear(2) }
}

network! {
    struct Parentheses: [4] { #[name("features.0")] linear(2) }
}

network! {
    struct Bare: [4] { #[name] linear(2) }
}

network! {
    struct Computed: [4] { #[name = concat!("features.", "0")] linear(2) }
}

network! {
    struct Two: [4] { #[name = "features.0"] #[name = "classifier.0"] linear(2) }
}

network! {
    struct Otherwise: [4] { #[rename = "features.0"] linear(2) }
}

fn main() {}
