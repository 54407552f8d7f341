package live_test

import (
	"strings"
	"testing"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/live"
)

// Who may not see something is told of it in no error but that there is something: what
// he names in vain he is told as of what does not exist.
func TestAWriterIsToldNothingOfWhatHeMayNotSee(t *testing.T) {
	called := func(name string) catalogue.Meta {
		return catalogue.Meta{Name: catalogue.T("Geheimnis " + name), Identifiers: []catalogue.Identifier{{Scheme: "name", Value: name}}}
	}
	hidden := called("hidden")
	hidden.Visibility = catalogue.Confidential
	otherwise := called("hidden")
	otherwise.Name = catalogue.T("anders")
	editor := access.Actor{Name: "redaktion", Grants: []access.Grant{{Role: access.Editor}}, Clearance: catalogue.Internal}
	put := func(m catalogue.Meta, seen catalogue.Revision) catalogue.Change {
		return catalogue.Put{Record: &catalogue.Solution{Meta: m}, Seen: seen}
	}
	relate := func(from, to string) catalogue.Relate {
		return catalogue.Relate{Relation: catalogue.DependsOn, From: catalogue.Ref("name:" + from), To: catalogue.Ref("name:" + to), Seen: catalogue.AnyRevision}
	}
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		c := program()
		commit(t, c, put(hidden, 0), put(called("open"), 0), relate("hidden", "open"))
		for name, try := range map[string]struct {
			change catalogue.Change
			kind   catalogue.ErrorKind
		}{
			"a statement about it":           {relate("open", "hidden"), catalogue.NotFound},
			"a statement about nothing":      {relate("open", "nothing"), catalogue.NotFound},
			"its removal":                    {catalogue.Remove{Target: "name:hidden", Seen: catalogue.AnyRevision}, catalogue.NotFound},
			"a removal that it prevents":     {catalogue.Remove{Target: "name:open", Seen: catalogue.AnyRevision}, catalogue.Conflict},
			"a removal that takes it along":  {catalogue.Remove{Target: "name:open", Cascade: true, Seen: catalogue.AnyRevision}, catalogue.Forbidden},
			"a record of its identifier":     {put(called("hidden"), 0), catalogue.Conflict},
			"a version of its identifier":    {put(otherwise, catalogue.AnyRevision), catalogue.Forbidden},
			"a version that is the same":     {put(called("hidden"), catalogue.AnyRevision), catalogue.Conflict},
			"a take-back of its statement":   {catalogue.Unrelate{ID: 1, Seen: catalogue.AnyRevision}, catalogue.NotFound},
			"a take-back of no statement":    {catalogue.Unrelate{ID: 99, Seen: catalogue.AnyRevision}, catalogue.NotFound},
			"a statement that it would meet": {relate("open", "open"), catalogue.Invalid},
		} {
			_, err := c.CommitAs(t.Context(), editor, catalogue.Stamp{Actor: editor.Name}, []catalogue.Change{try.change})
			if catalogue.KindOf(err) != try.kind {
				t.Errorf("%s: %v, want %s", name, err, try.kind)
			}
			if err != nil && strings.Contains(err.Error(), "Geheimnis") {
				t.Errorf("%s tells: %v", name, err)
			}
		}
		if _, err := c.CommitAs(t.Context(), editor, catalogue.Stamp{Actor: editor.Name}, []catalogue.Change{put(called("new"), 0), relate("new", "open")}); err != nil {
			t.Errorf("what he may: %v", err)
		}
		if c.Snapshot().Revision() != 2 {
			t.Errorf("the catalogue is at revision %d", c.Snapshot().Revision())
		}
	})
}

func TestNobodyCommitsWithoutARole(t *testing.T) {
	onBoth(t, func(t *testing.T, program func() *live.Catalogue) {
		c := program()
		for _, a := range []access.Actor{{}, access.Anonymous(catalogue.Confidential), {Name: "x", Grants: []access.Grant{{Role: access.Reader}}, Clearance: catalogue.Confidential}} {
			if _, err := c.CommitAs(t.Context(), a, catalogue.Stamp{}, []catalogue.Change{area("03241", "Region Hannover")}); catalogue.KindOf(err) != catalogue.Forbidden {
				t.Errorf("%+v: %v", a, err)
			}
		}
	})
}
