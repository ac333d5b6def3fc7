-- A host name under which the hub is read at one organisation.
create table host_name (
    host text not null primary key,
    organisation_id {id} not null references organisation (id),
    added_at {big} not null
){strict};

create index host_name_of on host_name (organisation_id);

-- A domain of e-mail addresses that an organisation says is its own. Only a verified one counts, and only
-- one organisation can have it verified.
create table email_domain (
    organisation_id {id} not null references organisation (id),
    domain text not null,
    added_at {big} not null,
    verified_at {big},
    -- How it was verified: by a letter to the domain's keeper, or by an administrator of the hub.
    verified_by text,
    -- The link that was last sent to the domain's keeper.
    token_digest {bytes} unique,
    token_until {big},
    primary key (organisation_id, domain)
){strict};

create unique index email_domain_verified on email_domain (domain) where verified_at is not null;

-- What differs from council to council: the service desk, the data protection officer. One that is not
-- known any more keeps its row without a value, so that its version goes on.
create table local_fact (
    organisation_id {id} not null references organisation (id),
    name text not null,
    value text not null,
    tlp text not null,
    version {big} not null,
    changed_at {big} not null,
    primary key (organisation_id, name)
){strict};

-- A controller in its own right beside the organisation, such as the returning officer.
create table controller (
    id {id} not null primary key,
    organisation_id {id} not null references organisation (id),
    kind text not null,
    title text not null,
    added_at {big} not null,
    version {big} not null
){strict};

create index controller_of on controller (organisation_id, title, id);

create table controller_fact (
    controller_id {id} not null references controller (id),
    name text not null,
    value text not null,
    tlp text not null,
    primary key (controller_id, name)
){strict};
