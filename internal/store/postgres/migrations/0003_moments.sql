-- What asks for an instant: the log does not run backwards, so instants are in
-- the order of revisions.
create index log_recorded_at on log (recorded_at, revision);

-- What asks how the neighbourhood of a record came about. Edges that are still
-- there are known by their ids; of those that ended, few beside the others, each
-- end leads to the edge.
create index edge_version_ended_from on edge_version (from_id) where until is not null;
create index edge_version_ended_to   on edge_version (to_id)   where until is not null;
create index edge_version_ended_via  on edge_version (via_id)  where until is not null and via_id is not null;
create index edge_version_ended_area on edge_version (area_id) where until is not null and area_id is not null;
