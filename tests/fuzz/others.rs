//! Lists of orders and of customers: right ones, and what holds of every file that may be one.

use std::collections::HashMap;

use boxoffice::domain::{OrderField, UserField};
use boxoffice::import::{
    Field, FieldMap, Form, List as Opened, OrderDraft, OrderDrafts, Refusal, Source, Watch,
    read_user,
};

use serde_json::json;

use super::dice::Dice;
use super::list::List;
use super::place::Place;

/// A list of orders that is right: one row each, or a row for each of their items.
pub(crate) fn orders(dice: &mut Dice) -> List {
    let mut header = vec!["key"];
    if dice.chance(50) {
        header.push("items");
    } else {
        header.extend(["concert", "ticket_type", "quantity"]);
    }
    let more = [
        "user",
        "name",
        "pay",
        "tendered",
        "reference",
        "expires_at",
        "note",
    ];
    header.extend(more.iter().filter(|_| dice.chance(50)));
    fill(&header, dice)
}

/// A list of customers that is right.
pub(crate) fn users(dice: &mut Dice) -> List {
    let more: &[&str] = dice.pick(&[&["email"][..], &["phone"], &["email", "phone", "note"]]);
    fill(&[&["name"], more].concat(), dice)
}

fn fill(header: &[&str], dice: &mut Dice) -> List {
    let rows = (0..=dice.throw(5))
        .map(|at| header.iter().map(|column| cell(column, at, dice)).collect())
        .collect();
    List {
        header: header.iter().map(|column| (*column).to_owned()).collect(),
        rows,
    }
}

fn cell(column: &str, at: usize, dice: &mut Dice) -> String {
    let n = dice.throw(1000);
    match column {
        "key" => format!("order-{}", at / (1 + dice.throw(2))),
        "items" => dice
            .pick(&[
                "jazz/adult=2 child",
                "night-1/vip",
                "[\"a/b=1\"]",
                "[{\"ticket_type\":\"a/b\"}]",
                "listed",
            ])
            .replace("listed", &listed_items(dice)),
        "concert" => format!("night-{n}"),
        "ticket_type" => dice.pick(&["adult", "vip", "child"]).to_owned(),
        "quantity" => format!("{}", 1 + n % 9),
        "user" | "email" => format!("person{n}@example.org"),
        "name" => dice.pick(&["Sari", "김 민수", "O'Neil, \"Jo\""]).to_owned(),
        "pay" => dice.pick(&["cash", "card=150000", ""]).to_owned(),
        "tendered" => dice.pick(&["150000", "Rp1.000.000", ""]).to_owned(),
        "expires_at" => dice.pick(&["20m", "2026-11-28 20:00", ""]).to_owned(),
        "phone" => format!("+62 812 555 {n:04}"),
        _ => format!("text {n}"),
    }
}

/// Items as a list in JSON, now and then with one that is none.
fn listed_items(dice: &mut Dice) -> String {
    let mut items = Vec::new();
    for _ in 0..=dice.throw(3) {
        let n = dice.throw(20);
        items.push(match dice.throw(12) {
            0 => json!(n),
            1 => json!({"concert": "jazz", "quantity": n}),
            2 => json!({"concert": "jazz", "ticket_type": "vip", "quantity": n.to_string()}),
            3 => json!({"ticket_type": "a/b", "quantity": -1}),
            4 => json!([["jazz/vip"]]),
            5 => json!({"concert": null, "ticket_type": "night-1/vip", "seat": "A"}),
            6..=8 => json!(format!("jazz/vip={n}")),
            _ => json!({"concert": "jazz", "ticket_type": "vip", "quantity": 1 + n}),
        });
    }
    json!(items).to_string()
}

/// Reads a file as a list of orders. Whether one came as far as what is wanted.
pub(crate) fn reads_orders(name: &str, bytes: &[u8]) -> bool {
    let maps = [];
    let Some(list) = opened::<OrderField>(name, bytes, &maps) else {
        return false;
    };
    let drafts = match OrderDrafts::of(&list) {
        Ok(drafts) => drafts,
        Err(error) => {
            Place::in_file(bytes).must_be_told(&error);
            return false;
        }
    };
    let (mut lines, mut refusals, mut reached) = (Vec::new(), Vec::new(), false);
    let visited = drafts.each(|draft: OrderDraft| {
        assert!(
            draft
                .refusals
                .iter()
                .all(|refusal| draft.lines.contains(&refusal.line))
        );
        assert!(!draft.lines.is_empty());
        reached |=
            !draft.row.items.is_empty() || draft.refusals.iter().any(|it| it.column.is_some());
        lines.extend(draft.lines);
        refusals.extend(draft.refusals);
        Ok(())
    });
    visited.unwrap();
    assert!(lines.is_sorted_by(|one, other| one < other), "{lines:?}");
    assert_eq!(u64::try_from(lines.len()).unwrap(), list.rows());
    writes_back(&list, &refusals);
    reached
}

/// Reads a file as a list of customers. Whether one came as far as its name.
pub(crate) fn reads_users(name: &str, bytes: &[u8]) -> bool {
    // With a map, columns of other names are left out.
    let maps = ["name=name".parse().unwrap()];
    let Some(list) = opened::<UserField>(name, bytes, &maps) else {
        return false;
    };
    let (mut rows, mut refusals, mut reached) = (0, Vec::new(), false);
    let visited = list.each(|row| {
        rows += 1;
        reached |= row.wrong().is_none();
        if let Err(refused) = read_user(&list, &row) {
            assert!(!refused.is_empty() && refused.iter().all(|it| it.line == row.line));
            refusals.extend(refused);
        }
        Ok(())
    });
    visited.unwrap();
    assert_eq!(rows, list.rows());
    writes_back(&list, &refusals);
    reached
}

fn opened<F: Field>(name: &str, bytes: &[u8], maps: &[FieldMap<F>]) -> Option<Opened<F>> {
    let watch: Watch<'_> = &mut |_| Ok(());
    let source = Source::spool(name, bytes, watch).unwrap();
    match Opened::open(source, &Form::default(), maps, watch) {
        Ok(list) => Some(list),
        Err(error) => {
            Place::in_file(bytes).must_be_told(&error);
            None
        }
    }
}

fn writes_back<F: Field>(list: &Opened<F>, refusals: &[Refusal]) {
    let mut bytes = Vec::new();
    let keys = HashMap::new();
    list.rejects(refusals, &keys, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    for refusal in refusals {
        assert!(2 < refusal.reason().len(), "{refusal:?}");
    }
    assert!(
        refusals.is_empty() || text.contains("refused_because"),
        "{text}"
    );
}
