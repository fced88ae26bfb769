//! Images that are altered at random each time that they are used, so that a network sees more of them than there are.

mod mixup;
mod resample;

pub use mixup::Mixup;

use crate::plain::Zeroed;
use crate::random::Random;
use crate::tensor::{Shape, Value};
use crate::train::Examples;
use resample::{Affine, Elastic};

/// How an image is altered. Every amount is drawn anew for each use of an image, uniformly from its range; nothing is altered by default:
///
/// ```
/// use lenet_runtime::data::Augment;
///
/// let digits = Augment { shift: [2.0, 2.0], degrees: 10.0, scale: [0.9, 1.1], ..Augment::default() };
/// let photographs = Augment { flip: 0.5, crop: 4, ..Augment::default() };
/// ```
///
/// The steps follow one another in the order of the fields. The names are those of torchvision's transforms, where it has them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Augment {
    /// The probability that left and right are exchanged. torchvision's `RandomHorizontalFlip(p)`.
    pub flip: f32,
    /// The image is moved by up to so many whole pixels in each direction, which cuts what leaves it. torchvision's
    /// `RandomCrop(size, padding=crop)`.
    pub crop: usize,
    /// The image is moved by up to so many rows and columns, fractions included.
    pub shift: [f32; 2],
    /// It is turned by up to so many degrees.
    pub degrees: f32,
    /// It becomes larger by a factor of this range.
    pub scale: [f32; 2],
    /// Its columns are slanted by up to so many degrees.
    pub shear: f32,
    /// Its parts are moved apart and together: the strength α and the smoothness σ of Simard's elastic distortions, in pixels. For digits of
    /// 28 × 28, α = 34 and σ = 4.
    pub elastic: Option<[f32; 2]>,
    /// A rectangle of so many rows and columns is filled, its middle anywhere in the image ("cutout").
    pub erase: [usize; 2],
    /// Numbers are multiplied by a factor between 1 − contrast and 1 + contrast, around the mean of the image.
    pub contrast: f32,
    /// A number between ± brightness is added, the same everywhere.
    pub brightness: f32,
    /// What stands where nothing of the image is, in the numbers that the network reads. For a black background,
    /// `normalization.apply(0)`.
    pub fill: f32,
}

impl Default for Augment {
    fn default() -> Self {
        Self {
            flip: 0.0,
            crop: 0,
            shift: [0.0; 2],
            degrees: 0.0,
            scale: [1.0; 2],
            shear: 0.0,
            elastic: None,
            erase: [0; 2],
            contrast: 0.0,
            brightness: 0.0,
            fill: 0.0,
        }
    }
}

impl Augment {
    /// Writes the image `from` to `into`, altered by numbers that are drawn with `seed`. Both have `V`'s shape, C × H × W; a vector is
    /// taken for one row.
    ///
    /// Source of the elastic distortions: Simard, Steinkraus, Platt, *Best practices for convolutional neural networks applied to visual
    /// document analysis*, 2003. Of the filled rectangle: DeVries and Taylor, *Improved regularization of convolutional neural
    /// networks with cutout*, 2017.
    pub fn apply<V: Value>(&self, from: &V, seed: u64, into: &mut V) {
        let size = match V::SHAPE {
            Shape::Image(_, h, w) => [h, w],
            Shape::Vector(n) => [1, n],
        };
        let mut random = Random::new(seed);
        self.place(from.floats(), size, &mut random, into.floats_mut());
        self.erase(into.floats_mut(), size, &mut random);
        self.light(into.floats_mut(), &mut random);
    }

    /// Where the pixels of the image go.
    fn place(&self, from: &[f32], [h, w]: [usize; 2], random: &mut Random, into: &mut [f32]) {
        let flip = random.uniform() < self.flip;
        let mut crop = || random.below(2 * self.crop + 1) as isize - self.crop as isize;
        let [down, right] = [crop(), crop()];
        let affine = self.affine(random);
        let elastic = self.elastic.map(|[alpha, sigma]| Elastic::new(alpha, sigma, [h, w], random));
        let whole = affine.is_identity() && elastic.is_none();
        for (from, into) in from.chunks_exact(h * w).zip(into.chunks_exact_mut(h * w)) {
            if !whole {
                let source = |i: usize, j: usize| {
                    let [mut y, mut x] = affine.source([i, j], [h, w]);
                    if let Some(elastic) = &elastic {
                        let [dy, dx] = elastic.at(i * w + j);
                        (y, x) = (y + dy, x + dx);
                    }
                    (y, x) = (y - down as f32, x - right as f32);
                    [y, if flip { (w - 1) as f32 - x } else { x }]
                };
                resample::bilinear(from, [h, w], self.fill, source, into);
                continue;
            }
            for (i, row) in into.chunks_exact_mut(w).enumerate() {
                let y = i as isize - down;
                if y < 0 || y >= h as isize {
                    row.fill(self.fill);
                    continue;
                }
                let from = &from[y as usize * w..][..w];
                shift_row(from, right, flip, self.fill, row);
            }
        }
    }

    /// Draws shift, rotation, scale and shear.
    fn affine(&self, random: &mut Random) -> Affine {
        let mut within = |most: f32| most * (2.0 * random.uniform() - 1.0);
        let shift = self.shift.map(&mut within);
        let (degrees, shear) = (within(self.degrees), within(self.shear));
        let [least, most] = self.scale;
        let scale = if least == most { least } else { least + (most - least) * random.uniform() };
        Affine::new(shift, degrees, scale, shear)
    }

    /// Fills a rectangle in every channel.
    fn erase(&self, image: &mut [f32], [h, w]: [usize; 2], random: &mut Random) {
        let [rows, columns] = self.erase;
        if rows == 0 || columns == 0 {
            return;
        }
        let mut range = |size: usize, most: usize| {
            let middle = random.below(most);
            middle.saturating_sub(size / 2)..most.min(middle + size.div_ceil(2))
        };
        let (rows, columns) = (range(rows, h), range(columns, w));
        for channel in image.chunks_exact_mut(h * w) {
            for row in rows.clone() {
                channel[row * w..][columns.clone()].fill(self.fill);
            }
        }
    }

    /// Changes contrast and brightness.
    fn light(&self, image: &mut [f32], random: &mut Random) {
        if self.contrast == 0.0 && self.brightness == 0.0 {
            return;
        }
        let mut within = |most: f32| most * (2.0 * random.uniform() - 1.0);
        let (factor, more) = (1.0 + within(self.contrast), within(self.brightness));
        let mean = image.iter().sum::<f32>() / image.len() as f32;
        let more = more + mean * (1.0 - factor);
        image.iter_mut().for_each(|number| *number = *number * factor + more);
    }
}

/// A row, mirrored if `flip` says so, and then moved to the right; `fill` stands where nothing of it is.
fn shift_row(from: &[f32], right: isize, flip: bool, fill: f32, into: &mut [f32]) {
    let w = from.len();
    let moved = right.unsigned_abs().min(w);
    let kept = w - moved;
    let (start, into_start) = if right > 0 { (0, moved) } else { (moved, 0) };
    into[..into_start].fill(fill);
    into[into_start + kept..].fill(fill);
    let into = &mut into[into_start..][..kept];
    if flip {
        for (into, from) in into.iter_mut().zip(from[..w - start].iter().rev()) {
            *into = *from;
        }
    } else {
        into.copy_from_slice(&from[start..][..kept]);
    }
}

/// Examples whose images are altered each time that they are used: what a [`Trainer`](crate::train::Trainer) takes in their place.
///
/// ```
/// use lenet_runtime::data::{Augment, Augmented};
/// use lenet_runtime::train::{Examples, Pairs};
/// use lenet_runtime::{Plain, Tensor};
///
/// let (images, labels) = ([Tensor::<1, 28, 28>::from_fn(|_, i, j| (i * j) as f32)], [7_u8]);
/// let turned = Augmented { examples: Pairs::new(&images, &labels), augment: Augment { degrees: 15.0, ..Augment::default() } };
/// let mut image = Tensor::zeros();
/// assert_eq!(turned.load(0, 42, &mut image), 7);
/// assert_ne!(image, images[0]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Augmented<D> {
    /// What is altered.
    pub examples: D,
    /// How.
    pub augment: Augment,
}

impl<V: Value, D: Examples<V>> Examples<V> for Augmented<D>
where
    D::Target: Clone,
{
    type Target = D::Target;

    fn len(&self) -> usize {
        self.examples.len()
    }

    fn load(&self, i: usize, seed: u64, into: &mut V) -> D::Target {
        if let Some((image, target)) = self.examples.stored(i) {
            self.augment.apply(image, seed, into);
            return target.clone();
        }
        let mut image = V::zeroed_box();
        let target = self.examples.load(i, Random::nth(seed, 1), &mut image);
        self.augment.apply(&*image, seed, into);
        target
    }
}
