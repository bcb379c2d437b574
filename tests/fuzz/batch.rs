//! Batches of command lines: right ones, what goes wrong with their words, and what holds of every line.

use boxoffice::cli::{BatchReader, ReadLine};
use boxoffice::domain::{Code, Error};
use clap::builder::StyledStr;

use super::dice::Dice;

/// Lines that are understood, whatever the box office has.
const RIGHT: &[&str] = &[
    "sell jazz/adult=2 child vip --pay cash --tendered 1000000",
    "sell night-1/vip --pay card=150000 --pay cash --reference 'slip 12' --key a-1",
    "boxoffice sell --concert jazz adult --pay cash --user sari@example.org --name \"Sari O'Neil\"",
    "order create jazz/adult=4 --user walk-in --expires-at 20m --json",
    "order update K7QX3 --expires-at '2026-11-28 20:00'",
    "order cancel K7QX3 --reason \"came to nothing\" --yes",
    "order list --from 2026-11-01 --to today --status paid",
    "payment record K7QX3 --pay cash=150.000 --tendered Rp200.000",
    "payment refund K7QX3 --ticket K7QX3/2 --to cash --reason rain",
    "payment refund K7QX3 --amount 12.50",
    "ticket admit K7QX3/1 --concert jazz --gate North",
    "ticket list --concert jazz -q",
    "venue create --name 'Hall; left' --location Seoul --capacity 300 --timezone Asia/Seoul",
    "artist create --name \"Ani & Budi\" --slug ani-budi",
    "concert create --name Jazz --venue hall --starts-at '2026-11-28 20:00' --artist ani --capacity 20",
    "concert update jazz --starts-at 2026-11-28T20:00:00Z --dry-run",
    "concert cancel jazz --reason rain -y",
    "ticket-type create --concert jazz --name VIP --price 150000 --quota 20 --max-per-order 4",
    "ticket-type update jazz/vip --quota 30 # more",
    "user create --name '김 민수' --email kim@example.org --phone '+62 812 555 0001'",
    "user show +628125550001 --utc --as Rina",
    "report sales --from yesterday --to today",
    "journal list --no-input",
    "office update --name 'The Hall'",
];

/// Values that no argument, or hardly any, takes.
const ODD: &[&str] = &[
    "''",
    "-",
    "--",
    "---",
    "-1",
    "0",
    "=",
    "a/b/c=",
    "jazz/vip=0",
    "jazz/vip=99999999999999999999",
    "/vip",
    "K7QX4",
    "K7QX3/0",
    "1e9",
    "1.000,00",
    "150.00.0",
    "\"\"",
    "\\\\",
    "2026-02-30",
    "24:00",
    "'tomorrow 20:00'",
    "-5m",
    "99999w",
    "Mars/Olympus",
    "a@b",
    "@",
    "+",
    "walk-in",
    "'\u{0}'",
    "\u{1b}[2J",
    "\u{202e}cba",
    "e\u{301}",
    "👩‍👩‍👧",
    "`",
    "$(id)",
    "*",
    "--yes=no",
    "--format=xml",
    "--db other.db",
    "--pay",
    "--password-stdin",
    "init",
    "help",
    "batch",
    "--version",
    "-h",
];

/// A batch of some lines, with up to two things wrong in each.
pub(crate) fn lines(dice: &mut Dice) -> String {
    let lines: Vec<String> = (0..=dice.throw(2)).map(|_| line(dice)).collect();
    lines.join(dice.pick(&["\n", "\n", "\r\n", "\n\n# next\n"]))
}

fn line(dice: &mut Dice) -> String {
    let mut words: Vec<String> = dice.pick(RIGHT).split(' ').map(str::to_owned).collect();
    for _ in 0..dice.throw(3) {
        let (at, other) = (dice.throw(words.len()), dice.throw(words.len()));
        let behind_command = at.max(2).min(words.len() - 1);
        match dice.throw(16) {
            0 => words.swap(at, other),
            1 if 2 < words.len() => drop(words.remove(behind_command)),
            2 => words.insert(other, words[at].clone()),
            3 => words[at].push_str(dice.pick(&["'", "\"", "\\", "#", "s"])),
            4 => words[behind_command] = "x".repeat(1 + dice.throw(2500)),
            5 => words.extend([dice.pick(ODD).to_owned()]),
            6 => words[at] = words[at].to_uppercase(),
            7 => {
                let begin = dice.throw(words[at].chars().count() + 1);
                words[at] = words[at].chars().skip(begin).collect();
            }
            _ => dice.pick(ODD).clone_into(&mut words[behind_command]),
        }
    }
    words.join(" ")
}

/// Reads a batch through. Whether a line of it came as far as the values of its arguments.
pub(crate) fn reads(reader: &mut BatchReader, bytes: &[u8]) -> bool {
    let written: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let (mut last, mut reached) = (0, false);
    let read = reader.each("evening.txt", bytes, |line: ReadLine| {
        assert!(last < line.number, "line {} after {last}", line.number);
        last = line.number;
        let at = usize::try_from(line.number).unwrap() - 1;
        let text = String::from_utf8_lossy(written[at]);
        match &line.error {
            None => assert!(!line.command.is_empty(), "{text}"),
            Some(error) => says_what_is_wrong(&text, &line, error),
        }
        let is_value = |error: &Error| error.code != Code::Usage && !line.command.is_empty();
        reached |= line.error.as_ref().is_none_or(is_value);
    });
    if let Err(error) = read {
        let placed = error
            .message
            .strip_prefix(&format!("evening.txt:{}: ", last + 1));
        assert!(placed.is_some(), "no place: {}", error.message);
    }
    reached
}

/// An error in a line names a column of it, an argument of its command, or a word that stands in it.
fn says_what_is_wrong(text: &str, line: &ReadLine, error: &Error) {
    let message = error.message.as_str();
    let whole = [
        "the line is not UTF-8",
        "a line of a batch shows neither ",
        "a command or an argument is missing",
    ];
    let column = message.split_once(" in column ").map(|(_, rest)| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().unwrap()
    });
    let is_placed = match column {
        Some(column) => (1..=text.chars().count()).contains(&column),
        None => whole.iter().any(|begin| message.starts_with(begin)) || names(text, message),
    };
    assert!(is_placed, "{}: {text}: no place: {message}", line.number);
}

/// Whether what the message quotes first is an argument, or stands in the line.
fn names(text: &str, message: &str) -> bool {
    let Some((_, rest)) = message.split_once('`') else {
        return false;
    };
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    // What colours a terminal is left out of a message.
    let shown = StyledStr::from(text.to_owned()).to_string();
    let quoted = rest.split_once('`').map_or(rest, |(quoted, _)| quoted);
    let is_argument = quoted.starts_with("--") || quoted.contains(['<', '[']);
    let is_in = |text: &str| letters(text).contains(&letters(quoted));
    is_argument || is_in(text) || is_in(&shown)
}
