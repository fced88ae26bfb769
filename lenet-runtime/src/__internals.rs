//! The rooms of the crate, for the tests and benchmarks of its own repository. The feature of this name is for nobody else.

pub mod kernel {
    pub use crate::kernel::*;
}

pub mod layer {
    pub use crate::layer::*;
}

pub mod proof {
    pub use crate::proof::*;
}

pub mod shape {
    pub use crate::shape::*;
}

pub use crate::network::trained::trained;

pub mod tensors {
    pub use crate::parameters::tensors::*;
}
