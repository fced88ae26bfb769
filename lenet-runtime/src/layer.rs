//! The layers: forward beside backward.
