//! `#[name = "…"]`: what tensors are called in files, whatever the fields are called.

use lenet_runtime::io::weights::named;
use lenet_runtime::{Name, Network, Plain, network};
use safetensors::SafeTensors;

network! {
    /// A network that is used as a layer.
    pub struct Inner: [4] -> [4] {
        #[name = "0"]
        fc: linear(4),
        relu,
    }
}

network! {
    /// A name on every kind of entry.
    pub struct Names: [2, 4, 4] -> [3] {
        block pair(c) {
            #[name = "0"]
            conv: conv2d(c, kernel: 3, padding: same),
            #[name = "1"]
            bn: batch_norm2d,
            #[name = "2"]
            relu,
        }
        #[name = "features.0"]
        conv2d(3, kernel: 1),
        #[name = "features.1"]
        first: pair(2),
        /// Documentation and a name.
        #[name = "features.2"]
        residual(shortcut: { #[name = "downsample.0"] conv2d(2, kernel: 1) }) { #[name = "body"] pair(2) }
        #[name = "stages"]
        rounds: repeat(2) { #[name = "conv.0"] conv: conv2d(2, kernel: 1) }
        #[name = "more.stages"]
        tuple: repeat(2) { conv2d(2, kernel: 1), concat { {} { #[name = "wide"] conv2d(1, kernel: 1) } } }
        #[name = "joined"]
        branches: concat { { r#in: conv2d(1, kernel: 1) } { #[name = "out"] conv2d_1: conv2d(1, kernel: 1) } }
        flatten,
        plain: linear(4),
        #[name = "backbone.net"]
        Inner,
        #[name = "classifier.6"]
        head: linear(3, bias: false),
    }
}

/// The names in memory order.
fn names<N: Network>() -> Vec<String> {
    let mut names = Vec::new();
    N::init(1).visit(Name::ROOT, &mut |tensor| names.push(tensor.name.to_string()));
    names
}

#[test]
fn every_entry_may_say_the_path_of_its_tensors() {
    let layers = names::<Names>();
    let mut layers: Vec<&str> = layers.iter().map(|name| name.rsplit_once('.').unwrap().0).collect();
    layers.dedup();
    let expected = [
        "features.0",
        "features.1.0",
        "features.1.1",
        "features.2.body.0",
        "features.2.body.1",
        "features.2.downsample.0",
        "stages.0.conv.0",
        "stages.1.conv.0",
        "more.stages.0.conv2d_1",
        "more.stages.0.wide",
        "more.stages.1.conv2d_1",
        "more.stages.1.wide",
        "joined.in",
        "joined.out",
        "plain",
        "backbone.net.0",
        "classifier.6",
    ];
    assert_eq!(layers, expected);
}

#[test]
fn fields_stay_as_they_are() {
    let network = Names::init(1);
    let one: &[f32] = network.conv2d_1.weight.floats();
    assert_eq!((one.len(), network.first.conv.weight.floats().len()), (6, 54));
    assert_eq!((network.rounds.len(), network.tuple.0.conv2d_1.weight.floats().len()), (2, 4));
    assert_eq!((network.inner.fc.bias.len(), network.head.weight.floats().len()), (4, 12));
    assert_eq!((network.branches.r#in.bias.len(), network.branches.conv2d_1.bias.len()), (1, 1));
}

#[test]
fn files_have_these_names_and_are_read_by_them() {
    let network = Names::init(7);
    let bytes = named::to_bytes(&*network);
    let file = SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(file.tensor("features.1.0.weight").unwrap().shape(), [2, 3, 3, 3]);
    assert_eq!(file.len(), names::<Names>().len());
    assert_eq!(named::from_bytes::<Names>(&bytes).unwrap().floats(), network.floats());
}

#[test]
fn gradients_and_layers_do_not_depend_on_the_names() {
    // The path of a layer in messages and in the table is that of its field.
    let layers: Vec<&str> = Names::LAYERS.iter().map(|layer| layer.name).collect();
    assert!(layers.contains(&"first.conv") && layers.contains(&"head"), "{layers:?}");
}
