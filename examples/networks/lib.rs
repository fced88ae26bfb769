//! Networks of the literature, declared.

pub mod lenet5;
