//! The shape rules as plain arithmetic. Nothing here knows of tokens.

/// A window that slides along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub size: usize,
    pub kernel: usize,
    pub stride: usize,
    pub before: usize,
    pub after: usize,
    pub dilation: usize,
    pub ceil: bool,
}

impl Window {
    /// d·(k − 1) + 1
    pub fn reach(self) -> usize {
        self.dilation * (self.kernel - 1) + 1
    }

    pub fn padding(self) -> usize {
        self.before + self.after
    }

    /// (n − k + p)/s + 1 with the reach of the window for k; `None` where it fits nowhere.
    pub fn out(self) -> Option<usize> {
        let span = (self.size + self.padding()).checked_sub(self.reach())?;
        if !self.ceil {
            return Some(span / self.stride + 1);
        }
        // PyTorch's rule: a window may reach past the end, but must not start there.
        let last = span.div_ceil(self.stride);
        Some(if last * self.stride >= self.size + self.before { last } else { last + 1 })
    }

    /// Whether a window reads nothing but padding.
    pub fn pads_only(self) -> bool {
        // A window that starts inside the input reads an element there. One that starts before it reads the first element
        // that a tap reaches, if any tap does; the last one may start behind it.
        let end = self.before + self.size;
        let misses = |start: usize| {
            let tap = (self.before - start).div_ceil(self.dilation);
            tap >= self.kernel || start + tap * self.dilation >= end
        };
        let Some(last) = self.out().map(|out| (out - 1) * self.stride) else { return false };
        last >= end || (0..self.before.min(last + 1)).step_by(self.stride).any(misses)
    }

    /// The largest padding on each side, below what is there, with which every window of a pool reads its input; `None` where
    /// there is none, or where it is too far away to be meant.
    pub fn padding_that_reads(self) -> Option<usize> {
        let most = self.before.max(self.after).saturating_sub(1).min(self.reach() - 1);
        let padded = |padding| Self { before: self.before.min(padding), after: self.after.min(padding), ..self };
        let reads = |window: Self| window.out().is_some() && !window.pads_only();
        (0..=most).rev().take(1000).find(|&padding| reads(padded(padding)))
    }

    /// `(28 − 5 + 4)/1 + 1 = 28`
    pub fn rule(self) -> String {
        let rounding = if self.ceil { " rounded up" } else { "" };
        let out = self.out().map_or_else(|| "does not fit".to_owned(), |out| out.to_string());
        format!("({} − {} + {})/{} + 1 = {out}{rounding}", self.size, self.reach(), self.padding(), self.stride)
    }
}

/// The total padding that keeps ⌈n/s⌉ positions.
pub fn same(size: usize, reach: usize, stride: usize) -> usize {
    ((size.div_ceil(stride).saturating_sub(1)) * stride + reach).saturating_sub(size)
}

/// One axis of a transposed convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    pub size: usize,
    pub kernel: usize,
    pub stride: usize,
    pub before: usize,
    pub after: usize,
    pub dilation: usize,
    pub extra: usize,
}

impl Growth {
    /// (n − 1)·s + d·(k − 1) + 1 + o − p; `None` where the padding takes everything away.
    pub fn out(self) -> Option<usize> {
        let whole = (self.size - 1) * self.stride + self.dilation * (self.kernel - 1) + 1 + self.extra;
        whole.checked_sub(self.before + self.after).filter(|&out| out > 0)
    }

    /// `(14 − 1)·2 + 4 + 0 − 2 = 28`
    pub fn rule(self) -> String {
        let out = self.out().unwrap_or(0);
        format!(
            "({} − 1)·{} + {} + {} − {} = {out}",
            self.size,
            self.stride,
            self.dilation * (self.kernel - 1) + 1,
            self.extra,
            self.before + self.after
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Window = Window { size: 28, kernel: 5, stride: 1, before: 0, after: 0, dilation: 1, ceil: false };

    #[test]
    fn the_textbook_rule_gives_the_textbook_sizes() {
        assert_eq!(ONE.out(), Some(24));
        assert_eq!(Window { before: 2, after: 2, ..ONE }.out(), Some(28));
        assert_eq!(Window { kernel: 2, stride: 2, ..ONE }.out(), Some(14));
        assert_eq!(Window { size: 3, ..ONE }.out(), None);
        assert_eq!(Window { size: 3, before: 2, ..ONE }.out(), Some(1));
        assert_eq!(Window { kernel: 3, dilation: 2, ..ONE }.out(), Some(24));
    }

    #[test]
    fn out_counts_the_starts_that_fit() {
        for (size, kernel, stride, padding) in
            (1..12).flat_map(|n| (1..6).flat_map(move |k| (1..4).flat_map(move |s| (0..5).map(move |p| (n, k, s, p)))))
        {
            let window = Window { size, kernel, stride, before: padding, ..ONE };
            let starts = (0..size + padding).step_by(stride).filter(|start| start + kernel <= size + padding).count();
            assert_eq!(window.out(), Some(starts).filter(|&starts| starts > 0), "{window:?}");
        }
    }

    #[test]
    fn ceil_counts_a_last_window_that_starts_inside() {
        let pool = Window { size: 5, kernel: 2, stride: 2, ceil: true, ..ONE };
        assert_eq!(pool.out(), Some(3));
        assert_eq!(Window { size: 6, ..pool }.out(), Some(3));
        assert_eq!(Window { size: 2, kernel: 1, stride: 3, ..pool }.out(), Some(1), "no window starts past the input");
    }

    #[test]
    fn a_window_of_padding_alone_is_found() {
        for (size, kernel, stride, before, after, dilation) in (1..6).flat_map(|n| {
            (1..4).flat_map(move |k| {
                (1..4).flat_map(move |s| {
                    (0..6).flat_map(move |b| (0..6).flat_map(move |a| (1..4).map(move |d| (n, k, s, b, a, d))))
                })
            })
        }) {
            let window = Window { size, kernel, stride, before, after, dilation, ceil: false };
            let inside = |index: usize| (before..before + size).contains(&index);
            let reads = |position| (0..kernel).any(|tap| inside(position * stride + tap * dilation));
            assert_eq!(window.pads_only(), !(0..window.out().unwrap_or(0)).all(reads), "{window:?}");
            if window.pads_only() {
                // What is proposed is less, and holds.
                let most = window.padding_that_reads();
                let padded = |most| Window { before: before.min(most), after: after.min(most), ..window };
                assert!(most.is_none_or(|most| most < before.max(after) && padded(most).out().is_some()), "{window:?}");
                assert!(most.is_none_or(|most| !padded(most).pads_only()), "{window:?}");
                assert!(most.is_some() || dilation > 1 || kernel > size, "{window:?}");
            }
        }
    }

    #[test]
    fn same_keeps_the_size_divided_by_the_stride() {
        for (size, reach, stride) in (1..30).flat_map(|n| (1..8).flat_map(move |k| (1..5).map(move |s| (n, k, s)))) {
            let window = Window { size, kernel: reach, stride, before: same(size, reach, stride), ..ONE };
            assert_eq!(window.out(), Some(size.div_ceil(stride)), "{window:?}");
        }
    }

    #[test]
    fn growth_inverts_a_window_that_divides() {
        let growth = Growth { size: 14, kernel: 4, stride: 2, before: 1, after: 1, dilation: 1, extra: 0 };
        assert_eq!(growth.out(), Some(28));
        assert_eq!(growth.rule(), "(14 − 1)·2 + 4 + 0 − 2 = 28");
    }
}
