//! One picture of a report.

use crate::raster::Raster;

/// A picture with its name, and what is to be known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// A short name.
    pub name: String,
    /// A sentence or two; empty where the picture says all.
    pub caption: String,
    /// The picture: one `<svg>` element that stands alone. Its colours follow the light or dark mode of whoever looks.
    pub svg: String,
    /// The pixels in it, without what is written around them, if it is made of pixels: [`Raster::png`] makes a file of them.
    pub raster: Option<Raster>,
}

impl Figure {
    /// A picture of lines and words.
    #[must_use]
    pub fn new(name: impl Into<String>, caption: impl Into<String>, svg: String) -> Self {
        Self { name: name.into(), caption: caption.into(), svg, raster: None }
    }

    /// [`Figure::new`], of pixels.
    #[must_use]
    pub(crate) fn of_pixels(name: impl Into<String>, caption: impl Into<String>, svg: String, raster: Raster) -> Self {
        Self { raster: Some(raster), ..Self::new(name, caption, svg) }
    }
}
