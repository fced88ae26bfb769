//! What a kernel for one image relies on is made by its constructors alone.

use lenet_runtime::__private::prepared::Map;
use lenet_runtime::__private::prepared::conv::{Conv, Method};

fn by_columns(conv: Conv) -> Conv {
    Conv { method: Method::Columns, ..conv }
}

fn higher(map: Map) -> Map {
    Map { height: usize::MAX, ..map }
}

fn main() {
    let _ = (by_columns, higher);
}
