//! Every route, and what each kind of viewer gets from it: one line a route.
//!
//! The letters of a line stand in the order of [`Who::ALL`](super::seed::Who::ALL): stranger · signed in,
//! nowhere a member · member, editor, administrator of organisation A · member, administrator of
//! organisation B · hub editor, hub administrator. Each is the letter of a [`Gets`](super::Gets): `o` open,
//! `s` asked to sign in, `n` not for you, `x` not found.

use web::Access;

/// What a line says of one route.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub method: &'static str,
    pub path: &'static str,
    pub gets: &'static str,
    pub audited: Option<&'static str>,
    pub is_sensitive: bool,
}

/// Open to all.
pub const EVERYBODY: &str = "ooooooooo";
/// Only for those who run the machine.
pub const OPERATORS: &str = "nnnnnnnnn";
/// For whoever is signed in.
pub const SIGNED_IN: &str = "soooooooo";
/// For members of an organisation.
pub const MEMBERS: &str = "snooooonn";
/// For editors of an organisation, and its administrators.
pub const EDITORS: &str = "snnoononn";
/// For administrators of an organisation.
pub const ADMINISTRATORS: &str = "snnnononn";
/// For editors of the hub, and its administrators.
pub const HUB_EDITORS: &str = "snnnnnnoo";
/// For administrators of the hub.
pub const HUB_ADMINISTRATORS: &str = "snnnnnnno";
/// For whoever is half way to being signed in, which nobody here is: a stranger is led to the beginning.
pub const HALF_WAY: &str = "soooooooo";
/// For administrators, of an organisation or of the hub.
pub const ANY_ADMINISTRATORS: &str = "snnnonono";
/// There is nothing at this address in the hub of this test.
pub const NOTHING: &str = "xxxxxxxxx";

const fn get(path: &'static str, gets: &'static str) -> Row {
    Row {
        method: "GET",
        path,
        gets,
        audited: None,
        is_sensitive: false,
    }
}

const fn post(path: &'static str, gets: &'static str) -> Row {
    Row {
        method: "POST",
        ..get(path, gets)
    }
}

impl Row {
    /// It writes this into the audit trail before it answers.
    const fn audited(mut self, action: &'static str) -> Self {
        self.audited = Some(action);
        self
    }

    /// Whoever proved who they are too long ago is asked to do it again.
    const fn sensitive(mut self) -> Self {
        self.is_sensitive = true;
        self
    }
}

/// A row with all that a row can say.
pub const EXAMPLE: Row = get("/organisation/people/{person}", MEMBERS)
    .audited("person.read")
    .sensitive();

/// What those get whom each access is for.
pub const OF_ACCESS: [(Access, &str, &str); 9] = [
    (Access::Anybody, "EVERYBODY", EVERYBODY),
    (Access::Operator, "OPERATORS", OPERATORS),
    (Access::SignedIn, "SIGNED_IN", SIGNED_IN),
    (Access::Member, "MEMBERS", MEMBERS),
    (Access::Editor, "EDITORS", EDITORS),
    (Access::Administrator, "ADMINISTRATORS", ADMINISTRATORS),
    (Access::HubEditor, "HUB_EDITORS", HUB_EDITORS),
    (Access::HubAdministrator, "HUB_ADMINISTRATORS", HUB_ADMINISTRATORS),
    (Access::AnyAdministrator, "ANY_ADMINISTRATORS", ANY_ADMINISTRATORS),
];

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // The library
    get("/", EVERYBODY),
    get("/for/{audience}", EVERYBODY),
    get("/for/{audience}/one-minute", EVERYBODY),
    get("/threats", EVERYBODY),
    get("/threats/{threat}", EVERYBODY),
    get("/services", EVERYBODY),
    get("/services/{service}", EVERYBODY),
    get("/something-is-wrong", EVERYBODY),
    get("/something-is-wrong/{trouble}", EVERYBODY),
    get("/something-is-wrong/{trouble}/{audience}", EVERYBODY),
    get("/guidance", EVERYBODY),
    get("/guidance/{guidance}", EVERYBODY),
    get("/resources", EVERYBODY),
    get("/resources/{resource}", EVERYBODY),
    get("/opportunities", EVERYBODY),
    get("/opportunities/{opportunity}", EVERYBODY),
    get("/case-studies", EVERYBODY),
    get("/case-studies/{case_study}", EVERYBODY),
    get("/questions", EVERYBODY),
    get("/questions/{question}", EVERYBODY),
    get("/glossary", EVERYBODY),
    get("/glossary/{term}", EVERYBODY),
    get("/events", EVERYBODY),
    get("/events.ics", EVERYBODY),
    get("/events/{event}", EVERYBODY),
    get("/contacts", EVERYBODY),
    get("/contacts/{contact}", EVERYBODY),
    get("/alerts", EVERYBODY),
    get("/alerts/{alert}", EVERYBODY),
    get("/search", EVERYBODY),
    // The library of this test knows of no organisation.
    get("/at/{organisation}", NOTHING),
    get("/accessibility", EVERYBODY),
    get("/privacy", EVERYBODY),
    get("/cookies", EVERYBODY),
    get("/offline", EVERYBODY),
    get("/feed.atom", EVERYBODY),
    get("/for/{audience}/feed.atom", EVERYBODY),
    get("/sitemap.xml", EVERYBODY),
    get("/robots.txt", EVERYBODY),
    get("/.well-known/security.txt", EVERYBODY),
    get("/api/v1/search", EVERYBODY),
    get("/api/v1/items", EVERYBODY),
    get("/api/v1/items/{kind}/{slug}", EVERYBODY),
    get("/api/v1/audiences/{audience}", EVERYBODY),
    get("/api/v1/alerts", EVERYBODY),
    get("/api/v1/events", EVERYBODY),
    get("/api/v1/openapi.json", EVERYBODY),

    // Signing in
    get("/sign-in", EVERYBODY),
    post("/sign-in", EVERYBODY),
    get("/sign-in/code", HALF_WAY),
    post("/sign-in/code", HALF_WAY),
    get("/sign-in/again", SIGNED_IN),
    post("/sign-in/again", SIGNED_IN),
    get("/sign-in/set-up", HALF_WAY),
    get("/sign-in/password", HALF_WAY),
    post("/sign-in/password", HALF_WAY),
    get("/sign-in/app", HALF_WAY),
    post("/sign-in/app", HALF_WAY),
    // The link here is one that nobody was sent.
    get("/sign-in/invitation/{token}", NOTHING),
    post("/sign-in/invitation/{token}", NOTHING),
    get("/sign-in/recovery", EVERYBODY),
    post("/sign-in/recovery", EVERYBODY),
    get("/sign-in/recovery/{token}", NOTHING),
    post("/sign-in/recovery/{token}", NOTHING),
    get("/sign-in/passkey", EVERYBODY),
    post("/sign-in/passkey", EVERYBODY),
    post("/sign-in/passkey/challenge", EVERYBODY),
    get("/sign-in/set-up/passkey", HALF_WAY),
    post("/sign-in/set-up/passkey", HALF_WAY),
    post("/sign-in/set-up/passkey/challenge", HALF_WAY),
    get("/sign-in/single", EVERYBODY),
    post("/sign-in/single", EVERYBODY),
    get("/sign-in/single/callback", EVERYBODY),
    // The providers here have not been tried by anybody, so that they are not offered.
    get("/sign-in/single/{organisation}", NOTHING),
    get("/sign-in/paper", EVERYBODY),
    post("/sign-in/paper", EVERYBODY),
    post("/sign-out", EVERYBODY),

    // One's own account
    get("/account", SIGNED_IN),
    get("/account/name", SIGNED_IN),
    post("/account/name", SIGNED_IN),
    get("/account/password", SIGNED_IN).sensitive(),
    post("/account/password", SIGNED_IN).sensitive(),
    get("/account/code-app", SIGNED_IN).sensitive(),
    post("/account/code-app", SIGNED_IN).sensitive(),
    get("/account/recovery-codes", SIGNED_IN).sensitive(),
    post("/account/recovery-codes", SIGNED_IN).sensitive(),
    post("/account/sessions/others/end", SIGNED_IN),
    post("/account/sessions/{session}/end", SIGNED_IN),
    get("/account/passkeys", SIGNED_IN).sensitive(),
    post("/account/passkeys", SIGNED_IN).sensitive(),
    post("/account/passkeys/challenge", SIGNED_IN).sensitive(),
    get("/account/passkeys/{passkey}/removal", SIGNED_IN).sensitive(),
    post("/account/passkeys/{passkey}/removal", SIGNED_IN).sensitive(),
    get("/account/paper-codes", ANY_ADMINISTRATORS).sensitive(),
    post("/account/paper-codes", ANY_ADMINISTRATORS).sensitive(),
    get("/account/single-sign-on", SIGNED_IN).sensitive(),
    get("/account/single-sign-on/{provider}", "sxxxxxxxx").sensitive(),
    get("/account/single-sign-on/removal", SIGNED_IN).sensitive(),
    post("/account/single-sign-on/removal", SIGNED_IN).sensitive(),
    get("/account/data", SIGNED_IN).audited("data.read").sensitive(),
    get("/account/data.json", SIGNED_IN).audited("data.exported").sensitive(),
    get("/account/forgetting", SIGNED_IN).sensitive(),
    post("/account/forgetting", SIGNED_IN).sensitive(),
    get("/account/forgotten", EVERYBODY),
    // An empty form names no organisation to change to.
    post("/account/organisation", "sxxxxxxxx"),

    // One's own organisation
    get("/organisation", MEMBERS),
    get("/organisation/people", ADMINISTRATORS).audited("person.list"),
    get("/organisation/people/invitation", ADMINISTRATORS).sensitive(),
    post("/organisation/people/invitation", ADMINISTRATORS).sensitive(),
    get("/organisation/people/invitations/{link}/withdrawal", ADMINISTRATORS).sensitive(),
    post("/organisation/people/invitations/{link}/withdrawal", ADMINISTRATORS).sensitive(),
    get("/organisation/people/{person}", ADMINISTRATORS).audited("person.read"),
    post("/organisation/people/{person}/role", ADMINISTRATORS).sensitive(),
    get("/organisation/people/{person}/removal", ADMINISTRATORS).sensitive(),
    post("/organisation/people/{person}/removal", ADMINISTRATORS).sensitive(),
    get("/organisation/facts", EDITORS),
    get("/organisation/facts/{fact}", EDITORS),
    post("/organisation/facts/{fact}", EDITORS),
    get("/organisation/controllers", EDITORS),
    get("/organisation/controllers/new", EDITORS),
    post("/organisation/controllers", EDITORS),
    get("/organisation/controllers/{controller}", EDITORS),
    post("/organisation/controllers/{controller}", EDITORS),
    get("/organisation/controllers/{controller}/removal", EDITORS),
    post("/organisation/controllers/{controller}/removal", EDITORS),
    get("/organisation/domains", ADMINISTRATORS),
    post("/organisation/domains", ADMINISTRATORS).sensitive(),
    post("/organisation/domains/letter", ADMINISTRATORS).sensitive(),
    get("/organisation/domains/{domain}/removal", ADMINISTRATORS).sensitive(),
    post("/organisation/domains/{domain}/removal", ADMINISTRATORS).sensitive(),
    get("/organisation/sign-in", ADMINISTRATORS).sensitive(),
    get("/organisation/sign-in/rule", ADMINISTRATORS).sensitive(),
    post("/organisation/sign-in/rule", ADMINISTRATORS).sensitive(),
    get("/organisation/sign-in/provider", ADMINISTRATORS).sensitive(),
    post("/organisation/sign-in/provider", ADMINISTRATORS).sensitive(),
    get("/organisation/sign-in/provider/{provider}", ADMINISTRATORS).sensitive(),
    post("/organisation/sign-in/provider/{provider}", ADMINISTRATORS).sensitive(),
    get("/organisation/sign-in/provider/{provider}/removal", ADMINISTRATORS).sensitive(),
    post("/organisation/sign-in/provider/{provider}/removal", ADMINISTRATORS).sensitive(),
    get("/organisation/sign-in/provider/{provider}/trial", ADMINISTRATORS).sensitive(),
    get("/organisation/audit", ADMINISTRATORS).audited("audit.read"),
    get("/organisation/audit.csv", ADMINISTRATORS).audited("audit.exported").sensitive(),
    get("/organisation-domains/{token}", NOTHING),
    post("/organisation-domains/{token}", NOTHING),

    // What those who keep the hub look after
    get("/hub/people", HUB_ADMINISTRATORS).audited("person.list"),
    get("/hub/people/invitation", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/people/invitation", HUB_ADMINISTRATORS).sensitive(),
    get("/hub/people/invitations/{link}/withdrawal", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/people/invitations/{link}/withdrawal", HUB_ADMINISTRATORS).sensitive(),
    get("/hub/people/{person}", HUB_ADMINISTRATORS).audited("person.read"),
    post("/hub/people/{person}/role", HUB_ADMINISTRATORS).sensitive(),
    get("/hub/people/{person}/disabling", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/people/{person}/disabling", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/people/{person}/enabling", HUB_ADMINISTRATORS).sensitive(),
    get("/hub/people/{person}/reset", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/people/{person}/reset", HUB_ADMINISTRATORS).sensitive(),
    get("/hub/people/{person}/forgetting", HUB_ADMINISTRATORS).audited("person.read").sensitive(),
    post("/hub/people/{person}/forgetting", HUB_ADMINISTRATORS).sensitive(),
    // Nobody here has been forgotten.
    get("/hub/people/{person}/forgotten", "snnnnnnnx"),
    get("/hub/audit", HUB_ADMINISTRATORS).audited("audit.read"),
    get("/hub/audit.csv", HUB_ADMINISTRATORS).audited("audit.exported").sensitive(),
    get("/hub/organisations", HUB_ADMINISTRATORS),
    post("/hub/organisations", HUB_ADMINISTRATORS),
    get("/hub/organisations/new", HUB_ADMINISTRATORS),
    get("/hub/organisations/by-hand", HUB_ADMINISTRATORS),
    post("/hub/organisations/by-hand", HUB_ADMINISTRATORS),
    get("/hub/organisations/{organisation}", HUB_ADMINISTRATORS),
    get("/hub/organisations/{organisation}/name", HUB_ADMINISTRATORS),
    post("/hub/organisations/{organisation}/name", HUB_ADMINISTRATORS),
    get("/hub/organisations/{organisation}/removal", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/organisations/{organisation}/removal", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/organisations/{organisation}/hosts", HUB_ADMINISTRATORS),
    get("/hub/organisations/{organisation}/hosts/{host}/removal", HUB_ADMINISTRATORS),
    post("/hub/organisations/{organisation}/hosts/{host}/removal", HUB_ADMINISTRATORS),
    post("/hub/organisations/{organisation}/domains", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/organisations/{organisation}/domains/confirmation", HUB_ADMINISTRATORS).sensitive(),
    get("/hub/organisations/{organisation}/domains/{domain}/removal", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/organisations/{organisation}/domains/{domain}/removal", HUB_ADMINISTRATORS).sensitive(),
    get("/hub/organisations/{organisation}/merge", HUB_ADMINISTRATORS).sensitive(),
    get("/hub/organisations/{organisation}/merge/{into}", HUB_ADMINISTRATORS).sensitive(),
    post("/hub/organisations/{organisation}/merge/{into}", HUB_ADMINISTRATORS).sensitive(),

    // What readers send
    get("/get-involved", EVERYBODY),
    get("/get-involved/feedback", EVERYBODY),
    post("/get-involved/feedback", EVERYBODY),
    get("/get-involved/case-study", EVERYBODY),
    post("/get-involved/case-study", EVERYBODY),
    get("/get-involved/resource", EVERYBODY),
    post("/get-involved/resource", EVERYBODY),
    get("/get-involved/thank-you/{kind}", EVERYBODY),
    post("/usefulness", EVERYBODY),
    get("/usefulness/{submission}", EVERYBODY),
    post("/usefulness/{submission}", EVERYBODY),

    // The look
    get("/assets/{*path}", EVERYBODY),
    get("/theme.css", EVERYBODY),
    get("/logo/{name}", NOTHING),
    get("/favicon.ico", EVERYBODY),
    get("/service-worker.js", EVERYBODY),
    get("/components", EVERYBODY),

    // Operations
    get("/healthz", EVERYBODY),
    get("/readyz", EVERYBODY),
    get("/metrics", OPERATORS),
];
