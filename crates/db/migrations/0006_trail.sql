-- Which people an entry of the audit trail is by or about, to search by, to show and to forget. It is not
-- part of the chain: it says nothing that the chain does not.
create table audit_person (
    person_id {id} not null,
    number {big} not null,
    primary key (person_id, number)
){strict};

create index audit_person_number on audit_person (number);

insert into audit_person (person_id, number)
     select actor_id, number from audit_entry where actor_id is not null
      union
     select cast(subject_id as {id}), number from audit_entry where subject_kind = 'person';

-- Signed marks on the chain: one a day, so that an end that was cut off is missed; and where the oldest
-- entries were removed, so that what is left still hangs on something.
create table audit_checkpoint (
    number {big} not null primary key,
    hash {bytes} not null,
    at {big} not null,
    -- How many entries were removed, up to and with this one; 0 while they all stand.
    removed {big} not null,
    signature {bytes} not null
){strict};

-- Lists are of one organisation, or of the hub itself, which has no identifier.
drop index audit_entry_organisation;
drop index audit_entry_actor;
create index audit_entry_scope
    on audit_entry (coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'), number);
create index audit_entry_scope_action
    on audit_entry (coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'), action, number);
create index audit_entry_scope_kind
    on audit_entry (coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'), subject_kind, number);
create index audit_entry_at on audit_entry (at, number);

-- What somebody sent is found by their e-mail address.
create index submission_contact on submission (lower(contact_email));

-- Accounts that nobody has used for long.
create index person_used on person (coalesce(signed_in_at, added_at));
