package rollout

import (
	"fmt"
	"sync/atomic"

	"fundus/internal/catalogue"
)

// MostLooks is how many pairs a question may look at: services times authorities that are
// asked, on each day, and for each origin that is told apart. The services of a state
// times its authorities are fewer, and take about a second and a half of a core.
const MostLooks = 35_000_000

// MostLooksBehind is how many pairs may be looked at again to find what is behind the
// numbers of one answer, in all: about half a second of a core.
const MostLooksBehind = 10_000_000

// looks are the pairs that were looked at, of those that may be. Any goroutine may spend
// them.
type looks struct {
	most  int64
	spent atomic.Int64
	why   string // the pairs are looked at
}

func newLooks() *looks { return &looks{most: MostLooks, why: "for this"} }

func newLooksBehind() *looks {
	return &looks{most: MostLooksBehind, why: "for what is behind these numbers"}
}

// spend notes so many looks, and says whether they were too many.
func (l *looks) spend(n int) error {
	if l.spent.Add(int64(n)) <= l.most {
		return nil
	}
	return &catalogue.Error{
		Kind: catalogue.Invalid, Field: "services",
		Message: fmt.Sprintf("%s more than %d pairs of a service and an authority would have to be looked at, each day and each origin that is told apart counted; ask for fewer services, authorities or days", l.why, l.most),
	}
}
