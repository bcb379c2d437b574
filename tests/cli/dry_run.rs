//! The tenth complaint: a dry run that does something, or says something else than what is then done.

use std::fs;

use serde_json::Value;

use super::night::{Going, NIGHT};
use super::office::Office;
use super::tree::commands;

#[test]
fn complaint_10_a_dry_run_writes_nothing_and_says_what_the_real_one_would() {
    let office = Office::new();
    let mut night = Going::through(&office);
    for step in NIGHT {
        let before = fs::read(office.file()).unwrap();
        let dry = night.command(step, "--json --dry-run").run().succeeds();
        assert_eq!(
            fs::read(office.file()).unwrap(),
            before,
            "{} wrote",
            step.verb()
        );
        assert!(
            dry.stderr.contains("dry_run"),
            "{}: {}",
            step.verb(),
            dry.stderr
        );
        let real = night.command(step, "--json").run().succeeds();
        agree(&dry.json(), &real.json()).unwrap_or_else(|wrong| panic!("{}: {wrong}", step.verb()));
        night.note(step, &real);
    }
    office
        .run("venue update nowhere --capacity 1 --dry-run")
        .refused("not_found");
}

/// What a dry run says is what the real run says, but for codes, which are not drawn yet.
fn agree(dry: &Value, real: &Value) -> Result<(), String> {
    match (dry, real) {
        (Value::Null, _) => Ok(()),
        (Value::Object(dry), Value::Object(real)) => dry
            .iter()
            // What would become of each row of a list only a dry run says.
            .filter(|(key, _)| *key != "plan")
            .try_for_each(|(key, dry)| {
                agree(dry, &real[key]).map_err(|wrong| format!("{key}: {wrong}"))
            }),
        (Value::Array(dry), Value::Array(real)) if dry.len() == real.len() => dry
            .iter()
            .zip(real)
            .try_for_each(|(dry, real)| agree(dry, real)),
        _ if dry == real => Ok(()),
        _ => Err(format!("{dry} when tried, {real} when done")),
    }
}

#[test]
fn every_command_that_changes_something_is_part_of_the_night() {
    let reads = [
        "list",
        "show",
        "verify",
        "path",
        "status",
        "check",
        "sales",
        "manifest",
        "export",
        "explain",
        "receipt",
        "open-items",
    ];
    let by_themselves = ["init", "batch", "help", "db migrate"];
    for command in commands() {
        let verb = command.split(' ').next_back().unwrap();
        let is_there = NIGHT.iter().any(|step| step.verb() == command);
        let is_exempt = reads.contains(&verb) || by_themselves.contains(&command.as_str());
        assert_ne!(is_there, is_exempt, "{command}");
    }
}
