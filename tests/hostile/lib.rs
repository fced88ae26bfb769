//! A crate whose own names are those of the standard library and of the generated code. There is nothing to run: that it
//! compiles is the test.
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]
#![allow(uncommon_codepoints, mixed_script_confusables)]

use ::lenet_runtime::network;

/// Types that mean something else than everywhere.
macro_rules! types {
    ($($name:ident)*) => { $(#[allow(dead_code, non_camel_case_types)] struct $name;)* };
}

types! {
    bool char str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64
    Some None Ok Err Option Result Vec Box String Default Clone Copy Send Sync Sized Drop Fn FnMut FnOnce
    Into From AsRef AsMut Iterator IntoIterator Extend ToOwned ToString PartialEq Eq Ord PartialOrd
    core std alloc lenet_runtime typenum
    Tensor Tile Shape Network Layer Parameters Plain Zeroed Prepare Row Activation Name Pass Init Random Axis Conv L U1 U2
}

/// Sizes that the macro cannot see.
const TWO: ::core::primitive::usize = 2;
const SLOPE: ::core::primitive::f32 = 0.1;

network! {
    /// Every layer, with sizes that the macro knows.
    pub struct Known: [2, 12, 12] -> [10] {
        block twice(c) { conv2d(c, kernel: 1), relu }
        conv2d(4, kernel: 3, padding: each_side(1), groups: 2, bias: false),
        batch_norm2d,
        relu6,
        max_pool2d(2, padding: edges(top: 0, bottom: 1, left: 0, right: 1), rounding: ceil),
        conv_transpose2d(4, kernel: 2, stride: 2, groups: 2),
        leaky_relu(negative_slope: 0.2),
        avg_pool2d(2, count_include_pad: false),
        elu(alpha: 0.5),
        residual { twice(4), hard_swish }
        residual(shortcut: { conv2d(2, kernel: 1) }) { two: twice(2), silu }
        concat { { pad(each_side(1)), crop(total(2)), gelu } { hard_sigmoid } }
        upsample(2, mode: bilinear, align_corners: true),
        upsample(2),
        stage: repeat(2) { twice(3), tanh }
        adaptive_max_pool2d((3, 3)),
        adaptive_avg_pool2d(2),
        layer_norm,
        dropout(0.5),
        flatten,
        reshape(3, 2, 2),
        global_max_pool2d,
        global_avg_pool2d,
        flatten,
        linear(10),
        batch_norm1d,
        sigmoid,
        layer_norm,
        softmax,
        log_softmax,
    }
}

network! {
    /// Every layer, with sizes that only rustc knows.
    pub struct Unknown: [TWO, 6 * TWO, 12] -> [5 * TWO] {
        block twice(c) { conv2d(c, kernel: TWO - 1), relu }
        conv2d(2 * TWO, kernel: TWO + 1, padding: each_side(TWO - 1), groups: TWO, bias: false),
        batch_norm2d(eps: SLOPE),
        max_pool2d(TWO, padding: edges(top: TWO - 2, bottom: 1, left: 0, right: 1), rounding: ceil),
        conv_transpose2d(4, kernel: TWO, stride: TWO, groups: TWO),
        leaky_relu(negative_slope: SLOPE),
        avg_pool2d(TWO, count_include_pad: false),
        elu(alpha: SLOPE),
        residual { twice(2 * TWO), hard_swish }
        residual(shortcut: { conv2d(TWO, kernel: 1) }) { two: twice(TWO), silu }
        concat { { pad(each_side(TWO)), crop(total(2 * TWO)), gelu } { hard_sigmoid } }
        upsample(TWO, mode: bilinear, align_corners: true),
        upsample(TWO),
        stage: repeat(2) { twice(TWO + 1), tanh }
        adaptive_max_pool2d((TWO, 3)),
        adaptive_avg_pool2d(TWO),
        layer_norm,
        dropout(SLOPE),
        flatten,
        reshape(TWO + 1, TWO, 2),
        global_max_pool2d,
        global_avg_pool2d,
        flatten,
        linear(5 * TWO, bias: false),
        batch_norm1d,
        sigmoid,
        layer_norm,
        softmax,
        log_softmax,
    }
}

network! {
    /// Networks as layers.
    pub struct Nested: [2, 12, 12] {
        concat {
            { Known, linear(10) }
            { unknown: Unknown }
        }
        residual { Inner }
        linear(TWO),
    }
}

network! {
    /// A network without parameters.
    pub struct Inner: [20] { relu }
}

network! {
    /// A network that is called as the generated code calls the type of a layer.
    pub struct Conv1Geometry: [1, 4, 4] {
        conv1: conv2d(1, kernel: 3, padding: same),
        residual { conv2: conv2d(1, kernel: 3, padding: same) }
        max_pool2d(2),
    }
}

network! {
    /// And one that has it for a layer.
    pub struct Conv2Geometry: [1, 4, 4] {
        conv1: conv2d(1, kernel: 3, padding: same),
        Conv1Geometry,
        conv2: conv2d(1, kernel: 1),
        relu,
    }
}

/// Networks whose layers have the names of the generated code, of Rust, and of nothing else.
pub mod layers {
    use ::lenet_runtime::network;

    macro_rules! layers {
        ($(#[$doc:meta])* $network:ident: $($name:ident)*) => {
            network! {
                $(#[$doc])*
                #[allow(non_snake_case, clippy::pub_underscore_fields)]
                pub struct $network: [1, 2, 2] {
                    $($name: conv2d(1, kernel: 1), relu, max_pool2d(1),)*
                }
            }
        };
    }

    layers! {
        /// What the generated code calls its own things.
        Generated: x y dx tape pass gradient workspace scratch output input part packed name visit init random value weight bias
        buffer_0 gradient_0 in_0 d_x d_conv plain_x plain_y plain_scratch conv conv_map x_map conv__input layer layer_x layer_
        forward backward infer record ends pack reset floats view no_parameters PARAMETERS MACS LAYERS SCRATCH WORKSPACE Input
        Output Conv Tile Tensor U1 scale shift conv1 Conv1 conv_1 conv1_ _conv1 geometry Geometry X X_MAP relu_2_map
    }

    layers! {
        /// Keywords, strict, reserved and weak.
        Keywords: r#as r#async r#await r#break r#const r#continue r#dyn r#else r#enum r#extern r#false r#fn r#for r#if r#impl
        r#in r#let r#loop r#match r#mod r#move r#mut r#pub r#ref r#return r#static r#struct r#trait r#true r#type r#unsafe
        r#use r#where r#while r#abstract r#become r#box r#do r#final r#gen r#macro r#override r#priv r#try r#typeof r#unsized
        r#virtual r#yield auto default macro_rules raw safe union dyn_ r#conv2d block repeat residual concat padding
    }

    layers! {
        /// Names without letters, and letters of the world.
        Letters: __ ___ _1 __2 _a a_ é É ß ss SS 日本 层 слой İ a1 a_1 A1 a__1
    }
}

/// Networks whose names are keywords in lower case, as layers of another: each is a field.
pub mod networks {
    use ::lenet_runtime::network;

    macro_rules! networks {
        ($($name:ident)*) => {
            $(network! {
                /// A part.
                pub struct $name: [2] { linear(2) }
            })*

            network! {
                /// All of them.
                pub struct Whole: [2] { $(self::$name,)* }
            }
        };
    }

    networks! {
        Abstract As Async Box Break Const Crate Do Dyn Else Enum Extern False Final Fn For Gen If Impl In Let Loop Macro Match Mod
        Move Mut Override Priv Pub Ref Return Static Struct Super Trait True Try Type Unsafe Use Virtual Where While Yield
        Loss Output Input Dense Flatten Conv2d
    }
}

/// Constants, statics and unit structs whose names the generated code binds, and a macro of the name of ours.
#[allow(dead_code, non_upper_case_globals, non_camel_case_types)]
pub mod bindings {
    use ::lenet_runtime::network;

    #[allow(unused_macros)]
    macro_rules! __methods {
        () => {};
    }

    macro_rules! named {
        (const $($name:ident)*) => { $(const $name: ::core::primitive::usize = 2;)* };
        (static $($name:ident)*) => { $(static $name: ::core::primitive::usize = 2;)* };
        (struct $($name:ident)*) => { $(struct $name;)* };
    }

    named! { const image x tape pass gradient loss init hidden }
    named! { static workspace dx scratch packed random path bytes }
    named! { struct images output targets labels seed name visit part pack }
    // Those of layers that are called so, with or without a name of their own.
    named! { const relu_1 residual_1 conv2d_1 batch_norm2d_1 dropout_1 x_map X_MAP CONV2D_1 SCRATCH flatten_1 y scale }
    named! { static max_pool2d_1 conv2d_2 shift softplus_1 }
    named! { const segment run }
    named! { struct layer_norm_1 linear_1 relu_2 }

    network! {
        /// Every pass.
        pub struct Passes: [1, 6, 6] {
            conv2d(image, kernel: 3),
            relu,
            residual { conv2d(x, kernel: 3, padding: same), batch_norm2d }
            max_pool2d(tape),
            dropout(0.5),
            flatten,
            hidden: linear(hidden),
            relu,
            softplus,
            layer_norm,
            linear(2),
        }
    }

    impl Passes {
        /// What hidden constants of the type might be called.
        pub const CONV2D_1_FILTERS: ::core::primitive::usize = 1;
        /// And those of a layer with a name.
        pub const HIDDEN_FEATURES: ::core::primitive::usize = 1;
    }

    network! {
        /// Layers that are called as hidden items might be.
        pub struct Layers: [1, 6, 6] {
            block wider(r#type) { conv2d(r#type, kernel: 1) }
            x_map: conv2d(1, kernel: 1),
            x: conv2d(1, kernel: 1),
            x_out: conv2d(1, kernel: 1),
            x_grad: relu,
            scratch: repeat(2) { tape: conv2d(1, kernel: 1), r#gen: relu }
            r#type: wider(4),
            wider(2),
            stage: repeat(2) { conv: conv2d(4, kernel: 1) }
            stage_one: residual { conv: conv2d(4, kernel: 1) }
        }
    }
}

/// What macros hand over as one piece is read as it is written.
pub mod fragments {
    use ::lenet_runtime::network;

    macro_rules! declare {
        ($network:ident, $layer:ident, $size:expr, $pair:expr, $flag:expr, $share:expr, $mode:expr, $padding:expr) => {
            network! {
                /// A network of fragments.
                pub struct $network: [$size, 8, 8] {
                    block square(n) { conv2d(n.pow(2), kernel: 1) }
                    $layer: conv2d($size * 2, kernel: $pair, bias: $flag, padding: $padding),
                    dropout($share),
                    square(2),
                    upsample(2, mode: $mode),
                }
            }
        };
    }

    declare!(Fragments, first, 1 + 1, (3, 3), (false), 0.25, bilinear, each_side(1));
}
