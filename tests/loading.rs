//! Examples that are made when they are asked for: on any number of threads, with the bits of those in memory.

use lenet_runtime::data::{Subset, stratified};
use lenet_runtime::train::{
    Adam, Class, Confusion, CrossEntropy, Examples, Mean, MeanAbsoluteError, MeanSquaredError, Metric, Pairs, TopK,
    Trainer, evaluate, measure,
};
use lenet_runtime::{Plain, Random, Tensor, network, threads};

network! {
    /// Two convolutions and a classifier, with a dropout that draws beside the examples.
    struct Classifier: [2, 9, 7] -> [3] {
        conv2d(5, kernel: (3, 2)),
        relu,
        dropout(0.25),
        global_avg_pool2d,
        flatten,
        linear(3),
    }
}

network! {
    /// Two classes for each pixel.
    struct Segmenter: [1, 6, 5] -> [2, 6, 5] {
        conv2d(4, kernel: 3, padding: each_side(1)),
        relu,
        conv2d(2, kernel: 1),
    }
}

type Image = Tensor<2, 9, 7>;

/// Noise with a bright row that says the class; as it is, or with other noise each time.
struct Rows {
    count: usize,
    noisy: bool,
}

impl Examples<Image> for Rows {
    type Target = i32;

    fn len(&self) -> usize {
        self.count
    }

    fn load(&self, i: usize, seed: u64, into: &mut Image) -> i32 {
        let mut random = Random::new(i as u64 ^ if self.noisy { seed } else { 0 });
        into.floats_mut().iter_mut().for_each(|x| *x = random.uniform());
        into.0[1][i % 3 + 2] = [3.0; 7];
        (i % 3) as i32
    }
}

fn stored(examples: &impl Examples<Image, Target = i32>) -> (Vec<Image>, Vec<i32>) {
    let mut images = vec![Image::zeros(); examples.len()];
    let classes = images.iter_mut().enumerate().map(|(i, image)| examples.load(i, 7, image)).collect();
    (images, classes)
}

/// What an epoch and an evaluation come to, bit for bit.
fn run<D: Examples<Image, Target = i32> + Copy>(examples: D) -> (Vec<u32>, u64, u64, Confusion) {
    let mut network = Classifier::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), Adam::<Classifier>::new(0.01), 3);
    trainer.batch = 40;
    let loss = trainer.epoch(&mut network, examples, |_| ()).unwrap();
    let evaluation = evaluate(&*network, &CrossEntropy::default(), examples);
    let bits = network.floats().iter().map(|weight| weight.to_bits()).collect();
    (bits, loss.to_bits(), evaluation.loss.to_bits(), evaluation.confusion)
}

#[test]
fn what_is_loaded_has_the_bits_of_what_is_stored_on_any_number_of_threads() {
    for count in [1, 15, 16, 131] {
        let rows = Rows { count, noisy: false };
        let (images, classes) = stored(&rows);
        threads::limit(1);
        let expected = run(Pairs::new(&images, &classes));
        for threads in [1, 2, 3] {
            threads::limit(threads);
            assert!(run(&rows) == expected, "{count} examples, {threads} threads");
            assert!(run(Pairs::new(&images, &classes)) == expected, "{count} examples, {threads} threads");
        }
        let noisy = Rows { count, noisy: true };
        threads::limit(1);
        let once = run(&noisy);
        threads::limit(3);
        assert!(run(&noisy) == once, "{count} examples");
        assert!(count == 1 || run(&noisy).0 != expected.0);
    }
}

/// Notes the seeds that it is given.
struct Noting<'a>(&'a std::sync::Mutex<Vec<(usize, u64)>>);

impl Examples<Image> for Noting<'_> {
    type Target = u8;

    fn len(&self) -> usize {
        50
    }

    fn load(&self, i: usize, seed: u64, _: &mut Image) -> u8 {
        self.0.lock().unwrap().push((i, seed));
        0
    }
}

#[test]
fn every_example_has_a_seed_of_its_own_each_time() {
    let noted = std::sync::Mutex::new(Vec::new());
    let mut network = Classifier::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), Adam::<Classifier>::new(0.01), 3);
    trainer.batch = 16;
    for _ in 0..3 {
        trainer.epoch(&mut network, Noting(&noted), |_| ()).unwrap();
    }
    let noted = noted.into_inner().unwrap();
    let mut uses = [0; 50];
    noted.iter().for_each(|&(i, _)| uses[i] += 1);
    assert_eq!(uses, [3; 50]);
    let mut seeds: Vec<u64> = noted.into_iter().map(|(_, seed)| seed).collect();
    seeds.sort_unstable();
    seeds.dedup();
    assert_eq!(seeds.len(), 150);
}

#[test]
fn several_metrics_count_together_in_the_order_of_the_examples() {
    let (images, classes) = stored(&Rows { count: 77, noisy: false });
    let network = Classifier::init(4);
    let outputs = network.forward_batch(&images);
    let mut metrics = (Confusion::new(3), (TopK::new(2), TopK::new(3)));
    let loss = measure(&*network, &CrossEntropy::default(), Pairs::new(&images, &classes), &mut metrics);
    assert_eq!(loss, network.evaluate(&CrossEntropy::default(), Pairs::new(&images, &classes)).loss);
    let (confusion, (two, three)) = metrics;
    let places = outputs
        .iter()
        .zip(&classes)
        .map(|(output, &class)| output.iter().filter(|&&y| y > output[class as usize]).count());
    let share = |k| places.clone().filter(|&place| place < k).count() as f64 / 77.0;
    assert_eq!((confusion.accuracy(), two.accuracy(), three.accuracy()), (share(1), share(2), share(3)));

    let targets: Vec<[f32; 3]> = outputs.iter().map(|y| y.map(|y| y + 0.5)).collect();
    let mut error = Mean::new(MeanAbsoluteError);
    let squared = measure(&*network, &MeanSquaredError, Pairs::new(&images, &targets), &mut error);
    assert!((squared - 0.25).abs() < 1e-6 && (error.mean() - 0.5).abs() < 1e-6, "{squared} {}", error.mean());
}

/// How far the class that was taken is from the right one, on the mean: a metric of one's own.
struct Distance(f64, f64);

impl<T: Class> Metric<[f32; 3], T> for Distance {
    fn add(&mut self, output: &[f32; 3], target: &T) {
        let largest = (1..3).fold(0, |best, class| if output[class] > output[best] { class } else { best });
        self.0 += (largest as i64 - target.number()).abs() as f64;
        self.1 += 1.0;
    }
}

#[test]
fn a_metric_of_ones_own_sees_what_the_confusion_sees() {
    let (images, classes) = stored(&Rows { count: 50, noisy: false });
    let pairs = Pairs::new(&images, &classes);
    assert!(pairs.stored(49).is_some_and(|(image, &class)| *image == images[49] && class == classes[49]));
    let mut metrics = (Confusion::new(3), Distance(0.0, 0.0));
    measure(&*Classifier::init(4), &CrossEntropy::default(), pairs, &mut metrics);
    let (confusion, Distance(distance, count)) = metrics;
    let expected: usize = (0..9).map(|i| confusion.count(i / 3, i % 3) * (i / 3).abs_diff(i % 3)).sum();
    assert_eq!((distance, count), (expected as f64, 50.0));
    for class in 0..3 {
        let right = confusion.count(class, class) as f64;
        let (of, taken) = (0..3).fold((0, 0), |(of, taken), other| {
            (of + confusion.count(class, other), taken + confusion.count(other, class))
        });
        let alike = |found: f64, part: f64, whole: usize| found == part / whole as f64 || whole == 0 && found.is_nan();
        assert!(alike(confusion.precision(class), right, taken) && alike(confusion.recall(class), right, of));
        let union = of + taken - confusion.count(class, class);
        assert!(alike(confusion.intersection_over_union(class), right, union));
    }
}

#[test]
fn a_network_learns_a_class_for_each_pixel() {
    let mut random = Random::new(5);
    let images: Vec<Tensor<1, 6, 5>> =
        (0..200).map(|_| Tensor::from_fn(|_, _, _| random.uniform() * 2.0 - 1.0)).collect();
    // What is below zero is of class 1; the first row says nothing.
    let masks: Vec<[[u8; 5]; 6]> = images
        .iter()
        .map(|image| {
            let mut mask = image.0[0].map(|row| row.map(|x| u8::from(x < 0.0)));
            mask[0] = [255; 5];
            mask
        })
        .collect();
    let loss = CrossEntropy { ignored: Some(255), ..CrossEntropy::default() };
    let mut network = Segmenter::init(2);
    let mut trainer = Trainer::new(loss, Adam::<Segmenter>::new(0.02), 3);
    for _ in 0..40 {
        trainer.epoch(&mut network, Pairs::new(&images, &masks), |_| ()).unwrap();
    }
    let mut confusion = Confusion::new(2).ignoring(255);
    let loss = measure(&*network, &loss, Pairs::new(&images, &masks), &mut confusion);
    assert_eq!(confusion.images(), 200 * 25);
    let share = confusion.mean_intersection_over_union();
    assert!(share > 0.9 && loss < 0.2, "loss {loss}, intersection over union {share}");
}

#[test]
fn a_stratified_part_has_its_share_of_every_class_and_no_example_is_in_both() {
    let labels: Vec<&str> = (0..200).map(|i| ["rare", "often", "often", "often", "always"][i % 5]).collect();
    for (share, seed) in [(0.25, 1), (0.25, 2), (0.1, 1), (0.9, 1)] {
        let [train, validation] = stratified(&labels, share, seed);
        for (class, count) in [("rare", 40.0), ("often", 120.0), ("always", 40.0)] {
            let found = validation.iter().filter(|&&place| labels[place] == class).count();
            assert_eq!(found, (count * share) as usize, "{class}, {share}");
        }
        let mut all = [train.clone(), validation.clone()].concat();
        all.sort_unstable();
        assert_eq!(all, (0..200).collect::<Vec<_>>());
        assert!(train.is_sorted() && validation.is_sorted());
        assert_eq!([train, validation], stratified(&labels, share, seed));
    }
    assert_ne!(stratified(&labels, 0.25, 1), stratified(&labels, 0.25, 2));
    for share in [0.0, 1.0, -0.5, 2.0, f64::NAN, 0.001, 0.999] {
        let split = std::panic::catch_unwind(|| stratified(&labels, share, 1));
        assert!(split.is_err(), "{share}");
    }
}

#[test]
fn a_subset_has_its_examples_in_its_order_whether_stored_or_loaded() {
    let (inputs, labels) = ([[0.0], [1.0], [2.0]], ["a", "b", "c"]);
    let stored = Subset::new(Pairs::new(&inputs, &labels), vec![2, 0, 2]);
    assert_eq!([0, 1, 2].map(|i| stored.stored(i).unwrap()), [(&[2.0], &"c"), (&[0.0], &"a"), (&[2.0], &"c")]);
    let mut places = vec![0, 1, 2, 3, 4];
    Random::new(1).shuffle(&mut places);
    let loaded = Subset::new(Counted, places.clone());
    let mut input = [0.0];
    assert_eq!((loaded.len(), loaded.load(3, 9, &mut input), input), (5, places[3], [places[3] as f32 + 9.0]));
    assert!(loaded.stored(0).is_none());
}

/// Examples that tell their number and their seed.
struct Counted;

impl Examples<[f32; 1]> for Counted {
    type Target = usize;

    fn len(&self) -> usize {
        5
    }

    fn load(&self, i: usize, seed: u64, into: &mut [f32; 1]) -> usize {
        *into = [(i as u64 + seed) as f32];
        i
    }
}
