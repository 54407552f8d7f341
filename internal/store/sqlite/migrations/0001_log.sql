-- The log of commits and the versions they made. Rows are written once; only
-- until is set later, once, by the commit that ends a version.

create table log (
    revision    integer primary key,
    recorded_at integer not null,     -- microseconds since 1970-01-01 UTC
    actor       text    not null,
    message     text    not null,
    origin      text    not null,
    key         text    unique        -- null: not repeatable
) strict;

create table record_version (
    id       integer not null,
    revision integer not null,
    until    integer check (until > revision), -- null: of the head
    kind     integer not null,
    source   integer,
    body     text    not null,
    primary key (id, revision)
) strict;
-- One version of a record holds at a time.
create unique index record_version_current on record_version (id) where until is null;
-- What a commit made, and what it ended.
create index record_version_made on record_version (revision);
create index record_version_ended on record_version (until) where until is not null;

-- Rows of numbers lie in the primary key itself; the texts of few edges do not hurt.
create table edge_version (
    id          integer not null,
    revision    integer not null,
    until       integer check (until > revision),
    relation    integer not null,
    from_id     integer not null,
    to_id       integer not null,
    via_id      integer,
    area_id     integer,
    status      integer not null,     -- position in the code list + 1, 0 none
    evidence    integer not null,
    valid_from  integer,              -- days, 1 is 0001-01-01
    valid_until integer,
    source      integer,
    url         text,
    report      text,
    note        text,
    primary key (id, revision)
) strict, without rowid;
create unique index edge_version_current on edge_version (id) where until is null;
create index edge_version_made on edge_version (revision);
create index edge_version_ended on edge_version (until) where until is not null;
