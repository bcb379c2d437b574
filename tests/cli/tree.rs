//! Every command there is, as the help names them.

use super::office::Office;

/// The words of every command that can be run, such as `venue create`, in the order of the help.
pub(crate) fn commands() -> Vec<String> {
    let office = Office::without_file();
    let mut found = Vec::new();
    for noun in named(&office, "") {
        let verbs = named(&office, &noun);
        if verbs.is_empty() {
            found.push(noun);
        } else {
            found.extend(verbs.iter().map(|verb| format!("{noun} {verb}")));
        }
    }
    found
}

/// The help of a command.
pub(crate) fn help(office: &Office, command: &str) -> String {
    office.run(&format!("{command} --help")).succeeds().stdout
}

/// What the help of `command` names below it: the root in groups, a noun under `Commands`.
fn named(office: &Office, command: &str) -> Vec<String> {
    let help = help(office, command);
    let mut names = Vec::new();
    let mut in_commands = false;
    for line in help.lines() {
        if let Some(heading) = line.strip_suffix(':').filter(|line| !line.starts_with(' ')) {
            in_commands = if command.is_empty() {
                !matches!(heading, "Global options" | "Examples")
            } else {
                heading == "Commands"
            };
        } else if in_commands && let Some(name) = name(line) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The name in `  name  what it does`.
fn name(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("  ")?.split_once("  ")?;
    let is_name = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    (name.starts_with(|first: char| first.is_ascii_lowercase()) && name.chars().all(is_name))
        .then_some(name)
}

/// The commands that list something.
pub(crate) fn lists() -> impl Iterator<Item = String> {
    commands()
        .into_iter()
        .filter(|command| command.ends_with(" list"))
}

#[test]
fn the_help_names_every_command() {
    let commands = commands();
    for known in [
        "init",
        "venue create",
        "office update",
        "journal verify",
        "db check",
        "help",
    ] {
        assert!(
            commands.iter().any(|command| command == known),
            "{known}: {commands:?}"
        );
    }
}
