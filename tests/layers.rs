//! The house stays in order: who may know whom, and what stands nowhere. Read from the source, as it is.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer, and the layers it may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    ("lib", &[]),
    (
        "cli",
        &["office", "desk", "import", "view", "output", "domain"],
    ),
    ("output", &["view", "domain"]),
    ("view", &["domain"]),
    ("desk", &["repository", "db", "import", "domain"]),
    ("import", &["domain"]),
    ("office", &["repository", "db", "domain"]),
    ("repository", &["db", "domain"]),
    ("db", &["domain"]),
    ("domain", &[]),
];

/// What may stand in some places only.
const CONFINED: &[(&str, &[&str])] = &[
    ("rusqlite", &["src/db/"]),
    ("refinery", &["src/db/"]),
    ("self_cell", &["src/db/"]),
    ("clap", &["src/cli/"]),
    ("dialoguer", &["src/cli/"]),
    ("comfy_table", &["src/output/"]),
    ("icalendar", &["src/output/"]),
    ("indicatif", &["src/output/"]),
    ("getrandom", &["src/office/"]),
    ("chrono_tz", &["src/domain/"]),
    ("argon2", &["src/domain/"]),
    ("std::env", &["src/cli/config.rs", "src/main.rs"]),
    ("BEGIN ", &["src/db/"]),
    ("COMMIT", &["src/db/"]),
    ("ROLLBACK", &["src/db/"]),
    ("PRAGMA", &["src/db/"]),
];

/// What stands nowhere.
const NOWHERE: &[&str] = &[
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "dbg!",
    "todo!",
    "unimplemented!",
    "TODO",
    "FIXME",
    "XXX",
    "HACK",
    "#[allow(",
    "static mut",
    "lazy_static",
];

const LONGEST_FILE: usize = 450;
const LONGEST_FUNCTION: usize = 70;

/// A file of the source, its lines without comments.
struct Source {
    path: String,
    lines: Vec<String>,
}

impl Source {
    /// The folder or file under `src` that it belongs to.
    fn layer(&self) -> &str {
        let rest = self.path.strip_prefix("src/").unwrap();
        let first = rest.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Every line with its place.
    fn numbered(&self) -> impl Iterator<Item = (String, &str)> {
        self.lines
            .iter()
            .enumerate()
            .map(|(index, line)| (format!("{}:{}", self.path, index + 1), line.as_str()))
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(&root.join(folder), &mut paths);
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let name = path
            .strip_prefix(root)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let lines = text.lines().map(without_comment).collect();
        found.push(Source { path: name, lines });
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The line up to a comment; `//` in a text, as in an address, is none.
fn without_comment(line: &str) -> String {
    let code = line.split("//").next().unwrap();
    let in_text = code.matches('"').count() % 2 == 1;
    if in_text {
        line.to_owned()
    } else {
        code.trim_end().to_owned()
    }
}

/// Whether `word` stands in `line` as a word of its own.
fn names(line: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(is_part) && !line[at + word.len()..].starts_with(is_part)
    })
}

fn must_be_empty(rule: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{rule}:\n{}", wrong.join("\n"));
}

/// The layers that a line names after `crate::`.
fn named_layers(line: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut named = Vec::new();
    for (at, found) in line.match_indices("crate::") {
        let rest = &line[at + found.len()..];
        assert!(
            !rest.starts_with('{'),
            "write one `use crate::…` for each layer: {line}"
        );
        named.push(rest.chars().take_while(|letter| is_part(*letter)).collect());
    }
    named
}

#[test]
fn a_layer_names_only_those_below_it() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let layer = source.layer();
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            wrong.push(format!("{}: `{layer}` is no layer", source.path));
            continue;
        };
        for (place, line) in source.numbered() {
            for named in named_layers(line) {
                let is_layer = LAYERS.iter().any(|(name, _)| *name == named);
                if is_layer && named != layer && !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{place}: {layer} names {named}"));
                }
            }
        }
    }
    must_be_empty(
        "a layer names one above it, or one it must not know",
        &wrong,
    );
}

#[test]
fn nobody_climbs_out_of_a_layer_by_super() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let module = source
            .path
            .trim_end_matches("/mod.rs")
            .trim_end_matches(".rs");
        let depth = module.split('/').count() - 1;
        let tests = source
            .lines
            .iter()
            .position(|line| line.ends_with("mod tests {"));
        for (index, (place, line)) in source.numbered().enumerate() {
            let in_tests = tests.is_some_and(|start| start < index);
            let climbs = line.split("super::").count() - 1;
            let chained = climbs > 0 && line.contains(&"super::".repeat(climbs));
            if chained && climbs >= depth + usize::from(in_tests) {
                wrong.push(place);
            }
        }
    }
    must_be_empty("`super` leaves the layer; write `crate::…`", &wrong);
}

#[test]
fn what_belongs_in_one_place_stands_nowhere_else() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        for (place, line) in source.numbered() {
            for (word, places) in CONFINED {
                if names(line, word) && !places.iter().any(|place| source.path.starts_with(place)) {
                    wrong.push(format!("{place}: {word}"));
                }
            }
        }
    }
    must_be_empty("this belongs in one place", &wrong);
}

#[test]
fn nothing_is_left_lying_about() {
    let mut wrong = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for source in sources("src") {
        let text = fs::read_to_string(root.join(&source.path)).unwrap();
        for (index, line) in text.lines().enumerate() {
            let found = NOWHERE.iter().find(|word| line.contains(**word));
            wrong.extend(found.map(|word| format!("{}:{}: {word}", source.path, index + 1)));
        }
        let name = source.path.rsplit('/').next().unwrap();
        if [
            "utils.rs",
            "util.rs",
            "helpers.rs",
            "common.rs",
            "misc.rs",
            "prelude.rs",
        ]
        .contains(&name)
        {
            wrong.push(format!("{}: a name that says nothing", source.path));
        }
    }
    must_be_empty("this stands nowhere in the house", &wrong);
}

#[test]
fn a_file_and_a_function_can_be_seen_whole() {
    let mut wrong = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        if source.lines.len() > LONGEST_FILE {
            wrong.push(format!("{}: {} lines", source.path, source.lines.len()));
        }
        for (index, line) in source.lines.iter().enumerate() {
            let indent = &line[..line.len() - line.trim_start().len()];
            if !names(line, "fn") || line.ends_with(';') || line.trim_start().starts_with('"') {
                continue;
            }
            let end = format!("{indent}}}");
            let length = source.lines[index..]
                .iter()
                .position(|line| *line == end)
                .unwrap_or(0);
            if length > LONGEST_FUNCTION {
                wrong.push(format!(
                    "{}:{}: a function of {length} lines",
                    source.path,
                    index + 1
                ));
            }
        }
    }
    must_be_empty("too long to be seen whole", &wrong);
}

#[test]
fn the_rules_themselves_see_what_they_forbid() {
    assert!(names("use rusqlite::Connection;", "rusqlite") && !names("rusqlite_like", "rusqlite"));
    assert_eq!(
        named_layers("fn f(x: &crate::db::Row) -> crate::domain::Result<()>"),
        ["db", "domain"]
    );
    assert_eq!(without_comment("let x = 1; // crate::cli"), "let x = 1;");
    assert_eq!(
        without_comment("let x = \"https://a.b\";"),
        "let x = \"https://a.b\";"
    );
    assert!(sources("src").len() > 100, "the source was not found");
}
