//! Many records written one at a time, so that memory does not grow with them.

use std::fs::File;
use std::io::{self, Write};

use serde::Serialize;

use super::stream::Stream;
use super::{Result, calendar, csv, json};
use crate::view::{CalendarView, View};

/// So many bytes are written at once.
const PORTION: usize = 64 * 1024;

/// The form of many records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Only what people type to name each, a line each.
    References,
    /// Comma-separated values with a header.
    Csv,
    /// One JSON array.
    Json,
    /// One JSON array, as the last value of the object that is begun here.
    JsonWithin(String),
    /// One JSON object a line.
    Ndjson,
    /// An iCalendar file of this name.
    Calendar(String),
}

/// Where records go, and what is still to be written of them.
pub struct Feed<'s> {
    sink: Sink<'s>,
    form: Form,
    waiting: Vec<u8>,
    records: u64,
}

enum Sink<'s> {
    Answer(&'s Stream),
    File(File),
}

impl<'s> Feed<'s> {
    pub(super) const fn to_answer(stream: &'s Stream, form: Form) -> Self {
        Self::to(Sink::Answer(stream), form)
    }

    /// A feed into a file.
    #[must_use]
    pub const fn to_file(file: File, form: Form) -> Self {
        Self::to(Sink::File(file), form)
    }

    const fn to(sink: Sink<'s>, form: Form) -> Self {
        Self {
            sink,
            form,
            waiting: Vec::new(),
            records: 0,
        }
    }

    /// Begins a file of views: a header even where no view follows.
    pub fn begin<V: View>(&mut self) -> Result<()> {
        let head = match &self.form {
            Form::Csv => csv::header::<V>().map_err(io::Error::from)?,
            Form::Calendar(name) => calendar::head(name).into_bytes(),
            Form::JsonWithin(object) => object.clone().into_bytes(),
            Form::References | Form::Json | Form::Ndjson => Vec::new(),
        };
        self.add(&head)
    }

    /// Adds a record with all its rows.
    pub fn record(&mut self, view: &impl View) -> Result<()> {
        match &self.form {
            Form::Csv => {
                let rows = csv::of_one(view).map_err(io::Error::from)?;
                self.records += 1;
                self.add(&rows)
            }
            _ => self.json(&view.reference(), view, |text| text),
        }
    }

    /// Adds a JSON document that may stand in a web page, where `<` would begin a tag.
    pub fn document(&mut self, reference: &str, document: &impl Serialize) -> Result<()> {
        self.json(reference, document, |text| text.replace('<', "\\u003c"))
    }

    /// Adds an entry of a calendar.
    pub fn entry(&mut self, view: &CalendarView) -> Result<()> {
        let text = match &self.form {
            Form::Calendar(_) => calendar::entry(view)?,
            _ => json::reference(&view.concert),
        };
        self.records += 1;
        self.add(text.as_bytes())
    }

    /// Ends it, and says how many records there were.
    pub fn end(mut self) -> Result<u64> {
        let tail = match (&self.form, self.records) {
            (Form::Json, 0) => "[]\n",
            (Form::Json, _) => "\n]\n",
            (Form::JsonWithin(_), 0) => "[]\n}\n",
            (Form::JsonWithin(_), _) => "\n  ]\n}\n",
            (Form::Calendar(_), _) => calendar::TAIL,
            _ => "",
        };
        self.waiting.extend_from_slice(tail.as_bytes());
        self.flush()?;
        if let Sink::File(file) = &self.sink {
            file.sync_all()?;
        }
        Ok(self.records)
    }

    fn json(
        &mut self,
        reference: &str,
        value: &impl Serialize,
        escape: impl Fn(String) -> String,
    ) -> Result<()> {
        let text = match &self.form {
            Form::Json => {
                let open = if self.records == 0 { "[" } else { "," };
                let element = json::element(value).map_err(io::Error::from)?;
                format!("{open}\n{}", escape(element))
            }
            Form::JsonWithin(_) => {
                let open = if self.records == 0 { "[" } else { "," };
                let element = json::element(value).map_err(io::Error::from)?;
                format!("{open}\n  {}", escape(element).replace('\n', "\n  "))
            }
            Form::Ndjson => escape(json::line(value).map_err(io::Error::from)?),
            _ => json::reference(reference),
        };
        self.records += 1;
        self.add(text.as_bytes())
    }

    fn add(&mut self, bytes: &[u8]) -> Result<()> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() < PORTION {
            return Ok(());
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<()> {
        match &mut self.sink {
            Sink::Answer(stream) => stream.write(&self.waiting)?,
            Sink::File(file) => file.write_all(&self.waiting)?,
        }
        self.waiting.clear();
        Ok(())
    }
}
