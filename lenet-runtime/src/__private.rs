//! What the code that `network!` writes needs and no user: it may change with every version.
//!
//! What a user needs too, generated code takes from where a user does. Its macros stand at the root, as macros must.

pub use crate::layer::activation::Activation;
pub use crate::layer::module::Module;
#[cfg(feature = "weights")]
pub use crate::network::packed::packed;
pub use crate::network::table::Row;
#[cfg(feature = "weights")]
pub use crate::network::trained::trained;
pub use crate::parameters::tensors::{Member, Tensors, member, members, rectified, starting};
pub use crate::place::{Place, Places};
pub use crate::plain::LinesData;
use crate::tensor::{Tensor, Tile};
// Under their own names: in errors, rustc calls a type by a name it is re-exported as.
#[cfg(feature = "alloc")]
pub use alloc::{boxed::Box, vec::Vec};
pub use typenum;

/// Images of one shape side by side.
pub type Images<const C: usize, const H: usize, const W: usize, const L: usize> = Tile<Tensor<C, H, W>, L>;
/// Vectors of one length side by side.
pub type Vectors<const N: usize, const L: usize> = Tile<[f32; N], L>;

pub mod shape {
    pub use crate::shape::*;
}

pub mod budget {
    pub use crate::network::budget::*;
}

pub mod prepared {
    pub use crate::kernel::prepared::*;
}

pub mod segment {
    pub use crate::network::segment::*;
}

pub mod layer {
    pub use crate::layer::*;
}

pub mod proof {
    pub use crate::proof::*;
}

/// Functions of the names that generated code binds. A binding may shadow a function, but no constant: in the block that imports
/// these, a user's `const image` or `static x` is out of sight.
pub mod bindings {
    macro_rules! functions {
        ($($name:ident)*) => { $(#[doc(hidden)] pub const fn $name() {})* };
    }

    functions! {
        buffer_0 buffer_1 buffer_2 buffer_3 buffer_4 buffer_5 buffer_6 buffer_7 buffer_8 buffer_9 bytes dx examples gradient image images init input kept_0 kept_1 kept_2 kept_3 kept_4 kept_5 kept_6 kept_7 kept_8 kept_9 loss name next norm observer output pack packed part pass path place plain_scratch plain_x plain_y random scale scratch seed shift stage tape
        targets values visit workspace x y
    }
}
