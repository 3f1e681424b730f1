//! How long each step takes, in a process that has done it before, on one thread.
//! `cargo bench --workspace --bench steps`, with a part of a name behind `--`: `floor`, `pdf by words`.

mod floor;
mod growth;
mod one_document;
mod preparation;
mod step;

use criterion::{Criterion, criterion_group};
use undersigned_benches::on_one_thread;

/// What the command allocates with.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

criterion_group!(steps, preparation::bench, one_document::bench, floor::bench, growth::bench);

fn main() {
    on_one_thread(|| {
        steps();
        Criterion::default().configure_from_args().final_summary();
    });
}
