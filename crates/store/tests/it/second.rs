//! A second implementation, `second.py`, which shares no line with this one, comes to the same.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use store::proof::{Checkpoint, KeyName, NamedKey, SigningKey, consistency_proof, inclusion_proof, root};
use store::{Hash, from_line, leaf_hash};
use tempfile::TempDir;

const RECORD: &str = include_str!("golden/record.jsonl");
const ORIGIN: &str = "example.org/live/bridge";

/// Has Python run it; `make test` says that it has to be there.
fn second(args: &[&str], input: &str) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/second.py");
    let (stdin, stdout) = (Stdio::piped(), Stdio::piped());
    let mut python = Command::new("python3").arg(script).args(args).stdin(stdin).stdout(stdout).spawn().unwrap();
    python.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    python.wait_with_output().unwrap()
}

fn hashes(told: &Value) -> Vec<Hash> {
    told.as_array().unwrap().iter().map(|hash| Hash::from_hex(hash.as_str().unwrap()).unwrap()).collect()
}

#[test]
fn roots_and_proofs_are_the_same() {
    for size in [0, 1, 2, 3, 7, 8, 9, 40] {
        let leaves: Vec<Hash> = (0..size).map(|leaf: u32| leaf_hash(&leaf.to_be_bytes())).collect();
        let input: String = leaves.iter().map(|leaf| format!("{leaf}\n")).collect();
        let told: Value = serde_json::from_slice(&second(&["tree"], &input).stdout).unwrap();
        assert_eq!(told["root"], root(leaves.iter().copied()).to_string(), "of {size}");
        for index in 0..leaves.len() {
            assert_eq!(
                hashes(&told["inclusion"][index]),
                inclusion_proof(&leaves, index).unwrap(),
                "{index} of {size}"
            );
        }
        for first in 0..=leaves.len() {
            let proof = consistency_proof(&leaves, first).unwrap();
            assert_eq!(hashes(&told["consistency"][first]), proof, "{first} to {size}");
        }
    }
}

/// A record, a checkpoint of it and the key that signed that, in files.
struct Files {
    folder: TempDir,
    key: String,
}

impl Files {
    fn of(record: &str, checkpoint: &Checkpoint) -> Self {
        let key = SigningKey::from_seed(&[5; 32]);
        let name = KeyName::parse(ORIGIN).unwrap();
        let files = Self {
            folder: TempDir::new().unwrap(),
            key: NamedKey { name: name.clone(), public: key.public() }.to_string(),
        };
        std::fs::write(files.record(), record).unwrap();
        std::fs::write(files.note(), key.sign(&name, &checkpoint.text())).unwrap();
        files
    }

    fn record(&self) -> PathBuf {
        self.folder.path().join("record")
    }

    fn note(&self) -> PathBuf {
        self.folder.path().join("note")
    }

    /// Whether the other one believes them, and what it says.
    fn checked(&self) -> (bool, String) {
        let (record, note) = (self.record(), self.note());
        let told = second(&["record", record.to_str().unwrap(), note.to_str().unwrap(), &self.key], "");
        (told.status.success(), String::from_utf8(told.stdout).unwrap().trim().to_owned())
    }
}

#[test]
fn leaves_and_signatures_are_the_same() {
    let leaves = (1..).zip(RECORD.lines()).map(|(number, line)| from_line(line, number).unwrap().leaf_hash());
    let leaves: Vec<Hash> = leaves.collect();
    let root = root(leaves.iter().copied());
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size: leaves.len() as u64, root };
    let files = Files::of(RECORD, &checkpoint);
    assert_eq!(files.checked(), (true, format!("{} {root}", leaves.len())));
    for file in [files.record(), files.note()] {
        let whole = std::fs::read(&file).unwrap();
        for bit in (3..whole.len() * 8).step_by(whole.len() * 8 / 12) {
            let mut altered = whole.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&file, altered).unwrap();
            let (is_believed, said) = files.checked();
            assert!(!is_believed, "bit {bit} of {}: {said}", file.display());
        }
        std::fs::write(&file, whole).unwrap();
    }
}
