//! A hub to test against, and what to ask of its pages. A dev-dependency, never more.
//!
//! It stands on the ground floor and knows no feature, so that every feature may use it: a test hands
//! [`TestHub::new`] the features it is about and what they share. A hub with all features is put
//! together where all features are known, under the roof, in the tests of `watchward`.

mod answer;
mod corpus;
mod frame;
mod hub;

pub use answer::Answer;
pub use corpus::corpus;
pub use frame::PlainFrame;
pub use hub::{TestHub, noon};
