//! Request and statement as JSON, and the snapshot of compiled masters.

pub mod audit;
pub mod copay;
pub mod embedded;
pub mod overlay;
pub mod request;
pub mod snapshot;
pub mod statement;
pub mod verify;
