//! Files with the packed weights of a prepared network: what [`Prepared::save`] writes, [`Prepared::load`] reads, and `weights("….packed")`
//! puts into a program. Nothing is computed when they are read, and what the network computes is, bit for bit, what it computes after
//! `prepare()`.
//!
//! A file is a header with a version and a hash, the name of the network, a line for each layer that says how its weights are packed,
//! and the weights as the kernels read them, batch norms folded in. The kernels of all instruction sets read the same, 16 numbers side by
//! side, so one file serves every CPU. Reading trusts nothing: a file of another network, of other layers, of another version of the
//! format, with other bytes than those that were written, or with a number that is not finite is refused.
//!
//! The file is made of the network's weights, and made anew when these or lenet's kernels change; keep the safetensors file.

#[doc(inline)]
pub use lenet_weights::PackedProblem as Problem;

/// Why packed weights were not written or not read, and which file it is.
#[cfg(feature = "std")]
pub type Error = super::file::FileError<Problem>;

use crate::network::packed::{describe, difference, or_nothing};
use crate::network::{Prepare, Prepared};
use crate::plain::{self, Zeroed};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use lenet_weights::packed::{read, write};
#[cfg(feature = "std")]
use std::path::Path;

impl<N: Prepare> Prepared<N> {
    /// The bytes of a file with the packed weights, which names the network. They are the same on every machine.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        write(describe::<N>(), plain::lines(&self.0))
    }

    /// The prepared network whose packed weights [`Prepared::to_bytes`] put into `bytes`.
    ///
    /// # Errors
    ///
    /// If the bytes are damaged or truncated, those of another network or of other layers, packed by another version or for another
    /// kind of CPU, or have a number that is not finite.
    pub fn from_bytes(bytes: &[u8]) -> Result<Box<Self>, Problem> {
        let packed = read(bytes, N::NAME)?;
        let (_, at) = packed.line(0);
        if let Some(difference) = difference(&packed, at, N::LAYERS) {
            let text = |line: &[u8]| String::from_utf8_lossy(or_nothing(line)).into_owned();
            let (expected, found) = (text(difference.expected().written()), text(difference.found));
            return Err(Problem::Layers { expected, found });
        }
        let mut prepared = Self::zeroed_box();
        let numbers = plain::lines_mut(&mut prepared.0);
        if packed.weights.len() != size_of_val(numbers) {
            let bytes = |count: usize| alloc::format!("{count} bytes");
            return Err(Problem::Layers { expected: bytes(size_of_val(numbers)), found: bytes(packed.weights.len()) });
        }
        for (number, bytes) in numbers.iter_mut().zip(packed.weights.as_chunks().0) {
            *number = f32::from_le_bytes(*bytes);
        }
        Ok(prepared)
    }

    /// Writes the packed weights to a file, whose name should end in `.packed`: whole, or not at all.
    ///
    /// # Errors
    ///
    /// If a weight is not finite, or if the file cannot be written.
    #[cfg(feature = "std")]
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        if let Some(index) = plain::lines(&self.0).iter().position(|number| !number.is_finite()) {
            return Err(Error::new(path, Problem::NotFinite { index }));
        }
        super::atomic::write(path, &self.to_bytes()).map_err(|error| Error::new(path, Problem::Write(error)))
    }

    /// The prepared network whose packed weights are in a file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, and as [`Prepared::from_bytes`].
    #[cfg(feature = "std")]
    pub fn load(path: impl AsRef<Path>) -> Result<Box<Self>, Error> {
        let path = path.as_ref();
        let most = 2 * size_of::<N::Packed>() as u64 + (1 << 20);
        let bytes = first(path, most).map_err(|error| Error::new(path, Problem::Read(error)))?;
        Self::from_bytes(&bytes).map_err(|problem| Error::new(path, problem))
    }
}

/// The first bytes of a file: no more memory than so many, whatever it is.
#[cfg(feature = "std")]
fn first(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    use std::io::Read;

    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
