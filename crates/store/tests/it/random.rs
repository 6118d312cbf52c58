//! Whatever is appended is read back, and survives an export.

use coverage::{Change, Seq};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use store::{NewChange, from_line, to_line};

use crate::bench::{Bench, at, coverage, headline};

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((any::<String>(), inner), 0..6).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn new_change() -> impl Strategy<Value = NewChange> {
    let unknown = ("[a-z_\u{e9}\"\\\\]{1,20}", json()).prop_map(|(kind, payload)| Change::Unknown { kind, payload });
    let known = "[^\\p{Cc}\\s]{1,40}".prop_map(|text| headline(0, &text).change);
    (prop_oneof![unknown, known], any::<i32>(), any::<[u8; 16]>()).prop_map(|(change, second, salt)| NewChange {
        at: at(second.into()),
        change,
        salt,
    })
}

#[test]
fn what_is_appended_is_read_and_survives_an_export() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bench = Bench::sqlite();
    let case = std::cell::Cell::new(0);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64));
    let outcome = runner.run(&vec(vec(new_change(), 0..8), 0..5), |appends| {
        case.set(case.get() + 1);
        runtime.block_on(async {
            let new = coverage(&format!("case-{}", case.get()));
            let id = new.id;
            let mut head = bench.store.create_coverage(new, vec![], vec![]).await.unwrap();
            for changes in &appends {
                head = bench.store.append(id, head, changes.clone(), vec![]).await.unwrap();
            }
            let read = bench.whole_record(id).await;
            let appended = appends.concat();
            prop_assert_eq!(read.len(), appended.len());
            for ((seq, recorded), new) in (1..).zip(&read).zip(&appended) {
                let payload = store::canonical(&new.change.payload());
                prop_assert_eq!(recorded.seq(), Seq(seq));
                prop_assert_eq!(
                    (recorded.at(), recorded.kind(), recorded.salt()),
                    (new.at, new.change.kind(), Some(&new.salt))
                );
                prop_assert_eq!(recorded.payload(), Some(&*payload));
                prop_assert_eq!(store::canonical(&recorded.change().payload()), payload);
                let line = to_line(recorded);
                prop_assert!(!line.contains('\n'));
                prop_assert_eq!(&from_line(&line, 1).unwrap(), recorded);
            }
            bench.store.import_record(coverage(&format!("copy-{}", case.get())), read).await.unwrap();
            Ok(())
        })
    });
    outcome.unwrap();
}
