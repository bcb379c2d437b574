//! The whole help, so that every change of it is seen.

use std::fmt::Write;

use super::office::Office;
use super::tree::{commands, help};

#[test]
fn the_help_of_every_command_is_as_it_was_agreed() {
    let office = Office::without_file();
    let mut all = String::new();
    let mut nouns: Vec<String> = vec![String::new()];
    for command in commands() {
        let noun = command.split(' ').next().unwrap().to_owned();
        if noun != command && !nouns.contains(&noun) {
            nouns.push(noun);
        }
        nouns.push(command);
    }
    for command in nouns {
        let title = format!("boxoffice {command}");
        let mut help = help(&office, &command);
        if !command.is_empty() {
            help = without_global_options(&help);
        }
        writeln!(all, "=== {} ===\n{help}", title.trim()).unwrap();
    }
    insta::assert_snapshot!("help", all);
}

/// The same without the options that every command takes, which the root shows once.
fn without_global_options(help: &str) -> String {
    let (before, after) = help.split_once("Global options:\n").unwrap();
    match after.split_once("\nExamples:\n") {
        Some((_, examples)) => format!("{before}Examples:\n{examples}"),
        None => before.to_owned(),
    }
}

#[test]
fn help_fits_a_terminal_of_a_hundred_columns() {
    let office = Office::without_file();
    for command in commands() {
        let help = help(&office, &command);
        let wide = help.lines().find(|line| line.chars().count() > 100);
        assert_eq!(wide, None, "{command}");
    }
}

#[test]
fn every_command_shows_an_example() {
    let office = Office::without_file();
    for command in commands() {
        if command == "help" {
            continue;
        }
        let help = help(&office, &command);
        let example = format!("  boxoffice {command}");
        assert!(
            help.contains("Examples:") && help.contains(&example),
            "{command}: {help}"
        );
    }
}

#[test]
fn a_topic_is_read_without_an_office() {
    let office = Office::without_file();
    for topic in [
        "dates",
        "money",
        "references",
        "exit-codes",
        "environment",
        "json",
        "import",
    ] {
        let text = office.run(&format!("help {topic}")).succeeds().stdout;
        assert!(text.lines().count() > 3, "{topic}: {text}");
    }
}
