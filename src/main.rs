//! The program `boxoffice`: the command line over the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    boxoffice::cli::run(std::env::args_os())
}
