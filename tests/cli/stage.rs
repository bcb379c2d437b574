//! A house with one concert on sale, for scenarios at the counter and at the door.

use super::office::Office;

/// The doors of `jazz` are open then: 28 November 2026, 19:30 in Jakarta.
pub(crate) const DOORS: &str = "2026-11-28T12:30:00Z";

/// A day after [`super::office::NOW`].
pub(crate) const NEXT_DAY: &str = "2026-11-02T03:00:00Z";

/// An order as it was answered.
pub(crate) struct Sold {
    /// Its code.
    pub(crate) order: String,
    /// The codes of its tickets.
    pub(crate) codes: Vec<String>,
}

/// `jazz` on 28 November at 20:00 for 12 people: 3 `vip`, at most 2 an order, and 10 `adult`; `child` from 2 November
/// until the 27th.
pub(crate) fn stage() -> Office {
    let office = Office::new();
    for line in [
        "venue create --name Istora --location Jakarta --capacity 12",
        "artist create --name Tulus",
        "concert create --name Jazz --venue istora --artist tulus \
             --starts-at '2026-11-28 20:00' --doors-at '2026-11-28 19:00'",
        "ticket-type create --concert jazz --name VIP --price 100000 --quota 3 --max-per-order 2",
        "ticket-type create --concert jazz --name Adult --price 75000 --quota 10",
        "ticket-type create --concert jazz --name Child --price 50000 --quota 10 \
             --sale-starts-at '2026-11-02 10:00' --sale-ends-at '2026-11-27 10:00'",
    ] {
        office.run(line).succeeds();
    }
    office
}

/// Runs a command that answers with an order.
#[track_caller]
pub(crate) fn sold(office: &Office, line: &str) -> Sold {
    let order = office.run(&format!("{line} --json")).succeeds().json();
    let codes = order["tickets"].as_array().unwrap().iter();
    let codes = codes.map(|ticket| ticket["code"].as_str().unwrap().to_owned());
    Sold {
        order: order["order"].as_str().unwrap().to_owned(),
        codes: codes.collect(),
    }
}
