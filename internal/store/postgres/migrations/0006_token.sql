-- What machines show to be known (store.Tokens). Beside the log: a backup leaves it out.
create table token (
    id         text        primary key,
    name       text        not null,
    digest     bytea       not null check (octet_length(digest) = 32), -- SHA-256 of the secret
    grants     text        not null,  -- JSON
    clearance  text        not null,
    local_only boolean     not null,
    created_by text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,           -- null: it is not
    last_used  integer                -- days, 1 is 0001-01-01; null: never
);
