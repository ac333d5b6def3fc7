//! temporary

use std::sync::RwLock;
use std::collections::BTreeMap;
pub static P: RwLock<BTreeMap<&'static str, f32>> = RwLock::new(BTreeMap::new());
pub fn p(name: &'static str, default: f32) -> f32 {
    if let Some(v) = P.read().unwrap().get(name) { return *v; }
    let v = std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default);
    P.write().unwrap().insert(name, v);
    v
}
