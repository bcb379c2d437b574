//! The program as people and scripts meet it: every test runs the real binary on a box office of its own.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

mod artist;
mod batch;
mod batch_again;
mod change;
mod change_again;
mod coins;
mod concert;
mod concert_refund;
mod contract;
mod counter;
mod db;
mod discount;
mod door;
mod dry_run;
mod export;
mod export_file;
mod export_public;
mod fee;
mod help;
mod hold;
mod hold_change;
mod hold_order;
mod hold_told;
mod house;
mod import;
mod import_dry_run;
mod import_encodings;
mod import_formats;
mod import_jsonld;
mod interrupt;
mod journal;
mod json;
mod keys;
mod merge;
mod moved;
mod night;
mod office;
mod open_money;
mod options;
mod order;
mod order_again;
mod order_import;
mod order_keys;
mod order_torn;
mod overdue;
mod payment;
mod pool;
mod prompts;
mod receipt;
mod rejects;
mod rejects_json;
mod rejects_rows;
mod report;
mod report_proofs;
mod sell;
mod settlement;
mod split;
mod stage;
mod terms;
mod text;
mod ticket;
mod ticket_type;
mod tier;
mod tree;
mod user;
mod user_import;
mod venue;

use std::fs;
use std::path::Path;

/// A test file that is no module of this binary would never run.
#[test]
fn no_file_in_the_folder_is_forgotten() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let listed = fs::read_to_string(folder.join("main.rs")).unwrap();
    let mut forgotten = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(module) = name.strip_suffix(".rs") else {
            continue;
        };
        if module != "main" && !listed.contains(&format!("\nmod {module};\n")) {
            forgotten.push(name);
        }
    }
    assert!(
        forgotten.is_empty(),
        "not a module of tests/cli/main.rs: {forgotten:?}"
    );
}
