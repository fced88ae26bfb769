//! How many rows and columns of the input an element of the output sees, element by element.

use super::{Layer, Network};
use lenet_runtime::__internals::shape::Growth;
use lenet_runtime::Window;
use reference::resize::Between;
use std::collections::BTreeSet;

/// How many rows and columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sees {
    Exactly([usize; 2]),
    /// Where the formula of a layer is a bound.
    AtMost([usize; 2]),
}

/// The elements under a window at a position, also those outside of the input.
fn window(window: Window, position: i64) -> Vec<i64> {
    let Window { kernel, stride, before, dilation, .. } = window;
    (0..kernel as i64).map(|tap| position * stride as i64 + tap * dilation as i64 - before as i64).collect()
}

fn growth(axis: Growth, position: i64) -> Vec<i64> {
    let at = (0..axis.kernel as i64).map(|tap| position + axis.before as i64 - tap * axis.dilation as i64);
    let stride = axis.stride as i64;
    at.filter(|at| at.rem_euclid(stride) == 0).map(|at| at.div_euclid(stride)).collect()
}

fn share(elements: usize, positions: usize, position: i64) -> Vec<i64> {
    let (n, m) = (elements as i64, positions as i64);
    if (0..m).contains(&position) { (position * n / m..((position + 1) * n + m - 1) / m).collect() } else { vec![] }
}

/// Between which two centres that of an element lies; corners only move it a little.
fn between(scale: usize, between: Between, position: i64) -> Vec<i64> {
    let scale = scale as i64;
    match between {
        Between::Nearest => vec![position.div_euclid(scale)],
        Between::Linear | Between::LinearCorners if scale == 1 => vec![position],
        Between::Linear | Between::LinearCorners => {
            let low = (2 * position + 1 - scale).div_euclid(2 * scale);
            vec![low, low + 1]
        }
    }
}

impl Layer {
    /// What an element of the output reads along an axis.
    fn reads(&self, axis: usize, input: [usize; 3], position: i64) -> Vec<i64> {
        match self {
            Self::Conv(conv) | Self::Residual(conv) => window(conv.windows[axis], position),
            Self::Pool { windows, .. } => window(windows[axis], position),
            Self::Transposed { axes, .. } => growth(axes[axis], position),
            Self::Adaptive { to, .. } => share(input[axis + 1], to[axis], position),
            Self::Upsample { scale, between: by, .. } => between(scale[axis], *by, position),
            // The input is endless.
            Self::Pad { .. } | Self::Crop { .. } | Self::Activation(_) | Self::Linear { .. } | Self::Module(_) => {
                vec![position]
            }
        }
    }

    /// Whether the macro's formula for it is no bound.
    fn is_exact(&self) -> bool {
        match self {
            Self::Transposed { .. } | Self::Adaptive { .. } => false,
            Self::Upsample { between, .. } => *between == Between::Nearest,
            Self::Module(module) => module.stays(),
            Self::Conv(_)
            | Self::Residual(_)
            | Self::Pool { .. }
            | Self::Pad { .. }
            | Self::Crop { .. }
            | Self::Activation(_)
            | Self::Linear { .. } => true,
        }
    }
}

impl Network {
    /// What an element of the output sees of an endless input.
    pub(super) fn sees(&self) -> Sees {
        if self.layers.iter().any(|layer| matches!(layer, Layer::Linear { .. })) {
            return Sees::Exactly([self.input[1], self.input[2]]);
        }
        let exact = self.layers.iter().all(Layer::is_exact);
        let steps: Vec<_> = self.steps().collect();
        let size = |axis: usize| {
            let starts = if exact { 12 } else { self.output()[axis + 1] as i64 };
            let spans = (0..starts).map(|start| {
                let mut seen = BTreeSet::from([start]);
                for (layer, input) in steps.iter().rev() {
                    seen = seen.into_iter().flat_map(|at| layer.reads(axis, *input, at)).collect();
                }
                seen.first().zip(seen.last()).map_or(1, |(first, last)| last - first + 1)
            });
            spans.max().unwrap_or(1).max(1) as usize
        };
        let sizes = [size(0), size(1)];
        if exact { Sees::Exactly(sizes) } else { Sees::AtMost(sizes) }
    }
}
