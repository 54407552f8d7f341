package sight_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"fundus/internal/sight"
)

type place struct{ sight.Nobody }

type placeKey struct{}

func (place) OperationBegan(ctx context.Context) context.Context {
	n, _ := ctx.Value(placeKey{}).(int)
	return context.WithValue(ctx, placeKey{}, n+1)
}

// What the first notes in the context the second finds there.
func TestTheContextOfEachIsThatOfTheNext(t *testing.T) {
	ctx := sight.Several{place{}, place{}, place{}}.OperationBegan(t.Context())
	if n := ctx.Value(placeKey{}); n != 3 {
		t.Errorf("%v were told", n)
	}
}

type wrapper struct{ http.ResponseWriter }

func (w wrapper) Unwrap() http.ResponseWriter { return w.ResponseWriter }

type noting struct {
	http.ResponseWriter
	codes []string
}

func (n *noting) Refused(code string) { n.codes = append(n.codes, code) }

// A refusal is noted however many writers stand between, and by nobody where nobody notes.
func TestARefusalIsNotedThroughOtherWriters(t *testing.T) {
	n := &noting{ResponseWriter: httptest.NewRecorder()}
	sight.Refused(wrapper{wrapper{n}}, "RATE")
	sight.Refused(wrapper{httptest.NewRecorder()}, "NOBODY")
	if !slices.Equal(n.codes, []string{"RATE"}) {
		t.Error(n.codes)
	}
}
