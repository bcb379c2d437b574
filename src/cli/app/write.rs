//! How a verb changes the box office: under a key, tried only or for good, alone or as a part of something larger.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::App;
use crate::domain::{Code, Error, Name, Result};
use crate::office::{Done, Office, Parts, Request, Snapshot, Transaction};

impl App {
    /// Looks at what is to be changed, to show it and to ask, unless `--key` was used before.
    ///
    /// A repetition only shows its answer again, and what it was about may be gone or bear another name by now.
    pub(crate) fn unless_repeated<T>(
        &self,
        look: impl FnOnce(&Snapshot<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.read(|snapshot| match &self.globals.key {
            Some(key) if Office::has_key(snapshot, key.as_str())? => Ok(None),
            _ => look(snapshot).map(Some),
        })
    }

    /// Whether something was done under this key before.
    pub(crate) fn is_known(&self, key: &str) -> Result<bool> {
        self.read(|snapshot| Office::has_key(snapshot, key))
    }

    /// Changes things: `act` in one transaction, then `show` makes the answer from what `act` noted.
    ///
    /// `verb` and `arguments` are the request that `--key` remembers. Where the change can take the name of what it
    /// is about away, the request holds that name as typed, and `act` resolves it.
    pub(crate) fn write<R: Serialize + DeserializeOwned, T>(
        &self,
        verb: &'static str,
        arguments: &impl Serialize,
        act: impl FnOnce(&Transaction<'_>) -> Result<R>,
        show: impl FnOnce(&Snapshot<'_>, &R) -> Result<T>,
    ) -> Result<Done<T>> {
        let key = self.globals.key.as_ref().map(|key| key.as_str().to_owned());
        self.write_under(key, verb, arguments, act, show)
    }

    /// Takes the key of a run over many things for this run alone: another run under it is refused.
    pub(crate) fn claim_key(&self, verb: &'static str, arguments: &impl Serialize) -> Result<()> {
        if self.globals.key.is_some() && !self.globals.dry_run {
            self.write(verb, arguments, |_| Ok(()), |_, ()| Ok(()))?;
        }
        Ok(())
    }

    /// Changes one of many things, under a key of its own, so that running it again goes on where it stopped.
    pub(crate) fn write_one<R: Serialize + DeserializeOwned, T>(
        &self,
        item: &str,
        verb: &'static str,
        arguments: &impl Serialize,
        act: impl FnOnce(&Transaction<'_>) -> Result<R>,
        show: impl FnOnce(&Snapshot<'_>, &R) -> Result<T>,
    ) -> Result<Done<T>> {
        let key = self
            .globals
            .key
            .as_ref()
            .map(|key| format!("{}/{item}", key.as_str()));
        self.write_under(key, verb, arguments, act, show)
    }

    /// Changes something under this key.
    pub(crate) fn write_under<R: Serialize + DeserializeOwned, T>(
        &self,
        key: Option<String>,
        verb: &'static str,
        arguments: &impl Serialize,
        act: impl FnOnce(&Transaction<'_>) -> Result<R>,
        show: impl FnOnce(&Snapshot<'_>, &R) -> Result<T>,
    ) -> Result<Done<T>> {
        let request = Request::new(verb, arguments)?
            .with_key(key)
            .dry_run(self.globals.dry_run);
        let done = self.office()?.write(&request, act, show)?;
        self.note_written(done.dry_run);
        Ok(done)
    }

    /// Makes many changes in one transaction, or only tries them.
    pub(crate) fn together<T, E: From<Error>>(
        &self,
        parts: Parts,
        act: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let value = self.office()?.together(parts, self.globals.dry_run, act)?;
        self.note_written(self.globals.dry_run);
        Ok(value)
    }

    /// Whether this is a part of something that may yet be taken back as a whole.
    pub(crate) fn is_part(&self) -> Result<bool> {
        Ok(self.office()?.is_together())
    }

    /// Refuses `flag`, which writes a file, where everything may yet be taken back: the file would stay.
    pub(crate) fn must_be_kept(&self, flag: &str) -> Result<()> {
        if !self.is_part()? {
            return Ok(());
        }
        let message = format!("`{flag}`: a batch that is taken back as a whole writes no files");
        Err(Error::new(Code::Usage, message)
            .hint("leave out `--atomic`, or run the line by itself"))
    }

    /// Says in a sentence what a write did, or that it wrote nothing.
    pub(crate) fn done<T>(&self, done: &Done<T>, sentence: impl FnOnce(&T) -> String) {
        if done.dry_run {
            self.printer
                .notice("dry_run", "Dry run: nothing was written.");
        } else if done.repeated {
            let key = self.globals.key.as_ref().map_or("", |key| key.as_str());
            let sentence = format!("Already done under key `{key}`: this is the same answer.");
            self.printer.notice("repeated", &sentence);
        } else {
            self.printer.status(&sentence(&done.value));
        }
    }

    /// Refuses `--dry-run` and `--key` for a verb that changes no open office.
    pub(crate) fn must_be_plain(&self, verb: &str) -> Result<()> {
        if self.globals.dry_run || self.globals.key.is_some() {
            return Err(Error::new(
                Code::Usage,
                format!("`{verb}` takes neither `--dry-run` nor `--key`"),
            ));
        }
        Ok(())
    }

    /// Whether this run rolls back what it does.
    pub(crate) const fn is_dry_run(&self) -> bool {
        self.globals.dry_run
    }

    /// The key of this run.
    pub(crate) const fn key(&self) -> Option<&Name> {
        self.globals.key.as_ref()
    }

    /// Takes over from a line of this batch whether it changed the box office.
    pub(crate) fn join(&self, line: &Self) {
        if line.has_written() {
            self.written.set(true);
        }
    }

    /// Whether the box office was changed by now.
    pub(crate) const fn has_written(&self) -> bool {
        self.written.get()
    }

    /// Says that the box office was changed, unless that was only tried or may yet be taken back.
    fn note_written(&self, dry_run: bool) {
        let is_part = self.office.get().is_some_and(|office| office.is_together());
        if !dry_run && !is_part {
            self.written.set(true);
        }
    }
}
