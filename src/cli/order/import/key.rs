//! Why an order of a list cannot be known by its key.

use crate::domain::{Code, Error};

/// Neither the list nor the run has keys.
pub(super) fn needs_a_key() -> Error {
    let message = "nothing tells these orders from others: the list has no column `key`";
    Error::new(Code::Usage, message).hint(
        "--key NAME names the run, such as its date; the same list, mended or not, goes under the same name",
    )
}

/// Its cell is blank, and the run has no key.
pub(super) fn needs_its_key() -> Error {
    let error = Error::new(Code::InvalidValue, "the order has no key");
    error.hint("--key NAME names the run, and orders without a key are known by what they say")
}

/// It was known within a run by what its rows say.
pub(super) fn needs_its_run(key: &str) -> Error {
    let message = format!("`{key}` is the key of an order within a run");
    let error = Error::new(Code::InvalidValue, message);
    error.hint("--key NAME names the run that these rejects are of")
}

/// The refusal of a used key, by the name that the list has for it.
pub(super) fn of_another_request(error: Error, key: Option<&str>) -> Error {
    match key.filter(|_| error.code == Code::KeyReused) {
        Some(key) => Error {
            message: format!("the key `{key}` was used for another request"),
            ..error
        },
        None => error,
    }
}
