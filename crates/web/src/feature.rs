//! What a feature hands to the roof.

use axum::{handler::Handler, routing::MethodRouter};
use jobs::Work;
use utoipa::{
    ToSchema,
    openapi::{RefOr, Schema},
};

use crate::{Hub, Shared};

/// One feature of the hub.
#[derive(Debug)]
pub struct Feature {
    /// Its noun.
    pub name: &'static str,
    /// Everything a browser or a program can ask of it.
    pub routes: Vec<Route>,
    /// The work that it does later.
    pub jobs: Vec<Work<Shared>>,
    /// HTML for the foot of every content page, made from the page's address.
    pub page_foot: Option<fn(&str) -> String>,
}

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, signed in or not.
    Anybody,
    /// Those who run the machine: from loopback, or with the operator's token.
    Operator,
}

/// One address, one method, who may use it, and what answers.
#[derive(Debug)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: http::Method,
    /// The address, with `{name}` for what varies.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What the API's description says of it; pages have none.
    pub operation: Option<Operation>,
    pub(crate) handler: MethodRouter<Hub>,
}

/// What the description of the API says of a route.
#[derive(Debug, Clone)]
pub struct Operation {
    /// One line.
    pub summary: &'static str,
    /// What goes into the query or the path.
    pub parameters: &'static [Parameter],
    /// The schema of the answer; see [`schemas_of`].
    pub answer: fn() -> Schemas,
}

/// Schemas by name: first that of the answer itself, then those to which it refers.
pub type Schemas = Vec<(String, RefOr<Schema>)>;

/// The schema of `T`, and those to which it refers.
pub fn schemas_of<T: ToSchema>() -> Schemas {
    let mut schemas = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut schemas);
    schemas
}

/// One parameter of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Its name; one that stands in the path of the route is in the path, any other in the query.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether there is no answer without it; one in the path always is.
    pub is_required: bool,
}

/// What a parameter takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// Any words.
    Words,
    /// A whole number.
    Number {
        /// The smallest.
        least: u32,
        /// The largest that makes a difference.
        most: u32,
        /// What stands when none is given.
        usual: u32,
    },
    /// `true` or `false`.
    YesOrNo,
    /// One of a few words.
    OneOf(fn() -> Vec<&'static str>),
}

impl Parameter {
    /// A parameter that may be left out.
    pub const fn new(name: &'static str, about: &'static str, takes: Takes) -> Self {
        Self {
            name,
            about,
            takes,
            is_required: false,
        }
    }

    /// One without which there is no answer.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }
}

impl Route {
    /// Describes this route in the API's description.
    #[must_use]
    pub fn described(mut self, operation: Operation) -> Self {
        self.operation = Some(operation);
        self
    }
}

/// A route that answers a `GET` (and so a `HEAD`).
pub fn get<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, Hub>,
    T: 'static,
{
    Route {
        method: http::Method::GET,
        path,
        access,
        operation: None,
        handler: axum::routing::get(handler),
    }
}

/// A route that answers a `POST`.
pub fn post<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, Hub>,
    T: 'static,
{
    Route {
        method: http::Method::POST,
        path,
        access,
        operation: None,
        handler: axum::routing::post(handler),
    }
}
