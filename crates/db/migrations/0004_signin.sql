-- A password: an argon2id hash with its salt and cost, as a PHC string.
create table password (
    person_id {id} not null primary key references person (id),
    hash text not null,
    changed_at {big} not null
){strict};

-- The app that gives somebody codes (RFC 6238). Its key is sealed under the hub's key.
create table code_app (
    person_id {id} not null primary key references person (id),
    sealed_key {bytes} not null,
    -- The step of the newest code that was taken: none is taken twice.
    last_step {big} not null,
    added_at {big} not null
){strict};

-- A code for whoever has lost their phone. It goes when it is used; what is kept is a keyed digest.
create table recovery_code (
    digest {bytes} not null primary key,
    person_id {id} not null references person (id),
    made_at {big} not null
){strict};

create index recovery_code_person on recovery_code (person_id);

-- A browser half way to a session.
create table pending (
    token_digest {bytes} not null primary key,
    person_id {id} not null references person (id),
    -- What is to come: a code from the app, or setting up how to sign in.
    step text not null,
    tries {big} not null,
    expires_at {big} not null
){strict};

create index pending_person on pending (person_id);
create index pending_expires on pending (expires_at);

-- A link that was sent or shown, and works once: an invitation, a recovery, the first start. It goes when
-- it is used.
create table link (
    id {id} not null primary key,
    kind text not null,
    token_digest {bytes} not null unique,
    -- Whom it is for, where that is known already.
    person_id {id} references person (id),
    name text not null,
    email text not null,
    email_key text not null,
    -- What an invitation gives.
    organisation_id {id} references organisation (id),
    role text,
    hub_role text,
    made_at {big} not null,
    expires_at {big} not null
){strict};

create index link_person on link (person_id);
create index link_organisation on link (organisation_id, made_at, id);
create index link_expires on link (expires_at);

-- Failed attempts to sign in, by a keyed digest of what they have in common: nobody's address is here.
create table attempt (
    key {bytes} not null primary key,
    failures {big} not null,
    began_at {big} not null,
    failed_at {big} not null
){strict};

create index attempt_failed on attempt (failed_at);
