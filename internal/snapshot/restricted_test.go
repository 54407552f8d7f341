package snapshot

import (
	"testing"

	"fundus/internal/catalogue"
)

// What is left of a statement that leads to something secret is that it is there, if it
// says of itself that this may be known, and nothing otherwise.
func TestAStatementThatSaysSoIsKnownToBeThere(t *testing.T) {
	secret := called("Prüfbericht", "name:pruefbericht")
	secret.Visibility = catalogue.Confidential
	stated := func(from, to string, r catalogue.Relation, v catalogue.Visibility) catalogue.Relate {
		e := catalogue.Relate{Relation: r, From: catalogue.Ref("name:" + from), To: catalogue.Ref("name:" + to), Seen: catalogue.AnyRevision}
		e.Visibility = v
		return e
	}
	s := commit(t, Empty(),
		catalogue.Put{Record: &catalogue.Solution{Meta: called("Portal", "name:portal")}},
		catalogue.Put{Record: &catalogue.Solution{Meta: called("Anderes", "name:anderes")}},
		catalogue.Put{Record: &catalogue.Solution{Meta: secret}},
		stated("portal", "pruefbericht", catalogue.DependsOn, catalogue.Internal),
		stated("anderes", "pruefbericht", catalogue.DependsOn, ""),
	)
	const portal, other, hidden = 1, 2, 3
	for clearance, want := range map[catalogue.Visibility]int{catalogue.Public: 0, catalogue.Internal: 1, catalogue.Confidential: 0} {
		c, err := s.Cleared(clearance, s)
		must(t, err)
		got := c.Restricted(portal)
		if len(got) != want || want == 1 && got[0].Role != catalogue.DependsOn.Role(catalogue.EndFrom) {
			t.Errorf("%s: %+v", clearance, got)
		}
		if len(c.Restricted(other)) != 0 || len(c.Restricted(hidden)) != 0 {
			t.Errorf("%s: more is told than was said", clearance)
		}
	}
	cleared, err := s.Cleared(catalogue.Internal, s)
	must(t, err)
	assumed, err := cleared.Assume([]catalogue.Change{catalogue.Put{Record: &catalogue.Solution{Meta: called("Neu", "name:neu")}}}, asPlanned, never)
	must(t, err)
	if len(assumed.Restricted(portal)) != 1 {
		t.Error("an assumption forgets what is left")
	}
	later := commit(t, s, stated("portal", "pruefbericht", catalogue.DependsOn, catalogue.Confidential))
	c, err := s.Cleared(catalogue.Internal, later)
	must(t, err)
	if len(c.Restricted(portal)) != 0 {
		t.Error("the past tells what is not told any more")
	}
}
