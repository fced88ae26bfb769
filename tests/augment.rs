//! Images that are altered at random: each step by itself, and training on them.

use lenet_runtime::data::{Augment, Augmented, Mixup};
use lenet_runtime::train::{CrossEntropy, Examples, Pairs, Sgd, Trainer};
use lenet_runtime::{Plain, Random, Tensor, Value, network, threads};
use std::collections::BTreeSet;

type Image = Tensor<2, 5, 7>;

fn image() -> Image {
    let mut random = Random::new(9);
    Tensor::from_fn(|_, _, _| 1.0 + random.uniform())
}

/// The image that `augment` makes of `from` with `seed`.
fn altered<V: Value>(augment: &Augment, from: &V, seed: u64) -> V {
    let mut into = from.clone();
    into.floats_mut().fill(f32::NAN);
    augment.apply(from, seed, &mut into);
    into
}

#[test]
fn nothing_is_altered_by_default() {
    for seed in 0..20 {
        assert_eq!(altered(&Augment::default(), &image(), seed), image());
    }
    assert_eq!(altered(&Augment::default(), &[1.0, 2.0, 3.0], 1), [1.0, 2.0, 3.0]);
}

#[test]
fn a_flip_mirrors_each_row_as_often_as_it_should() {
    let (from, mut flipped) = (image(), 0);
    let mirrored = Tensor::from_fn(|c, i, j| from.0[c][i][6 - j]);
    for seed in 0..4000 {
        let found = altered(&Augment { flip: 0.25, ..Augment::default() }, &from, seed);
        assert!(found == from || found == mirrored);
        flipped += usize::from(found == mirrored);
    }
    // 1000 expected, standard deviation 27.
    assert!((870..1130).contains(&flipped), "{flipped}");
}

/// Where pixel (i, j) of `from` moved by (down, right) comes from.
fn moved(from: &Image, [down, right]: [isize; 2], fill: f32) -> Image {
    Tensor::from_fn(|c, i, j| {
        let place = [i as isize - down, j as isize - right];
        let inside = (0..5).contains(&place[0]) && (0..7).contains(&place[1]);
        if inside { from.0[c][place[0] as usize][place[1] as usize] } else { fill }
    })
}

#[test]
fn a_crop_moves_by_whole_pixels_in_every_direction_alike() {
    for (flip, crop) in [(0.0, 0), (0.0, 2), (1.0, 2), (0.0, 6), (1.0, 9)] {
        let (from, most) = (image(), crop as isize);
        let mirrored = if flip == 1.0 { Tensor::from_fn(|c, i, j| from.0[c][i][6 - j]) } else { from.clone() };
        let mut seen = BTreeSet::new();
        for seed in 0..3000 {
            let found = altered(&Augment { flip, crop, fill: -3.0, ..Augment::default() }, &from, seed);
            let by = (-most..=most).flat_map(|down| (-most..=most).map(move |right| [down, right]));
            let by = by.into_iter().find(|by| found == moved(&mirrored, *by, -3.0));
            seen.insert(by.expect("a move by whole pixels"));
        }
        // Moves that leave nothing of the image look alike.
        let kept = |most: isize, size: isize| 2 * most.min(size - 1) + 1;
        assert!(seen.len() as isize >= kept(most, 5) * kept(most, 7), "{crop}: {}", seen.len());
    }
}

#[test]
fn the_same_crop_is_made_where_pixels_lie_between_others() {
    // A scale that differs from 1 by nothing that counts goes the other way, and meets the same pixels.
    for seed in 0..200 {
        let whole = Augment { flip: 0.5, crop: 3, fill: -3.0, ..Augment::default() };
        let between = Augment { scale: [1.0 + f32::EPSILON; 2], ..whole };
        let (expected, found) = (altered(&whole, &image(), seed), altered(&between, &image(), seed));
        for (found, expected) in found.floats().iter().zip(expected.floats()) {
            assert!((found - expected).abs() < 1e-4, "{seed}: {found} {expected}");
        }
    }
}

#[test]
fn shifts_rotations_scales_and_shears_stay_within_their_ranges() {
    /// Where the middle of mass of an image stands, in rows and columns from its middle.
    fn middle(image: &Tensor<1, 41, 31>) -> [f32; 2] {
        let mut sums = [0.0; 3];
        for (i, row) in image.0[0].iter().enumerate() {
            for (j, number) in row.iter().enumerate() {
                let terms = [number * (i as f32 - 20.0), number * (j as f32 - 15.0), *number];
                sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
            }
        }
        [sums[0] / sums[2], sums[1] / sums[2]]
    }
    /// Bright points around (row, column), from the middle.
    fn spot(row: f32, column: f32) -> Tensor<1, 41, 31> {
        Tensor::from_fn(|_, i, j| {
            let (y, x) = (i as f32 - 20.0 - row, j as f32 - 15.0 - column);
            (-(y * y + x * x) / 4.0).exp()
        })
    }
    let range = |augment: Augment, from: &Tensor<1, 41, 31>, what: fn([f32; 2]) -> f32| {
        let all = (0..500).map(|seed| what(middle(&altered(&augment, from, seed))));
        all.fold([f32::MAX, f32::MIN], |[least, most], x| [least.min(x), most.max(x)])
    };
    let default = Augment::default();
    let near = |found: [f32; 2], expected: [f32; 2]| {
        let inside = found[0] >= expected[0] - 0.1 && found[1] <= expected[1] + 0.1;
        let reached = found[0] <= expected[0] + 0.4 && found[1] >= expected[1] - 0.4;
        assert!(inside && reached, "{found:?} {expected:?}");
    };
    let shift = Augment { shift: [3.0, 2.0], ..default };
    near(range(shift, &spot(0.0, 0.0), |[y, _]| y), [-3.0, 3.0]);
    near(range(shift, &spot(0.0, 0.0), |[_, x]| x), [-2.0, 2.0]);
    let degrees = Augment { degrees: 30.0, ..default };
    near(range(degrees, &spot(8.0, 0.0), |[y, x]| x.atan2(y).to_degrees() / 10.0), [-3.0, 3.0]);
    near(range(degrees, &spot(8.0, 0.0), |[y, x]| y.hypot(x)), [8.0, 8.0]);
    near(range(Augment { scale: [0.5, 1.5], ..default }, &spot(0.0, 8.0), |[_, x]| x), [4.0, 12.0]);
    near(range(Augment { shear: 45.0, ..default }, &spot(6.0, 0.0), |[_, x]| x), [-6.0, 6.0]);
    near(range(Augment { shear: 45.0, ..default }, &spot(6.0, 0.0), |[y, _]| y), [6.0, 6.0]);
}

#[test]
fn elastic_distortions_move_neighbours_alike() {
    // The number of a pixel is its column: how far it moved can be read off.
    let from = Tensor::<1, 28, 40>::from_fn(|_, _, j| j as f32);
    let mut farthest = 0.0_f32;
    for seed in 0..20 {
        let found = altered(&Augment { elastic: Some([34.0, 4.0]), ..Augment::default() }, &from, seed);
        let by = |i: usize, j: usize| found.0[0][i][j] - j as f32;
        for (i, j) in (8..20).flat_map(|i| (8..32).map(move |j| (i, j))) {
            farthest = farthest.max(by(i, j).abs());
            // The slope of noise of ±34 that is smoothed by σ = 4 is about 34/√3 · 1/(4√π) / (4√2).
            assert!((by(i, j) - by(i + 1, j)).abs() < 2.0 && (by(i, j) - by(i, j + 1)).abs() < 2.0);
        }
    }
    assert!((2.0..8.0).contains(&farthest), "{farthest}");
    for elastic in [[0.0, 4.0], [0.0, 0.0]] {
        let found = altered(&Augment { elastic: Some(elastic), ..Augment::default() }, &from, 1);
        assert_eq!(found, from);
    }
}

#[test]
fn a_rectangle_is_erased_in_every_channel_and_nothing_else() {
    let mut sizes = BTreeSet::new();
    for seed in 0..2000 {
        let found = altered(&Augment { erase: [2, 3], fill: -3.0, ..Augment::default() }, &image(), seed);
        let gone = |c: usize, i: usize, j: usize| found.0[c][i][j] == -3.0;
        let pixels = || (0..5).flat_map(|i| (0..7).map(move |j| (i, j)));
        assert!(pixels().all(|(i, j)| gone(0, i, j) == gone(1, i, j)));
        assert!((0..2).all(|c| pixels().all(|(i, j)| gone(c, i, j) || found.0[c][i][j] == image().0[c][i][j])));
        let rows = (0..5).filter(|&i| (0..7).any(|j| gone(0, i, j))).count();
        let columns = (0..7).filter(|&j| (0..5).any(|i| gone(0, i, j))).count();
        assert_eq!(pixels().filter(|&(i, j)| gone(0, i, j)).count(), rows * columns);
        sizes.insert((rows, columns));
    }
    assert_eq!(sizes, BTreeSet::from([(1, 2), (1, 3), (2, 2), (2, 3)]));
}

#[test]
fn contrast_keeps_the_mean_and_brightness_the_differences() {
    let mean = |image: &Image| image.floats().iter().sum::<f32>() / Image::FLOATS as f32;
    let (from, mut factors, mut moves) = (image(), [f32::MAX, f32::MIN], [f32::MAX, f32::MIN]);
    let widen = |range: &mut [f32; 2], x: f32| *range = [range[0].min(x), range[1].max(x)];
    for seed in 0..300 {
        let found = altered(&Augment { contrast: 0.5, ..Augment::default() }, &from, seed);
        assert!((mean(&found) - mean(&from)).abs() < 1e-5);
        let factor = (found.0[0][0][0] - mean(&from)) / (from.0[0][0][0] - mean(&from));
        for (found, number) in found.floats().iter().zip(from.floats()) {
            assert!((found - mean(&from) - factor * (number - mean(&from))).abs() < 1e-5);
        }
        widen(&mut factors, factor);
        let found = altered(&Augment { brightness: 0.25, ..Augment::default() }, &from, seed);
        let by = found.0[0][0][0] - from.0[0][0][0];
        assert!(found.floats().iter().zip(from.floats()).all(|(found, number)| (found - number - by).abs() < 1e-6));
        widen(&mut moves, by);
    }
    assert!(factors[0] < 0.52 && factors[0] > 0.499 && factors[1] > 1.48 && factors[1] < 1.501, "{factors:?}");
    assert!(moves[0] < -0.24 && moves[0] > -0.251 && moves[1] > 0.24 && moves[1] < 0.251, "{moves:?}");
}

network! {
    /// Tells whether a line stands or lies.
    struct Lines: [1, 9, 7] -> [2] {
        conv2d(4, kernel: 3),
        relu,
        flatten,
        linear(2),
    }
}

fn lines(count: usize) -> (Vec<Tensor<1, 9, 7>>, Vec<u8>) {
    let line = |n: usize| {
        let at = n / 2 % 7;
        Tensor::from_fn(move |_, i, j| f32::from(u8::from(at == if n.is_multiple_of(2) { i } else { j })))
    };
    ((0..count).map(line).collect(), (0..count).map(|n| (n % 2) as u8).collect())
}

const EVERYTHING: Augment = Augment {
    flip: 0.5,
    crop: 1,
    shift: [1.0, 0.5],
    degrees: 10.0,
    scale: [0.9, 1.1],
    shear: 5.0,
    elastic: Some([2.0, 2.0]),
    erase: [2, 2],
    contrast: 0.2,
    brightness: 0.1,
    fill: 0.0,
};

#[test]
fn training_on_altered_images_has_the_same_bits_on_any_number_of_threads() {
    let (images, labels) = lines(150);
    let run = |threads: usize, augment| {
        threads::limit(threads);
        let mut network = Lines::init(1);
        let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Lines>::new(0.1), 3);
        let examples = Augmented { examples: Pairs::new(&images, &labels), augment };
        let losses = [(); 3].map(|()| trainer.epoch(&mut network, &examples, |_| ()).unwrap().to_bits());
        let mixed = Mixup::<_, 2> { examples: &examples, alpha: 0.4 };
        let loss = trainer.epoch(&mut network, mixed, |_| ()).unwrap();
        (network.floats().iter().map(|w| w.to_bits()).collect::<Vec<_>>(), losses, loss.to_bits())
    };
    let one = run(1, EVERYTHING);
    for threads in [2, 3] {
        assert!(run(threads, EVERYTHING) == one, "{threads} threads");
    }
    threads::limit(usize::MAX);
    assert!(run(2, Augment::default()) != one);
    assert!(one.1[0] != one.1[1], "another epoch draws other images");
}

/// Examples that are made when they are asked for.
struct Drawn;

impl Examples<Tensor<1, 9, 7>> for Drawn {
    type Target = u8;

    fn len(&self) -> usize {
        3
    }

    fn load(&self, i: usize, seed: u64, into: &mut Tensor<1, 9, 7>) -> u8 {
        *into = Tensor::from_fn(|_, row, _| if row == i { Random::new(seed).uniform() } else { 0.0 });
        i as u8
    }
}

#[test]
fn examples_that_are_loaded_are_altered_too_and_draw_from_a_seed_of_their_own() {
    let shifted = Augmented { examples: Drawn, augment: Augment { shift: [0.5, 0.0], ..Augment::default() } };
    let (mut first, mut again, mut other) = (Tensor::zeros(), Tensor::zeros(), Tensor::zeros());
    assert_eq!(
        [shifted.load(1, 5, &mut first), shifted.load(1, 5, &mut again), shifted.load(1, 6, &mut other)],
        [1; 3]
    );
    assert_eq!(first, again);
    assert_ne!(first, other);
    assert_eq!((Examples::<Tensor<1, 9, 7>>::len(&shifted), shifted.stored(0)), (3, None));
}

#[test]
fn mixup_mixes_images_as_it_mixes_classes() {
    // The value of each image is its class.
    let images: Vec<[f32; 3]> = (0..4).map(|class| [class as f32; 3]).collect();
    let labels = [0_u8, 1, 2, 3];
    let mixed = Mixup::<_, 4> { examples: Pairs::new(&images, &labels), alpha: 0.2 };
    let (mut own, mut between) = (0.0, 0);
    for seed in 0..4000 {
        let mut image = [f32::NAN; 3];
        let target = mixed.load(2, seed, &mut image);
        assert!((target.iter().sum::<f32>() - 1.0).abs() < 1e-6 && target.iter().all(|p| (0.0..=1.0).contains(p)));
        let expected: f32 = target.iter().zip(&images).map(|(p, image)| p * image[0]).sum();
        assert!(image.iter().all(|number| (number - expected).abs() < 1e-5), "{image:?} {target:?}");
        own += target[2];
        between += usize::from(target.iter().any(|p| (0.1..0.9).contains(p)));
    }
    // Half of its own, and a quarter of the other half. Of Beta(0.2, 0.2) 32.6 % lie between 0.1 and 0.9; a quarter mix with themselves.
    assert!((own / 4000.0 - 0.625).abs() < 0.02, "{own}");
    assert!((between as f32 / 4000.0 - 0.326 * 0.75).abs() < 0.03, "{between}");
}

#[test]
#[should_panic(expected = "class 3 is none of the 3 classes")]
fn mixup_needs_room_for_every_class() {
    let mixed = Mixup::<_, 3> { examples: Pairs::new(&[[0.0]], &[3_u8]), alpha: 0.2 };
    mixed.load(0, 1, &mut [0.0]);
}
