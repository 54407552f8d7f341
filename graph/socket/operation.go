package socket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// Execute carries out an operation. It hands each answer, a JSON object, to next,
// which returns when the answer has left, or with an error when there is nobody to
// answer any more; Execute then returns it.
//
// What it returns ends the operation: nil completes it, a Refusal is told as the
// error that it is. After any other error nothing is told: the context has ended,
// or the server stops.
type Execute func(ctx context.Context, r *Request, next func(answer []byte) error) error

// Refusal is why an operation has no answer, or none any more: a JSON list of
// GraphQL errors.
type Refusal struct{ Errors []byte }

func (r *Refusal) Error() string { return string(r.Errors) }

// operation is one that a client has subscribed to.
type operation struct {
	id     string
	cancel context.CancelFunc
}

// subscribe begins an operation.
func (s *socket) subscribe(m message) *ending {
	request, why := m.request()
	if why != nil {
		return why
	}
	ctx, cancel := context.WithCancel(s.asks)
	op := &operation{m.id, cancel}
	switch begun, why := s.begin(op); {
	case why != nil:
		cancel()
		return why
	case !begun:
		cancel()
		return nil
	}
	s.done.Go(func() {
		defer s.ended(op)
		s.run(ctx, op, request)
	})
	return nil
}

// begin takes an operation up, says that there are too many, or drops it because the
// server stops and the client will hear of that.
func (s *socket) begin(op *operation) (begun bool, why *ending) {
	s.mu.Lock()
	switch {
	case s.operations[op.id] != nil:
		s.mu.Unlock()
		return false, &ending{4409, fmt.Sprintf("Subscriber for %s already exists", short(op.id))}
	case s.draining:
		s.mu.Unlock()
		return false, nil
	case s.running >= s.Operations:
		s.mu.Unlock()
		s.write(message{kind: "error", id: op.id, payload: tooMany(s.Operations)})
		return false, nil
	}
	s.operations[op.id] = op
	s.running++
	s.mu.Unlock()
	return true, nil
}

func tooMany(limit int) []byte {
	text, _ := json.Marshal([]any{map[string]any{ // cannot fail
		"message":    fmt.Sprintf("too many operations at once on this socket, the limit is %d", limit),
		"extensions": map[string]any{"code": "TOO_MANY_OPERATIONS", "limit": limit},
	}})
	return text
}

// run carries an operation out and tells how it ended.
func (s *socket) run(ctx context.Context, op *operation, r *Request) {
	err := s.execute(ctx, r, func(answer []byte) error {
		return s.send(ctx, message{kind: "next", id: op.id, payload: answer}, func() bool { return s.waitsFor(op) })
	})
	last := message{kind: "complete", id: op.id}
	if refused, ok := errors.AsType[*Refusal](err); ok {
		last = message{kind: "error", id: op.id, payload: refused.Errors}
	} else if err != nil {
		return
	}
	// Forgotten first: whoever has read the end may use the id again.
	_ = s.send(ctx, last, func() bool { return s.forget(op) }) // nobody is left to hear of an error
}

// waitsFor says whether the client still waits for answers of an operation.
func (s *socket) waitsFor(op *operation) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.operations[op.id] == op
}

// forget ends the waiting, and says whether there was any.
func (s *socket) forget(op *operation) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	waited := s.operations[op.id] == op
	if waited {
		delete(s.operations, op.id)
	}
	return waited
}

// leave is the client's end of an operation, which may have ended already.
func (s *socket) leave(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if op := s.operations[id]; op != nil {
		delete(s.operations, id)
		op.cancel()
	}
}

// ended is when nothing of an operation runs any more.
func (s *socket) ended(op *operation) {
	op.cancel()
	s.forget(op)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running--
	if s.running == 0 && s.draining {
		close(s.drained)
	}
}
