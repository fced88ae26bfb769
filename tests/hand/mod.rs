//! LeNet-5 as the textbook draws it, written by hand: what `network!` writes for a user.
#![allow(unsafe_code, dead_code)]

use lenet_runtime::__internals::kernel::plan::{ConvPlan, LinearPlan, Plan};
use lenet_runtime::__internals::layer::activation::{Activation, Sigmoid};
use lenet_runtime::__internals::layer::conv2d::Conv;
use lenet_runtime::__internals::layer::pool::AvgPool;
use lenet_runtime::__internals::shape::{Axis, Slide};
use lenet_runtime::__internals::tensors::{Tensors, member, members};
use lenet_runtime::{
    Conv2d, Field, Kernels, Layer, Linear, Network, Parameters, Pass, Plain, PlainData, Shape, Tensor, Tile, Window,
    ZeroedData,
};
use typenum::{U1, U2, U5, U6, U10, U14, U16, U28};

#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LeNet5 {
    pub conv1: Conv2d<1, 6, 5, 5>,
    pub conv2: Conv2d<6, 16, 5, 5>,
    pub fc1: Linear<400, 120>,
    pub fc2: Linear<120, 84>,
    pub fc3: Linear<84, 10>,
}

// SAFETY: a struct in C layout of plain values.
unsafe impl PlainData for LeNet5 {}

type A1 = Axis<U28, U5, U1, U2, U2>;
type A2 = Axis<U28, U2, U2>;
type A3 = Axis<U14, U5>;
type A4 = Axis<U10, U2, U2>;
type Conv1 = Conv<U1, U6, A1, A1>;
type Pool1 = AvgPool<U6, A2, A2>;
type Conv2 = Conv<U6, U16, A3, A3>;
type Pool2 = AvgPool<U16, A4, A4>;

type X = Tensor<1, 28, 28>;
type C1 = Tensor<6, 28, 28>;
type P1 = Tensor<6, 14, 14>;
type C2 = Tensor<16, 10, 10>;
type P2 = Tensor<16, 5, 5>;
type Y = [f32; 10];

const SCRATCH: usize = if Conv1::SCRATCH > Conv2::SCRATCH { Conv1::SCRATCH } else { Conv2::SCRATCH };

#[repr(C)]
pub(crate) struct Workspace<const L: usize> {
    x: Tile<X, L>,
    c1: Tile<C1, L>,
    p1: Tile<P1, L>,
    c2: Tile<C2, L>,
    p2: Tile<P2, L>,
    f1: Tile<[f32; 120], L>,
    f2: Tile<[f32; 84], L>,
    y: Tile<Y, L>,
    scratch: [[f32; L]; SCRATCH],
}

// SAFETY: a struct of plain values.
unsafe impl<const L: usize> ZeroedData for Workspace<L> {}

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

impl Network for LeNet5 {
    type Input = X;
    type Output = Y;
    type Workspace<const L: usize> = Workspace<L>;
    // The values of the forward pass, and the gradients of the backward pass.
    type Tape<const L: usize> = Workspace<L>;
    type TrainingWorkspace<const L: usize> = Workspace<L>;

    const NAME: &'static str = "LeNet5";
    const PARAMETERS: usize = Self::FLOATS;
    const MACS: u64 =
        Conv1::MACS + Conv2::MACS + Linear::<400, 120>::MACS + Linear::<120, 84>::MACS + Linear::<84, 10>::MACS;
    const LAYERS: &'static [Layer] = LAYERS;

    const VALUES: usize = (size_of::<Workspace<1>>() / size_of::<f32>()) - SCRATCH;

    fn input_place<const L: usize>(w: &mut Workspace<L>) -> &mut Tile<X, L> {
        &mut w.x
    }

    fn infer_from<'a, const L: usize>(&self, x: Option<&Tile<X, L>>, w: &'a mut Workspace<L>) -> &'a Tile<Y, L> {
        let x = x.unwrap_or(&w.x);
        let scratch = w.scratch.as_flattened_mut();
        Conv1::forward(&self.conv1, x, &mut w.c1, scratch);
        Sigmoid.forward_in_place(&mut w.c1);
        Pool1::forward(&w.c1, &mut w.p1);
        Conv2::forward(&self.conv2, &w.p1, &mut w.c2, scratch);
        Sigmoid.forward_in_place(&mut w.c2);
        Pool2::forward(&w.c2, &mut w.p2);
        self.fc1.forward(&w.p2, &mut w.f1);
        Sigmoid.forward_in_place(&mut w.f1);
        self.fc2.forward(&w.f1, &mut w.f2);
        Sigmoid.forward_in_place(&mut w.f2);
        self.fc3.forward(&w.f2, &mut w.y);
        &w.y
    }

    fn record_stage<const L: usize>(
        &self,
        _: usize,
        x: &Tile<X, L>,
        v: &mut Workspace<L>,
        _: &mut Workspace<L>,
        _: &Pass,
    ) {
        self.infer(x, v);
    }

    fn ends<'a, const L: usize>(v: &'a Workspace<L>, d: &'a mut Workspace<L>) -> (&'a Tile<Y, L>, &'a mut Tile<Y, L>) {
        (&v.y, &mut d.y)
    }

    fn backward_stage<const L: usize>(
        &self,
        _: usize,
        x: &Tile<X, L>,
        v: &mut Workspace<L>,
        d: &mut Workspace<L>,
        _: &Pass,
        gradient: &mut Self,
        dx: Option<&mut Tile<X, L>>,
    ) {
        let scratch = d.scratch.as_flattened_mut();
        Linear::grad_weight(&v.f2, &d.y, &mut gradient.fc3);
        self.fc3.grad_input(&d.y, &mut d.f2);
        Sigmoid.backward(&v.f2, &mut d.f2);
        Linear::grad_weight(&v.f1, &d.f2, &mut gradient.fc2);
        self.fc2.grad_input(&d.f2, &mut d.f1);
        Sigmoid.backward(&v.f1, &mut d.f1);
        Linear::grad_weight(&v.p2, &d.f1, &mut gradient.fc1);
        self.fc1.grad_input(&d.f1, &mut d.p2);
        Pool2::backward(&d.p2, &mut d.c2);
        Sigmoid.backward(&v.c2, &mut d.c2);
        Conv2::grad_weight(&v.p1, &d.c2, &mut gradient.conv2, scratch);
        Conv2::grad_input(&self.conv2, &d.c2, &mut d.p1, scratch);
        Pool1::backward(&d.p1, &mut d.c1);
        Sigmoid.backward(&v.c1, &mut d.c1);
        Conv1::grad_weight(x, &d.c1, &mut gradient.conv1, scratch);
        if let Some(dx) = dx {
            Conv1::grad_input(&self.conv1, &d.c1, dx, scratch);
        }
    }
}

const LAYERS: &[Layer] = &{
    let a1 = Field::INPUT.slide(A1::WINDOW, A1::WINDOW);
    let a2 = a1.slide(A2::WINDOW, A2::WINDOW);
    let a3 = a2.slide(A3::WINDOW, A3::WINDOW);
    let a4 = a3.slide(A4::WINDOW, A4::WINDOW);
    let whole = Field::whole(Shape::Image(1, 28, 28));
    let (c1, p1, c2) = (Shape::Image(6, 28, 28), Shape::Image(6, 14, 14), Shape::Image(16, 10, 10));
    let p2 = Shape::Image(16, 5, 5);
    [
        row("conv1", "conv2d", &[0], c1, Some(A1::WINDOW), 156, Conv1::MACS, a1, (conv(Conv1::PLAN), "columns")),
        row("sigmoid_1", "sigmoid", &[1], c1, None, 0, 0, a1, (None, Layer::FUSED)),
        row("avg_pool2d_1", "avg_pool2d", &[2], p1, Some(A2::WINDOW), 0, 0, a2, (None, Layer::FUSED)),
        row("conv2", "conv2d", &[3], c2, Some(A3::WINDOW), 2_416, Conv2::MACS, a3, (conv(Conv2::PLAN), "channels")),
        row("sigmoid_2", "sigmoid", &[4], c2, None, 0, 0, a3, (None, Layer::FUSED)),
        row("avg_pool2d_2", "avg_pool2d", &[5], p2, Some(A4::WINDOW), 0, 0, a4, (None, Layer::FUSED)),
        row("flatten_1", "flatten", &[6], Shape::Vector(400), None, 0, 0, a4, (None, "")),
        row(
            "fc1",
            "linear",
            &[7],
            Shape::Vector(120),
            None,
            48_120,
            48_000,
            whole,
            (linear(<Linear<400, 120>>::PLAN), "channels"),
        ),
        row("sigmoid_3", "sigmoid", &[8], Shape::Vector(120), None, 0, 0, whole, (None, Layer::FUSED)),
        row(
            "fc2",
            "linear",
            &[9],
            Shape::Vector(84),
            None,
            10_164,
            10_080,
            whole,
            (linear(<Linear<120, 84>>::PLAN), "channels"),
        ),
        row("sigmoid_4", "sigmoid", &[10], Shape::Vector(84), None, 0, 0, whole, (None, Layer::FUSED)),
        row(
            "fc3",
            "linear",
            &[11],
            Shape::Vector(10),
            None,
            850,
            840,
            whole,
            (linear(<Linear<84, 10>>::PLAN), "channels"),
        ),
    ]
};

const fn conv(plan: ConvPlan) -> Option<[Kernels; 2]> {
    Some([Plan::Conv(plan).kernels(true), Plan::Conv(plan).kernels(false)])
}

const fn linear(plan: LinearPlan) -> Option<[Kernels; 2]> {
    Some([Plan::Linear(plan).kernels(true), Plan::Linear(plan).kernels(false)])
}

#[allow(clippy::too_many_arguments)]
const fn row(
    name: &'static str,
    kind: &'static str,
    inputs: &'static [usize],
    output: Shape,
    window: Option<Window>,
    parameters: usize,
    macs: u64,
    field: Field,
    (kernels, prepared): (Option<[Kernels; 2]>, &'static str),
) -> Layer {
    let window = match window {
        Some(window) => Some([window, window]),
        None => None,
    };
    Layer {
        name,
        kind,
        inputs,
        output,
        window,
        setting: None,
        groups: 1,
        parameters,
        macs,
        field,
        kernels,
        prepared,
        layers: &[],
    }
}
