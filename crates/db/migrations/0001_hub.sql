-- What changed in the content, for every process to catch up from. A process keeps its own mark.
create table change (
    sequence {sequence},
    kind text not null,
    id text not null,
    at {big} not null
){strict};

-- A version of an item that editors keep here: it wins over the folder and the built-in library.
-- The source is a whole content file, front matter and all.
create table item (
    id {id} not null primary key,
    organisation_id {id},
    kind text not null,
    slug text not null,
    tlp text not null,
    source text not null,
    version {big} not null,
    saved_at {big} not null
){strict};

create unique index item_hub on item (kind, slug) where organisation_id is null;
create unique index item_organisation on item (organisation_id, kind, slug) where organisation_id is not null;

-- Work kept for later. A job is claimed by one worker, under a lease that runs out.
create table job (
    id {id} not null primary key,
    name text not null,
    payload {json} not null,
    state text not null,
    run_at {big} not null,
    attempts {big} not null,
    lease_until {big},
    last_error text,
    added_at {big} not null
){strict};

create index job_ready on job (state, run_at);

-- What readers send: feedback, whether a page was useful, case studies, resources.
create table submission (
    id {id} not null primary key,
    kind text not null,
    page text,
    is_useful {bool},
    title text,
    council text,
    address text,
    message text not null,
    contact_name text,
    contact_email text,
    duplicate_key text,
    sent_at {big} not null
){strict};

create index submission_sent on submission (sent_at, id);

-- The same words sent twice in a short time are kept once; what has no key is kept each time.
create unique index submission_duplicate on submission (duplicate_key);
