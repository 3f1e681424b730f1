//! A PDF beside its floor: the same file, written with krilla alone. See [`undersigned_benches::floor`].

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion};
use undersigned::{Profile, Sheet};
use undersigned_benches::floor::{Faces, Identity, Transcript};
use undersigned_benches::inputs::Input;

use crate::step::in_turns;

/// How often both are done in turns, for their ratio.
const PAIRS: usize = 101;

pub(crate) fn bench(criterion: &mut Criterion) {
    let profile = Profile::builtin();
    let renderer = undersigned_pdf::Renderer::new(&profile).expect("a renderer");
    let faces = Faces::of(&profile);
    let mut group = criterion.benchmark_group("floor");
    for input in [Input::seed(), Input::of_size(120, 221)] {
        let sheets = input.versions().map(|input| input.sheet(&profile));
        let ours = |sheet: &Sheet| renderer.render(sheet).expect("a PDF");
        let transcripts =
            sheets.each_ref().map(|sheet| (Transcript::of(&ours(sheet), &faces), Identity::of(sheet)));
        let floor = |(transcript, identity): &(Transcript, Identity)| {
            let file = transcript.write(identity, &faces);
            // krilla remembers packed streams and faces, as Typst does; our renderer, which sets one document at a time here,
            // forgets as much after each.
            comemo::evict(2);
            file
        };
        for pair in &transcripts {
            Transcript::of(&floor(pair), &faces).assert_same(&pair.0);
        }

        let mut sheet = in_turns(&sheets);
        group.bench_function(BenchmarkId::new("pdf", &input.name), |bencher| {
            bencher.iter(|| ours(sheet()));
        });
        let mut transcript = in_turns(&transcripts);
        group.bench_function(BenchmarkId::new("krilla alone", &input.name), |bencher| {
            bencher.iter(|| floor(transcript()));
        });
        if is_wanted() {
            println!(
                "{}: {} glyphs, {} structure elements; a PDF takes {:.2} times as long as krilla alone \
                 (median of {PAIRS} pairs, {} documents each, in turns)\n",
                input.name,
                transcripts[0].0.glyphs(),
                transcripts[0].0.elements(),
                ratio(|| sheets.each_ref().map(ours), || transcripts.each_ref().map(floor)),
                sheets.len(),
            );
        }
    }
    group.finish();
}

/// Whether the ratio is asked for: in a bench (and not when it is only tried out as a test) whose filter, if there is
/// one, takes in the floor.
fn is_wanted() -> bool {
    let mut arguments = std::env::args().skip(1);
    let mut filters = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    arguments.any(|argument| argument == "--bench") && filters.all(|filter| "floor".contains(&filter))
}

/// How many times as long the one takes as the other. Done in turns, so that both have the same good and bad moments
/// of the machine.
fn ratio<T>(one: impl Fn() -> T, other: impl Fn() -> T) -> f64 {
    let mut ratios: Vec<f64> =
        (0..PAIRS).map(|_| time(&one).as_secs_f64() / time(&other).as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[PAIRS / 2]
}

fn time<T>(work: impl Fn() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}
