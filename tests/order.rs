//! Nine published lists of signatories come out in their published order, in whatever order they are typed.

use undersigned::sheet::Block;
use undersigned::{Format, Profile};
use undersigned_tests::{LISTS, Published, published};

/// The entries as the sheet prints them, for rows in the given order.
fn printed(list: &Published, rows: &[&Vec<String>]) -> Vec<String> {
    let document = list.input(rows);
    let profile = Profile::builtin();
    let document = profile
        .read("list.json", document.as_bytes(), Format::Json)
        .unwrap_or_else(|faults| panic!("{faults}"));
    let sheet = profile.resolve(&document, list.language).unwrap_or_else(|faults| panic!("{faults}"));
    let entries = sheet.blocks.iter().find_map(|block| match block {
        Block::Signatories(entries) => Some(entries),
        _ => None,
    });
    entries.unwrap().iter().map(|entry| entry.plain_text()).collect()
}

/// A fixed sequence of numbers without a pattern (Knuth's linear congruence), so that every run shuffles alike.
fn shuffled(rows: &[Vec<String>], seed: u64) -> Vec<&Vec<String>> {
    let mut rows: Vec<&Vec<String>> = rows.iter().collect();
    let mut state = seed;
    for index in (2..rows.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = 1 + usize::try_from(state >> 33).unwrap() % index;
        rows.swap(index, other);
    }
    rows
}

#[test]
fn nine_lists_come_out_in_their_published_order() {
    for name in LISTS {
        let list = published(name);
        let expected: Vec<String> = list
            .rows
            .iter()
            .map(|row| {
                let name = format!("{} {}", row[1], row[2]);
                // Doc. 9773 prints "EPP" once, for the group that all others call EPP/CD.
                let group = if row[4] == "EPP" { "EPP/CD" } else { &row[4] };
                let parts = [name.trim(), &row[3], group];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            })
            .collect();
        for seed in 0..20 {
            let rows = shuffled(&list.rows, seed);
            assert_eq!(rows[0], &list.rows[0]);
            assert_eq!(printed(&list, &rows), expected, "{name}, shuffle {seed}");
        }
    }
}

#[test]
fn a_shuffle_changes_the_order() {
    let list = published("14030-EN");
    let rows = shuffled(&list.rows, 1);
    assert_ne!(rows, list.rows.iter().collect::<Vec<_>>());
}
