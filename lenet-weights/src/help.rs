//! What to do about weights that are refused.

use crate::common::Common;
use crate::difference::Difference;
use crate::text::Shown;
use alloc::vec::Vec;
use core::fmt;

/// Where the bytes are not what the format asks for.
pub(crate) const DAMAGED: &str = "the file is damaged, or was not written or copied whole: save or download it again";

/// Where the bytes have no known format.
pub(crate) const UNKNOWN: &str = "give a file as a network's `save` writes it here, or in PyTorch \
                                  `safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")`";

/// Where a weight is infinite or not a number.
pub(crate) const NOT_FINITE: &str =
    "training that went wrong leaves such numbers: train again with a smaller learning rate";

/// Where the file says something else of itself.
pub(crate) const METADATA: &str = "normalize the pictures as the file says; or load the file by `lenet_runtime::io::weights::load`, which \
                                   looks at the tensors alone";

/// Where a rule for names meets none of a file whose first tensor is called so.
pub(crate) struct Rule<'a>(pub(crate) Option<&'a str>);

impl fmt::Display for Rule<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(first) => {
                write!(f, "its first tensor is called `{}`; leave the rule out, or correct it", Shown(first))
            }
            None => f.write_str("it has no tensors: give another file"),
        }
    }
}

/// What to do with the file of another network, by what the differences have in common.
pub(crate) struct Other<'a> {
    pub(crate) fit: usize,
    pub(crate) of: usize,
    pub(crate) common: &'a Option<Common>,
    pub(crate) differences: &'a [Difference],
}

impl fmt::Display for Other<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let differences = Differences(self.differences);
        if let Some(found) = self.differences.iter().find_map(dtype) {
            return match found {
                "F16" | "BF16" | "F64" => f.write_str(
                    "a constant is copied, not converted: load the file once while a program runs, which converts it, and \
                     `save` it; or in PyTorch, `safetensors.torch.save_file({name: tensor.float() for name, tensor in \
                     model.state_dict().items()}, \"model.safetensors\")`",
                ),
                _ => f.write_str("save the numbers of the model as `f32`, before they are quantized"),
            };
        }
        match self.common {
            Some(Common::Prefix { prefix, fit }) => {
                return loads(f, format_args!("strip_prefix(\"{}\")", Shown(prefix)), *fit == self.of);
            }
            Some(Common::Within { prefix, fit }) => {
                let path = prefix.strip_suffix('.').unwrap_or(prefix);
                return loads(f, format_args!("rename(\"\", \"{}\")", Shown(path)), *fit == self.of);
            }
            Some(Common::Names) | None => {}
        }
        if let Some((missing, unexpected)) = differences.renamed() {
            let (path, own) = layers(missing, unexpected);
            return write!(
                f,
                "write `#[name = \"{1}\"]` before the layer `{0}`, and so on; or load them by `LoadOptions::new().rename(\"{1}\", \
                 \"{0}\")` of `lenet_runtime::io::weights`, and so on",
                Shown(path),
                Shown(own)
            );
        }
        if differences.all(is_keras) {
            return f.write_str(
                "these are Keras's dimensions; in PyTorch's order they are `numpy.ascontiguousarray(kernel.transpose(3, 2, 0, \
                 1))` of a convolution and `numpy.ascontiguousarray(kernel.T)` of a dense layer",
            );
        }
        if differences.all(|expected, found| numbers(expected).is_some_and(|count| numbers(found) == Some(count))) {
            return f.write_str(
                "there are as many numbers, in other dimensions: give each tensor the expected ones by `reshape`",
            );
        }
        if self.differences.iter().all(|difference| matches!(difference, Difference::Unexpected { .. })) {
            return f.write_str(
                "`LoadOptions::new().partial()` of `lenet_runtime::io::weights` leaves out the tensors that the network has not",
            );
        }
        if 2 * self.fit > self.of {
            return f.write_str(
                "`LoadOptions::new().partial()` of `lenet_runtime::io::weights` loads those that fit, and the others, as of a \
                 new head, keep their numbers",
            );
        }
        f.write_str("give the file of a network with these layers, or declare the layers of the file's network")
    }
}

/// The options that load them: by one rule for names, or those that then fit.
fn loads(f: &mut fmt::Formatter<'_>, rule: fmt::Arguments<'_>, all: bool) -> fmt::Result {
    let (partial, what) = if all { ("", "them") } else { (".partial()", "those that then fit") };
    write!(f, "`LoadOptions::new().{rule}{partial}` of `lenet_runtime::io::weights` loads {what}")
}

/// The paths of the layers of these tensors, if both names end alike.
fn layers<'a>(missing: &'a str, unexpected: &'a str) -> (&'a str, &'a str) {
    match (missing.rsplit_once('.'), unexpected.rsplit_once('.')) {
        (Some((layer, last)), Some((other, same))) if last == same => (layer, other),
        _ => (missing, unexpected),
    }
}

/// Differences, and what they have in common.
struct Differences<'a>(&'a [Difference]);

impl<'a> Differences<'a> {
    /// A tensor that is missing, and one of the same shape that is there instead: if it can be, with the same name at its end.
    fn renamed(&self) -> Option<(&'a str, &'a str)> {
        let pairs: Vec<_> =
            self.0.iter().flat_map(|missing| self.0.iter().filter_map(|other| pair(missing, other))).collect();
        let same_end = pairs.iter().find(|(missing, unexpected)| unexpected.ends_with(missing));
        same_end.or(pairs.first()).copied()
    }

    /// Whether the differences are all of shapes, and this kind of shapes.
    fn all(&self, kind: fn(&[usize], &[usize]) -> bool) -> bool {
        let is_kind = |difference: &Difference| match difference {
            Difference::Shape { expected, found, .. } => kind(expected, found),
            _ => false,
        };
        self.0.iter().all(is_kind)
    }
}

fn dtype(difference: &Difference) -> Option<&str> {
    match difference {
        Difference::Dtype { found, .. } => Some(found),
        _ => None,
    }
}

fn pair<'a>(missing: &'a Difference, other: &'a Difference) -> Option<(&'a str, &'a str)> {
    match (missing, other) {
        (Difference::Missing { name, expected }, Difference::Unexpected { name: other, found })
            if expected == found =>
        {
            Some((name, other))
        }
        _ => None,
    }
}

/// Whether the dimensions are those of the same layer in Keras.
fn is_keras(expected: &[usize], found: &[usize]) -> bool {
    match (expected, found) {
        ([o, i, h, w], found) if found.len() == 4 => *found == [*h, *w, *i, *o],
        ([o, i], found) if found.len() == 2 => *found == [*i, *o],
        _ => false,
    }
}

fn numbers(shape: &[usize]) -> Option<usize> {
    shape.iter().try_fold(1, |product: usize, size| product.checked_mul(*size))
}
