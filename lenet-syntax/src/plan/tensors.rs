//! The tensors of a network, as far as the macro knows them: what its `visit` hands out, without the numbers.

use super::{Field, FieldKind, Group, Parameters, Size};

/// A tensor, or several that are known to another network alone.
pub struct Tensor {
    /// `conv1.weight`, or `backbone.`, with which the names of several begin.
    pub name: String,
    /// `None` for several.
    pub shape: Option<Vec<Size>>,
}

impl Tensor {
    /// The shape, where all its sizes are known.
    pub fn known(&self) -> Option<Vec<usize>> {
        crate::list::all(self.shape.as_deref()?, Size::known)
    }
}

impl Group {
    /// The tensors in memory order.
    pub fn tensors(&self) -> Vec<Tensor> {
        let mut tensors = Vec::new();
        self.push("", &mut tensors);
        tensors
    }

    fn push(&self, path: &str, tensors: &mut Vec<Tensor>) {
        for Field { tensors: name, kind, .. } in &self.fields {
            let path = format!("{path}{}.", name.text);
            match kind {
                FieldKind::Layer { parameters, .. } => {
                    for (name, shape) in parameters.tensors() {
                        tensors.push(Tensor { name: format!("{path}{name}"), shape: Some(shape) });
                    }
                }
                FieldKind::Network(_) => tensors.push(Tensor { name: path, shape: None }),
                FieldKind::Group(group) => group.push(&path, tensors),
                FieldKind::Array(group, count) => {
                    for index in 0..*count {
                        group.push(&format!("{path}{index}."), tensors);
                    }
                }
                FieldKind::Tuple(groups) => {
                    for (index, group) in groups.iter().enumerate() {
                        group.push(&format!("{path}{index}."), tensors);
                    }
                }
            }
        }
    }
}

impl Parameters {
    /// The tensors of a layer.
    fn tensors(&self) -> Vec<(&'static str, Vec<Size>)> {
        let (weight, bias) = match self {
            Self::Conv2d { channels_per_group, filters, kernel: [rows, columns], .. } => {
                (vec![filters, channels_per_group, rows, columns], vec![filters])
            }
            Self::ConvTranspose2d { channels, filters, filters_per_group, kernel: [rows, columns], .. } => {
                (vec![channels, filters_per_group, rows, columns], vec![filters])
            }
            Self::Linear { inputs, outputs, .. } => (vec![outputs, inputs], vec![outputs]),
            Self::PerChannel(layer) => (vec![&layer.channels], vec![&layer.channels]),
            Self::Elementwise { shape: super::Shape::Image(sizes), .. } => {
                (sizes.iter().collect(), sizes.iter().collect())
            }
            Self::Elementwise { elements, .. } => (vec![elements], vec![elements]),
        };
        let names: &[_] = match self {
            Self::PerChannel(layer) if layer.ty == "BatchNorm" => &["weight", "bias", "running_mean", "running_var"],
            Self::PerChannel(layer) if layer.tensors == 1 => &["weight"],
            _ if self.bias() => &["weight", "bias"],
            _ => &["weight"],
        };
        let mut tensors = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let sizes: &[&Size] = if index == 0 { &weight } else { &bias };
            tensors.push((*name, crate::list::map(sizes, |size| (*size).clone())));
        }
        tensors
    }
}
