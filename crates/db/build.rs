//! Has the crate built again when a migration is added: the macro that reads them does not say so itself.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
