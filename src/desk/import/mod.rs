//! Concerts from a list: rows are gathered into concerts, held against the box office, and written.
//!
//! Nothing is written before every row has been looked at. Each concert is then written wholly or not at all, through
//! the same acts as single commands, so that every rule holds and what they refuse is told of its row. The list may be
//! larger than the memory: rows come one by one, and what they make together lies in a file until it is written.

mod apply;
mod artists;
mod calendar;
mod compare;
mod contradict;
mod difference;
mod directory;
mod draft;
mod gather;
mod keys;
mod known;
mod look;
mod moments;
mod natural;
mod near;
mod other_hour;
mod places;
mod plan;
mod plan_type;
mod planned;
mod problems;
mod relate;
mod settled;
mod spool;
mod stop;
mod tally;
mod told;
mod uncounted;
mod work;

use crate::db::Transaction;
use crate::domain::{ImportCounts, ImportDefaults, Oddities, Result, Unit};
use crate::import::ReadRow;
use directory::Directory;
use gather::Gatherer;
pub use planned::Planned;
pub use problems::Problems;
use tally::Tally;
use work::Work;

/// A list to be imported.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of whoever imports"
)]
pub struct Import<'i> {
    /// The command that the journal tells of.
    pub verb: &'i str,
    /// What stands for blank cells.
    pub defaults: &'i ImportDefaults,
    /// What the rows are counted by.
    pub unit: Unit,
    /// Whether rows that differ change what is there; otherwise they are refused.
    pub update: bool,
    /// Whether what looks like a mistake is refused.
    pub strict: bool,
    /// Whether rows are taken although others are refused; otherwise nothing is written once one is.
    pub keep_going: bool,
    /// Whether concerts with places taken may be cancelled or moved; otherwise their rows are refused.
    pub agreed: bool,
    /// Whether to keep what becomes of each row, which is then found out for all of them, refused ones or not.
    pub plan: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Imported {
    /// What became of the rows, those that could not be read among the refused.
    pub counts: ImportCounts,
    /// Why rows are refused, in the order of the file.
    pub problems: Problems,
    /// What is odd about rows that are taken.
    pub oddities: Oddities,
    /// Whether some rows are refused only because they differ from what is there.
    pub differs: bool,
    /// Whether some rows are refused only because nobody agreed to what they do to concerts with places taken.
    pub needs_yes: bool,
    /// What becomes of each row, if that was asked for.
    pub planned: Option<Planned>,
}

/// How far the work is.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// Something begins, told in a word, that takes so many steps.
    Begins(&'static str, usize),
    /// So many steps are done.
    Done(u64),
}

/// Takes every row that can be taken. `read` calls its visitor with each row of the list; `tell` is told how far the
/// work is, and can end it with an error.
///
/// The rows that cannot be taken are no error here: whoever calls decides whether the others may stay.
pub fn run(
    tx: &Transaction<'_>,
    import: Import<'_>,
    read: impl FnOnce(&mut dyn FnMut(ReadRow) -> Result<()>) -> Result<()>,
    mut tell: impl FnMut(Step) -> Result<()>,
) -> Result<Imported> {
    let mut directory = Directory::load(tx, import.defaults, import.unit)?;
    let mut tally = Tally::new(&import)?;
    let mut gatherer = Gatherer::new(&mut directory, &mut tally)?;
    read(&mut |row| gatherer.add(row))?;
    let drafts = gatherer.done();
    let mut work = Work::new(tx, import, directory, tally, drafts);
    work.decide(&mut tell)?;
    if import.keep_going || import.plan || !work.tally.has_refused() {
        work.write(&mut tell)?;
    }
    work.done()
}
