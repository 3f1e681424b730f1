//! The order in which signatories are printed: the initiator first, everybody else by surname.

use std::cmp::Ordering;

use icu_collator::CollatorBorrowed;
use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};

use crate::document::Signatory;
use crate::facts::Facts;
use crate::read::capitals;

/// The order of the signatories, as indices; the first stays first. It is the same in every language.
pub(crate) fn print_order(signatories: &[Signatory], facts: &Facts) -> Vec<usize> {
    let collator = Collators::new();
    let keys: Vec<Key<'_>> =
        signatories.iter().map(|signatory| Key::of(signatory, facts, &collator)).collect();
    let mut order: Vec<usize> = (0..signatories.len()).collect();
    if let Some(others) = order.get_mut(1..) {
        others.sort_by(|&a, &b| collator.compare(&keys[a], &keys[b]));
    }
    order
}

/// What a signatory is put in order by.
struct Key<'s> {
    /// The sort key of the surname: most names differ in it, and each is compared with many others.
    folded: Vec<u8>,
    surname: &'s str,
    given: &'s str,
    country: &'s str,
    whole: &'s str,
}

impl<'s> Key<'s> {
    fn of(signatory: &'s Signatory, facts: &'s Facts, collators: &Collators) -> Self {
        let country = facts.any_country(&signatory.country.value);
        let first = facts.languages.first();
        let name = country.and_then(|c| c.name.get(&first).or_else(|| c.name.values().next()));
        let surname = sorted_part(&signatory.surname);
        Key {
            folded: collators.sort_key(surname),
            surname,
            given: &signatory.given,
            // The name in the profile's first language, whatever that of the sheet, so that the order does not
            // change with it.
            country: name.map_or("", String::as_str),
            whole: &signatory.surname,
        }
    }
}

/// The surname from its first word in capitals on: particles before it do not count. A surname without such a word,
/// as lists before 2005 print it, counts whole.
fn sorted_part(surname: &str) -> &str {
    surname
        .split_whitespace()
        .find_map(capitals)
        .map_or(surname, |word| &surname[word.as_ptr().addr() - surname.as_ptr().addr()..])
}

/// The collations of the Unicode root locale, with punctuation and spaces ignored. A country's own order
/// (Scandinavian, Czech) is not the Assembly's: 829 pairs of neighbours in 36 published lists follow the root.
struct Collators {
    /// Accents and case folded: whether two names are the same but for them.
    folded: CollatorBorrowed<'static>,
    /// The last word between names that are the same but for accents.
    exact: CollatorBorrowed<'static>,
}

impl Collators {
    #[expect(clippy::expect_used, reason = "the root collation is compiled in, and the tests below use it")]
    fn new() -> Self {
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            options.alternate_handling = Some(AlternateHandling::Shifted);
            CollatorBorrowed::try_new(Default::default(), options).expect("the root collation is compiled in")
        };
        Collators { folded: collator(Strength::Primary), exact: collator(Strength::Tertiary) }
    }

    /// Bytes that are in order as the names are, accents and case folded.
    fn sort_key(&self, name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let Ok(()) = self.folded.write_sort_key_to(name, &mut bytes);
        bytes
    }

    fn compare(&self, a: &Key<'_>, b: &Key<'_>) -> Ordering {
        a.folded
            .cmp(&b.folded)
            .then_with(|| self.folded.compare(a.given, b.given))
            .then_with(|| self.folded.compare(a.country, b.country))
            .then_with(|| self.exact.compare(a.surname, b.surname))
            .then_with(|| self.exact.compare(a.given, b.given))
            .then_with(|| (a.whole, a.given).cmp(&(b.whole, b.given)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Collators, Key, sorted_part};

    fn key<'s>(collators: &Collators, name: &'s str, given: &'s str, country: &'s str) -> Key<'s> {
        let surname = sorted_part(name);
        Key { folded: collators.sort_key(surname), surname, given, country, whole: name }
    }

    fn assert_sorted(surnames: &[&str]) {
        let collators = Collators::new();
        for pair in surnames.windows(2) {
            let key = |name| key(&collators, name, "", "");
            assert!(
                collators.compare(&key(pair[0]), &key(pair[1])).is_lt(),
                "{} before {}",
                pair[0],
                pair[1]
            );
        }
    }

    #[test]
    fn neighbours_of_published_lists() {
        assert_sorted(&["ÅBERG", "ÆVARSDÓTTIR", "AKBULUT"]);
        assert_sorted(&["KÖCK", "KOPŘIVA"]);
        assert_sorted(&["LØHDE", "LOTMAN"]);
        assert_sorted(&["OMTZIGT", "O'REILLY", "OVERBEEK"]);
        assert_sorted(&["RÖSSNER", "ŚMISZEK", "TÜRK-NACHBAUR"]);
        assert_sorted(&["ČOLO", "COLOMBIER"]);
        assert_sorted(&["RAČAN", "RĂILEANU"]);
        assert_sorted(&["SCHENNACH", "ŠEPIĆ", "SHAHGELDYAN"]);
        assert_sorted(&["STAMBACH-TERRENOIR", "STARÎȘ"]);
    }

    #[test]
    fn greek_follows_latin_and_its_accents_do_not_count() {
        assert_sorted(&[
            "ZUNINO",
            "ΆΓΓΕΛΟΥ",
            "ΑΝΔΡΕΟΥ",
            "ΆΝΘΙΜΟΣ",
            "του ΜΎΛΟΥ",
            "ΌΘΩΝΟΣ",
            "ΥΔΡΑΊΟΣ",
            "ΫΛΛΟΣ",
            "ΩΡΟΛΟΓΆΣ",
        ]);
    }

    #[test]
    fn particles_in_small_letters_do_not_count_and_those_in_capitals_do() {
        assert_sorted(&["BLONDIN", "De BRUYN", "BUGNON"]);
        assert_sorted(&["LOUCAIDES", "Van der MAELEN", "MARKUSZOWER"]);
        assert_sorted(&["PREDA", "de PUIG i OLIVE", "QUINTANILLA"]);
        assert_sorted(&["STAMBACH", "De SUTTER", "TILSON"]);
        assert_sorted(&["VAREIKIS", "van de VEN", "WURM"]);
        assert_sorted(&["AKBULUT", "d'ALBRET y LUNA", "AMATO"]);
        assert_sorted(&["LEBAN", "LE BORGN'", "LECH"]);
        assert_sorted(&["POUL", "POZZO DI BORGO", "PREDA"]);
    }

    #[test]
    fn surnames_that_differ_in_accents_alone_are_put_in_order_by_given_name_then_country() {
        let collators = Collators::new();
        let key = |surname, given, country| key(&collators, surname, given, country);
        let order = [
            key("MÜLLER", "Anna", "Switzerland"),
            key("MULLER", "Jean", "Belgium"),
            key("MÜLLER", "Jean", "France"),
            key("MULLER", "Zoé", "Austria"),
        ];
        for pair in order.windows(2) {
            assert!(collators.compare(&pair[0], &pair[1]).is_lt(), "{} {}", pair[0].surname, pair[0].given);
        }
    }
}
