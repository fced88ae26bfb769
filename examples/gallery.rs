//! Charts and confusion matrices as they should and should not be: `cargo run --release --example gallery FOLDER` writes them to
//! a page, to be looked at.

use examples::lenet5::LeNet5;
use lenet_look::*;
use lenet_runtime::data::{Dataset, Normalization, Split};
use lenet_runtime::train::Confusion;
use lenet_runtime::{Random, Tensor};
fn run(name: &str, epochs: usize, nan: bool, scale: f64) -> Run {
    let header = Header {
        run: name.into(),
        network: "LeNet5".into(),
        parameters: 61706,
        metric: "accuracy".into(),
        settings: vec![],
    };
    let mut random = Random::new(epochs as u64);
    let entries = (1..=epochs)
        .map(|e| {
            let t = e as f64;
            let mut n = || f64::from(random.uniform()) * 0.05;
            let loss = if nan && e > epochs / 2 { f64::NAN } else { scale * 2.3 * (-t / 4.0).exp() + 0.03 + n() };
            Entry {
                epoch: t,
                step: 938 * e as u64,
                seconds: t * 3.0,
                rate: Some(0.002 * (1.0 + (std::f64::consts::PI * (t - 1.0) / epochs as f64).cos()) / 2.0),
                train_loss: Some(loss),
                train_metric: Some(1.0 - 0.4 * loss),
                test_loss: Some(loss * 1.2 + n()),
                test_metric: Some(1.0 - 0.5 * loss),
            }
        })
        .collect();
    Run { header, entries }
}
fn looked(report: &mut Report) {
    let test =
        Dataset::<Tensor<1, 28, 28>>::idx("examples/data/mnist", Split::Test, 10, Normalization::MNIST).expect("data");
    let network = LeNet5::load("examples/data/lenet5.safetensors").expect("weights");
    let x = &test.images[0];
    let surest = mistakes(&*network, &test, 12);
    report.section(
        "Mistakes",
        "",
        vec![mistakes_figure(&surest, &[] as &[&str]), mistakes_figure(&[], &[] as &[&str])],
    );
    report.section("Kernels", "", kernels(&*network));
    report.section("Feature maps", "", feature_maps(&*network, x).iter().map(FeatureMap::figure).collect());
    report.section(
        "Receptive fields",
        "",
        vec![
            receptive_fields::<LeNet5>(x, &[]),
            receptive_fields::<LeNet5>(x, &[("conv2", [3, 0, 0]), ("conv1", [0, 27, 27])]),
        ],
    );
    report.section("Saliency", "", vec![saliency(&*network, x, 7, "7"), saliency(&*network, x, 1, "1")]);
    let network = examples::resnet::ResNet8::init(1);
    let x = Tensor::from_fn_box(|c, i, j| ((i * (c + 1) + j * j) % 32) as f32);
    report.section("Kernels of ResNet-8", "", kernels(&*network));
    report.section(
        "Feature maps of ResNet-8",
        "",
        feature_maps(&*network, &*x).iter().map(FeatureMap::figure).collect(),
    );
    report.section("Receptive fields of ResNet-8", "", vec![receptive_fields::<examples::resnet::ResNet8>(&*x, &[])]);
    report.section("Saliency of ResNet-8", "", vec![saliency(&*network, &*x, 7, "class 7")]);
}

fn main() {
    let folder = std::env::args().nth(1).expect("a folder");
    let mut random = Random::new(1);
    let mut matrix = |classes: usize, empty: usize, right: u64| {
        let mut c = Confusion::new(classes);
        for t in 0..classes {
            if t % 7 == empty {
                continue;
            }
            for _ in 0..60 {
                let g = if random.below(100) < right as usize { t } else { random.below(classes) };
                c.add(t, g);
            }
        }
        c
    };
    let long = [
        "t-shirt",
        "trouser",
        "pullover",
        "dress",
        "coat",
        "sandal",
        "shirt",
        "sneaker",
        "bag",
        "ankle boot with a name much too long",
    ];
    let none: [&str; 0] = [];
    let mut report = Report::new("LeNet5 on digits <test> & more");
    report
        .fact("network", "LeNet5")
        .fact("parameters", "61,706")
        .fact("test accuracy", "98.97 %")
        .fact("epochs", "20")
        .fact("optimizer", "adam");
    report.section("Training", "Loss and accuracy of each epoch.", curves(&run("a", 20, false, 1.0)));
    report.section("Diverged", "", curves(&run("a", 8, true, 1.0)));
    report.section("One epoch", "", curves(&run("a", 1, false, 1.0)));
    report.section("All NaN", "", curves(&run("a", 1, true, f64::NAN)));
    report.section(
        "Compared",
        "",
        compare(&[
            run("adam, lr 0.002", 20, false, 1.0),
            run("sgd with a rather long name of the run", 30, false, 3.0),
            run("none", 100, false, 0.2),
        ]),
    );
    for (classes, empty, right) in
        [(10, 9, 93), (10, 3, 93), (2, 9, 50), (20, 3, 80), (21, 3, 80), (100, 5, 60), (400, 2, 70), (1, 9, 100)]
    {
        let c = matrix(classes, empty, right);
        let figures = if classes == 10 {
            vec![confusion(&c, &long), confused_most(&c, &long)]
        } else {
            vec![confusion(&c, &none), confused_most(&c, &none)]
        };
        report.section(format!("Confusion of {classes}"), "Rows are true classes.", figures);
    }
    looked(&mut report);
    report.section(
        "Empty",
        "",
        vec![
            confusion(&Confusion::new(10), &none),
            confused_most(&Confusion::new(10), &none),
            confusion(&Confusion::new(400), &none),
        ],
    );
    report.save(folder).expect("saved");
}
