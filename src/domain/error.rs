//! The library's one error: what was refused or could not be done, as a code, a sentence and hints.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What the whole library returns.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure with its place in the fixed list of codes, a message for people, and hints with commands to paste.
///
/// The message is a phrase in lower case without a full stop: what was expected, what was found, where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// The code that scripts match on.
    pub code: Code,
    /// The sentence that people read.
    pub message: String,
    /// What would help, a line each.
    pub hints: Vec<String>,
}

impl Error {
    /// An error of `code` that says `message`.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// The same error with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $exit:literal;)+) => {
        /// Every code an error can carry. The text and the exit status of each are a contract with scripts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All codes, in the order of their exit status.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in `{"error":{"code":…}}`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The exit status of the process.
            #[must_use]
            pub const fn exit(self) -> u8 {
                match self { $(Self::$name => $exit,)+ }
            }

            /// What the code means, for `help exit-codes`.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+),)+ }
            }
        }
    };
}

codes! {
    /// Something outside the box office failed: a file, a disk, the terminal.
    Failed = "failed", 1;
    /// A report does not add up; it is printed all the same.
    Unbalanced = "unbalanced", 1;
    /// The command line or a value on it cannot be read.
    Usage = "usage", 2;
    /// A value can be read in two ways, or in none.
    InvalidValue = "invalid_value", 2;
    /// A confirmation is needed and nobody can be asked.
    NeedsConfirmation = "needs_confirmation", 2;
    /// The named thing does not exist.
    NotFound = "not_found", 3;
    /// The name fits several things.
    Ambiguous = "ambiguous", 3;
    /// Fewer places are left than were asked for.
    SoldOut = "sold_out", 4;
    /// The sale of this ticket type has not begun, or has ended.
    NotOnSale = "not_on_sale", 4;
    /// The concert is cancelled.
    ConcertCancelled = "concert_cancelled", 4;
    /// The concert has begun.
    ConcertPast = "concert_past", 4;
    /// More tickets of a type than one order may have.
    LimitExceeded = "limit_exceeded", 4;
    /// The discount does not hold now, is used up, or takes nothing off.
    DiscountRefused = "discount_refused", 4;
    /// The money tendered or named does not cover or fit what is due.
    WrongAmount = "wrong_amount", 4;
    /// The order, payment, ticket, venue or artist is not in a state that allows this.
    WrongState = "wrong_state", 4;
    /// The paid order is given back with a refund, not cancelled.
    PaidOrder = "paid_order", 4;
    /// No more money can be paid back than the payment holds beyond what its order is worth.
    NothingToRefund = "nothing_to_refund", 4;
    /// The slug, e-mail address, phone number or name is already taken.
    Taken = "taken", 4;
    /// The thing is still in use and cannot be deleted.
    InUse = "in_use", 4;
    /// The quota or capacity would fall below what is already taken.
    BelowTaken = "below_taken", 4;
    /// The ticket is not admitted.
    NotAdmitted = "not_admitted", 4;
    /// The name or the password is wrong.
    WrongPassword = "wrong_password", 4;
    /// The request key was used for another request.
    KeyReused = "key_reused", 4;
    /// What was shown before the question has changed since.
    Moved = "moved", 4;
    /// The import file has rows that cannot be taken.
    RowsRefused = "rows_refused", 4;
    /// A rule of the database refused the change.
    Refused = "refused", 4;
    /// Another program kept the box office busy for too long.
    Busy = "busy", 5;
    /// There is no box office at this path.
    NoOffice = "no_office", 5;
    /// The file is not a box office, or not one this program can open.
    NotAnOffice = "not_an_office", 5;
    /// The file was written by a newer boxoffice.
    NewerOffice = "newer_office", 5;
    /// The file was written by an older boxoffice and has to be migrated.
    OlderOffice = "older_office", 5;
    /// The database is damaged, full or cannot be read.
    Database = "database", 5;
    /// The check found something wrong in the database.
    CheckFailed = "check_failed", 5;
    /// Part of the work is done; what is named is still open.
    Partial = "partial", 6;
    /// Interrupted at a prompt or by Ctrl-C.
    Interrupted = "interrupted", 130;
}

impl Code {
    /// Whether it is about what one row or one request says, so that the others can be taken. Everything else, such as
    /// a disk that fails or Ctrl-C, ends the work on all of them.
    #[must_use]
    pub const fn is_of_a_row(self) -> bool {
        matches!(self.exit(), 2..=4)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
