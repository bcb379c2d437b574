//! What each format and each voice says.

use super::{Format, Printer, Settings, Voice};
use crate::domain::{Code, Error};
use crate::view::{Cell, Column, View};

#[derive(serde::Serialize)]
struct Artist {
    slug: &'static str,
    name: &'static str,
}

impl View for Artist {
    const COLUMNS: &'static [Column] = &[
        Column::always("slug", "Slug"),
        Column::shrinkable("name", "Name"),
    ];
    const PLURAL: &'static str = "artists";

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(self.slug), Cell::text(self.name)]
    }

    fn reference(&self) -> String {
        self.slug.to_owned()
    }
}

const TULUS: Artist = Artist {
    slug: "tulus",
    name: "=Tulus",
};

fn hear(format: Format, voice: Voice, say: impl FnOnce(&Printer)) -> (String, String) {
    let (printer, out, err) = Printer::kept(Settings {
        format,
        voice,
        ..Settings::default()
    });
    say(&printer);
    (out.take(), err.take())
}

#[test]
fn one_record_has_a_form_in_each_format() {
    for (format, expected) in [
        (Format::Table, "Slug  tulus\nName  =Tulus\n"),
        (
            Format::Json,
            "{\n  \"slug\": \"tulus\",\n  \"name\": \"=Tulus\"\n}\n",
        ),
        (Format::Ndjson, "{\"slug\":\"tulus\",\"name\":\"=Tulus\"}\n"),
        (Format::Csv, "slug,name\ntulus,'=Tulus\n"),
    ] {
        let (out, err) = hear(format, Voice::Usual, |printer| {
            printer.answer(&TULUS).unwrap();
        });
        assert_eq!((out.as_str(), err.as_str()), (expected, ""), "{format:?}");
    }
}

#[test]
fn an_empty_list_is_an_empty_answer_of_its_format() {
    for (format, out, err) in [
        (Format::Table, "", "No artists.\n"),
        (Format::Json, "[]\n", ""),
        (Format::Ndjson, "", ""),
        (Format::Csv, "slug,name\n", ""),
    ] {
        let heard = hear(format, Voice::Usual, |printer| {
            printer.list::<Artist>(&[], 0).unwrap();
        });
        assert_eq!(heard, (out.to_owned(), err.to_owned()), "{format:?}");
    }
}

#[test]
fn people_are_told_when_a_list_is_not_whole() {
    let say = |printer: &Printer| printer.list(&[TULUS], 312).unwrap();
    assert_eq!(
        hear(Format::Table, Voice::Usual, say).1,
        "Showing 1 of 312. Use --all.\n"
    );
    assert_eq!(hear(Format::Ndjson, Voice::Usual, say).1, "");
}

#[test]
fn quiet_prints_references_alone_and_no_status() {
    let heard = hear(Format::Table, Voice::Quiet, |printer| {
        printer.status("Artist made.");
        printer.hint("next");
        printer.list(&[TULUS, TULUS], 9).unwrap();
    });
    assert_eq!(heard, ("tulus\ntulus\n".to_owned(), String::new()));
}

#[test]
fn scripts_hear_warnings_and_failures_as_json_lines_and_nothing_else() {
    let (out, err) = hear(Format::Json, Voice::Usual, |printer| {
        printer.status("Artist made.");
        printer.hint("next");
        printer.warning("practice", "practice office");
        printer.failure(&Error::new(Code::Taken, "taken"));
    });
    assert_eq!(out, "");
    assert_eq!(
        err,
        "{\"warning\":{\"code\":\"practice\",\"message\":\"practice office\"}}\n\
         {\"error\":{\"code\":\"taken\",\"message\":\"taken\",\"hints\":[],\"exit\":4}}\n"
    );
}

#[test]
fn details_are_heard_under_verbose_only() {
    let say = |printer: &Printer| printer.detail("begin");
    assert_eq!(hear(Format::Table, Voice::Verbose, say).1, "begin\n");
    assert_eq!(hear(Format::Table, Voice::Usual, say).1, "");
}
