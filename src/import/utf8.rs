//! Whether a stream of bytes is UTF-8, and where it is not.

use super::source::line_ends;

/// Looks at a stream piece by piece; a letter may be cut in two by them.
#[derive(Debug)]
pub(super) struct Utf8 {
    /// The beginning of a letter that the last piece ended with.
    begun: Vec<u8>,
    line: u64,
    /// The line of the first byte that is wrong.
    wrong_line: Option<u64>,
    /// How many letters take more than a byte, and how many bytes are none.
    wide: u64,
    wrong: u64,
}

impl Default for Utf8 {
    fn default() -> Self {
        Self {
            begun: Vec::new(),
            line: 1,
            wrong_line: None,
            wide: 0,
            wrong: 0,
        }
    }
}

impl Utf8 {
    /// Looks at the next piece.
    pub(super) fn look_at(&mut self, piece: &[u8]) {
        if self.begun.is_empty() {
            return self.look(piece);
        }
        let mut whole = std::mem::take(&mut self.begun);
        whole.extend_from_slice(piece);
        self.look(&whole);
    }

    /// The line of the first byte that is wrong, now that there is no more.
    pub(super) fn done(&mut self) -> Option<u64> {
        if !self.begun.is_empty() {
            self.begun.clear();
            self.note_wrong();
        }
        self.wrong_line
    }

    /// Whether the letters that are right outweigh the bytes that are wrong, which another encoding would not do by
    /// chance.
    pub(super) const fn is_mostly_right(&self) -> bool {
        self.wide > 0 && self.wide >= self.wrong
    }

    fn look(&mut self, mut bytes: &[u8]) {
        loop {
            let Err(error) = std::str::from_utf8(bytes) else {
                return self.pass(bytes);
            };
            let (right, rest) = bytes.split_at(error.valid_up_to());
            self.pass(right);
            let Some(wrong) = error.error_len() else {
                self.begun = rest.to_vec();
                return;
            };
            self.note_wrong();
            bytes = &rest[wrong..];
        }
    }

    fn pass(&mut self, right: &[u8]) {
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        self.wide += number(right.iter().filter(|byte| **byte >= 0xc0).count());
        if self.wrong_line.is_none() {
            self.line += line_ends(right);
        }
    }

    fn note_wrong(&mut self) {
        self.wrong += 1;
        self.wrong_line.get_or_insert(self.line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(pieces: &[&[u8]]) -> (Option<u64>, bool) {
        let mut utf8 = Utf8::default();
        for piece in pieces {
            utf8.look_at(piece);
        }
        (utf8.done(), utf8.is_mostly_right())
    }

    #[test]
    fn a_letter_may_be_cut_by_the_pieces() {
        let text = "a\n몽니".as_bytes();
        for at in 0..text.len() {
            let (one, other) = text.split_at(at);
            assert_eq!(looked(&[one, other]), (None, true), "{at}");
        }
        assert_eq!(looked(&[&text[..4]]).0, Some(2));
    }

    #[test]
    fn one_slip_in_utf8_is_told_from_another_encoding() {
        assert_eq!(looked(&["몽니\n".as_bytes(), b"\xe9,\n"]), (Some(2), true));
        assert_eq!(looked(&[b"caf\xe9\n\xfcber"]), (Some(1), false));
    }
}
