//! The words that keep the size, against the edges that they stand for, over sizes, kernels, strides and dilations.

use crate::expansion;

/// What a pool or a convolution expands to whose rows, or columns, have this window.
fn expanded(layer: &str, columns: bool, [n, k, s, d]: [usize; 4], padding: &str) -> String {
    let pair = |of_axis: usize, other: usize| {
        if columns { format!("({other}, {of_axis})") } else { format!("({of_axis}, {other})") }
    };
    let [height, width] = if columns { [6, n] } else { [n, 6] };
    let network = format!(
        "lenet_runtime struct Net: [2, {height}, {width}] {{ \
         {layer}{}, stride: {}, dilation: {}, padding: {padding}), relu }}",
        pair(k, 3),
        pair(s, 1),
        pair(d, 1)
    );
    expansion(network.parse().unwrap(), false).to_string()
}

#[test]
fn same_is_its_edges_and_alone_only_where_they_are_alike() {
    let (mut even, mut odd) = (0, 0);
    for case in 0..5_usize * 4 * 4 * 3 {
        let [n, k, s, d] = [case % 5 + 3, case / 5 % 4 + 1, case / 20 % 4 + 1, case / 80 + 1];
        // Found by counting: the least padding with which ⌈n/s⌉ windows fit.
        let total = (0..).find(|p| n + p > (n.div_ceil(s) - 1) * s + d * (k - 1)).unwrap();
        // A pool whose window has holes may read nothing but padding.
        let columns = case / 7 % 2 == 1;
        let layer = if columns && d == 1 { "max_pool2d(" } else { "conv2d(2, kernel: " };
        let edges = |before: usize, after: usize| {
            let edges = if columns { [1, 1, before, after] } else { [before, after, 1, 1] };
            let [top, bottom, left, right] = edges;
            format!("edges(top: {top}, bottom: {bottom}, left: {left}, right: {right})")
        };
        let expanded = |padding: &str| expanded(layer, columns, [n, k, s, d], padding);
        let lower = expanded(&edges(total.div_ceil(2), total / 2));
        assert!(!lower.contains("compile_error"), "{lower}");
        assert_eq!(expanded("same_lower"), lower, "{n} {k} {s} {d}");
        assert_eq!(expanded("same_upper"), expanded(&edges(total / 2, total.div_ceil(2))), "{n} {k} {s} {d}");
        let same = expanded("same");
        if total % 2 == 0 {
            even += 1;
            assert_eq!(same, lower, "{n} {k} {s} {d}");
        } else {
            odd += 1;
            assert!(same.contains("is ambiguous: `same` needs an odd number of"), "{n} {k} {s} {d}: {same}");
        }
    }
    assert!(even > 50 && odd > 50, "{even} even, {odd} odd");
}
