-- What the key of a commit was used for: a SHA-256 of its change set. Null where
-- there is no key, and for commits of a time before this step.
alter table log add column digest bytea check (octet_length(digest) = 32);
