//! The help of the root: the commands in groups, the global options, examples.

use clap::CommandFactory;
use clap::builder::Styles;

use super::args::Cli;
use super::topics;

/// The command line with its help complete.
pub(crate) fn command() -> clap::Command {
    let command = Cli::command();
    let styles = Styles::styled();
    let heading = *styles.get_header();
    let bold = |text: &str| format!("{}{text}:{}", heading.render(), heading.render_reset());
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{}\n{}\n{{options}}{{after-help}}",
        groups(&command, bold),
        bold("Global options"),
    );
    command
        .styles(styles)
        .help_template(template)
        .after_help(format!(
            "{}\n{EXAMPLES}\n\nTopics, shown by `boxoffice help TOPIC`: {}",
            bold("Examples"),
            topics::names()
        ))
        .mut_subcommand("help", |help| {
            help.after_help(format!("{}\n{}", bold("Topics"), topics::list()))
        })
}

/// The commands in the order of a working day, under what they are about.
const GROUPS: &[(&str, &[&str])] = &[
    ("Sales", &["sell", "order", "payment", "ticket", "hold"]),
    (
        "Catalogue",
        &["venue", "artist", "concert", "ticket-type", "pool"],
    ),
    ("Prices", &["tier", "discount", "fee"]),
    (
        "Office",
        &["init", "office", "user", "report", "journal", "db"],
    ),
    ("Tool", &["batch", "help"]),
];

const EXAMPLES: &str =
    "  boxoffice init --name \"Gedung Kesenian\" --currency IDR --timezone Asia/Jakarta
  boxoffice concert list
  boxoffice sell java-jazz-2026/adult=2 --pay cash --tendered 1000000";

fn groups(command: &clap::Command, bold: impl Fn(&str) -> String) -> String {
    let width = command
        .get_subcommands()
        .map(|noun| noun.get_name().len())
        .max()
        .unwrap_or(0);
    let mut lines = Vec::new();
    for (heading, names) in GROUPS {
        let nouns: Vec<_> = names
            .iter()
            .filter_map(|name| command.find_subcommand(name))
            .collect();
        if nouns.is_empty() {
            continue;
        }
        lines.push(bold(heading));
        for noun in nouns {
            let about = noun
                .get_about()
                .map(ToString::to_string)
                .unwrap_or_default();
            lines.push(format!("  {:width$}  {about}", noun.get_name()));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verify_cli() {
        command().debug_assert();
    }

    #[test]
    fn every_option_of_the_root_is_global() {
        let command = command();
        let local = command
            .get_arguments()
            .find(|argument| !argument.is_global_set());
        assert_eq!(local.map(clap::Arg::get_id), None);
    }

    #[test]
    fn every_command_stands_in_one_group() {
        for noun in command().get_subcommands() {
            let names = GROUPS.iter().flat_map(|(_, names)| *names);
            assert_eq!(
                names.filter(|name| **name == noun.get_name()).count(),
                1,
                "{noun}"
            );
        }
    }
}
