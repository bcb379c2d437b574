//! The driver's errors in the words of the box office.

use rusqlite::ErrorCode;

use crate::domain::{Code, Error};

/// What an error of the driver means to the person at the counter.
pub(super) fn from_driver(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            from_failure(failure, message.as_deref().unwrap_or(""))
        }
        other => Error::new(
            Code::Database,
            "the database gave an answer that this program cannot read",
        )
        .hint(format!("boxoffice db check   (detail: {})", kind(&other))),
    }
}

fn from_failure(failure: rusqlite::ffi::Error, message: &str) -> Error {
    match failure.code {
        ErrorCode::ConstraintViolation => from_constraint(message),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::new(
            Code::Busy,
            "another boxoffice kept the box office busy for 30 seconds; nothing was written",
        )
        .hint("run the same command again"),
        ErrorCode::DiskFull => Error::new(Code::Database, "the disk is full; nothing was written"),
        ErrorCode::NotADatabase => Error::new(Code::NotAnOffice, "the file is not a box office"),
        ErrorCode::DatabaseCorrupt => {
            Error::new(Code::Database, "the database file is damaged").hint("boxoffice db check")
        }
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Error::new(
            Code::Database,
            "the database file or its folder cannot be read and written by this user",
        ),
        ErrorCode::SystemIoFailure => Error::new(
            Code::Database,
            "the disk reported a failure while the database was in use",
        ),
        ErrorCode::OperationInterrupted => {
            Error::new(Code::Interrupted, "interrupted; nothing was written")
        }
        ErrorCode::Unknown => Error::new(
            Code::Database,
            "the file lacks something of the schema that this program knows",
        )
        .hint("boxoffice db check"),
        _ => Error::new(Code::Database, "the database refused to work").hint(format!(
            "boxoffice db check   (detail {})",
            failure.extended_code
        )),
    }
}

fn from_constraint(message: &str) -> Error {
    if let Some(text) = message.strip_prefix("refused: ") {
        return Error::new(Code::Refused, text);
    }
    if let Some(name) = message.strip_prefix("CHECK constraint failed: ") {
        return from_check(name);
    }
    if message.starts_with("UNIQUE constraint failed") {
        return Error::new(
            Code::Taken,
            "something with this name, code or number is already there",
        );
    }
    if message.starts_with("FOREIGN KEY") {
        return Error::new(
            Code::InUse,
            "something else still refers to this, or what it refers to is missing",
        );
    }
    Error::new(Code::Refused, "a value that must be given is missing")
}

fn from_check(name: &str) -> Error {
    match name {
        "ticket_type_quota" | "pool_capacity" | "concert_capacity" => {
            Error::new(Code::SoldOut, "fewer places are left than were asked for")
        }
        other => Error::new(
            Code::Refused,
            format!("a value is outside what the box office allows (rule `{other}`)"),
        ),
    }
}

fn kind(error: &rusqlite::Error) -> &'static str {
    match error {
        rusqlite::Error::InvalidColumnName(_) | rusqlite::Error::InvalidColumnIndex(_) => {
            "a column is missing"
        }
        rusqlite::Error::QueryReturnedNoRows => "a row is missing",
        _ => "unexpected",
    }
}
