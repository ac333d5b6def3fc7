//! The look: layout, components, static assets, the gallery.
//!
//! **How a page is made.** A page is a struct that derives `askama::Template`, has a field
//! `shell: ui::Shell`, and whose template begins with `{% extends "layout.html" %}`. The crate of the
//! page has an `askama.toml` with `dirs = ["src", "../ui/templates"]`.
//!
//! **How a component is called.** A component is a small struct, checked by the compiler, that writes
//! its own trusted HTML. It is made where it is used, in the template:
//!
//! ```html
//! {% extends "layout.html" %}
//! {% block main %}
//! <h1 class="govuk-heading-xl">{{ title }}</h1>
//! {{ ui::Details::new("Why this is here").text(reason) }}
//! {{ ui::Word::new(alert.decision) }}
//! {{ ui::Input::new("Your work e-mail", form.email).hint("We answer to it.").kind("email") }}
//! {{ ui::Button::new("Send") }}
//! {% endblock %}
//! ```
//!
//! Macros were tried against this and lost: each page would import each component by path, options
//! would have no types, and Rust code (mail, tests, slots) could not call them. A component's text
//! is escaped unless it is [`Markup`], which says that somebody vouches for it. A box that only
//! wraps other HTML (`ww-aside`, `ww-two`, `ww-hero`) is a class and needs no struct.
//!
//! Each component has a folder in `templates/components/`: `template.html`, and `example.html` which
//! the gallery at `/components` shows.

extern crate self as ui;

pub mod assets;
mod components;
pub mod form;
pub mod gallery;
mod markup;
mod shell;

pub use components::*;
pub use markup::{Markup, RenderedHtml};
pub use shell::{Banner, Group, GroupInPath, MenuItem, Nation, Place, Shell, SignedIn, link_with};
