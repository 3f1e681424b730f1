//! The same input makes the same bytes: in a process, over threads, and after other documents.

use undersigned::{Language, Profile};
use undersigned_tests::{example, example_files};

fn both(profile: &Profile, name: &str) -> Vec<Vec<u8>> {
    let pdf = undersigned_pdf::Renderer::new(profile).unwrap();
    let docx = undersigned_docx::Renderer::new(profile).unwrap();
    let document = example(profile, name);
    document
        .languages()
        .flat_map(|language| {
            let sheet = profile.resolve(&document, language).unwrap();
            [pdf.render(&sheet).unwrap(), docx.render(&sheet).unwrap()]
        })
        .collect()
}

#[test]
fn two_calls_and_other_documents_between_them_change_nothing() {
    let profile = Profile::builtin();
    let first: Vec<_> = example_files().iter().map(|name| both(&profile, name)).collect();
    let names: Vec<String> = example_files().into_iter().rev().collect();
    let mut second: Vec<_> = names.iter().map(|name| both(&Profile::builtin(), name)).collect();
    second.reverse();
    assert!(first == second);
}

#[test]
fn four_threads_at_once_change_nothing() {
    let profile = Profile::builtin();
    let alone = both(&profile, "bilingual.yaml");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| both(&profile, "bilingual.yaml"))).collect();
        for thread in threads {
            assert!(thread.join().unwrap() == alone);
        }
    });
}

#[test]
fn one_renderer_serves_many_threads() {
    let profile = Profile::builtin();
    let pdf = undersigned_pdf::Renderer::new(&profile).unwrap();
    let docx = undersigned_docx::Renderer::new(&profile).unwrap();
    let document = example(&profile, "doc-16229.yaml");
    let sheet = profile.resolve(&document, Language::ENGLISH).unwrap();
    let alone = (pdf.render(&sheet).unwrap(), docx.render(&sheet).unwrap());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..3 {
                    assert!((pdf.render(&sheet).unwrap(), docx.render(&sheet).unwrap()) == alone);
                }
            });
        }
    });
}

#[test]
fn a_word_file_made_seconds_later_is_the_same() {
    let profile = Profile::builtin();
    let docx = undersigned_docx::Renderer::new(&profile).unwrap();
    let document = example(&profile, "doc-16229.yaml");
    let sheet = profile.resolve(&document, Language::ENGLISH).unwrap();
    let first = docx.render(&sheet).unwrap();
    // The archive's clock counts in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(docx.render(&sheet).unwrap() == first);
}
