//! Lists of concerts as cells: right ones, and what goes wrong with them before they become a file.

use super::dice::Dice;

/// A header and rows under it.
#[derive(Debug, Clone)]
pub(crate) struct List {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Columns that may stand beside those that every list has. Those of one line go together.
const MORE: &[&[&str]] = &[
    &["concert"],
    &["timezone"],
    &["doors_at"],
    &["ends_at"],
    &["artists"],
    &["capacity"],
    &["status"],
    &["note"],
    &["source", "source_id"],
    &["ticket_type", "price", "quota"],
    &[
        "ticket_type",
        "ticket_type_slug",
        "price",
        "quota",
        "max_per_order",
    ],
    &[
        "ticket_type",
        "price",
        "quota",
        "sale_starts_at",
        "sale_ends_at",
    ],
    &["ticket_types"],
    &["ticket_type.vip.price", "ticket_type.vip.quota"],
];

/// Cells that no field, or hardly any, means.
const ODD: &[&str] = &[
    "",
    " ",
    "None",
    "N/A",
    "-",
    "TBA",
    "null",
    "true",
    "[]",
    "{}",
    "[1,2]",
    "{\"a\":[",
    "=1+1",
    "'=1",
    "\"",
    "\"\"",
    "a\"b",
    "\"open",
    "a,b",
    "a;b",
    "a\tb",
    "a|b",
    "two\nlines",
    "two\r\nlines",
    "\r",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}cba",
    "\u{200f}",
    "\u{feff}",
    "\u{fffd}",
    "e\u{301}",
    "👩‍👩‍👧",
    "몽니 (monni) ",
    "ß",
    "İ",
    "ﷺ",
    "0",
    "-1",
    "007",
    "1e999",
    "1e-999",
    "99999999999999999999999999",
    "9223372036854775807",
    "-9223372036854775808",
    "1.000.000,00",
    "15.000",
    "1'000",
    "0x10",
    "NaN",
    "Infinity",
    "1/2",
    "예매 20,000 / 현매 25,000",
    "무료",
    "1만5천원",
    "2026-02-30",
    "2026-13-01 20:00",
    "0000-00-00",
    "9999-12-31 23:59",
    "10000-01-01",
    "-0001-01-01",
    "1842-12-07",
    "2104-09-16 20:00",
    "28/11/2026",
    "tomorrow",
    "24:00",
    "25:61",
    "7:30PM",
    "20h30",
    "2027-03-28 02:30",
    "2026-11-28T20:00:00+99:00",
    "2026-11-28T20:00:00Z",
    "2026-11-28T20:00:60Z",
    "Mars/Olympus",
    "UTC",
    "cancelled",
    "scheduled",
    "sold out",
    "walk-in",
    "https://schema.org/EventCancelled",
];

/// A list that is right.
pub(crate) fn right(dice: &mut Dice) -> List {
    let mut header = vec!["name", "venue", "location"];
    if dice.chance(80) {
        header.push("starts_at");
    } else {
        header.extend(["date", "time"]);
    }
    for _ in 0..dice.throw(4) {
        for column in MORE[dice.throw(MORE.len())] {
            if !header.contains(column) {
                header.push(column);
            }
        }
    }
    let rows = (0..=dice.throw(5))
        .map(|_| header.iter().map(|column| cell(column, dice)).collect())
        .collect();
    List {
        header: header.into_iter().map(str::to_owned).collect(),
        rows,
    }
}

/// A cell that says something a column of that name means.
fn cell(column: &str, dice: &mut Dice) -> String {
    let n = dice.throw(1000);
    let date = format!("20{}-{:02}-{:02}", 20 + n % 12, 1 + n % 12, 1 + n % 28);
    match column {
        "name" | "venue" => {
            let words = [
                "Jazz",
                "Night, late",
                "서울 밤",
                "Café \"A\"",
                "'t Hof",
                "Ünder; Gr. = x",
                "A|B",
            ];
            format!("{} {}", dice.pick(&words), n % 7)
        }
        "concert" | "ticket_type_slug" => format!("night-{n}"),
        "location" => dice.pick(&["Seoul", "Jakarta", "Malmö, SWEDEN"]).to_owned(),
        "starts_at" | "sale_starts_at" | "sale_ends_at" => {
            let hour = dice.pick(&[
                "",
                " 20:00",
                "T20:00",
                " 7:30PM",
                "T20:00:00Z",
                "T20:00-05:00",
            ]);
            format!("{date}{hour}")
        }
        "date" => date,
        "time" | "doors_at" | "ends_at" => {
            dice.pick(&["19:30", "7:30PM", "19.30", "None"]).to_owned()
        }
        "timezone" => dice.pick(&["Asia/Jakarta", "Asia/Seoul", "UTC"]).to_owned(),
        "artists" => dice
            .pick(&[
                "Ani; Budi",
                "몽니",
                "[\"A\",\"B\"]",
                "[{\"name\":\"A\"}]",
                "",
            ])
            .to_owned(),
        "status" => dice
            .pick(&["scheduled", "postponed", "cancelled", ""])
            .to_owned(),
        "price" | "ticket_type.vip.price" => dice
            .pick(&["150000", "Rp150.000", "0", "20,000원"])
            .to_owned(),
        "ticket_type" => dice.pick(&["Adult", "Child", "VIP"]).to_owned(),
        "ticket_types" => "[{\"name\":\"Adult\",\"price\":\"1000\",\"quota\":10}]".to_owned(),
        "source" => "gigs".to_owned(),
        _ => n.to_string(),
    }
}

/// Does one thing to a list that people and programs do to lists.
pub(crate) fn spoil(list: &mut List, dice: &mut Dice) {
    if list.rows.is_empty() || list.header.is_empty() {
        return;
    }
    let (row, column) = (dice.throw(list.rows.len()), dice.throw(list.header.len()));
    match dice.throw(14) {
        0 => {
            let other = dice.throw(list.header.len());
            list.rows[row].swap(column, other);
        }
        1 => {
            list.header
                .insert(column, format!("{}2", list.header[column]));
            for row in &mut list.rows {
                row.insert(column, row[column].clone());
            }
        }
        2 if list.header.len() > 5 => {
            list.header.remove(column);
            for row in &mut list.rows {
                row.remove(column);
            }
        }
        3 => list.header[column] = list.header[column].to_uppercase().replace('_', " "),
        4 if dice.chance(20) => dice.pick(ODD).clone_into(&mut list.header[column]),
        5 => {
            let double = list.rows[row].clone();
            list.rows.push(double);
        }
        6 => list.rows[row].fill(String::new()),
        7 => {
            list.rows[row][column] = "x".repeat(1 + dice.throw(2500));
        }
        8 => {
            let odd = dice.pick(ODD);
            let at = dice.throw(list.rows[row][column].chars().count() + 1);
            let begin: String = list.rows[row][column].chars().take(at).collect();
            let end: String = list.rows[row][column].chars().skip(at).collect();
            list.rows[row][column] = format!("{begin}{odd}{end}");
        }
        _ => dice.pick(ODD).clone_into(&mut list.rows[row][column]),
    }
}
