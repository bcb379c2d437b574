//! The eighth and the ninth complaint: what stands on a command line, and where.

use super::night;
use super::office::Office;
use super::tree::{commands, help, lists};

#[test]
fn complaint_8_an_option_stands_before_or_after_the_command() {
    let office = night::office();
    let options = [
        "--json",
        "--format csv",
        "--quiet",
        "--utc",
        "--no-input",
        "--color never",
        "--as Budi",
        "--yes",
        "--dry-run --json",
    ];
    for (command, options) in lists().zip(options.iter().cycle()) {
        let before = office.run(&format!("{options} {command}"));
        let after = office.run(&format!("{command} {options}"));
        let plain = office.run(&command);
        assert_eq!(before.stdout, after.stdout, "{options} {command}");
        assert_eq!(
            (before.status, after.status, plain.status),
            (0, 0, 0),
            "{options} {command}"
        );
    }
    for options in options {
        let before = office.run(&format!("{options} venue show istora-senayan"));
        let after = office.run(&format!("venue show istora-senayan {options}"));
        assert_eq!(before.stdout, after.stdout, "{options}");
    }
}

#[test]
fn complaint_9_a_password_is_never_a_word_of_the_command_line() {
    let office = Office::without_file();
    for command in commands() {
        let help = help(&office, &command).to_lowercase();
        for word in help
            .split_whitespace()
            .filter(|word| word.starts_with("--"))
        {
            let secret = ["password", "secret", "--pin"]
                .iter()
                .any(|name| word.contains(name));
            let by_way = ["--password-stdin", "--password-file"]
                .iter()
                .any(|way| word.starts_with(way));
            assert!(!secret || by_way, "{command}: {word}");
        }
        assert!(
            !help.contains("<password>") && !help.contains("[password]"),
            "{command}"
        );
    }
}
