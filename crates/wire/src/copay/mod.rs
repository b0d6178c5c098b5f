//! 患者負担の入出力: the co-pay request and statement as JSON.

pub mod calculate;
pub mod error;
pub mod month;
pub mod request;
pub mod run;
pub mod statement;

pub use calculate::calculate;
pub use error::CopayRequestError;
pub use month::Month;
pub use request::CopayRequest;
pub use run::{embedded_book, parse, run, run_with};
pub use statement::CopayStatement;
