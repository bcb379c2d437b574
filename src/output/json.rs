//! JSON: an object or an array; or one object a line.

use serde::Serialize;

use crate::domain::{Error, escape};
use crate::view::View;

/// One object, or an array, indented.
pub(super) fn document(value: &(impl Serialize + ?Sized)) -> serde_json::Result<String> {
    serde_json::to_string_pretty(value).map(|text| text + "\n")
}

/// One object a line; no line for an empty list.
pub(super) fn lines<V: View>(views: &[V]) -> serde_json::Result<String> {
    views.iter().map(line).collect()
}

/// One object on one line.
pub(super) fn line(value: &(impl Serialize + ?Sized)) -> serde_json::Result<String> {
    serde_json::to_string(value).map(|text| text + "\n")
}

/// One element of an array, indented as [`document`] does.
pub(super) fn element(value: &impl Serialize) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    Ok(format!("  {}", text.replace('\n', "\n  ")))
}

/// An object whose last key, with an array for its value, is still to come.
pub(super) fn open(value: &impl Serialize, key: &str) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    let begun = text.trim_end_matches('}').trim_end();
    Ok(format!("{begun},\n  \"{key}\": "))
}

/// What to type to name a thing, on a line of its own.
pub(super) fn reference(reference: &str) -> String {
    format!("{}\n", escape(reference))
}

/// The shape of a failure for scripts: `{"error":{…}}`.
#[derive(Serialize)]
pub(super) struct Failure {
    error: FailureBody,
}

#[derive(Serialize)]
struct FailureBody {
    code: &'static str,
    message: String,
    hints: Vec<String>,
    exit: u8,
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let (code, exit) = (error.code.as_str(), error.code.exit());
        Self {
            error: FailureBody {
                code,
                message: safe(&error.message),
                hints: error.hints.iter().map(|hint| safe(hint)).collect(),
                exit,
            },
        }
    }
}

/// The shape of a warning for scripts: `{"warning":{…}}`.
#[derive(Serialize)]
pub(super) struct Warning {
    warning: WarningBody,
}

#[derive(Serialize)]
struct WarningBody {
    code: String,
    message: String,
}

impl Warning {
    pub(super) fn new(code: &str, message: &str) -> Self {
        Self {
            warning: WarningBody {
                code: code.to_owned(),
                message: safe(message),
            },
        }
    }
}

/// The shape of what stands beside a list for scripts, such as its sums: `{"notice":{…}}`.
#[derive(Serialize)]
pub(super) struct Notice<T> {
    pub(super) notice: T,
}

/// What is said beside the answer is often read at a terminal, where JSON's own escapes leave much through.
fn safe(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(escape).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Code;

    #[test]
    fn a_failure_is_one_line_with_its_keys_in_order() {
        let error = Error::new(Code::SoldOut, "only 3 `vip` tickets\nare left").hint("try `child`");
        assert_eq!(
            line(&Failure::from(&error)).unwrap(),
            "{\"error\":{\"code\":\"sold_out\",\"message\":\"only 3 `vip` tickets\\nare left\",\
             \"hints\":[\"try `child`\"],\"exit\":4}}\n"
        );
    }
}
