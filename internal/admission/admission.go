// Package admission decides who may come in now, and who has to wait or to come back.
//
//	Gate   how many operations run at once, for all clients; those beyond wait in a queue
//	Pace   how often a client may ask: a bucket of tokens for each
//	Share  how many of something a client may hold at once: sockets, subscriptions
//
// A client is a name where somebody vouches for one, and otherwise an address; who that
// is, is found out by those who read requests. The client "" is nobody whom anything is
// held against: the machine itself, whose own programs need no protection from each
// other. The gate holds for it too, since the processors are the same.
//
// Nothing here grows with what is sent. A gate has as many places as it was made with,
// a pace remembers a fixed number of clients and forgets who has not asked for longest
// (who comes back then finds a full bucket, which is what waiting would have given),
// and a share knows those only who hold something.
//
// A nil *Gate, *Pace or *Share is one without a limit. All may be used concurrently.
package admission

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"time"
)

// Refusal is why somebody was not let in, as clients are told.
type Refusal struct {
	Status  int    // of HTTP
	Code    string // extensions.code
	Message string
	Limit   int           // extensions.limit
	After   time.Duration // when to try again; 0 where that follows from what the client does itself
}

func (r *Refusal) Error() string { return r.Message }

// RetryAfter is After as the header says it: whole seconds, and no fewer.
func (r *Refusal) RetryAfter() string {
	return fmt.Sprint(int64((r.After + time.Second - 1) / time.Second))
}

// Client is one against whom limits are held.
type Client string

// ClientOf is who asks: by name, or if that is "" by address. Whoever has an address of
// IPv6 has the whole network behind its first 64 bits.
func ClientOf(name string, address netip.Addr) Client {
	if name != "" {
		return Client("name " + name)
	}
	address = address.Unmap().WithZone("")
	if address.Is6() {
		network, _ := address.Prefix(64) // which an address of IPv6 has
		return Client("address " + network.String())
	}
	return Client("address " + address.String())
}

type clientKey struct{}

// With is a context of what a client asks.
func With(ctx context.Context, c Client) context.Context {
	return context.WithValue(ctx, clientKey{}, c)
}

// Known is a context of what somebody asks whose name has been found out, "" for nobody:
// it counts for him from then on, and not for his address, where there may be many.
func Known(ctx context.Context, name string) context.Context {
	if name == "" || Asking(ctx) == "" {
		return ctx
	}
	return With(ctx, ClientOf(name, netip.Addr{}))
}

// Asking is the client that a context is of, "" if there is none.
func Asking(ctx context.Context) Client {
	c, _ := ctx.Value(clientKey{}).(Client)
	return c
}

// The codes of refusals.
const (
	tooBusy     = "TOO_BUSY"
	rateLimited = "RATE_LIMITED"
)

func busy(limit int, after time.Duration, message string) *Refusal {
	return &Refusal{Status: http.StatusServiceUnavailable, Code: tooBusy, Message: message, Limit: limit, After: max(after, time.Second)}
}
