//! Generators and the case reader; not published.

pub mod copay;
pub mod points;
