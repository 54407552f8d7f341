package access_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

const today = catalogue.Day(20_000)

// land is a Land with two Kreise; a Gemeinde in the first; what they own and offer; a
// rule; and something secret.
func land(t testing.TB) *snapshot.Snapshot {
	t.Helper()
	return made(t, snapshot.Empty(),
		authority("land"), authority("kreis-a"), authority("kreis-b"), authority("gemeinde-a"),
		put(&catalogue.Service{Meta: called("dienst")}),
		put(&catalogue.Solution{Meta: called("verfahren-a")}), put(&catalogue.Solution{Meta: called("verfahren-b")}),
		put(&catalogue.Solution{Meta: called("niemandes")}),
		put(&catalogue.Dataset{Meta: called("daten-b")}),
		file("akte"),
		rule("regel"),
		secret(&catalogue.Solution{Meta: called("geheimes")}),
		relate("kreis-a", catalogue.PartOf, "land"), relate("kreis-b", catalogue.PartOf, "land"), relate("gemeinde-a", catalogue.PartOf, "kreis-a"),
		relate("kreis-a", catalogue.Owns, "verfahren-a"), relate("kreis-b", catalogue.Owns, "verfahren-b"),
		relate("kreis-b", catalogue.Publishes, "daten-b"), relate("gemeinde-a", catalogue.Uses, "geheimes"),
	)
}

func called(name string) catalogue.Meta {
	return catalogue.Meta{Name: catalogue.T(name), Identifiers: []catalogue.Identifier{{Scheme: "name", Value: name}}}
}

func file(name string) catalogue.Change {
	return put(&catalogue.Case{Meta: called(name), Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft})
}

func rule(name string) catalogue.Change {
	return put(&catalogue.Rule{Meta: called(name), Level: catalogue.LevelMust, RuleTest: catalogue.RuleTestJudged, PolicyStatus: catalogue.PolicyProposed})
}

func authority(name string) catalogue.Change {
	return put(&catalogue.Authority{Meta: called(name)})
}

func put(r catalogue.Record) catalogue.Put {
	return catalogue.Put{Record: r, Seen: catalogue.AnyRevision}
}

func secret(r catalogue.Record) catalogue.Put {
	r.Base().Visibility = catalogue.Confidential
	return put(r)
}

func ref(name string) catalogue.Ref { return catalogue.Ref("name:" + name) }

func relate(from string, r catalogue.Relation, to string) catalogue.Relate {
	return catalogue.Relate{Relation: r, From: ref(from), To: ref(to), Seen: catalogue.AnyRevision}
}

func offer(from, to string) catalogue.Relate {
	e := relate(from, catalogue.Offers, to)
	e.Status = catalogue.OfferLive
	return e
}

func made(t testing.TB, s *snapshot.Snapshot, changes ...catalogue.Change) *snapshot.Snapshot {
	t.Helper()
	c, err := s.Plan(changes)
	if err != nil {
		t.Fatal(err)
	}
	next, err := s.Apply(c)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func with(name string, grants ...access.Grant) access.Actor {
	a := access.Actor{Name: name, Grants: grants, Clearance: catalogue.Internal}
	return a
}

func under(names ...string) access.Grant {
	g := access.Grant{Role: access.Editor}
	for _, n := range names {
		g.Under = append(g.Under, catalogue.Identifier{Scheme: "name", Value: n})
	}
	return g
}

var (
	nobody  = access.Anonymous(catalogue.Public)
	reader  = with("leserin", access.Grant{Role: access.Reader})
	editor  = with("redaktion", access.Grant{Role: access.Editor})
	board   = with("gremium", access.Grant{Role: access.Board})
	steward = with("regelpflege", access.Grant{Role: access.Steward})
	admin   = with("leitung", access.Grant{Role: access.Admin})
	ofData  = with("datenredaktion", access.Grant{Role: access.Editor, Kinds: []catalogue.Kind{catalogue.KindDataset}})
	ofKreis = with("kreis-a", under("kreis-a"))
	all     = []access.Actor{nobody, reader, editor, board, steward, admin, ofData, ofKreis}
)

// Who may make each change, by name. What is not said, nobody may.
func TestAChangeIsMadeByThoseWhoKeepWhatItChanges(t *testing.T) {
	s := land(t)
	for name, c := range map[string]struct {
		changes []catalogue.Change
		may     string
	}{
		"a service":                      {[]catalogue.Change{put(&catalogue.Service{Meta: called("neu")})}, "redaktion leitung"},
		"a dataset":                      {[]catalogue.Change{put(&catalogue.Dataset{Meta: called("neu")})}, "redaktion leitung datenredaktion"},
		"a dataset of the Kreis":         {[]catalogue.Change{put(&catalogue.Dataset{Meta: called("neu")}), relate("kreis-a", catalogue.Publishes, "neu")}, "redaktion leitung datenredaktion kreis-a"},
		"a case":                         {[]catalogue.Change{file("neu")}, "gremium leitung"},
		"whose a case is":                {[]catalogue.Change{relate("kreis-a", catalogue.Owns, "akte")}, "gremium leitung"},
		"a rule":                         {[]catalogue.Change{rule("neu")}, "regelpflege leitung"},
		"that two are kept apart":        {[]catalogue.Change{relate("verfahren-a", catalogue.KeptApart, "verfahren-b")}, "gremium leitung"},
		"an own solution":                {[]catalogue.Change{rename("verfahren-a")}, "redaktion leitung kreis-a"},
		"another's solution":             {[]catalogue.Change{rename("verfahren-b")}, "redaktion leitung"},
		"nobody's solution":              {[]catalogue.Change{rename("niemandes")}, "redaktion leitung"},
		"a part of the Kreis":            {[]catalogue.Change{renameAuthority("gemeinde-a")}, "redaktion leitung kreis-a"},
		"the other Kreis":                {[]catalogue.Change{renameAuthority("kreis-b")}, "redaktion leitung"},
		"what the Kreis is part of":      {[]catalogue.Change{renameAuthority("land")}, "redaktion leitung"},
		"an offer of a part":             {[]catalogue.Change{offer("gemeinde-a", "dienst")}, "redaktion leitung kreis-a"},
		"an offer of another":            {[]catalogue.Change{offer("kreis-b", "dienst")}, "redaktion leitung"},
		"a new part":                     {[]catalogue.Change{authority("neu"), relate("neu", catalogue.PartOf, "kreis-a")}, "redaktion leitung kreis-a"},
		"a new authority elsewhere":      {[]catalogue.Change{authority("neu"), relate("neu", catalogue.PartOf, "kreis-b")}, "redaktion leitung"},
		"a part of another taken over":   {[]catalogue.Change{relate("kreis-b", catalogue.PartOf, "kreis-a")}, "redaktion leitung"},
		"the land under the Kreis":       {[]catalogue.Change{catalogue.Unrelate{ID: 1, Seen: catalogue.AnyRevision}, relate("land", catalogue.PartOf, "kreis-a")}, "redaktion leitung"},
		"a solution taken over":          {[]catalogue.Change{relate("kreis-a", catalogue.Owns, "verfahren-b")}, "redaktion leitung"},
		"nobody's solution taken over":   {[]catalogue.Change{relate("kreis-a", catalogue.Owns, "niemandes")}, "redaktion leitung"},
		"a take-over and its fruit":      {[]catalogue.Change{relate("kreis-a", catalogue.Publishes, "daten-b"), put(&catalogue.Dataset{Meta: called("daten-b")})}, "redaktion leitung datenredaktion"},
		"another's solution used":        {[]catalogue.Change{relate("kreis-a", catalogue.Uses, "verfahren-b")}, "redaktion leitung kreis-a"},
		"own solution on another's":      {[]catalogue.Change{relate("verfahren-a", catalogue.DependsOn, "verfahren-b")}, "redaktion leitung kreis-a"},
		"another's solution on own":      {[]catalogue.Change{relate("verfahren-b", catalogue.DependsOn, "verfahren-a")}, "redaktion leitung"},
		"data of a solution":             {[]catalogue.Change{relate("verfahren-b", catalogue.Reads, "daten-b")}, "redaktion leitung datenredaktion"},
		"a source":                       {[]catalogue.Change{put(&catalogue.Source{Meta: called("neu")})}, "redaktion leitung kreis-a"},
		"own solution removed":           {[]catalogue.Change{remove("verfahren-a")}, "redaktion leitung kreis-a"},
		"another's solution removed":     {[]catalogue.Change{remove("verfahren-b")}, "redaktion leitung"},
		"something secret":               {[]catalogue.Change{rename("geheimes")}, ""},
		"something made secret":          {[]catalogue.Change{secret(&catalogue.Solution{Meta: called("verfahren-a")})}, ""},
		"something secret pulled along":  {[]catalogue.Change{remove("gemeinde-a")}, ""},
		"something new that is secret":   {[]catalogue.Change{secret(&catalogue.Solution{Meta: called("neu")})}, ""},
		"a secret statement":             {[]catalogue.Change{hidden(relate("kreis-a", catalogue.Uses, "verfahren-a"))}, ""},
		"one that is one's and one that": {[]catalogue.Change{rename("verfahren-a"), rename("verfahren-b")}, "redaktion leitung"},
	} {
		commit, err := s.Plan(c.changes)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if commit.Empty() {
			t.Errorf("%s: nothing is changed", name)
		}
		var may []string
		for _, a := range all {
			err := a.Change(s, commit, today)
			if err == nil {
				may = append(may, a.Name)
			} else if catalogue.KindOf(err) != catalogue.Forbidden {
				t.Errorf("%s: %s: %v", name, a.Signature(), err)
			}
		}
		if got := strings.Join(may, " "); got != inOrder(c.may) {
			t.Errorf("%s: may be changed by %q, want %q", name, got, inOrder(c.may))
		}
	}
}

func inOrder(names string) string {
	var out []string
	for _, a := range all {
		for n := range strings.FieldsSeq(names) {
			if n == a.Name {
				out = append(out, n)
			}
		}
	}
	return strings.Join(out, " ")
}

func rename(name string) catalogue.Put {
	m := called(name)
	m.Name = catalogue.T("anders " + name)
	return put(&catalogue.Solution{Meta: m})
}

func renameAuthority(name string) catalogue.Put {
	m := called(name)
	m.Name = catalogue.T("anders " + name)
	return put(&catalogue.Authority{Meta: m})
}

func remove(name string) catalogue.Remove {
	return catalogue.Remove{Target: ref(name), Cascade: true, Seen: catalogue.AnyRevision}
}

func hidden(r catalogue.Relate) catalogue.Relate {
	r.Visibility = catalogue.Confidential
	return r
}

// An error names what may not be changed and why; of what the actor may not see, nothing.
func TestARefusalSaysWhyAndNothingSecret(t *testing.T) {
	s := land(t)
	for _, c := range []struct {
		actor  access.Actor
		change catalogue.Change
		want   string
	}{
		{nobody, rename("verfahren-a"), "a change takes the role editor, board, steward or admin: sign in with a token (Authorization: Bearer …)"},
		{reader, rename("verfahren-a"), "a change takes the role editor, board, steward or admin, which leserin was not given"},
		{board, rename("verfahren-a"), `solution name:verfahren-a: a solution is changed by the role editor, which gremium was not given`},
		{ofData, rename("verfahren-a"), `solution name:verfahren-a: datenredaktion does not edit records of the kind solution`},
		{ofKreis, rename("verfahren-b"), `solution name:verfahren-b: kreis-a edits what name:kreis-a answers for, and this is not part of it`},
		{editor, rename("geheimes"), "the change touches what redaktion may not see, or makes it so"},
	} {
		commit, err := s.Plan([]catalogue.Change{c.change})
		if err != nil {
			t.Fatal(err)
		}
		err = c.actor.Change(s, commit, today)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.actor.Signature(), err, c.want)
		}
	}
}

func TestTheErrorsOfALargeChangeAreFew(t *testing.T) {
	changes := make([]catalogue.Change, 0, 1000)
	for i := range 1000 {
		changes = append(changes, put(&catalogue.Service{Meta: called(fmt.Sprint("dienst-", i))}))
	}
	s := land(t)
	commit, err := s.Plan(changes)
	if err != nil {
		t.Fatal(err)
	}
	var several catalogue.Errors
	if err := ofKreis.Change(s, commit, today); !errors.As(err, &several) || len(several) != 20 {
		t.Errorf("%d errors", len(several))
	}
}

func TestOnlyWhoSpeaksForOthersActsByTheirName(t *testing.T) {
	if a, err := access.Operator("hier").As("Frau Amt"); err != nil || a.Name != "Frau Amt" {
		t.Errorf("%+v %v", a, err)
	}
	if a, err := editor.As("Frau Amt"); err != nil || a.Name != editor.Name {
		t.Errorf("%+v %v", a, err)
	}
	if _, err := access.Operator("hier").As("a\nb"); catalogue.KindOf(err) != catalogue.Invalid {
		t.Error(err)
	}
}

func TestWhatItTakesToActAtAll(t *testing.T) {
	stranger := access.Actor{Name: "fremd"}
	for _, c := range []struct {
		actor access.Actor
		do    access.Action
		may   bool
	}{
		{nobody, access.Read, true}, {nobody, access.Change, false}, {nobody, access.Audit, false},
		{stranger, access.Read, false}, {stranger, access.Change, false},
		{reader, access.Read, true}, {reader, access.Change, false},
		{editor, access.Change, true}, {board, access.Change, true}, {steward, access.Change, true}, {steward, access.Audit, false},
		{admin, access.Change, true}, {admin, access.Audit, true},
	} {
		err := c.actor.May(c.do)
		if (err == nil) != c.may || err != nil && catalogue.KindOf(err) != catalogue.Forbidden {
			t.Errorf("%s, %d: %v", c.actor.Signature(), c.do, err)
		}
	}
}
