//! The networks that programs know by their names.

use crate::command::Result;
use crate::source::Readable;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::ErrorKind;
use lenet_runtime::{Look, Network};

/// A network that reads pictures and tells `K` classes apart.
pub(crate) trait Classifier<const K: usize>: Look + Network<Input: Readable, Output = [f32; K]> {}

impl<N: Look + Network<Input: Readable, Output = [f32; K]>, const K: usize> Classifier<K> for N {}

/// What is done with the network of one name.
pub(crate) trait Job {
    fn run<N: Classifier<K>, const K: usize>(self) -> Result<()>;
}

macro_rules! networks {
    ({ $($network:ident of $module:ident: $classes:literal,)* } { $($large:ident of $place:ident: $outputs:literal,)* }) => {
        /// Networks that compile fast. The others are behind the feature `all-networks`: most take a minute each.
        const NAMES: &[&str] = &[$(<examples::$module::$network as Network>::NAME),*];
        const LARGE: &[&str] = &[$(<examples::$place::$large as Network>::NAME),*];

        /// Does a job with the network of this name.
        pub(crate) fn with(name: &str, job: impl Job) -> Result<()> {
            let name = ALIASES.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name)).map_or(name, |(_, name)| name);
            $(if examples::$module::$network::NAME.eq_ignore_ascii_case(name) {
                return job.run::<examples::$module::$network, $classes>();
            })*
            #[cfg(feature = "all-networks")]
            {
                $(if examples::$place::$large::NAME.eq_ignore_ascii_case(name) {
                    return job.run::<examples::$place::$large, $outputs>();
                })*
            }
            let message = format!(
                "`--network {name}` is one of the networks that take minutes to compile: add `--features all-networks` to `cargo run`\n"
            );
            Err(clap::Error::raw(ErrorKind::InvalidValue, message).into())
        }
    };
}

networks! {{
    LeNet5 of lenet5: 10,
    ModernLeNet5 of lenet5: 10,
    Mlp of mlp: 10,
    ResNet8 of resnet: 10,
    VisualWakeWords of mobilenet: 2,
} {
    DsCnn of dscnn: 12,
    AlexNet of alexnet: 1000,
    Vgg11 of vgg11: 1000,
    GoogLeNet of googlenet: 1000,
    ResNet18 of resnet: 1000,
    SqueezeNet of squeezenet: 1000,
    MobileNetV1 of mobilenet: 1000,
    MobileNetV2 of mobilenet: 1000,
}}

/// As the program `lenet5` calls its networks.
const ALIASES: [(&str, &str); 2] = [("textbook", "LeNet5"), ("modern", "ModernLeNet5")];

/// Takes the name of a network.
pub(crate) fn parser() -> PossibleValuesParser {
    let alias = |network: &str| ALIASES.iter().find(|(_, name)| *name == network).map(|(alias, _)| *alias);
    let small = NAMES.iter().map(|name| PossibleValue::new(*name).aliases(alias(name)));
    PossibleValuesParser::new(small.chain(LARGE.iter().map(|name| PossibleValue::new(*name))))
}
