//! The `santei` command.

fn main() {}
