-- Who was refused what, beside the log, which has what was done. A body is JSON
-- (store.Attempt); at is when it was tried last.
create table refused (
	number bigint generated always as identity primary key,
	at     timestamptz not null,
	body   text        not null
);
create index refused_at on refused (at, number);
