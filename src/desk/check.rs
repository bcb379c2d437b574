//! Whether everything in the file is as it must be.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value as Json;

use super::journal::follow;
use super::kept_limits::KeptLimits;
use crate::db::{self, Finding, Snapshot};
use crate::domain::{JournalLine, OrderCode, Result, Site, count, sha256};
use crate::repository::journal::{self, RECORDED, Recorded};
use crate::repository::{check, office};

/// At most so many findings of one kind are named.
const MOST: usize = 20;

/// Everything that is wrong in the file: the engine's view, the invariants, the journal's chain, and every row against
/// what the journal last told of it.
///
/// `head` says whether the journal's head that is kept beside the file agrees with it. Whatever cannot be looked at is
/// a finding, so a check never stops half-way.
pub fn findings(snapshot: &Snapshot<'_>, site: Site, head: Result<()>) -> Vec<Finding> {
    let mut found: Vec<_> = head
        .err()
        .into_iter()
        .map(|error| Finding::new("head", error.message))
        .collect();
    found.extend(db::check_file(snapshot));
    found.extend(check::invariants(snapshot));
    found.extend(or_finding("codes", wrong_codes(snapshot)));
    found.extend(or_finding("journal", against_the_journal(snapshot, site)));
    found.dedup();
    found
}

fn or_finding(check: &'static str, answer: Result<Vec<Finding>>) -> Vec<Finding> {
    answer.unwrap_or_else(|error| vec![Finding::new(check, format!("cannot be checked: {error}"))])
}

/// Orders whose code is not the one that their id gives.
fn wrong_codes(snapshot: &Snapshot<'_>) -> Result<Vec<Finding>> {
    let secret = office::secret(snapshot)?;
    let mut wrong = Vec::new();
    check::order_codes(snapshot, |id, code| {
        if OrderCode::compute(id, &secret).to_string() != code {
            wrong.push(format!(
                "order {id} has the code `{code}`, which its id does not give"
            ));
        }
    })?;
    Ok(bounded("codes", wrong))
}

/// What the journal last told of each row: the hash of its form, or that it was deleted.
type Told = HashMap<(String, i64), Option<[u8; 32]>>;

/// The part of a journal line that tells of one row.
#[derive(Deserialize)]
struct ToldRow {
    table: String,
    id: i64,
    row: Json,
}

fn against_the_journal(snapshot: &Snapshot<'_>, site: Site) -> Result<Vec<Finding>> {
    let mut told = Told::new();
    let mut unread = Vec::new();
    let mut kept = KeptLimits::read(snapshot)?;
    let chain = follow(snapshot, site, |line| {
        if let Err(wrong) = listen(line, &mut told, &mut kept) {
            unread.push(wrong);
        }
    })?;
    let broken = chain.findings.into_iter().map(|finding| finding.message);
    let mut found = bounded("journal", broken.chain(unread).collect());
    for recorded in RECORDED {
        found.extend(compare(snapshot, recorded, &mut told));
    }
    found.extend(bounded("limits", kept.wrong()));
    let mut unretired = Vec::new();
    check::retired_ids(snapshot, |table, id| {
        if told.get(&(table.clone(), id)) != Some(&None) {
            unretired.push(format!(
                "`{table}` counts {id} as retired, and the journal tells of no deletion"
            ));
        }
    })?;
    found.extend(bounded("ids", unretired));
    Ok(found)
}

fn listen(
    line: &JournalLine,
    told: &mut Told,
    kept: &mut KeptLimits,
) -> std::result::Result<(), String> {
    let rows: Vec<ToldRow> = serde_json::from_str(&line.content)
        .map_err(|_| format!("line {} tells of no rows that can be read", line.seq))?;
    for ToldRow { table, id, row } in rows {
        kept.hear(line.at, &table, id, &row);
        told.insert((table, id), form_hash(&row));
    }
    Ok(())
}

fn form_hash(row: &Json) -> Option<[u8; 32]> {
    (!row.is_null()).then(|| sha256(row.to_string().as_bytes()))
}

/// Holds the rows of one table against what was told of them.
fn compare(snapshot: &Snapshot<'_>, recorded: &Recorded, told: &mut Told) -> Vec<Finding> {
    let table = recorded.table;
    let mut wrong = Vec::new();
    let seen = journal::rows(snapshot, recorded, |id, row| {
        match told.remove(&(table.to_owned(), id)) {
            Some(Some(hash)) if hash == sha256(row) => {}
            Some(Some(_)) => {
                wrong.push(format!(
                    "row {id} of `{table}` is not as the journal last told it"
                ));
            }
            Some(None) => wrong.push(format!("row {id} of `{table}` was deleted once")),
            None => wrong.push(format!("the journal never told of row {id} of `{table}`")),
        }
        Ok(())
    });
    if let Err(error) = seen {
        let unseen = format!("`{table}` cannot be held against the journal: {error}");
        return vec![Finding::new("journal", unseen)];
    }
    let mut gone: Vec<_> = told
        .iter()
        .filter(|((of, _), hash)| of == table && hash.is_some())
        .map(|((_, id), _)| *id)
        .collect();
    gone.sort_unstable();
    let gone = gone
        .into_iter()
        .map(|id| format!("row {id} of `{table}` is gone, and the journal tells of no deletion"));
    wrong.extend(gone);
    bounded("journal", wrong)
}

fn bounded(check: &'static str, wrong: Vec<String>) -> Vec<Finding> {
    let more = wrong.len().saturating_sub(MOST);
    let mut found: Vec<_> = wrong
        .into_iter()
        .take(MOST)
        .map(|what| Finding::new(check, what))
        .collect();
    if more > 0 {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        found.push(Finding::new(
            check,
            format!("and {} more of this kind", count(more, "finding")),
        ));
    }
    found
}
