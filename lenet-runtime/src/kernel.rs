//! The arithmetic of the layers: slices in, slices out.
