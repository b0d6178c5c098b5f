//! 計算結果: what goes out.

pub mod points;
