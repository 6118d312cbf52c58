//! The script of the reader's page is embedded if it was built. Without this,
//! cargo would not notice that it appeared.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
