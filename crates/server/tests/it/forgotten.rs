//! No test file is forgotten: a file that no module names is never compiled.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_file_is_a_module_of_main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = fs::read_to_string(folder.join("main.rs")).unwrap();
    let modules: BTreeSet<_> = main
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .map(|module| format!("{module}.rs"))
        .collect();
    let files: BTreeSet<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".rs") && name != "main.rs")
        .collect();
    assert_eq!(modules, files);
}
