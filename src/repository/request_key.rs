//! Request keys: one key, one effect.

use crate::db::{Snapshot, Transaction};
use crate::domain::Result;

/// What a key was used for, and the references that were answered.
pub struct Used {
    /// The hash of the request.
    pub request_hash: String,
    /// The references, as JSON.
    pub answer: String,
}

/// What `key` was used for.
pub fn find(snapshot: &Snapshot<'_>, key: &str) -> Result<Option<Used>> {
    snapshot.opt(
        "SELECT request_hash, answer FROM request_keys WHERE key = $1",
        &[&key],
        |row| {
            Ok(Used {
                request_hash: row.get("request_hash")?,
                answer: row.get("answer")?,
            })
        },
    )
}

/// Remembers what `key` was used for.
pub fn insert(tx: &Transaction<'_>, key: &str, used: &Used) -> Result<()> {
    tx.run(
        "INSERT INTO request_keys (key, request_hash, answer, at) VALUES ($1, $2, $3, $4)",
        &[&key, &used.request_hash, &used.answer, &tx.now()],
    )?;
    Ok(())
}
