//! The hub: settings, features, commands.
fn main() {}
