/// A small residual network: a block, a named repetition, a shortcut, and a dimension that only rustc knows.
///
/// A network from 3 × 16 × 16 to a constant.
///
/// | layer | kind | output | parameters |
/// |-------|------|--------|-----------:|
/// | `stem` | conv2d | 8 × 16 × 16 | 224 |
/// | `relu_1` | relu | 8 × 16 × 16 |  |
/// | `layer1.0.conv1` | conv2d | 8 × 16 × 16 | 576 |
/// | `layer1.0.bn1` | batch_norm2d | 8 × 16 × 16 | 16 |
/// | `layer1.0.relu_1` | relu | 8 × 16 × 16 |  |
/// | `layer1.0.conv2` | conv2d | 8 × 16 × 16 | 576 |
/// | `layer1.0.bn2` | batch_norm2d | 8 × 16 × 16 | 16 |
/// | `layer1.0.residual_1` | residual | 8 × 16 × 16 |  |
/// | `layer1.0.relu_2` | relu | 8 × 16 × 16 |  |
/// | `layer1.1.conv1` | conv2d | 8 × 16 × 16 | 576 |
/// | `layer1.1.bn1` | batch_norm2d | 8 × 16 × 16 | 16 |
/// | `layer1.1.relu_1` | relu | 8 × 16 × 16 |  |
/// | `layer1.1.conv2` | conv2d | 8 × 16 × 16 | 576 |
/// | `layer1.1.bn2` | batch_norm2d | 8 × 16 × 16 | 16 |
/// | `layer1.1.residual_1` | residual | 8 × 16 × 16 |  |
/// | `layer1.1.relu_2` | relu | 8 × 16 × 16 |  |
/// | `down.conv1` | conv2d | 16 × 8 × 8 | 1 152 |
/// | `down.bn1` | batch_norm2d | 16 × 8 × 8 | 32 |
/// | `down.relu_1` | relu | 16 × 8 × 8 |  |
/// | `down.conv2` | conv2d | 16 × 8 × 8 | 2 304 |
/// | `down.bn2` | batch_norm2d | 16 × 8 × 8 | 32 |
/// | `downsample` | conv2d | 16 × 8 × 8 | 144 |
/// | `residual_1` | residual | 16 × 8 × 8 |  |
/// | `relu_2` | relu | 16 × 8 × 8 |  |
/// | `global_avg_pool2d_1` | global_avg_pool2d | 16 × 1 × 1 |  |
/// | `flatten_1` | flatten | 16 |  |
///
/// Sizes from here on depend on constants: see `summary()`.
#[derive(Debug)]
#[repr(C)]
pub struct Residual {
    /// The parameters of a `conv2d` layer with output 8 × 16 × 16.
    pub stem: lenet_runtime::Conv2d<3, 8, 3, 3>,
    /// The parameters of 2 groups of layers of the same shapes.
    pub layer1: [ResidualLayer1; 2],
    /// The parameters of a group of layers.
    pub down: ResidualDown,
    /// The parameters of a `conv2d` layer with output 16 × 8 × 8.
    pub downsample: lenet_runtime::Conv2d<8, 16, 1, 1>,
    /// The parameters of a `linear` layer.
    pub fc: lenet_runtime::Linear<16, { Residual::__FC_FEATURES }>,
}

/// The parameters of `layer1.0` in [`Residual`].
#[derive(Debug)]
#[repr(C)]
pub struct ResidualLayer1 {
    /// The parameters of a `conv2d` layer with output 8 × 16 × 16.
    pub conv1: lenet_runtime::Conv2d<8, 8, 3, 3, lenet_runtime::NoBias>,
    /// The parameters of a `batch_norm2d` layer with output 8 × 16 × 16.
    pub bn1: lenet_runtime::BatchNorm<8>,
    /// The parameters of a `conv2d` layer with output 8 × 16 × 16.
    pub conv2: lenet_runtime::Conv2d<8, 8, 3, 3, lenet_runtime::NoBias>,
    /// The parameters of a `batch_norm2d` layer with output 8 × 16 × 16.
    pub bn2: lenet_runtime::BatchNorm<8>,
}

/// The parameters of `down` in [`Residual`].
#[derive(Debug)]
#[repr(C)]
pub struct ResidualDown {
    /// The parameters of a `conv2d` layer with output 16 × 8 × 8.
    pub conv1: lenet_runtime::Conv2d<8, 16, 3, 3, lenet_runtime::NoBias>,
    /// The parameters of a `batch_norm2d` layer with output 16 × 8 × 8.
    pub bn1: lenet_runtime::BatchNorm<16>,
    /// The parameters of a `conv2d` layer with output 16 × 8 × 8.
    pub conv2: lenet_runtime::Conv2d<16, 16, 3, 3, lenet_runtime::NoBias>,
    /// The parameters of a `batch_norm2d` layer with output 16 × 8 × 8.
    pub bn2: lenet_runtime::BatchNorm<16>,
}

#[allow(arithmetic_overflow, unconditional_panic)]
impl Residual {
    const __FC_FEATURES_WRITTEN: ::core::primitive::usize = CLASSES;
    const __FC_FEATURES: ::core::primitive::usize =
        lenet_runtime::__private::proof::bounded(Residual::__FC_FEATURES_WRITTEN);
}

const _: () = {
    lenet_runtime::__methods! {
        Residual[summary forward_in input_mut forward_in_place Input Output] [init
        init_with workspace prepare clone_box forward forward_into forward_batch
        loss_and_gradient evaluate[Loss Examples Metric Input Output] [Loss < Output, T
        >] [Examples < Input, Target = T >] [Metric < Output, T >]] [to_bytes from_bytes]
        [save load[::core::convert::AsRef < ::std::path::Path >]]
    }
    use ::core::option::Option;
    use ::core::option::Option::Some;
    use ::core::primitive::{f32, str, usize};
    use lenet_runtime::__private::layer::activation::Relu;
    use lenet_runtime::__private::layer::batch_norm::Norm;
    use lenet_runtime::__private::layer::conv2d::Conv;
    use lenet_runtime::__private::layer::join;
    use lenet_runtime::__private::layer::pool::AdaptiveAvgPool;
    use lenet_runtime::__private::prepared::conv::PreparedConv;
    use lenet_runtime::__private::prepared::linear::PreparedLinear;
    use lenet_runtime::__private::prepared::{Floats, Lines, Map};
    use lenet_runtime::__private::proof::{Flat, Shared, gives, limited, makes, size, slides};
    use lenet_runtime::__private::shape::Axis;
    use lenet_runtime::__private::typenum::{U1, U2, U3, U8, U16};
    use lenet_runtime::__private::{
        Activation as _, Images, LinesData, Place, Places, Row, Tensors, Vectors, member, members, proof, rectified,
        segment, shape,
    };
    use lenet_runtime::{
        Layer, Linear, Network, Parameters, Pass, Plain as _, PlainData, Prepare, Shape, Statistics, Tensor, Tile,
        ZeroedData,
    };

    type StemGeometry = Conv<U3, U8, Axis<U16, U3, U1, U1, U1>>;
    type Layer1_0Conv1Geometry = Conv<U8, U8, Axis<U16, U3, U1, U1, U1>>;
    type DownConv1Geometry = Conv<U8, U16, Axis<U16, U3, U2, U1>>;
    type DownConv2Geometry = Conv<U16, U16, Axis<U8, U3, U1, U1, U1>>;
    type DownsampleGeometry = Conv<U8, U16, Axis<U16, U1, U2>>;
    type GlobalAvgPool2d1Geometry = AdaptiveAvgPool<U16, U8, U8, U1, U1>;

    const _: () = {
        slides::<Residual, Axis<U16, U3, U1, U1, U1>>("stem", 16);
    };
    const _: () = {
        slides::<Residual, Axis<U16, U3, U2, U1>>("down.conv1", 8);
    };
    const _: () = {
        slides::<Residual, Axis<U8, U3, U1, U1, U1>>("down.conv2", 8);
    };
    const _: () = {
        slides::<Residual, Axis<U16, U1, U2>>("downsample", 8);
    };
    const _: () = {
        makes::<Residual, Shared<U8, U1>>("global_avg_pool2d_1", 1);
    };
    const _: () = {
        makes::<Residual, Flat<(U16, (U1, (U1, ())))>>("flatten_1", 16);
    };
    const _: () = {
        size::<Residual>("the `features` of `fc`", Residual::__FC_FEATURES_WRITTEN, 1);
    };
    const _: () = {
        limited::<Residual>(
            "fc",
            Shape::Vector(16),
            &[("outputs", &[Residual::__FC_FEATURES]), ("parameters", &[16, Residual::__FC_FEATURES])],
        );
    };
    const _: () = {
        gives::<Residual>("fc", Shape::Vector(Residual::__FC_FEATURES), Shape::Vector(10));
    };

    unsafe impl PlainData for Residual {}

    impl Parameters for Residual {
        const TENSORS: Tensors = members(
            |Self { stem: _, layer1: _, down: _, downsample: _, fc: _ }| (),
            &[
                rectified("stem", |s: &Self| &s.stem),
                member("layer1", |s: &Self| &s.layer1),
                member("down", |s: &Self| &s.down),
                rectified("downsample", |s: &Self| &s.downsample),
                member("fc", |s: &Self| &s.fc),
            ],
        );
    }

    unsafe impl PlainData for ResidualLayer1 {}

    impl Parameters for ResidualLayer1 {
        const TENSORS: Tensors = members(
            |Self { conv1: _, bn1: _, conv2: _, bn2: _ }| (),
            &[
                rectified("conv1", |s: &Self| &s.conv1),
                member("bn1", |s: &Self| &s.bn1),
                rectified("conv2", |s: &Self| &s.conv2),
                member("bn2", |s: &Self| &s.bn2),
            ],
        );
    }

    unsafe impl PlainData for ResidualDown {}

    impl Parameters for ResidualDown {
        const TENSORS: Tensors = members(
            |Self { conv1: _, bn1: _, conv2: _, bn2: _ }| (),
            &[
                rectified("conv1", |s: &Self| &s.conv1),
                member("bn1", |s: &Self| &s.bn1),
                rectified("conv2", |s: &Self| &s.conv2),
                member("bn2", |s: &Self| &s.bn2),
            ],
        );
    }

    const _: () = proof::numbers::<Residual>();
    const LAYER1_0_BN1_NORM: Norm = Norm { eps: 0.00001, momentum: 0.1 };
    const SCRATCH: usize = shape::largest(&[
        StemGeometry::SCRATCH,
        Layer1_0Conv1Geometry::SCRATCH,
        DownConv1Geometry::SCRATCH,
        DownConv2Geometry::SCRATCH,
        DownsampleGeometry::SCRATCH,
    ]);
    const PLACES: Places<11> = Places::of([
        (768, 0, 1),
        (2048, 1, 8),
        (2048, 3, 6),
        (2048, 6, 15),
        (2048, 10, 13),
        (2048, 13, 22),
        (1024, 17, 20),
        (1024, 20, 25),
        (1024, 22, 23),
        (16, 25, 27),
        (Residual::__FC_FEATURES, 27, 28),
    ]);
    const X_PLACE: Place<Tensor<3, 16, 16>> = PLACES.place(0);
    const STEM_PLACE: Place<Tensor<8, 16, 16>> = PLACES.place(1);
    const LAYER1_0_CONV1_PLACE: Place<Tensor<8, 16, 16>> = PLACES.place(2);
    const LAYER1_0_CONV2_PLACE: Place<Tensor<8, 16, 16>> = PLACES.place(3);
    const LAYER1_1_CONV1_PLACE: Place<Tensor<8, 16, 16>> = PLACES.place(4);
    const LAYER1_1_CONV2_PLACE: Place<Tensor<8, 16, 16>> = PLACES.place(5);
    const DOWN_CONV1_PLACE: Place<Tensor<16, 8, 8>> = PLACES.place(6);
    const DOWN_CONV2_PLACE: Place<Tensor<16, 8, 8>> = PLACES.place(7);
    const DOWNSAMPLE_PLACE: Place<Tensor<16, 8, 8>> = PLACES.place(8);
    const GLOBAL_AVG_POOL2D_1_PLACE: Place<Tensor<16, 1, 1>> = PLACES.place(9);
    const FC_PLACE: Place<[f32; Residual::__FC_FEATURES]> = PLACES.place(10);

    /// What training of [`Residual`] saves for the backward pass.
    #[repr(C, align(64))]
    pub struct ResidualTape<const __L: usize> {
        stem_out: Images<8, 16, 16, __L>,
        layer1_0_conv1_out: Images<8, 16, 16, __L>,
        layer1_0_bn1_out: Images<8, 16, 16, __L>,
        layer1_0_conv2_out: Images<8, 16, 16, __L>,
        layer1_0_bn2_out: Images<8, 16, 16, __L>,
        layer1_1_conv1_out: Images<8, 16, 16, __L>,
        layer1_1_bn1_out: Images<8, 16, 16, __L>,
        layer1_1_conv2_out: Images<8, 16, 16, __L>,
        layer1_1_bn2_out: Images<8, 16, 16, __L>,
        down_conv1_out: Images<16, 8, 8, __L>,
        down_bn1_out: Images<16, 8, 8, __L>,
        down_conv2_out: Images<16, 8, 8, __L>,
        down_bn2_out: Images<16, 8, 8, __L>,
        downsample_out: Images<16, 8, 8, __L>,
        global_avg_pool2d_1_out: Images<16, 1, 1, __L>,
        fc_out: Vectors<{ Residual::__FC_FEATURES }, __L>,
        kept_0: Vectors<2048, __L>,
        layer1_0_bn1_statistics: [Statistics; 8],
        layer1_0_bn2_statistics: [Statistics; 8],
        layer1_1_bn1_statistics: [Statistics; 8],
        layer1_1_bn2_statistics: [Statistics; 8],
        down_bn1_statistics: [Statistics; 16],
        down_bn2_statistics: [Statistics; 16],
    }

    unsafe impl<const __L: usize> ZeroedData for ResidualTape<__L> {}

    impl<const __L: usize> ResidualTape<__L> {
        fn _fields(&self) {
            proof::zeroed(&[
                &self.stem_out,
                &self.layer1_0_conv1_out,
                &self.layer1_0_bn1_out,
                &self.layer1_0_conv2_out,
                &self.layer1_0_bn2_out,
                &self.layer1_1_conv1_out,
                &self.layer1_1_bn1_out,
                &self.layer1_1_conv2_out,
                &self.layer1_1_bn2_out,
                &self.down_conv1_out,
                &self.down_bn1_out,
                &self.down_conv2_out,
                &self.down_bn2_out,
                &self.downsample_out,
                &self.global_avg_pool2d_1_out,
                &self.fc_out,
                &self.kept_0,
                &self.layer1_0_bn1_statistics,
                &self.layer1_0_bn2_statistics,
                &self.layer1_1_bn1_statistics,
                &self.layer1_1_bn2_statistics,
                &self.down_bn1_statistics,
                &self.down_bn2_statistics,
            ]);
        }
    }

    /// The buffers of [`Residual`] for inference.
    #[repr(C, align(64))]
    pub struct ResidualWorkspace<const __L: usize> {
        values: Vectors<{ PLACES.length() }, __L>,
        scratch: Vectors<SCRATCH, __L>,
    }

    unsafe impl<const __L: usize> ZeroedData for ResidualWorkspace<__L> {}

    impl<const __L: usize> ResidualWorkspace<__L> {
        fn _fields(&self) {
            proof::zeroed(&[&self.values, &self.scratch]);
        }
    }

    /// The buffers of [`Residual`] for training.
    #[repr(C, align(64))]
    pub struct ResidualTrainingWorkspace<const __L: usize> {
        gradient_0: Vectors<{ shape::largest(&[2048, Residual::__FC_FEATURES]) }, __L>,
        gradient_1: Vectors<2048, __L>,
        gradient_2: Vectors<2048, __L>,
        scratch: Vectors<SCRATCH, __L>,
    }

    unsafe impl<const __L: usize> ZeroedData for ResidualTrainingWorkspace<__L> {}

    impl<const __L: usize> ResidualTrainingWorkspace<__L> {
        fn _fields(&self) {
            proof::zeroed(&[&self.gradient_0, &self.gradient_1, &self.gradient_2, &self.scratch]);
        }
    }

    impl Network for Residual {
        type Input = Tensor<3, 16, 16>;
        type Output = [f32; Residual::__FC_FEATURES];
        type Workspace<const __L: usize> = ResidualWorkspace<__L>;
        type Tape<const __L: usize> = ResidualTape<__L>;
        type TrainingWorkspace<const __L: usize> = ResidualTrainingWorkspace<__L>;
        const NAME: &'static str = "Residual";

        const LAYERS: &'static [Layer] = &Row::table(
            Shape::Image(3, 16, 16),
            [
                Row::of::<StemGeometry>("stem", "conv2d").parameters(224).prepared(&STEM_PREPARED),
                Row::new("relu_1", "relu").fused(),
                Row::of::<Layer1_0Conv1Geometry>("layer1.0.conv1", "conv2d")
                    .parameters(576)
                    .prepared(&LAYER1_0_CONV1_PREPARED),
                Row::new("layer1.0.bn1", "batch_norm2d").parameters(16).fused(),
                Row::new("layer1.0.relu_1", "relu").fused(),
                Row::of::<Layer1_0Conv1Geometry>("layer1.0.conv2", "conv2d")
                    .parameters(576)
                    .prepared(&LAYER1_0_CONV1_PREPARED),
                Row::new("layer1.0.bn2", "batch_norm2d").parameters(16).fused(),
                Row::new("layer1.0.residual_1", "residual").reads(&[7, 2]).fused(),
                Row::new("layer1.0.relu_2", "relu").fused(),
                Row::of::<Layer1_0Conv1Geometry>("layer1.1.conv1", "conv2d")
                    .parameters(576)
                    .prepared(&LAYER1_0_CONV1_PREPARED),
                Row::new("layer1.1.bn1", "batch_norm2d").parameters(16).fused(),
                Row::new("layer1.1.relu_1", "relu").fused(),
                Row::of::<Layer1_0Conv1Geometry>("layer1.1.conv2", "conv2d")
                    .parameters(576)
                    .prepared(&LAYER1_0_CONV1_PREPARED),
                Row::new("layer1.1.bn2", "batch_norm2d").parameters(16).fused(),
                Row::new("layer1.1.residual_1", "residual").reads(&[14, 9]).fused(),
                Row::new("layer1.1.relu_2", "relu").fused(),
                Row::of::<DownConv1Geometry>("down.conv1", "conv2d").parameters(1152).prepared(&DOWN_CONV1_PREPARED),
                Row::new("down.bn1", "batch_norm2d").parameters(32).fused(),
                Row::new("down.relu_1", "relu").fused(),
                Row::of::<DownConv2Geometry>("down.conv2", "conv2d").parameters(2304).prepared(&DOWN_CONV2_PREPARED),
                Row::new("down.bn2", "batch_norm2d").parameters(32).fused(),
                Row::of::<DownsampleGeometry>("downsample", "conv2d")
                    .parameters(144)
                    .reads(&[16])
                    .prepared(&DOWNSAMPLE_PREPARED),
                Row::new("residual_1", "residual").reads(&[21, 22]).fused(),
                Row::new("relu_2", "relu").fused(),
                Row::of::<GlobalAvgPool2d1Geometry>("global_avg_pool2d_1", "global_avg_pool2d"),
                Row::new("flatten_1", "flatten").output(Shape::Vector(16)),
                Row::of::<Linear<16, { Residual::__FC_FEATURES }>>("fc", "linear"),
            ],
        );
        const VALUES: usize = PLACES.length();

        fn infer_from<'a, const __L: usize>(
            &self,
            input: Option<&Tile<Self::Input, __L>>,
            workspace: &'a mut Self::Workspace<__L>,
        ) -> &'a Tile<Self::Output, __L> {
            let ResidualWorkspace { values, scratch } = workspace;
            let scratch = scratch.floats_mut();
            segment::run(|| {
                let (x, stem_out) = values.input_and(input, X_PLACE, STEM_PLACE);
                StemGeometry::forward(&self.stem, x, stem_out, scratch);
                Relu.forward_in_place(stem_out);
                let (stem_out, layer1_0_conv1_out) = values.two(STEM_PLACE, LAYER1_0_CONV1_PLACE);
                Layer1_0Conv1Geometry::forward(&self.layer1[0].conv1, stem_out, layer1_0_conv1_out, scratch);
                self.layer1[0].bn1.infer_in_place(layer1_0_conv1_out, LAYER1_0_BN1_NORM);
                Relu.forward_in_place(layer1_0_conv1_out);
                let (layer1_0_conv1_out, layer1_0_conv2_out) = values.two(LAYER1_0_CONV1_PLACE, LAYER1_0_CONV2_PLACE);
                Layer1_0Conv1Geometry::forward(&self.layer1[0].conv2, layer1_0_conv1_out, layer1_0_conv2_out, scratch);
                self.layer1[0].bn2.infer_in_place(layer1_0_conv2_out, LAYER1_0_BN1_NORM);
                let (layer1_0_conv2_out, stem_out) = values.two(LAYER1_0_CONV2_PLACE, STEM_PLACE);
                join::accumulate(stem_out, layer1_0_conv2_out);
                Relu.forward_in_place(layer1_0_conv2_out);
                let (layer1_0_conv2_out, layer1_1_conv1_out) = values.two(LAYER1_0_CONV2_PLACE, LAYER1_1_CONV1_PLACE);
                Layer1_0Conv1Geometry::forward(&self.layer1[1].conv1, layer1_0_conv2_out, layer1_1_conv1_out, scratch);
                self.layer1[1].bn1.infer_in_place(layer1_1_conv1_out, LAYER1_0_BN1_NORM);
                Relu.forward_in_place(layer1_1_conv1_out);
                let (layer1_1_conv1_out, layer1_1_conv2_out) = values.two(LAYER1_1_CONV1_PLACE, LAYER1_1_CONV2_PLACE);
                Layer1_0Conv1Geometry::forward(&self.layer1[1].conv2, layer1_1_conv1_out, layer1_1_conv2_out, scratch);
            });
            segment::run(|| {
                let layer1_1_conv2_out = values.one(LAYER1_1_CONV2_PLACE);
                self.layer1[1].bn2.infer_in_place(layer1_1_conv2_out, LAYER1_0_BN1_NORM);
                let (layer1_1_conv2_out, layer1_0_conv2_out) = values.two(LAYER1_1_CONV2_PLACE, LAYER1_0_CONV2_PLACE);
                join::accumulate(layer1_0_conv2_out, layer1_1_conv2_out);
                Relu.forward_in_place(layer1_1_conv2_out);
                let (layer1_1_conv2_out, down_conv1_out) = values.two(LAYER1_1_CONV2_PLACE, DOWN_CONV1_PLACE);
                DownConv1Geometry::forward(&self.down.conv1, layer1_1_conv2_out, down_conv1_out, scratch);
                self.down.bn1.infer_in_place(down_conv1_out, LAYER1_0_BN1_NORM);
                Relu.forward_in_place(down_conv1_out);
                let (down_conv1_out, down_conv2_out) = values.two(DOWN_CONV1_PLACE, DOWN_CONV2_PLACE);
                DownConv2Geometry::forward(&self.down.conv2, down_conv1_out, down_conv2_out, scratch);
                self.down.bn2.infer_in_place(down_conv2_out, LAYER1_0_BN1_NORM);
                let (layer1_1_conv2_out, downsample_out) = values.two(LAYER1_1_CONV2_PLACE, DOWNSAMPLE_PLACE);
                DownsampleGeometry::forward(&self.downsample, layer1_1_conv2_out, downsample_out, scratch);
                let (down_conv2_out, downsample_out) = values.two(DOWN_CONV2_PLACE, DOWNSAMPLE_PLACE);
                join::accumulate(downsample_out, down_conv2_out);
                Relu.forward_in_place(down_conv2_out);
                let (down_conv2_out, global_avg_pool2d_1_out) = values.two(DOWN_CONV2_PLACE, GLOBAL_AVG_POOL2D_1_PLACE);
                GlobalAvgPool2d1Geometry::forward(down_conv2_out, global_avg_pool2d_1_out);
                let (global_avg_pool2d_1_out, fc_out) = values.two(GLOBAL_AVG_POOL2D_1_PLACE, FC_PLACE);
                self.fc.forward(global_avg_pool2d_1_out, fc_out);
            });
            values.one(FC_PLACE).view()
        }

        fn input_place<const __L: usize>(workspace: &mut Self::Workspace<__L>) -> &mut Tile<Self::Input, __L> {
            workspace.values.one(X_PLACE)
        }

        fn record_stage<const __L: usize>(
            &self,
            stage: usize,
            x: &Tile<Self::Input, __L>,
            tape: &mut Self::Tape<__L>,
            workspace: &mut Self::TrainingWorkspace<__L>,
            pass: &Pass,
        ) {
            let ResidualTape {
                stem_out,
                layer1_0_conv1_out,
                layer1_0_bn1_out,
                layer1_0_conv2_out,
                layer1_0_bn2_out,
                layer1_1_conv1_out,
                layer1_1_bn1_out,
                layer1_1_conv2_out,
                layer1_1_bn2_out,
                down_conv1_out,
                down_bn1_out,
                down_conv2_out,
                down_bn2_out,
                downsample_out,
                global_avg_pool2d_1_out,
                fc_out,
                layer1_0_bn1_statistics,
                layer1_0_bn2_statistics,
                layer1_1_bn1_statistics,
                layer1_1_bn2_statistics,
                down_bn1_statistics,
                down_bn2_statistics,
                ..
            } = tape;
            let ResidualTrainingWorkspace { scratch, .. } = workspace;
            let scratch = scratch.floats_mut();
            if stage == 0 {
                segment::run(|| {
                    StemGeometry::forward(&self.stem, x, stem_out, scratch);
                    Relu.forward_in_place(stem_out);
                    Layer1_0Conv1Geometry::forward(&self.layer1[0].conv1, stem_out, layer1_0_conv1_out, scratch);
                    self.layer1[0].bn1.observe(layer1_0_conv1_out, layer1_0_bn1_statistics, pass);
                });
            }
            if stage == 1 {
                segment::run(|| {
                    self.layer1[0].bn1.forward_activated(
                        layer1_0_conv1_out,
                        layer1_0_bn1_out,
                        layer1_0_bn1_statistics,
                        LAYER1_0_BN1_NORM,
                        Relu,
                    );
                    Layer1_0Conv1Geometry::forward(
                        &self.layer1[0].conv2,
                        layer1_0_bn1_out,
                        layer1_0_conv2_out,
                        scratch,
                    );
                    self.layer1[0].bn2.observe(layer1_0_conv2_out, layer1_0_bn2_statistics, pass);
                });
            }
            if stage == 2 {
                segment::run(|| {
                    self.layer1[0].bn2.forward(
                        layer1_0_conv2_out,
                        layer1_0_bn2_out,
                        layer1_0_bn2_statistics,
                        LAYER1_0_BN1_NORM,
                    );
                    join::accumulate(stem_out, layer1_0_bn2_out);
                    Relu.forward_in_place(layer1_0_bn2_out);
                    Layer1_0Conv1Geometry::forward(
                        &self.layer1[1].conv1,
                        layer1_0_bn2_out,
                        layer1_1_conv1_out,
                        scratch,
                    );
                    self.layer1[1].bn1.observe(layer1_1_conv1_out, layer1_1_bn1_statistics, pass);
                });
            }
            if stage == 3 {
                segment::run(|| {
                    self.layer1[1].bn1.forward_activated(
                        layer1_1_conv1_out,
                        layer1_1_bn1_out,
                        layer1_1_bn1_statistics,
                        LAYER1_0_BN1_NORM,
                        Relu,
                    );
                    Layer1_0Conv1Geometry::forward(
                        &self.layer1[1].conv2,
                        layer1_1_bn1_out,
                        layer1_1_conv2_out,
                        scratch,
                    );
                    self.layer1[1].bn2.observe(layer1_1_conv2_out, layer1_1_bn2_statistics, pass);
                });
            }
            if stage == 4 {
                segment::run(|| {
                    self.layer1[1].bn2.forward(
                        layer1_1_conv2_out,
                        layer1_1_bn2_out,
                        layer1_1_bn2_statistics,
                        LAYER1_0_BN1_NORM,
                    );
                    join::accumulate(layer1_0_bn2_out, layer1_1_bn2_out);
                    Relu.forward_in_place(layer1_1_bn2_out);
                    DownConv1Geometry::forward(&self.down.conv1, layer1_1_bn2_out, down_conv1_out, scratch);
                    self.down.bn1.observe(down_conv1_out, down_bn1_statistics, pass);
                });
            }
            if stage == 5 {
                segment::run(|| {
                    self.down.bn1.forward_activated(
                        down_conv1_out,
                        down_bn1_out,
                        down_bn1_statistics,
                        LAYER1_0_BN1_NORM,
                        Relu,
                    );
                    DownConv2Geometry::forward(&self.down.conv2, down_bn1_out, down_conv2_out, scratch);
                    self.down.bn2.observe(down_conv2_out, down_bn2_statistics, pass);
                });
            }
            if stage == 6 {
                segment::run(|| {
                    self.down.bn2.forward(down_conv2_out, down_bn2_out, down_bn2_statistics, LAYER1_0_BN1_NORM);
                    DownsampleGeometry::forward(&self.downsample, layer1_1_bn2_out, downsample_out, scratch);
                    join::accumulate(downsample_out, down_bn2_out);
                    Relu.forward_in_place(down_bn2_out);
                    GlobalAvgPool2d1Geometry::forward(down_bn2_out, global_avg_pool2d_1_out);
                    self.fc.forward(global_avg_pool2d_1_out, fc_out);
                });
            }
        }

        fn ends<'a, const __L: usize>(
            tape: &'a Self::Tape<__L>,
            workspace: &'a mut Self::TrainingWorkspace<__L>,
        ) -> (&'a Tile<Self::Output, __L>, &'a mut Tile<Self::Output, __L>) {
            (tape.fc_out.view(), workspace.gradient_0.view_mut())
        }

        fn backward_stage<const __L: usize>(
            &self,
            stage: usize,
            x: &Tile<Self::Input, __L>,
            tape: &mut Self::Tape<__L>,
            workspace: &mut Self::TrainingWorkspace<__L>,
            pass: &Pass,
            gradient: &mut Self,
            dx: Option<&mut Tile<Self::Input, __L>>,
        ) {
            let ResidualTape {
                stem_out,
                layer1_0_conv1_out,
                layer1_0_bn1_out,
                layer1_0_conv2_out,
                layer1_0_bn2_out,
                layer1_1_conv1_out,
                layer1_1_bn1_out,
                layer1_1_conv2_out,
                layer1_1_bn2_out,
                down_conv1_out,
                down_bn1_out,
                down_conv2_out,
                down_bn2_out,
                global_avg_pool2d_1_out,
                fc_out,
                kept_0,
                layer1_0_bn1_statistics,
                layer1_0_bn2_statistics,
                layer1_1_bn1_statistics,
                layer1_1_bn2_statistics,
                down_bn1_statistics,
                down_bn2_statistics,
                ..
            } = tape;
            let ResidualTrainingWorkspace { gradient_0, gradient_1, gradient_2, scratch } = workspace;
            let scratch = scratch.floats_mut();
            if stage == 0 {
                segment::run(|| {
                    let fc_grad = gradient_0.like(fc_out);
                    let global_avg_pool2d_1_grad = gradient_1.like(global_avg_pool2d_1_out);
                    self.fc.backward(
                        global_avg_pool2d_1_out,
                        fc_grad,
                        Some(global_avg_pool2d_1_grad),
                        &mut gradient.fc,
                    );
                    let down_bn2_grad = gradient_0.like(down_bn2_out);
                    GlobalAvgPool2d1Geometry::backward(global_avg_pool2d_1_grad, down_bn2_grad);
                    Relu.backward_from_output(down_bn2_out, down_bn2_grad);
                    let layer1_1_bn2_grad = gradient_1.like(layer1_1_bn2_out);
                    DownsampleGeometry::backward(
                        &self.downsample,
                        layer1_1_bn2_out,
                        down_bn2_grad,
                        Some(layer1_1_bn2_grad),
                        &mut gradient.downsample,
                        scratch,
                    );
                    join::place(down_bn2_grad, down_bn2_out, 0);
                    join::place(layer1_1_bn2_grad, kept_0, 0);
                    self.down.bn2.observe_backward(
                        down_conv2_out,
                        down_bn2_grad,
                        down_bn2_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                        &mut gradient.down.bn2,
                    );
                });
            }
            if stage == 1 {
                segment::run(|| {
                    let down_bn2_grad = &mut *down_bn2_out;
                    let down_conv2_grad = gradient_2.like(down_conv2_out);
                    self.down.bn2.backward(
                        down_conv2_out,
                        down_bn2_grad,
                        Some(down_conv2_grad),
                        down_bn2_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                    );
                    let down_bn1_grad = gradient_0.like(down_bn1_out);
                    DownConv2Geometry::backward(
                        &self.down.conv2,
                        down_bn1_out,
                        down_conv2_grad,
                        Some(down_bn1_grad),
                        &mut gradient.down.conv2,
                        scratch,
                    );
                    self.down.bn1.observe_activated(
                        down_conv1_out,
                        down_bn1_grad,
                        down_bn1_out,
                        down_bn1_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                        &mut gradient.down.bn1,
                        Relu,
                    );
                });
            }
            if stage == 2 {
                segment::run(|| {
                    let down_bn1_grad = &mut *down_bn1_out;
                    let down_conv1_grad = gradient_2.like(down_conv1_out);
                    self.down.bn1.backward(
                        down_conv1_out,
                        down_bn1_grad,
                        Some(down_conv1_grad),
                        down_bn1_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                    );
                    let part = gradient_0.like(layer1_1_bn2_out);
                    DownConv1Geometry::backward(
                        &self.down.conv1,
                        layer1_1_bn2_out,
                        down_conv1_grad,
                        Some(part),
                        &mut gradient.down.conv1,
                        scratch,
                    );
                    let layer1_1_bn2_grad = kept_0.like(layer1_1_bn2_out);
                    join::accumulate(part, layer1_1_bn2_grad);
                    Relu.backward_from_output(layer1_1_bn2_out, layer1_1_bn2_grad);
                    self.layer1[1].bn2.observe_backward(
                        layer1_1_conv2_out,
                        layer1_1_bn2_grad,
                        layer1_1_bn2_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                        &mut gradient.layer1[1].bn2,
                    );
                });
            }
            if stage == 3 {
                segment::run(|| {
                    let layer1_1_bn2_grad = kept_0.like(layer1_1_bn2_out);
                    let layer1_1_conv2_grad = gradient_0.like(layer1_1_conv2_out);
                    self.layer1[1].bn2.backward(
                        layer1_1_conv2_out,
                        layer1_1_bn2_grad,
                        Some(layer1_1_conv2_grad),
                        layer1_1_bn2_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                    );
                    let layer1_1_bn1_grad = gradient_2.like(layer1_1_bn1_out);
                    Layer1_0Conv1Geometry::backward(
                        &self.layer1[1].conv2,
                        layer1_1_bn1_out,
                        layer1_1_conv2_grad,
                        Some(layer1_1_bn1_grad),
                        &mut gradient.layer1[1].conv2,
                        scratch,
                    );
                    self.layer1[1].bn1.observe_activated(
                        layer1_1_conv1_out,
                        layer1_1_bn1_grad,
                        layer1_1_bn1_out,
                        layer1_1_bn1_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                        &mut gradient.layer1[1].bn1,
                        Relu,
                    );
                });
            }
            if stage == 4 {
                segment::run(|| {
                    let layer1_1_bn1_grad = &mut *layer1_1_bn1_out;
                    let layer1_1_conv1_grad = gradient_0.like(layer1_1_conv1_out);
                    self.layer1[1].bn1.backward(
                        layer1_1_conv1_out,
                        layer1_1_bn1_grad,
                        Some(layer1_1_conv1_grad),
                        layer1_1_bn1_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                    );
                    let part = gradient_2.like(layer1_0_bn2_out);
                    Layer1_0Conv1Geometry::backward(
                        &self.layer1[1].conv1,
                        layer1_0_bn2_out,
                        layer1_1_conv1_grad,
                        Some(part),
                        &mut gradient.layer1[1].conv1,
                        scratch,
                    );
                    let layer1_0_bn2_grad = kept_0.like(layer1_0_bn2_out);
                    join::accumulate(part, layer1_0_bn2_grad);
                    Relu.backward_from_output(layer1_0_bn2_out, layer1_0_bn2_grad);
                    self.layer1[0].bn2.observe_backward(
                        layer1_0_conv2_out,
                        layer1_0_bn2_grad,
                        layer1_0_bn2_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                        &mut gradient.layer1[0].bn2,
                    );
                });
            }
            if stage == 5 {
                segment::run(|| {
                    let layer1_0_bn2_grad = kept_0.like(layer1_0_bn2_out);
                    let layer1_0_conv2_grad = gradient_2.like(layer1_0_conv2_out);
                    self.layer1[0].bn2.backward(
                        layer1_0_conv2_out,
                        layer1_0_bn2_grad,
                        Some(layer1_0_conv2_grad),
                        layer1_0_bn2_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                    );
                    let layer1_0_bn1_grad = gradient_0.like(layer1_0_bn1_out);
                    Layer1_0Conv1Geometry::backward(
                        &self.layer1[0].conv2,
                        layer1_0_bn1_out,
                        layer1_0_conv2_grad,
                        Some(layer1_0_bn1_grad),
                        &mut gradient.layer1[0].conv2,
                        scratch,
                    );
                    self.layer1[0].bn1.observe_activated(
                        layer1_0_conv1_out,
                        layer1_0_bn1_grad,
                        layer1_0_bn1_out,
                        layer1_0_bn1_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                        &mut gradient.layer1[0].bn1,
                        Relu,
                    );
                });
            }
            if stage == 6 {
                segment::run(|| {
                    let layer1_0_bn1_grad = &mut *layer1_0_bn1_out;
                    let layer1_0_conv1_grad = gradient_2.like(layer1_0_conv1_out);
                    self.layer1[0].bn1.backward(
                        layer1_0_conv1_out,
                        layer1_0_bn1_grad,
                        Some(layer1_0_conv1_grad),
                        layer1_0_bn1_statistics,
                        LAYER1_0_BN1_NORM,
                        pass,
                    );
                    let part = gradient_0.like(stem_out);
                    Layer1_0Conv1Geometry::backward(
                        &self.layer1[0].conv1,
                        stem_out,
                        layer1_0_conv1_grad,
                        Some(part),
                        &mut gradient.layer1[0].conv1,
                        scratch,
                    );
                    let stem_grad = kept_0.like(stem_out);
                    join::accumulate(part, stem_grad);
                    Relu.backward_from_output(stem_out, stem_grad);
                    StemGeometry::backward(&self.stem, x, stem_grad, dx, &mut gradient.stem, scratch);
                });
            }
        }

        fn statistics<const __L: usize>(tape: &mut Self::Tape<__L>, norm: usize) -> &mut [Statistics] {
            if norm == 0 {
                return &mut tape.layer1_0_bn1_statistics;
            }
            if norm == 1 {
                return &mut tape.layer1_0_bn2_statistics;
            }
            if norm == 2 {
                return &mut tape.layer1_1_bn1_statistics;
            }
            if norm == 3 {
                return &mut tape.layer1_1_bn2_statistics;
            }
            if norm == 4 {
                return &mut tape.down_bn1_statistics;
            }
            if norm == 5 {
                return &mut tape.down_bn2_statistics;
            }
            &mut []
        }

        fn running_statistics<const __L: usize>(&self, tape: &Self::Tape<__L>, next: &mut Self) {
            self.layer1[0].bn1.running_statistics(
                &tape.layer1_0_bn1_statistics,
                LAYER1_0_BN1_NORM,
                &mut next.layer1[0].bn1,
            );
            self.layer1[0].bn2.running_statistics(
                &tape.layer1_0_bn2_statistics,
                LAYER1_0_BN1_NORM,
                &mut next.layer1[0].bn2,
            );
            self.layer1[1].bn1.running_statistics(
                &tape.layer1_1_bn1_statistics,
                LAYER1_0_BN1_NORM,
                &mut next.layer1[1].bn1,
            );
            self.layer1[1].bn2.running_statistics(
                &tape.layer1_1_bn2_statistics,
                LAYER1_0_BN1_NORM,
                &mut next.layer1[1].bn2,
            );
            self.down.bn1.running_statistics(&tape.down_bn1_statistics, LAYER1_0_BN1_NORM, &mut next.down.bn1);
            self.down.bn2.running_statistics(&tape.down_bn2_statistics, LAYER1_0_BN1_NORM, &mut next.down.bn2);
        }
    }

    const STEM_PREPARED: PreparedConv =
        PreparedConv::of::<StemGeometry>().then(Relu.in_kernel()).between([true, false]);
    const LAYER1_0_CONV1_PREPARED: PreparedConv = PreparedConv::of::<Layer1_0Conv1Geometry>().then(Relu.in_kernel());
    const DOWN_CONV1_PREPARED: PreparedConv = PreparedConv::of::<DownConv1Geometry>().then(Relu.in_kernel());
    const DOWN_CONV2_PREPARED: PreparedConv = PreparedConv::of::<DownConv2Geometry>();
    const DOWNSAMPLE_PREPARED: PreparedConv = PreparedConv::of::<DownsampleGeometry>().then(Relu.in_kernel());
    const FC_PREPARED: PreparedLinear = PreparedLinear::new(16, Residual::__FC_FEATURES);
    const X_MAP: Map = Map::of(Shape::Image(3, 16, 16)).around(&STEM_PREPARED);
    const RELU_1_MAP: Map = Map::of(Shape::Image(8, 16, 16))
        .around(&LAYER1_0_CONV1_PREPARED)
        .around(&DOWN_CONV1_PREPARED)
        .around(&DOWNSAMPLE_PREPARED);
    const LAYER1_0_RELU_1_MAP: Map = Map::of(Shape::Image(8, 16, 16)).around(&LAYER1_0_CONV1_PREPARED);
    const DOWN_RELU_1_MAP: Map = Map::of(Shape::Image(16, 8, 8)).around(&DOWN_CONV2_PREPARED);
    const DOWN_BN2_MAP: Map = Map::of(Shape::Image(16, 8, 8));
    const GLOBAL_AVG_POOL2D_1_MAP: Map = Map::of(Shape::Image(16, 1, 1));
    const FC_MAP: Map = Map::of(Shape::Vector(Residual::__FC_FEATURES));
    const PACKED_PLACES: Places<12> = Places::of([
        (X_MAP.len(), 0, 1),
        (RELU_1_MAP.buffer(), 1, 3),
        (LAYER1_0_RELU_1_MAP.buffer(), 2, 3),
        (RELU_1_MAP.buffer(), 3, 5),
        (LAYER1_0_RELU_1_MAP.buffer(), 4, 5),
        (RELU_1_MAP.buffer(), 5, 8),
        (DOWN_RELU_1_MAP.buffer(), 6, 7),
        (DOWN_BN2_MAP.buffer(), 7, 8),
        (DOWN_BN2_MAP.buffer(), 8, 9),
        (GLOBAL_AVG_POOL2D_1_MAP.buffer(), 9, 10),
        (FC_MAP.buffer(), 10, 11),
        (X_MAP.elements_apart(), 0, 0),
    ]);

    /// The weights of [`Residual`] as the kernels for one image read them.
    #[repr(C, align(64))]
    pub struct ResidualPacked {
        stem_weights: Lines<{ STEM_PREPARED.lines() }>,
        layer1_0_conv1_weights: Lines<{ LAYER1_0_CONV1_PREPARED.lines() }>,
        layer1_0_conv2_weights: Lines<{ LAYER1_0_CONV1_PREPARED.lines() }>,
        layer1_1_conv1_weights: Lines<{ LAYER1_0_CONV1_PREPARED.lines() }>,
        layer1_1_conv2_weights: Lines<{ LAYER1_0_CONV1_PREPARED.lines() }>,
        down_conv1_weights: Lines<{ DOWN_CONV1_PREPARED.lines() }>,
        down_conv2_weights: Lines<{ DOWN_CONV2_PREPARED.lines() }>,
        downsample_weights: Lines<{ DOWNSAMPLE_PREPARED.lines() }>,
        fc_weights: Lines<{ FC_PREPARED.lines() }>,
    }

    unsafe impl ZeroedData for ResidualPacked {}

    impl ResidualPacked {
        fn _fields(&self) {
            proof::zeroed(&[
                &self.stem_weights,
                &self.layer1_0_conv1_weights,
                &self.layer1_0_conv2_weights,
                &self.layer1_1_conv1_weights,
                &self.layer1_1_conv2_weights,
                &self.down_conv1_weights,
                &self.down_conv2_weights,
                &self.downsample_weights,
                &self.fc_weights,
            ]);
        }
    }

    unsafe impl LinesData for ResidualPacked {}

    impl ResidualPacked {
        fn _lines(&self) {
            proof::lines(&[
                &self.stem_weights,
                &self.layer1_0_conv1_weights,
                &self.layer1_0_conv2_weights,
                &self.layer1_1_conv1_weights,
                &self.layer1_1_conv2_weights,
                &self.down_conv1_weights,
                &self.down_conv2_weights,
                &self.downsample_weights,
                &self.fc_weights,
            ]);
        }
    }

    /// The buffers in which a prepared [`Residual`] computes one image.
    #[repr(C, align(64))]
    pub struct ResidualPackedWorkspace {
        values: Floats<{ PACKED_PLACES.length() }>,
        scratch: Floats<
            {
                shape::largest(&[
                    STEM_PREPARED.scratch(),
                    LAYER1_0_CONV1_PREPARED.scratch(),
                    DOWN_CONV1_PREPARED.scratch(),
                    DOWN_CONV2_PREPARED.scratch(),
                    DOWNSAMPLE_PREPARED.scratch(),
                ])
            },
        >,
        output: [f32; Residual::__FC_FEATURES],
    }

    unsafe impl ZeroedData for ResidualPackedWorkspace {}

    impl ResidualPackedWorkspace {
        fn _fields(&self) {
            proof::zeroed(&[&self.values, &self.scratch, &self.output]);
        }
    }

    impl Prepare for Residual {
        type Packed = ResidualPacked;
        type PackedWorkspace = ResidualPackedWorkspace;
        const PACKED_VALUES: usize = PACKED_PLACES.length();

        #[inline]
        fn pack(&self, packed: &mut Self::Packed) {
            self.stem.pack(&STEM_PREPARED, &X_MAP, &mut packed.stem_weights);
            self.layer1[0].conv1.pack_normed(
                &self.layer1[0].bn1,
                0.00001,
                &LAYER1_0_CONV1_PREPARED,
                &RELU_1_MAP,
                &mut packed.layer1_0_conv1_weights,
            );
            self.layer1[0].conv2.pack_normed(
                &self.layer1[0].bn2,
                0.00001,
                &LAYER1_0_CONV1_PREPARED,
                &LAYER1_0_RELU_1_MAP,
                &mut packed.layer1_0_conv2_weights,
            );
            self.layer1[1].conv1.pack_normed(
                &self.layer1[1].bn1,
                0.00001,
                &LAYER1_0_CONV1_PREPARED,
                &RELU_1_MAP,
                &mut packed.layer1_1_conv1_weights,
            );
            self.layer1[1].conv2.pack_normed(
                &self.layer1[1].bn2,
                0.00001,
                &LAYER1_0_CONV1_PREPARED,
                &LAYER1_0_RELU_1_MAP,
                &mut packed.layer1_1_conv2_weights,
            );
            self.down.conv1.pack_normed(
                &self.down.bn1,
                0.00001,
                &DOWN_CONV1_PREPARED,
                &RELU_1_MAP,
                &mut packed.down_conv1_weights,
            );
            self.down.conv2.pack_normed(
                &self.down.bn2,
                0.00001,
                &DOWN_CONV2_PREPARED,
                &DOWN_RELU_1_MAP,
                &mut packed.down_conv2_weights,
            );
            self.downsample.pack(&DOWNSAMPLE_PREPARED, &RELU_1_MAP, &mut packed.downsample_weights);
            self.fc.pack(&FC_PREPARED, &GLOBAL_AVG_POOL2D_1_MAP, &mut packed.fc_weights);
        }

        #[inline]
        fn infer_packed<'a>(
            packed: &Self::Packed,
            input: Option<&Self::Input>,
            workspace: &'a mut Self::PackedWorkspace,
        ) -> &'a Self::Output {
            let ResidualPackedWorkspace { values, scratch, output } = workspace;
            let image = input.map(|input| input.floats());
            if !X_MAP.is_plain() {
                let (x, buffer_0) = PACKED_PLACES.two(values, 11, 0);
                X_MAP.place(image.unwrap_or(x), buffer_0);
            }
            let (buffer_0, buffer_1) = PACKED_PLACES.two(values, 0, 1);
            STEM_PREPARED.forward(
                &packed.stem_weights,
                (&X_MAP, X_MAP.given(image, buffer_0)),
                (&RELU_1_MAP, buffer_1),
                scratch,
            );
            let (buffer_1, buffer_2) = PACKED_PLACES.two(values, 1, 2);
            LAYER1_0_CONV1_PREPARED.forward(
                &packed.layer1_0_conv1_weights,
                (&RELU_1_MAP, buffer_1),
                (&LAYER1_0_RELU_1_MAP, buffer_2),
                scratch,
            );
            let (buffer_2, buffer_1, buffer_3) = PACKED_PLACES.three(values, [2, 1, 3]);
            LAYER1_0_CONV1_PREPARED.forward_adding(
                &packed.layer1_0_conv2_weights,
                (&LAYER1_0_RELU_1_MAP, buffer_2),
                Some(buffer_1),
                (&RELU_1_MAP, buffer_3),
                scratch,
            );
            let (buffer_3, buffer_4) = PACKED_PLACES.two(values, 3, 4);
            LAYER1_0_CONV1_PREPARED.forward(
                &packed.layer1_1_conv1_weights,
                (&RELU_1_MAP, buffer_3),
                (&LAYER1_0_RELU_1_MAP, buffer_4),
                scratch,
            );
            let (buffer_4, buffer_3, buffer_5) = PACKED_PLACES.three(values, [4, 3, 5]);
            LAYER1_0_CONV1_PREPARED.forward_adding(
                &packed.layer1_1_conv2_weights,
                (&LAYER1_0_RELU_1_MAP, buffer_4),
                Some(buffer_3),
                (&RELU_1_MAP, buffer_5),
                scratch,
            );
            let (buffer_5, buffer_6) = PACKED_PLACES.two(values, 5, 6);
            DOWN_CONV1_PREPARED.forward(
                &packed.down_conv1_weights,
                (&RELU_1_MAP, buffer_5),
                (&DOWN_RELU_1_MAP, buffer_6),
                scratch,
            );
            let (buffer_6, buffer_7) = PACKED_PLACES.two(values, 6, 7);
            DOWN_CONV2_PREPARED.forward(
                &packed.down_conv2_weights,
                (&DOWN_RELU_1_MAP, buffer_6),
                (&DOWN_BN2_MAP, buffer_7),
                scratch,
            );
            let (buffer_5, buffer_7, buffer_8) = PACKED_PLACES.three(values, [5, 7, 8]);
            DOWNSAMPLE_PREPARED.forward_adding(
                &packed.downsample_weights,
                (&RELU_1_MAP, buffer_5),
                Some(buffer_7),
                (&DOWN_BN2_MAP, buffer_8),
                scratch,
            );
            let (buffer_8, buffer_9) = PACKED_PLACES.two(values, 8, 9);
            GlobalAvgPool2d1Geometry::PREPARED.forward((&DOWN_BN2_MAP, buffer_8), (&GLOBAL_AVG_POOL2D_1_MAP, buffer_9));
            let (buffer_9, buffer_10) = PACKED_PLACES.two(values, 9, 10);
            FC_PREPARED.forward(&packed.fc_weights, (&GLOBAL_AVG_POOL2D_1_MAP, buffer_9), (&FC_MAP, buffer_10));
            let buffer_10 = PACKED_PLACES.one(values, 10);
            FC_MAP.take(buffer_10, output.floats_mut());
            output
        }

        #[inline]
        fn packed_input(workspace: &mut Self::PackedWorkspace) -> &mut Self::Input {
            let place = if X_MAP.is_plain() { 0 } else { 11 };
            PACKED_PLACES.value(&mut workspace.values, place)
        }
    }
};
