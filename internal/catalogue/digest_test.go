package catalogue

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// samples are change sets of every sort of change, which all differ.
func samples() [][]Change {
	service := func(name string) Record { return &Service{Meta: Meta{Name: T(name)}} }
	return [][]Change{
		nil,
		{Put{}},
		{Remove{}},
		{Relate{}},
		{Unrelate{}},
		{Put{}, Put{}},
		{Put{Record: service("a")}},
		{Put{Record: service("b")}},
		{Put{Record: &Capability{Meta: Meta{Name: T("a")}}}},
		{Put{Record: &Service{Meta: Meta{ID: 1, Name: T("a")}}}},
		{Put{Record: service("a")}, Put{Record: service("b")}},
		{Put{Record: service("b")}, Put{Record: service("a")}},
		{Put{Record: service("a"), Fields: []string{}}}, // none, where nil is all
		{Put{Record: service("a"), Fields: []string{"name", "tags"}}},
		{Put{Record: service("a"), Fields: []string{"nametags"}}},
		{Put{Local: "ab", Record: service("a")}},
		{Put{Local: "a", Source: "b", Record: service("a")}},
		{Relate{From: "ab"}},
		{Relate{From: "a", To: "b"}},
		{Relate{To: "ab"}},
		{Remove{Target: "a"}},
		{Remove{Target: "a", Cascade: true}},
		{Unrelate{ID: 1}},
		{Unrelate{Seen: 1}},
		{Supersede{}},
		{Supersede{Source: "a"}},
		{Supersede{Records: []Ref{"a"}}},
		{Supersede{Records: []Ref{"a", "b"}}},
		{Supersede{Records: []Ref{"ab"}}},
		{Supersede{Roles: []Role{1}}},
		{Supersede{AsOf: 1}},
	}
}

func TestChangeSetsThatDifferHaveOtherDigests(t *testing.T) {
	seen := map[Digest]int{}
	for i, set := range samples() {
		d := digestOf(t, set...)
		if first, twice := seen[d]; twice {
			t.Errorf("%+v has the digest of %+v", set, samples()[first])
		}
		seen[d] = i
	}
}

// A field that is added to a change and forgotten in its digest is found here: each
// one, set by itself, makes another digest.
func TestEveryFieldOfAChangeCounts(t *testing.T) {
	for _, empty := range []Change{Put{Record: &Area{}}, Remove{}, Relate{}, Unrelate{}, Supersede{}} {
		without := digestOf(t, empty)
		for _, field := range reflect.VisibleFields(reflect.TypeOf(empty)) {
			if field.Anonymous {
				continue // its fields are visible themselves
			}
			changed := reflect.New(reflect.TypeOf(empty)).Elem()
			changed.Set(reflect.ValueOf(empty))
			changed.FieldByIndex(field.Index).Set(something(t, field.Type))
			if digestOf(t, changed.Interface().(Change)) == without {
				t.Errorf("%T: the field %s does not count", empty, field.Name)
			}
		}
	}
}

func TestEveryFieldOfAnEdgeCounts(t *testing.T) {
	without := edgeDigest(t, Edge{})
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Edge]()) {
		if field.Anonymous {
			continue
		}
		var e Edge
		reflect.ValueOf(&e).Elem().FieldByIndex(field.Index).Set(something(t, field.Type))
		if edgeDigest(t, e) == without {
			t.Errorf("the field %s does not count", field.Name)
		}
	}
}

// something is a value of a type that is not zero.
func something(t *testing.T, of reflect.Type) reflect.Value {
	t.Helper()
	v := reflect.New(of).Elem()
	switch {
	case of == reflect.TypeFor[Record]():
		v.Set(reflect.ValueOf(&Area{AreaKind: "STATE"}))
	case of.Kind() == reflect.String:
		v.SetString("x")
	case of.Kind() == reflect.Bool:
		v.SetBool(true)
	case of.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(of, 1, 1))
	case v.CanInt():
		v.SetInt(7)
	case v.CanUint():
		v.SetUint(7)
	default:
		t.Fatalf("no value of %s is known here", of)
	}
	return v
}

// The digest stands in logs: a program that makes another one of the same set takes
// a repeated request for a new one. So these are written down.
func TestTheDigestOfAChangeSetStaysWhatItIs(t *testing.T) {
	all := samples()
	var set []Change
	for _, s := range all {
		set = append(set, s...)
	}
	set = append(set, Relate{
		ID: 1, Relation: Offers, From: "a:1", To: "b:2", Via: "c:3", Area: "ars:03", Source: "name:q", Seen: AnyRevision,
		EdgeFacts: EdgeFacts{Status: OfferLive, Evidence: EvidenceRecorded, ValidFrom: 700_000, ValidUntil: 800_000, URL: "u", Report: "r", Note: "n"},
	}, Put{Seen: AnyRevision, Record: &BudgetLine{Amounts: []BudgetAmount{{Year: 2025, Planned: 5, Actual: new(Money(7))}}}})
	const want = "02e7a64911e76711216911609dc2d69cb2a3e8f45992e2647ca54f89dbd85629"
	if got := digestOf(t, set...).String(); got != want {
		t.Errorf("the digest is %s, was %s", got, want)
	}
}

// Large sets are hashed in pieces; where those end makes no difference.
func TestALargeSetHasADigestLikeAnyOther(t *testing.T) {
	long := strings.Repeat("ä", 100_000)
	a := []Change{Relate{Relation: Uses, EdgeFacts: EdgeFacts{Note: long}}}
	for i := range 10_000 {
		a = append(a, Unrelate{ID: EdgeID(i)})
	}
	digest, b := digestOf(t, a...), slices.Clone(a)
	if digestOf(t, b...) != digest {
		t.Error("a large set has two digests")
	}
	b[len(b)-1] = Unrelate{ID: 1}
	if digestOf(t, b...) == digest {
		t.Error("the end of a large set does not count")
	}
}

func TestADigestIsReadAsItIsWritten(t *testing.T) {
	d := digestOf(t, Remove{Target: "a"})
	text, err := d.MarshalText()
	var back Digest
	if err != nil || back.UnmarshalText(text) != nil || back != d || string(text) != d.String() {
		t.Errorf("%s is read as %s (%v)", d, back, err)
	}
	for _, bad := range []string{"", "00", d.String() + "00", strings.Repeat("g", 64)} {
		if err := back.UnmarshalText([]byte(bad)); KindOf(err) != Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func digestOf(t testing.TB, set ...Change) Digest {
	t.Helper()
	d, err := DigestOf(set)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func edgeDigest(t *testing.T, e Edge) Digest {
	t.Helper()
	d := NewDigester()
	d.Edge(&e)
	digest, err := d.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return digest
}

// A keyed change set of two million offers is the largest that is hashed.
func BenchmarkDigestOfOffers(b *testing.B) {
	set := make([]Change, 100_000)
	for i := range set {
		set[i] = Relate{
			Relation: Offers, From: Ref(fmt.Sprintf("authority/ars:%012d", i)), To: Ref(fmt.Sprintf("leika:991%011d", i)), Via: "synthetic:portal-17",
			Source: "name:synthetic", Seen: AnyRevision, EdgeFacts: EdgeFacts{Status: OfferLive, Evidence: EvidenceRecorded, ValidFrom: 739_000},
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		digestOf(b, set...)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(set)), "ns/change")
}
