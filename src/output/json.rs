//! JSON: an object or an array; or one object a line.

use serde::Serialize;

use crate::domain::Error;
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
pub(super) fn line(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string(value).map(|text| text + "\n")
}

/// The shape of a failure for scripts: `{"error":{…}}`.
#[derive(Serialize)]
pub(super) struct Failure<'a> {
    error: FailureBody<'a>,
}

#[derive(Serialize)]
struct FailureBody<'a> {
    code: &'static str,
    message: &'a str,
    hints: &'a [String],
    exit: u8,
}

impl<'a> From<&'a Error> for Failure<'a> {
    fn from(error: &'a Error) -> Self {
        let (code, exit) = (error.code.as_str(), error.code.exit());
        Self {
            error: FailureBody {
                code,
                message: &error.message,
                hints: &error.hints,
                exit,
            },
        }
    }
}

/// The shape of a warning for scripts: `{"warning":{…}}`.
#[derive(Serialize)]
pub(super) struct Warning<'a> {
    warning: WarningBody<'a>,
}

#[derive(Serialize)]
struct WarningBody<'a> {
    code: &'a str,
    message: &'a str,
}

impl<'a> Warning<'a> {
    pub(super) fn new(code: &'a str, message: &'a str) -> Self {
        Self {
            warning: WarningBody { code, message },
        }
    }
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
