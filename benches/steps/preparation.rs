//! What is made once, before the first document.

use std::hint::black_box;

use criterion::Criterion;
use undersigned::Profile;

pub(crate) fn bench(criterion: &mut Criterion) {
    let profile = Profile::builtin();
    let mut group = criterion.benchmark_group("preparation");
    group.bench_function("profile", |bench| bench.iter(|| black_box(Profile::builtin())));
    group.bench_function("pdf renderer", |bench| {
        bench.iter(|| black_box(undersigned_pdf::Renderer::new(&profile)));
    });
    group.bench_function("docx renderer", |bench| {
        bench.iter(|| black_box(undersigned_docx::Renderer::new(&profile)));
    });
    group.finish();
}
