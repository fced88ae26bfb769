//! What the code that `network!` writes needs and no user: it may change with every version.
//!
//! What a user needs, generated code takes from where a user does.

pub use crate::declare::bindings;
pub use crate::layer::activation::Activation;
pub use crate::layer::module::Module;
pub use crate::network::table::Row;
pub use crate::plain::{PlainData, ZeroedData};
/// Under their own names: in errors, rustc calls a type by a name it is re-exported as.
#[cfg(feature = "alloc")]
pub use alloc::{boxed::Box, vec::Vec};
pub use lenet_macros::__network as network;
pub use typenum;

pub mod shape {
    pub use crate::shape::*;
}

pub mod prepared {
    pub use crate::kernel::prepared::*;
}

pub mod layer {
    pub use crate::layer::*;
}

pub mod proof {
    pub use crate::proof::*;
}
