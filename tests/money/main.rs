//! Whole evenings at random against a simple model: after every step, money, places, tickets and reports agree.
//!
//! A sequence is a seed. `BOXOFFICE_MONEY_CASES` says how many sequences are played, `BOXOFFICE_MONEY_SEED` which is the
//! first; one that fails names the seed that plays it again.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

mod act;
mod agree;
mod alter;
mod case;
mod change;
mod dice;
mod give;
mod house;
mod mass;
mod model;
mod predict;
mod sale;
mod step;
mod throw;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use boxoffice::domain::Code;
use case::{Case, Played};

/// How many sequences an ordinary run plays, and how many steps each has.
const CASES: u64 = 160;
const STEPS: usize = 50;
/// A long run meets every verb and every refusal so often.
const LONG: u64 = 10_000;
const OFTEN: usize = 100;

/// Every refusal that these verbs have for a request that can be read and names what is there.
const REFUSALS: &[Code] = &[
    Code::Usage,
    Code::Ambiguous,
    Code::SoldOut,
    Code::NotOnSale,
    Code::ConcertCancelled,
    Code::ConcertPast,
    Code::LimitExceeded,
    Code::WrongAmount,
    Code::WrongState,
    Code::PaidOrder,
    Code::NothingToRefund,
    Code::BelowTaken,
    Code::NotAdmitted,
    Code::DiscountRefused,
];

/// A setting of a long run.
fn number(variable: &str) -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "this is the test's own setting")]
    let asked = std::env::var(variable);
    asked.ok()?.parse().ok()
}

#[test]
fn every_evening_adds_up_after_every_step() {
    let first = number("BOXOFFICE_MONEY_SEED").unwrap_or(1);
    let cases = number("BOXOFFICE_MONEY_CASES").unwrap_or(CASES);
    let halves = [0, 1].map(|half| {
        thread::spawn(move || {
            let seeds = (first..first + cases).filter(|seed| seed % 2 == half);
            play(seeds)
        })
    });
    let mut played = Played::new();
    for half in halves {
        for (what, times) in half.join().unwrap_or_else(|_| panic!("a sequence failed")) {
            *played.entry(what).or_default() += times;
        }
    }
    println!("{}", tell(&played));
    let refusals = REFUSALS.iter().map(|code| format!("refused: {code}"));
    let all = step::VERBS.iter().map(ToString::to_string).chain(refusals);
    let often = |what: &String| played.get(what).copied().unwrap_or_default();
    let rare: Vec<_> = all.filter(|what| often(what) < OFTEN).collect();
    assert!(
        cases < LONG || rare.is_empty(),
        "not often enough: {rare:?}"
    );
    let known =
        |what: &&String| what.starts_with("refused: ") || step::VERBS.contains(&what.as_str());
    assert!(
        played.keys().all(|what| known(&what)),
        "a verb is not in the list"
    );
}

fn play(seeds: impl Iterator<Item = u64>) -> Played {
    let mut played: Played = BTreeMap::new();
    for seed in seeds {
        let case = catch_unwind(AssertUnwindSafe(|| {
            let mut case = Case::new(seed);
            for _ in 0..STEPS {
                case.step();
            }
            case.end()
        }));
        let Ok(of_case) = case else {
            panic!("again with BOXOFFICE_MONEY_SEED={seed} BOXOFFICE_MONEY_CASES=1");
        };
        for (what, times) in of_case {
            *played.entry(what).or_default() += times;
        }
    }
    played
}

fn tell(played: &Played) -> String {
    let lines = played
        .iter()
        .map(|(what, times)| format!("{times:>8}  {what}"));
    lines.collect::<Vec<_>>().join("\n")
}
