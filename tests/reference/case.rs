//! A layer of the runtime beside its twin.

use super::{Gradient, ROUNDING, Twin, close, numbers, widen};
use lenet_runtime::{Plain, Tile, Value, Zeroed};

/// One geometry of one layer of the runtime.
pub trait Case {
    /// What it reads.
    type X: Value;
    /// What it writes.
    type Y: Value;
    /// Its parameters, `[f32; 0]` if it has none.
    type P: Plain;

    /// The same geometry in `f64`.
    fn twin(&self) -> Box<dyn Twin>;

    /// Writes `y`.
    fn forward<const L: usize>(&self, p: &Self::P, x: &Tile<Self::X, L>, y: &mut Tile<Self::Y, L>);

    /// Writes `dx` and adds to `dp`. A layer that works in place may overwrite `dy`.
    fn backward<const L: usize>(
        &self,
        p: &Self::P,
        x: &Tile<Self::X, L>,
        y: &Tile<Self::Y, L>,
        dy: &mut Tile<Self::Y, L>,
        dx: &mut Tile<Self::X, L>,
        dp: &mut Self::P,
    );
}

/// What the runtime computed for `L` images.
#[derive(Clone, Debug)]
pub struct Computed {
    /// The outputs, one after the other.
    pub y: Vec<Vec<f32>>,
    /// The gradient with respect to each input.
    pub dx: Vec<Vec<f32>>,
    /// The sum over the images of the gradients with respect to the parameters.
    pub dp: Vec<f32>,
}

/// What `dp` holds before the backward pass, which must add to it. So small that rounding the sum hides nothing.
const BEFORE: f32 = 1.0 / 64.0;

/// Runs a case on the images `x` with the gradients `dy`, one for each lane.
///
/// Everything that the layer must write holds NaN before.
pub fn run<C: Case, const L: usize>(case: &C, p: &[f32], x: &[Vec<f32>], dy: &[Vec<f32>]) -> Computed {
    let mut parameters = C::P::zeroed_box();
    parameters.floats_mut().copy_from_slice(p);
    let (mut x_tile, mut dx_tile) = (Tile::<C::X, L>::zeroed_box(), Tile::<C::X, L>::zeroed_box());
    let (mut y_tile, mut dy_tile) = (Tile::<C::Y, L>::zeroed_box(), Tile::<C::Y, L>::zeroed_box());
    interleave(x, x_tile.floats_mut());
    interleave(dy, dy_tile.floats_mut());
    y_tile.floats_mut().fill(f32::NAN);
    dx_tile.floats_mut().fill(f32::NAN);
    let mut dp = C::P::zeroed_box();
    dp.floats_mut().fill(BEFORE);
    case.forward(&parameters, &x_tile, &mut y_tile);
    case.backward(&parameters, &x_tile, &y_tile, &mut dy_tile, &mut dx_tile, &mut dp);
    Computed {
        y: separate(y_tile.floats(), L),
        dx: separate(dx_tile.floats(), L),
        dp: dp.floats().iter().map(|dp| dp - BEFORE).collect(),
    }
}

/// One value a lane → element by element.
fn interleave(values: &[Vec<f32>], tile: &mut [f32]) {
    for (lane, value) in values.iter().enumerate() {
        assert_eq!(tile.len(), value.len() * values.len(), "one value for each lane");
        value.iter().enumerate().for_each(|(e, &number)| tile[e * values.len() + lane] = number);
    }
}

/// Element by element → one value a lane.
fn separate(tile: &[f32], lanes: usize) -> Vec<Vec<f32>> {
    (0..lanes).map(|lane| tile.iter().skip(lane).step_by(lanes).copied().collect()).collect()
}

/// Compares a case with its twin, forward and backward, on `L` images at once: numbers made by `numbers`, in −`size`..`size`.
///
/// # Errors
///
/// Says where they disagree.
pub fn agrees<C: Case, const L: usize>(
    case: &C,
    numbers: impl Fn(u32, usize) -> Vec<f32>,
    size: f32,
) -> Result<(), String> {
    let many = |seed: u32, len: usize| -> Vec<Vec<f32>> {
        let one = |lane: usize| numbers(seed + lane as u32, len).into_iter().map(|x| x * size).collect();
        (0..L).map(one).collect()
    };
    let p = numbers::uniform(1, C::P::FLOATS);
    let x = many(1000, C::X::FLOATS);
    let dy = (0..L).map(|lane| numbers::uniform(2000 + lane as u32, C::Y::FLOATS)).collect::<Vec<_>>();
    compare(&*case.twin(), &p, &x, &dy, &run::<C, L>(case, &p, &x, &dy)).map_err(|error| format!("{L} lanes: {error}"))
}

/// Compares what the runtime computed with what the twin computes.
///
/// # Errors
///
/// Says where they disagree.
pub fn compare(twin: &dyn Twin, p: &[f32], x: &[Vec<f32>], dy: &[Vec<f32>], computed: &Computed) -> Result<(), String> {
    if (twin.parameters(), twin.inputs()) != (p.len(), x[0].len()) {
        return Err(format!("sizes {:?}, the twin's {:?}", (p.len(), x[0].len()), (twin.parameters(), twin.inputs())));
    }
    let lanes = x.len();
    let p = widen(p);
    let (mut sum, mut slack) = (vec![0.0; p.len()], vec![0.0; p.len()]);
    for lane in 0..lanes {
        let (x, dy) = (widen(&x[lane]), widen(&dy[lane]));
        close(&format!("lane {lane}: y"), &computed.y[lane], &twin.forward(&p, &x), &twin.forward_slack(&p, &x))?;
        let Gradient { p: dp, x: dx } = twin.backward(&p, &x, &dy);
        let slacks = twin.backward_slack(&p, &x, &dy);
        close(&format!("lane {lane}: dx"), &computed.dx[lane], &dx, &slacks.x)?;
        sum.iter_mut().zip(dp).for_each(|(sum, dp)| *sum += dp);
        // The sum over the lanes has `lanes` times as many terms as each of its parts.
        slack.iter_mut().zip(slacks.p).for_each(|(sum, slack)| *sum += lanes as f64 * slack);
    }
    // `dp` was added to `BEFORE`, which was taken away again.
    slack.iter_mut().zip(&sum).for_each(|(slack, sum)| *slack += 4.0 * ROUNDING * (f64::from(BEFORE) + sum.abs()));
    close("dp", &computed.dp, &sum, &slack)
}
