use lenet_runtime::train::{CrossEntropy, MeanSquaredError, Pairs, Sgd, Trainer};
use lenet_runtime::{Tensor, network};

network! {
    pub struct Segmenter: [1, 8, 8] -> [2, 8, 8] {
        conv2d(2, kernel: 1),
    }
}

network! {
    pub struct Classifier: [4] -> [2] {
        linear(2),
    }
}

fn main() {
    let images = [Tensor::<1, 8, 8>::zeros()];
    let segmenter = Segmenter::init(1);
    // A class for the whole image.
    segmenter.evaluate(&CrossEntropy::default(), Pairs::new(&images, &[1_u8]));
    let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Classifier>::new(0.1), 1);
    // A number in place of a class.
    trainer.epoch(&mut Classifier::init(1), Pairs::new(&[[0.0; 4]], &[1.0_f32]), |_| ());
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::<Classifier>::new(0.1), 1);
    // A class in place of numbers.
    trainer.epoch(&mut Classifier::init(1), Pairs::new(&[[0.0; 4]], &[1_u8]), |_| ());
}
