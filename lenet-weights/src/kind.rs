//! What a file is that is not the one which was asked for, told by its first bytes.

/// How many bytes tell it.
pub const START: usize = 512;

/// A kind of file that is given by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    PyTorch,
    Pickle,
    Onnx,
    Hdf5,
    Keras,
    TfLite,
    SavedModel,
    GraphDef,
    CoreMl,
    Npy,
    Npz,
    Gguf,
    Idx,
    Zip,
    Gzip,
    Compressed,
    Tar,
    LfsPointer,
    Html,
    Xml,
    Json,
    Picture,
    Packed,
}

/// Where the bytes stand that tell a kind.
const MAGIC: [(usize, &[u8], Kind); 24] = [
    (0, b"\x8dlenet\r\n", Kind::Packed),
    (0, b"\x89HDF\r\n\x1a\n", Kind::Hdf5),
    (4, b"TFL3", Kind::TfLite),
    (0, b"\x93NUMPY", Kind::Npy),
    (0, b"GGUF", Kind::Gguf),
    (0, b"\x80\x02", Kind::Pickle),
    (0, b"\x80\x03", Kind::Pickle),
    (0, b"\x80\x04", Kind::Pickle),
    (0, b"\x80\x05", Kind::Pickle),
    (0, b"\0\0\x08\x01", Kind::Idx),
    (0, b"\0\0\x08\x03", Kind::Idx),
    (0, b"PK\x05\x06", Kind::Zip),
    (0, b"\x1f\x8b", Kind::Gzip),
    (0, b"BZh", Kind::Compressed),
    (0, b"\xfd7zXZ\0", Kind::Compressed),
    (0, b"\x28\xb5\x2f\xfd", Kind::Compressed),
    (0, b"7z\xbc\xaf\x27\x1c", Kind::Compressed),
    (0, b"Rar!\x1a\x07", Kind::Compressed),
    (257, b"ustar", Kind::Tar),
    (0, b"version https://git-lfs", Kind::LfsPointer),
    (0, b"\x89PNG\r\n\x1a\n", Kind::Picture),
    (0, b"\xff\xd8\xff", Kind::Picture),
    (0, b"GIF8", Kind::Picture),
    (0, b"RIFF", Kind::Picture),
];

impl Kind {
    /// The kind of the file that starts with these bytes, [`START`] of them unless it is shorter.
    #[must_use]
    pub fn of(start: &[u8]) -> Option<Self> {
        let start = &start[..start.len().min(START)];
        let told = MAGIC.iter().find(|(at, magic, _)| start.get(*at..).is_some_and(|bytes| bytes.starts_with(magic)));
        told.map(|(_, _, kind)| *kind).or_else(|| zip(start)).or_else(|| text(start)).or_else(|| protobuf(start))
    }

    /// The kind that the end of a file's name tells, for files whose bytes do not.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn of_name(path: &std::path::Path) -> Option<Self> {
        Some(match path.extension()?.to_ascii_lowercase().to_str()? {
            "pt" | "pth" | "ckpt" => Self::PyTorch,
            "pkl" | "pickle" => Self::Pickle,
            "onnx" => Self::Onnx,
            "h5" | "hdf5" => Self::Hdf5,
            "keras" => Self::Keras,
            "tflite" => Self::TfLite,
            "pb" => Self::GraphDef,
            "mlmodel" => Self::CoreMl,
            "npz" => Self::Npz,
            _ => return None,
        })
    }

    /// What one says of such a file: it is …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PyTorch => "a PyTorch file, as `torch.save` writes it",
            Self::Pickle => "a Python pickle, as old versions of `torch.save` write it",
            Self::Onnx => "an ONNX model",
            Self::Hdf5 => "an HDF5 file, as Keras writes it",
            Self::Keras => "a Keras model",
            Self::TfLite => "a TensorFlow Lite model",
            Self::SavedModel => "a TensorFlow SavedModel",
            Self::GraphDef => "a TensorFlow graph",
            Self::CoreMl => "a Core ML model",
            Self::Npy => "a NumPy array",
            Self::Npz => "an archive of NumPy arrays",
            Self::Gguf => "a GGUF model",
            Self::Idx => "an IDX file of images or labels",
            Self::Zip => "a zip archive",
            Self::Gzip => "compressed with gzip",
            Self::Compressed => "a compressed file",
            Self::Tar => "a tar archive",
            Self::LfsPointer => "a pointer of Git LFS, not the file itself",
            Self::Html => "an HTML page",
            Self::Xml => "an XML text",
            Self::Json => "a JSON text",
            Self::Picture => "a picture",
            Self::Packed => "packed weights of a prepared network",
        }
    }

    /// What gets the right file where this one came instead.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::LfsPointer => "`git lfs pull` gets the file that it stands for",
            Self::Html | Self::Xml => {
                "the download gave a page instead of the file; download it again from another place"
            }
            Self::Packed => {
                "give the file of the weights that were packed; packed ones are loaded by `Prepared::load`, and a declaration takes them where the name of the file ends in `.packed`"
            }
            Self::Gzip => "unpack it with `gunzip`",
            Self::Zip | Self::Compressed | Self::Tar => "unpack it, and give the file inside",
            _ => "give another file",
        }
    }
}

/// The kind of a zip archive by the name of its first file.
fn zip(start: &[u8]) -> Option<Kind> {
    let name = start.strip_prefix(b"PK\x03\x04")?.get(26..).unwrap_or_default();
    let has = |part: &[u8]| name.windows(part.len()).any(|bytes| bytes == part);
    Some(
        if has(b".pkl")
            || has(b"/code/")
            || has(b"/.data/")
            || has(b"/byteorder")
            || has(b"/version")
            || has(b"/.format_version")
        {
            Kind::PyTorch
        } else if has(b".npy") {
            Kind::Npz
        } else if has(b"metadata.json") || has(b"config.json") || has(b".weights.h5") {
            Kind::Keras
        } else {
            Kind::Zip
        },
    )
}

/// A text that a server or a program may have written.
fn text(start: &[u8]) -> Option<Kind> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let has = |part: &[u8]| start.windows(part.len()).any(|bytes| bytes.eq_ignore_ascii_case(part));
    match start {
        [b'<', ..] if has(b"<html") || has(b"<!doctype html") || has(b"<head") || has(b"<body") => Some(Kind::Html),
        [b'<', b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z', ..] => Some(Kind::Xml),
        [b'{' | b'[', rest @ ..]
            if matches!(rest.trim_ascii_start(), [b'"' | b'{' | b'}' | b'[' | b'-' | b'0'..=b'9', ..]) =>
        {
            Some(Kind::Json)
        }
        _ => None,
    }
}

/// A message of protocol buffers: fields in the order of their numbers, each with a tag of eight times its number, and 2 if it has
/// a length.
fn protobuf(start: &[u8]) -> Option<Kind> {
    match start {
        // Version 1 of the schema, and then graphs.
        [0x08, 0x01, 0x12, ..] => Some(Kind::SavedModel),
        // The version of the format, and then a description, itself a message that begins with its inputs.
        [0x08, _, 0x12, _, 0x0a, ..] => Some(Kind::CoreMl),
        // The version of the format, and then the producer and its version, the domain, a number, a text or the graph.
        [0x08, 2..=0x7f, 0x12 | 0x1a | 0x22 | 0x28 | 0x32 | 0x3a, ..] => Some(Kind::Onnx),
        [0x0a, rest @ ..] => {
            // A node, whose first fields are its name and its operation.
            let (_, node) = length(rest)?;
            let (name, rest) = length(node.strip_prefix(&[0x0a])?)?;
            let (operation, rest) = length(rest.get(name..)?.strip_prefix(&[0x12])?)?;
            let is_word = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_alphanumeric);
            is_word(rest.get(..operation)?).then_some(Kind::GraphDef)
        }
        _ => None,
    }
}

/// A length in groups of seven bits, the lowest first, and what follows it.
fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(4).position(|byte| *byte < 0x80)?;
    let groups = bytes[..=end].iter().rev();
    Some((groups.fold(0, |length, byte| length << 7 | usize::from(byte & 0x7f)), &bytes[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Kind::{CoreMl, GraphDef, Html, Json, Keras, LfsPointer, Npz, Onnx, PyTorch, SavedModel, TfLite, Xml, Zip};

    #[test]
    fn a_file_is_told_by_its_first_bytes() {
        for (start, kind) in [
            (
                &b"PK\x03\x04\0\0\x08\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\0\x12\0archive/data.pklFB"[..],
                Some(PyTorch),
            ),
            (b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0aaaabbbbccccdd\x0d\0\0\0metadata.json{", Some(Keras)),
            (b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0aaaabbbbccccdd\x10\0\0\0conv1.weight.npy\x93NUMPY", Some(Npz)),
            (b"PK\x03\x04", Some(Zip)),
            (b"\x20\0\0\0TFL3", Some(TfLite)),
            (b"\x08\x07\x12\x07pytorch\x1a\x052.1.0:\xff", Some(Onnx)),
            (b"\x08\x0a:\x81\x02\x0a", Some(Onnx)),
            (b"\x08\x04\x12\x10\x0a\x0e\x0a\x05image", Some(CoreMl)),
            (b"\x08\x01\x12\x9a\x01\x0a", Some(SavedModel)),
            (b"\x0a\x2c\x0a\x05input\x12\x0bPlaceholder*", Some(GraphDef)),
            (b"\x0a\x81\x02\x0a\x03a/b\x12\x05Const", Some(GraphDef)),
            (b"\x0a\x05hello, world", None),
            (b"\xef\xbb\xbf\n <!DOCTYPE HTML>", Some(Html)),
            (b"<HTML><body>404", Some(Html)),
            (b"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC>", Some(Html)),
            (b"<?xml version=\"1.0\"?><Error><Code>AccessDenied", Some(Xml)),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:", Some(LfsPointer)),
            (b"{ \"weight_map\": {}}", Some(Json)),
            (b"[\n  [-0.5, 1]]", Some(Json)),
            (b"[-0.5, 1]", Some(Json)),
            (b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0aaaabbbbccccdd\x0d\0\0\0net/constants.pkl", Some(PyTorch)),
            (b"", None),
            (b"hello", None),
            (b"< 3", None),
            (&[0; 600], None),
        ] {
            assert_eq!(Kind::of(start), kind, "{}", start.escape_ascii());
        }
        for (at, magic, kind) in MAGIC {
            let mut start = [0; 600];
            start[at..at + magic.len()].copy_from_slice(magic);
            assert_eq!(Kind::of(&start), Some(kind));
            assert_eq!(Kind::of(&magic[..magic.len() - 1]), None, "half of it is not enough");
        }
    }

    #[test]
    fn no_start_makes_it_panic() {
        let starts: [&[u8]; 4] =
            [b"PK\x03\x04", b"\x0a\xff\xff\xff\x7f\x0a\xff\xff\xff\x7f", b"\x0a\x05\x0a\xff\xff\x03\x12", b"<?"];
        for start in starts {
            for length in 0..=start.len() {
                let _ = Kind::of(&start[..length]);
            }
        }
    }
}
