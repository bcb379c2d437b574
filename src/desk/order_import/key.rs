//! What an order of a list is known by, and whether it was made before: by that key, or in these words under another.

use super::brief;
use super::run_keys::{RunKeys, is_of_a_run, mended, remembered_as};
use crate::db::Snapshot;
use crate::desk::sale::Sold;
use crate::domain::{Code, Error, Name, OrderBrief, OrderCode, OrderField, Result};
use crate::import::{List, OrderDraft};
use crate::repository::request_key;

/// How a row makes one order more.
const ANOTHER: &str = "to make another order, give it a `key` of its own";

/// The keys of the orders of a list, under that of the run if it has one.
#[derive(Debug)]
pub struct ListedKeys {
    run: Option<Name>,
    numbers: RunKeys,
}

/// What an order of a list is known by.
#[derive(Debug)]
pub struct ListedKey {
    /// As the list has it, or as the run gave it.
    name: String,
    is_given: bool,
    remembered: String,
    of_mended: Option<String>,
}

impl ListedKeys {
    /// The keys of `list` in this `run`. Refuses a list where neither of them has any.
    pub fn of(list: &List<OrderField>, run: Option<&Name>) -> Result<Self> {
        if run.is_none() && !list.has(OrderField::Key) {
            return Err(needs_a_key());
        }
        Ok(Self {
            run: run.cloned(),
            numbers: RunKeys::default(),
        })
    }

    /// Goes back to the beginning of the list.
    pub fn begin_again(&mut self) {
        self.numbers = RunKeys::default();
    }

    /// The key of the next order; none where it cannot be read.
    pub fn next(&mut self, draft: &OrderDraft) -> Result<Option<ListedKey>> {
        let run = self.run.as_ref().map(Name::as_str);
        let own = draft.row.key.as_ref().map(Name::as_str);
        let (name, is_given) = match (own, run) {
            (None, _) if draft.has_unread_key => return Ok(None),
            (None, None) => return Err(needs_its_key()),
            (Some(own), None) if is_of_a_run(own) => return Err(needs_its_run(own)),
            (None, Some(_)) => (self.numbers.next(draft), true),
            (Some(own), _) => (own.to_owned(), false),
        };
        let of_mended = run.and(mended(draft));
        Ok(Some(ListedKey {
            remembered: remembered_as(run, &name),
            of_mended: of_mended.map(|of_mended| remembered_as(run, &of_mended)),
            name,
            is_given,
        }))
    }
}

impl ListedKey {
    /// The key that the run gave to an order without one.
    #[must_use]
    pub fn given(&self) -> Option<&str> {
        self.is_given.then_some(&self.name)
    }

    /// Under what the order is remembered.
    #[must_use]
    pub fn remembered(&self) -> &str {
        &self.remembered
    }

    /// Under what an order of mended rejects is remembered as one of the mended list, too.
    #[must_use]
    pub fn of_mended(&self) -> Option<&str> {
        self.of_mended.as_deref()
    }

    /// The order of a row that cannot be taken, if it was made before: then it was made in other words.
    pub fn made_otherwise(&self, snapshot: &Snapshot<'_>) -> Result<Option<OrderBrief>> {
        if !self.is_given {
            return Ok(None);
        }
        made_under(snapshot, &self.remembered)
    }

    /// The order that was made in the words of a mended row of rejects, where the row itself has made none.
    pub fn made_as_mended(&self, snapshot: &Snapshot<'_>) -> Result<Option<OrderBrief>> {
        match &self.of_mended {
            Some(of_mended) if made_under(snapshot, &self.remembered)?.is_none() => {
                made_under(snapshot, of_mended)
            }
            _ => Ok(None),
        }
    }

    /// The refusal of a used key, by the name that the list has for it.
    #[must_use]
    pub fn of_another_request(&self, error: Error) -> Error {
        if error.code != Code::KeyReused {
            return error;
        }
        if is_of_a_run(&self.name) {
            let message = "the order of this row was made under this run already, in other words";
            return Error::new(Code::KeyReused, message).hint(ANOTHER);
        }
        Error {
            message: format!("the key `{}` was used for another request", self.name),
            ..error
        }
    }
}

/// The order that was made under this key, as far as that is known.
fn made_under(snapshot: &Snapshot<'_>, key: &str) -> Result<Option<OrderBrief>> {
    let used = request_key::find(snapshot, key)?;
    let sold = used.and_then(|used| serde_json::from_str::<Sold>(&used.answer).ok());
    sold.map(|sold| brief(snapshot, sold.order)).transpose()
}

/// A row of rejects was mended to what another row of the run says, or was mended in the list and made from there.
#[must_use]
pub fn made_in_these_words(code: Option<&OrderCode>) -> Error {
    let order = code.map_or_else(
        || "an order".to_owned(),
        |code| format!("the order `{code}`"),
    );
    let message = format!("{order} was made in exactly these words under this run already");
    Error::new(Code::KeyReused, message).hint(ANOTHER)
}

/// A row of a list says what its order does not, which was made all the same.
#[must_use]
pub fn made_in_other_words(code: Option<&OrderCode>) -> Error {
    let order = code.map_or_else(String::new, |code| format!(" as `{code}`"));
    let message = format!(
        "the order of this row was made{order} under this run already, in other words: mended in rejects, or read from \
         other columns"
    );
    Error::new(Code::KeyReused, message).hint("take the row out of the list, or mend it there too")
}

/// Neither the list nor the run has keys.
fn needs_a_key() -> Error {
    let message = "nothing tells these orders from others: the list has no column `key`";
    Error::new(Code::Usage, message).hint(
        "--key NAME names the run, such as its date; the same list, mended or not, goes under the same name",
    )
}

/// Its cell is blank, and the run has no key.
fn needs_its_key() -> Error {
    let error = Error::new(Code::InvalidValue, "the order has no key");
    error.hint("--key NAME names the run, and orders without a key are known by what they say")
}

/// It was known within a run by what its rows say.
fn needs_its_run(key: &str) -> Error {
    let message = format!("`{key}` is the key of an order within a run");
    let error = Error::new(Code::InvalidValue, message);
    error.hint("--key NAME names the run that these rejects are of")
}
