//! What people type out of habit, and what is written here instead.

use clap::Command;

/// Flags by other names: what is typed, the argument a command must have for the row to count, and what is written,
/// with `{}` for what was typed. The first row that counts is told.
const FLAGS: &[(&str, &str, &str)] = &[
    ("cash", "tendered", "--pay cash --tendered MONEY"),
    ("card transfer qris voucher invoice", "pay", "--pay {}"),
    (
        "cash card transfer qris voucher invoice",
        "method",
        "--method {}",
    ),
    ("method payment", "pay", "--pay METHOD"),
    ("amount sum", "pay", "--pay METHOD=MONEY"),
    ("amount cost", "price", "--price MONEY"),
    ("customer phone email", "user", "--user USER"),
    ("expires-in hold", "expires-at", "--expires-at 20m"),
    ("city place address", "location", "--location PLACE"),
    (
        "date time start",
        "starts-at",
        "--starts-at '2026-11-28 20:00'",
    ),
    ("doors", "doors-at", "--doors-at '2026-11-28 18:30'"),
    ("today tomorrow yesterday", "from", "--from {} --to {}"),
    ("date day", "from", "--from 2026-11-28 --to 2026-11-28"),
    ("since start", "from", "--from 2026-11-28"),
    ("until end", "from", "--to 2026-11-28"),
    ("csv table ndjson", "format", "--format {}"),
    ("output o", "format", "--format csv"),
    (
        "search name find city place address email phone",
        "text",
        "--text TEXT",
    ),
    ("quantity qty", "items", "CONCERT/TYPE=QUANTITY"),
    ("quantity qty seats", "quota", "--quota N"),
    ("seats", "capacity", "--capacity N"),
    ("force", "yes", "--yes"),
];

/// Commands by other names: the noun they are typed after, none for the root; what is typed; what is written.
const COMMANDS: &[(Option<&str>, &str, &str)] = &[
    (None, "pay", "payment record ORDER --pay METHOD"),
    (None, "refund", "payment refund"),
    (None, "reserve book", "order create CONCERT/TYPE=QUANTITY"),
    (
        None,
        "block",
        "hold create CONCERT/TYPE=QUANTITY --reason TEXT",
    ),
    (
        Some("hold"),
        "delete remove rm cancel expire",
        "hold release HOLD",
    ),
    (None, "buy", "sell CONCERT/TYPE=QUANTITY --pay cash"),
    (None, "scan", "ticket admit CODE"),
    (None, "import load", "concert import FILE"),
    (None, "export", "concert export"),
    (None, "event events show shows gig gigs", "concert"),
    (None, "customer customers", "user"),
    (
        Some("ticket"),
        "refund",
        "payment refund ORDER --ticket ORDER/N",
    ),
    (Some("ticket"), "cancel", "ticket void TICKET"),
    (
        Some("ticket"),
        "exchange swap change upgrade",
        "order exchange ORDER --ticket ORDER/N --to CONCERT/TYPE",
    ),
    (
        Some("ticket"),
        "rename holder update",
        "ticket transfer TICKET --holder NAME",
    ),
    (
        Some("order"),
        "swap change upgrade rebook move",
        "order exchange ORDER --ticket ORDER/N --to CONCERT/TYPE",
    ),
    (
        Some("payment"),
        "donate donation",
        "payment keep ORDER --reason TEXT",
    ),
    (
        Some("payment"),
        "transfer",
        "payment move ORDER --into ORDER",
    ),
    (Some("ticket"), "scan", "ticket admit CODE"),
    (Some("order"), "refund", "payment refund ORDER --all"),
    (Some("order"), "pay", "payment record ORDER --pay METHOD"),
    (Some("order"), "delete remove rm", "order cancel ORDER"),
    (
        Some("payment"),
        "create add new make",
        "payment record ORDER --pay METHOD",
    ),
];

/// Verbs by other names, after whichever noun has the right one: what is typed, the verb, what follows it.
const VERBS: &[(&str, &str, &str)] = &[
    ("add new make", "create", ""),
    ("remove rm", "delete", ""),
    (
        "rename edit set change move reschedule modify",
        "update",
        "",
    ),
    ("find search", "list", " --text TEXT"),
    ("get view info", "show", ""),
    ("ls", "list", ""),
];

/// What is written here for a flag that `command` does not have.
pub(super) fn flag(command: &Command, typed: &str) -> Option<String> {
    let typed = typed.split('=').next()?.trim_start_matches('-');
    let (.., written) = FLAGS
        .iter()
        .find(|(names, needed, _)| has(names, typed) && takes(command, needed))?;
    Some(written.replace("{}", typed))
}

/// What is written here for a verb that the noun `command` does not have, or for a noun that the root does not have.
pub(super) fn verb(command: &Command, typed: &str) -> Option<String> {
    let name = command.get_name();
    let noun = command
        .get_bin_name()
        .and_then(|path| path.split_once(' '))
        .map(|_| name);
    let known = COMMANDS
        .iter()
        .find(|(after, names, _)| *after == noun && has(names, typed));
    if let Some((.., written)) = known {
        return Some(format!("boxoffice {written}"));
    }
    let Some(noun) = noun else {
        return of_one_noun(command, typed);
    };
    let (_, verb, rest) = VERBS.iter().find(|(names, ..)| has(names, typed))?;
    let found = command.find_subcommand(verb)?;
    let rest = if takes(found, "text") { rest } else { "" };
    Some(format!("boxoffice {noun} {verb}{rest}"))
}

/// The noun in the singular, or the one noun that has this verb.
fn of_one_noun(root: &Command, typed: &str) -> Option<String> {
    let singular = typed
        .strip_suffix('s')
        .and_then(|noun| root.find_subcommand(noun));
    if let Some(noun) = singular {
        return Some(format!("boxoffice {}", noun.get_name()));
    }
    let mut nouns = root
        .get_subcommands()
        .filter(|noun| noun.find_subcommand(typed).is_some());
    let noun = nouns.next().filter(|_| nouns.next().is_none())?;
    Some(format!("boxoffice {} {typed}", noun.get_name()))
}

/// Whether one name is so like another that it was probably meant: a slip or two, or only part of it.
pub(super) fn is_near(typed: &str, known: &str) -> bool {
    let (typed, known) = (typed.trim_start_matches('-'), known.trim_start_matches('-'));
    let is_part = 3 <= typed.len() && (known.starts_with(typed) || known.ends_with(typed));
    let slips = strsim::damerau_levenshtein(typed, known);
    is_part || slips * 3 <= typed.len().max(known.len())
}

fn has(names: &str, typed: &str) -> bool {
    names.split(' ').any(|name| name == typed)
}

/// Whether a command has this flag, or an argument of this name.
fn takes(command: &Command, name: &str) -> bool {
    command
        .get_arguments()
        .any(|argument| argument.get_long().unwrap_or(argument.get_id().as_str()) == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;

    fn root() -> Command {
        let mut root = help::command();
        root.build();
        root
    }

    fn find(path: &str) -> Command {
        path.split_whitespace().fold(root(), |command, name| {
            command.find_subcommand(name).unwrap().clone()
        })
    }

    #[test]
    fn a_flag_by_another_name_is_told_as_the_command_has_it() {
        for (command, typed, written) in [
            ("sell", "--cash", "--pay cash --tendered MONEY"),
            ("sell", "--qris", "--pay qris"),
            ("payment list", "--qris", "--method qris"),
            ("payment record", "--amount=5", "--pay METHOD=MONEY"),
            ("order create", "--phone", "--user USER"),
            ("order create", "--expires-in", "--expires-at 20m"),
            ("venue create", "--city", "--location PLACE"),
            ("venue list", "--city", "--text TEXT"),
            ("concert create", "--date", "--starts-at '2026-11-28 20:00'"),
            (
                "concert list",
                "--date",
                "--from 2026-11-28 --to 2026-11-28",
            ),
            ("report sales", "--today", "--from today --to today"),
            ("venue list", "-o", "--format csv"),
            ("venue list", "--ndjson", "--format ndjson"),
            ("user list", "--name", "--text TEXT"),
            ("sell", "--qty", "CONCERT/TYPE=QUANTITY"),
        ] {
            let told = flag(&find(command), typed);
            assert_eq!(told.as_deref(), Some(written), "{command} {typed}");
        }
        assert_eq!(flag(&find("venue create"), "--cash"), None);
        assert_eq!(flag(&find("sell"), "--xylophone"), None);
    }

    #[test]
    fn a_command_by_another_name_is_told_in_full() {
        for (noun, typed, written) in [
            ("venue", "add", "boxoffice venue create"),
            ("artist", "rm", "boxoffice artist delete"),
            ("concert", "reschedule", "boxoffice concert update"),
            ("user", "find", "boxoffice user list --text TEXT"),
            ("journal", "search", "boxoffice journal list"),
            ("ticket", "get", "boxoffice ticket show"),
            (
                "ticket",
                "refund",
                "boxoffice payment refund ORDER --ticket ORDER/N",
            ),
            ("order", "rm", "boxoffice order cancel ORDER"),
            ("", "refund", "boxoffice payment refund"),
            ("", "book", "boxoffice order create CONCERT/TYPE=QUANTITY"),
            ("hold", "cancel", "boxoffice hold release HOLD"),
            ("", "import", "boxoffice concert import FILE"),
            ("", "status", "boxoffice db status"),
            ("", "check", "boxoffice db check"),
            ("", "admit", "boxoffice ticket admit"),
            ("", "gig", "boxoffice concert"),
            ("", "customer", "boxoffice user"),
            ("", "tickets", "boxoffice ticket"),
            ("", "ticket-types", "boxoffice ticket-type"),
        ] {
            let told = verb(&find(noun), typed);
            assert_eq!(told.as_deref(), Some(written), "{noun} {typed}");
        }
        for (noun, typed) in [("report", "add"), ("", "list"), ("", "xylophone")] {
            assert_eq!(verb(&find(noun), typed), None, "{noun} {typed}");
        }
    }

    #[test]
    fn whatever_is_told_exists() {
        let root = root();
        for (.., written) in COMMANDS {
            let mut command = &root;
            for word in written.split(' ') {
                match word.strip_prefix("--") {
                    Some(flag) => assert!(takes(command, flag), "{written}"),
                    None if word.contains(char::is_uppercase) => {}
                    None => {
                        let verb = command.find_subcommand(word);
                        command = verb.unwrap_or(command);
                        assert!(verb.is_some() || word == "cash", "{written}");
                    }
                }
            }
        }
        let nouns = root.get_subcommands();
        let verbs: Vec<_> = nouns
            .flat_map(|noun| noun.get_subcommands().chain([noun]))
            .collect();
        for (_, needed, written) in FLAGS {
            let with: Vec<_> = verbs.iter().filter(|verb| takes(verb, needed)).collect();
            assert!(!with.is_empty(), "{needed}");
            for flag in written
                .split(' ')
                .filter_map(|word| word.strip_prefix("--"))
            {
                assert!(with.iter().any(|verb| takes(verb, flag)), "{written}");
            }
        }
    }

    #[test]
    fn a_likeness_counts_when_it_is_a_slip_or_a_part() {
        for (typed, known) in [
            ("--sale-ends", "--sale-ends-at"),
            ("--ends-at", "--sale-ends-at"),
            ("--form", "--format"),
            ("--vneue", "--venue"),
            ("shwo", "show"),
        ] {
            assert!(is_near(typed, known), "{typed}");
        }
        for (typed, known) in [
            ("--cash", "--as"),
            ("--today", "--to"),
            ("--from", "--format"),
            ("--sale", "--all"),
        ] {
            assert!(!is_near(typed, known), "{typed}");
        }
    }
}
