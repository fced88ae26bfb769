//! Convolutions of well-known networks, and odd ones.

use crate::Case;
use lenet_runtime::__internals::kernel::geometry::Geometry;
use lenet_runtime::Window;

/// C channels of H × W to F, in G groups.
struct Shape<
    const C: usize,
    const H: usize,
    const W: usize,
    const F: usize,
    const G: usize,
    const KH: usize,
    const KW: usize,
    const STRIDE: usize,
    const BEFORE: usize,
    const AFTER: usize,
    const DILATION: usize,
>;

impl<
    const C: usize,
    const H: usize,
    const W: usize,
    const F: usize,
    const G: usize,
    const KH: usize,
    const KW: usize,
    const STRIDE: usize,
    const BEFORE: usize,
    const AFTER: usize,
    const DILATION: usize,
> Geometry for Shape<C, H, W, F, G, KH, KW, STRIDE, BEFORE, AFTER, DILATION>
{
    const GROUPS: usize = G;
    const CHANNELS: usize = C / G;
    const FILTERS: usize = F / G;
    const ROWS: Window =
        Window { size: H, kernel: KH, stride: STRIDE, before: BEFORE, after: AFTER, dilation: DILATION, ceil: false };
    const COLUMNS: Window = Window { size: W, kernel: KW, ..Self::ROWS };
    const FLIP: bool = false;
}

macro_rules! shapes {
    ($($of:literal, $c:literal, $h:literal, $w:literal => $f:literal, ($kh:literal, $kw:literal) $(, stride $s:literal)?
        $(, pad $before:literal $after:literal)? $(, dilation $d:literal)? $(, groups $g:literal)?;)*) => {
        pub(crate) const SHAPES: &[Case] = &[$(
            Case::new::<Shape<
                $c, $h, $w, $f, { 1 $(* $g)? }, $kh, $kw, { 1 $(* $s)? }, { 0 $(+ $before)? }, { 0 $(+ $after)? }, { 1 $(* $d)? }
            >>($of),
        )*];
    };
}

shapes! {
    "LeNet-5", 1, 28, 28 => 6, (5, 5), pad 2 2;
    "LeNet-5", 6, 14, 14 => 16, (5, 5);
    "LeNet-5", 16, 5, 5 => 120, (5, 5);
    "ResNet-8", 3, 32, 32 => 16, (3, 3), pad 1 1;
    "ResNet-8", 16, 32, 32 => 16, (3, 3), pad 1 1;
    "ResNet-8", 16, 32, 32 => 32, (3, 3), stride 2, pad 0 1;
    "ResNet-8", 16, 32, 32 => 32, (1, 1), stride 2;
    "ResNet-8", 32, 16, 16 => 32, (3, 3), pad 1 1;
    "ResNet-8", 64, 8, 8 => 64, (3, 3), pad 1 1;
    "ResNet-18", 3, 224, 224 => 64, (7, 7), stride 2, pad 3 3;
    "ResNet-18", 64, 56, 56 => 64, (3, 3), pad 1 1;
    "ResNet-18", 64, 56, 56 => 128, (3, 3), stride 2, pad 1 1;
    "ResNet-18", 64, 56, 56 => 128, (1, 1), stride 2;
    "ResNet-18", 128, 28, 28 => 128, (3, 3), pad 1 1;
    "ResNet-18", 256, 14, 14 => 256, (3, 3), pad 1 1;
    "ResNet-18", 256, 14, 14 => 512, (3, 3), stride 2, pad 1 1;
    "ResNet-18", 512, 7, 7 => 512, (3, 3), pad 1 1;
    "ResNet-50", 64, 56, 56 => 64, (1, 1);
    "ResNet-50", 512, 28, 28 => 128, (1, 1);
    "ResNet-50", 512, 7, 7 => 2048, (1, 1);
    "VGG-11", 3, 112, 112 => 64, (3, 3), pad 1 1;
    "VGG-11", 64, 112, 112 => 128, (3, 3), pad 1 1;
    "VGG-11", 256, 56, 56 => 256, (3, 3), pad 1 1;
    "VGG-11", 512, 28, 28 => 512, (3, 3), pad 1 1;
    "VGG-11", 512, 14, 14 => 512, (3, 3), pad 1 1;
    "MobileNet", 3, 224, 224 => 32, (3, 3), stride 2, pad 1 1;
    "MobileNet", 32, 112, 112 => 32, (3, 3), pad 1 1, groups 32;
    "MobileNet", 64, 112, 112 => 64, (3, 3), stride 2, pad 1 1, groups 64;
    "MobileNet", 512, 14, 14 => 512, (3, 3), pad 1 1, groups 512;
    "MobileNet", 960, 7, 7 => 960, (3, 3), pad 1 1, groups 960;
    "MobileNet", 32, 112, 112 => 64, (1, 1);
    "MobileNet", 16, 112, 112 => 96, (1, 1);
    "MobileNet", 144, 56, 56 => 24, (1, 1);
    "MobileNet", 512, 14, 14 => 512, (1, 1);
    "MobileNet", 320, 7, 7 => 1280, (1, 1);
    "DS-CNN", 1, 49, 10 => 64, (10, 4), stride 2, pad 4 5;
    "DS-CNN", 64, 25, 5 => 64, (3, 3), pad 1 1, groups 64;
    "DS-CNN", 64, 25, 5 => 64, (1, 1);
    "GoogLeNet", 96, 28, 28 => 128, (3, 3), pad 1 1;
    "GoogLeNet", 16, 28, 28 => 32, (3, 3), pad 1 1;
    "GoogLeNet", 160, 7, 7 => 320, (3, 3), pad 1 1;
    "ResNeXt", 128, 28, 28 => 128, (3, 3), pad 1 1, groups 32;
    "DeepLab", 64, 28, 28 => 64, (3, 3), pad 4 4, dilation 4;
    "U-Net", 64, 64, 64 => 2, (1, 1);
    "odd", 1, 64, 64 => 1, (3, 3), pad 1 1;
    "odd", 8, 32, 32 => 8, (3, 3), pad 1 1;
    "odd", 4, 9, 9 => 8, (3, 3);
    "odd", 16, 14, 14 => 32, (5, 5), pad 2 2;
    "odd", 48, 13, 13 => 80, (3, 3), pad 1 1;
    "odd", 32, 4, 4 => 32, (3, 3), pad 1 1;
    "odd", 128, 3, 3 => 128, (3, 3), pad 1 1;
    "odd", 20, 17, 17 => 30, (3, 3), pad 1 1, groups 2;
}
