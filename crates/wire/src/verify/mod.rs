//! 検証: worked cases against the engine, form by form.

pub mod points;
