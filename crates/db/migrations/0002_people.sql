-- A council or other body that has people here. A body that merged into another keeps its row, so that
-- old links lead on and its history stays whole.
create table organisation (
    id {id} not null primary key,
    slug text not null unique,
    name text not null,
    name_key text not null,
    kind text not null,
    nation text not null,
    -- The official code of an area (GSS), where there is one.
    code text unique,
    merged_into_id {id},
    added_at {big} not null,
    version {big} not null
){strict};

create index organisation_name on organisation (name_key, id);

-- Every slug that an organisation ever had, the present one too.
create table organisation_slug (
    slug text not null primary key,
    organisation_id {id} not null references organisation (id)
){strict};

create index organisation_slug_of on organisation_slug (organisation_id);

create table person (
    id {id} not null primary key,
    name text not null,
    name_key text not null,
    email text not null,
    email_key text not null unique,
    -- The role in the hub itself; most people have none.
    hub_role text,
    is_disabled {bool} not null,
    added_at {big} not null,
    signed_in_at {big},
    version {big} not null
){strict};

create index person_name on person (name_key, id);

-- A person's role in an organisation.
create table membership (
    organisation_id {id} not null references organisation (id),
    person_id {id} not null references person (id),
    role text not null,
    -- How it came about: an invitation, single sign-on, a verified domain, a command.
    origin text not null,
    since {big} not null,
    primary key (organisation_id, person_id)
){strict};

create index membership_person on membership (person_id);

-- A browser in which a person is signed in. Only a digest of its token is kept.
create table session (
    id {id} not null primary key,
    person_id {id} not null references person (id),
    token_digest {bytes} not null unique,
    -- The organisation that the person acts for at present.
    organisation_id {id} references organisation (id),
    method text not null,
    address text not null,
    agent text not null,
    began_at {big} not null,
    -- When the person last proved who they are.
    proved_at {big} not null,
    seen_at {big} not null,
    -- Set when the person's rights grew: the next answer brings a new token.
    is_to_rotate {bool} not null
){strict};

create index session_person on session (person_id, seen_at);
create index session_seen on session (seen_at);

-- The audit trail. The chain covers identifiers and a salted digest of the words beside it.
create table audit_entry (
    number {big} not null primary key,
    id {id} not null unique,
    at {big} not null,
    action text not null,
    actor_id {id},
    organisation_id {id},
    subject_kind text not null,
    subject_id text not null,
    detail_digest {bytes} not null,
    previous_hash {bytes} not null,
    hash {bytes} not null
){strict};

create index audit_entry_organisation on audit_entry (organisation_id, number);
create index audit_entry_actor on audit_entry (actor_id, number);
create index audit_entry_subject on audit_entry (subject_kind, subject_id, number);

-- Names, addresses and free text of an entry. It can be erased; the chain stays whole.
create table audit_detail (
    number {big} not null primary key,
    salt {bytes} not null,
    words {json} not null
){strict};

-- The newest link of the chain: one row, which whoever adds a link holds until they commit.
create table audit_head (
    name text not null primary key,
    number {big} not null,
    hash {bytes} not null
){strict};
