//! What a verb has at hand: the box office, the printer, the person.

mod write;

use std::cell::{Cell, OnceCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::cli::Config;
use crate::cli::args::Globals;
use crate::cli::files;
use crate::cli::prompt::Prompter;
use crate::domain::{Code, ConcertRef, Currency, Error, Name, Result, Zone};
use crate::office::{Office, Setting, Snapshot, Trace};
use crate::output::{Format, Interrupt, Kept, Printer, Progress, Settings};

/// One run of the program.
#[derive(Debug)]
pub(crate) struct App {
    /// Says everything.
    pub(crate) printer: Arc<Printer>,
    /// Asks, if somebody can be asked.
    pub(crate) prompter: Prompter,
    interrupt: Interrupt,
    globals: Globals,
    config: Config,
    office: OnceCell<Rc<Office>>,
    written: Cell<bool>,
    /// Whether it is a line of a batch, which may be reading stdin itself.
    is_line: bool,
}

impl App {
    /// A run with these options in this environment; nothing is opened yet.
    pub(crate) fn new(globals: Globals, config: Config) -> Result<Self> {
        let interrupt = Interrupt::default();
        Ok(Self {
            printer: Arc::new(Printer::new(globals.settings(&config)?)),
            prompter: Prompter::new(&globals, &config, interrupt.clone()),
            interrupt,
            globals,
            config,
            office: OnceCell::new(),
            written: Cell::new(false),
            is_line: false,
        })
    }

    /// One line of a batch: on the same box office, with what holds for all lines; its answers and warnings are kept.
    pub(crate) fn of_line(&self, globals: Globals, line: u64) -> Result<(Self, Kept, Kept)> {
        let globals = globals.of_line(&self.globals, line)?;
        let office = Rc::clone(self.opened()?);
        office.serve_as(self.operator(&globals)?);
        let settings = Settings {
            format: Format::Json,
            one_line: true,
            ..globals.settings(&self.config)?
        };
        let (printer, out, err) = Printer::kept(settings);
        let app = Self {
            printer: Arc::new(printer),
            prompter: Prompter::silent(globals.yes, self.interrupt.clone()),
            interrupt: self.interrupt.clone(),
            globals,
            config: self.config.clone(),
            office: OnceCell::from(office),
            written: Cell::new(false),
            is_line: true,
        };
        Ok((app, out, err))
    }

    /// The file of the box office: `--db`, `BOXOFFICE_DB`, or where data lies by custom.
    pub(crate) fn path(&self) -> Result<PathBuf> {
        self.globals
            .db
            .clone()
            .map_or_else(|| self.config.path(), Ok)
    }

    /// Who, at which hour of practice, with whom to speak while waiting.
    pub(crate) fn setting(&self) -> Result<Setting> {
        let operator = self.operator(&self.globals)?;
        let (waiting, tracing) = (Arc::clone(&self.printer), Arc::clone(&self.printer));
        Ok(Setting {
            operator,
            practice_now: self.config.now()?,
            on_wait: Box::new(move || waiting.status("Waiting: the box office is in use.")),
            trace: (self.globals.verbose > 0).then(|| Trace {
                filled: self.globals.verbose > 1,
                tell: Box::new(move |text| tracing.detail(text)),
            }),
        })
    }

    /// Whether somebody said who stands at the counter; otherwise it is whoever is logged in.
    pub(crate) const fn has_operator(&self) -> bool {
        self.globals.operator.is_some() || self.config.has_operator()
    }

    fn operator(&self, globals: &Globals) -> Result<Name> {
        let given = globals.operator.clone();
        given.map_or_else(|| self.config.operator(), Ok)
    }

    /// The box office, opened when it is first needed.
    pub(crate) fn office(&self) -> Result<&Office> {
        self.opened().map(AsRef::as_ref)
    }

    fn opened(&self) -> Result<&Rc<Office>> {
        if let Some(office) = self.office.get() {
            return Ok(office);
        }
        let office = Office::open(&self.path()?, self.setting()?)?;
        self.warn_of_practice(&office)?;
        if let Err(behind) = office.read(|snapshot| office.head_agrees(snapshot)) {
            self.printer.warning("behind", &behind.message);
        }
        Ok(self.office.get_or_init(|| Rc::new(office)))
    }

    /// The one currency of the office.
    pub(crate) fn currency(&self) -> Result<Currency> {
        Ok(self.office()?.profile().currency)
    }

    /// The zone of the office, in which days are counted where no venue says otherwise.
    pub(crate) fn zone(&self) -> Result<Zone> {
        Ok(self.office()?.profile().zone)
    }

    /// Looks things up in one snapshot.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> Result<T> {
        self.office()?.read(look)
    }

    /// Refuses a file that is stdin in a line of a batch.
    pub(crate) fn must_be_readable(&self, file: &Path) -> Result<()> {
        if self.is_line && files::is_stream(file) {
            return Err(no_stdin("-", "name a file"));
        }
        Ok(())
    }

    /// Names the command that usually comes next, unless this one only tried.
    pub(crate) fn next(&self, command: &str) {
        if !self.globals.dry_run {
            self.printer.hint(command);
        }
    }

    /// Begins long work: it shows how far it is, and until it is dropped Ctrl-C ends the work and not the process.
    pub(crate) fn progress(&self) -> Result<Progress> {
        Ok(self.printer.progress(self.interrupt.hold()?))
    }

    /// Goes on only after a yes; a dry run needs none.
    pub(crate) fn confirm(&self, question: &str) -> Result<()> {
        if self.globals.dry_run {
            Ok(())
        } else {
            self.prompter.confirm(question)
        }
    }

    /// Whether nobody has to be asked: all is agreed to, or nothing is written.
    pub(crate) const fn agrees(&self) -> bool {
        self.globals.dry_run || self.prompter.agrees()
    }

    /// The concert of items that name none, when no flag says so: `BOXOFFICE_CONCERT`.
    pub(crate) fn concert(&self) -> Result<Option<ConcertRef>> {
        self.config.concert()
    }

    /// The form that `--format` or `--json` asks for, if any.
    pub(crate) fn asked_format(&self) -> Option<Format> {
        self.globals.format()
    }

    /// Says that this is a practice office, and where its clock stands.
    pub(crate) fn warn_of_practice(&self, office: &Office) -> Result<()> {
        let now = self.config.now()?;
        match (office.profile().practice, now) {
            (true, Some(now)) => {
                let shown = office.profile().zone.show(now);
                let message = format!("practice office: its clock stands at {shown}");
                self.printer.warning("practice", &message);
            }
            (true, None) => self.printer.warning("practice", "practice office"),
            (false, Some(_)) => self.printer.warning(
                "now_ignored",
                "BOXOFFICE_NOW is obeyed by practice offices only; the clock is the real one",
            ),
            (false, None) => {}
        }
        Ok(())
    }
}

/// Why a line of a batch cannot have that word.
pub(crate) fn no_stdin(word: &str, instead: &str) -> Error {
    let message = format!("`{word}`: a line of a batch cannot read stdin");
    Error::new(Code::Usage, message).hint(instead)
}
