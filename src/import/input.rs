//! A file as records, whatever it is made of.

use std::io::{self, Read};

use super::columns::Columns;
use super::delimiter::{self, sniff};
use super::format::{Form, Format, Shape, is_linked};
use super::held::{REASON, must_be_mended};
use super::table::{Record, Visit};
use super::text::{self, Script};
use super::{Remark, Source, Watch, csv, events, json, lists, ndjson};
use crate::domain::{Code, Error, Result};

/// How much of a text is looked at to know what it is made of.
const HEAD: u64 = 64 * 1024;

/// The text of a file that lies somewhere in some encoding.
#[derive(Clone, Copy)]
pub(super) struct Input<'t> {
    pub(super) source: &'t Source,
    pub(super) script: &'t Script,
}

impl Input<'_> {
    fn open<'w>(&'w self, watch: Watch<'w>) -> Box<dyn Read + 'w> {
        text::decode(self.source.bytes(watch), self.script)
    }

    /// How the text begins, and whether that is all of it.
    fn head(&self) -> Result<(String, bool)> {
        let mut head = Vec::new();
        let mut watch = |_| Ok(());
        let read = self.open(&mut watch).take(HEAD).read_to_end(&mut head);
        let read = read.map_err(|error| self.source.failure(error))?;
        let is_whole = u64::try_from(read).unwrap_or(HEAD) < HEAD;
        Ok((String::from_utf8_lossy(&head).into_owned(), is_whole))
    }

    /// How the records are told apart: as it was said, else as the name says, else as the text begins.
    pub(super) fn shape(
        &self,
        form: &Form,
        is_known: impl Fn(&str) -> bool,
    ) -> Result<(Shape, Option<Remark>)> {
        let (head, is_whole) = self.head()?;
        match format(form, self.source.name(), &head, is_whole)? {
            Format::Csv => {
                let Some(delimiter) = form.delimiter else {
                    let (marks, remark) = sniff(&head, is_whole, is_known);
                    return Ok((Shape::Csv(marks), remark));
                };
                let marks = csv::Marks {
                    delimiter: delimiter.0,
                    are_told: delimiter::told(&head).is_some(),
                };
                Ok((Shape::Csv(marks), None))
            }
            Format::Ndjson => Ok((Shape::Ndjson, None)),
            Format::JsonLd => {
                let mut watch = |_| Ok(());
                let mut text = self.open(&mut watch).take(events::LARGEST_WHOLE + 1);
                let size = io::copy(&mut text, &mut io::sink());
                let size = size.map_err(|error| self.source.failure(error))?;
                let is_held = size <= events::LARGEST_WHOLE;
                Ok((Shape::JsonLd { is_held }, None))
            }
            Format::Json => {
                let (path, remark) = match &form.rows {
                    Some(path) => (path.clone(), None),
                    None => lists::only(self.open(&mut |_| Ok(())))?,
                };
                Ok((Shape::Json(path), remark))
            }
        }
    }

    /// The columns, and how many records stand under them.
    pub(super) fn header(&self, shape: &Shape, watch: Watch<'_>) -> Result<(Columns, u64)> {
        let mut columns = match shape {
            Shape::Csv(marks) => {
                let (line, names) = csv::header(self.open(&mut |_| Ok(())), *marks)?;
                Columns::under(line, &names)
            }
            _ => Columns::default(),
        };
        let mut rows = 0;
        self.records(shape, &mut columns, watch, &mut |_| {
            rows += 1;
            Ok(())
        })?;
        Ok((columns, rows))
    }

    /// Visits the records from the first on; those of JSON may bring columns.
    pub(super) fn records(
        &self,
        shape: &Shape,
        columns: &mut Columns,
        watch: Watch<'_>,
        visit: Visit<'_>,
    ) -> Result<()> {
        let text = self.open(watch);
        let reason = columns.names().iter().position(|name| name == REASON);
        let visit: Visit<'_> = &mut |mut record: Record| {
            let reason = reason.and_then(|at| record.cells.get(at));
            if let Some(held) = reason.and_then(|reason| must_be_mended(reason).err()) {
                record.wrong = Some(held);
            }
            let is_broken = |cell: &String| self.script.is_broken && cell.contains('\u{fffd}');
            if record.wrong.is_none() && record.cells.iter().any(is_broken) {
                record.wrong = Some(Error::new(Code::InvalidValue, "the row is not in UTF-8"));
            }
            visit(record)
        };
        match shape {
            Shape::Csv(marks) => csv::each(text, *marks, visit),
            Shape::Ndjson => ndjson::each(text, columns, |error| self.source.failure(error), visit),
            Shape::Json(path) => json::each(text, path, columns, visit),
            Shape::JsonLd { is_held } => events::each(text, *is_held, columns, visit),
        }?;
        self.source.must_be_unchanged()
    }
}

/// The format of a file, which has to go with what else was said of its form.
fn format(form: &Form, name: &str, head: &str, is_whole: bool) -> Result<Format> {
    let looks = || match Format::of_name(name).unwrap_or_else(|| Format::of_text(head, is_whole)) {
        Format::Json if is_linked(head) && form.rows.is_none() => Format::JsonLd,
        format => format,
    };
    let by_delimiter = form.delimiter.map(|_| Format::Csv);
    let found = form.format.or(by_delimiter).unwrap_or_else(looks);
    let clash = |flag: &str, what: &str| {
        let message = format!("`{flag}` is for {what}");
        Err(Error::new(Code::Usage, message))
    };
    if form.delimiter.is_some() && found != Format::Csv {
        return clash("--delimiter", "CSV");
    }
    if form.rows.is_some() && found != Format::Json {
        return clash("--rows", "a list in a JSON document");
    }
    Ok(found)
}
