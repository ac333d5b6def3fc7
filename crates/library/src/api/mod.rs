//! The API: everything that pages say, as JSON, for programs.
//!
//! It is read only and open to all: no key, any origin (CORS), nothing that needs a cookie. A `path` is an
//! item's address from the root of the hub, such as `/guidance/verify-bank-details`, and is how items are
//! told apart everywhere here.

mod alerts;
mod asked;
mod audience;
mod entry;
mod events;
mod facts;
mod items;
mod record;
mod refusal;
mod search;

use axum::{
    extract::Request,
    handler::Handler,
    middleware::{self, Next},
    response::Response,
};
use http::{HeaderName, HeaderValue, header};
use utoipa::openapi::{ObjectBuilder, schema::Type};
use web::{
    Access, ApiDescription, Document, Hub, Operation, Parameter, Read, Route, Schemas, Takes, Viewer, schemas_of,
};

use crate::{
    guidance::Stage,
    item::{Kind, Nation},
};

const Q: Parameter = Parameter::new("q", "What to look for, in plain words.", Takes::Words).required();
const KIND: Parameter = Parameter::new(
    "kind",
    "Only this kind; may be given more than once.",
    Takes::OneOf(|| Kind::ALL.map(Kind::folder).into()),
);
const THE_KIND: Parameter = Parameter::new("kind", "The kind.", Takes::OneOf(|| Kind::ALL.map(Kind::folder).into()));
const SLUG: Parameter = Parameter::new("slug", "The last part of the item's path.", Takes::Words);
const AUDIENCE: Parameter = Parameter::new("audience", "Only what is for this group, by its slug.", Takes::Words);
const THE_AUDIENCE: Parameter = Parameter::new("audience", "The slug of the group.", Takes::Words);
const NATION: Parameter = Parameter::new(
    "nation",
    "Only what holds in this nation.",
    Takes::OneOf(|| Nation::ALL.map(Nation::slug).into()),
);
const SERVICE: Parameter = Parameter::new("service", "Only what bears on this service, by its slug.", Takes::Words);
const THREAT: Parameter = Parameter::new("threat", "Only what bears on this threat, by its slug.", Takes::Words);
const STAGE: Parameter = Parameter::new(
    "stage",
    "Only what helps at this stage.",
    Takes::OneOf(|| Stage::ALL.map(Stage::slug).into()),
);
const LIVE: Parameter = Parameter::new(
    "live",
    "true: only live ones; false: only those that are over.",
    Takes::YesOrNo,
);
const LIMIT: Parameter = Parameter::new(
    "limit",
    "How many at most.",
    Takes::Number {
        least: 1,
        most: asked::MOST,
        usual: asked::USUAL,
    },
);
const OFFSET: Parameter = Parameter::new(
    "offset",
    "How many to pass over first.",
    Takes::Number {
        least: 0,
        most: asked::FURTHEST,
        usual: 0,
    },
);
const AFTER: Parameter = Parameter::new(
    "after",
    "The `next` of the answer before: go on after it.",
    Takes::Words,
);

/// Everything that a program can ask.
pub fn routes() -> Vec<Route> {
    vec![
        open(
            "/api/v1/search",
            search::show,
            "Find things by plain words, best first.",
            SEARCH,
            schemas_of::<search::Answer>,
        ),
        open(
            "/api/v1/items",
            items::list,
            "List items by path.",
            ITEMS,
            schemas_of::<items::Page>,
        ),
        open(
            "/api/v1/items/{kind}/{slug}",
            items::show,
            "One item, whole.",
            ITEM,
            schemas_of::<record::Record>,
        ),
        open(
            "/api/v1/audiences/{audience}",
            audience::show,
            "One group's page: what comes first for it today, and why.",
            GROUP,
            schemas_of::<audience::Answer>,
        ),
        open(
            "/api/v1/alerts",
            alerts::list,
            "Alerts, newest first.",
            ALERTS,
            schemas_of::<alerts::Answer>,
        ),
        open(
            "/api/v1/events",
            events::list,
            "Dates to come, soonest first.",
            EVENTS,
            schemas_of::<events::Answer>,
        ),
        open(
            "/api/v1/openapi.json",
            description,
            "This description.",
            &[],
            any_object,
        ),
    ]
}

const SEARCH: &[Parameter] = &[Q, KIND, AUDIENCE, NATION, LIMIT, OFFSET];
const ITEMS: &[Parameter] = &[KIND, AUDIENCE, NATION, SERVICE, THREAT, STAGE, LIMIT, AFTER];
const ITEM: &[Parameter] = &[THE_KIND, SLUG];
const GROUP: &[Parameter] = &[THE_AUDIENCE, NATION];
const ALERTS: &[Parameter] = &[AUDIENCE, NATION, LIVE, LIMIT, OFFSET];
const EVENTS: &[Parameter] = &[AUDIENCE, NATION, LIMIT, OFFSET];

fn open<H: Handler<T, Hub>, T: 'static>(
    path: &'static str,
    handler: H,
    summary: &'static str,
    parameters: &'static [Parameter],
    answer: fn() -> Schemas,
) -> Route {
    let handler = handler
        .layer(middleware::from_fn(web::tagged))
        .layer(middleware::from_fn(to_any_origin));
    web::get(path, Access::Anybody, handler).described(Operation {
        summary,
        parameters,
        answer,
    })
}

/// Lets pages of any origin read the answer. Without credentials: what a signed-in reader may see, only
/// the hub's own pages may ask for.
async fn to_any_origin(request: Request, next: Next) -> Response {
    let is_for_all = request.extensions().get::<Viewer>().is_none_or(Viewer::is_stranger);
    let mut response = next.run(request).await;
    if !is_for_all {
        return response;
    }
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    response
}

async fn description(read: Read) -> Document {
    let description = read.shared.get::<ApiDescription>();
    Document::new("application/json", description.as_str().to_owned()).kept_when(true)
}

fn any_object() -> Schemas {
    let about = "An OpenAPI 3.1 document.";
    let schema = ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some(about))
        .build();
    vec![("Description".into(), utoipa::openapi::RefOr::T(schema.into()))]
}
