//! Why an order of a list cannot be known by its key.

use crate::domain::{Code, Error, OrderCode};
use crate::import::is_of_a_run;

/// How a row makes one order more.
const ANOTHER: &str = "to make another order, give it a `key` of its own";

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
        Some(key) if is_of_a_run(key) => {
            let message = "the order of this row was made under this run already, in other words";
            Error::new(Code::KeyReused, message).hint(ANOTHER)
        }
        Some(key) => Error {
            message: format!("the key `{key}` was used for another request"),
            ..error
        },
        None => error,
    }
}

/// A row of rejects was mended to what another row of the run says, or was mended in the list and made from there.
pub(super) fn made_in_these_words(code: Option<&OrderCode>) -> Error {
    let order = code.map_or_else(
        || "an order".to_owned(),
        |code| format!("the order `{code}`"),
    );
    let message = format!("{order} was made in exactly these words under this run already");
    Error::new(Code::KeyReused, message).hint(ANOTHER)
}

/// A row of a list says what its order does not, which was made all the same.
pub(super) fn made_in_other_words(code: Option<&OrderCode>) -> Error {
    let order = code.map_or_else(String::new, |code| format!(" as `{code}`"));
    let message = format!(
        "the order of this row was made{order} under this run already, in other words: mended in rejects, or read from \
         other columns"
    );
    Error::new(Code::KeyReused, message).hint("take the row out of the list, or mend it there too")
}
