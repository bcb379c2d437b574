//! What is said on stderr beside the answer: for people as words, for scripts as JSON lines.

use super::style::{Paint, Role};
use crate::domain::{Error, escape};

/// `error: …`, a blank line, then the hints.
pub(super) fn failure(error: &Error, paint: Paint) -> String {
    let mut text = labelled(Role::Error, "error", &error.message, paint);
    if !error.hints.is_empty() {
        text.push('\n');
    }
    for hint in &error.hints {
        text += &labelled(Role::Hint, "hint", hint, paint);
    }
    text
}

/// `label: message`; further lines of the message are indented, so none can pose as another label.
pub(super) fn labelled(role: Role, label: &str, message: &str, paint: Paint) -> String {
    format!(
        "{} {}\n",
        paint.text(role, &format!("{label}:")),
        lines(message)
    )
}

/// `message`, escaped line by line, and a line end.
pub(super) fn plain(message: &str) -> String {
    lines(message) + "\n"
}

fn lines(message: &str) -> String {
    let lines: Vec<_> = message.trim_end().split('\n').map(escape).collect();
    lines.join("\n  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Code;

    #[test]
    fn hints_stand_after_a_blank_line() {
        let error =
            Error::new(Code::NotFound, "no concert `java-jaz`").hint("`boxoffice concert list`");
        assert_eq!(
            failure(&error, Paint(false)),
            "error: no concert `java-jaz`\n\nhint: `boxoffice concert list`\n"
        );
    }

    #[test]
    fn no_line_of_a_message_can_pose_as_a_label() {
        let text = labelled(
            Role::Warning,
            "warning",
            "two\nerror: false\u{1b}[2J",
            Paint(false),
        );
        assert!(text.starts_with("warning: two\n  error: false"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
    }
}
