package admission

import (
	"fmt"
	"net/http"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// Pace lets each client ask so often.
type Pace struct {
	each    rate.Limit
	burst   int
	buckets *lru.Cache[Client, *rate.Limiter]
}

// rememberedClients is how many clients a pace tells apart: 25 MB of them.
const rememberedClients = 100_000

// NewPace lets each client ask so often a second, and so many times at once after a
// pause. Without a rate there is no pace.
func NewPace(perSecond float64, burst int) *Pace {
	if perSecond <= 0 {
		return nil
	}
	buckets, err := lru.New[Client, *rate.Limiter](rememberedClients)
	if err != nil {
		panic(err) // of a size below 1
	}
	return &Pace{each: rate.Limit(perSecond), burst: burst, buckets: buckets}
}

// Admit lets a client ask once, or returns a *Refusal that says when it may again.
func (p *Pace) Admit(c Client) error {
	if p == nil || c == "" {
		return nil
	}
	now := time.Now()
	asked := p.bucket(c).ReserveN(now, 1)
	wait := asked.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	asked.CancelAt(now)
	return &Refusal{
		Status: http.StatusTooManyRequests, Code: rateLimited, Limit: p.burst, After: wait,
		Message: fmt.Sprintf("too many requests: %g a second, and %d at once, are the limit for a client; try again later", float64(p.each), p.burst),
	}
}

func (p *Pace) bucket(c Client) *rate.Limiter {
	if known, ok := p.buckets.Get(c); ok {
		return known
	}
	fresh := rate.NewLimiter(p.each, p.burst)
	if known, ok, _ := p.buckets.PeekOrAdd(c, fresh); ok {
		return known
	}
	return fresh
}
