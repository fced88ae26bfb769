//! Layers, put together in every way, give PyTorch's answers and its gradients, with respect to the parameters and to the
//! input: for one image, also prepared, for sixteen, for a tile that is not full, and for several tiles. `answers/composition.py` asked PyTorch,
//! `answers/composition.txt` holds what it said.

mod composed;

use composed::*;
use lenet_runtime::{Kind, Name, Network, Pass, Plain, Prepare, Prepared, Tile, Value, Zeroed};
use reference::answers::{Answer, find};
use reference::batch;
use reference::numbers::fractions;
use reference::weights;

/// The numbers of images that are computed at once: one, a tile that is not full, a full one, and several.
const COUNTS: [usize; 4] = [1, 5, 16, 33];

/// The input of image `index`, or the gradient of its output.
fn image(seed: usize, index: usize, len: usize) -> Vec<f32> {
    fractions((seed + index) as u32, len)
}

/// A tile whose first `count` lanes hold images.
fn tile<V: Value, const L: usize>(seed: usize, count: usize) -> Box<Tile<V, L>> {
    let mut tile = Tile::zeroed_box();
    for lane in 0..count {
        for (element, number) in tile.lanes_mut().iter_mut().zip(image(seed, lane, V::FLOATS)) {
            element[lane] = number;
        }
    }
    tile
}

/// One number for each image: Σ u·v over its elements v, with u in −1..=1, so that the answers stay short. Of one image it
/// is all elements.
fn digest(images: &[Vec<f32>]) -> Vec<f32> {
    if let [image] = images {
        return image.clone();
    }
    let u = fractions(7, images[0].len());
    images.iter().map(|image| image.iter().zip(&u).map(|(element, u)| element * u).sum()).collect()
}

/// Compares numbers with an answer: sums of a few hundred products of about 1, added to 0.5 tile by tile, in `f32`.
fn check(what: &str, found: &[f32], expected: &[f64], tiles: usize) {
    let largest = expected.iter().fold(0.0, |largest: f64, number| largest.max(number.abs()));
    let slack = vec![tiles as f64 * 1e-6 + 1e-5 * largest; expected.len()];
    if let Err(error) = reference::close(what, found, expected, &slack) {
        panic!("{error}");
    }
}

/// Runs `count` images in tiles of `L`, and compares everything with the answer.
fn run<N: Network, const L: usize>(count: usize, answer: &Answer) {
    let network = weights::network::<N>();
    let label = |what: &str| format!("{count}.{what}");
    let check = |what: &str, found: &[f32]| {
        check(&format!("{} {}", N::NAME, label(what)), found, &answer[&*label(what)], count.div_ceil(L));
    };

    if count <= L {
        // Twice, first with other images: what they leave in the buffers must not show.
        let mut workspace = N::Workspace::<L>::zeroed_box();
        network.infer(&tile::<N::Input, L>(50, count), &mut workspace);
        let y = network.infer(&tile::<N::Input, L>(10, count), &mut workspace);
        check("infer", &digest(&batch::lanes(y, count)));
    }

    if !answer.contains_key(&*label("y")) {
        return;
    }
    let images: Vec<_> = (0..count).map(|lane| image(10, lane, N::Input::FLOATS)).collect();
    let dy: Vec<_> = (0..count).map(|lane| image(100, lane, N::Output::FLOATS)).collect();
    for wanted in [true, false] {
        let ran = batch::run::<N, L>(&network, &images, &dy, wanted, 0.5);
        check("y", &digest(&ran.y));
        if wanted {
            check("dx", &digest(&ran.dx));
        }
        ran.gradient.visit(Name::ROOT, &mut |tensor| match tensor.kind {
            Kind::Trained => {
                let found: Vec<f32> = tensor.values.iter().map(|number| number - 0.5).collect();
                check(&tensor.name.to_string(), &found);
            }
            Kind::Buffer => {
                assert!(tensor.values.iter().all(|number| *number == 0.5), "{} has a gradient", tensor.name)
            }
        });
        ran.next.visit(Name::ROOT, &mut |tensor| {
            if tensor.kind == Kind::Buffer {
                check(&tensor.name.to_string(), tensor.values);
            }
        });
    }
}

/// Runs the prepared network on sixteen images, one after the other.
fn run_prepared<N: Prepare>(answer: &Answer) {
    let prepared = weights::network::<N>().prepare();
    let mut workspace = Prepared::<N>::workspace();
    let mut x = N::Input::zeroed_box();
    let u = fractions(7, N::Output::FLOATS);
    for (index, expected) in answer["16.infer"].iter().enumerate() {
        x.floats_mut().copy_from_slice(&image(10, index, N::Input::FLOATS));
        let y = prepared.forward_in(&x, &mut workspace).floats();
        if index == 0 {
            check(&format!("{} prepared", N::NAME), y, &answer["1.infer"], 1);
        }
        let sum: f32 = y.iter().zip(&u).map(|(y, u)| y * u).sum();
        check(&format!("{} prepared, image {index}", N::NAME), &[sum], &[*expected], 1);
    }
}

fn check_network<N: Prepare>() {
    let answer = find(include_str!("answers/composition.txt"), N::NAME);
    run_prepared::<N>(&answer);
    for count in COUNTS {
        if count == 1 {
            run::<N, 1>(count, &answer);
        }
        run::<N, 16>(count, &answer);
        run::<N, 4>(count, &answer);
    }
}

/// One test a network.
macro_rules! networks {
    ($($test:ident: $network:ty;)*) => {$(
        #[test]
        fn $test() {
            check_network::<$network>();
        }
    )*};
}

networks! {
    layers_in_place: InPlace;
    activations_that_save_their_input: SaveInput;
    an_activation_is_the_first_layer: ActivationFirst;
    an_activation_is_the_only_layer: ActivationOnly;
    pixel_shuffles_are_first_and_last: PixelShuffleEnds;
    a_shuffle_of_a_view: PixelShuffleOfAView;
    channel_shuffles_are_first_and_last: ChannelShuffleEnds;
    mirrored_surroundings_are_first_and_last: ReflectEnds;
    surroundings_of_the_nearest_are_first_and_last: ReplicateEnds;
    surroundings_of_the_opposite_side_are_first_and_last: CircularEnds;
    instance_normalizations_are_first_and_last: InstanceNormEnds;
    group_normalizations_are_first_and_last: GroupNormEnds;
    learned_slopes_are_first_and_last: PReluEnds;
    parameters_beside_other_readers_of_the_input: ParametersBesideOthers;
    local_response_normalizations_are_first_and_last: LocalResponseEnds;
    means_of_elements_that_are_apart: DilatedMeans;
    vectors_in_the_order_of_keras: ChannelsLast;
    vectors_in_the_order_of_keras_from_the_first_layer_on: ChannelsLastFirst;
    dropout_is_the_only_layer: DropoutOnly;
    dropout_is_the_first_layer: DropoutFirst;
    dropout_between_a_convolution_and_its_pool: DropoutBeforePool;
    dropout_begins_a_way_of_a_residual: DropoutInResidual;
    a_residual: ResidualPlain;
    a_residual_with_a_shortcut: ResidualShortcut;
    a_residual_is_the_first_layer: ResidualFirst;
    a_residual_with_a_shortcut_is_the_first_layer: ShortcutFirst;
    residuals_in_residuals: NestedResidual;
    empty_branches: EmptyBranch;
    empty_branches_first: EmptyBranchFirst;
    many_layers_read_one_value: ManyReaders;
    many_layers_read_the_input: ManyReadersFirst;
    branches_in_a_residual: ConcatInResidual;
    residuals_in_branches: ResidualInConcat;
    down_and_up: DownAndUp;
    repeated_layers_of_one_shape: RepeatAlike;
    repeated_layers_of_several_shapes: RepeatDifferent;
    blocks: Blocks;
    a_network_is_the_only_layer: NetworkOnly;
    networks_are_first_and_last: NetworkEnds;
    a_network_is_the_first_layer: NetworkFirst;
    networks_in_residuals_and_branches: NetworkInResidual;
    networks_of_networks: NetworkDeep;
    normalization_is_the_first_layer: NormFirst;
    normalization_of_vectors: NormVector;
    normalization_before_layers: NormInResidual;
    softmax_in_the_middle: SoftmaxMiddle;
    a_vector_becomes_an_image: VectorToImage;
    flatten_is_the_first_layer: FlattenFirst;
    names_of_generated_code: Names;
    sizes_that_only_rustc_knows: Constants;
    branches_one_below_the_other: ConcatRows;
    branches_side_by_side: ConcatColumns;
    branches_along_every_axis: ConcatNested;
    branches_of_sizes_that_only_rustc_knows: ConcatOfConstants;
}

#[test]
fn every_dropout_of_nested_networks_draws_a_mask_of_its_own() {
    let (network, pass) = (weights::network::<Masks>(), Pass { seed: 1, images: 1, training: true });
    let mut x = Tile::<[f32; 64], 1>::zeroed_box();
    x.floats_mut().fill(1.0);
    let mut tape = <Masks as Network>::Tape::zeroed_box();
    let mut workspace = <Masks as Network>::TrainingWorkspace::zeroed_box();
    network.record(&x, &mut tape, &mut workspace, &pass);
    let masks: Vec<&[f32]> = Masks::ends(&tape, &mut workspace).0.floats().chunks(64).collect();
    for (index, mask) in masks.iter().enumerate() {
        assert!(mask.iter().all(|&factor| factor == 0.0 || factor == 2.0));
        assert!(!masks[..index].contains(mask), "mask {index} is drawn twice");
    }
}
