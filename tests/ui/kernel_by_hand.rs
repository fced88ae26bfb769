//! What a kernel for one image relies on is made by its constructors alone.

use lenet_runtime::__private::prepared::Map;
use lenet_runtime::__private::prepared::conv::{Algorithm, PreparedConv};

fn by_columns(conv: PreparedConv) -> PreparedConv {
    PreparedConv { algorithm: Algorithm::Columns, ..conv }
}

fn higher(map: Map) -> Map {
    Map { height: usize::MAX, ..map }
}

fn main() {
    let _ = (by_columns, higher);
}
