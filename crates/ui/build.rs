//! Stops the build with a sentence when the front end has not been built.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../../frontend/dist");
    for name in ["main.css", "hub.js", "service-worker.js", "favicon.svg", "logo.svg"] {
        if !Path::new("../../frontend/dist").join(name).is_file() {
            println!("cargo::error=frontend/dist/{name} is missing, so the pages would have no style: run make assets");
        }
    }
}
