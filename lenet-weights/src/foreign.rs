//! How the weights of other formats become a safetensors file.

use crate::kind::Kind;

/// What to do with a file of this kind.
pub(crate) fn help(kind: Kind) -> &'static str {
    match kind {
        Kind::PyTorch | Kind::Pickle | Kind::Gguf | Kind::CoreMl => {
            "load the model in PyTorch and save it by `safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")`"
        }
        Kind::Onnx => {
            "in Python, `safetensors.numpy.save_file({t.name: onnx.numpy_helper.to_array(t) for t in \
             onnx.load(\"model.onnx\").graph.initializer}, \"model.safetensors\")`, with the names that the network has here"
        }
        Kind::Hdf5 | Kind::Keras | Kind::TfLite | Kind::SavedModel | Kind::GraphDef => {
            "load the model in Keras and save its arrays, under the names that the network has here, by \
             `safetensors.numpy.save_file({\"conv1.weight\": array, …}, \"model.safetensors\")`, in PyTorch's order: \
             `numpy.ascontiguousarray(kernel.transpose(3, 2, 0, 1))` of a convolution, `numpy.ascontiguousarray(kernel.T)` \
             of a dense layer"
        }
        Kind::Npz => {
            "in Python, `safetensors.numpy.save_file(dict(numpy.load(\"model.npz\")), \"model.safetensors\")`, with the \
             names that the network has here"
        }
        Kind::Npy => {
            "save all arrays in one file: in Python, `safetensors.numpy.save_file({\"conv1.weight\": array, …}, \
             \"model.safetensors\")`"
        }
        Kind::Json => "an index or a configuration has no numbers; give the file `….safetensors` beside it",
        kind => kind.remedy(),
    }
}
