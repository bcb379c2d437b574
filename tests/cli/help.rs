//! The whole help, so that every change of it is seen.

use std::fmt::Write;

use super::office::Office;
use super::tree::{commands, help};

#[test]
fn the_help_of_every_command_is_as_it_was_agreed() {
    let office = Office::without_file();
    let mut all = format!("=== boxoffice ===\n{}\n", help(&office, ""));
    let mut nouns = Vec::new();
    for command in commands() {
        let noun = command.split(' ').next().unwrap().to_owned();
        if noun != command && !nouns.contains(&noun) {
            writeln!(
                all,
                "=== boxoffice {noun} ===\n{}",
                its_own(&help(&office, &noun))
            )
            .unwrap();
            nouns.push(noun);
        }
        writeln!(
            all,
            "=== boxoffice {command} ===\n{}",
            its_own(&help(&office, &command))
        )
        .unwrap();
    }
    insta::assert_snapshot!("help", all);
}

/// The help without the options that every command has.
fn its_own(help: &str) -> String {
    let mut own = String::new();
    let mut is_global = false;
    for line in help.lines() {
        is_global = match line {
            "Global options:" => true,
            _ => is_global && (line.is_empty() || line.starts_with(' ')),
        };
        if !is_global {
            own = own + line + "\n";
        }
    }
    own
}

#[test]
fn every_command_takes_the_same_global_options() {
    let office = Office::without_file();
    let options = |command: &str| {
        let help = help(&office, command);
        let (_, global) = help.split_once("Global options:").unwrap();
        let words = global
            .split_whitespace()
            .filter(|word| word.starts_with("--"));
        let mut words: Vec<_> = words
            .map(|word| word.trim_end_matches("...").to_owned())
            .collect();
        words.truncate(words.iter().position(|word| word == "--verbose").unwrap() + 1);
        words.dedup();
        words
    };
    let expected = options("init");
    assert!(expected.len() >= 10, "{expected:?}");
    for command in commands() {
        assert_eq!(options(&command), expected, "{command}");
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
        "export",
    ] {
        let text = office.run(&format!("help {topic}")).succeeds().stdout;
        assert!(text.lines().count() > 3, "{topic}: {text}");
    }
}
