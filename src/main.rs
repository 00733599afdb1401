//! The command-line tool: hands over to the library's `cli` room.

fn main() {}
