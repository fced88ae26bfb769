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
    pub fc: lenet_runtime::Linear<16, { Residual::FC_FEATURES }>,
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
    const FC_FEATURES_WRITTEN: ::core::primitive::usize = CLASSES;
    const FC_FEATURES: ::core::primitive::usize =
        lenet_runtime::__private::proof::bounded(Residual::FC_FEATURES_WRITTEN);
}

const _: () = {
    lenet_runtime::__methods! {
        Residual[summary forward_in] [init init_with workspace prepare clone_box forward
        forward_into forward_batch loss_and_gradient evaluate[Loss Output] [Loss < Output
        >] [Loss < Output, Target = ::core::primitive::u8 >]] [to_bytes from_bytes] [save
        load[::core::convert::AsRef < ::std::path::Path >]]
    }
    use ::core::ops::FnMut;
    use ::core::option::Option;
    use ::core::option::Option::{None, Some};
    use ::core::primitive::{f32, str, usize};
    use lenet_runtime::__private::layer::activation::Relu;
    use lenet_runtime::__private::layer::conv2d::Conv;
    use lenet_runtime::__private::layer::join;
    use lenet_runtime::__private::layer::pool::AdaptiveAvgPool;
    use lenet_runtime::__private::prepared::pool::{Cells, Pool};
    use lenet_runtime::__private::prepared::{Floats, Map, conv, linear};
    use lenet_runtime::__private::proof::{gives, limited, size, slides};
    use lenet_runtime::__private::shape::Axis;
    use lenet_runtime::__private::typenum::{U1, U2, U3, U8, U16};
    use lenet_runtime::__private::{Activation as _, Row, proof, shape};
    use lenet_runtime::{
        BatchNorm, Conv2d, Init, Layer, Linear, Name, Network, NoBias, Parameters, Pass, Plain, PlainData, Prepare,
        Random, Shape, Tensor, TensorRef, Tile, ZeroedData,
    };

    type StemGeometry = Conv<U3, U8, Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>;
    type Layer1_0Conv1Geometry = Conv<U8, U8, Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>;
    type Layer1_0Conv2Geometry = Conv<U8, U8, Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>;
    type Layer1_1Conv1Geometry = Conv<U8, U8, Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>;
    type Layer1_1Conv2Geometry = Conv<U8, U8, Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>;
    type DownConv1Geometry = Conv<U8, U16, Axis<U16, U3, U2, U1>, Axis<U16, U3, U2, U1>>;
    type DownConv2Geometry = Conv<U16, U16, Axis<U8, U3, U1, U1, U1>, Axis<U8, U3, U1, U1, U1>>;
    type DownsampleGeometry = Conv<U8, U16, Axis<U16, U1, U2>, Axis<U16, U1, U2>>;
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
        size::<Residual>("the `features` of `fc`", Residual::FC_FEATURES_WRITTEN, 1);
    };
    const _: () = {
        limited::<Residual>(
            "fc",
            Shape::Vector(16),
            &[("outputs", &[Residual::FC_FEATURES]), ("parameters", &[16, Residual::FC_FEATURES])],
        );
    };
    const _: () = {
        gives::<Residual>("fc", Shape::Vector(Residual::FC_FEATURES), Shape::Vector(10));
    };

    unsafe impl PlainData for Residual {}
    const _: () = proof::fills::<Residual>(&[
        <Conv2d<3, 8, 3, 3> as Plain>::FLOATS,
        <ResidualLayer1 as Plain>::FLOATS,
        <ResidualLayer1 as Plain>::FLOATS,
        <ResidualDown as Plain>::FLOATS,
        <Conv2d<8, 16, 1, 1> as Plain>::FLOATS,
        <Linear<16, { Residual::FC_FEATURES }> as Plain>::FLOATS,
    ]);

    impl Parameters for Residual {
        fn visit<'a>(&'a self, name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>)) {
            self.stem.visit(name.then("stem"), visit);
            self.layer1[0].visit(name.then("layer1").then("0"), visit);
            self.layer1[1].visit(name.then("layer1").then("1"), visit);
            self.down.visit(name.then("down"), visit);
            self.downsample.visit(name.then("downsample"), visit);
            self.fc.visit(name.then("fc"), visit);
        }

        fn reset(&mut self, init: Option<Init>, random: &mut Random) {
            self.stem.reset(init.or(Some(Init::KaimingUniform)), random);
            self.layer1[0].reset(init, random);
            self.layer1[1].reset(init, random);
            self.down.reset(init, random);
            self.downsample.reset(init.or(Some(Init::KaimingUniform)), random);
            self.fc.reset(init.or(Some(Init::XavierUniform)), random);
        }
    }

    unsafe impl PlainData for ResidualLayer1 {}
    const _: () = proof::fills::<ResidualLayer1>(&[
        <Conv2d<8, 8, 3, 3, NoBias> as Plain>::FLOATS,
        <BatchNorm<8> as Plain>::FLOATS,
        <Conv2d<8, 8, 3, 3, NoBias> as Plain>::FLOATS,
        <BatchNorm<8> as Plain>::FLOATS,
    ]);

    impl Parameters for ResidualLayer1 {
        fn visit<'a>(&'a self, name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>)) {
            self.conv1.visit(name.then("conv1"), visit);
            self.bn1.visit(name.then("bn1"), visit);
            self.conv2.visit(name.then("conv2"), visit);
            self.bn2.visit(name.then("bn2"), visit);
        }

        fn reset(&mut self, init: Option<Init>, random: &mut Random) {
            self.conv1.reset(init.or(Some(Init::KaimingUniform)), random);
            self.bn1.reset(init, random);
            self.conv2.reset(init.or(Some(Init::KaimingUniform)), random);
            self.bn2.reset(init, random);
        }
    }

    unsafe impl PlainData for ResidualDown {}
    const _: () = proof::fills::<ResidualDown>(&[
        <Conv2d<8, 16, 3, 3, NoBias> as Plain>::FLOATS,
        <BatchNorm<16> as Plain>::FLOATS,
        <Conv2d<16, 16, 3, 3, NoBias> as Plain>::FLOATS,
        <BatchNorm<16> as Plain>::FLOATS,
    ]);

    impl Parameters for ResidualDown {
        fn visit<'a>(&'a self, name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>)) {
            self.conv1.visit(name.then("conv1"), visit);
            self.bn1.visit(name.then("bn1"), visit);
            self.conv2.visit(name.then("conv2"), visit);
            self.bn2.visit(name.then("bn2"), visit);
        }

        fn reset(&mut self, init: Option<Init>, random: &mut Random) {
            self.conv1.reset(init.or(Some(Init::KaimingUniform)), random);
            self.bn1.reset(init, random);
            self.conv2.reset(init.or(Some(Init::KaimingUniform)), random);
            self.bn2.reset(init, random);
        }
    }

    const SCRATCH: usize = shape::largest(&[
        StemGeometry::SCRATCH,
        Layer1_0Conv1Geometry::SCRATCH,
        Layer1_0Conv2Geometry::SCRATCH,
        Layer1_1Conv1Geometry::SCRATCH,
        Layer1_1Conv2Geometry::SCRATCH,
        DownConv1Geometry::SCRATCH,
        DownConv2Geometry::SCRATCH,
        DownsampleGeometry::SCRATCH,
    ]);

    /// What the backward pass of [`Residual`] reads.
    #[repr(C, align(64))]
    pub struct ResidualTape<const __L: usize> {
        stem: Tile<Tensor<8, 16, 16>, __L>,
        layer1_0_conv1: Tile<Tensor<8, 16, 16>, __L>,
        layer1_0_bn1: Tile<Tensor<8, 16, 16>, __L>,
        layer1_0_conv2: Tile<Tensor<8, 16, 16>, __L>,
        layer1_0_bn2: Tile<Tensor<8, 16, 16>, __L>,
        layer1_1_conv1: Tile<Tensor<8, 16, 16>, __L>,
        layer1_1_bn1: Tile<Tensor<8, 16, 16>, __L>,
        layer1_1_conv2: Tile<Tensor<8, 16, 16>, __L>,
        layer1_1_bn2: Tile<Tensor<8, 16, 16>, __L>,
        down_conv1: Tile<Tensor<16, 8, 8>, __L>,
        down_bn1: Tile<Tensor<16, 8, 8>, __L>,
        down_conv2: Tile<Tensor<16, 8, 8>, __L>,
        down_bn2: Tile<Tensor<16, 8, 8>, __L>,
        downsample: Tile<Tensor<16, 8, 8>, __L>,
        global_avg_pool2d_1: Tile<Tensor<16, 1, 1>, __L>,
        fc: Tile<[f32; Residual::FC_FEATURES], __L>,
        gradient_0: Tile<[f32; shape::largest(&[2048, Residual::FC_FEATURES])], __L>,
        gradient_1: Tile<[f32; 2048], __L>,
        gradient_2: Tile<[f32; 2048], __L>,
        scratch: Tile<[f32; SCRATCH], __L>,
    }

    unsafe impl<const __L: usize> ZeroedData for ResidualTape<__L> {}

    impl<const __L: usize> ResidualTape<__L> {
        fn _fields(&self) {
            proof::zeroed(&self.stem);
            proof::zeroed(&self.layer1_0_conv1);
            proof::zeroed(&self.layer1_0_bn1);
            proof::zeroed(&self.layer1_0_conv2);
            proof::zeroed(&self.layer1_0_bn2);
            proof::zeroed(&self.layer1_1_conv1);
            proof::zeroed(&self.layer1_1_bn1);
            proof::zeroed(&self.layer1_1_conv2);
            proof::zeroed(&self.layer1_1_bn2);
            proof::zeroed(&self.down_conv1);
            proof::zeroed(&self.down_bn1);
            proof::zeroed(&self.down_conv2);
            proof::zeroed(&self.down_bn2);
            proof::zeroed(&self.downsample);
            proof::zeroed(&self.global_avg_pool2d_1);
            proof::zeroed(&self.fc);
            proof::zeroed(&self.gradient_0);
            proof::zeroed(&self.gradient_1);
            proof::zeroed(&self.gradient_2);
            proof::zeroed(&self.scratch);
        }
    }

    /// The buffers of [`Residual`] for inference.
    #[repr(C, align(64))]
    pub struct ResidualWorkspace<const __L: usize> {
        buffer_0: Tile<[f32; 2048], __L>,
        buffer_1: Tile<[f32; shape::largest(&[2048, Residual::FC_FEATURES])], __L>,
        buffer_2: Tile<[f32; 2048], __L>,
        scratch: Tile<[f32; SCRATCH], __L>,
    }

    unsafe impl<const __L: usize> ZeroedData for ResidualWorkspace<__L> {}

    impl<const __L: usize> ResidualWorkspace<__L> {
        fn _fields(&self) {
            proof::zeroed(&self.buffer_0);
            proof::zeroed(&self.buffer_1);
            proof::zeroed(&self.buffer_2);
            proof::zeroed(&self.scratch);
        }
    }

    impl Network for Residual {
        type Input = Tensor<3, 16, 16>;
        type Output = [f32; Residual::FC_FEATURES];
        type Workspace<const __L: usize> = ResidualWorkspace<__L>;
        type Tape<const __L: usize> = ResidualTape<__L>;
        const NAME: &'static str = "Residual";

        const LAYERS: &'static [Layer] = &Row::table(
            Shape::Image(3, 16, 16),
            [
                Row::new("stem", "conv2d", &[0], Shape::Image(8, 16, 16))
                    .windows::<Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>()
                    .costs(StemGeometry::MACS)
                    .runs(StemGeometry::ENGINE, STEM.method().name())
                    .parameters(224),
                Row::new("relu_1", "relu", &[1], Shape::Image(8, 16, 16)).fused(),
                Row::new("layer1.0.conv1", "conv2d", &[2], Shape::Image(8, 16, 16))
                    .windows::<Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>()
                    .costs(Layer1_0Conv1Geometry::MACS)
                    .runs(Layer1_0Conv1Geometry::ENGINE, LAYER1_0_CONV1.method().name())
                    .parameters(576),
                Row::new("layer1.0.bn1", "batch_norm2d", &[3], Shape::Image(8, 16, 16)).parameters(16).fused(),
                Row::new("layer1.0.relu_1", "relu", &[4], Shape::Image(8, 16, 16)).fused(),
                Row::new("layer1.0.conv2", "conv2d", &[5], Shape::Image(8, 16, 16))
                    .windows::<Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>()
                    .costs(Layer1_0Conv2Geometry::MACS)
                    .runs(Layer1_0Conv2Geometry::ENGINE, LAYER1_0_CONV2.method().name())
                    .parameters(576),
                Row::new("layer1.0.bn2", "batch_norm2d", &[6], Shape::Image(8, 16, 16)).parameters(16).fused(),
                Row::new("layer1.0.residual_1", "residual", &[7, 2], Shape::Image(8, 16, 16)).fused(),
                Row::new("layer1.0.relu_2", "relu", &[8], Shape::Image(8, 16, 16)).fused(),
                Row::new("layer1.1.conv1", "conv2d", &[9], Shape::Image(8, 16, 16))
                    .windows::<Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>()
                    .costs(Layer1_1Conv1Geometry::MACS)
                    .runs(Layer1_1Conv1Geometry::ENGINE, LAYER1_1_CONV1.method().name())
                    .parameters(576),
                Row::new("layer1.1.bn1", "batch_norm2d", &[10], Shape::Image(8, 16, 16)).parameters(16).fused(),
                Row::new("layer1.1.relu_1", "relu", &[11], Shape::Image(8, 16, 16)).fused(),
                Row::new("layer1.1.conv2", "conv2d", &[12], Shape::Image(8, 16, 16))
                    .windows::<Axis<U16, U3, U1, U1, U1>, Axis<U16, U3, U1, U1, U1>>()
                    .costs(Layer1_1Conv2Geometry::MACS)
                    .runs(Layer1_1Conv2Geometry::ENGINE, LAYER1_1_CONV2.method().name())
                    .parameters(576),
                Row::new("layer1.1.bn2", "batch_norm2d", &[13], Shape::Image(8, 16, 16)).parameters(16).fused(),
                Row::new("layer1.1.residual_1", "residual", &[14, 9], Shape::Image(8, 16, 16)).fused(),
                Row::new("layer1.1.relu_2", "relu", &[15], Shape::Image(8, 16, 16)).fused(),
                Row::new("down.conv1", "conv2d", &[16], Shape::Image(16, 8, 8))
                    .windows::<Axis<U16, U3, U2, U1>, Axis<U16, U3, U2, U1>>()
                    .costs(DownConv1Geometry::MACS)
                    .runs(DownConv1Geometry::ENGINE, DOWN_CONV1.method().name())
                    .parameters(1152),
                Row::new("down.bn1", "batch_norm2d", &[17], Shape::Image(16, 8, 8)).parameters(32).fused(),
                Row::new("down.relu_1", "relu", &[18], Shape::Image(16, 8, 8)).fused(),
                Row::new("down.conv2", "conv2d", &[19], Shape::Image(16, 8, 8))
                    .windows::<Axis<U8, U3, U1, U1, U1>, Axis<U8, U3, U1, U1, U1>>()
                    .costs(DownConv2Geometry::MACS)
                    .runs(DownConv2Geometry::ENGINE, DOWN_CONV2.method().name())
                    .parameters(2304),
                Row::new("down.bn2", "batch_norm2d", &[20], Shape::Image(16, 8, 8)).parameters(32).fused(),
                Row::new("downsample", "conv2d", &[16], Shape::Image(16, 8, 8))
                    .windows::<Axis<U16, U1, U2>, Axis<U16, U1, U2>>()
                    .costs(DownsampleGeometry::MACS)
                    .runs(DownsampleGeometry::ENGINE, DOWNSAMPLE.method().name())
                    .parameters(144),
                Row::new("residual_1", "residual", &[21, 22], Shape::Image(16, 8, 8)).fused(),
                Row::new("relu_2", "relu", &[23], Shape::Image(16, 8, 8)).fused(),
                Row::new("global_avg_pool2d_1", "global_avg_pool2d", &[24], Shape::Image(16, 1, 1)).adapts(),
                Row::new("flatten_1", "flatten", &[25], Shape::Vector(16)),
                Row::new("fc", "linear", &[26], Shape::Vector(Residual::FC_FEATURES))
                    .whole()
                    .costs(<Linear<16, { Residual::FC_FEATURES }>>::MACS)
                    .runs(<Linear<16, { Residual::FC_FEATURES }>>::ENGINE, linear::Linear::ENGINE)
                    .parameters(<Linear<16, { Residual::FC_FEATURES }> as Plain>::FLOATS),
            ],
        );

        fn infer<'a, const __L: usize>(
            &self,
            x: &Tile<Self::Input, __L>,
            workspace: &'a mut Self::Workspace<__L>,
        ) -> &'a Tile<Self::Output, __L> {
            let stem = workspace.buffer_0.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            StemGeometry::forward(&self.stem, x, stem, workspace.scratch.floats_mut());
            Relu.forward_in_place(stem);
            let layer1_0_conv1 = workspace.buffer_1.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            Layer1_0Conv1Geometry::forward(&self.layer1[0].conv1, stem, layer1_0_conv1, workspace.scratch.floats_mut());
            self.layer1[0].bn1.infer_in_place(layer1_0_conv1, 0.00001);
            Relu.forward_in_place(layer1_0_conv1);
            let layer1_0_conv2 = workspace.buffer_2.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            Layer1_0Conv2Geometry::forward(
                &self.layer1[0].conv2,
                layer1_0_conv1,
                layer1_0_conv2,
                workspace.scratch.floats_mut(),
            );
            self.layer1[0].bn2.infer_in_place(layer1_0_conv2, 0.00001);
            join::accumulate(stem, layer1_0_conv2);
            Relu.forward_in_place(layer1_0_conv2);
            let layer1_1_conv1 = workspace.buffer_1.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            Layer1_1Conv1Geometry::forward(
                &self.layer1[1].conv1,
                layer1_0_conv2,
                layer1_1_conv1,
                workspace.scratch.floats_mut(),
            );
            self.layer1[1].bn1.infer_in_place(layer1_1_conv1, 0.00001);
            Relu.forward_in_place(layer1_1_conv1);
            let layer1_1_conv2 = workspace.buffer_0.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            Layer1_1Conv2Geometry::forward(
                &self.layer1[1].conv2,
                layer1_1_conv1,
                layer1_1_conv2,
                workspace.scratch.floats_mut(),
            );
            self.layer1[1].bn2.infer_in_place(layer1_1_conv2, 0.00001);
            join::accumulate(layer1_0_conv2, layer1_1_conv2);
            Relu.forward_in_place(layer1_1_conv2);
            let down_conv1 = workspace.buffer_1.view_mut::<Tile<Tensor<16, 8, 8>, __L>>();
            DownConv1Geometry::forward(&self.down.conv1, layer1_1_conv2, down_conv1, workspace.scratch.floats_mut());
            self.down.bn1.infer_in_place(down_conv1, 0.00001);
            Relu.forward_in_place(down_conv1);
            let down_conv2 = workspace.buffer_2.view_mut::<Tile<Tensor<16, 8, 8>, __L>>();
            DownConv2Geometry::forward(&self.down.conv2, down_conv1, down_conv2, workspace.scratch.floats_mut());
            self.down.bn2.infer_in_place(down_conv2, 0.00001);
            let downsample = workspace.buffer_1.view_mut::<Tile<Tensor<16, 8, 8>, __L>>();
            DownsampleGeometry::forward(&self.downsample, layer1_1_conv2, downsample, workspace.scratch.floats_mut());
            join::accumulate(downsample, down_conv2);
            Relu.forward_in_place(down_conv2);
            let global_avg_pool2d_1 = workspace.buffer_0.view_mut::<Tile<Tensor<16, 1, 1>, __L>>();
            GlobalAvgPool2d1Geometry::forward(down_conv2, global_avg_pool2d_1);
            let fc = workspace.buffer_1.view_mut::<Tile<[f32; Residual::FC_FEATURES], __L>>();
            self.fc.forward(global_avg_pool2d_1, fc);
            fc.view()
        }

        fn record<const __L: usize>(&self, x: &Tile<Self::Input, __L>, tape: &mut Self::Tape<__L>, pass: &Pass) {
            StemGeometry::forward(&self.stem, x, &mut tape.stem, tape.scratch.floats_mut());
            Relu.forward_in_place(&mut tape.stem);
            Layer1_0Conv1Geometry::forward(
                &self.layer1[0].conv1,
                &tape.stem,
                &mut tape.layer1_0_conv1,
                tape.scratch.floats_mut(),
            );
            self.layer1[0].bn1.forward(&tape.layer1_0_conv1, &mut tape.layer1_0_bn1, 0.00001, pass);
            Relu.forward_in_place(&mut tape.layer1_0_bn1);
            Layer1_0Conv2Geometry::forward(
                &self.layer1[0].conv2,
                &tape.layer1_0_bn1,
                &mut tape.layer1_0_conv2,
                tape.scratch.floats_mut(),
            );
            self.layer1[0].bn2.forward(&tape.layer1_0_conv2, &mut tape.layer1_0_bn2, 0.00001, pass);
            join::accumulate(&tape.stem, &mut tape.layer1_0_bn2);
            Relu.forward_in_place(&mut tape.layer1_0_bn2);
            Layer1_1Conv1Geometry::forward(
                &self.layer1[1].conv1,
                &tape.layer1_0_bn2,
                &mut tape.layer1_1_conv1,
                tape.scratch.floats_mut(),
            );
            self.layer1[1].bn1.forward(&tape.layer1_1_conv1, &mut tape.layer1_1_bn1, 0.00001, pass);
            Relu.forward_in_place(&mut tape.layer1_1_bn1);
            Layer1_1Conv2Geometry::forward(
                &self.layer1[1].conv2,
                &tape.layer1_1_bn1,
                &mut tape.layer1_1_conv2,
                tape.scratch.floats_mut(),
            );
            self.layer1[1].bn2.forward(&tape.layer1_1_conv2, &mut tape.layer1_1_bn2, 0.00001, pass);
            join::accumulate(&tape.layer1_0_bn2, &mut tape.layer1_1_bn2);
            Relu.forward_in_place(&mut tape.layer1_1_bn2);
            DownConv1Geometry::forward(
                &self.down.conv1,
                &tape.layer1_1_bn2,
                &mut tape.down_conv1,
                tape.scratch.floats_mut(),
            );
            self.down.bn1.forward(&tape.down_conv1, &mut tape.down_bn1, 0.00001, pass);
            Relu.forward_in_place(&mut tape.down_bn1);
            DownConv2Geometry::forward(
                &self.down.conv2,
                &tape.down_bn1,
                &mut tape.down_conv2,
                tape.scratch.floats_mut(),
            );
            self.down.bn2.forward(&tape.down_conv2, &mut tape.down_bn2, 0.00001, pass);
            DownsampleGeometry::forward(
                &self.downsample,
                &tape.layer1_1_bn2,
                &mut tape.downsample,
                tape.scratch.floats_mut(),
            );
            join::accumulate(&tape.downsample, &mut tape.down_bn2);
            Relu.forward_in_place(&mut tape.down_bn2);
            GlobalAvgPool2d1Geometry::forward(&tape.down_bn2, &mut tape.global_avg_pool2d_1);
            self.fc.forward(&tape.global_avg_pool2d_1, &mut tape.fc);
        }

        fn ends<const __L: usize>(
            tape: &mut Self::Tape<__L>,
        ) -> (&Tile<Self::Output, __L>, &mut Tile<Self::Output, __L>) {
            (tape.fc.view(), tape.gradient_0.view_mut())
        }

        fn backward<const __L: usize>(
            &self,
            x: &Tile<Self::Input, __L>,
            tape: &mut Self::Tape<__L>,
            pass: &Pass,
            gradient: &mut Self,
            dx: Option<&mut Tile<Self::Input, __L>>,
        ) {
            let d_fc = tape.gradient_0.view_mut::<Tile<[f32; Residual::FC_FEATURES], __L>>();
            Linear::grad_weight(&tape.global_avg_pool2d_1, d_fc, &mut gradient.fc);
            let d_global_avg_pool2d_1 = tape.gradient_1.view_mut::<Tile<Tensor<16, 1, 1>, __L>>();
            self.fc.grad_input(d_fc, d_global_avg_pool2d_1);
            let d_relu_2 = tape.gradient_0.view_mut::<Tile<Tensor<16, 8, 8>, __L>>();
            GlobalAvgPool2d1Geometry::backward(d_global_avg_pool2d_1, d_relu_2);
            Relu.backward_from_output(&tape.down_bn2, d_relu_2);
            let d_residual_1 = d_relu_2;
            let d_down_bn2 = tape.gradient_1.view_mut::<Tile<Tensor<16, 8, 8>, __L>>();
            join::place(d_residual_1, d_down_bn2, 0);
            let d_downsample = d_residual_1;
            DownsampleGeometry::grad_weight(
                &tape.layer1_1_bn2,
                d_downsample,
                &mut gradient.downsample,
                tape.scratch.floats_mut(),
            );
            let d_layer1_1_relu_2 = tape.gradient_2.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            DownsampleGeometry::grad_input(
                &self.downsample,
                d_downsample,
                d_layer1_1_relu_2,
                tape.scratch.floats_mut(),
            );
            let d_down_conv2 = tape.gradient_0.view_mut::<Tile<Tensor<16, 8, 8>, __L>>();
            self.down.bn2.backward(
                &tape.down_conv2,
                d_down_bn2,
                d_down_conv2,
                0.00001,
                0.1,
                pass,
                &mut gradient.down.bn2,
            );
            DownConv2Geometry::grad_weight(
                &tape.down_bn1,
                d_down_conv2,
                &mut gradient.down.conv2,
                tape.scratch.floats_mut(),
            );
            let d_down_relu_1 = tape.gradient_1.view_mut::<Tile<Tensor<16, 8, 8>, __L>>();
            DownConv2Geometry::grad_input(&self.down.conv2, d_down_conv2, d_down_relu_1, tape.scratch.floats_mut());
            Relu.backward_from_output(&tape.down_bn1, d_down_relu_1);
            let d_down_bn1 = d_down_relu_1;
            let d_down_conv1 = tape.gradient_0.view_mut::<Tile<Tensor<16, 8, 8>, __L>>();
            self.down.bn1.backward(
                &tape.down_conv1,
                d_down_bn1,
                d_down_conv1,
                0.00001,
                0.1,
                pass,
                &mut gradient.down.bn1,
            );
            DownConv1Geometry::grad_weight(
                &tape.layer1_1_bn2,
                d_down_conv1,
                &mut gradient.down.conv1,
                tape.scratch.floats_mut(),
            );
            let part = tape.gradient_1.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            DownConv1Geometry::grad_input(&self.down.conv1, d_down_conv1, part, tape.scratch.floats_mut());
            join::accumulate(part, d_layer1_1_relu_2);
            Relu.backward_from_output(&tape.layer1_1_bn2, d_layer1_1_relu_2);
            let d_layer1_1_residual_1 = d_layer1_1_relu_2;
            let d_layer1_1_bn2 = tape.gradient_1.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            join::place(d_layer1_1_residual_1, d_layer1_1_bn2, 0);
            let d_layer1_0_relu_2 = d_layer1_1_residual_1;
            let d_layer1_1_conv2 = tape.gradient_0.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            self.layer1[1].bn2.backward(
                &tape.layer1_1_conv2,
                d_layer1_1_bn2,
                d_layer1_1_conv2,
                0.00001,
                0.1,
                pass,
                &mut gradient.layer1[1].bn2,
            );
            Layer1_1Conv2Geometry::grad_weight(
                &tape.layer1_1_bn1,
                d_layer1_1_conv2,
                &mut gradient.layer1[1].conv2,
                tape.scratch.floats_mut(),
            );
            let d_layer1_1_relu_1 = tape.gradient_1.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            Layer1_1Conv2Geometry::grad_input(
                &self.layer1[1].conv2,
                d_layer1_1_conv2,
                d_layer1_1_relu_1,
                tape.scratch.floats_mut(),
            );
            Relu.backward_from_output(&tape.layer1_1_bn1, d_layer1_1_relu_1);
            let d_layer1_1_bn1 = d_layer1_1_relu_1;
            let d_layer1_1_conv1 = tape.gradient_0.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            self.layer1[1].bn1.backward(
                &tape.layer1_1_conv1,
                d_layer1_1_bn1,
                d_layer1_1_conv1,
                0.00001,
                0.1,
                pass,
                &mut gradient.layer1[1].bn1,
            );
            Layer1_1Conv1Geometry::grad_weight(
                &tape.layer1_0_bn2,
                d_layer1_1_conv1,
                &mut gradient.layer1[1].conv1,
                tape.scratch.floats_mut(),
            );
            let part = tape.gradient_1.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            Layer1_1Conv1Geometry::grad_input(&self.layer1[1].conv1, d_layer1_1_conv1, part, tape.scratch.floats_mut());
            join::accumulate(part, d_layer1_0_relu_2);
            Relu.backward_from_output(&tape.layer1_0_bn2, d_layer1_0_relu_2);
            let d_layer1_0_residual_1 = d_layer1_0_relu_2;
            let d_layer1_0_bn2 = tape.gradient_1.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            join::place(d_layer1_0_residual_1, d_layer1_0_bn2, 0);
            let d_relu_1 = d_layer1_0_residual_1;
            let d_layer1_0_conv2 = tape.gradient_0.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            self.layer1[0].bn2.backward(
                &tape.layer1_0_conv2,
                d_layer1_0_bn2,
                d_layer1_0_conv2,
                0.00001,
                0.1,
                pass,
                &mut gradient.layer1[0].bn2,
            );
            Layer1_0Conv2Geometry::grad_weight(
                &tape.layer1_0_bn1,
                d_layer1_0_conv2,
                &mut gradient.layer1[0].conv2,
                tape.scratch.floats_mut(),
            );
            let d_layer1_0_relu_1 = tape.gradient_1.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            Layer1_0Conv2Geometry::grad_input(
                &self.layer1[0].conv2,
                d_layer1_0_conv2,
                d_layer1_0_relu_1,
                tape.scratch.floats_mut(),
            );
            Relu.backward_from_output(&tape.layer1_0_bn1, d_layer1_0_relu_1);
            let d_layer1_0_bn1 = d_layer1_0_relu_1;
            let d_layer1_0_conv1 = tape.gradient_0.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            self.layer1[0].bn1.backward(
                &tape.layer1_0_conv1,
                d_layer1_0_bn1,
                d_layer1_0_conv1,
                0.00001,
                0.1,
                pass,
                &mut gradient.layer1[0].bn1,
            );
            Layer1_0Conv1Geometry::grad_weight(
                &tape.stem,
                d_layer1_0_conv1,
                &mut gradient.layer1[0].conv1,
                tape.scratch.floats_mut(),
            );
            let part = tape.gradient_1.view_mut::<Tile<Tensor<8, 16, 16>, __L>>();
            Layer1_0Conv1Geometry::grad_input(&self.layer1[0].conv1, d_layer1_0_conv1, part, tape.scratch.floats_mut());
            join::accumulate(part, d_relu_1);
            Relu.backward_from_output(&tape.stem, d_relu_1);
            let d_stem = d_relu_1;
            StemGeometry::grad_weight(x, d_stem, &mut gradient.stem, tape.scratch.floats_mut());
            if let Some(dx) = dx {
                StemGeometry::grad_input(&self.stem, d_stem, dx, tape.scratch.floats_mut());
            }
        }
    }

    const STEM: conv::Conv = conv::Conv::of::<StemGeometry>().then(Relu.in_kernel()).between([true, false]);
    const LAYER1_0_CONV1: conv::Conv = conv::Conv::of::<Layer1_0Conv1Geometry>().then(Relu.in_kernel());
    const LAYER1_0_CONV2: conv::Conv = conv::Conv::of::<Layer1_0Conv2Geometry>().then(Relu.in_kernel());
    const LAYER1_1_CONV1: conv::Conv = conv::Conv::of::<Layer1_1Conv1Geometry>().then(Relu.in_kernel());
    const LAYER1_1_CONV2: conv::Conv = conv::Conv::of::<Layer1_1Conv2Geometry>().then(Relu.in_kernel());
    const DOWN_CONV1: conv::Conv = conv::Conv::of::<DownConv1Geometry>().then(Relu.in_kernel());
    const DOWN_CONV2: conv::Conv = conv::Conv::of::<DownConv2Geometry>();
    const DOWNSAMPLE: conv::Conv = conv::Conv::of::<DownsampleGeometry>().then(Relu.in_kernel());
    const GLOBAL_AVG_POOL2D_1: Pool = Pool { max: false, cells: [Cells::Share(8, 1), Cells::Share(8, 1)] };
    const FC: linear::Linear = linear::Linear::new(16, Residual::FC_FEATURES);
    const X_MAP: Map = Map::of(Shape::Image(3, 16, 16)).around(&STEM);
    const RELU_1_MAP: Map = Map::of(Shape::Image(8, 16, 16))
        .around(&LAYER1_0_CONV1)
        .around(&LAYER1_1_CONV1)
        .around(&DOWN_CONV1)
        .around(&DOWNSAMPLE);
    const LAYER1_0_RELU_1_MAP: Map = Map::of(Shape::Image(8, 16, 16)).around(&LAYER1_0_CONV2);
    const LAYER1_1_RELU_1_MAP: Map = Map::of(Shape::Image(8, 16, 16)).around(&LAYER1_1_CONV2);
    const DOWN_RELU_1_MAP: Map = Map::of(Shape::Image(16, 8, 8)).around(&DOWN_CONV2);
    const DOWN_BN2_MAP: Map = Map::of(Shape::Image(16, 8, 8));
    const GLOBAL_AVG_POOL2D_1_MAP: Map = Map::of(Shape::Image(16, 1, 1));
    const FC_MAP: Map = Map::of(Shape::Vector(Residual::FC_FEATURES));

    /// The weights of [`Residual`] as the kernels for one image read them.
    #[repr(C, align(64))]
    pub struct ResidualPacked {
        stem: Floats<{ STEM.weights() }>,
        layer1_0_conv1: Floats<{ LAYER1_0_CONV1.weights() }>,
        layer1_0_conv2: Floats<{ LAYER1_0_CONV2.weights() }>,
        layer1_1_conv1: Floats<{ LAYER1_1_CONV1.weights() }>,
        layer1_1_conv2: Floats<{ LAYER1_1_CONV2.weights() }>,
        down_conv1: Floats<{ DOWN_CONV1.weights() }>,
        down_conv2: Floats<{ DOWN_CONV2.weights() }>,
        downsample: Floats<{ DOWNSAMPLE.weights() }>,
        fc: Floats<{ FC.weights() }>,
    }

    unsafe impl ZeroedData for ResidualPacked {}

    impl ResidualPacked {
        fn _fields(&self) {
            proof::zeroed(&self.stem);
            proof::zeroed(&self.layer1_0_conv1);
            proof::zeroed(&self.layer1_0_conv2);
            proof::zeroed(&self.layer1_1_conv1);
            proof::zeroed(&self.layer1_1_conv2);
            proof::zeroed(&self.down_conv1);
            proof::zeroed(&self.down_conv2);
            proof::zeroed(&self.downsample);
            proof::zeroed(&self.fc);
        }
    }

    /// The buffers in which a prepared [`Residual`] computes one image.
    #[repr(C, align(64))]
    pub struct ResidualPackedWorkspace {
        buffer_0: Floats<
            {
                shape::largest(&[
                    X_MAP.buffer(),
                    LAYER1_0_RELU_1_MAP.buffer(),
                    LAYER1_1_RELU_1_MAP.buffer(),
                    DOWN_RELU_1_MAP.buffer(),
                    DOWN_BN2_MAP.buffer(),
                ])
            },
        >,
        buffer_1: Floats<{ shape::largest(&[RELU_1_MAP.buffer(), GLOBAL_AVG_POOL2D_1_MAP.buffer()]) }>,
        buffer_2: Floats<{ shape::largest(&[RELU_1_MAP.buffer(), DOWN_BN2_MAP.buffer(), FC_MAP.buffer()]) }>,
        scratch: Floats<
            {
                shape::largest(&[
                    STEM.scratch(),
                    LAYER1_0_CONV1.scratch(),
                    LAYER1_0_CONV2.scratch(),
                    LAYER1_1_CONV1.scratch(),
                    LAYER1_1_CONV2.scratch(),
                    DOWN_CONV1.scratch(),
                    DOWN_CONV2.scratch(),
                    DOWNSAMPLE.scratch(),
                ])
            },
        >,
        output: [f32; Residual::FC_FEATURES],
    }

    unsafe impl ZeroedData for ResidualPackedWorkspace {}

    impl ResidualPackedWorkspace {
        fn _fields(&self) {
            proof::zeroed(&self.buffer_0);
            proof::zeroed(&self.buffer_1);
            proof::zeroed(&self.buffer_2);
            proof::zeroed(&self.scratch);
            proof::zeroed(&self.output);
        }
    }

    impl Prepare for Residual {
        type Packed = ResidualPacked;
        type PackedWorkspace = ResidualPackedWorkspace;

        #[inline]
        fn pack(&self, packed: &mut Self::Packed) {
            STEM.pack(&X_MAP, self.stem.weight.floats(), self.stem.bias.floats(), None, &mut packed.stem.0);
            {
                let (scale, shift) = self.layer1[0].bn1.fold(0.00001);
                LAYER1_0_CONV1.pack(
                    &RELU_1_MAP,
                    self.layer1[0].conv1.weight.floats(),
                    self.layer1[0].conv1.bias.floats(),
                    Some((&scale, &shift)),
                    &mut packed.layer1_0_conv1.0,
                );
            }
            {
                let (scale, shift) = self.layer1[0].bn2.fold(0.00001);
                LAYER1_0_CONV2.pack(
                    &LAYER1_0_RELU_1_MAP,
                    self.layer1[0].conv2.weight.floats(),
                    self.layer1[0].conv2.bias.floats(),
                    Some((&scale, &shift)),
                    &mut packed.layer1_0_conv2.0,
                );
            }
            {
                let (scale, shift) = self.layer1[1].bn1.fold(0.00001);
                LAYER1_1_CONV1.pack(
                    &RELU_1_MAP,
                    self.layer1[1].conv1.weight.floats(),
                    self.layer1[1].conv1.bias.floats(),
                    Some((&scale, &shift)),
                    &mut packed.layer1_1_conv1.0,
                );
            }
            {
                let (scale, shift) = self.layer1[1].bn2.fold(0.00001);
                LAYER1_1_CONV2.pack(
                    &LAYER1_1_RELU_1_MAP,
                    self.layer1[1].conv2.weight.floats(),
                    self.layer1[1].conv2.bias.floats(),
                    Some((&scale, &shift)),
                    &mut packed.layer1_1_conv2.0,
                );
            }
            {
                let (scale, shift) = self.down.bn1.fold(0.00001);
                DOWN_CONV1.pack(
                    &RELU_1_MAP,
                    self.down.conv1.weight.floats(),
                    self.down.conv1.bias.floats(),
                    Some((&scale, &shift)),
                    &mut packed.down_conv1.0,
                );
            }
            {
                let (scale, shift) = self.down.bn2.fold(0.00001);
                DOWN_CONV2.pack(
                    &DOWN_RELU_1_MAP,
                    self.down.conv2.weight.floats(),
                    self.down.conv2.bias.floats(),
                    Some((&scale, &shift)),
                    &mut packed.down_conv2.0,
                );
            }
            DOWNSAMPLE.pack(
                &RELU_1_MAP,
                self.downsample.weight.floats(),
                self.downsample.bias.floats(),
                None,
                &mut packed.downsample.0,
            );
            FC.pack(&GLOBAL_AVG_POOL2D_1_MAP, self.fc.weight.floats(), self.fc.bias.floats(), None, &mut packed.fc.0);
        }

        #[inline]
        fn infer_packed<'a>(
            packed: &Self::Packed,
            x: &Self::Input,
            workspace: &'a mut Self::PackedWorkspace,
        ) -> &'a Self::Output {
            if !X_MAP.is_plain() {
                X_MAP.place(x.floats(), &mut workspace.buffer_0.0);
            }
            STEM.forward(
                &packed.stem.0,
                (&X_MAP, X_MAP.choose(x.floats(), &workspace.buffer_0.0)),
                (&RELU_1_MAP, &mut workspace.buffer_1.0),
                &mut workspace.scratch.0,
            );
            LAYER1_0_CONV1.forward(
                &packed.layer1_0_conv1.0,
                (&RELU_1_MAP, &workspace.buffer_1.0),
                (&LAYER1_0_RELU_1_MAP, &mut workspace.buffer_0.0),
                &mut workspace.scratch.0,
            );
            LAYER1_0_CONV2.forward_adding(
                &packed.layer1_0_conv2.0,
                (&LAYER1_0_RELU_1_MAP, &workspace.buffer_0.0),
                Some(&workspace.buffer_1.0),
                (&RELU_1_MAP, &mut workspace.buffer_2.0),
                &mut workspace.scratch.0,
            );
            LAYER1_1_CONV1.forward(
                &packed.layer1_1_conv1.0,
                (&RELU_1_MAP, &workspace.buffer_2.0),
                (&LAYER1_1_RELU_1_MAP, &mut workspace.buffer_0.0),
                &mut workspace.scratch.0,
            );
            LAYER1_1_CONV2.forward_adding(
                &packed.layer1_1_conv2.0,
                (&LAYER1_1_RELU_1_MAP, &workspace.buffer_0.0),
                Some(&workspace.buffer_2.0),
                (&RELU_1_MAP, &mut workspace.buffer_1.0),
                &mut workspace.scratch.0,
            );
            DOWN_CONV1.forward(
                &packed.down_conv1.0,
                (&RELU_1_MAP, &workspace.buffer_1.0),
                (&DOWN_RELU_1_MAP, &mut workspace.buffer_0.0),
                &mut workspace.scratch.0,
            );
            DOWN_CONV2.forward(
                &packed.down_conv2.0,
                (&DOWN_RELU_1_MAP, &workspace.buffer_0.0),
                (&DOWN_BN2_MAP, &mut workspace.buffer_2.0),
                &mut workspace.scratch.0,
            );
            DOWNSAMPLE.forward_adding(
                &packed.downsample.0,
                (&RELU_1_MAP, &workspace.buffer_1.0),
                Some(&workspace.buffer_2.0),
                (&DOWN_BN2_MAP, &mut workspace.buffer_0.0),
                &mut workspace.scratch.0,
            );
            GLOBAL_AVG_POOL2D_1
                .forward((&DOWN_BN2_MAP, &workspace.buffer_0.0), (&GLOBAL_AVG_POOL2D_1_MAP, &mut workspace.buffer_1.0));
            FC.forward(
                &packed.fc.0,
                (&GLOBAL_AVG_POOL2D_1_MAP, &workspace.buffer_1.0),
                (&FC_MAP, &mut workspace.buffer_2.0),
            );
            FC_MAP.take(&workspace.buffer_2.0, workspace.output.floats_mut());
            &workspace.output
        }
    }
};
