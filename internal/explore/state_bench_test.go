package explore_test

import (
	"sync"
	"time"

	"fundus/internal/generate"
	"fundus/internal/snapshot"
)

// state is the synthetic catalogue of a state (2 million offers) that all benchmarks of
// this package ask, built once.
var state = sync.OnceValue(func() *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	if err := generate.Into(b, generate.State, 1); err != nil {
		panic(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		panic(err)
	}
	return s
})
