//! What each field of a row may say.

use boxoffice::domain::{ConcertRow, TypeRow, Word};

use super::house::{House, List, list};

fn only(list: &List) -> ConcertRow {
    let read = list.read();
    assert_eq!(read.problems, Vec::<String>::new());
    read.rows.into_iter().next().unwrap()
}

fn note(list: &List) -> Option<String> {
    only(list).note.map(|note| note.to_string())
}

/// The types as `NAME PRICE QUOTA`.
fn types(row: &ConcertRow) -> Vec<String> {
    let told = |of: &TypeRow| {
        let price = of
            .price
            .map_or("-".to_owned(), |it| it.amount.0.to_string());
        let quota = of.quota.map_or("-".to_owned(), |it| it.to_string());
        format!("{} {price} {quota}", of.name)
    };
    row.ticket_types.iter().map(told).collect()
}

fn concert(header: &str, cells: &str) -> List {
    let header = format!("name,venue,starts_at,{header}");
    list(&header, &[&format!("Jazz,Hall,2026-12-05 20:00,{cells}")])
}

#[test]
fn a_row_says_its_end_its_state_and_a_note() {
    let row = only(&concert(
        "ends_at,status,note",
        "02:00,Cancelled,\"Bring\na  torch\"",
    ));
    assert_eq!(format!("{:?}", row.ends.unwrap()), "Clock(02:00:00)");
    assert_eq!(row.status.unwrap().as_str(), "cancelled");
    assert_eq!(row.note.unwrap().as_str(), "Bring a torch");
}

#[test]
fn a_state_in_other_words_is_understood_or_refused() {
    for (word, status) in [
        ("EventRescheduled", "scheduled"),
        ("https://schema.org/EventPostponed", "postponed"),
        ("취소", "cancelled"),
    ] {
        let row = only(&concert("status", word));
        assert_eq!(row.status.unwrap().as_str(), status, "{word}");
    }
    assert_eq!(
        note(&concert("status,note", "rescheduled,Hall 2")).unwrap(),
        "Hall 2; rescheduled"
    );
    let refused = concert("status", "perhaps").read().problems;
    assert_eq!(
        refused,
        ["2: status: `perhaps` is none of scheduled, postponed, cancelled"]
    );
}

#[test]
fn a_type_may_say_its_slug_its_sale_and_its_limit() {
    let header =
        "ticket_type,ticket_type_slug,price,quota,sale_starts_at,sale_ends_at,max_per_order";
    let list = concert(
        header,
        "Early Bird,eb,150.000,80,2026-11-01 10:00,2026-12-01,4",
    );
    let row = only(&list);
    let [of] = row.ticket_types.as_slice() else {
        panic!("{:?}", row.ticket_types);
    };
    assert_eq!(of.slug.as_ref().unwrap().as_str(), "eb");
    assert_eq!(of.max_per_order, Some(4));
    let (starts, ends) = (of.sale_starts.unwrap(), of.sale_ends.unwrap());
    assert_eq!(format!("{starts:?}"), "Local(2026-11-01T10:00:00)");
    assert_eq!(format!("{ends:?}"), "Day(2026-12-01)");
}

#[test]
fn a_type_may_be_named_by_its_slug_alone_and_by_nothing_else() {
    assert_eq!(
        types(&only(&concert(
            "ticket_type_slug,price,quota",
            "vip,5000,2"
        ))),
        ["vip 5000 2"]
    );
    let problems = concert("ticket_type,price,sale_ends_at", ",5000,2026-12-01")
        .read()
        .problems;
    assert_eq!(
        problems,
        [
            "2: price: `5000` without a ticket type",
            "2: sale_ends_at: `2026-12-01` without a ticket type"
        ]
    );
}

#[test]
fn each_price_column_is_a_type_where_it_says_a_price() {
    let list = list(
        "title,venue,starts_at,Advance,Door,Seats",
        &[
            "A,Hall,2026-12-05 20:00,20.000,25.000,80",
            "B,Hall,2026-12-06 20:00,,25.000,",
            "C,Hall,2026-12-07 20:00,free,,9",
        ],
    )
    .map("name=title")
    .map("ticket_type.Advance.price=Advance")
    .map("ticket_type.Advance.quota=Seats")
    .map("ticket_type.Box office.price=door")
    .set("ticket_type.Box office.quota=50")
    .set("max_per_order=6");
    let read = list.read();
    assert_eq!(read.problems, Vec::<String>::new());
    let found: Vec<_> = read.rows.iter().map(types).collect();
    assert_eq!(
        found,
        [
            vec!["Advance 20000 80", "Box office 25000 50"],
            vec!["Box office 25000 50"],
            vec!["Advance 0 9"],
        ]
    );
    assert_eq!(read.rows[0].ticket_types[1].max_per_order, Some(6));
}

#[test]
fn a_price_in_words_is_a_note_in_a_foreign_list_and_an_error_in_ours() {
    let foreign = |words: &str| {
        list(
            "name,venue,starts_at,cost",
            &[&format!("Jazz,Hall,2026-12-05 20:00,{words}")],
        )
        .map("ticket_type.regular.price=cost")
        .set("ticket_type.regular.quota=80")
    };
    let prose = foreign("20.000 / 25.000 at the door");
    let read = prose.read();
    assert_eq!(
        read.oddities,
        ["2: price_as_note: `20.000 / 25.000 at the door`"]
    );
    assert_eq!(types(&read.rows[0]), Vec::<String>::new());
    assert_eq!(note(&prose).unwrap(), "price: 20.000 / 25.000 at the door");
    let problems = House::open().refuses(&prose.location("Jakarta").strict());
    assert!(
        problems[0].contains("--strict refuses `price_as_note`"),
        "{problems:?}"
    );
    assert_eq!(note(&foreign("price")), None);
    let ours = concert("ticket_type,price,quota", "Adult,one flower,80");
    assert!(ours.read().problems[0].starts_with("2: price: `one flower` is not a sum of money"));
}

#[test]
fn what_is_wrong_in_a_price_column_is_told_by_the_name_of_the_column() {
    let list = concert("ticket_type.VIP.price,ticket_type.VIP.quota", "1.2.3,many");
    let problems = list.read().problems;
    assert!(problems[0].starts_with("2: ticket_type.VIP.price: `1.2.3` is not a sum"));
    assert!(problems[1].starts_with("2: ticket_type.VIP.quota: `many` is not a whole number"));
}

#[test]
fn all_types_may_stand_in_one_cell_as_a_json_list() {
    let cell = r#""[{""name"": ""VIP"", ""price"": {""amount"": ""500000"", ""currency"": ""IDR""}, ""quota"": 20},
        {""name"": ""Adult"", ""price"": 150000.0, ""slug"": null}]""#;
    let list = concert("ticket_types", cell).set("quota=7");
    assert_eq!(types(&only(&list)), ["VIP 500000 20", "Adult 150000 7"]);
    for (cell, problem) in [
        (
            "VIP",
            "2: ticket_types: `VIP` is no JSON list of ticket types",
        ),
        (
            r#""[{""nam"": ""VIP""}]""#,
            "2: ticket_types: 1. `nam` is nothing a ticket type has",
        ),
        (
            r#""[{""price"": 5}]""#,
            "2: ticket_types: 1. name: a ticket type without a name",
        ),
        (
            r#""[{""name"": ""A""}, {""name"": ""B"", ""quota"": -1}]""#,
            "2: ticket_types: 2. quota: `-1` is not a whole number",
        ),
        (
            r#""[{""name"": ""A""}, {""name"": ""A""}]""#,
            "2: ticket_type: the ticket type `A` twice",
        ),
    ] {
        let problems = concert("ticket_types", cell).read().problems;
        assert!(problems[0].starts_with(problem), "{problems:?}");
    }
}

#[test]
fn a_line_up_may_be_a_json_list() {
    let names = |cell: &str| -> Vec<String> {
        let row = only(&concert("artists", cell));
        let artists = row.artists.unwrap_or_default();
        artists.iter().map(ToString::to_string).collect()
    };
    let list = r#""[""Ani; Trio"", {""name"": ""Budi""}, ""No Soloist""]""#;
    assert_eq!(names(list), ["Ani; Trio", "Budi"]);
    assert_eq!(names("[Alexandros]; Ani"), ["[Alexandros]", "Ani"]);
    assert_eq!(names("[]"), Vec::<String>::new());
}

#[test]
fn a_value_stands_where_a_row_says_nothing() {
    let list = list(
        "name,venue,starts_at,status",
        &[
            "A,Hall,2026-12-05 20:00,",
            "B,Hall,2026-12-06 20:00,postponed",
        ],
    )
    .set("status=scheduled")
    .set("capacity=200");
    let rows = list.read().rows;
    let found: Vec<_> = rows
        .iter()
        .map(|row| (row.status.unwrap().as_str(), row.capacity))
        .collect();
    assert_eq!(found, [("scheduled", Some(200)), ("postponed", Some(200))]);
}

#[test]
fn times_are_local_where_the_user_says_so() {
    let list = list(
        "name,venue,starts_at",
        &["A,Hall,2026-07-05T22:00:00+00:00"],
    );
    let start = |list: &List| format!("{:?}", only(list).start.unwrap());
    assert!(start(&list).starts_with("Fixed("));
    assert_eq!(start(&list.local_times()), "Local(2026-07-05T22:00:00)");
}
