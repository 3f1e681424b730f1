//! Whether the time for a signatory and for a word stays the same as documents grow. The rest of the document is as
//! small as can be; it still counts, most where there is the least else.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use undersigned_benches::inputs::Input;

use crate::step::{Step, Workshop};

const SIGNATORIES: [usize; 3] = [100, 1_000, 5_000];
const WORDS: [usize; 4] = [500, 1_000, 2_000, 5_000];

pub(crate) fn bench(criterion: &mut Criterion) {
    let workshop = Workshop::new();
    let by_signatories = SIGNATORIES.map(|signatories| (signatories, Input::of_size(signatories, 20)));
    let by_words = WORDS.map(|words| (words, Input::of_size(1, words)));
    for step in Step::ALL {
        of_step(criterion, step, &workshop, "signatories", &by_signatories);
        of_step(criterion, step, &workshop, "words", &by_words);
    }
}

fn of_step(
    criterion: &mut Criterion,
    step: Step,
    workshop: &Workshop,
    what: &str,
    inputs: &[(usize, Input)],
) {
    let mut group = criterion.benchmark_group(format!("{} by {what}", step.name()));
    // The largest take half a second.
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    for (size, input) in inputs {
        group.throughput(Throughput::Elements(*size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            step.bench(workshop, input, bencher);
        });
    }
    group.finish();
}
