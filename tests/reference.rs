//! Slow and simple twins of the layers, in f64.
