//! Services: what a council does, and the hinge on which advisory, system and people turn.

mod model;

pub use model::{Continuity, Period, PeriodKind, Phase, Product, Service, Tier};
