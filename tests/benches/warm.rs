//! The time of each step on the seed, in a process that has done it before.
//! `cargo bench -p undersigned-tests --bench warm`

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use undersigned::{Format, Language, Profile};
use undersigned_tests::examples;

fn seed(criterion: &mut Criterion) {
    let input = std::fs::read(examples().join("doc-16229.yaml")).expect("the seed");
    let profile = Profile::builtin();
    let document = profile.read("seed", &input, Format::Yaml).expect("a sound document");
    let sheet = profile.resolve(&document, Language::ENGLISH).expect("a sheet");
    let pdf = undersigned_pdf::Renderer::new(&profile).expect("a renderer");
    let docx = undersigned_docx::Renderer::new(&profile).expect("a renderer");

    criterion.bench_function("profile", |bench| bench.iter(|| black_box(Profile::builtin())));
    criterion.bench_function("read", |bench| {
        bench.iter(|| black_box(profile.read("seed", &input, Format::Yaml)));
    });
    criterion.bench_function("resolve", |bench| {
        bench.iter(|| black_box(profile.resolve(&document, Language::ENGLISH)));
    });
    criterion.bench_function("pdf", |bench| bench.iter(|| black_box(pdf.render(&sheet))));
    criterion.bench_function("docx", |bench| bench.iter(|| black_box(docx.render(&sheet))));
    criterion.bench_function("pdf renderer", |bench| {
        bench.iter(|| black_box(undersigned_pdf::Renderer::new(&profile)));
    });
    criterion.bench_function("docx renderer", |bench| {
        bench.iter(|| black_box(undersigned_docx::Renderer::new(&profile)));
    });
}

criterion_group!(benches, seed);
criterion_main!(benches);
