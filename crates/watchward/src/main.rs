//! The program; all of it is in the library of this crate, where its tests can reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    watchward::main()
}
