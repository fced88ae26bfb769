//! One image by a network that is not prepared: neighbouring elements of a row in the lanes, the weights where they stand.

// In the order of a first reading.
pub mod conv;

pub mod linear;
