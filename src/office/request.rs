//! What a change was asked for as, so that asking again does nothing more.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::db::{Snapshot, Transaction};
use crate::domain::{Code, Error, Result, sha256_hex};
use crate::repository::request_key::{self, Used};

/// A change as it was asked for: the verb, its resolved arguments, and how to go about it.
#[derive(Debug, Clone)]
pub struct Request {
    verb: &'static str,
    arguments: Value,
    key: Option<String>,
    dry_run: bool,
}

/// What came of a change.
#[derive(Debug, Clone, Copy)]
pub struct Done<T> {
    /// The answer.
    pub value: T,
    /// Whether it had been done before under the same key.
    pub repeated: bool,
    /// Whether it was only tried, and nothing written.
    pub dry_run: bool,
}

impl<T> Done<T> {
    /// The same with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Done<U> {
        Done {
            value: change(self.value),
            repeated: self.repeated,
            dry_run: self.dry_run,
        }
    }
}

impl Request {
    /// The request to do `verb` with `arguments`: times as instants and names as ids, but as typed where the change
    /// itself could make them mean something else.
    pub fn new(verb: &'static str, arguments: &impl Serialize) -> Result<Self> {
        let arguments = serde_json::to_value(arguments).map_err(|error| {
            Error::new(Code::Failed, format!("the request cannot be told: {error}"))
        })?;
        Ok(Self {
            verb,
            arguments,
            key: None,
            dry_run: false,
        })
    }

    /// The same under a key: whoever asks again gets the same answer, and nothing is done twice.
    #[must_use]
    pub fn with_key(mut self, key: Option<String>) -> Self {
        self.key = key;
        self
    }

    /// The same, but only tried when `dry_run`.
    #[must_use]
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self
    }

    pub(super) const fn verb(&self) -> &'static str {
        self.verb
    }

    pub(super) const fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    pub(super) const fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// What was answered under this key before; another request under it is refused.
    pub(super) fn answered<R: DeserializeOwned>(
        &self,
        snapshot: &Snapshot<'_>,
    ) -> Result<Option<R>> {
        let Some(key) = &self.key else {
            return Ok(None);
        };
        let Some(used) = request_key::find(snapshot, key)? else {
            return Ok(None);
        };
        if used.request_hash != self.hash() {
            return Err(Error::new(
                Code::KeyReused,
                format!("the key `{key}` was used for another request"),
            )
            .hint(
                "give each request a key of its own; only an exact repetition may use the same one",
            ));
        }
        serde_json::from_str(&used.answer).map(Some).map_err(|_| {
            Error::new(
                Code::Database,
                format!("what was answered under the key `{key}` cannot be read"),
            )
            .hint("boxoffice db check")
        })
    }

    /// Remembers the answer under the key, if there is one.
    pub(super) fn remember(&self, tx: &Transaction<'_>, reference: &impl Serialize) -> Result<()> {
        let Some(key) = &self.key else { return Ok(()) };
        let answer = serde_json::to_string(reference).map_err(|error| {
            Error::new(Code::Failed, format!("the answer cannot be kept: {error}"))
        })?;
        request_key::insert(
            tx,
            key,
            &Used {
                request_hash: self.hash(),
                answer,
            },
        )
    }

    fn hash(&self) -> String {
        sha256_hex(format!("{}\n{}", self.verb, self.arguments).as_bytes())
    }
}
