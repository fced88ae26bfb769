//! What is asked of a file.

use crate::names::Names;
use crate::tensor::Tensor;
use alloc::vec::Vec;

/// What is asked of a file, and what it may have otherwise.
pub struct Request<'a> {
    /// The tensors that it should have.
    pub tensors: Vec<Tensor<'a>>,
    /// The only network that it may name; `None` lets it name any.
    pub network: Option<&'static str>,
    /// What its tensors are called in the network.
    pub names: &'a Names,
    /// Whether it may lack tensors, and have others.
    pub partial: bool,
    /// Whether its numbers are `f32`: a constant copies them, and converts none.
    pub only_f32: bool,
}

impl<'a> Request<'a> {
    /// Asks for these tensors, no more and no less, under these names.
    #[must_use]
    pub fn all(tensors: Vec<Tensor<'a>>, network: Option<&'static str>) -> Self {
        static AS_THEY_ARE: Names = Names::new();

        Self { tensors, network, names: &AS_THEY_ARE, partial: false, only_f32: false }
    }
}
