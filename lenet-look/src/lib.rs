#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod axis;
mod chart;
mod confusion;
mod curves;
mod feature_maps;
mod field;
mod figure;
mod kernels;
mod log;
mod mistakes;
mod picture;
mod raster;
mod report;
mod saliency;
mod sheet;
mod svg;

pub use chart::{Chart, Series};
pub use confusion::{confused_most, confusion};
pub use curves::{compare, curves};
pub use feature_maps::{FeatureMap, feature_maps, layers};
pub use field::{Area, receptive_field, receptive_fields};
pub use figure::Figure;
pub use kernels::kernels;
pub use log::{Entry, Header, Log, LogError, Run};
pub use mistakes::{Mistake, mistakes, mistakes_figure};
pub use picture::picture;
pub use raster::{Colours, Raster};
pub use report::Report;
pub use saliency::{Occlusion, Patch, input_gradient, occlusion, saliency};
