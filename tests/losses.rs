//! Losses and metrics against PyTorch, and what is no number, ignored, or too large.

use lenet_runtime::train::{BinaryCrossEntropy, CrossEntropy, Huber, Loss, MeanAbsoluteError, MeanSquaredError, Sum};
use lenet_runtime::{Plain, Tensor, Tile, Value, Zeroed};

type Vector = [f32; 4];
type Image = Tensor<3, 2, 4>;

/// The loss and its gradient that `answers/losses.py` printed after `name`.
fn answer(name: &str) -> (f64, Vec<f64>) {
    let lines = include_str!("answers/losses.txt").lines();
    let numbers = lines.filter_map(|line| line.split_once(' ')).find(|(first, _)| *first == name).unwrap().1;
    let mut numbers = numbers.split(' ').map(|number| number.parse().unwrap());
    (numbers.next().unwrap(), numbers.collect())
}

/// The loss of some outputs and the gradient of each, computed in a tile of eight lanes, whose further lanes hold rubbish.
fn judge<Y: Value, T, L: Loss<Y, T>>(loss: &L, outputs: &[Y], targets: &[T]) -> (Sum, Vec<Y>) {
    let mut rubbish = Y::zeroed_box();
    rubbish.floats_mut().fill(f32::NAN);
    let (mut y, mut dy) = (Tile::<Y, 8>::zeroed_box(), Tile::<Y, 8>::zeroed_box());
    y.load(|lane| Some(outputs.get(lane).unwrap_or(&rubbish)));
    dy.floats_mut().fill(f32::NAN);
    let sum = loss.tile(&y, &targets.iter().collect::<Vec<_>>(), &mut dy);
    let gradient = |lane| {
        let mut gradient = *Y::zeroed_box();
        dy.store(lane, &mut gradient);
        gradient
    };
    for lane in outputs.len()..8 {
        assert!(gradient(lane).floats().iter().all(|&slope| slope == 0.0), "lanes without an image have no gradient");
    }
    (sum, (0..outputs.len()).map(gradient).collect())
}

#[track_caller]
fn agrees<Y: Value, T, L: Loss<Y, T>>(name: &str, loss: &L, outputs: &[Y], targets: &[T]) {
    let (expected, slopes) = answer(name);
    let (sum, gradients) = judge(loss, outputs, targets);
    assert!((sum.mean() - expected).abs() <= 2e-7 * expected, "{name}: {} instead of {expected}", sum.mean());
    let found = gradients.iter().flat_map(Plain::floats).map(|slope| f64::from(*slope) / sum.weight);
    // Slopes of at most 1, of an output each, with a few roundings of 2⁻²⁴.
    for (i, (found, expected)) in found.zip(&slopes).enumerate() {
        assert!((found - expected).abs() <= 2e-7, "{name}, number {i}: {found} instead of {expected}");
    }
    assert_eq!(slopes.len(), gradients.len() * Y::FLOATS);
}

fn vectors() -> [Vector; 5] {
    std::array::from_fn(|i| std::array::from_fn(|k| ((i * 5 + k * 3) % 7) as f32 / 2.0 - 1.5))
}

fn images() -> [Image; 5] {
    std::array::from_fn(|i| Tensor::from_fn(|c, h, w| ((i * 5 + (c * 8 + h * 4 + w) * 3) % 11) as f32 / 2.0 - 2.5))
}

fn shares() -> [Vector; 5] {
    std::array::from_fn(|i| std::array::from_fn(|k| ((i + k * 2) % 5) as f32 / 8.0))
}

fn pixel_shares() -> [Image; 5] {
    std::array::from_fn(|i| Tensor::from_fn(|c, h, w| ((i + (c * 8 + h * 4 + w) * 2) % 5) as f32 / 8.0))
}

#[test]
fn cross_entropy_of_classes_is_pytorchs() {
    let labels = [0, 1, 2, 3, 4].map(|i| i * 3 % 4);
    let plain = CrossEntropy::default();
    agrees("classes", &plain, &vectors(), &labels);
    agrees("classes", &plain, &vectors(), &labels.map(|label| label as u8));
    agrees("classes", &plain, &vectors(), &labels.map(|label| label as usize));
    agrees("classes", &plain, &vectors(), &labels.map(i64::from));
    let weights = &[0.5, 2.0, 1.0, 0.25];
    agrees("classes_weighted", &CrossEntropy { weights, ..plain }, &vectors(), &labels);
    let some = [0, -100, 2, -100, 3];
    let ignored = Some(-100);
    agrees("classes_ignored", &CrossEntropy { ignored, ..plain }, &vectors(), &some);
    agrees("classes_all", &CrossEntropy { weights, ignored, label_smoothing: 0.125 }, &vectors(), &some);
}

#[test]
fn cross_entropy_of_probabilities_is_pytorchs() {
    let plain = CrossEntropy::default();
    agrees("shares", &plain, &vectors(), &shares());
    let all = CrossEntropy { weights: &[0.5, 2.0, 1.0, 0.25], label_smoothing: 0.125, ignored: None };
    agrees("shares_all", &all, &vectors(), &shares());
    agrees("pixel_shares", &plain, &images(), &pixel_shares());
    let all = CrossEntropy { weights: &[2.0, 0.5, 1.0], ..all };
    agrees("pixel_shares_all", &all, &images(), &pixel_shares());
}

#[test]
fn cross_entropy_of_pixels_is_pytorchs() {
    let mask = |i: usize| -> [[u8; 4]; 2] {
        std::array::from_fn(|h| std::array::from_fn(|w| ((i + 2 * (h * 4 + w)) % 3) as u8))
    };
    let masks: [_; 5] = std::array::from_fn(mask);
    agrees("pixels", &CrossEntropy::default(), &images(), &masks);
    let mut number = 0;
    let holes = masks.map(|mask| {
        mask.map(|row| {
            row.map(|class| {
                number += 1;
                if (number - 1) % 5 == 3 { 255 } else { class }
            })
        })
    });
    let all = CrossEntropy { weights: &[2.0, 0.5, 1.0], label_smoothing: 0.125, ignored: Some(255) };
    agrees("pixels_all", &all, &images(), &holes);
}

#[test]
fn losses_of_numbers_are_pytorchs() {
    agrees("binary", &BinaryCrossEntropy::default(), &vectors(), &shares());
    agrees("binary_weighted", &BinaryCrossEntropy { positive_weight: 2.5 }, &vectors(), &shares());
    agrees("binary_image", &BinaryCrossEntropy::default(), &images(), &pixel_shares());
    agrees("squared", &MeanSquaredError, &vectors(), &shares());
    agrees("absolute", &MeanAbsoluteError, &vectors(), &shares());
    agrees("absolute_image", &MeanAbsoluteError, &images(), &pixel_shares());
    agrees("huber", &Huber::default(), &vectors(), &shares());
    agrees("huber_half", &Huber { delta: 0.5 }, &vectors(), &shares());
}

#[test]
fn what_is_ignored_has_no_loss_whatever_the_output() {
    let nan = [f32::NAN; 4];
    let loss = CrossEntropy { ignored: Some(255), ..CrossEntropy::default() };
    let (sum, gradients) = judge(&loss, &[nan, [1.0, 2.0, 3.0, 4.0], nan], &[255_u8, 255, 255]);
    assert_eq!((sum, sum.mean(), gradients), (Sum::default(), 0.0, vec![[0.0; 4]; 3]));
    let (sum, gradients) = judge(&loss, &[nan, [0.0; 4]], &[255_u8, 1]);
    assert!((sum.mean() - 4.0_f64.ln()).abs() < 1e-12, "{sum:?}");
    assert_eq!(gradients, [[0.0; 4], [0.25, -0.75, 0.25, 0.25]]);
    // A class of weight 0 counts as little.
    let weights = &[0.0, 1.0, 1.0, 1.0];
    let (sum, gradients) = judge(&CrossEntropy { weights, ..loss }, &[[1.0, 2.0, 3.0, 4.0]], &[0]);
    assert_eq!((sum.mean(), gradients), (0.0, vec![[0.0; 4]]));
}

#[test]
fn certain_answers_cost_nothing_or_as_much_as_their_logit() {
    let loss = BinaryCrossEntropy::default();
    for (y, t, expected, slope) in [
        (200.0, 1.0, 0.0, 0.0),
        (200.0, 0.0, 200.0, 1.0),
        (-200.0, 0.0, 0.0, 0.0),
        (-200.0, 1.0, 200.0, -1.0),
        (f32::INFINITY, 1.0, 0.0, 0.0),
        (f32::NEG_INFINITY, 0.0, 0.0, 0.0),
        (3e38, 0.0, f64::from(3e38_f32), 1.0),
        (-3e38, 0.5, f64::from(1.5e38_f32), -0.5),
    ] {
        let (sum, gradients) = judge(&loss, &[[y]], &[[t]]);
        assert!((sum.mean() - expected).abs() <= 1e-7 * expected, "{y} {t}: {}", sum.mean());
        assert!((gradients[0][0] - slope).abs() < 1e-30, "{y} {t}: {:?}", gradients[0]);
    }
    assert!(judge(&loss, &[[f32::NAN]], &[[1.0]]).0.mean().is_nan());
}

#[test]
fn an_impossible_class_may_have_a_logit_of_minus_infinity() {
    let output = [0.0, f32::NEG_INFINITY, 0.0, 0.0];
    let expected = 3.0_f64.ln();
    let (sum, gradients) = judge(&CrossEntropy::default(), &[output], &[0_u8]);
    assert!((sum.mean() - expected).abs() < 1e-7 && gradients[0][1] == 0.0, "{sum:?} {gradients:?}");
    let (sum, gradients) = judge(&CrossEntropy::default(), &[output], &[[0.5, 0.0, 0.5, 0.0]]);
    assert!((sum.mean() - expected).abs() < 1e-7 && gradients[0][1] == 0.0, "{sum:?} {gradients:?}");
}

#[test]
fn classes_and_weights_that_are_none_are_refused() {
    let says = |call: fn()| {
        let said = std::panic::catch_unwind(call).expect_err("it should panic");
        said.downcast_ref::<String>().unwrap().clone()
    };
    assert_eq!(
        says(|| _ = judge(&CrossEntropy::default(), &vectors()[..1], &[4_u8])),
        "a class of 4 where the classes are 0 to 3"
    );
    assert_eq!(
        says(|| _ = judge(&CrossEntropy::default(), &vectors()[..1], &[-1])),
        "a class of -1 where the classes are 0 to 3"
    );
    assert_eq!(
        says(|| _ = judge(&CrossEntropy::default(), &images()[..1], &[[[3_u16; 4]; 2]])),
        "a class of 3 where the classes are 0 to 2"
    );
    assert_eq!(
        says(|| _ = judge(&CrossEntropy { weights: &[1.0; 3], ..CrossEntropy::default() }, &vectors()[..1], &[0_u8])),
        "3 weights for 4 classes"
    );
}
