//! Every step of one document: the seed, and one that many have signed.

use criterion::{BenchmarkId, Criterion};
use undersigned_benches::inputs::Input;

use crate::step::{Step, Workshop};

pub(crate) fn bench(criterion: &mut Criterion) {
    let workshop = Workshop::new();
    let inputs = [Input::seed(), Input::of_size(120, 221)];
    for step in Step::ALL {
        let mut group = criterion.benchmark_group(step.name());
        for input in &inputs {
            group.bench_function(BenchmarkId::from_parameter(&input.name), |bencher| {
                step.bench(&workshop, input, bencher);
            });
        }
        group.finish();
    }
}
