package socket

import (
	"encoding/json"
	"time"
)

// forbidden is told to those whom the socket does not admit, or no longer. Clients take it
// for an end after which they may come again with something better: graphql-ws does so by
// itself, and asks its connectionParams for it.
var forbidden = &ending{4403, "Forbidden"}

// admit lets a client ask, or closes the socket. Messages are read meanwhile: what asks
// before it has been acknowledged is refused, and not kept until it may. keep ends the
// context if it takes too long.
func (s *socket) admit(payload json.RawMessage) {
	ctx, until, err := s.Admit(s.open, payload)
	if s.open.Err() != nil {
		return // which had another end, and Admit that one
	}
	expires := !until.IsZero()
	if err != nil || expires && time.Until(until) <= 0 {
		s.close(forbidden)
		return
	}
	s.asks = ctx
	if expires {
		s.until <- until
	}
	s.admitted.Store(true)
	s.write(message{kind: "connection_ack"})
}
