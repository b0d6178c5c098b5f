//! Audits of whole files: the sample receipts of the field, every act of the newest master, and streams that misbehave.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    reason = "helpers of a test binary"
)]

mod every_act;
mod fixtures;
mod sample;
mod stream;
mod support;
