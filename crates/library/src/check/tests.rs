use jiff::civil::date;

use super::*;

#[test]
fn the_starter_library_has_no_faults() {
    let started = std::time::Instant::now();
    let report = run(&Sources::built_in(), date(2026, 11, 24));
    println!("{report}\n{:?}", started.elapsed());
    assert!(report.is_good());
}
