//! A small service: post a YAML file, get a PDF or a Word file.
//!
//! Run it with `cargo run --bin serve`, then
//! `curl --data-binary @examples/doc-16229.yaml http://127.0.0.1:8080/render/en/pdf -o doc-16229.pdf`.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use undersigned::{Format, Language, Profile, Severity};

/// What all requests share.
struct Workshop {
    profile: Profile,
    pdf: undersigned_pdf::Renderer,
    docx: undersigned_docx::Renderer,
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let profile = Profile::builtin();
    let workshop = Workshop {
        pdf: undersigned_pdf::Renderer::new(&profile)?,
        docx: undersigned_docx::Renderer::new(&profile)?,
        profile,
    };
    let service =
        Router::new().route("/render/{language}/{format}", post(render)).with_state(Arc::new(workshop));
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    axum::serve(listener, service).await?;
    Ok(())
}

async fn render(
    State(workshop): State<Arc<Workshop>>,
    Path((language, format)): Path<(String, String)>,
    input: Bytes,
) -> Response {
    // Typesetting is work for a processor: it must not hold up the other requests.
    let work = move || workshop.render(&language, &format, &input);
    match tokio::task::spawn_blocking(work).await {
        Ok(response) => response,
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "the rendering was stopped").into_response(),
    }
}

impl Workshop {
    fn render(&self, language: &str, format: &str, input: &[u8]) -> Response {
        let Ok(language) = language.parse::<Language>() else {
            return (StatusCode::NOT_FOUND, "the languages are en and fr").into_response();
        };
        let resolved = self
            .profile
            .read("input", input, Format::Yaml)
            .and_then(|document| self.profile.resolve(&document, language));
        let sheet = match resolved {
            Ok(sheet) => sheet,
            // One line for each fault, with its place in the posted text; advice is for those who ask for it.
            Err(mut faults) => {
                faults.retain(|finding| finding.severity == Severity::Error);
                return (StatusCode::UNPROCESSABLE_ENTITY, faults.to_string()).into_response();
            }
        };
        let (kind, rendered) = match format {
            "pdf" => ("application/pdf", self.pdf.render(&sheet).map_err(|error| error.to_string())),
            "docx" => (DOCX, self.docx.render(&sheet).map_err(|error| error.to_string())),
            _ => return (StatusCode::NOT_FOUND, "the formats are pdf and docx").into_response(),
        };
        match rendered {
            Ok(bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
            Err(message) => (StatusCode::UNPROCESSABLE_ENTITY, message).into_response(),
        }
    }
}
