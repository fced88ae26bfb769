/// LeNet-5 as the textbook draws it: sigmoid and average pooling.
///
/// A network from 1 × 28 × 28 to 10, with 61 706 parameters.
///
/// | layer | kind | output | parameters |
/// |-------|------|--------|-----------:|
/// | `conv1` | conv2d | 6 × 28 × 28 | 156 |
/// | `sigmoid_1` | sigmoid | 6 × 28 × 28 |  |
/// | `avg_pool2d_1` | avg_pool2d | 6 × 14 × 14 |  |
/// | `conv2` | conv2d | 16 × 10 × 10 | 2 416 |
/// | `sigmoid_2` | sigmoid | 16 × 10 × 10 |  |
/// | `avg_pool2d_2` | avg_pool2d | 16 × 5 × 5 |  |
/// | `flatten_1` | flatten | 400 |  |
/// | `fc1` | linear | 120 | 48 120 |
/// | `sigmoid_3` | sigmoid | 120 |  |
/// | `fc2` | linear | 84 | 10 164 |
/// | `sigmoid_4` | sigmoid | 84 |  |
/// | `fc3` | linear | 10 | 850 |
#[repr(C)]
pub struct LeNet5 {
    /// The parameters of a `conv2d` layer with output 6 × 28 × 28.
    pub conv1: lenet_runtime::Conv2d<1, 6, 5, 5>,
    /// The parameters of a `conv2d` layer with output 16 × 10 × 10.
    pub conv2: lenet_runtime::Conv2d<6, 16, 5, 5>,
    /// The parameters of a `linear` layer with output 120.
    pub fc1: lenet_runtime::Linear<400, 120>,
    /// The parameters of a `linear` layer with output 84.
    pub fc2: lenet_runtime::Linear<120, 84>,
    /// The parameters of a `linear` layer with output 10.
    pub fc3: lenet_runtime::Linear<84, 10>,
}

const _: () = {
    lenet_runtime::__methods! {
        LeNet5[summary forward_in input_mut forward_in_place Input Output] [init
        init_with workspace prepare clone_box forward forward_into forward_batch
        loss_and_gradient evaluate[Loss Examples Metric Input Output] [Loss < Output, T
        >] [Examples < Input, Target = T >] [Metric < Output, T >]] [to_bytes from_bytes]
        [save load[::core::convert::AsRef < ::std::path::Path >]]
    }
    use ::core::option::Option;
    use ::core::option::Option::Some;
    use ::core::primitive::{f32, str, usize};
    use lenet_runtime::__private::layer::activation::Sigmoid;
    use lenet_runtime::__private::layer::conv_pool::ConvPool;
    use lenet_runtime::__private::layer::conv2d::Conv;
    use lenet_runtime::__private::layer::pool::AvgPool;
    use lenet_runtime::__private::prepared::conv::PreparedConv;
    use lenet_runtime::__private::prepared::function::Pooling;
    use lenet_runtime::__private::prepared::linear::PreparedLinear;
    use lenet_runtime::__private::prepared::{Floats, Lines, Map};
    use lenet_runtime::__private::proof::{Flat, makes, pools, slides};
    use lenet_runtime::__private::shape::Axis;
    use lenet_runtime::__private::typenum::{U1, U2, U5, U6, U10, U14, U16, U28};
    use lenet_runtime::__private::{
        Activation as _, Images, LinesData, Place, Places, Row, Tensors, Vectors, member, members, proof, shape,
    };
    use lenet_runtime::{
        Layer, Linear, Network, Parameters, Pass, Plain as _, PlainData, Prepare, Shape, Tensor, Tile, ZeroedData,
    };

    type Conv1Geometry = Conv<U1, U6, Axis<U28, U5, U1, U2, U2>>;
    type AvgPool2d1Geometry = AvgPool<U6, Axis<U28, U2, U2>>;
    type Conv2Geometry = Conv<U6, U16, Axis<U14, U5>>;
    type AvgPool2d2Geometry = AvgPool<U16, Axis<U10, U2, U2>>;

    const _: () = {
        slides::<LeNet5, Axis<U28, U5, U1, U2, U2>>("conv1", 28);
    };
    const _: () = {
        pools::<LeNet5, Axis<U28, U2, U2>>("avg_pool2d_1", 14);
    };
    const _: () = {
        slides::<LeNet5, Axis<U14, U5>>("conv2", 10);
    };
    const _: () = {
        pools::<LeNet5, Axis<U10, U2, U2>>("avg_pool2d_2", 5);
    };
    const _: () = {
        makes::<LeNet5, Flat<(U16, (U5, (U5, ())))>>("flatten_1", 400);
    };

    unsafe impl PlainData for LeNet5 {}

    impl Parameters for LeNet5 {
        const TENSORS: Tensors = members(
            |Self { conv1: _, conv2: _, fc1: _, fc2: _, fc3: _ }| (),
            &[
                member("conv1", |s: &Self| &s.conv1),
                member("conv2", |s: &Self| &s.conv2),
                member("fc1", |s: &Self| &s.fc1),
                member("fc2", |s: &Self| &s.fc2),
                member("fc3", |s: &Self| &s.fc3),
            ],
        );
    }

    const _: () = proof::numbers::<LeNet5>();
    const SCRATCH: usize = shape::largest(&[Conv1Geometry::SCRATCH, Conv2Geometry::SCRATCH]);
    const CONV1_STRIP: usize = ConvPool::<Conv1Geometry, AvgPool2d1Geometry>::STRIP;
    const CONV2_STRIP: usize = ConvPool::<Conv2Geometry, AvgPool2d2Geometry>::STRIP;
    const PLACES: Places<8> = Places::of([
        (784, 0, 3),
        (CONV1_STRIP, 3, 3),
        (1176, 3, 6),
        (CONV2_STRIP, 6, 6),
        (400, 6, 8),
        (120, 8, 10),
        (84, 10, 12),
        (10, 12, 13),
    ]);
    const X_PLACE: Place<Tensor<1, 28, 28>> = PLACES.place(0);
    const CONV1_PLACE: Place<[f32; CONV1_STRIP]> = PLACES.place(1);
    const AVG_POOL2D_1_PLACE: Place<Tensor<6, 14, 14>> = PLACES.place(2);
    const CONV2_PLACE: Place<[f32; CONV2_STRIP]> = PLACES.place(3);
    const AVG_POOL2D_2_PLACE: Place<Tensor<16, 5, 5>> = PLACES.place(4);
    const FC1_PLACE: Place<[f32; 120]> = PLACES.place(5);
    const FC2_PLACE: Place<[f32; 84]> = PLACES.place(6);
    const FC3_PLACE: Place<[f32; 10]> = PLACES.place(7);

    /// What training of [`LeNet5`] saves for the backward pass.
    #[repr(C, align(64))]
    pub struct LeNet5Tape<const __L: usize> {
        conv1_out: Images<6, 28, 28, __L>,
        avg_pool2d_1_out: Images<6, 14, 14, __L>,
        conv2_out: Images<16, 10, 10, __L>,
        avg_pool2d_2_out: Images<16, 5, 5, __L>,
        fc1_out: Vectors<120, __L>,
        fc2_out: Vectors<84, __L>,
        fc3_out: Vectors<10, __L>,
    }

    unsafe impl<const __L: usize> ZeroedData for LeNet5Tape<__L> {}

    impl<const __L: usize> LeNet5Tape<__L> {
        fn _fields(&self) {
            proof::zeroed(&[
                &self.conv1_out,
                &self.avg_pool2d_1_out,
                &self.conv2_out,
                &self.avg_pool2d_2_out,
                &self.fc1_out,
                &self.fc2_out,
                &self.fc3_out,
            ]);
        }
    }

    /// The buffers of [`LeNet5`] for inference.
    #[repr(C, align(64))]
    pub struct LeNet5Workspace<const __L: usize> {
        values: Vectors<{ PLACES.length() }, __L>,
        scratch: Vectors<SCRATCH, __L>,
    }

    unsafe impl<const __L: usize> ZeroedData for LeNet5Workspace<__L> {}

    impl<const __L: usize> LeNet5Workspace<__L> {
        fn _fields(&self) {
            proof::zeroed(&[&self.values, &self.scratch]);
        }
    }

    /// The buffers of [`LeNet5`] for training.
    #[repr(C, align(64))]
    pub struct LeNet5TrainingWorkspace<const __L: usize> {
        gradient_0: Vectors<4704, __L>,
        gradient_1: Vectors<1176, __L>,
        scratch: Vectors<SCRATCH, __L>,
    }

    unsafe impl<const __L: usize> ZeroedData for LeNet5TrainingWorkspace<__L> {}

    impl<const __L: usize> LeNet5TrainingWorkspace<__L> {
        fn _fields(&self) {
            proof::zeroed(&[&self.gradient_0, &self.gradient_1, &self.scratch]);
        }
    }

    impl Network for LeNet5 {
        type Input = Tensor<1, 28, 28>;
        type Output = [f32; 10];
        type Workspace<const __L: usize> = LeNet5Workspace<__L>;
        type Tape<const __L: usize> = LeNet5Tape<__L>;
        type TrainingWorkspace<const __L: usize> = LeNet5TrainingWorkspace<__L>;
        const NAME: &'static str = "LeNet5";

        const LAYERS: &'static [Layer] = &Row::table(
            Shape::Image(1, 28, 28),
            [
                Row::of::<ConvPool<Conv1Geometry, AvgPool2d1Geometry>>("conv1", "conv2d")
                    .parameters(156)
                    .prepared(&CONV1_PREPARED),
                Row::new("sigmoid_1", "sigmoid").fused(),
                Row::of::<AvgPool2d1Geometry>("avg_pool2d_1", "avg_pool2d").fused(),
                Row::of::<ConvPool<Conv2Geometry, AvgPool2d2Geometry>>("conv2", "conv2d")
                    .parameters(2416)
                    .prepared(&CONV2_PREPARED),
                Row::new("sigmoid_2", "sigmoid").fused(),
                Row::of::<AvgPool2d2Geometry>("avg_pool2d_2", "avg_pool2d").fused(),
                Row::new("flatten_1", "flatten").output(Shape::Vector(400)),
                Row::of::<Linear<400, 120>>("fc1", "linear"),
                Row::new("sigmoid_3", "sigmoid").fused(),
                Row::of::<Linear<120, 84>>("fc2", "linear"),
                Row::new("sigmoid_4", "sigmoid").fused(),
                Row::of::<Linear<84, 10>>("fc3", "linear"),
            ],
        );
        const VALUES: usize = PLACES.length();

        fn infer_from<'a, const __L: usize>(
            &self,
            input: Option<&Tile<Self::Input, __L>>,
            workspace: &'a mut Self::Workspace<__L>,
        ) -> &'a Tile<Self::Output, __L> {
            let LeNet5Workspace { values, scratch } = workspace;
            let scratch = scratch.floats_mut();
            let (x, conv1_rows, avg_pool2d_1_out) =
                values.input_and_two(input, X_PLACE, CONV1_PLACE, AVG_POOL2D_1_PLACE);
            ConvPool::<Conv1Geometry, AvgPool2d1Geometry>::forward(
                &self.conv1,
                x,
                Sigmoid,
                conv1_rows,
                avg_pool2d_1_out,
                scratch,
            );
            let (avg_pool2d_1_out, conv2_rows, avg_pool2d_2_out) =
                values.three(AVG_POOL2D_1_PLACE, CONV2_PLACE, AVG_POOL2D_2_PLACE);
            ConvPool::<Conv2Geometry, AvgPool2d2Geometry>::forward(
                &self.conv2,
                avg_pool2d_1_out,
                Sigmoid,
                conv2_rows,
                avg_pool2d_2_out,
                scratch,
            );
            let (avg_pool2d_2_out, fc1_out) = values.two(AVG_POOL2D_2_PLACE, FC1_PLACE);
            self.fc1.forward(avg_pool2d_2_out, fc1_out);
            Sigmoid.forward_in_place(fc1_out);
            let (fc1_out, fc2_out) = values.two(FC1_PLACE, FC2_PLACE);
            self.fc2.forward(fc1_out, fc2_out);
            Sigmoid.forward_in_place(fc2_out);
            let (fc2_out, fc3_out) = values.two(FC2_PLACE, FC3_PLACE);
            self.fc3.forward(fc2_out, fc3_out);
            values.one(FC3_PLACE).view()
        }

        fn input_place<const __L: usize>(workspace: &mut Self::Workspace<__L>) -> &mut Tile<Self::Input, __L> {
            workspace.values.one(X_PLACE)
        }

        fn record_stage<const __L: usize>(
            &self,
            _: usize,
            x: &Tile<Self::Input, __L>,
            tape: &mut Self::Tape<__L>,
            workspace: &mut Self::TrainingWorkspace<__L>,
            pass: &Pass,
        ) {
            let LeNet5Tape { conv1_out, avg_pool2d_1_out, conv2_out, avg_pool2d_2_out, fc1_out, fc2_out, fc3_out } =
                tape;
            let LeNet5TrainingWorkspace { scratch, .. } = workspace;
            let scratch = scratch.floats_mut();
            Conv1Geometry::forward(&self.conv1, x, conv1_out, scratch);
            Sigmoid.forward_in_place(conv1_out);
            AvgPool2d1Geometry::forward(conv1_out, avg_pool2d_1_out);
            Conv2Geometry::forward(&self.conv2, avg_pool2d_1_out, conv2_out, scratch);
            Sigmoid.forward_in_place(conv2_out);
            AvgPool2d2Geometry::forward(conv2_out, avg_pool2d_2_out);
            self.fc1.forward(avg_pool2d_2_out, fc1_out);
            Sigmoid.forward_in_place(fc1_out);
            self.fc2.forward(fc1_out, fc2_out);
            Sigmoid.forward_in_place(fc2_out);
            self.fc3.forward(fc2_out, fc3_out);
        }

        fn ends<'a, const __L: usize>(
            tape: &'a Self::Tape<__L>,
            workspace: &'a mut Self::TrainingWorkspace<__L>,
        ) -> (&'a Tile<Self::Output, __L>, &'a mut Tile<Self::Output, __L>) {
            (tape.fc3_out.view(), workspace.gradient_0.view_mut())
        }

        fn backward_stage<const __L: usize>(
            &self,
            _: usize,
            x: &Tile<Self::Input, __L>,
            tape: &mut Self::Tape<__L>,
            workspace: &mut Self::TrainingWorkspace<__L>,
            pass: &Pass,
            gradient: &mut Self,
            dx: Option<&mut Tile<Self::Input, __L>>,
        ) {
            let LeNet5Tape { conv1_out, avg_pool2d_1_out, conv2_out, avg_pool2d_2_out, fc1_out, fc2_out, fc3_out } =
                tape;
            let LeNet5TrainingWorkspace { gradient_0, gradient_1, scratch } = workspace;
            let scratch = scratch.floats_mut();
            let fc3_grad = gradient_0.like(fc3_out);
            let fc2_grad = gradient_1.like(fc2_out);
            self.fc3.backward(fc2_out, fc3_grad, Some(fc2_grad), &mut gradient.fc3);
            Sigmoid.backward_from_output(fc2_out, fc2_grad);
            let fc1_grad = gradient_0.like(fc1_out);
            self.fc2.backward(fc1_out, fc2_grad, Some(fc1_grad), &mut gradient.fc2);
            Sigmoid.backward_from_output(fc1_out, fc1_grad);
            let avg_pool2d_2_grad = gradient_1.like(avg_pool2d_2_out);
            self.fc1.backward(avg_pool2d_2_out, fc1_grad, Some(avg_pool2d_2_grad), &mut gradient.fc1);
            let conv2_grad = gradient_0.like(conv2_out);
            AvgPool2d2Geometry::backward(avg_pool2d_2_grad, conv2_grad);
            Sigmoid.backward_from_output(conv2_out, conv2_grad);
            let avg_pool2d_1_grad = gradient_1.like(avg_pool2d_1_out);
            Conv2Geometry::backward(
                &self.conv2,
                avg_pool2d_1_out,
                conv2_grad,
                Some(avg_pool2d_1_grad),
                &mut gradient.conv2,
                scratch,
            );
            let conv1_grad = gradient_0.like(conv1_out);
            AvgPool2d1Geometry::backward(avg_pool2d_1_grad, conv1_grad);
            Sigmoid.backward_from_output(conv1_out, conv1_grad);
            Conv1Geometry::backward(&self.conv1, x, conv1_grad, dx, &mut gradient.conv1, scratch);
        }
    }

    const CONV1_PREPARED: PreparedConv =
        PreparedConv::of::<Conv1Geometry>().then(Sigmoid.in_kernel()).pooled(Pooling::Mean).between([true, false]);
    const CONV2_PREPARED: PreparedConv =
        PreparedConv::of::<Conv2Geometry>().then(Sigmoid.in_kernel()).pooled(Pooling::Mean);
    const FC1_PREPARED: PreparedLinear = PreparedLinear::new(400, 120).then(Sigmoid.in_kernel());
    const FC2_PREPARED: PreparedLinear = PreparedLinear::new(120, 84).then(Sigmoid.in_kernel());
    const FC3_PREPARED: PreparedLinear = PreparedLinear::new(84, 10);
    const X_MAP: Map = Map::of(Shape::Image(1, 28, 28)).around(&CONV1_PREPARED);
    const AVG_POOL2D_1_MAP: Map = Map::of(Shape::Image(6, 14, 14)).around(&CONV2_PREPARED);
    const AVG_POOL2D_2_MAP: Map = Map::of(Shape::Image(16, 5, 5));
    const SIGMOID_3_MAP: Map = Map::of(Shape::Vector(120));
    const SIGMOID_4_MAP: Map = Map::of(Shape::Vector(84));
    const FC3_MAP: Map = Map::of(Shape::Vector(10));
    const PACKED_PLACES: Places<7> = Places::of([
        (X_MAP.len(), 0, 1),
        (AVG_POOL2D_1_MAP.buffer(), 1, 2),
        (AVG_POOL2D_2_MAP.buffer(), 2, 3),
        (SIGMOID_3_MAP.buffer(), 3, 4),
        (SIGMOID_4_MAP.buffer(), 4, 5),
        (FC3_MAP.buffer(), 5, 6),
        (X_MAP.elements_apart(), 0, 0),
    ]);

    /// The weights of [`LeNet5`] as the kernels for one image read them.
    #[repr(C, align(64))]
    pub struct LeNet5Packed {
        conv1_weights: Lines<{ CONV1_PREPARED.lines() }>,
        conv2_weights: Lines<{ CONV2_PREPARED.lines() }>,
        fc1_weights: Lines<{ FC1_PREPARED.lines() }>,
        fc2_weights: Lines<{ FC2_PREPARED.lines() }>,
        fc3_weights: Lines<{ FC3_PREPARED.lines() }>,
    }

    unsafe impl ZeroedData for LeNet5Packed {}

    impl LeNet5Packed {
        fn _fields(&self) {
            proof::zeroed(&[
                &self.conv1_weights,
                &self.conv2_weights,
                &self.fc1_weights,
                &self.fc2_weights,
                &self.fc3_weights,
            ]);
        }
    }

    unsafe impl LinesData for LeNet5Packed {}

    impl LeNet5Packed {
        fn _lines(&self) {
            proof::lines(&[
                &self.conv1_weights,
                &self.conv2_weights,
                &self.fc1_weights,
                &self.fc2_weights,
                &self.fc3_weights,
            ]);
        }
    }

    /// The buffers in which a prepared [`LeNet5`] computes one image.
    #[repr(C, align(64))]
    pub struct LeNet5PackedWorkspace {
        values: Floats<{ PACKED_PLACES.length() }>,
        scratch: Floats<{ shape::largest(&[CONV1_PREPARED.scratch(), CONV2_PREPARED.scratch()]) }>,
        output: [f32; 10],
    }

    unsafe impl ZeroedData for LeNet5PackedWorkspace {}

    impl LeNet5PackedWorkspace {
        fn _fields(&self) {
            proof::zeroed(&[&self.values, &self.scratch, &self.output]);
        }
    }

    impl Prepare for LeNet5 {
        type Packed = LeNet5Packed;
        type PackedWorkspace = LeNet5PackedWorkspace;
        const PACKED_VALUES: usize = PACKED_PLACES.length();

        #[inline]
        fn pack(&self, packed: &mut Self::Packed) {
            self.conv1.pack(&CONV1_PREPARED, &X_MAP, &mut packed.conv1_weights);
            self.conv2.pack(&CONV2_PREPARED, &AVG_POOL2D_1_MAP, &mut packed.conv2_weights);
            self.fc1.pack(&FC1_PREPARED, &AVG_POOL2D_2_MAP, &mut packed.fc1_weights);
            self.fc2.pack(&FC2_PREPARED, &SIGMOID_3_MAP, &mut packed.fc2_weights);
            self.fc3.pack(&FC3_PREPARED, &SIGMOID_4_MAP, &mut packed.fc3_weights);
        }

        #[inline]
        fn infer_packed<'a>(
            packed: &Self::Packed,
            input: Option<&Self::Input>,
            workspace: &'a mut Self::PackedWorkspace,
        ) -> &'a Self::Output {
            let LeNet5PackedWorkspace { values, scratch, output } = workspace;
            let image = input.map(|input| input.floats());
            if !X_MAP.is_plain() {
                let (x, buffer_0) = PACKED_PLACES.two(values, 6, 0);
                X_MAP.place(image.unwrap_or(x), buffer_0);
            }
            let (buffer_0, buffer_1) = PACKED_PLACES.two(values, 0, 1);
            CONV1_PREPARED.forward(
                &packed.conv1_weights,
                (&X_MAP, X_MAP.given(image, buffer_0)),
                (&AVG_POOL2D_1_MAP, buffer_1),
                scratch,
            );
            let (buffer_1, buffer_2) = PACKED_PLACES.two(values, 1, 2);
            CONV2_PREPARED.forward(
                &packed.conv2_weights,
                (&AVG_POOL2D_1_MAP, buffer_1),
                (&AVG_POOL2D_2_MAP, buffer_2),
                scratch,
            );
            let (buffer_2, buffer_3) = PACKED_PLACES.two(values, 2, 3);
            FC1_PREPARED.forward(&packed.fc1_weights, (&AVG_POOL2D_2_MAP, buffer_2), (&SIGMOID_3_MAP, buffer_3));
            let (buffer_3, buffer_4) = PACKED_PLACES.two(values, 3, 4);
            FC2_PREPARED.forward(&packed.fc2_weights, (&SIGMOID_3_MAP, buffer_3), (&SIGMOID_4_MAP, buffer_4));
            let (buffer_4, buffer_5) = PACKED_PLACES.two(values, 4, 5);
            FC3_PREPARED.forward(&packed.fc3_weights, (&SIGMOID_4_MAP, buffer_4), (&FC3_MAP, buffer_5));
            let buffer_5 = PACKED_PLACES.one(values, 5);
            FC3_MAP.take(buffer_5, output.floats_mut());
            output
        }

        #[inline]
        fn packed_input(workspace: &mut Self::PackedWorkspace) -> &mut Self::Input {
            let place = if X_MAP.is_plain() { 0 } else { 6 };
            PACKED_PLACES.value(&mut workspace.values, place)
        }
    }
};
