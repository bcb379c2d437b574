//! What nobody may do to the file, tried from the `sqlite3` shell as it starts and again with foreign keys enforced.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

mod attack;
mod attacks;
mod attacks_changes;
mod attacks_pools;
mod attacks_prices;
mod attacks_reports;
mod night;
mod shell;
mod states;

use std::path::Path;

use attack::{Attack, Expected};
use attacks::ATTACKS;
use attacks_changes::CHANGES;
use shell::{Outcome, Shell};

/// Tries one attack with and without foreign keys, each on a fresh copy, and says what went wrong.
fn attack(shell: &Shell, attack: &Attack) -> Vec<String> {
    let outcomes = ["", "PRAGMA foreign_keys = ON;"].map(|before| shell.run(before, attack.sql));
    let wrong = outcomes
        .iter()
        .filter_map(|outcome| wrong(outcome, attack.expected));
    let mut wrong: Vec<_> = wrong.collect();
    let went_through = |outcome: &Outcome| !matches!(outcome, Outcome::Refused { .. });
    if !matches!(attack.expected, Expected::Refused) && !outcomes.iter().any(went_through) {
        let said = outcomes.iter().filter_map(Outcome::said).next_back();
        let said = said.unwrap_or_default();
        wrong.push(format!(
            "is refused in either way ({said}); say so in the table"
        ));
    }
    wrong
        .iter()
        .map(|wrong| format!("{}: {wrong}", attack.name))
        .collect()
}

fn wrong(outcome: &Outcome, expected: Expected) -> Option<String> {
    match (outcome, expected) {
        (Outcome::Broken(error), _) => Some(format!("is no SQL: {error}")),
        (
            Outcome::Refused {
                changed: true,
                said,
            },
            _,
        ) => Some(format!("was refused ({said}), but changed the file")),
        (Outcome::Refused { .. }, Expected::Refused | Expected::Found(_)) => None,
        (Outcome::Refused { said, .. }, Expected::Harmless(reason)) => {
            Some(format!("was refused, though {reason}: {said}"))
        }
        (Outcome::Done(findings), Expected::Refused) => {
            Some(format!("went through; the check finds {findings:?}"))
        }
        (Outcome::Done(findings), Expected::Found(check)) => {
            let found = findings.iter().any(|(by, _)| by == check);
            (!found).then(|| format!("`{check}` does not find it, but {findings:?}"))
        }
        (Outcome::Done(findings), Expected::Harmless(reason)) => {
            (!findings.is_empty()).then(|| format!("the check finds {findings:?}, though {reason}"))
        }
    }
}

/// Holds attacks on a night to which `plant` adds something.
fn all_hold(attacks: &[Attack], plant: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let night = night::make(folder.path());
    plant(&night);
    assert_eq!(
        night::findings(&night),
        [],
        "the night is sound before anybody touches it"
    );
    let shell = Shell::on(&night);
    let wrong: Vec<_> = attacks.iter().flat_map(|one| attack(&shell, one)).collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        attacks.len(),
        wrong.join("\n")
    );
}

#[test]
fn no_statement_breaks_an_invariant_unnoticed() {
    all_hold(ATTACKS, |_| {});
}

#[test]
fn no_statement_undoes_what_was_kept_moved_or_set_aside() {
    all_hold(CHANGES, attacks_changes::change);
}

#[test]
fn no_statement_breaks_a_pool_unnoticed() {
    all_hold(attacks_pools::ATTACKS, attacks_pools::plant);
}

#[test]
fn no_statement_makes_a_price_that_nobody_agreed_to() {
    let attacks = [
        attacks_prices::TIERS,
        attacks_prices::DISCOUNTS,
        attacks_prices::FEES,
    ]
    .concat();
    all_hold(&attacks, attacks_prices::price);
}

#[test]
fn what_reports_are_made_of_cannot_be_bent() {
    all_hold(attacks_reports::ATTACKS, attacks_reports::plant);
}

#[test]
fn an_order_goes_from_state_to_state_only_as_the_contract_says() {
    all_hold(&states::pairs(), |_| {});
}

#[test]
fn every_attack_has_a_name_of_its_own_and_there_are_many() {
    let all = || ATTACKS.iter().chain(CHANGES);
    let mut names: Vec<_> = all().map(|attack| attack.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all().count());
    assert!(names.len() >= 90, "{}", names.len());
}

/// A check that no attack reaches might as well not be there.
#[test]
fn every_check_finds_something() {
    let reached = |check: &str| {
        ATTACKS
            .iter()
            .chain(attacks_reports::ATTACKS)
            .any(|attack| matches!(attack.expected, Expected::Found(by) if by == check))
    };
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/repository/check.rs");
    let text = std::fs::read_to_string(source).unwrap();
    let checks: Vec<_> = text
        .split("check: \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(checks.len() > 10, "{checks:?}");
    let unreached: Vec<_> = checks.into_iter().filter(|check| !reached(check)).collect();
    assert!(unreached.is_empty(), "{unreached:?}");
}
