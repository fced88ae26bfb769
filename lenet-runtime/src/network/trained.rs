//! A network whose weights stand in the program: `weights("…")` in its declaration.

use super::Network;
use crate::message::Text;
use crate::parameters::tensors::{Path, Tensors};
use crate::plain::Filling;
use lenet_weights::constant::{Entry, Fault, Header, MOST};

const DAMAGED: &str = "the file is damaged, or was not written or copied whole: save or download it again";

/// The network whose weights are the bytes of a safetensors file, whatever the order of its tensors: a constant for a `static`.
///
/// `network!` has looked at the file before, and at every number; what it cannot know, sizes that are constants and networks
/// used as layers, is checked here.
///
/// # Panics
///
/// If the file is not one of this network, while the program compiles.
#[must_use]
#[track_caller]
pub const fn trained<N: Network>(file: &[u8]) -> N {
    let mut text = Text::new();
    let header = match Header::read(file) {
        Ok(header) => header,
        Err(Fault::Truncated { expected }) => length(&mut text, expected, file.len()),
        Err(Fault::Header) => text
            .word("not a safetensors file")
            .help("give a file as a network's `save` writes it, or in Python `safetensors.torch.save_file`")
            .end(""),
        Err(Fault::Many) => text.word("the file has more than ").number(MOST).word(" tensors").end(""),
    };
    let mut reader = Reader { header, filling: Filling::new(), used: [false; MOST], path: Path::new(), near: 0 };
    reader.metadata(N::NAME);
    reader.tree(&N::TENSORS);
    reader.rest();
    if reader.header.length() != file.len() {
        length(&mut text, reader.header.length(), file.len());
    }
    reader.filling.finish()
}

#[track_caller]
const fn length(text: &mut Text, expected: usize, found: usize) -> ! {
    text.word(if found < expected { "the file is truncated" } else { "trailing bytes after the tensors" });
    text.word(": expected ").number(expected).word(" bytes, found ").number(found).help(DAMAGED).end("")
}

struct Reader<'a, N> {
    header: Header<'a>,
    filling: Filling<N>,
    /// Which entries of the header are read.
    used: [bool; MOST],
    path: Path,
    /// The entry that was read last.
    near: usize,
}

impl<N: Network> Reader<'_, N> {
    #[track_caller]
    const fn metadata(&mut self, name: &'static str) {
        let Some(index) = self.header.find(&["__metadata__"], 0) else { return };
        self.used[index] = true;
        if !self.header.may_say(self.header.entry(index), lenet_weights::NETWORK, name) {
            let mut text = Text::new();
            text.word("the file has the weights of another network than `").word(name).word("`");
            text.help("give the file of this network").end("")
        }
    }

    #[track_caller]
    const fn tree(&mut self, tree: &Tensors) {
        let count = self.path.count;
        match tree {
            Tensors::Tensor { shape, .. } => self.tensor(shape),
            Tensors::Members(members) => {
                let mut index = 0;
                while index < members.len() {
                    self.path.push(members[index].name);
                    self.tree(&members[index].tensors);
                    self.path.count = count;
                    index += 1;
                }
            }
            Tensors::Rounds(round, rounds) => {
                let mut index = 0;
                while index < *rounds {
                    self.path.round(index);
                    self.tree(round);
                    self.path.count = count;
                    index += 1;
                }
            }
        }
    }

    #[track_caller]
    const fn tensor(&mut self, shape: &[usize]) {
        let Some(index) = self.header.find(self.path.pieces(), self.near) else {
            self.refuse(&mut self.begin(shape), None);
        };
        let entry = self.header.entry(index);
        if !self.header.is_f32(entry) {
            let mut text = Text::new();
            text.word("the file has numbers of another type\n\n  ");
            self.path.write(&mut text);
            text.word("   expected F32").help("save the numbers as `f32`, in PyTorch by `tensor.float()`").end("")
        }
        let (mut axis, mut numbers) = (0, 1);
        while axis < shape.len() && matches!(self.header.size(entry, axis), Some(size) if size == shape[axis]) {
            numbers *= shape[axis];
            axis += 1;
        }
        if axis < shape.len() || self.header.size(entry, axis).is_some() {
            self.refuse(&mut self.begin(shape), Some(entry));
        }
        match self.header.bytes(entry) {
            Some(bytes) if bytes.len() == numbers * size_of::<f32>() => self.filling.push(bytes),
            _ => {
                let mut text = Text::new();
                text.word("data_offsets of `");
                self.path.write(&mut text);
                text.word("`: expected 4 bytes for each of ");
                sizes(&mut text, shape);
                text.word(" numbers in the file").help(DAMAGED).end("")
            }
        }
        self.used[index] = true;
        self.near = index;
        // PyTorch counts the batches that a batch norm has seen; nobody reads that.
        if self.path.beside("running_mean", "num_batches_tracked")
            && let Some(index) = self.header.find(self.path.pieces(), self.near)
        {
            self.used[index] = true;
        }
    }

    /// Whether there is an entry that nobody has read.
    #[track_caller]
    const fn rest(&self) {
        let mut index = 0;
        while index < self.header.count() {
            if !self.used[index] {
                let mut text = Text::new();
                text.word("the file does not have the weights of `").word(N::NAME).word("`\n\n  ");
                text.word(self.header.name(self.header.entry(index))).word("   expected nothing");
                text.help(
                    "leave out the tensors that the network has not, or declare the layers of the file's network",
                );
                text.end("")
            }
            index += 1;
        }
    }

    const fn begin(&self, shape: &[usize]) -> Text {
        let mut text = Text::new();
        text.word("the file does not have the weights of `").word(N::NAME).word("`\n\n  ");
        self.path.write(&mut text);
        text.word("   expected ");
        sizes(&mut text, shape);
        text.word(", found ");
        text
    }

    #[track_caller]
    const fn refuse(&self, text: &mut Text, found: Option<Entry>) -> ! {
        match found {
            None => _ = text.word("nothing"),
            Some(entry) => {
                let mut axis = 0;
                while let Some(size) = self.header.size(entry, axis) {
                    text.word(if axis > 0 { " × " } else { "" }).number(size);
                    axis += 1;
                }
                if axis == 0 {
                    text.word("a single number");
                }
            }
        }
        text.help("give the file of a network with these layers, or declare the layers of the file's network").end("")
    }
}

const fn sizes(text: &mut Text, shape: &[usize]) {
    let mut axis = 0;
    while axis < shape.len() {
        text.word(if axis > 0 { " × " } else { "" }).number(shape[axis]);
        axis += 1;
    }
}
