//! Networks that can be looked at while they compute.

use super::Network;
use crate::plain::Zeroed;
use crate::tensor::Tile;

/// A network whose layers tell what they compute: every declared one, if the feature `look` is on.
#[diagnostic::on_unimplemented(
    message = "the layers of `{Self}` cannot be looked at",
    note = "`network!` makes a network that can be if the feature `look` of `lenet-runtime` is on"
)]
pub trait Look: Network {
    /// The buffers. They are larger than those of inference alone, where some layers are computed together.
    type LookWorkspace: Zeroed;

    /// What the network says of one image. Tells `observer` the output of each layer that writes numbers, at the moment when they
    /// stand there, in the order of [`Network::LAYERS`]; nothing is computed together with another layer.
    fn look<'a>(
        &self,
        x: &Self::Input,
        workspace: &'a mut Self::LookWorkspace,
        observer: &mut dyn Observer,
    ) -> &'a Self::Output {
        self.observe(Some(Tile::of(x)), workspace, observer).value()
    }

    /// [`Look::look`], where tiles and networks in networks are known.
    #[doc(hidden)]
    fn observe<'a>(
        &self,
        input: Option<&Tile<Self::Input, 1>>,
        workspace: &'a mut Self::LookWorkspace,
        observer: &mut dyn Observer,
    ) -> &'a Tile<Self::Output, 1>;
}

/// Is told what the layers of a network compute.
pub trait Observer {
    /// The layer with this index in the table, counted from 0, wrote these numbers. One that moves no number, as `flatten` and
    /// `dropout` do, tells nothing: its output is its input.
    fn layer(&mut self, index: usize, values: &[f32]);

    /// What follows are the layers of the network that is the layer with this index.
    fn enter(&mut self, index: usize);

    /// What follows are the layers of the network around it again; the first is that layer.
    fn leave(&mut self);
}
