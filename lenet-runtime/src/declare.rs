//! `network!`, and the methods that it gives to a network's type.

/// Declares a network.
///
/// ```
/// use lenet_runtime::{Tensor, network};
///
/// network! {
///     /// LeNet-5 as the textbook draws it: sigmoid and average pooling.
///     pub struct LeNet5: [1, 28, 28] -> [10] {
///         conv1: conv2d(6, kernel: 5, padding: same),
///         sigmoid,
///         avg_pool2d(2),
///         conv2: conv2d(16, kernel: 5),
///         sigmoid,
///         avg_pool2d(2),
///         flatten,
///         fc1: linear(120),
///         sigmoid,
///         fc2: linear(84),
///         sigmoid,
///         fc3: linear(10),
///     }
/// }
///
/// let network = LeNet5::init(42);
/// let scores: [f32; 10] = network.forward(&Tensor::zeros());
/// assert_eq!(LeNet5::PARAMETERS, 61_706);
/// assert_eq!(LeNet5::MACS, 416_520);
/// # assert!(scores.iter().all(|score| score.is_finite()));
/// ```
///
#[doc = include_str!("language.md")]
#[macro_export]
macro_rules! network {
    ($($declaration:tt)*) => { $crate::__network! { $crate $($declaration)* } };
}

/// The inherent methods of a network, which need no trait in scope. Their names are written by the procedural half, at the place
/// of the network's name: there rustc points where a method is called with a wrong value, and not into this file.
///
/// They are `#[inline]` so that a library that declares networks compiles none of their passes: a program does, for those that
/// it runs.
#[doc(hidden)]
#[macro_export]
macro_rules! __methods {
    ($name:ident [$summary:ident $forward_in:ident $input_mut:ident $forward_in_place:ident $input:ident $output:ident] $alloc:tt $bytes:tt $file:tt) => {
        #[allow(unused_imports)]
        use $crate::__private::bindings::*;
        type $input = <$name as $crate::Network>::Input;
        type $output = <$name as $crate::Network>::Output;

        #[allow(dead_code)]
        impl $name {
            /// How many numbers are trained.
            pub const PARAMETERS: ::core::primitive::usize = <Self as $crate::Network>::PARAMETERS;
            /// How many multiplications with a following addition one forward pass of one image takes.
            pub const MACS: ::core::primitive::u64 = <Self as $crate::Network>::MACS;
            /// The layers in the order of the declaration, each with its sizes, its costs and its receptive field.
            pub const LAYERS: &'static [$crate::Layer] = <Self as $crate::Network>::LAYERS;
            /// How many bytes the buffers for one image take.
            pub const WORKSPACE_BYTES: ::core::primitive::usize = ::core::mem::size_of::<$crate::Workspace<Self>>();
            /// How many bytes of memory one image takes: the buffers, with the input and the output in them. A program that keeps
            /// images elsewhere needs memory for these beside.
            pub const RAM_BYTES: ::core::primitive::usize = Self::WORKSPACE_BYTES;
            /// How many bytes of constants a program has that holds the weights of the network.
            pub const FLASH_BYTES: ::core::primitive::usize = ::core::mem::size_of::<Self>();
            /// How many bytes of memory training takes without an allocator, one image at a time: the weights, and
            /// `StaticGradients`. The state of an optimizer comes on top: a momentum takes as much as the weights.
            pub const TRAINING_BYTES: ::core::primitive::usize =
                Self::FLASH_BYTES + ::core::mem::size_of::<$crate::train::StaticGradients<Self>>();

            /// The table of the layers.
            #[must_use]
            #[inline]
            pub fn $summary() -> $crate::Summary {
                <Self as $crate::Network>::summary()
            }

            /// What the network computes from one image, in buffers that the caller keeps. Allocates nothing, but for
            /// transposed convolutions and, where the CPU has no vector instructions, convolutions and linear layers: their
            /// products of matrices do.
            #[inline]
            pub fn $forward_in<'a>(&self, image: &$input, workspace: &'a mut $crate::Workspace<Self>) -> &'a $output {
                $crate::Network::forward_in(self, image, workspace)
            }

            /// The place for the input in a workspace, for `forward_in_place`.
            #[inline]
            pub fn $input_mut(workspace: &mut $crate::Workspace<Self>) -> &mut $input {
                <Self as $crate::Network>::input_mut(workspace)
            }

            /// What the network computes from the image that `input_mut` has of a workspace. Layers write over it when it has been
            /// read, so it has to be written anew for each call.
            #[inline]
            pub fn $forward_in_place<'a>(&self, workspace: &'a mut $crate::Workspace<Self>) -> &'a $output {
                $crate::Network::forward_in_place(self, workspace)
            }
        }
        $crate::__alloc_methods! { $name $alloc }
        $crate::__bytes_methods! { $name $bytes }
        $crate::__file_methods! { $name $file }
    };
}

#[cfg(feature = "alloc")]
#[doc(hidden)]
#[macro_export]
macro_rules! __alloc_methods {
    ($name:ident [
        $init:ident $init_with:ident $workspace:ident $prepare:ident $clone_box:ident $forward:ident $forward_into:ident
        $forward_batch:ident $loss_and_gradient:ident $evaluate:ident
        [$loss:ident $examples:ident $metric:ident $input:ident $output:ident]
        [$($any_loss:tt)*] [$($any_examples:tt)*] [$($any_metric:tt)*]
    ]) => {
        #[allow(unused_imports)]
        use $crate::train::{Examples as $examples, Loss as $loss, Metric as $metric};

        // A network may be small enough for clippy to want it unboxed; another is not.
        #[allow(dead_code, clippy::unnecessary_box_returns)]
        impl $name {
            /// A network with random weights: one seed gives one network. Each layer starts as suits the activation after
            /// it: Kaiming before a rectifier, Xavier elsewhere.
            #[must_use]
            #[inline]
            pub fn $init(seed: ::core::primitive::u64) -> $crate::__private::Box<Self> {
                <Self as $crate::Network>::init(seed)
            }

            /// A network with random weights that all start in the same way.
            #[must_use]
            #[inline]
            pub fn $init_with(seed: ::core::primitive::u64, init: $crate::Init) -> $crate::__private::Box<Self> {
                <Self as $crate::Network>::init_with(seed, init)
            }

            /// Buffers for `forward_in`, on the heap.
            #[must_use]
            #[inline]
            pub fn $workspace() -> $crate::__private::Box<$crate::Workspace<Self>> {
                <Self as $crate::Network>::workspace()
            }

            /// The network made ready to compute one image as fast as possible: weights packed, layers fused.
            #[must_use]
            #[inline]
            pub fn $prepare(&self) -> $crate::__private::Box<$crate::Prepared<Self>> {
                $crate::Prepare::prepare(self)
            }

            /// A copy of the network that is made on the heap. (`clone` of a network that derives `Clone` returns by value,
            /// over the stack.)
            #[must_use]
            #[inline]
            pub fn $clone_box(&self) -> $crate::__private::Box<Self> {
                $crate::Plain::clone_box(self)
            }

            /// What the network computes from one image. The output is returned by value: it takes as much stack as it is
            /// large, and `forward_into` takes none.
            #[must_use]
            #[inline]
            pub fn $forward(&self, image: &$input) -> $output {
                $crate::Network::forward(self, image)
            }

            /// Writes to `output` what the network computes from one image.
            #[inline]
            pub fn $forward_into(
                &self,
                image: &$input,
                output: &mut $output,
            ) {
                $crate::Network::forward_into(self, image, output);
            }

            /// What the network computes from many images. The last bits may differ from those of `forward`, which adds
            /// in another order.
            #[must_use]
            #[inline]
            pub fn $forward_batch(
                &self,
                images: &[$input],
            ) -> $crate::__private::Vec<$output> {
                $crate::Network::forward_batch(self, images)
            }

            /// The mean loss of a batch, and its gradient with respect to every parameter, which is written to
            /// `gradient`. `seed` is where dropout draws from: another one for each step.
            #[inline]
            pub fn $loss_and_gradient<T: ::core::marker::Send + ::core::marker::Sync, L: $($any_loss)*>(
                &self,
                loss: &L,
                images: &[$input],
                targets: &[T],
                seed: ::core::primitive::u64,
                gradient: &mut Self,
            ) -> ::core::primitive::f64 {
                $crate::train::loss_and_gradient(self, loss, images, targets, seed, gradient)
            }

            /// Runs the network over examples whose classes are known.
            #[inline]
            pub fn $evaluate<T: ::core::marker::Send + ::core::marker::Sync, L: $($any_loss)*>(
                &self,
                loss: &L,
                examples: impl $($any_examples)*,
            ) -> $crate::train::Evaluation
            where
                $crate::train::Confusion: $($any_metric)*,
            {
                $crate::train::evaluate(self, loss, examples)
            }
        }
    };
}

#[cfg(not(feature = "alloc"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __alloc_methods {
    ($name:ident $names:tt) => {};
}

#[cfg(feature = "safetensors")]
#[doc(hidden)]
#[macro_export]
macro_rules! __bytes_methods {
    ($name:ident [$to_bytes:ident $from_bytes:ident]) => {
        #[allow(dead_code)]
        impl $name {
            /// The weights as the bytes of a safetensors file.
            #[must_use]
            #[inline]
            pub fn $to_bytes(&self) -> $crate::__private::Vec<::core::primitive::u8> {
                $crate::io::weights::named::to_bytes(self)
            }

            /// The network whose weights are in the bytes of a safetensors file.
            ///
            /// # Errors
            ///
            /// If the bytes are damaged, or are the weights of another network.
            #[inline]
            pub fn $from_bytes(
                bytes: &[::core::primitive::u8],
            ) -> ::core::result::Result<$crate::__private::Box<Self>, $crate::io::weights::Problem> {
                $crate::io::weights::named::from_bytes(bytes)
            }
        }
    };
}

#[cfg(not(feature = "safetensors"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __bytes_methods {
    ($name:ident $names:tt) => {};
}

#[cfg(all(feature = "safetensors", feature = "std"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __file_methods {
    ($name:ident [$save:ident $load:ident [$($path:tt)*]]) => {
        #[allow(dead_code)]
        impl $name {
            /// Writes the weights to a safetensors file: whole, or not at all.
            ///
            /// # Errors
            ///
            /// If a weight is not finite, or if the file cannot be written.
            #[inline]
            pub fn $save(
                &self,
                path: impl $($path)*,
            ) -> ::core::result::Result<(), $crate::io::weights::Error> {
                $crate::io::weights::named::save(self, path)
            }

            /// The network whose weights are in a safetensors file.
            ///
            /// # Errors
            ///
            /// If the file cannot be read, is damaged, or holds the weights of another network.
            #[inline]
            pub fn $load(
                path: impl $($path)*,
            ) -> ::core::result::Result<$crate::__private::Box<Self>, $crate::io::weights::Error> {
                $crate::io::weights::named::load(path)
            }
        }
    };
}

#[cfg(not(all(feature = "safetensors", feature = "std")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __file_methods {
    ($name:ident $names:tt) => {};
}

/// A network whose declaration has mistakes: the traits, so that what uses it is not blamed for them. `$mistake` is the constant
/// in which the first error stands. What the network dereferences to is made of it, so that it has any field and any method one
/// can think of, and rustc says nothing of them.
#[doc(hidden)]
#[macro_export]
macro_rules! __outline {
    ($name:ident $text:literal $mistake:ident $input:ty, $output:ty) => {
        #[allow(dead_code)]
        impl $name {
            pub const fn trained() -> &'static Self {
                &Self { no_parameters: [] }
            }
            pub const fn prepared() -> &'static $crate::Prepared<Self> {
                loop {}
            }
        }
        impl ::core::ops::Deref for $name {
            type Target = <[(); $mistake] as $crate::__private::proof::Mistaken>::Anything;
            fn deref(&self) -> &Self::Target {
                loop {}
            }
        }
        impl ::core::ops::DerefMut for $name {
            fn deref_mut(&mut self) -> &mut Self::Target {
                loop {}
            }
        }
        unsafe impl $crate::PlainData for $name {}
        impl $crate::Parameters for $name {
            const TENSORS: $crate::__private::Tensors = $crate::__private::Tensors::Members(&[]);
        }
        impl $crate::Network for $name {
            type Input = $input;
            type Output = $output;
            type Workspace<const __L: ::core::primitive::usize> = $crate::Tile<$output, __L>;
            type Tape<const __L: ::core::primitive::usize> = $crate::Tile<$output, __L>;
            type TrainingWorkspace<const __L: ::core::primitive::usize> = $crate::Tile<$output, __L>;
            const NAME: &'static ::core::primitive::str = $text;
            const LAYERS: &'static [$crate::Layer] = {
                let _ = $mistake;
                &[]
            };
            const VALUES: ::core::primitive::usize = 0;
            fn infer_from<'a, const __L: ::core::primitive::usize>(
                &self,
                _: ::core::option::Option<&$crate::Tile<Self::Input, __L>>,
                workspace: &'a mut Self::Workspace<__L>,
            ) -> &'a $crate::Tile<Self::Output, __L> {
                workspace
            }
            fn input_place<const __L: ::core::primitive::usize>(
                _: &mut Self::Workspace<__L>,
            ) -> &mut $crate::Tile<Self::Input, __L> {
                loop {}
            }
            fn record_stage<const __L: ::core::primitive::usize>(
                &self,
                _: ::core::primitive::usize,
                _: &$crate::Tile<Self::Input, __L>,
                _: &mut Self::Tape<__L>,
                _: &mut Self::TrainingWorkspace<__L>,
                _: &$crate::Pass,
            ) {
            }
            fn ends<'a, const __L: ::core::primitive::usize>(
                tape: &'a Self::Tape<__L>,
                workspace: &'a mut Self::TrainingWorkspace<__L>,
            ) -> (&'a $crate::Tile<Self::Output, __L>, &'a mut $crate::Tile<Self::Output, __L>) {
                (tape, workspace)
            }
            fn backward_stage<const __L: ::core::primitive::usize>(
                &self,
                _: ::core::primitive::usize,
                _: &$crate::Tile<Self::Input, __L>,
                _: &mut Self::Tape<__L>,
                _: &mut Self::TrainingWorkspace<__L>,
                _: &$crate::Pass,
                _: &mut Self,
                _: ::core::option::Option<&mut $crate::Tile<Self::Input, __L>>,
            ) {
            }
        }
        impl $crate::Look for $name {
            type LookWorkspace = $crate::Tile<$output, 1>;
            fn observe<'a>(
                &self,
                _: ::core::option::Option<&$crate::Tile<Self::Input, 1>>,
                workspace: &'a mut Self::LookWorkspace,
                _: &mut dyn $crate::Observer,
            ) -> &'a $crate::Tile<Self::Output, 1> {
                workspace
            }
        }
        impl $crate::Prepare for $name {
            type Packed = $crate::__private::prepared::Lines<0>;
            type PackedWorkspace = $output;
            const PACKED_VALUES: ::core::primitive::usize = 0;
            fn pack(&self, _: &mut Self::Packed) {}
            fn infer_packed<'a>(
                _: &Self::Packed,
                _: ::core::option::Option<&Self::Input>,
                workspace: &'a mut Self::PackedWorkspace,
            ) -> &'a Self::Output {
                workspace
            }
            fn packed_input(_: &mut Self::PackedWorkspace) -> &mut Self::Input {
                loop {}
            }
        }
    };
}

/// A constant of less than 2²⁴ as a type, built bit by bit; 0 for a larger one.
#[doc(hidden)]
#[macro_export]
macro_rules! __number {
    ($n:expr) => { $crate::__number!(@ $n; 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23) };
    (@ $n:expr;) => { $crate::__private::typenum::UTerm };
    (@ $n:expr; $bit:literal $($higher:literal)*) => {
        $crate::__private::proof::Then<$crate::__number!(@ $n; $($higher)*), { ($n >> $bit) & 1 == 1 }>
    };
}
