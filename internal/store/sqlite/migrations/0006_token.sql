-- What machines show to be known (store.Tokens). Beside the log: a backup leaves it out.
create table token (
    id         text    primary key,
    name       text    not null,
    digest     blob    not null check (length(digest) = 32), -- SHA-256 of the secret
    grants     text    not null,      -- JSON
    clearance  text    not null,
    local_only integer not null check (local_only in (0, 1)),
    created_by text    not null,
    created_at integer not null,      -- microseconds since 1970-01-01 UTC
    expires_at integer not null,
    revoked_at integer,               -- null: it is not
    last_used  integer                -- days, 1 is 0001-01-01; null: never
) strict;
