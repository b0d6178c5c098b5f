//! 患者負担の入出力: the co-pay request and statement as JSON.

pub mod month;
pub mod request;
pub mod statement;

pub use month::Month;
pub use request::CopayRequest;
pub use statement::CopayStatement;
