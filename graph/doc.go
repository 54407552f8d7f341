// Package graph is how one asks: it answers the schema (schema.graphqls) from a
// View of the catalogue and turns mutations into change sets.
//
// One operation, one view: Server pins the view before the first field runs, so
// an answer never mixes two moments. Fields of records are bound to the handles
// of internal/view and run without resolvers; what is left here are the roots,
// the writes and the rim: limits, errors, transports.
//
//	request ─► transport (GraphQL over HTTP), stream (server-sent events), or
//	           sockets (graphql-transport-ws, see graph/socket)
//	        ─► guard (size, tokens, nesting, fields, cost; before validation)
//	        ─► operation ─► View (pinned) ─► Query fields ─► handles
//	                     ├► Mutation ─► input.Changes ─► Catalogue.Commit
//	                     └► Subscription ─► follower ─► an event, when one is wanted
//
// A subscription is pulled and never pushed: its follower makes the next event when
// the last one has left, and holds in between the position that it has read up to.
// A client that takes no event for too long is cut off and loses nothing, since the
// last event told it the position from which it can come back.
//
// graph never sees a store, and knows the catalogue in memory only by the small
// interface that it declares. Errors carry extensions.code; what is not an error
// of the catalogue is answered by an id that the log carries, and nothing else.
package graph

//go:generate go -C .. tool gqlgen generate
