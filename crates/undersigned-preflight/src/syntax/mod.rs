//! Reading the objects of a PDF. It is strict, as a preflight should be, and everything in it has a limit.

mod budget;
mod file;
mod filter;
pub(crate) mod lexer;
mod object;
mod xref;

pub(crate) use file::File;
pub(crate) use object::{Dictionary, Object, Stream, text};
