//! Training.
pub mod init;
pub mod random;
