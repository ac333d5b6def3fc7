//! Components: small structs that write their own HTML, each with a folder in `templates/components`.
//!
//! A constructor takes what the component can't do without; the rest is added by name. Text is taken
//! as anything that reads as `str` and is escaped; HTML is taken as [`Markup`](crate::Markup).

mod actions;
mod button;
mod choices;
mod facts;
mod fields;
mod find;
mod messages;
mod navigation;
mod rows;
mod sharing;
mod steps;

pub use actions::*;
pub use button::*;
pub use choices::*;
pub use facts::*;
pub use fields::*;
pub use find::*;
pub use messages::*;
pub use navigation::*;
pub use rows::*;
pub use sharing::*;
pub use steps::*;

/// Says of each component that it has already escaped what it holds.
macro_rules! components {
    ($($component:ty),+ $(,)?) => {
        $(impl askama::filters::HtmlSafe for $component {})+
    };
}
use components;

/// An owned copy of any text.
fn owned(text: impl AsRef<str>) -> String {
    text.as_ref().to_owned()
}
