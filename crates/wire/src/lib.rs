//! Request and statement as JSON, and the snapshot of compiled masters.

pub mod audit;
pub mod copay;
pub mod snapshot;
pub mod verify;
