package admission

import (
	"fmt"
	"net/http"
	"sync"
)

// Share lets each client hold so many of something at once.
type Share struct {
	code, what string
	limit      int

	mu   sync.Mutex
	held map[Client]int // more than 0
}

// NewShare lets each client hold so many at once of what is named in the plural; code is
// that of its refusals. Without a limit there is no share.
func NewShare(code, what string, limit int) *Share {
	if limit <= 0 {
		return nil
	}
	return &Share{code: code, what: what, limit: limit, held: map[Client]int{}}
}

// Take takes one more, which back gives back, once; or returns a *Refusal.
func (s *Share) Take(c Client) (back func(), err error) {
	if s == nil || c == "" {
		return func() {}, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[c] >= s.limit {
		return nil, &Refusal{
			Status: http.StatusTooManyRequests, Code: s.code, Limit: s.limit,
			Message: fmt.Sprintf("too many %s at once: the limit for a client is %d", s.what, s.limit),
		}
	}
	s.held[c]++
	return func() { s.giveBack(c) }, nil
}

func (s *Share) giveBack(c Client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[c]--; s.held[c] == 0 {
		delete(s.held, c)
	}
}
