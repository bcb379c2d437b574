//! What happens to files on their way: marks, other encodings, lost ends, flipped bits.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::dice::Dice;

/// The bytes of a text, most of them as they should be.
pub(crate) fn bytes(text: String, dice: &mut Dice) -> Vec<u8> {
    let bytes = plain(text, dice);
    if dice.chance(15) {
        packed(&bytes, dice)
    } else {
        bytes
    }
}

/// The same where nothing is ever under gzip.
pub(crate) fn plain(text: String, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = encoded(marked(text, dice), dice);
    if !bytes.is_empty() {
        match dice.throw(40) {
            0 => bytes.truncate(dice.throw(bytes.len())),
            1 => {
                for _ in 0..=bytes.len() / 500 {
                    let at = dice.throw(bytes.len());
                    bytes[at] ^= 1 << dice.throw(8);
                }
            }
            2 => {
                let at = dice.throw(bytes.len());
                bytes.insert(at, dice.byte());
            }
            3 => {
                let at = dice.throw(bytes.len());
                let to = (at + 1 + dice.throw(20)).min(bytes.len());
                bytes.drain(at..to);
            }
            4 => {
                let at = dice.throw(bytes.len());
                bytes.insert(
                    at,
                    *dice.pick(&[&b'"', &b'\'', &b',', &b';', &b'\n', &b'{', &b']', &0]),
                );
            }
            _ => {}
        }
    }
    bytes
}

/// Byte order marks before the text, or where none belongs.
fn marked(text: String, dice: &mut Dice) -> String {
    match dice.throw(20) {
        0 => format!("\u{feff}{text}"),
        1 => format!("\u{feff}\u{feff}{text}"),
        2 => {
            let at = dice.throw(text.chars().count() + 1);
            let begin: String = text.chars().take(at).collect();
            let end: String = text.chars().skip(at).collect();
            format!("{begin}\u{feff}{end}")
        }
        3 => text.replace('\n', "\r\n"),
        4 => format!("\n\n{text}"),
        _ => text,
    }
}

fn encoded(text: String, dice: &mut Dice) -> Vec<u8> {
    let wide = |text: &str| {
        format!("\u{feff}{text}")
            .encode_utf16()
            .collect::<Vec<u16>>()
    };
    match dice.throw(25) {
        0 => wide(&text).into_iter().flat_map(u16::to_le_bytes).collect(),
        1 => wide(&text).into_iter().flat_map(u16::to_be_bytes).collect(),
        2 => text
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
            .collect(),
        _ => text.into_bytes(),
    }
}

fn packed(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    let mut packed = encoder.finish().unwrap();
    match dice.throw(30) {
        0 => packed.truncate(dice.throw(packed.len())),
        1 => {
            let at = dice.throw(packed.len());
            packed[at] ^= 1 << dice.throw(8);
        }
        _ => {}
    }
    packed
}
