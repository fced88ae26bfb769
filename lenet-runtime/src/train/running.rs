//! Running statistics, and what a batch must be for batch norms.

use super::optimizer::{Group, Groups};
use crate::network::{Network, single_number};
use crate::parameters::{Kind, Name};

/// Moves the running statistics of `network` by those of the batch on the tape, but for frozen tensors. They have no gradient, so that there
/// is room for them in one.
pub(super) fn update<N: Network, const L: usize>(network: &mut N, gradient: &mut N, tape: &N::Tape<L>, groups: Groups) {
    network.running_statistics(tape, gradient);
    let mut end = 0;
    gradient.visit(Name::ROOT, &mut |tensor| {
        let place = end..end + tensor.values.len();
        end = place.end;
        if tensor.kind == Kind::Buffer && Group::of(&tensor, groups).lr != 0.0 {
            network.floats_mut()[place].copy_from_slice(tensor.values);
        }
    });
    let mut end = 0;
    network.visit(Name::ROOT, &mut |tensor| {
        let place = end..end + tensor.values.len();
        end = place.end;
        if tensor.kind == Kind::Buffer {
            gradient.floats_mut()[place].fill(0.0);
        }
    });
}

/// Refuses a batch in which a batch norm would have one number a channel.
#[track_caller]
pub(super) fn check_batch<N: Network>(images: usize) {
    assert!(images > 0, "a batch needs an image");
    if images == 1
        && let Some(norm) = const { single_number(N::LAYERS) }
    {
        panic!("in a batch of one example, `{norm}` has one number a channel, and no variance");
    }
}
