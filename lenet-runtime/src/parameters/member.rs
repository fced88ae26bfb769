//! The members of a network, and of a named group of its layers: how generated code hands out their tensors.

use super::{Init, Name, Parameters, Start, TensorRef};

/// One field with parameters.
pub struct Member<'a> {
    name: &'static str,
    tensors: &'a dyn Tensors,
    /// How its tensors start, if not as the layer itself says: weights, or all of them.
    init: Option<Init>,
    number: Option<f32>,
}

/// [`Parameters::visit`] of any type.
trait Tensors {
    fn visit<'a>(&'a self, name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>));
}

impl<T: Parameters> Tensors for T {
    fn visit<'a>(&'a self, name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>)) {
        Parameters::visit(self, name, visit);
    }
}

/// A member of this name. Compiles for plain data alone.
#[must_use]
pub const fn member<'a, T: Parameters>(name: &'static str, tensors: &'a T) -> Member<'a> {
    Member { name, tensors, init: None, number: None }
}

/// A layer that a rectifier follows: its weights start accordingly.
#[must_use]
pub const fn rectified<'a, T: Parameters>(name: &'static str, tensors: &'a T) -> Member<'a> {
    Member { name, tensors, init: Some(Init::KaimingUniform), number: None }
}

/// A layer whose numbers all start at this one.
#[must_use]
pub const fn starting<'a, T: Parameters>(name: &'static str, tensors: &'a T, number: f32) -> Member<'a> {
    Member { name, tensors, init: None, number: Some(number) }
}

/// Calls `visit` with every tensor of every member.
pub fn members<'a>(name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>), members: &[Member<'a>]) {
    for Member { name: last, tensors, init, number } in members {
        tensors.visit(name.then(last), &mut |mut tensor| {
            match (tensor.start, init, number) {
                (Start::Weight(_), Some(init), _) => tensor.start = Start::Weight(*init),
                (_, _, Some(number)) => tensor.start = Start::Constant(*number),
                _ => {}
            }
            visit(tensor);
        });
    }
}
