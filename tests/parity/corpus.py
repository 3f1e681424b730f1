#!/usr/bin/env python3
"""Writes the inputs of the parity corpus: invented documents of every shape, the same on every run.

Usage: corpus.py FOLDER [--fast]

Sentences are made of phrases in English and French, with what real texts have: figures, references, quotation marks,
hyphens, emphasis. Countries and political groups are those of the facts. With --fast only the shapes that CI looks at.
"""

import argparse
import json
import random
import tomllib
from pathlib import Path

FACTS = Path(__file__).resolve().parents[2] / "templates" / "facts"

# Begin, middle and end of sentences; any three make a sentence that reads like one.
PHRASES = {
    "en": (
        [
            "We note with concern that", "The members of the Assembly recall that", "In the light of Doc. 15873,",
            "Since 1 January 2019,", "According to Resolution 2300 (2019),", "It is regrettable that",
            "As the Secretary General's report shows,", "For more than a decade,", "Twelve of the 46 member States say that",
            "There can be no doubt that", "The European Court of Human Rights held that", "Under Article 10 of the Convention",
        ],
        [
            "the independence of local broadcasters", "every self-employed carer in a border region",
            "a long-standing agreement on cross-border co-operation", "the right to a fair trial",
            "the so-called \"foreign agents\" law", "small-scale fishing along the coast",
            "the protection of journalists' sources", "access to drinking water in schools",
            "the situation of 1.6 million displaced persons", "the work of election observers",
            "an open and well-funded public library", "the health of women in custody",
        ],
        [
            "has not been given the attention that it deserves.", "must be examined by the Committee of Ministers without delay.",
            "depends on the good will of a few municipalities.", "was put off again, for reasons that nobody has explained.",
            "should be guaranteed by law, and paid for out of the ordinary budget.", "is a matter of dignity, not of cost.",
            "calls for an answer within six months.", "has improved in 23 States and worsened in nine.",
            "remains the exception rather than the rule.", "can no longer be left to chance.",
            "was described in written declaration No. 745.", "needs a common approach on all sides.",
        ],
    ),
    "fr": (
        [
            "Nous constatons avec inquiétude que", "Les membres de l'Assemblée rappellent que", "À la lumière du Doc. 15873,",
            "Depuis le 1er janvier 2019,", "Selon la Résolution 2300 (2019),", "Il est regrettable que",
            "Comme le montre le rapport de la Secrétaire Générale,", "Depuis plus d'une décennie,",
            "Douze des 46 États membres déclarent que", "Il ne fait aucun doute que",
            "La Cour européenne des droits de l'homme a jugé que", "Aux termes de l'article 10 de la Convention,",
        ],
        [
            "l'indépendance des radios et télévisions locales", "toute aide-soignante d'une région frontalière",
            "un accord de longue date sur la coopération transfrontalière", "le droit à un procès équitable",
            "la loi dite « sur les agents étrangers »", "la petite pêche le long des côtes",
            "la protection des sources des journalistes", "l'accès à l'eau potable dans les écoles",
            "la situation de 1,6 million de personnes déplacées", "le travail des observateurs d'élections",
            "une bibliothèque publique ouverte et bien dotée", "la santé des femmes en détention",
        ],
        [
            "n'a pas reçu l'attention qui lui est due.", "doit être examiné sans délai par le Comité des Ministres.",
            "dépend de la bonne volonté de quelques communes.", "a été reporté une fois de plus, sans explication aucune.",
            "devrait être garanti par la loi et financé par le budget ordinaire.",
            "est une question de dignité et non de coût.", "appelle une réponse dans un délai de six mois.",
            "s'est amélioré dans 23 États et dégradé dans neuf.", "demeure l'exception plutôt que la règle.",
            "ne saurait être laissé au hasard.", "a été décrit dans la déclaration écrite n° 745.",
            "exige une démarche commune de toutes les parties.",
        ],
    ),
}

TITLES = {
    "en": "Equal access of small municipalities and of islands to public transport, to health care and to broadcasting, and "
    "the consequences of their absence for the exercise of the right to vote, for the education of children, for the "
    "protection of minority languages and for local democracy in the member States",
    "fr": "Égalité d'accès des petites communes et des îles aux transports publics, aux soins et à la radiodiffusion, et les "
    "conséquences de son absence pour l'exercice du droit de vote, pour l'éducation des enfants, pour la protection des "
    "langues minoritaires et pour la démocratie locale dans les États membres",
}

# Words that programs divide at different places.
ODD_WORDS = {
    "addresses": ["https://www.coe.int/en/web/execution/annual-reports", "www.example.org/a-b/c_d", "name@example.org"],
    "figures": ["COVID-19", "2019-2023", "1990-2000", "(2019)-5", "A/RES/71/189", "50 %"],
    "slashes": ["and/or", "carers/nurses/doctors", "he/she/they", "EPP/CD"],
    "dashes": ["cross-border–inter-regional", "word—and—word", "1990–2000", "and…so…on"],
    "dots": ["député·e·s", "sénateur·rice·s", "il·lusió"],
}

SURNAMES = (
    "AALTONEN ÅKESSON ÁLVAREZ-NÚÑEZ BAKOYANNIS BĂSESCU CZARNECKI D'AMBROSIO DJURIĆ ETXEBERRIA FÓRIÁN GRÜNWALD HADŽIĆ "
    "IÑÍGUEZ JÓNSDÓTTIR KASSIMATI LE-MERRER MAVROIDIS NAGY O'HALLORAN PAPANIKOLAOU QUERALT RŪTELIONYTĖ SCHÄFER-WEISS "
    "ȚURCANU ÜNAL VAN-ACKER WOJCIECHOWSKA XHAFERI YILMAZ ZVĚŘINA"
).split()
GIVEN = (
    "Aino Björn Carmen Dimitris Elżbieta Ferenc Guðrún Hélène Ion Jacek Katerina Laszlo Marie-Christine Nikolaos Olga "
    "Petru Raquel Siobhán Tomáš Uwe"
).split()


class Shape:
    """One document of the corpus, as it grows."""

    def __init__(self, name, languages=("en", "fr"), date="2023-04-27", kind="motion-for-resolution"):
        self.name = name
        # Texts come from the name alone, so that a new shape leaves the others as they are.
        self.dice = random.Random(name)
        self.kind, self.date, self.languages = kind, date, languages
        self.title = {language: "Libraries in small towns" if language == "en" else "Les bibliothèques des petites villes"
                      for language in languages}
        self.body = {language: self.paragraphs(language, 3) for language in languages}
        self.signatories = names(20, date)
        self.edition = None

    def pick(self, choices):
        return choices[int(self.dice.random() * len(choices))]

    def sentence(self, language, emphasis=False):
        begin, middle, end = (self.pick(part) for part in PHRASES[language])
        if emphasis:
            words = middle.split(" ")
            at = int(self.dice.random() * len(words))
            words[at] = f"*{words[at]}*" if words[at].isalpha() else words[at]
            middle = " ".join(words)
            end = f"**{end[:-1]}**." if self.dice.random() < 0.4 and "\"" not in end else end
        return f"{begin} {middle} {end}"

    def paragraph(self, language, sentences=None, emphasis=False):
        count = sentences or 1 + int(self.dice.random() * 5)
        return " ".join(self.sentence(language, emphasis) for _ in range(count))

    def paragraphs(self, language, count, **options):
        return "\n\n".join(self.paragraph(language, **options) for _ in range(count))

    def with_body(self, make):
        self.body = {language: make(language) for language in self.languages}
        return self

    def with_paragraphs(self, count, **options):
        return self.with_body(lambda language: self.paragraphs(language, count, **options))

    def with_title(self, share):
        """A title that is a share of the longest one."""
        for language in self.languages:
            words = TITLES[language].split(" ")
            self.title[language] = " ".join(words[: round(len(words) * share)]).rstrip(",")
        return self

    def with_names(self, count):
        self.signatories = names(count, self.date)
        return self

    def with_list(self, marks, items, long=False, inner=0):
        def make(language):
            lines = [self.paragraph(language, 2), ""]
            for index in range(items):
                mark = "-" if marks == "bullets" else f"{index + 1}."
                indent = " " * (len(mark) + 1)
                text = self.paragraph(language, 3 if long else 1)
                lines += [f"{mark} {text}"]
                if inner and index % 2 == 0:
                    lines += [""]
                    for second in range(inner):
                        inner_mark = "-" if marks == "numbers" else f"{second + 1}."
                        lines += [f"{indent}{inner_mark} {self.paragraph(language, 1 + second % 2)}"]
                    lines += [""]
            return "\n".join(lines) + "\n\n" + self.paragraph(language, 2)
        return self.with_body(make)

    def with_notes(self, count, long=False, sentences=2):
        def make(language):
            texts = [self.paragraph(language, sentences) for _ in range(count)]
            body = [f"{text[:-1]}[^{index + 1}]." for index, text in enumerate(texts)]
            notes = [f"[^{index + 1}]: {self.paragraph(language, 3 if long else 1)}" for index in range(count)]
            return "\n\n".join(body + notes)
        return self.with_body(make)

    def with_introduced_lists(self, items, sentences):
        """Lists after a line that introduces them, with notes in their items, on whatever pages they fall."""
        def make(language):
            head = "We call upon member States to:" if language == "en" else "Nous appelons les États membres :"
            parts, notes = [], []
            for _ in range(3):
                parts += [self.paragraph(language, sentences), head]
                lines = []
                for index in range(items):
                    text = self.paragraph(language, 2)
                    if index == 1:
                        notes.append(f"[^{len(notes) + 1}]: {self.paragraph(language, 1)}")
                        text = f"{text[:-1]}[^{len(notes)}]."
                    lines.append(f"- {text}")
                parts.append("\n".join(lines))
            return "\n\n".join(parts + notes)
        return self.with_body(make)

    def with_marks_everywhere(self, sentences):
        """Notes whose marks stand in the first line, in the midst and at the end, several in a paragraph."""
        def make(language):
            parts, notes = [], []
            for number in range(8):
                words = self.paragraph(language, sentences).split(" ")
                for at in sorted({number * 2 % len(words), len(words) // 2, len(words) - 1} if number % 2 else {number}):
                    notes.append(f"[^{len(notes) + 1}]: {self.sentence(language)}")
                    words[at] += f"[^{len(notes)}]"
                parts.append(" ".join(words))
            return "\n\n".join(parts + notes)
        return self.with_body(make)

    def with_words(self, words, sentences=3):
        """Paragraphs with words that programs divide at different places."""
        def paragraph(language, number):
            text = self.paragraph(language, sentences).split(" ")
            for index, word in enumerate(words):
                text.insert((number * 5 + index * 7) % len(text), word)
            return " ".join(text)
        return self.with_body(lambda language: "\n\n".join(paragraph(language, number) for number in range(9)))

    def input(self):
        document = {"kind": self.kind, "doc": 15000 + sum(map(ord, self.name)) % 900, "date": self.date}
        if self.kind == "written-declaration":
            document["number"] = 791
        if self.edition:
            document["edition"] = self.edition
        document["text"] = {
            language: {"title": self.title[language], "body": self.body[language]} for language in self.languages
        }
        document["signatories"] = self.signatories
        return json.dumps(document, ensure_ascii=False, indent=1)


def facts(name, date):
    """The entries of a file of facts that documents of a date print."""
    entries = tomllib.loads((FACTS / f"{name}.toml").read_text(encoding="utf-8"))[name.replace("countries", "country").rstrip("s")]
    return [e for e in entries if e.get("from", "0000") <= date <= e.get("to", "9999")]


def names(count, date):
    """Signatories, all different, who go through all countries and groups."""
    groups = [g["code"]["en"] for g in facts("groups", date)]
    countries = facts("countries", date)
    made = []
    for index in range(count):
        surname = SURNAMES[index % len(SURNAMES)]
        if index >= len(SURNAMES):
            surname += "-" + SURNAMES[(index * 7 + index // len(SURNAMES)) % len(SURNAMES)]
        country = countries[index % len(countries)]
        person = {"surname": surname, "given": GIVEN[(index + index // len(GIVEN)) % len(GIVEN)], "country": country["code"]}
        if country["status"] != "observer":
            person["group"] = groups[index % len(groups)]
        made.append(person)
    return made


def shapes():
    """Every document of the corpus, and whether CI looks at it."""
    for count in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 32):
        yield Shape(f"paragraphs-{count:02}").with_paragraphs(count), count in (1, 5, 12, 28)
    for count in (1, 2, 3, 21, 34, 40, 43, 44, 45, 46, 47, 48, 49, 60, 90, 95, 96, 97, 150, 200, 300):
        yield Shape(f"names-{count:03}").with_names(count).with_paragraphs(2), count in (1, 46, 97)
    for lines, share in enumerate((0.1, 0.32, 0.52, 0.75, 1.0), 1):
        yield Shape(f"title-{lines}").with_title(share).with_paragraphs(4), lines in (3, 5)
    for marks in ("bullets", "numbers"):
        for items in (2, 5, 11):
            for long in (False, True):
                shape = Shape(f"list-{marks}-{items:02}{'-long' if long else ''}").with_list(marks, items, long)
                yield shape, items == 11 and long
        yield Shape(f"list-{marks}-two-levels").with_list(marks, 5, inner=3), True
    for items, sentences in ((2, 2), (3, 4), (4, 6), (5, 9)):
        shape = Shape(f"list-introduced-{items}").with_introduced_lists(items, sentences)
        yield shape, items in (2, 4)
    for count, long in ((1, False), (3, True), (5, False), (9, True), (14, False)):
        yield Shape(f"notes-{count:02}{'-long' if long else ''}").with_notes(count, long), count in (3, 9)
    for sentences in (6, 9, 12):
        yield Shape(f"notes-in-long-paragraphs-{sentences}").with_notes(7, sentences=sentences), sentences < 12
    for sentences in (1, 2, 3, 5):
        yield Shape(f"marks-everywhere-{sentences}").with_marks_everywhere(sentences), sentences == 3
    for name, words in ODD_WORDS.items():
        yield Shape(f"words-{name}").with_words(words), name in ("addresses", "figures")
    yield Shape("list-numbers-120").with_list("numbers", 120), False
    for number in range(1, 7):
        yield Shape(f"emphasis-{number}").with_paragraphs(2 + number * 2, emphasis=True), number in (2, 6)
    for date in ("2004-10-05", "2013-06-25", "2018-10-09", "2021-09-27", "2024-10-01"):
        shape = Shape(f"declaration-{date[:4]}", date=date, kind="written-declaration")
        if date == "2004-10-05":
            shape.languages = ("en",)
        yield shape.with_names(60).with_paragraphs(4), date == "2018-10-09"
    for number in range(1, 7):
        shape = Shape(f"declaration-2025-{number}", ("en",), "2025-10-02", "written-declaration")
        yield shape.with_paragraphs(number * 2).with_names(number * 17), number == 1
    for kind in ("motion-for-recommendation", "written-declaration"):
        shape = Shape(f"edition-{kind}", ("en",), "2024-06-25", kind)
        if kind == "written-declaration":
            shape.edition = {"number": 2, "originally-tabled": "2024-04-17"}
        yield shape.with_paragraphs(5), False


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--fast", action="store_true", help="only the shapes that CI looks at")
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for shape, fast in shapes():
        if fast or not options.fast:
            (options.folder / f"{shape.name}.json").write_text(shape.input(), encoding="utf-8")


if __name__ == "__main__":
    main()
