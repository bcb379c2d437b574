//! Bytes into text: UTF-8, or what else a list may be written in, told by its marks or by its user.

use std::io::{self, BufReader, Read};
use std::str::FromStr;

use encoding_rs::{CoderResult, Decoder, DecoderResult, UTF_8, WINDOWS_1252};
use serde::{Serialize, Serializer};

use super::Remark;
use super::begin::{by_nuls, marks, must_be_text};
use super::source::{carry, line_ends};
use super::utf8::Utf8;
use crate::domain::{Code, Error, Result};

/// How much is read at a time, and how much of a file is looked at to know what it is.
const CHUNK: usize = 64 * 1024;
/// The encoding of a list, by one of the names that the web has for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl FromStr for Encoding {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        encoding_rs::Encoding::for_label_no_replacement(text.as_bytes())
            .map(Self)
            .ok_or_else(|| {
                Error::new(Code::InvalidValue, format!("`{text}` is not an encoding"))
                    .hint("like `utf-8`, `utf-16le`, `windows-1252`, `euc-kr`, `shift_jis`, `gbk`")
            })
    }
}

impl Serialize for Encoding {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name())
    }
}

/// How the bytes of one file become text.
#[derive(Debug)]
pub(super) struct Script {
    encoding: &'static encoding_rs::Encoding,
    /// The bytes of the marks before the text.
    marks: u64,
    /// Whether some bytes are no text; they become `�`.
    pub(super) is_broken: bool,
    /// Whether what is written back has to say that it is in UTF-8: the file was not, or its encoding was named.
    is_marked: bool,
}

impl Script {
    /// What stands before rows that are written back in UTF-8, so that they are not read as the file was.
    pub(super) const fn mark(&self) -> &'static str {
        if self.is_marked { "\u{feff}" } else { "" }
    }
}

/// Finds out what a file is written in. Reads all of it: a letter with an accent may come late.
pub(super) fn look(
    mut bytes: impl Read,
    asked: Option<Encoding>,
    failure: impl Fn(io::Error) -> Error,
) -> Result<(Script, Option<Remark>)> {
    let mut head = Vec::with_capacity(CHUNK);
    let limit = u64::try_from(CHUNK).unwrap_or(u64::MAX);
    bytes
        .by_ref()
        .take(limit)
        .read_to_end(&mut head)
        .map_err(&failure)?;
    must_be_text(&head)?;
    let (marks, marked) = marks(&head);
    let text = head.get(marks..).unwrap_or_default();
    let script = |encoding, is_broken| Script {
        encoding,
        marks: u64::try_from(marks).unwrap_or(0),
        is_broken,
        is_marked: asked.is_some() || encoding != UTF_8,
    };
    let by_mark = marked.or_else(|| by_nuls(text));
    let says_utf8 = 0 < marks && marked.is_none();
    match (asked, by_mark) {
        (Some(Encoding(asked)), _) if asked != UTF_8 && marks == 0 => {
            return Ok((script(asked, false), None));
        }
        (Some(asked), _) if marks > 0 && marked.unwrap_or(UTF_8) != asked.0 => {
            let remark = Some(marked_otherwise(marked.unwrap_or(UTF_8), asked));
            if !says_utf8 {
                return Ok((script(marked.unwrap_or(UTF_8), false), remark));
            }
            must_be_utf8(text, bytes, &failure)?;
            return Ok((script(UTF_8, false), remark));
        }
        (Some(_), Some(found)) if marks > 0 => return Ok((script(found, false), None)),
        (None, Some(found)) => {
            let message = format!("written in {}; expected UTF-8", found.name());
            let remark = Remark::Warning("encoding", message);
            return Ok((script(found, false), Some(remark)));
        }
        _ => {}
    }
    if asked.is_some() {
        must_be_utf8(text, bytes, &failure)?;
        return Ok((script(UTF_8, false), None));
    }
    let mut utf8 = looked_through(text, bytes, &failure)?;
    let Some(line) = utf8.done() else {
        return Ok((script(UTF_8, false), None));
    };
    let is_slip = utf8.is_mostly_right();
    let found = if is_slip { UTF_8 } else { WINDOWS_1252 };
    Ok((script(found, is_slip), Some(not_utf8(line, is_slip))))
}

/// Looks at the head of a text and at what follows it.
fn looked_through(
    head: &[u8],
    mut rest: impl Read,
    failure: impl Fn(io::Error) -> Error,
) -> Result<Utf8> {
    let mut utf8 = Utf8::default();
    utf8.look_at(head);
    let mut chunk = vec![0; CHUNK];
    loop {
        match rest.read(&mut chunk).map_err(&failure)? {
            0 => return Ok(utf8),
            read => utf8.look_at(&chunk[..read]),
        }
    }
}

fn must_be_utf8(head: &[u8], rest: impl Read, failure: impl Fn(io::Error) -> Error) -> Result<()> {
    match looked_through(head, rest, failure)?.done() {
        None => Ok(()),
        Some(line) => Err(unreadable(format!("line {line} is not in UTF-8"))),
    }
}

/// A mark in the file says more surely what it is written in than a flag does.
fn marked_otherwise(found: &'static encoding_rs::Encoding, asked: Encoding) -> Remark {
    let (found, asked) = (found.name(), asked.0.name());
    Remark::Status(format!(
        "read as {found}, as its byte order mark says, and not as {asked}."
    ))
}

fn not_utf8(line: u64, is_slip: bool) -> Remark {
    let then = if is_slip {
        ", though other lines are; rows like it are refused (or say with `--encoding` what it is)"
    } else {
        "; read as windows-1252 (otherwise say so with `--encoding`)"
    };
    Remark::Warning("encoding", format!("line {line} is not in UTF-8{then}"))
}

/// The text of a file, in UTF-8 and without marks before it.
pub(super) fn decode<'b>(bytes: Box<dyn Read + 'b>, script: &Script) -> Box<dyn Read + 'b> {
    let text = Unmarked {
        marks: script.marks,
        bytes,
    };
    if script.encoding == UTF_8 && !script.is_broken {
        return Box::new(text);
    }
    Box::new(Decoded {
        bytes: BufReader::with_capacity(CHUNK, text),
        decoder: script.encoding.new_decoder_without_bom_handling(),
        mends: script.is_broken,
        text: vec![0; 4 * CHUNK],
        from: 0,
        to: 0,
        line: 1,
        is_done: false,
    })
}

/// The bytes behind the marks.
struct Unmarked<R> {
    marks: u64,
    bytes: R,
}

impl<R: Read> Read for Unmarked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.marks > 0 {
            let marks = std::mem::take(&mut self.marks);
            io::copy(&mut self.bytes.by_ref().take(marks), &mut io::sink())?;
        }
        self.bytes.read(into)
    }
}

/// Bytes of another encoding as UTF-8.
struct Decoded<R> {
    bytes: R,
    decoder: Decoder,
    /// Whether what is no text becomes `�`; otherwise it is an error with its line.
    mends: bool,
    text: Vec<u8>,
    from: usize,
    to: usize,
    line: u64,
    is_done: bool,
}

impl<R: io::BufRead> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.from == self.to && !self.is_done {
            self.refill()?;
        }
        let ready = &self.text[self.from..self.to];
        let read = ready.len().min(into.len());
        into[..read].copy_from_slice(&ready[..read]);
        self.from += read;
        Ok(read)
    }
}

impl<R: io::BufRead> Decoded<R> {
    fn refill(&mut self) -> io::Result<()> {
        let bytes = self.bytes.fill_buf()?;
        let is_last = bytes.is_empty();
        let (is_full, read, written, is_wrong) = if self.mends {
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(bytes, &mut self.text, is_last);
            (result == CoderResult::OutputFull, read, written, false)
        } else {
            let (result, read, written) =
                self.decoder
                    .decode_to_utf8_without_replacement(bytes, &mut self.text, is_last);
            let is_wrong = matches!(result, DecoderResult::Malformed(..));
            (result == DecoderResult::OutputFull, read, written, is_wrong)
        };
        self.bytes.consume(read);
        (self.from, self.to) = (0, written);
        self.line += line_ends(&self.text[..written]);
        if is_wrong {
            let name = self.decoder.encoding().name();
            let message = format!("line {} is not in {name}", self.line);
            return Err(carry(
                unreadable(message).hint("--encoding NAME says in what the file is written"),
            ));
        }
        self.is_done = is_last && !is_full;
        Ok(())
    }
}

fn unreadable(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidValue, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], asked: Option<&str>) -> Result<(String, Option<Remark>)> {
        let failure = |error| super::super::source::carried(error).unwrap();
        let asked = asked.map(|name| name.parse().unwrap());
        let (script, remark) = look(bytes, asked, failure)?;
        let mut text = String::new();
        decode(Box::new(bytes), &script)
            .read_to_string(&mut text)
            .map_err(failure)?;
        Ok((text, remark))
    }

    fn warned(bytes: &[u8]) -> (String, String) {
        match read(bytes, None).unwrap() {
            (text, Some(Remark::Warning("encoding", message))) => (text, message),
            (text, other) => unreachable!("{text}: {other:?}"),
        }
    }

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn every_mark_before_the_text_is_taken_off() {
        let marked = "\u{feff}\u{feff}name\n몽니\n".as_bytes();
        assert_eq!(read(marked, None), Ok(("name\n몽니\n".to_owned(), None)));
        assert_eq!(read(marked, Some("utf-8")).unwrap().0, "name\n몽니\n");
    }

    #[test]
    fn utf_16_is_read_with_a_warning_with_and_without_a_mark() {
        for mark in ["\u{feff}", "\u{feff}\u{feff}", ""] {
            let (text, message) = warned(&utf16(&format!("{mark}name\n몽니\n")));
            assert_eq!(text, "name\n몽니\n", "{mark:?}");
            assert_eq!(message, "written in UTF-16LE; expected UTF-8");
        }
        let big: Vec<u8> = "\u{feff}née"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(warned(&big).0, "née");
        let long = "이\n".repeat(100_000);
        assert_eq!(warned(&utf16(&format!("\u{feff}{long}"))).0, long);
    }

    #[test]
    fn what_is_not_utf_8_is_read_as_windows_1252_with_a_warning() {
        let (text, message) = warned(b"name\ncaf\xe9 \x80\n");
        assert_eq!(text, "name\ncafé €\n");
        assert!(message.starts_with("line 2 is not in UTF-8; read as windows-1252"));
    }

    #[test]
    fn a_mark_goes_before_the_encoding_that_was_named() {
        let (text, remark) = read("\u{feff}Mañana".as_bytes(), Some("windows-1252")).unwrap();
        assert_eq!(text, "Mañana");
        assert!(
            matches!(&remark, Some(Remark::Status(said)) if said.starts_with("read as UTF-8")),
            "{remark:?}"
        );
        for named in ["utf-8", "utf-16le", "windows-1252"] {
            let (text, _) = read(&utf16("\u{feff}née"), Some(named)).unwrap();
            assert_eq!(text, "née", "{named}");
        }
        let error = read(b"\xef\xbb\xbfa\nb\xff\n", Some("windows-1252")).unwrap_err();
        assert_eq!(error.message, "line 2 is not in UTF-8");
    }

    #[test]
    fn a_slip_in_utf_8_does_not_garble_the_other_lines() {
        let (text, message) = warned(b"\xeb\xaa\xbd\n\xe9,\n");
        assert_eq!(text, "몽\n\u{fffd},\n");
        assert!(message.starts_with("line 2 is not in UTF-8, though"));
    }

    #[test]
    fn an_encoding_that_was_asked_for_has_to_fit() {
        assert_eq!(
            read(b"\xb8\xf9\xb4\xcf", Some("euc-kr")),
            Ok(("몽니".to_owned(), None))
        );
        let error = read(b"a\nb\xff\n", Some("utf-8")).unwrap_err();
        assert_eq!(error.message, "line 2 is not in UTF-8");
        let error = read(b"a\nb\xff\n", Some("euc-kr")).unwrap_err();
        assert_eq!(error.message, "line 2 is not in EUC-KR");
        assert!("latin-9000".parse::<Encoding>().is_err());
    }
}
