//! Setting a rule of the program aside for one order, with a reason that stays on it.

use serde::Serialize;

use crate::db::Transaction;
use crate::domain::{Name, Note, OrderId, OverrideKind, Result};
use crate::repository::{operator, overrides};

/// Rules that are set aside, as it is asked for.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Overriding {
    /// Which rules; none by default.
    pub kinds: Vec<OverrideKind>,
    /// Why; there is one wherever a rule is named.
    pub reason: Option<Note>,
    /// Who approved of it.
    pub approver: Option<Name>,
}

impl Overriding {
    /// Whether every rule binds.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Whether this rule does not bind.
    #[must_use]
    pub fn has(&self, kind: OverrideKind) -> bool {
        self.kinds.contains(&kind)
    }
}

/// Notes on an order which rules were set aside for it.
pub(super) fn note(tx: &Transaction<'_>, order: OrderId, asked: &Overriding) -> Result<()> {
    let Some(reason) = &asked.reason else {
        return Ok(());
    };
    let approver = asked.approver.as_ref();
    let approver = approver.map(|name| operator::insert_if_missing(tx, name));
    let approver = approver.transpose()?;
    for kind in &asked.kinds {
        overrides::insert(tx, order, *kind, reason, approver)?;
    }
    Ok(())
}
