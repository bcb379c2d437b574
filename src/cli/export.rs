//! Where an export goes: stdout, or a new file; one record at a time, while the box office is read.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::app::App;
use super::files;
use crate::domain::{Code, Error, Result, count};
use crate::office::Snapshot;
use crate::output::{self, Feed, Form, Format, Progress, Unwritten};
use crate::view::ExportedView;

/// Where an export goes.
#[derive(Debug, Args)]
pub(crate) struct Target {
    /// Write to this new file, which only its owner can read; `-` is stdout
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// An export that is being written.
pub(crate) struct Export<'a> {
    app: &'a App,
    feed: Feed<'a>,
    file: Option<PathBuf>,
    progress: Option<Progress>,
    unwritten: Option<Unwritten>,
}

/// The form that `--format` asks for; a table is none for other programs.
pub(crate) fn rows(app: &App) -> Result<Form> {
    Ok(match app.printer.format() {
        Format::Table if app.asked_format().is_some() => {
            let error = Error::new(Code::Usage, "`--format table`: an export is no table");
            return Err(error.hint("--format csv, json or ndjson; without `--format` it is CSV"));
        }
        Format::Table | Format::Csv => Form::Csv,
        Format::Json => Form::Json,
        Format::Ndjson => Form::Ndjson,
    })
}

/// Writes what `look` adds, all from one snapshot. `noun` is what a record is called.
pub(crate) fn write<'a>(
    app: &'a App,
    target: &Target,
    form: Form,
    noun: &str,
    look: impl FnOnce(&Snapshot<'_>, &mut Export<'a>) -> Result<()>,
) -> anyhow::Result<()> {
    let mut export = target.open(app, form)?;
    let read = app.read(|snapshot| look(snapshot, &mut export));
    export.end(read, noun)
}

impl Target {
    /// Whether what is written is read by somebody at a terminal at once.
    pub(crate) fn is_watched(&self, app: &App) -> bool {
        self.file().is_none() && app.printer.is_watched()
    }

    /// Begins to write in this form; a file is made, and never one written over.
    fn open<'a>(&self, app: &'a App, form: Form) -> Result<Export<'a>> {
        let file = self.file();
        let feed = match &file {
            Some(file) => {
                app.must_be_plain("--out")?;
                app.must_be_kept("--out")?;
                files::must_not_belong_to_office(file, &app.path()?, "--out")?;
                Feed::to_file(files::create(file, "--out")?, form)
            }
            None => app.printer.feed(form),
        };
        let progress = file.is_some().then(|| app.progress()).transpose()?;
        Ok(Export {
            app,
            feed,
            file,
            progress,
            unwritten: None,
        })
    }

    /// The file, if it is not stdout.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.out.clone().filter(|out| !files::is_stream(out))
    }
}

impl<'a> Export<'a> {
    /// Says how many records there will be, at most.
    pub(crate) fn announce(&mut self, records: i64) {
        if let Some(progress) = &mut self.progress {
            progress.phase("Writing", u64::try_from(records).unwrap_or_default());
        }
    }

    /// Writes a record. Ctrl-C ends a file before it, and so half a file is none.
    pub(crate) fn record(
        &mut self,
        write: impl FnOnce(&mut Feed<'a>) -> output::Result<()>,
    ) -> Result<()> {
        if let Some(progress) = &mut self.progress {
            progress.advance(1)?;
        }
        self.add(write)
    }

    /// Writes something of it. An error ends the reading, and [`Self::end`] tells it as it was.
    pub(crate) fn add(
        &mut self,
        write: impl FnOnce(&mut Feed<'a>) -> output::Result<()>,
    ) -> Result<()> {
        write(&mut self.feed).map_err(|unwritten| {
            let error = Error::new(Code::Failed, unwritten.to_string());
            self.unwritten = Some(unwritten);
            error
        })
    }

    /// Ends it, after all was read or reading failed; half a file is none.
    fn end(self, read: Result<()>, noun: &str) -> anyhow::Result<()> {
        let Self {
            app,
            feed,
            file,
            unwritten,
            ..
        } = self;
        let ended = match (unwritten, read) {
            (Some(unwritten), _) => Err(unwritten),
            (None, Err(error)) => {
                discard(file);
                return Err(error.into());
            }
            (None, Ok(())) => feed.end(),
        };
        let Some(file) = file else {
            if ended? == 0 {
                app.printer.status(&format!("No {noun}s."));
            }
            return Ok(());
        };
        let shown = file.display().to_string();
        match ended {
            Ok(records) => {
                let counted = count(i64::try_from(records).unwrap_or(i64::MAX), noun);
                app.printer
                    .status(&format!("{counted} written to `{shown}`."));
                Ok(app.printer.answer(&ExportedView {
                    file: shown,
                    records,
                })?)
            }
            Err(unwritten) => {
                discard(Some(file));
                let message = format!("`{shown}`: {unwritten}");
                Err(Error::new(Code::Failed, message).into())
            }
        }
    }
}

/// Removes half a file. One that cannot be removed either stands beside an error that says what failed.
fn discard(file: Option<PathBuf>) {
    let _ = file.map(fs::remove_file);
}
