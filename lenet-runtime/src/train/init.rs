//! Initial weights.

/// How weights start. Biases start at zero, except with [`Init::FanIn`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Init {
    /// Uniform in ±√(6 / (fan_in + fan_out)), for sigmoid, tanh and layers without an activation (Glorot and Bengio, 2010).
    XavierUniform,
    /// Normal with variance 2 / (fan_in + fan_out) (Glorot and Bengio, 2010).
    XavierNormal,
    /// Uniform in ±√(6 / fan_in), for rectifiers (He et al., 2015).
    KaimingUniform,
    /// Normal with variance 2 / fan_in (He et al., 2015).
    KaimingNormal,
    /// Uniform in ±1/√fan_in, weights and biases: what PyTorch's layers start with.
    FanIn,
}
