use super::argument::{ARGUMENTS, Argument::Named};
use super::call::{Given, Order, call};
use super::layer::{Foreign::Here, LAYERS, plain};
use crate::words;

/// Whether the macro takes these layers.
fn compiles(input: &str, layers: &str) -> bool {
    let declaration = format!("lenet_runtime pub struct Net: {input} {{ {layers}, relu }}");
    crate::declaration(declaration.parse().unwrap()).is_ok()
}

#[test]
fn what_is_proposed_for_a_layer_compiles() {
    for (names, foreign) in LAYERS {
        let Here(_, here) = foreign else { continue };
        assert!(compiles("[4, 8, 8]", here) || compiles("[8]", here), "{names:?}: {here}");
    }
    let numbers = |text: &str| -> Vec<Given> { text.split(' ').map(|number| (None, number.to_owned())).collect() };
    for word in words::WORDS {
        for text in ["2", "4 6", "4 6 3", "4 6 3 2", "4 6 3 2 1"] {
            for order in [Order::PyTorch, Order::Keras, Order::Unknown] {
                let Some(written) = call(word.name, &numbers(text), order) else { continue };
                let other = word.name.starts_with("dropout")
                    || word.name == "reshape"
                    || word.name == "prelu"
                    || word.name.contains("pool") && text.contains(' ');
                assert!(other || compiles("[4, 8, 8]", &written) || compiles("[8]", &written), "{written}");
            }
        }
    }
}

#[test]
fn a_call_of_another_library_is_written_as_the_same_layer() {
    for (call, expected) in [
        ("nn.Conv2d(1, 6, kernel_size=5, padding=2)", "conv2d(6, kernel: 5, padding: each_side(2))"),
        (
            "nn::Conv2d(in_channels=1, out_channels=6, kernel_size=(5, 5), bias=False)",
            "conv2d(6, kernel: (5 , 5), bias: false)",
        ),
        (
            "Conv2D(32, (3, 3), strides=2, padding=\"same\", activation=\"relu\")",
            "conv2d(32, kernel: (3 , 3), stride: 2, padding: same), relu",
        ),
        ("Conv2D(filters=8, kernel_size=3)", "conv2d(8, kernel: 3)"),
        ("nn.Conv(features=32, kernel_size=[3, 3])", "conv2d(32, kernel: (3 , 3))"),
        ("nn::conv2d(vs, 1, 32, 5, Default::default())", "conv2d(32, kernel: 5)"),
        ("Conv2dConfig::new([1, 6], [5, 5])", "conv2d(6, kernel: 5)"),
        ("Conv2D<1, 6, 5>", "conv2d(6, kernel: 5)"),
        ("nn.MaxPool2d(kernel_size=3, stride=2, padding=1)", "max_pool2d(3, stride: 2, padding: each_side(1))"),
        ("MaxPooling2D(pool_size=(2, 2))", "max_pool2d((2 , 2))"),
        ("nn.Linear(in_features=784, out_features=120)", "linear(120)"),
        ("Dense(units=10, activation=\"softmax\")", "linear(10), softmax"),
        ("GlobalAveragePooling2D(name=\"pool\")", "global_avg_pool2d, flatten"),
        ("BatchNormalization(momentum=0.99, epsilon=0.001)", "batch_norm2d(eps: 0.001)"),
        ("nn.LeakyReLU(negative_slope=0.2)", "leaky_relu(negative_slope: 0.2)"),
        (
            "nn.Upsample(scale_factor=2, mode=\"bilinear\", align_corners=True)",
            "upsample(2, mode: bilinear, align_corners: true)",
        ),
        ("nn.AdaptiveAvgPool2d((1, 1))", "adaptive_avg_pool2d((1 , 1))"),
        ("Dropout(rate=0.25)", "dropout(0.25)"),
        ("nn.GroupNorm(4, 64)", "group_norm(4)"),
        ("nn.GroupNorm(num_groups=4, num_channels=64, eps=0.1)", "group_norm(4, eps: 0.1)"),
        ("GroupNormalization(groups=4)", "group_norm(4)"),
        ("nn.PReLU(64)", "prelu(num_parameters: 64)"),
        ("nn.PReLU(num_parameters=64)", "prelu(num_parameters: 64)"),
        ("nn.PReLU(64, 0.1)", "prelu(num_parameters: 64, init: 0.1)"),
        ("nn.PReLU(init=-0.1)", "prelu(init: -0.1)"),
    ] {
        let declaration = format!("lenet_runtime struct Net: [1, 28, 28] {{ {call} }}");
        let refused = crate::declaration(declaration.parse().unwrap()).err().expect(call);
        let message = refused.mistakes.messages()[0].replace(" , ", ", ");
        let expected = expected.replace(" , ", ", ");
        assert!(message.contains(&format!("`{expected}` here")), "{call}: {message}");
    }
}

#[test]
fn every_name_is_plain_and_listed_once() {
    let names: Vec<&str> = LAYERS.iter().flat_map(|(names, _)| *names).copied().collect();
    let arguments: Vec<&str> = ARGUMENTS.iter().flat_map(|(names, _)| *names).copied().collect();
    for list in [&names, &arguments] {
        for (index, name) in list.iter().enumerate() {
            assert!(!list[..index].contains(name), "{name} is listed twice");
        }
    }
    assert!(names.iter().all(|name| plain(name) == **name));
}

#[test]
fn a_word_of_the_language_is_no_foreign_one() {
    for word in words::WORDS {
        for argument in word.arguments {
            let foreign = ARGUMENTS.iter().find(|(names, _)| names.contains(&argument.name));
            let renamed =
                foreign.is_some_and(|(_, foreign)| matches!(foreign, Named(names) if names[0] == argument.name));
            assert!(!renamed, "{}", argument.name);
        }
    }
}

#[test]
fn numbers_are_read_in_the_order_of_their_library() {
    let numbers = ["1", "6", "5"].map(|number| (None, number.to_owned()));
    assert_eq!(call("conv2d", &numbers, Order::PyTorch).as_deref(), Some("conv2d(6, kernel: 5)"));
    assert_eq!(call("conv2d", &numbers, Order::Keras).as_deref(), Some("conv2d(1, kernel: 6, stride: 5)"));
    assert_eq!(call("conv2d", &numbers[1..], Order::Unknown).as_deref(), Some("conv2d(6, kernel: 5)"));
    assert_eq!(call("conv2d", &numbers[1..], Order::PyTorch), None);
}
