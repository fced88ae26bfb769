//! The numbers of a training run, for programs to read.

use crate::command::{Result, shown};
use lenet_runtime::io::atomic;
use serde::Serialize;
use std::path::Path;

/// A training run, or the test of loaded weights.
#[derive(Serialize)]
pub(crate) struct Report {
    /// `textbook` or `modern`.
    pub(crate) network: String,
    /// Trained numbers of the network.
    pub(crate) parameters: usize,
    /// Multiply-adds of one forward pass of one image.
    pub(crate) macs: u64,
    pub(crate) train_images: usize,
    pub(crate) test_images: usize,
    pub(crate) seed: u64,
    pub(crate) threads: usize,
    /// `vectors` or `gemm`.
    pub(crate) engine: String,
    pub(crate) epochs: Vec<Epoch>,
    /// After the last epoch, in 0..=1.
    pub(crate) test_accuracy: f64,
    /// From the first step to the last test.
    pub(crate) seconds: f64,
}

impl Report {
    pub(crate) fn write(&self, file: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        atomic::write(file, text.as_bytes())
            .map_err(|error| format!("{}: cannot be written: {error}", shown(file)).into())
    }
}

/// One time through the training images. Losses are in nats an image, accuracies in 0..=1.
#[derive(Serialize)]
pub(crate) struct Epoch {
    /// Counted from 1.
    pub(crate) epoch: usize,
    /// While training: each image is judged just before the network learns from it.
    pub(crate) train_loss: f64,
    pub(crate) train_accuracy: f64,
    pub(crate) test_loss: f64,
    pub(crate) test_accuracy: f64,
    /// Of training alone, without the test.
    pub(crate) seconds: f64,
    pub(crate) images_per_second: f64,
}
