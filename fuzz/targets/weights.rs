//! Weights: what is read is what the reference reads, and is written as it was read; what is refused is refused in a few
//! printable words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use safetensors::SafeTensors;
use lenet_runtime::io::weights;
use lenet_runtime::{BatchNorm, Linear, Name, Parameters, Plain, network};

network! {
    /// Some tensors of several shapes.
    struct Small: [1, 4, 4] -> [2] { conv: conv2d(2, kernel: 3), batch_norm2d, relu, flatten, fc: linear(2) }
}

fuzz_target!(|bytes: &[u8]| {
    check::<Linear<3, 2>>(bytes);
    check::<BatchNorm<3>>(bytes);
    check::<Small>(bytes);
    if let Ok(small) = Small::from_bytes(bytes) {
        let again = Small::from_bytes(&small.to_bytes()).unwrap();
        assert_eq!(bits(&*again), bits(&*small));
    }
});

fn check<N: Parameters>(bytes: &[u8]) {
    // Texts with escapes, and lists of at most some hundred entries.
    match fuzz::within(2 * bytes.len() + 30_000, || weights::from_bytes::<N>(bytes)) {
        Ok(network) => {
            let reference = SafeTensors::deserialize(bytes).expect("the reference reads it too");
            network.visit(Name::ROOT, &mut |tensor| {
                let found = reference.tensor(&tensor.name.to_string()).unwrap();
                let numbers: Vec<u8> = tensor.values.iter().flat_map(|number| number.to_le_bytes()).collect();
                assert_eq!((found.shape(), found.data()), (tensor.shape, &*numbers));
                assert!(tensor.values.iter().all(|number| number.is_finite()));
            });
            let again = weights::from_bytes::<N>(&weights::to_bytes(&*network)).unwrap();
            assert_eq!(bits(&*again), bits(&*network));
        }
        Err(problem) => {
            let message = problem.to_string();
            assert!(message.len() < 30_000);
            assert!(message.chars().all(|letter| letter == '\n' || !letter.is_control()), "{message:?}");
        }
    }
}

fn bits<N: Plain>(network: &N) -> Vec<u32> {
    network.floats().iter().map(|number| number.to_bits()).collect()
}
