//! 行ごとの事例: a generated case for every row of the embedded edition, and for a sample of the official tables.

use santei_engine::points::PointsRules;
use santei_testkit::points::row_report::run;
use santei_testkit::points::sources::{book, embedded_masters, root, shared_masters};

#[test]
fn every_row_of_the_embedded_tables_is_applied() {
    let (masters, book) = (embedded_masters().unwrap(), book(&root()).unwrap());
    let report = run(&PointsRules::new(&masters, &book), 1);
    eprintln!("{report}");
    assert_eq!(report.failures(), 0, "{report}");
    let applied = |table| report.tables.get(table).is_some_and(|tally| tally.applied > 0);
    for table in ["02", "03-1", "03-2", "03-3", "03-4", "05"] {
        assert!(applied(table), "no row of {table} was applied");
    }
}

#[test]
fn a_sample_of_the_official_rows_is_applied() {
    let Some(masters) = shared_masters(&root()).unwrap() else {
        eprintln!("skipped: the official masters are absent");
        return;
    };
    let book = book(&root()).unwrap();
    let report = run(&PointsRules::new(&masters, &book), 211);
    eprintln!("{report}");
    assert_eq!(report.failures(), 0, "{report}");
    assert!(report.rows() > 200);
}
