//! First-hour cards: two taps from "what happened?" to the steps and the numbers to ring.

mod model;

pub use model::{FirstHour, Note, Ring, Step};
