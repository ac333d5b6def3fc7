//! Crates depend only on those below them. `tools/layers.toml` names the floors.

use std::{collections::HashMap, path::PathBuf, process::Command};

use serde_json::Value;

#[derive(serde::Deserialize)]
struct Layers {
    floor: Vec<Floor>,
    only_for_tests: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Floor {
    name: String,
    crates: Vec<String>,
    may_know_neighbours: bool,
}

/// Where a crate stands: its floor, and its place on it.
type Places = HashMap<String, (usize, usize)>;

impl Layers {
    fn places(&self) -> Places {
        let on = |(floor, named): (usize, &Floor)| {
            let place = move |(place, name): (usize, &String)| (name.clone(), (floor, place));
            named.crates.iter().enumerate().map(place).collect::<Vec<_>>()
        };
        self.floor.iter().enumerate().flat_map(on).collect()
    }

    /// Why `user` may not depend on `used`; nothing when it may.
    fn objection(&self, places: &Places, user: &str, used: &str, is_for_tests: bool) -> Option<String> {
        if self.only_for_tests.iter().any(|name| name == used) {
            return (!is_for_tests).then(|| format!("{user} -> {used}: {used} is for tests only"));
        }
        let (from, to) = (places[user], places[used]);
        let floor = &self.floor[from.0];
        if user == used || to.0 < from.0 || (to.0 == from.0 && floor.may_know_neighbours && to.1 < from.1) {
            return None;
        }
        let why = if to.0 == from.0 && !floor.may_know_neighbours {
            format!("crates of the {} do not know one another", floor.name)
        } else {
            format!("{used} stands above {user}")
        };
        Some(format!("{user} -> {used}: {why}"))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn layers() -> Layers {
    let text = std::fs::read_to_string(root().join("tools/layers.toml")).expect("tools/layers.toml");
    toml::from_str(&text).expect("floors")
}

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_crate_depends_only_on_those_below_it() {
    let layers = layers();
    let places = layers.places();
    let mut objections = Vec::new();
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    for package in packages {
        let user = package["name"].as_str().expect("a name");
        assert!(
            places.contains_key(user),
            "tools/layers.toml does not say where '{user}' stands"
        );
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let used = dependency["name"].as_str().expect("a name");
            let is_ours = dependency["path"].is_string();
            if is_ours {
                let is_for_tests = dependency["kind"] == "dev";
                objections.extend(layers.objection(&places, user, used, is_for_tests));
            }
        }
    }
    assert!(packages.len() >= 10, "cargo named only {} crates", packages.len());
    assert!(objections.is_empty(), "{objections:#?}");
}

#[test]
fn wrong_edges_are_objected_to() {
    let layers = layers();
    let places = layers.places();
    let is_wrong = |user, used, is_for_tests| layers.objection(&places, user, used, is_for_tests).is_some();
    assert!(!is_wrong("library", "search", false));
    assert!(!is_wrong("web", "db", false));
    assert!(is_wrong("db", "web", false), "upwards on the ground floor");
    assert!(is_wrong("search", "library", false), "upwards between floors");
    assert!(is_wrong("radar", "community", false), "between features");
    assert!(!is_wrong("watchward", "community", false));
    assert!(is_wrong("library", "testkit", false) && !is_wrong("library", "testkit", true));
}
