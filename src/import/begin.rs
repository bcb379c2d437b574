//! What the first bytes of a file say of it.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::domain::{Code, Error, Result};

/// How files begin that are no text, and what they are.
const NO_TEXT: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a workbook (`.xlsx`) or another archive"),
    (b"PK\x05\x06", "an empty archive"),
    (b"\xd0\xcf\x11\xe0", "an old workbook (`.xls`)"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1f\x8b", "under gzip twice"),
    (b"BZh", "under bzip2"),
    (b"\xfd7zXZ", "under xz"),
    (b"\x28\xb5\x2f\xfd", "under zstd"),
];

/// Refuses what is no text by its name.
pub(super) fn must_be_text(head: &[u8]) -> Result<()> {
    if let Some((_, what)) = NO_TEXT.iter().find(|(begin, _)| head.starts_with(begin)) {
        return Err(unreadable(format!(
            "the file is {what}; expected text, plain or under gzip once"
        ))
        .hint("save it as `CSV UTF-8`, or as JSON"));
    }
    if head.starts_with(b"BEGIN:VCALENDAR") {
        let message = "the file is a calendar; calendars are not read";
        return Err(unreadable(message).hint("save the list as `CSV UTF-8`, or as JSON"));
    }
    if head.starts_with(&[0xff, 0xfe, 0, 0]) || head.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(unreadable("the file is in UTF-32; expected UTF-8")
            .hint("save it as `CSV UTF-8`, or as JSON"));
    }
    Ok(())
}

/// How many bytes of marks stand before the text, and the encoding they say, if it is not UTF-8.
pub(super) fn marks(head: &[u8]) -> (usize, Option<&'static Encoding>) {
    let (mut at, mut found) = (0, None);
    loop {
        let rest = head.get(at..).unwrap_or_default();
        let mark: &[(&[u8], _)] = &[
            (&[0xef, 0xbb, 0xbf], None),
            (&[0xff, 0xfe], Some(UTF_16LE)),
            (&[0xfe, 0xff], Some(UTF_16BE)),
        ];
        let next = mark
            .iter()
            .find(|(mark, says)| rest.starts_with(mark) && (found.is_none() || found == *says));
        let Some((mark, says)) = next else {
            return (at, found);
        };
        at += mark.len();
        found = found.or(*says);
    }
}

/// UTF-16 without a mark: every other byte of what begins a list is nothing.
pub(super) fn by_nuls(text: &[u8]) -> Option<&'static Encoding> {
    match *text {
        [a, 0, b, 0, ..] if a != 0 && b != 0 => Some(UTF_16LE),
        [0, a, 0, b, ..] if a != 0 && b != 0 => Some(UTF_16BE),
        _ => None,
    }
}

fn unreadable(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidValue, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        let refused = |bytes: &[u8]| must_be_text(bytes).unwrap_err().message;
        assert!(refused(b"PK\x03\x04\x14").starts_with("the file is a workbook"));
        assert_eq!(
            refused(b"BEGIN:VCALENDAR\r\n"),
            "the file is a calendar; calendars are not read"
        );
        assert!(refused(b"%PDF-1.7").starts_with("the file is a PDF"));
        assert!(refused(b"\xff\xfe\0\0a\0\0\0").contains("UTF-32"));
        assert_eq!(must_be_text(b"name,venue"), Ok(()));
    }

    #[test]
    fn marks_of_one_kind_are_counted_and_others_are_text() {
        assert_eq!(marks(b"\xef\xbb\xbf\xef\xbb\xbfa"), (6, None));
        assert_eq!(marks(b"\xff\xfe\xff\xfea\0"), (4, Some(UTF_16LE)));
        assert_eq!(marks(b"\xff\xfe\xfe\xff"), (2, Some(UTF_16LE)));
        assert_eq!(by_nuls(b"a\0b\0"), Some(UTF_16LE));
        assert_eq!(by_nuls(b"a,b\n"), None);
    }
}
