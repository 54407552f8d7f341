// Package socket speaks graphql-transport-ws over one WebSocket: the protocol of
// github.com/enisdenjo/graphql-ws (PROTOCOL.md there), which is authoritative. What
// an operation is and answers is not known here; whoever serves hands in Execute.
//
//	handshake ─► connected ── connection_init ─► admitted? ── connection_ack ─► acknowledged ◄─────────┐
//	                 │ 4408 in time                  │ 4403 no                      │ │ subscribe       │
//	                 └─ 4401 whoever asks ───────────┘        4403 known no more ◄──┘ └─► operation ────┘
//	                                                                                      next … next, complete or error
//
// Every socket has one reader, which takes messages in their order, and one keeper,
// which watches the clock and the end of the server; each operation has a goroutine.
// They write in turns, and an operation makes its next answer only when the last one
// has left: a client that reads slowly holds one answer of each of its operations
// here, and nothing piles up.
//
// How a socket ends:
//
//	1001  the client does not answer pings
//	1007  a message is no UTF-8
//	1009  a message is larger than allowed
//	1012  the server stops: come back, another one answers
//	1013  the client took an answer too late: come back, and go on where it was
//	4400  a message is not one of the protocol
//	4401  an operation before the acknowledgement
//	4403  the client is not admitted, or has to show again who it is: come back with that
//	4406  another protocol, such as the older graphql-ws
//	4408  no connection_init in time
//	4409  two operations at once with one id
//	4429  connection_init twice
//
// A client that takes nothing at all can be told nothing either: after twice
// the patience its connection is cut, which clients know as 1006.
package socket
