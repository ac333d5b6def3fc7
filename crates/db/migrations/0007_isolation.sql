-- Who may read an item that is RED: people by name, and nobody else.
create table item_reader (
    item_id {id} not null references item (id) on delete cascade,
    person_id {id} not null references person (id) on delete cascade,
    primary key (item_id, person_id)
){strict};

create index item_reader_person on item_reader (person_id);
