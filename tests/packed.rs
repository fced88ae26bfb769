//! Packed weights: what a file of them says, who takes it, and what a network computes that has its weights from one.
//!
//! `KEEP=1 cargo test -p tests --test packed` writes the files that are kept, here and for `ui`.

use examples::dscnn::DsCnn;
use examples::lenet5::{LeNet5, ModernLeNet5};
use examples::mlp::Mlp;
use examples::mobilenet::VisualWakeWords;
use examples::resnet::ResNet8;
use examples::unet::UNet;
use lenet_runtime::io::packed::Problem;
use lenet_runtime::{Network, Plain, Prepare, Prepared, Zeroed, network};
use std::path::Path;

/// Layers of every kind that packs something, each in a network that a file is kept of.
mod origin {
    use super::network;

    network! {
        pub struct Parts: [2, 12, 12] -> [5] {
            stem: conv2d(4, kernel: 3, padding: same, bias: false),
            batch_norm2d,
            relu,
            max_pool2d(2),
            wide: conv2d(32, kernel: 3, padding: same),
            batch_norm2d,
            prelu,
            residual { each: conv2d(32, kernel: 3, padding: same, groups: 32), batch_norm2d, relu, conv2d(32, kernel: 1) }
            batch_norm2d,
            thick: conv2d(32, kernel: 3, padding: same),
            up: conv_transpose2d(6, kernel: 2, stride: 2),
            layer_norm,
            inner: super::Inner,
            flatten,
            größe: linear(5),
        }
    }

    network! {
        pub struct Digits: [1, 4, 4] -> [2] {
            conv1: conv2d(2, kernel: 3),
            relu,
            flatten,
            fc: linear(2),
        }
    }

    network! {
        pub struct Letters: [1, 4, 4] -> [2] {
            conv1: conv2d(2, kernel: 3),
            relu,
            flatten,
            fc: linear(2),
        }
    }
}

network! {
    /// A network that is a layer.
    pub struct Inner: [6, 12, 12] -> [3, 6, 6] {
        only: conv2d(3, kernel: 3, stride: 2, padding: each_side(1)),
        norm: batch_norm2d,
    }
}

network! {
    /// The same, with the file in the program.
    pub struct Parts: [2, 12, 12] -> [5], weights("packed/parts.packed") {
        stem: conv2d(4, kernel: 3, padding: same, bias: false),
        batch_norm2d,
        relu,
        max_pool2d(2),
        wide: conv2d(32, kernel: 3, padding: same),
        batch_norm2d,
        prelu,
        residual { each: conv2d(32, kernel: 3, padding: same, groups: 32), batch_norm2d, relu, conv2d(32, kernel: 1) }
        batch_norm2d,
        thick: conv2d(32, kernel: 3, padding: same),
        up: conv_transpose2d(6, kernel: 2, stride: 2),
        layer_norm,
        inner: self::Inner,
        flatten,
        größe: linear(5),
    }
}

/// A network whose numbers follow a rule, all of them small, and above 0 where they must be.
fn ruled<N: Network>() -> Box<N> {
    let mut network = N::zeroed_box();
    for (at, number) in network.floats_mut().iter_mut().enumerate() {
        *number = ((at * 37 % 101) as f32 + 1.0) / 64.0;
    }
    network
}

fn image<N: Network>(round: usize) -> Box<N::Input> {
    let mut image = N::Input::zeroed_box();
    for (at, pixel) in image.floats_mut().iter_mut().enumerate() {
        *pixel = ((at * (7 + round)) % 31) as f32 / 31.0 - 0.4;
    }
    image
}

/// Writes the file that is kept if `KEEP` is set, else compares.
fn keep(path: &str, bytes: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("KEEP").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        return std::fs::write(path, bytes).unwrap();
    }
    let kept = std::fs::read(&path).unwrap_or_default();
    assert!(
        kept == bytes,
        "{} is not what is packed now: if kernels read weights in another order, raise `VERSION` in lenet-weights/src/packed.rs, and \
         keep the new files by `KEEP=1`",
        path.display()
    );
}

#[test]
fn the_kept_file_is_what_is_packed() {
    keep("packed/parts.packed", &ruled::<origin::Parts>().prepare().to_bytes());
}

/// What is computed from weights in the program and from those that are loaded is, bit for bit, what `prepare()` computes.
#[test]
fn packed_weights_compute_what_prepared_ones_do() {
    fn bits<N: Prepare>(prepared: &Prepared<N>, round: usize) -> Vec<u32> {
        let mut output = N::Output::zeroed_box();
        prepared.forward_into(&image::<N>(round), &mut output);
        output.floats().iter().map(|number| number.to_bits()).collect()
    }
    fn check<N: Prepare>(network: &N) {
        let prepared = network.prepare();
        let file = prepared.to_bytes();
        let loaded = Prepared::<N>::from_bytes(&file).unwrap();
        for round in 0..3 {
            assert_eq!(bits(&loaded, round), bits(&prepared, round), "{}", N::NAME);
        }
        assert_eq!(loaded.to_bytes(), file);
    }
    check(&*LeNet5::init(1));
    check(&*ModernLeNet5::init(2));
    check(&*Mlp::init(3));
    check(&*ResNet8::init(4));
    check(&*DsCnn::init(5));
    check(&*VisualWakeWords::init(6));
    check(&*UNet::init(7));
    check(&*ruled::<origin::Parts>());
    let prepared = ruled::<origin::Parts>().prepare();
    for round in 0..3 {
        assert_eq!(bits(Parts::prepared(), round), bits(&prepared, round));
    }
    // Nothing is done when the program starts, and nothing is copied.
    static PREPARED: &Prepared<Parts> = Parts::prepared();
    assert!(std::ptr::eq(PREPARED, Parts::prepared()));
}

#[test]
fn a_file_is_written_and_loaded() {
    let folder = std::env::temp_dir().join(format!("lenet-packed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("lenet5.packed");
    let mut network = LeNet5::init(1);
    network.prepare().save(&path).unwrap();
    assert_eq!(Prepared::<LeNet5>::load(&path).unwrap().to_bytes(), network.prepare().to_bytes());
    let error = Prepared::<ModernLeNet5>::load(&path).err().unwrap().to_string();
    assert!(
        error.contains("lenet5.packed: the file has the packed weights of `LeNet5`, not of `ModernLeNet5`"),
        "{error}"
    );
    let error = LeNet5::load(&path).err().unwrap().to_string();
    assert!(error.contains("packed weights of a prepared network"), "{error}");
    network.fc3.bias[0] = f32::NAN;
    let error = network.prepare().save(&path).err().unwrap().to_string();
    assert!(error.contains("not a finite number"), "{error}");
    let error = Prepared::<LeNet5>::load(folder.join("no.packed")).err().unwrap().to_string();
    assert!(error.contains("cannot be read"), "{error}");
    std::fs::remove_dir_all(folder).unwrap();
}

/// Whatever byte of a file is another, and wherever it ends, it is refused.
#[test]
fn any_other_byte_is_refused() {
    let file = ruled::<origin::Digits>().prepare().to_bytes();
    let refused = |bytes: &[u8]| Prepared::<origin::Digits>::from_bytes(bytes).err();
    assert!(refused(&file).is_none());
    for at in 0..file.len() {
        for bit in 0..8 {
            let mut changed = file.clone();
            changed[at] ^= 1 << bit;
            assert!(refused(&changed).is_some(), "bit {bit} of byte {at}");
        }
        assert!(refused(&file[..at]).is_some(), "{at} bytes");
    }
    let longer = [file.as_slice(), &[0; 64]].concat();
    assert!(refused(&longer).is_some_and(|problem| problem.to_string().starts_with("the file has trailing bytes")));
}

#[test]
fn a_refusal_says_what_was_expected_and_found() {
    let file = ruled::<origin::Digits>().prepare().to_bytes();
    let says = |at: usize, byte: u8| {
        let mut changed = file.clone();
        changed[at] = byte;
        Prepared::<origin::Digits>::from_bytes(&changed).err().unwrap().to_string()
    };
    assert!(says(0, b'P').starts_with("the file does not have packed weights\nhelp: `save` of a prepared network"));
    assert!(says(8, 7).contains("another version of lenet: expected version 1 of the format, found 7"));
    assert!(says(12, 8).contains("another kind of CPU: expected 16 numbers side by side, found 8"));
    assert!(says(200, 1).contains("their hash differs\nhelp: the file is damaged"), "{}", says(200, 1));
    let mut changed = file.clone();
    changed[200] ^= 1;
    assert!(matches!(Prepared::<origin::Digits>::from_bytes(&changed), Err(Problem::Hash)));
    let problem = Prepared::<origin::Digits>::from_bytes(&ruled::<Wider>().prepare().to_bytes()).err().unwrap();
    let Problem::Layers { expected, found } = &problem else { panic!("{problem}") };
    assert_eq!(expected, "conv1: conv2d 3×3 s1×1, 2 × 2 × 2, 20 parameters, columns");
    assert!(found.starts_with("conv1: conv2d 3×3 s1×1, 3 × 2 × 2"), "{found}");
}

use wider::Digits as Wider;

mod wider {
    use super::network;

    network! {
        pub struct Digits: [1, 4, 4] -> [2] { conv1: conv2d(3, kernel: 3), relu, flatten, fc: linear(2) }
    }
}

/// The files of `ui/packed_….rs`.
#[test]
fn the_files_of_the_mistakes_are_kept() {
    let file = ruled::<origin::Digits>().prepare().to_bytes();
    let with = |at: usize, byte: u8| {
        let mut changed = file.clone();
        changed[at] = byte;
        changed
    };
    let end = file.len();
    keep("ui/weights/digits.packed", &file);
    keep("ui/weights/packed.safetensors", &file);
    keep("ui/weights/letters.packed", &ruled::<origin::Letters>().prepare().to_bytes());
    keep("ui/weights/wider.packed", &ruled::<Wider>().prepare().to_bytes());
    keep("ui/weights/version.packed", &with(8, 2));
    keep("ui/weights/cpu.packed", &with(12, 8));
    keep("ui/weights/truncated.packed", &file[..end - 100]);
    keep("ui/weights/damaged.packed", &with(end - 64, file[end - 64] ^ 1));
    keep("ui/weights/safetensors.packed", &ruled::<origin::Digits>().to_bytes());
    let mut network = ruled::<origin::Digits>();
    network.fc.bias[1] = f32::INFINITY;
    keep("ui/weights/diverged.packed", &network.prepare().to_bytes());
}

#[test]
fn the_text_of_a_file_says_what_it_is() {
    let file = LeNet5::init(1).prepare().to_bytes();
    let text = String::from_utf8_lossy(&file[64..]).into_owned();
    assert!(text.starts_with("LeNet5\nconv1: conv2d 5×5 s1×1, 6 × 28 × 28, 156 parameters, "), "{}", &text[..200]);
}
