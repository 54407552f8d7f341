-- Who was refused what, beside the log, which has what was done. A body is JSON
-- (store.Attempt); at is when it was tried last, in microseconds.
create table refused (
	number integer primary key autoincrement,
	at     integer not null,
	body   text    not null
) strict;
create index refused_at on refused (at, number);
