//! 患者負担の乱数事例: random months of co-pay, the differential test against the reference, and its minimiser.

pub mod book;
pub mod compare;
pub mod core;
pub mod differential;
pub mod domain;
pub mod households;
pub mod local;
pub mod minimise;
pub mod random;
pub mod requests;
pub mod strategy;
pub mod wire_form;
