package explore

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// stepped are the steps of a record as they are walked.
func stepped(s *steps, from catalogue.ID) (out []step) {
	s.from(from, func(x step) bool {
		out = append(out, x)
		return true
	})
	return out
}

func drawnSteps(t *rapid.T, p *plain, s Scope) *steps {
	m, err := newMeter(p.View, Budget{}, forever)
	if err != nil {
		t.Fatal(err)
	}
	out, err := newSteps(p.View, m, s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The steps from a record are those that the package comment defines, in the order of
// roles and then of statements, and what is ahead is no less.
func TestStepsAreThoseOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, scope := drawPlain(t), drawScope(t)
		s := drawnSteps(t, p, scope.Scope)
		for _, id := range p.ids {
			got := stepped(s, id)
			if diff := cmp.Diff(p.steps(id, scope), got, cmp.AllowUnexported(step{})); diff != "" {
				t.Fatalf("from %d (-want +got):\n%s", id, diff)
			}
			met := map[catalogue.EdgeID]bool{}
			for _, x := range got {
				met[x.edge] = true
			}
			if ahead := s.ahead(id); ahead < len(met) {
				t.Fatalf("%d statements ahead of %d, and %d met", ahead, id, len(met))
			}
		}
	})
}

// What is one step along the scope is one step back against it, and a step turned is
// that step.
func TestAScopeAgainstIsTheWayBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, scope := drawPlain(t), drawScope(t)
		forth, back := drawnSteps(t, p, scope.Scope), drawnSteps(t, p, scope.against())
		type pass struct {
			from catalogue.ID
			by   step
		}
		want, got := map[pass]bool{}, map[pass]bool{}
		for _, id := range p.ids {
			for _, s := range stepped(forth, id) {
				want[pass{id, s}] = true
			}
			for _, s := range stepped(back, id) {
				got[pass{s.to, s.turned(id)}] = true
			}
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(pass{}, step{})); diff != "" {
			t.Fatalf("(-forth +back):\n%s", diff)
		}
	})
}

// The steps between two records are those from the one that reach the other.
func TestStepsBetweenTwoAreTheStepsOfOneToTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, scope := drawPlain(t), drawScope(t)
		s := drawnSteps(t, p, scope.Scope)
		from, ok := p.any(t, "from")
		to, _ := p.any(t, "to")
		if !ok || from == to {
			return
		}
		var want, got []step
		for _, x := range p.steps(from, scope) {
			if x.to == to {
				want = append(want, x)
			}
		}
		s.between(from, to, func(x step) bool {
			got = append(got, x)
			return true
		})
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(step{})); diff != "" {
			t.Fatalf("from %d to %d (-want +got):\n%s", from, to, diff)
		}
	})
}

func TestAScopeWithABadFilterIsRefused(t *testing.T) {
	v := view.New(snapshot.Empty(), plainDay)
	m, _ := newMeter(v, Budget{}, forever)
	_, err := newSteps(v, m, Scope{Where: view.EdgeFilter{"status": map[string]any{"in": []any{"SOMEHOW"}}}})
	refused(t, "a status that is none", err, catalogue.Invalid, "status")
}
