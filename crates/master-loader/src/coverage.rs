//! 項目の読み取り状況: for every column of every table, the step that reads it or the reason why none does.

use crate::layout::{ColumnLayout, Layout};
use crate::subsidy::SubsidyFile;
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
    /// The short name of the kind of file.
    pub table: &'static str,
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
    let subsidies = SubsidyFile::ALL.into_iter().flat_map(columns_of_subsidies);
    TableKind::ALL.into_iter().flat_map(columns_of).chain(subsidies).collect()
}

/// Every column of one table.
pub fn columns_of(table: TableKind) -> impl Iterator<Item = ColumnCoverage> {
    let fields = fields(table);
    Layout::of(table).columns.iter().map(move |column| {
        let holds = |field: &&Column| {
            (field.number..field.number.saturating_add(field.width)).contains(&column.number)
        };
        let status = status(column);
        let field = fields.iter().find(holds).map(|field| field.field);
        let (table, number, name) = (table.symbol(), column.number, column.name.as_str());
        ColumnCoverage { table, number, name, field, status }
    })
}

/// Every column of a subsidy file.
pub fn columns_of_subsidies(file: SubsidyFile) -> impl Iterator<Item = ColumnCoverage> {
    file.columns().iter().map(move |column| ColumnCoverage {
        table: file.symbol(),
        number: column.number,
        name: &column.name,
        field: None,
        status: status(column),
    })
}

fn status(column: &'static ColumnLayout) -> CoverageStatus {
    match (column.reader.as_str(), column.reason.as_str()) {
        ("", "") => CoverageStatus::Unread,
        ("", reason) => CoverageStatus::NotNeeded(reason),
        (reader, _) => CoverageStatus::Read(reader),
    }
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
