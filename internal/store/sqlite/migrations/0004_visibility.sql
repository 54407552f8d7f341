-- Who may see a statement, like status and evidence: position in the code list + 1,
-- 0 for whoever may see its records. Of records it stands in their bodies.
alter table edge_version add column visibility integer not null default 0;
