//! Pictures of what networks learned, and a report of a training run.
//!
//! - [`Log`] writes a line of JSON for each epoch, [`Run`] reads it; [`curves`] draws one run, [`compare`] several.
//! - [`confusion`] and [`confused_most`] say which classes were taken for which.
//! - [`Report`] puts figures on one page, and each into a file of its own.
//!
//! Every part is a [`Figure`]: an SVG image, and pixels for a PNG where it is made of them.
#![forbid(unsafe_code)]

mod axis;
mod chart;
mod confusion;
mod curves;
mod figure;
mod log;
mod raster;
mod report;
mod svg;

pub use chart::{Chart, Series};
pub use confusion::{confused_most, confusion};
pub use curves::{compare, curves};
pub use figure::Figure;
pub use log::{Entry, Header, Log, LogError, Run};
pub use raster::{Colours, Raster};
pub use report::Report;
