//! The command-line tool: hands its arguments to the library's `cli` room.

use std::process::ExitCode;

fn main() -> ExitCode {
    zeren::cli::run(std::env::args_os())
}
