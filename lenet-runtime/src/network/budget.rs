//! What one image takes, checked against `budget(ram: …, flash: …)` while the program compiles.

use super::{Network, Prepare, Prepared};
use crate::message::{Text, digits, larger};
use crate::parameters::tensors::{Path, Tensors, length};
use crate::place::Places;

/// A part of the memory for one image: what it holds, and where in its struct it begins.
pub type Part = (&'static str, usize);

/// Holds the RAM of a network as it is to a budget: its workspace, whose values are called so.
///
/// # Panics
///
/// If it is exceeded.
#[track_caller]
pub const fn plain_ram<N: Network, const K: usize>(
    budget: usize,
    places: &Places<K>,
    labels: &[&'static str; K],
    parts: &[Part],
) {
    let mut table = Table::new();
    table.values(places, labels, parts[1].1);
    table.split(parts.split_at(1).1, size_of::<N::Workspace<1>>());
    let help = "fewer channels or a larger stride in the layers that are named shrink it";
    table.hold(N::NAME, "RAM for one image", budget, help);
}

/// Holds the RAM of a prepared network to a budget. If it is `packed` at the start, the packed weights stand there, too.
///
/// # Panics
///
/// If it is exceeded.
#[track_caller]
pub const fn ram<N: Prepare, const K: usize>(
    budget: usize,
    places: &Places<K>,
    labels: &[&'static str; K],
    parts: &[Part],
    packed: bool,
) {
    let mut table = Table::new();
    table.values(places, labels, parts[1].1);
    table.split(parts.split_at(1).1, Prepared::<N>::WORKSPACE_BYTES);
    if packed {
        table.add("weights, as `prepare()` packs them", Prepared::<N>::BYTES);
    }
    let help = if packed && size_of::<N::Workspace<1>>() <= budget {
        "with `prepared: false` the network computes from the weights where they stand, and fits"
    } else {
        "fewer channels or a larger stride in the layers that are named shrink it"
    };
    table.hold(N::NAME, "RAM for one image", budget, help);
}

/// Holds `total` bytes of constants, the weights of a network, to a budget.
///
/// # Panics
///
/// If it is exceeded.
#[track_caller]
pub const fn flash<N: Network>(budget: usize, total: usize) {
    let mut largest = Largest { names: [Path::new(); Largest::MOST], bytes: [0; Largest::MOST] };
    largest.tree(&N::TENSORS, &mut Path::new());
    let mut text = Text::new();
    if total <= budget {
        return;
    }
    begin(&mut text, N::NAME, "constants", total, budget);
    let width = digits(total);
    let (mut index, mut shown, mut wide) = (0, 0, "and the rest".len());
    while index < Largest::MOST && largest.bytes[index] > 0 {
        wide = larger(wide, largest.names[index].width());
        index += 1;
    }
    index = 0;
    while index < Largest::MOST && largest.bytes[index] > 0 {
        text.word("\n  ");
        largest.names[index].write(&mut text);
        number(&mut text, wide - largest.names[index].width(), width, largest.bytes[index]);
        shown += largest.bytes[index];
        index += 1;
    }
    if total > shown {
        let rest = "and the rest";
        text.word("\n  ").word(rest);
        number(&mut text, wide - rest.len(), width, total - shown);
    }
    text.word("\n").help("the first of these layers are the ones to make smaller").end("")
}

#[track_caller]
const fn begin(text: &mut Text, name: &str, what: &str, found: usize, budget: usize) {
    text.quote(name).word(" needs ").number(found).word(" bytes of ").word(what).word(", ");
    text.number(found - budget).word(" more than its budget of ").number(budget).word("\n");
}

/// A number at the right of a column.
const fn number(text: &mut Text, space: usize, width: usize, number: usize) {
    text.spaces(space + 3 + width - digits(number)).number(number);
}

/// Parts of the memory, each with its bytes.
struct Table {
    rows: [(&'static str, usize); Table::MOST],
    count: usize,
    total: usize,
}

impl Table {
    const MOST: usize = 16;

    const fn new() -> Self {
        Self { rows: [("", 0); Self::MOST], count: 0, total: 0 }
    }

    const fn add(&mut self, label: &'static str, bytes: usize) {
        self.total += bytes;
        if bytes > 0 && self.count < Self::MOST {
            self.rows[self.count] = (label, bytes);
            self.count += 1;
        } else if bytes > 0 {
            self.rows[Self::MOST - 1] = ("and others", self.rows[Self::MOST - 1].1 + bytes);
        }
    }

    /// Adds the values, which take so many bytes: what is alive in the step in which that is most, and what is not.
    const fn values<const K: usize>(&mut self, places: &Places<K>, labels: &[&'static str; K], bytes: usize) {
        let (peak, mut index, mut rest) = (places.peak(), 0, bytes);
        while index < K {
            if places.is_alive(index, peak) {
                let size = places.size(index).saturating_mul(size_of::<f32>());
                self.add(labels[index], size);
                rest = rest.saturating_sub(size);
            }
            index += 1;
        }
        self.add("room between them", rest);
    }

    /// Adds the parts of a struct that ends after so many bytes; they begin at these places.
    const fn split(&mut self, parts: &[Part], size: usize) {
        let mut index = 0;
        while index < parts.len() {
            let end = if index + 1 < parts.len() { parts[index + 1].1 } else { size };
            self.add(parts[index].0, end - parts[index].1);
            index += 1;
        }
    }

    #[track_caller]
    const fn hold(&self, name: &str, what: &str, budget: usize, help: &str) {
        if self.total <= budget {
            return;
        }
        let mut text = Text::new();
        begin(&mut text, name, what, self.total, budget);
        let (mut index, mut wide, mut width) = (0, 0, 1);
        while index < self.count {
            wide = larger(wide, crate::message::width(self.rows[index].0));
            width = larger(width, digits(self.rows[index].1));
            index += 1;
        }
        index = 0;
        while index < self.count {
            let (label, bytes) = self.rows[index];
            text.word("\n  ").word(label);
            number(&mut text, wide - crate::message::width(label), width, bytes);
            index += 1;
        }
        text.word("\n").help(help).end("")
    }
}

/// The tensors with the most bytes, the largest first.
struct Largest {
    names: [Path; Largest::MOST],
    bytes: [usize; Largest::MOST],
}

impl Largest {
    const MOST: usize = 5;

    const fn tree(&mut self, tree: &Tensors, name: &mut Path) {
        let count = name.count;
        match tree {
            Tensors::Tensor { shape, .. } => {
                self.add(*name, size_of::<f32>() * length(shape));
            }
            Tensors::Members(members) => {
                let mut index = 0;
                while index < members.len() {
                    name.push(members[index].name);
                    self.tree(&members[index].tensors, name);
                    name.count = count;
                    index += 1;
                }
            }
            Tensors::Rounds(round, rounds) => {
                let mut index = 0;
                while index < *rounds {
                    name.round(index);
                    self.tree(round, name);
                    name.count = count;
                    index += 1;
                }
            }
        }
    }

    const fn add(&mut self, name: Path, bytes: usize) {
        let mut place = Self::MOST;
        while place > 0 && bytes > self.bytes[place - 1] {
            if place < Self::MOST {
                self.bytes[place] = self.bytes[place - 1];
                self.names[place] = self.names[place - 1];
            }
            place -= 1;
        }
        if place < Self::MOST {
            self.bytes[place] = bytes;
            self.names[place] = name;
        }
    }
}
