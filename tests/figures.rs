//! The figures of a report: each is well-formed, has its labels within its edges and no number that is none, whatever the run was; and the
//! log says what was written.

use lenet_look::{
    Chart, Colours, Entry, Figure, Header, Log, Mistake, Report, Run, Series, compare, confused_most, confusion,
    curves, feature_maps, kernels, mistakes, mistakes_figure, picture, receptive_fields, saliency,
};
use lenet_runtime::train::{Confusion, Pairs};
use lenet_runtime::{Plain, Random, Tensor, Zeroed, network};
use roxmltree::{Document, Node};
use std::fs;
use std::path::{Path, PathBuf};

/// Names that a document must not take for its own.
const NAMES: [&str; 3] =
    ["<b>&\"bold\"</b>", "a name that is much longer than any place that there is for it in a picture", "短い名前"];

network! {
    /// Every kind of picture: colours, kernels of one channel, of one pixel and of many channels, and vectors.
    pub struct Colourful: [3, 12, 12] -> [3] {
        conv: conv2d(40, kernel: 3, padding: same),
        batch_norm2d,
        relu,
        depthwise: conv2d(40, kernel: 3, groups: 40, stride: 2, padding: each_side(1)),
        pointwise: conv2d(130, kernel: 1),
        relu6,
        flatten,
        fc1: linear(140),
        sigmoid,
        fc2: linear(3),
    }
}

/// Where a text stands: from left to right, and its line.
fn place(text: Node<'_, '_>, svg: &str) -> [f64; 3] {
    let number = |node: Node<'_, '_>, name: &str| node.attribute(name).map_or(0.0, |x| x.parse::<f64>().expect(svg));
    let (x, y) = (number(text, "x"), number(text, "y"));
    let letters = text.text().unwrap_or("").chars();
    // No font that is asked for is narrower.
    let width: f64 = letters.map(|letter| if letter > '\u{2E80}' { 10.0 } else { 5.0 }).sum();
    match text.attribute("text-anchor") {
        Some("end") => [x - width, x, y],
        Some("middle") => [x - width / 2.0, x + width / 2.0, y],
        _ => [x, x + width, y],
    }
}

/// Holds a figure to what every figure promises; returns its texts.
fn check(figure: &Figure) -> Vec<String> {
    let Figure { name, svg, .. } = figure;
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}\n{svg}"));
    let root = document.root_element();
    let side = |name: &str| root.attribute(name).expect("a side").parse::<f64>().expect("a number");
    let (width, height) = (side("width"), side("height"));
    assert!(width == 440.0 && height > 20.0 && height < 900.0, "{name}: {width} × {height}");
    let numbers =
        ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "d", "transform", "fill-opacity"];
    for node in root.descendants().filter(Node::is_element) {
        for attribute in node.attributes().filter(|attribute| numbers.contains(&attribute.name())) {
            let value = attribute.value();
            assert!(!value.contains("NaN") && !value.contains("inf") && !value.contains("e+"), "{name}: {value}");
        }
        for side in ["width", "height"] {
            let length = node.attribute(side).map_or(0.0, |side| side.parse::<f64>().expect("a length"));
            assert!(length >= 0.0, "{name}: {node:?}");
        }
        if let Some(image) = node.attribute("href") {
            assert!(image.starts_with("data:image/png;base64,iVBOR"), "{name}: {}", &image[..40.min(image.len())]);
        }
    }
    let texts: Vec<_> = root.descendants().filter(|node| node.has_tag_name("text")).collect();
    for &text in &texts {
        // What stands upright has its place from the group around it.
        if text.parent().is_some_and(|parent| parent.has_attribute("transform")) {
            continue;
        }
        let [left, right, y] = place(text, svg);
        let what = format!("{name}: {:?} from {left} to {right} at {y} of {width} × {height}", text.text());
        assert!(left >= 0.0 && right <= width && y >= 8.0 && y <= height, "{what}");
    }
    for (index, &text) in texts.iter().enumerate() {
        let is_upright = |text: Node<'_, '_>| text.parent().is_some_and(|parent| parent.has_attribute("transform"));
        for &other in texts[..index].iter().filter(|other| !is_upright(**other) && !is_upright(text)) {
            let ([left, right, y], [start, end, line]) = (place(text, svg), place(other, svg));
            let is_apart = right <= start || end <= left || (y - line).abs() >= 9.0;
            assert!(is_apart, "{name}: {:?} covers {:?}", text.text(), other.text());
        }
    }
    texts.iter().map(|text| text.text().unwrap_or("").to_owned()).collect()
}

fn has(texts: &[String], text: &str) -> bool {
    texts.iter().any(|other| other == text)
}

/// A run of so many epochs, whose loss is this.
fn run(name: &str, epochs: usize, loss: impl Fn(f64) -> f64) -> Run {
    let header = Header {
        run: name.into(),
        network: "Net".into(),
        parameters: 10,
        metric: "accuracy".into(),
        settings: vec![("batch".into(), "64".into())],
    };
    let entry = |epoch: usize| Entry {
        epoch: epoch as f64,
        step: 100 * epoch as u64,
        seconds: 1.5 * epoch as f64,
        rate: Some(0.1 / epoch as f64),
        train_loss: Some(loss(epoch as f64)),
        train_metric: Some(1.0 - loss(epoch as f64)),
        test_loss: Some(1.5 * loss(epoch as f64)),
        test_metric: None,
    };
    Run { header, entries: (1..=epochs).map(entry).collect() }
}

#[test]
fn curves_of_any_run_are_drawn() {
    for (epochs, loss) in [
        (1, (|_| 2.3) as fn(f64) -> f64),
        (2, |_| 0.0),
        (20, |epoch| 2.3 / epoch),
        (300, |epoch| 3.0 * (-epoch / 40.0).exp()),
        (5, |_| f64::NAN),
        (6, |epoch| if epoch > 3.0 { f64::INFINITY } else { epoch }),
        (4, |epoch| 1e-30 * epoch),
        (4, |epoch| 1e30 * epoch),
        (3, |epoch| f64::MAX / epoch),
        (3, |epoch| -epoch),
    ] {
        let figures = curves(&run("run", epochs, loss));
        let names: Vec<_> = figures.iter().map(|figure| figure.name.as_str()).collect();
        assert_eq!(names, ["loss", "accuracy", "learning rate"], "{epochs} epochs");
        let texts: Vec<_> = figures.iter().map(check).collect();
        assert!(has(&texts[0], "training") && has(&texts[0], "test") && has(&texts[0], "epochs"));
        assert!(has(&texts[1], "training") && !has(&texts[1], "test"), "what is not known has no name");
        assert!(!has(&texts[2], "training") && has(&texts[2], "learning rate"));
        let broken = (1..=epochs).any(|epoch| !(1.5 * loss(epoch as f64)).is_finite());
        assert_eq!(has(&texts[0], "not a finite number"), broken, "{epochs} epochs");
    }
    assert!(curves(&run("run", 0, |_| 0.0)).is_empty());
}

#[test]
fn a_logarithmic_chart_says_so() {
    let says = |logarithmic, y: [f64; 2]| {
        let points = vec![[0.0, y[0]], [1.0, y[1]]];
        let series = vec![Series { name: "a".into(), points, dashed: false, colour: 7 }];
        let chart = Chart { title: "loss".into(), x: "epochs".into(), logarithmic, series };
        has(&check(&Figure::new("chart", "", chart.svg())), "logarithmic")
    };
    assert_eq!(
        [says(true, [0.01, 1.0]), says(true, [0.1, 1.0]), says(true, [0.0, 1.0]), says(false, [0.01, 1.0])],
        [true, false, false, false]
    );
}

#[test]
fn runs_stand_side_by_side() {
    let runs =
        [run("first", 5, |epoch| 1.0 / epoch), run(NAMES[1], 9, |epoch| 2.0 / epoch), run(NAMES[0], 1, |_| f64::NAN)];
    let figures = compare(&runs);
    assert_eq!(figures.len(), 3);
    let texts: Vec<_> = figures.iter().map(check).collect();
    assert!(has(&texts[0], "first, training") && has(&texts[0], "first, test") && has(&texts[2], "first"), "{texts:?}");
    assert!(texts[0].iter().any(|text| text.starts_with(NAMES[0])), "{texts:?}");
    assert!(compare(&[]).is_empty());
}

#[test]
fn a_confusion_of_any_size_is_drawn() {
    for classes in [1, 2, 3, 10, 20, 21, 100, 400] {
        for images in [0, 1, 50 * classes] {
            let (mut matrix, mut random) = (Confusion::new(classes), Random::new(classes as u64));
            for _ in 0..images {
                // The last class has no image.
                let truth = random.below(classes.max(2) - 1);
                let guess = if random.below(10) < 7 { truth } else { random.below(classes) };
                matrix.add(truth, guess);
            }
            if images == 1 {
                matrix.add_unclassified(0);
            }
            let (figure, most) = (confusion(&matrix, &NAMES), confused_most(&matrix, &NAMES));
            let (texts, _) = (check(&figure), check(&most));
            if (4..=20).contains(&classes) {
                assert!(has(&texts, "3") && texts.iter().any(|text| text.starts_with("<b>")), "{classes}: {texts:?}");
                let count = (0..classes).map(|class| matrix.count(class, class)).max().expect("a class");
                assert!(count == 0 || has(&texts, &count.to_string()), "{classes}: {count} in {texts:?}");
            }
            assert_eq!(
                figure.raster.as_ref().map(|raster| [raster.width(), raster.height()]),
                match classes {
                    21.. => Some([classes; 2]),
                    _ => None,
                }
            );
            assert_eq!(figure.caption.contains("no class"), images == 1, "{}", figure.caption);
        }
    }
    let mut large = Confusion::new(2);
    for _ in 0..123_456 {
        large.add(0, 0);
    }
    assert!(has(&check(&confusion(&large, &NAMES)), "123k"));
    let none: [&str; 0] = [];
    check(&confusion(&Confusion::new(0), &none));
}

fn image(seed: usize) -> Box<Tensor<3, 12, 12>> {
    Tensor::from_fn_box(|c, i, j| ((seed * 7 + c * 5 + i * 3 + j * j) % 11) as f32 / 10.0)
}

#[test]
fn what_a_network_learned_is_drawn() {
    let mut network = Colourful::init(1);
    let x = image(1);
    for (round, what) in NAMES.into_iter().enumerate() {
        // Then with weights that are none, and that are all alike.
        match round {
            1 => network.conv.weight[0][0][0][0] = f32::NAN,
            2 => network.floats_mut().fill(0.0),
            _ => {}
        }
        let names: Vec<_> = kernels(&*network).iter().map(|figure| (check(figure), figure.name.clone()).1).collect();
        assert_eq!(names, ["conv in colour", "conv", "depthwise", "pointwise"]);
        let maps = feature_maps(&*network, &x);
        let texts: Vec<_> = maps.iter().map(|map| check(&map.figure())).collect();
        assert!(has(&texts[0], "input") && has(&texts[0], "3 × 12 × 12"), "{:?}", texts[0]);
        assert!(has(&texts[1], "conv · conv2d") && has(&texts[5], "pointwise · conv2d"), "{texts:?}");
        assert!(has(&texts[5], "the first 64 of 130 channels"), "{:?}", texts[5]);
        check(&saliency(&*network, &x, 2, what));
    }
    let texts = check(&receptive_fields::<Colourful>(&x, &[]));
    assert!(has(&texts, "conv [0, 6, 6]") && has(&texts, "3 × 3"), "{texts:?}");
    let texts = check(&receptive_fields::<Colourful>(&x, &[("depthwise", [39, 0, 5]), ("nothing", [0, 0, 0])]));
    assert!(has(&texts, "depthwise [39, 0, 5]") && !texts.iter().any(|text| text.contains("nothing")), "{texts:?}");
}

network! {
    /// Its scores are its input.
    pub struct Scores: [3] {
        linear(3, bias: false),
    }
}

#[test]
fn mistakes_are_those_of_which_the_network_is_surest() {
    let mut network = Scores::zeroed_box();
    network.linear_1.weight = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let scores =
        [[0.0, 0.0, 1.0], [5.0, 0.0, 0.0], [0.0, 9.0, 0.0], [f32::NAN, 0.0, 0.0], [0.0, 0.0, 2.0], [0.0, 4.0, 0.0]];
    let truths = [1_u8, 0, 2, 1, 0, 7];
    let found = mistakes(&*network, Pairs::new(&scores, &truths), 2);
    let said: Vec<_> = found.iter().map(|mistake| (mistake.example, mistake.truth, mistake.guess)).collect();
    assert_eq!(said, [(2, 2, 1), (4, 0, 2)]);
    let softmax = |x: f32| x.exp() / (x.exp() + 2.0);
    assert!((found[0].probability - softmax(9.0)).abs() < 1e-6 && (found[1].probability - softmax(2.0)).abs() < 1e-6);
    let all = mistakes(&*network, Pairs::new(&scores, &truths), 100);
    assert_eq!(all.len(), 3);
    let none: [[f32; 3]; 0] = [];
    assert!(mistakes(&*network, Pairs::new(&none, &[0_u8; 0]), 5).is_empty());

    let many: Vec<Mistake> =
        (0..13).map(|example| Mistake { example, picture: picture(&*image(example)), ..all[0].clone() }).collect();
    let texts = check(&mistakes_figure(&many, &NAMES));
    assert!(has(&texts, "短い名前") && texts.iter().any(|text| text.starts_with("→ a name")), "{texts:?}");
    assert!(has(&check(&mistakes_figure(&[], &NAMES)), "none"));
}

#[test]
fn pictures_show_inputs_from_dark_to_light() {
    let raster = picture(&Tensor([[[0.0, 0.5], [1.0, -1.0]]]));
    let pixels = [[0, 0], [0, 1], [1, 0], [1, 1]].map(|[i, j]| raster.pixel(i, j));
    assert_eq!(pixels, [[128, 128, 128, 255], [191, 191, 191, 255], [255, 255, 255, 255], [0, 0, 0, 255]]);
    let colours = picture(&Tensor([[[1.0]], [[0.0]], [[0.5]]]));
    assert_eq!(colours.pixel(0, 0), [255, 0, 128, 255]);
    assert_eq!([picture(&[1.0, 2.0, 3.0]).width(), picture(&[1.0, 2.0, 3.0]).height()], [3, 1]);
    assert_eq!(picture(&Tensor([[[2.0; 3]; 2]])).pixel(1, 2), [128, 128, 128, 255]);
    let one = Colours::Diverging.raster(&[-2.0, 0.0, 1.0], 3, [-2.0, 1.0]);
    assert_eq!([one.pixel(0, 0), one.pixel(0, 1)], [[5, 48, 97, 255], [247, 247, 247, 255]]);
}

/// A folder for one test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn a_report_is_one_page_that_reads_nothing_else() {
    let x = image(1);
    let network = Colourful::init(1);
    let mut report = Report::new(NAMES[0]);
    report.fact("network", NAMES[0]).fact(NAMES[1], "1");
    report.section("Training", NAMES[0], curves(&run("run", 3, |epoch| 1.0 / epoch)));
    report.section("Nothing", "", vec![]);
    report.section("Kernels", "", kernels(&*network));
    report.section("Network", "", vec![Figure::new("network", NAMES[0], lenet_draw::svg::<Colourful>())]);
    report.section("Saliency", "", vec![saliency(&*network, &x, 0, "0")]);
    let page = report.html();
    // The page is XML too, but for its first line.
    let body = page.strip_prefix("<!DOCTYPE html>\n").expect("a page");
    let document = Document::parse(body).expect("well-formed");
    assert!(!page.contains("NaN") && !page.contains("Nothing"));
    for node in document.descendants().filter(Node::is_element) {
        for attribute in node.attributes().filter(|attribute| ["href", "src"].contains(&attribute.name())) {
            let value = attribute.value();
            assert!(value.starts_with('#') || value.starts_with("data:"), "{value}");
        }
        assert!(!["script", "link", "iframe"].contains(&node.tag_name().name()));
    }
    assert!(!page.contains("url(") && !page.contains("@import"));
    let names: Vec<_> =
        document.descendants().filter(|node| node.has_tag_name("h2")).filter_map(|node| node.text()).collect();
    assert_eq!(names, ["Training", "Kernels", "Network", "Saliency"]);
    for wanted in ["prefers-color-scheme: dark", "@media print", "width=device-width"] {
        assert!(page.contains(wanted), "{wanted}");
    }

    let folder = folder("report");
    report.save(folder.join("a/b")).expect("saved");
    assert_eq!(fs::read_to_string(folder.join("a/b/report.html")).expect("a page"), page);
    let mut files: Vec<_> =
        fs::read_dir(folder.join("a/b/figures")).expect("figures").map(|file| file.unwrap().file_name()).collect();
    files.sort();
    let expected = [
        "01-loss.svg",
        "02-accuracy.svg",
        "03-learning-rate.svg",
        "04-conv-in-colour.png",
        "04-conv-in-colour.svg",
        "05-conv.png",
        "05-conv.svg",
        "06-depthwise.png",
        "06-depthwise.svg",
        "07-pointwise.png",
        "07-pointwise.svg",
        "08-network.svg",
        "09-saliency.png",
        "09-saliency.svg",
    ];
    assert_eq!(files, expected);
    fs::write(folder.join("file"), "").expect("a file");
    let error = report.save(folder.join("file")).expect_err("no folder").to_string();
    assert!(error.contains("file/figures: cannot be written"), "{error}");
}

#[test]
fn a_log_says_what_was_written() {
    let file = folder("log").join("log.jsonl");
    let mut expected = run("run", 3, |epoch| if epoch > 2.0 { f64::INFINITY } else { 1.0 / epoch });
    expected.entries[1].rate = None;
    let mut log = Log::create(&file, &expected.header).expect("a log");
    expected.entries.iter().for_each(|entry| log.add(entry).expect("written"));
    assert_eq!(Run::read(&file).expect("a log"), expected);
    let text = fs::read_to_string(&file).expect("a text");
    assert!(text.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{text}");
    assert_eq!(text.lines().count(), 4);
    assert!(text.contains(r#""train_loss":"inf""#) && !text.contains("null"), "{text}");

    // Cut off in its last line, and taken up again after its second epoch.
    fs::write(&file, &text[..text.len() - 9]).expect("written");
    assert_eq!(Run::read(&file).expect("a log").entries, expected.entries[..2]);
    let mut log = Log::resume(&file, 200).expect("a log");
    log.add(&expected.entries[2]).expect("written");
    assert_eq!(fs::read_to_string(&file).expect("a text"), text);
    drop(Log::resume(&file, 150).expect("a log"));
    assert_eq!(Run::read(&file).expect("a log").entries, expected.entries[..1]);
}

#[test]
fn a_file_that_is_no_log_is_named_with_its_line() {
    let folder = folder("no-log");
    let file = folder.join("log.jsonl");
    let header = "{\"run\":\"a\",\"network\":\"Net\",\"parameters\":1}\n";
    for (text, expected) in [
        ("", "no line"),
        ("hello\n", "line 1"),
        (&format!("{header}{{\"epoch\":1,\"step\":1}}\n{{\"epoch\":1}}\n"), "line 3"),
        (&format!("{header}\n{{\"epoch\":\"many\",\"step\":1}}\n"), "line 3"),
        (&format!("{header}{{\"epoch\":1,\"step\":-1}}\n"), "line 2"),
    ] {
        fs::write(&file, text).expect("written");
        let error = Run::read(&file).expect_err(text).to_string();
        assert!(error.contains("log.jsonl") && error.contains(expected), "{error}");
        assert!(Log::resume(&file, 0).is_err());
        assert_eq!(fs::read_to_string(&file).expect("a text"), text, "what is no log is left as it is");
    }
    assert!(Run::read(folder.join("none")).expect_err("no file").to_string().contains("none"));
    assert!(Log::create(folder.join("no/log"), &Header::default()).is_err());
}
