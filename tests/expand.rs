//! What `network!` writes, kept to be read: `expand/lenet5.rs` and `expand/residual.rs`.
//!
//! Here the kept files are compiled, and compute what the declarations compute. That they are what the macro writes is a
//! test of `lenet-macros`; `KEEP=1 cargo test -p lenet-macros kept` writes them anew after a change.

use lenet_runtime::io::weights::named;
use lenet_runtime::train::{CrossEntropy, loss_and_gradient};
use lenet_runtime::{Plain, Prepare, Zeroed};

mod lenet5 {
    lenet_runtime::network! {
        /// LeNet-5 as the textbook draws it: sigmoid and average pooling.
        pub struct LeNet5: [1, 28, 28] -> [10] {
            conv1: conv2d(6, kernel: 5, padding: same),
            sigmoid,
            avg_pool2d(2),
            conv2: conv2d(16, kernel: 5),
            sigmoid,
            avg_pool2d(2),
            flatten,
            fc1: linear(120),
            sigmoid,
            fc2: linear(84),
            sigmoid,
            fc3: linear(10),
        }
    }
}

mod residual {
    lenet_runtime::network! {
        /// A small residual network: a block, a named repetition, a shortcut, and a dimension that only rustc knows.
        #[derive(Debug)]
        pub struct Residual: [3, 16, 16] -> [10] {
            block basic(channels, stride) {
                conv1: conv2d(channels, kernel: 3, stride: stride, padding: same_lower, bias: false),
                bn1: batch_norm2d,
                relu,
                conv2: conv2d(channels, kernel: 3, padding: same, bias: false),
                bn2: batch_norm2d,
            }

            stem: conv2d(8, kernel: 3, padding: same),
            relu,
            layer1: repeat(2) {
                residual { basic(8, 1) }
                relu,
            }
            residual(shortcut: { downsample: conv2d(16, kernel: 1, stride: 2) }) {
                down: basic(16, 2)
            }
            relu,
            global_avg_pool2d,
            flatten,
            fc: linear(CLASSES),
        }
    }

    const CLASSES: usize = 10;
}

/// The kept files; their comments, on safety and all else, do not survive an expansion.
#[allow(missing_docs, unsafe_code, unused_braces, unused_variables, clippy::undocumented_unsafe_blocks)]
mod kept {
    pub mod lenet5 {
        include!("expand/lenet5.rs");
    }

    pub mod residual {
        const CLASSES: usize = 10;
        include!("expand/residual.rs");
    }
}

/// Whether two networks of the same numbers have the same layers, logits and gradients, bit for bit.
fn same<A: Prepare, B: Prepare<Input = A::Input, Output = A::Output>>()
where
    CrossEntropy<'static>: lenet_runtime::train::Loss<A::Output, u8>,
{
    assert_eq!(format!("{:?}", A::LAYERS), format!("{:?}", B::LAYERS));
    let a = A::init(1);
    let b = named::from_bytes::<B>(&named::to_bytes(&*a)).unwrap();
    let mut images: Vec<A::Input> = vec![Zeroed::ZERO; 5];
    for (number, float) in images.iter_mut().flat_map(|image| image.floats_mut()).enumerate() {
        *float = (number as f32 * 0.37).sin();
    }
    for image in &images {
        assert_eq!(a.forward(image), b.forward(image));
        assert_eq!(a.prepare().forward(image), b.prepare().forward(image));
    }
    let (mut da, mut db) = (A::init(2), B::init(2));
    let targets = [0, 1, 2, 3, 4];
    let loss_a = loss_and_gradient(&*a, &CrossEntropy::default(), &images, &targets, 0, &mut da);
    let loss_b = loss_and_gradient(&*b, &CrossEntropy::default(), &images, &targets, 0, &mut db);
    assert_eq!(loss_a.to_bits(), loss_b.to_bits());
    assert_eq!(da.floats(), db.floats());
}

#[test]
fn the_kept_lenet5_is_the_declared_one() {
    same::<lenet5::LeNet5, kept::lenet5::LeNet5>();
}

#[test]
fn the_kept_residual_is_the_declared_one() {
    same::<residual::Residual, kept::residual::Residual>();
}
