//! Orders that were made before in other words than their rows have by now: mended in rejects, in the list or in both.

use super::{Import, VERB};
use crate::cli::app::App;
use crate::cli::import::{RefusedArgs, most};
use crate::desk::order_import::{ListedKey, made_in_other_words, made_in_these_words};
use crate::desk::sale::Sold;
use crate::domain::{OrderBrief, OrderCode, Result};
use crate::import::{OrderDraft, Refusal};
use crate::office::Done;

/// The word that scripts know the warning by.
const WARNING: &str = "made_otherwise";

/// The rows whose orders were made before in other words, to be warned of.
pub(super) struct Otherwise {
    is_strict: bool,
    most: usize,
    /// The first of them, as many as are told.
    told: Vec<Refusal>,
    found: usize,
}

impl Otherwise {
    /// None yet.
    pub(super) fn new(app: &App, args: &RefusedArgs) -> Self {
        Self {
            is_strict: args.strict,
            most: most(app),
            told: Vec::new(),
            found: 0,
        }
    }

    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        self.told.clear();
        self.found = 0;
    }

    /// Warns of them.
    pub(super) fn tell(&self, app: &App, file: &str) {
        for row in &self.told {
            let message = format!("{file}:{}: {}", row.line, row.reason());
            app.printer.warning(WARNING, &message);
        }
        let more = self.found - self.told.len();
        if 0 < more {
            let message = format!("{file}: and {more} more such rows");
            app.printer.warning(WARNING, &message);
        }
    }

    fn add(&mut self, row: Refusal) {
        self.found += 1;
        if self.told.len() < self.most {
            self.told.push(row);
        }
    }
}

impl Import<'_> {
    /// The order of a refused row of a list, if it was made before in other words: the row is warned of, and is no more
    /// in the way of the others. A strict import refuses it for that.
    pub(super) fn made_otherwise(
        &mut self,
        draft: &mut OrderDraft,
        line: u64,
        key: &ListedKey,
    ) -> Result<Option<Done<OrderBrief>>> {
        let Some(brief) = self.app.read(|snapshot| key.made_otherwise(snapshot))? else {
            return Ok(None);
        };
        let row = Refusal::of_row(line, made_in_other_words(self.code(&brief)));
        if self.otherwise.is_strict {
            draft.refusals = vec![row];
            return Ok(None);
        }
        self.otherwise.add(row);
        Ok(Some(Done {
            value: brief,
            repeated: true,
            dry_run: self.app.is_dry_run(),
        }))
    }

    /// Refuses a mended row of rejects that was not made itself, and whose words were made already.
    pub(super) fn must_not_be_made(
        &self,
        draft: &OrderDraft,
        key: &ListedKey,
    ) -> std::result::Result<(), Refusal> {
        if key.of_mended().is_none() {
            return Ok(());
        }
        let line = draft.line_of(None, None);
        let before = self.app.read(|snapshot| key.made_as_mended(snapshot));
        let before = before.map_err(|error| Refusal::of_row(line, error))?;
        before.map_or(Ok(()), |brief| {
            let error = made_in_these_words(self.code(&brief));
            Err(Refusal::of_row(line, error))
        })
    }

    /// Remembers an order of mended rejects as that of the mended list, too, in the transaction that makes it.
    pub(super) fn known_as_mended(
        &self,
        draft: &OrderDraft,
        key: &ListedKey,
        done: Done<(OrderBrief, Sold)>,
    ) -> std::result::Result<Done<OrderBrief>, Refusal> {
        let sold = done.value.1;
        if let Some(key) = key.of_mended().filter(|_| !done.repeated) {
            self.app
                .write_under(
                    Some(key.to_owned()),
                    VERB,
                    &draft.row,
                    |_| Ok(sold),
                    |_, _| Ok(()),
                )
                .map_err(|error| Refusal::of_row(draft.line_of(None, None), error))?;
        }
        Ok(done.map(|(brief, _)| brief))
    }

    /// The code of an order, unless it may have been made by a dry run.
    fn code<'b>(&self, brief: &'b OrderBrief) -> Option<&'b OrderCode> {
        (!self.app.is_dry_run()).then_some(&brief.code)
    }
}
