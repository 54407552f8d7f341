-- The log of commits and the versions they made. Rows are written once; only
-- until is set later, once, by the commit that ends a version.

-- The head is one row. Its lock is the append lock: whoever holds it may number
-- the next commit. A row lock and not an advisory one, since every engine that
-- speaks PostgreSQL has it, replicated ones too.
create table head (
    one         boolean     primary key default true check (one),
    revision    bigint      not null,
    recorded_at timestamptz           -- null: nothing is recorded yet
);
insert into head (revision) values (0);

create table log (
    revision    bigint      primary key,
    recorded_at timestamptz not null,
    actor       text        not null,
    message     text        not null,
    origin      text        not null,
    key         text        unique    -- null: not repeatable
);

create table record_version (
    id       bigint   not null,
    revision bigint   not null,
    until    bigint   check (until > revision), -- null: of the head
    kind     smallint not null,
    source   bigint,
    body     json     not null,       -- json and not jsonb: the bytes stay as written
    primary key (id, revision)
);
-- One version of a record holds at a time.
create unique index record_version_current on record_version (id) where until is null;
-- What a commit made, and what it ended.
create index record_version_made on record_version (revision);
create index record_version_ended on record_version (until) where until is not null;

create table edge_version (
    id          bigint   not null,
    revision    bigint   not null,
    until       bigint   check (until > revision),
    relation    smallint not null,
    from_id     bigint   not null,
    to_id       bigint   not null,
    via_id      bigint,
    area_id     bigint,
    status      smallint not null,    -- position in the code list + 1, 0 none
    evidence    smallint not null,
    valid_from  integer,              -- days, 1 is 0001-01-01
    valid_until integer,
    source      bigint,
    url         text,
    report      text,
    note        text,
    primary key (id, revision)
);
create unique index edge_version_current on edge_version (id) where until is null;
create index edge_version_made on edge_version (revision);
create index edge_version_ended on edge_version (until) where until is not null;
