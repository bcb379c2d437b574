//! Customers from a list: each is known by the e-mail address, else by the phone number.

use std::collections::HashMap;

use super::user;
use crate::db::Transaction;
use crate::domain::{
    Change, Code, Error, Name, NewUser, Result, User, UserId, UserPatch, UserRef, UserRow,
};
use crate::repository::journal;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A customer who is new.
    Created,
    /// A customer whose record was changed.
    Updated,
    /// A customer who stands there just so.
    Unchanged,
}

/// Takes rows, and each customer only once: what a second row says of the same one would undo the first at every run.
#[derive(Debug)]
pub struct Taker {
    update: bool,
    /// The line of each customer's row.
    taken: HashMap<UserId, u64>,
}

impl Taker {
    /// Rows that differ from what is there change it under `update`, and are refused otherwise.
    #[must_use]
    pub fn new(update: bool) -> Self {
        Self {
            update,
            taken: HashMap::new(),
        }
    }

    /// Takes the row in this line.
    pub fn take(&mut self, tx: &Transaction<'_>, row: &UserRow, line: u64) -> Result<Outcome> {
        let known = find(tx, row)?;
        if let Some(known) = &known
            && let Some(first) = self.taken.get(&known.id)
        {
            let message = format!("`{}` stands in line {first} already", known.reference());
            return Err(Error::new(Code::Taken, message).hint("a customer has one row"));
        }
        let (id, outcome) = match known {
            Some(known) => (known.id, change(tx, row, &known, self.update)?),
            None => (create(tx, row)?, Outcome::Created),
        };
        self.taken.insert(id, line);
        Ok(outcome)
    }
}

fn change(tx: &Transaction<'_>, row: &UserRow, known: &User, update: bool) -> Result<Outcome> {
    let patch = patch(row, known);
    if patch == UserPatch::default() {
        return Ok(Outcome::Unchanged);
    }
    if !update {
        let fields = fields(&patch).join(", ");
        let message = format!("`{}` is there with another {fields}", known.reference());
        return Err(Error::new(Code::Taken, message).hint("--update changes what is there"));
    }
    user::update(tx, known.id, &patch)?;
    Ok(Outcome::Updated)
}

/// Tells the journal once many customers were written.
pub fn append_if_many(tx: &Transaction<'_>, command: &str) -> Result<()> {
    journal::append_if_many(tx, command)
}

/// The customer that a row means. An address and a number of two customers mean neither.
fn find(tx: &Transaction<'_>, row: &UserRow) -> Result<Option<User>> {
    let by = |reference: Option<UserRef>| {
        reference.map_or(Ok(None), |reference| user::find(tx, &reference))
    };
    let by_email = by(row.email.clone().map(UserRef::Email))?;
    let by_phone = by(row.phone.clone().map(UserRef::Phone))?;
    match (by_email, by_phone) {
        (Some(one), Some(other)) if one.id != other.id => {
            let message = format!(
                "the e-mail address is of `{}`, the phone number of `{}`",
                one.reference(),
                other.reference()
            );
            Err(Error::new(Code::Ambiguous, message).hint("leave one of them blank"))
        }
        // A number that another address has may be of a household: only a row without an address is known by it.
        (None, Some(other)) if row.email.is_some() && other.email.is_some() => {
            let message = format!(
                "the phone number already belongs to `{}`",
                other.reference()
            );
            Err(Error::new(Code::Taken, message).hint("leave it blank"))
        }
        (by_email, by_phone) => Ok(by_email.or(by_phone)),
    }
}

fn create(tx: &Transaction<'_>, row: &UserRow) -> Result<UserId> {
    let Some(name) = row.name.clone() else {
        let message = "a customer who is new needs a name";
        return Err(Error::new(Code::InvalidValue, message));
    };
    let new = NewUser {
        name,
        email: row.email.clone(),
        phone: row.phone.clone(),
        note: row.note.clone(),
    };
    user::create(tx, &new, None)
}

/// What the row says otherwise than the record; a blank cell says nothing.
fn patch(row: &UserRow, known: &User) -> UserPatch {
    fn change<T: Clone + PartialEq>(said: Option<&T>, known: Option<&T>) -> Change<T> {
        match said {
            Some(said) if Some(said) != known => Change::Set(said.clone()),
            _ => Change::Keep,
        }
    }
    let differs = |name: &&Name| Some(*name) != known.name.as_ref();
    UserPatch {
        name: row.name.as_ref().filter(differs).cloned(),
        email: change(row.email.as_ref(), known.email.as_ref()),
        phone: change(row.phone.as_ref(), known.phone.as_ref()),
        note: change(row.note.as_ref(), known.note.as_ref()),
    }
}

fn fields(patch: &UserPatch) -> Vec<&'static str> {
    let differs = [
        ("name", patch.name.is_some()),
        ("e-mail address", !patch.email.is_keep()),
        ("phone number", !patch.phone.is_keep()),
        ("note", !patch.note.is_keep()),
    ];
    let named = differs.into_iter().filter(|(_, differs)| *differs);
    named.map(|(name, _)| name).collect()
}
