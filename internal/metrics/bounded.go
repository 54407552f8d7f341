package metrics

import (
	"context"
	"errors"
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/sight"
)

// names are those of operations that are counted by themselves.
type names map[string]struct{}

func namesOf(list []string) names {
	out := names{"": {}}
	for _, name := range list {
		out[name] = struct{}{}
	}
	return out
}

// bounded is a name, or "other".
func (n names) bounded(name string) string {
	if _, known := n[name]; known {
		return name
	}
	return "other"
}

// ok is the code of what has no error.
const ok = "OK"

// mostCodes is far more than the program has.
const mostCodes = 100

// codes are those of errors. They are literals of the program and of its libraries, so
// there is no list of them to keep; the bound is for the day on which one is made up
// from what a client sent.
type codes struct {
	mu   sync.Mutex
	seen map[string]struct{}
}

func (c *codes) bounded(code string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, known := c.seen[code]; known {
		return code
	}
	if len(c.seen) >= mostCodes {
		return "OTHER"
	}
	if c.seen == nil {
		c.seen = map[string]struct{}{}
	}
	c.seen[code] = struct{}{}
	return code
}

// codeOf is the code of an error of the store. An end of the caller's is none of the
// store's, and what is no error of the catalogue is a fault.
func codeOf(err error) string {
	if err == nil {
		return ok
	}
	if kind := catalogue.KindOf(err); kind != 0 {
		return kind.String()
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return sight.Canceled
	}
	return "INTERNAL"
}
