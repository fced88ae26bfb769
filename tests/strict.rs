//! A crate with every lint a user may have declares, trains and saves networks without a complaint: clippy looks at this
//! file too.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

use lenet_runtime::train::{Adam, CrossEntropy, Optimizer, Pairs, Sgd, Trainer};
use lenet_runtime::{Shape, Tensor, Value, network};
use std::path::Path;

network! {
    /// The first network of this file.
    pub struct First: [1, 6, 6] -> [2] {
        conv: conv2d(3, kernel: 3, padding: same),
        relu,
        max_pool2d(2),
        flatten,
        fc: linear(2),
    }
}

network! {
    struct Second: [1, 6, 6] -> [2] {
        conv2d(CHANNELS, kernel: (1, CHANNELS - 1)),
        tanh,
        avg_pool2d(2),
        flatten,
        linear(2),
    }
}

/// A dimension that only the compiler knows.
const CHANNELS: usize = 4;

/// A module of its own.
pub mod inside {
    use lenet_runtime::network;

    network! {
        /// A network of the same name.
        #[derive(Debug, PartialEq)]
        pub struct First: [2] {
            fc: linear(2),
            sigmoid,
        }
    }
}

/// A module whose names are those of the standard library, and mean something else.
pub mod shadowed {
    #![allow(dead_code)]
    use ::lenet_runtime::network;

    type Result<T> = ::core::result::Result<T, ()>;
    type Box = ();
    struct Vec;
    struct Option;
    struct Path;
    struct Tensor;
    struct Tile;
    struct L;
    struct U1;
    trait AsRef {}
    trait Sized {}
    trait Network {}
    mod core {}
    mod std {}
    mod lenet_runtime {}

    network! {
        /// A network among them.
        pub struct Shadowed: [1, 8, 8] -> [2] {
            residual {
                conv: conv2d(1, kernel: 3, padding: same),
                norm: batch_norm2d,
            }
            dropout(0.5),
            max_pool2d(2),
            flatten,
            fc: linear(2),
            softmax,
        }
    }
}

/// Networks whose names, and whose layers' names, are those of the runtime.
pub mod alike {
    use lenet_runtime::network;

    pub mod shape {
        //! A module and a network that the generated code could take for its own.
        lenet_runtime::network! {
            /// A network called by a layer.
            pub struct Axis: [1, 8, 8] -> [2] {
                conv: conv2d(2, kernel: 3),
                global_avg_pool2d,
                flatten,
            }
        }
    }

    network! {
        /// A network that is called as numbers of lanes often are.
        pub struct L: [4] { linear(4) }
    }

    network! {
        /// Two of another network, side by side.
        pub struct Network: [1, 8, 8] -> [4] {
            concat {
                { shape::Axis, flatten }
                { other: shape::Axis }
            }
            slides: linear(4),
            size: linear(4),
            proof: linear(4),
            join: linear(U1),
        }
    }

    network! {
        /// The input, as it is.
        pub struct Tile: [4] {
            linear: repeat(2) { residual { plain: linear(U1), leaky_relu(negative_slope: SLOPE) } }
        }
    }

    network! {
        /// A network in a network in a network.
        pub struct Tensor: [1, 8, 8] -> [4] { Network, Tile, L, r#type: linear(4) }
    }

    const U1: usize = 4;
    const SLOPE: f32 = 0.1;
}

/// A network that another macro declares, of all that a macro may match.
pub mod declared {
    use lenet_runtime::network;

    macro_rules! declare {
        (
            $(#[$attribute:meta])* $visibility:vis $name:ident, $size:literal, $layer:ident($filters:expr, $kernel:literal),
            $slope:literal, $network:path
        ) => {
            network! {
                $(#[$attribute])*
                $visibility struct $name: [1, $size, $size] -> [2] {
                    conv: $layer(2 * $filters, kernel: $kernel),
                    leaky_relu(negative_slope: $slope),
                    conv2: $layer((2 * $filters) - 3, kernel: ($filters, $kernel), padding: each_side($filters - 1)),
                    flatten,
                    linear(2),
                    $network,
                }
            }
        };
    }

    declare! {
        /// A network that a macro declares.
        #[derive(Debug)]
        pub(crate) Declared, 8, conv2d(1 + 1, 3), 0.1, super::inside::First
    }

    declare!(#[allow(missing_docs)] pub Again, 8, conv2d(CHANNELS + 1, 3), 0.1, super::inside::First);

    const CHANNELS: usize = 1;
}

/// Pictures of which the left or the right half is white, and which.
fn halves() -> (Vec<Tensor<1, 6, 6>>, Vec<u8>) {
    let half = |right: u8| Tensor::from_fn(|_, _, j| if (j >= 3) == (right == 1) { 1.0 } else { 0.0 });
    let labels: Vec<u8> = (0..40).map(|i| i % 2).collect();
    (labels.iter().map(|&right| half(right)).collect(), labels)
}

#[test]
fn a_strict_crate_trains_saves_and_loads() {
    let (images, labels) = halves();
    let mut network = First::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), Adam::<First>::new(0.01), 1);
    let losses = [(); 30].map(|()| trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| ()).unwrap());
    assert!(losses[29] < 0.1 * losses[0], "{losses:?}");

    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("strict.safetensors");
    network.save(&file).unwrap();
    let loaded = First::load(&file).unwrap();
    assert_eq!(loaded.forward(&images[0]).map(f32::to_bits), network.forward(&images[0]).map(f32::to_bits));
}

#[test]
fn a_strict_crate_trains_by_hand() {
    let (images, labels) = halves();
    let (mut network, mut gradient) = (Second::init(1), Second::init(1));
    let mut optimizer = Sgd::<Second>::new(0.5);
    let mut step = || {
        let loss = network.loss_and_gradient(&CrossEntropy::default(), &images, &labels, 0, &mut gradient);
        optimizer.step(&mut network, &gradient);
        loss
    };
    let (first, last) = (step(), (0..50).map(|_| step()).last().unwrap());
    assert!(last < 0.1 * first, "{first} {last}");
}

#[test]
fn a_network_is_declared_wherever_a_type_is() {
    network! {
        /// A network of a function.
        struct First: [30] {
            fc: linear(CHANNELS),
        }
    }
    assert_eq!(First::init(1).forward(&[0.0; 30]).map(f32::to_bits), [0; CHANNELS]);
    assert_eq!(inside::First::init(1).forward(&[0.0; 2]).map(f32::to_bits), [0.5_f32.to_bits(); 2]);
    let image = Tensor::from_fn(|_, i, j| if i > j { 1.0 } else { 0.0 });
    let alike = alike::Tensor::init(1);
    assert!(alike.forward(&image).iter().zip(alike.prepare().forward(&image)).all(|(a, b)| (a - b).abs() < 1e-4));
    assert_eq!(declared::Declared::PARAMETERS, (9 + 1) * 4 + (4 * 2 * 3 + 1) + (7 * 6 + 1) * 2 + 6);
    assert_eq!(declared::Again::PARAMETERS, declared::Declared::PARAMETERS);
    assert_eq!(<Tensor<1, 6, 6> as Value>::SHAPE, Shape::Image(1, 6, 6));
}
