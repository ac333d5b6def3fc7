//! A new content file makes a new program.

fn main() {
    println!("cargo:rerun-if-changed=../../content");
}
