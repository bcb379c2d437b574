//! The printer: one method for each kind of thing there is to say.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, IsTerminal};

use console::Term;

use super::stream::{Kept, Stream};
use super::style::{Paint, Role};
use super::table::{self, Look};
use super::{Feed, Form, Format, Held, Progress, Result, Settings, Voice, csv, json, status};
use crate::domain;
use crate::view::View;

/// Below this a terminal's width is a mistake, not a wish.
const NARROWEST_TERMINAL: u16 = 40;

/// Says everything the program says: answers on stdout, everything about them on stderr.
pub struct Printer {
    settings: Settings,
    width: Option<u16>,
    out: Stream,
    err: Stream,
}

impl Printer {
    /// A printer on the streams of this process.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let width = Term::stdout().size_checked().map(|(_, columns)| columns);
        Self {
            width: width.filter(|&columns| out.is_terminal() && columns >= NARROWEST_TERMINAL),
            out: Stream::new(out.is_terminal(), out),
            err: Stream::new(err.is_terminal(), err),
            settings,
        }
    }

    /// A printer whose two streams are kept: answers, and what is said about them.
    #[must_use]
    pub fn kept(settings: Settings) -> (Self, Kept, Kept) {
        let (out, err) = (Kept::default(), Kept::default());
        let printer = Self {
            width: None,
            out: Stream::new(false, out.clone()),
            err: Stream::new(false, err.clone()),
            settings,
        };
        (printer, out, err)
    }

    /// The form of the answers.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.settings.format
    }

    /// Whether an answer over many things can be given a line at a time, as each is done.
    #[must_use]
    pub fn answers_by_line(&self) -> bool {
        self.is_quiet() || self.settings.format == Format::Ndjson
    }

    /// Whether only references are printed.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.settings.voice == Voice::Quiet
    }

    /// Answers with one record.
    pub fn answer(&self, view: &impl View) -> Result<()> {
        if self.is_quiet() {
            return self.out(reference(view).as_bytes());
        }
        match self.settings.format {
            Format::Table => self.out(table::record(view, self.look()).as_bytes()),
            Format::Json => self.out(self.document(view)?.as_bytes()),
            Format::Ndjson => self.out(json::line(view).map_err(io::Error::from)?.as_bytes()),
            Format::Csv => {
                self.out(&csv::rows(std::slice::from_ref(view)).map_err(io::Error::from)?)
            }
        }
    }

    /// Answers with a list, which shows `views` of `total` there are.
    pub fn list<V: View>(&self, views: &[V], total: i64) -> Result<()> {
        if self.is_quiet() {
            let references: String = views.iter().map(reference).collect();
            return self.out(references.as_bytes());
        }
        match self.settings.format {
            Format::Table if views.is_empty() => self.status(&format!("No {}.", V::PLURAL)),
            Format::Table => self.out(table::list(views, self.look()).as_bytes())?,
            Format::Json => self.out(self.document(views)?.as_bytes())?,
            Format::Ndjson => self.out(json::lines(views).map_err(io::Error::from)?.as_bytes())?,
            Format::Csv => self.out(&csv::rows(views).map_err(io::Error::from)?)?,
        }
        if i64::try_from(views.len()).is_ok_and(|shown| shown < total) {
            self.status(&format!("Showing {} of {total}. Use --all.", views.len()));
        }
        Ok(())
    }

    /// Answers with a list that is one part of an answer: in JSON it stands under `key`.
    pub fn part<V: View>(&self, key: &'static str, views: &[V]) -> Result<()> {
        if self.settings.format != Format::Json || self.is_quiet() {
            return self.list(views, 0);
        }
        let document = self.document(&BTreeMap::from([(key, views)]))?;
        self.out(document.as_bytes())
    }

    /// Answers with one of many things that are told a line of JSON each, whatever the format is.
    pub fn line(&self, view: &impl serde::Serialize) -> Result<()> {
        self.out(json::line(view).map_err(io::Error::from)?.as_bytes())
    }

    /// Answers with many records, one at a time.
    #[must_use]
    pub fn feed(&self, form: Form) -> Feed<'_> {
        let form = if self.is_quiet() {
            Form::References
        } else {
            form
        };
        Feed::to_answer(&self.out, form)
    }

    /// Answers with a record and with many more that belong to it, one at a time: in JSON they are its last value, in
    /// lines of JSON they follow it, and in CSV they stand alone, as a file has one header.
    pub fn feed_with<V: View>(&self, view: &impl View, key: &str) -> Result<Feed<'_>> {
        let form = match self.settings.format {
            Format::Json => Form::JsonWithin(json::open(view, key).map_err(io::Error::from)?),
            Format::Csv => Form::Csv,
            Format::Table | Format::Ndjson => {
                self.answer(view)?;
                Form::Ndjson
            }
        };
        let mut feed = self.feed(form);
        feed.begin::<V>()?;
        Ok(feed)
    }

    /// Whether somebody reads the answer at a terminal.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.out.is_terminal
    }

    /// Answers with text of the program's own, as it is.
    pub fn raw(&self, text: &str) -> Result<()> {
        self.out(text.as_bytes())
    }

    /// Says in a sentence what was done. Only people hear it.
    pub fn status(&self, sentence: &str) {
        if self.speaks_to_people() {
            self.err(&status::plain(sentence));
        }
    }

    /// Names the next step, with a command to paste. Only people hear it.
    pub fn hint(&self, hint: &str) {
        if self.speaks_to_people() {
            self.err(&status::labelled(
                Role::Hint,
                "hint",
                hint,
                self.paint_err(),
            ));
        }
    }

    /// Says what has to be known about the answer, always.
    pub fn warning(&self, code: &str, message: &str) {
        if self.settings.format.is_json() {
            self.err_line(&json::Warning::new(code, message));
        } else {
            self.err(&status::labelled(
                Role::Warning,
                "warning",
                message,
                self.paint_err(),
            ));
        }
    }

    /// Says what marks the answer: to people as status, to scripts as a warning.
    pub fn notice(&self, code: &str, sentence: &str) {
        if self.settings.format.is_json() {
            self.err_line(&json::Warning::new(code, sentence));
        } else {
            self.status(sentence);
        }
    }

    /// Says what a list comes to: to people as a sentence, to scripts as an object beside it.
    pub fn sums(&self, view: &impl serde::Serialize, sentence: &str) {
        if self.settings.format.is_json() {
            self.err_line(&json::Notice { notice: view });
        } else {
            self.status(sentence);
        }
    }

    /// Says what happens underneath, under `--verbose`.
    pub fn detail(&self, text: &str) {
        if self.settings.voice != Voice::Verbose {
            return;
        }
        if self.settings.format.is_json() {
            self.err_line(&json::Warning::new("detail", text));
        } else {
            self.err(&self.paint_err().text(Role::Detail, &status::plain(text)));
        }
    }

    /// Says what failed: one error, its hints, and in JSON exactly one line.
    pub fn failure(&self, error: &domain::Error) {
        if self.settings.format.is_json() {
            self.err_line(&json::Failure::from(error));
        } else {
            self.err(&status::failure(error, self.paint_err()));
        }
    }

    /// Prints help that was asked for by nobody: on stderr, as it is.
    pub fn raw_error(&self, text: &str) {
        self.err(text);
    }

    /// Shows progress, if somebody is watching, while Ctrl-C is held.
    #[must_use]
    pub fn progress(&self, held: Held) -> Progress {
        Progress::new(held, self.err.is_terminal && self.speaks_to_people())
    }

    /// Whether answers are JSON, and errors with them.
    #[must_use]
    pub fn speaks_json(&self) -> bool {
        self.settings.format.is_json()
    }

    /// Whether stdout takes colour.
    #[must_use]
    pub fn colors_answers(&self) -> bool {
        self.look().paint.0
    }

    /// Whether stderr takes colour.
    #[must_use]
    pub fn colors_errors(&self) -> bool {
        self.paint_err().0
    }

    fn speaks_to_people(&self) -> bool {
        self.settings.format == Format::Table && !self.is_quiet()
    }

    fn document(&self, value: &(impl serde::Serialize + ?Sized)) -> Result<String> {
        let text = if self.settings.one_line {
            json::line(value)
        } else {
            json::document(value)
        };
        Ok(text.map_err(io::Error::from)?)
    }

    fn look(&self) -> Look {
        let paint = self.settings.color.paint(self.out.is_terminal);
        Look {
            width: self.width,
            utc: self.settings.utc,
            paint,
        }
    }

    fn paint_err(&self) -> Paint {
        self.settings.color.paint(self.err.is_terminal)
    }

    fn out(&self, bytes: &[u8]) -> Result<()> {
        Ok(self.out.write(bytes)?)
    }

    /// Writes to stderr; when that fails there is nowhere left to say so.
    fn err(&self, text: &str) {
        let _nowhere_to_say = self.err.write(text.as_bytes());
    }

    fn err_line(&self, value: &impl serde::Serialize) {
        if let Ok(line) = json::line(value) {
            self.err(&line);
        }
    }
}

impl fmt::Debug for Printer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Printer")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

fn reference(view: &impl View) -> String {
    json::reference(&view.reference())
}
