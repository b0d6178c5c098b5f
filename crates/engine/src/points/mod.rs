//! 点数: from orders to the lines a facility may bill, step by step.

pub mod price;
