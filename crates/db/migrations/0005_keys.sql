-- Something that a browser has begun and must finish soon: adding a passkey, signing in with one, going to
-- an identity provider and coming back. Only a digest of its token is kept, and it is gone once it is used.
create table ceremony (
    token_digest {bytes} not null primary key,
    kind text not null,
    -- Who began it, where somebody was signed in.
    person_id {id} references person (id),
    content {json} not null,
    expires_at {big} not null
){strict};

create index ceremony_expires on ceremony (expires_at);
create index ceremony_person on ceremony (person_id);

-- A passkey: the public half of a key that stays on somebody's device.
create table passkey (
    id {id} not null primary key,
    person_id {id} not null references person (id),
    credential_id {bytes} not null unique,
    credential {json} not null,
    name text not null,
    added_at {big} not null,
    used_at {big}
){strict};

create index passkey_person on passkey (person_id, added_at);

-- A code on paper for an administrator, for when single sign-on is down.
create table paper_code (
    person_id {id} not null references person (id),
    number {big} not null,
    digest text not null,
    made_at {big} not null,
    used_at {big},
    primary key (person_id, number)
){strict};

-- An identity provider of an organisation.
create table identity_provider (
    id {id} not null primary key,
    organisation_id {id} not null references organisation (id),
    name text not null,
    issuer text not null,
    client_id text not null,
    -- Sealed.
    client_secret {bytes} not null,
    -- What is asked for beside openid, email and profile.
    scopes text not null,
    -- The claim that carries roles or groups; empty when none does.
    claim text not null,
    joins_by_domain {bool} not null,
    -- When an administrator last came through it as it stands. It is not offered before.
    tried_at {big},
    added_at {big} not null,
    version {big} not null
){strict};

create index identity_provider_organisation on identity_provider (organisation_id, added_at);

-- What a value of the claim makes somebody.
create table identity_provider_role (
    provider_id {id} not null references identity_provider (id),
    value text not null,
    role text not null,
    primary key (provider_id, value)
){strict};

-- What the provider says of itself, kept for a while.
create table identity_provider_metadata (
    provider_id {id} not null primary key references identity_provider (id),
    metadata {json} not null,
    keys {json} not null,
    fetched_at {big} not null
){strict};

-- Who somebody is at an issuer. An issuer never gives one subject to two people.
create table identity (
    issuer text not null,
    subject text not null,
    person_id {id} not null references person (id),
    linked_at {big} not null,
    used_at {big} not null,
    primary key (issuer, subject)
){strict};

create index identity_person on identity (person_id);

-- How the members of an organisation may sign in.
create table sign_in_rule (
    organisation_id {id} not null primary key references organisation (id),
    is_single_only {bool} not null
){strict};
