//! `cargo xtask schema`: the JSON Schemas of `docs/schema`, generated from the types of `wire`.

use santei_wire::audit::AuditRecord;
use santei_wire::copay::{CopayRequest, CopayStatement};
use santei_wire::request::Request;
use santei_wire::statement::{Explanation, Statement};
use schemars::{Schema, schema_for};
use std::error::Error;
use std::fs;
use std::path::Path;

/// The name of each file and its schema.
fn schemas() -> [(&'static str, Schema); 6] {
    [
        ("request", schema_for!(Request)),
        ("statement", schema_for!(Statement)),
        ("explanation", schema_for!(Explanation)),
        ("copay-request", schema_for!(CopayRequest)),
        ("copay-statement", schema_for!(CopayStatement)),
        ("audit-record", schema_for!(AuditRecord)),
    ]
}

/// Writes the files, or with `check` only says which are not up to date.
pub(crate) fn run(root: &Path, check: bool) -> Result<String, Box<dyn Error>> {
    let folder = root.join("docs/schema");
    let mut stale = Vec::new();
    for (name, schema) in schemas() {
        let path = folder.join(format!("{name}.json"));
        let text = format!("{}\n", serde_json::to_string_pretty(&schema)?);
        if fs::read_to_string(&path).is_ok_and(|known| known == text) {
            continue;
        }
        stale.push(name);
        if !check {
            fs::create_dir_all(&folder)?;
            fs::write(&path, text)?;
        }
    }
    match (check, stale.is_empty()) {
        (_, true) => Ok("the schemas are up to date".to_owned()),
        (false, false) => Ok(format!("written: {}", stale.join(", "))),
        (true, false) => {
            Err(format!("not up to date, run `cargo xtask schema`: {}", stale.join(", ")).into())
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schemas_are_up_to_date() {
        super::run(&crate::root(), true).unwrap();
    }
}
