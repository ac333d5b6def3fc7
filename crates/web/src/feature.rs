//! What a feature hands to the roof.

use axum::{handler::Handler, routing::MethodRouter};
use jobs::Work;
use utoipa::{
    ToSchema,
    openapi::{RefOr, Schema},
};

use crate::{Access, Daily, Hub, MergePart, PersonalData, Shared};

/// One feature of the hub. What it has nothing of is left to [`Default`].
#[derive(Debug, Default)]
pub struct Feature {
    /// Its noun.
    pub name: &'static str,
    /// Everything a browser or a program can ask of it.
    pub routes: Vec<Route>,
    /// The work that it does later.
    pub jobs: Vec<Work<Shared>>,
    /// HTML for the foot of every content page, made from the page's address.
    pub page_foot: Option<fn(&str) -> String>,
    /// What its rooms hold on people.
    pub personal: Vec<PersonalData>,
    /// What it does once a day.
    pub daily: Vec<Daily>,
    /// What it does when one organisation merges into another.
    pub merge: Option<MergePart>,
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
    /// The words under which the audit trail notes each answer, when it shows what people hold private.
    pub audited: Option<&'static str>,
    /// Whether the viewer must have proved who they are a short while ago.
    pub is_sensitive: bool,
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

    /// Notes in the audit trail, before it answers, that the viewer did `action`: "person.read".
    #[must_use]
    pub fn audited(mut self, action: &'static str) -> Self {
        self.audited = Some(action);
        self
    }

    /// Asks who proved who they are too long ago to do it again first.
    #[must_use]
    pub fn sensitive(mut self) -> Self {
        self.is_sensitive = true;
        self
    }
}

/// A route that answers a `GET` (and so a `HEAD`).
pub fn get<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, Hub>,
    T: 'static,
{
    route(http::Method::GET, path, access, axum::routing::get(handler))
}

/// A route that answers a `POST`.
pub fn post<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, Hub>,
    T: 'static,
{
    route(http::Method::POST, path, access, axum::routing::post(handler))
}

fn route(method: http::Method, path: &'static str, access: Access, handler: MethodRouter<Hub>) -> Route {
    Route {
        method,
        path,
        access,
        operation: None,
        audited: None,
        is_sensitive: false,
        handler,
    }
}
