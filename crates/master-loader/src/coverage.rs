//! 項目の読み取り状況: for every column of every table, the step that reads it or the reason why none does.

use crate::layout::Layout;
use santei_engine::masters::act::Act;
use santei_engine::masters::columns::{Column, Columns};
use santei_engine::masters::comment::{Comment, CommentLink};
use santei_engine::masters::disease::{Disease, Modifier};
use santei_engine::masters::drug::Drug;
use santei_engine::masters::edition::TableKind;
use santei_engine::masters::material::Material;
use santei_engine::masters::rule_table::{
    Auxiliary, Exclusion, Frequency, Inclusion, InpatientAddition,
};

/// One column of one table, and who reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnCoverage {
    /// The kind of file.
    pub table: TableKind,
    /// 項番.
    pub number: usize,
    /// 項目名.
    pub name: &'static str,
    /// The field of the engine's row type, if the column has one.
    pub field: Option<&'static str>,
    /// The step that reads it, or why none does.
    pub status: CoverageStatus,
}

/// Who reads a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverageStatus {
    /// A step, named by its file.
    Read(&'static str),
    /// No step, for this reason.
    NotNeeded(&'static str),
    /// No step yet: a value in it is reported on the claim that meets it.
    Unread,
}

/// Every column of every table, in the order of the layouts.
pub fn coverage() -> Vec<ColumnCoverage> {
    TableKind::ALL.into_iter().flat_map(columns_of).collect()
}

/// Every column of one table.
pub fn columns_of(table: TableKind) -> impl Iterator<Item = ColumnCoverage> {
    let fields = fields(table);
    Layout::of(table).columns.iter().map(move |column| {
        let holds = |field: &&Column| {
            (field.number..field.number.saturating_add(field.width)).contains(&column.number)
        };
        let status = match (column.reader.as_str(), column.reason.as_str()) {
            ("", "") => CoverageStatus::Unread,
            ("", reason) => CoverageStatus::NotNeeded(reason),
            (reader, _) => CoverageStatus::Read(reader),
        };
        let field = fields.iter().find(holds).map(|field| field.field);
        ColumnCoverage { table, number: column.number, name: &column.name, field, status }
    })
}

fn fields(table: TableKind) -> &'static [Column] {
    match table {
        TableKind::Acts | TableKind::WardActs => Act::COLUMNS,
        TableKind::Drugs => Drug::COLUMNS,
        TableKind::Materials => Material::COLUMNS,
        TableKind::Comments => Comment::COLUMNS,
        TableKind::CommentLinks => CommentLink::COLUMNS,
        TableKind::Diseases => Disease::COLUMNS,
        TableKind::Modifiers => Modifier::COLUMNS,
        TableKind::Auxiliary => Auxiliary::COLUMNS,
        TableKind::Inclusions => Inclusion::COLUMNS,
        TableKind::ExclusionsDay
        | TableKind::ExclusionsMonth
        | TableKind::ExclusionsTogether
        | TableKind::ExclusionsWeek => Exclusion::COLUMNS,
        TableKind::InpatientAdditions => InpatientAddition::COLUMNS,
        TableKind::Frequencies => Frequency::COLUMNS,
    }
}
