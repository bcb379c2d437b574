//! Colour: for the eye only, never the only carrier of meaning.

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Color {
    /// On a stream that is a terminal.
    #[default]
    Auto,
    /// Always, even into a file.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Every choice, in the order people should see them.
    pub const ALL: &'static [Self] = &[Self::Auto, Self::Always, Self::Never];

    /// The word on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// The paint for one stream.
    pub(super) const fn paint(self, is_terminal: bool) -> Paint {
        Paint(match self {
            Self::Auto => is_terminal,
            Self::Always => true,
            Self::Never => false,
        })
    }
}

/// Whether one stream takes colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint(pub(super) bool);

/// What a piece of text is, and so how it looks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    Error,
    Warning,
    Hint,
    Heading,
    Detail,
}

impl Paint {
    /// `text`, which has been escaped, in the look of its role.
    pub(super) fn text(self, role: Role, text: &str) -> String {
        if !self.0 {
            return text.to_owned();
        }
        let code = match role {
            Role::Error => "1;31",
            Role::Warning => "1;33",
            Role::Hint => "1;36",
            Role::Heading => "1",
            Role::Detail => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_terminal_is_coloured_unless_always_was_said() {
        for (color, is_terminal, expected) in [
            (Color::Auto, true, true),
            (Color::Auto, false, false),
            (Color::Always, false, true),
            (Color::Never, true, false),
        ] {
            assert_eq!(
                color.paint(is_terminal).0,
                expected,
                "{color:?} {is_terminal}"
            );
        }
    }

    #[test]
    fn without_colour_text_is_left_as_it_is() {
        assert_eq!(Paint(false).text(Role::Error, "error:"), "error:");
        assert_eq!(
            Paint(true).text(Role::Error, "error:"),
            "\u{1b}[1;31merror:\u{1b}[0m"
        );
    }
}
