//! `undersigned fonts`: the faces in use, and the characters that they lack.

mod show;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use undersigned::sheet::Role;
use undersigned::{Face, FaceUse, Language, Profile, Style};

use crate::input::{Input, StdinOption};
use crate::profile::LookOptions;
use crate::{Failure, Outcome, report};

/// Lists the faces in use: where each comes from and what is set in it; with input files, the characters that it lacks.
///
/// A PDF is set in the four faces of the family that the theme names (`fonts.pdf` in theme.toml); a Word file asks for
/// another name (`fonts.word`), and its reader takes the faces of its own machine.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  undersigned fonts                                   the built-in faces, and what is set in each
  undersigned fonts --profile look --font-dir faces   those of a look of your own; which are missing
  undersigned fonts *.yaml --font-dir faces           the characters of the documents that a face lacks
  undersigned fonts doc-16229.yaml --output json      the same for a program

Exit codes: 0 all is there, 1 a face or a character is lacking or an input has errors, 2 could not run.")]
pub(crate) struct Arguments {
    /// Input files to look through: YAML, TOML or JSON by their extension; `-` reads standard input.
    #[arg(value_name = "FILE")]
    inputs: Vec<PathBuf>,

    /// How the faces are shown.
    #[arg(long, value_name = "FORM", default_value = "human")]
    output: Form,

    #[command(flatten)]
    stdin: StdinOption,

    #[command(flatten)]
    look: LookOptions,
}

/// A way of showing the faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    Human,
    /// One JSON document, for programs.
    Json,
}

/// What is known of the faces.
struct Overview {
    /// The family in the PDF, and the name that the Word file asks for.
    family: String,
    word: String,
    /// The four styles of the family.
    styles: Vec<Styled>,
    /// Faces that are there and not in use.
    unused: Vec<Face>,
    documents: Vec<Looked>,
}

/// A style of the family in use.
struct Styled {
    style: Style,
    /// None where it is missing.
    face: Option<Face>,
    /// What is set in it, emphasis apart.
    roles: Vec<&'static str>,
}

/// A document that was looked through.
struct Looked {
    name: String,
    languages: Vec<(Language, Vec<Used>)>,
}

/// A style in use in a document.
struct Used {
    style: Style,
    lacking: Vec<Letter>,
}

/// A character that a face lacks.
struct Letter {
    character: char,
    /// The key of the input, or the name of the fixed wording.
    field: String,
    /// File, line and column; none in fixed wording.
    place: Option<(String, usize, usize)>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let profile = arguments.look.load()?;
    let mut overview = Overview::of(&profile);
    let mut outcome = Outcome::Done;
    for path in &arguments.inputs {
        // What is wrong with one input is no reason to leave the others out.
        match looked_through(path, arguments, &profile) {
            Ok(Some(document)) => overview.documents.push(document),
            Ok(None) => outcome = outcome.max(Outcome::Faulty),
            Err(failure) => {
                report::failure(&failure);
                outcome = Outcome::Failed;
            }
        }
    }
    report::print(&match arguments.output {
        Form::Human => show::human(&overview),
        Form::Json => show::json(&overview)?,
    })?;
    Ok(if overview.is_lacking() { outcome.max(Outcome::Faulty) } else { outcome })
}

impl Overview {
    fn of(profile: &Profile) -> Self {
        let theme = profile.theme();
        let typeface = profile.typeface();
        let styles = Style::ALL.map(|style| Styled {
            style,
            face: typeface.face(style).cloned(),
            roles: Role::ALL
                .iter()
                .filter(|role| theme.role(**role).face() == style)
                .map(|role| role.name())
                .collect(),
        });
        let in_use = |face: &Face| {
            styles.iter().filter_map(|styled| styled.face.as_ref()).any(|used| used.is_same(face))
        };
        Overview {
            family: theme.fonts.pdf.clone(),
            word: theme.fonts.word.clone(),
            unused: profile.fonts().faces().filter(|face| !in_use(face)).collect(),
            styles: styles.into(),
            documents: Vec::new(),
        }
    }

    fn is_lacking(&self) -> bool {
        let in_documents = self.documents.iter().flat_map(|document| &document.languages);
        self.styles.iter().any(|styled| styled.face.is_none())
            || in_documents.flat_map(|(_, used)| used).any(|used| !used.lacking.is_empty())
    }
}

/// What a document lacks; none when it has errors, which are shown.
fn looked_through(path: &Path, arguments: &Arguments, profile: &Profile) -> Result<Option<Looked>, Failure> {
    let input = Input::at(path, arguments.stdin.notation)?;
    let document = match input.read(profile)? {
        Ok(document) => document,
        Err(faults) => {
            report::diagnostics(&faults);
            return Ok(None);
        }
    };
    // It holds the texts in which places are looked up.
    let texts = document.diagnostics(Vec::new());
    let used = |face: FaceUse| Used {
        style: face.style,
        lacking: face
            .lacking
            .into_iter()
            .map(|letter| Letter {
                character: letter.character,
                field: letter.origin.field,
                place: letter.origin.span.map(|span| {
                    let (line, column) = texts.position(span.source, span.start);
                    let source = texts.sources().get(span.source);
                    (source.map(|source| source.name.clone()).unwrap_or_default(), line, column)
                }),
            })
            .collect(),
    };
    let languages = document.languages().map(|language| {
        let faces = profile.faces_used(&document, language);
        (language, faces.into_iter().map(used).collect())
    });
    Ok(Some(Looked { name: input.name(), languages: languages.collect() }))
}
