//! The national masters and the rule book, from official files to memory.
