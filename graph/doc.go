// Package graph is how one asks: it answers the schema (schema.graphqls) from a
// View of the catalogue and turns mutations into change sets.
//
// One operation, one view: the moment is chosen, and the view of it pinned, before
// the first field runs, so an answer never mixes two moments. Fields of records are
// bound to the handles of internal/view and run without resolvers; what is asked of
// many records at once is answered by internal/explore (how they hang together) and
// internal/rollout (how far they are), to which the roots hand the view, and to walks
// the time (explore.go). What is left here are the roots, the writes and the rim:
// limits, prices, errors, transports.
//
//	request ─► transport (GraphQL over HTTP), stream (server-sent events), or
//	           sockets (graphql-transport-ws, see graph/socket)
//	        ─► guard (size, tokens, nesting, fields, cost; before validation)
//	        ─► moment (@at, Fundus-At-Least; cleared for who asks) ─► answers (known or kept: nothing is done)
//	        ─► operation ─► View (pinned) ─► Query fields ─► handles, explore, rollout
//	                     ├► Mutation ─► input.Changes ─► Catalogue.Commit
//	                     └► Subscription ─► follower ─► an event, when one is wanted
//
// Up to what somebody may see is known before the moment is chosen (clearance.go), and
// what is above it is not in the snapshot that answers. Fields therefore need no thought
// of it, those of rooms to come included; only what reads the log has a veil to mind.
//
// A subscription is pulled and never pushed: its follower makes the next event when
// the last one has left, and holds in between the position that it has read up to.
// A client that takes no event for too long is cut off and loses nothing, since the
// last event told it the position from which it can come back.
//
// A file is a question that is asked page by page of one view (exports.go, file.go);
// what of it the rows are, and how they are written, is a matter of graph/export.
//
// An answer follows from document, variables, revision, day, clearance and program, so it
// is kept, and told by its ETag, as long as these hold (cache.go).
//
// graph never sees a store, and knows the catalogue only by the interfaces that it
// declares: Source, and in it Catalogue (writes), Log (how things came about) and Feed
// (the log in its order). Errors carry extensions.code; what is not an error
// of the catalogue is answered by an id that the log carries, and nothing else.
package graph

//go:generate go -C .. tool gqlgen generate
