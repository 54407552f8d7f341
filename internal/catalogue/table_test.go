package catalogue_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fundus/internal/catalogue"
)

var enumName = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`)

func TestCodeListsAreClosedNamedAndSourced(t *testing.T) {
	names := map[string]bool{}
	for _, l := range catalogue.CodeLists() {
		if names[l.Name] || l.Source == "" || l.Title.In("de") == "" || l.Title.In("en") == "" || len(l.Codes) < 2 {
			t.Errorf("%s: a list has one name, a source, a German and an English title, and values", l.Name)
		}
		names[l.Name] = true
		codes, official := map[string]bool{}, map[string]bool{}
		for i, c := range l.Codes {
			if !enumName.MatchString(c.Name) || codes[c.Name] || official[c.Official] || c.Label.In("de") == "" {
				t.Errorf("%s.%s: a value has one name fit for the schema, one official spelling and a German label", l.Name, c.Name)
			}
			codes[c.Name], official[c.Official] = true, true
			if l.Position(c.Name) != i {
				t.Errorf("%s.%s stands at %d, not %d", l.Name, c.Name, i, l.Position(c.Name))
			}
			if found, ok := l.FindOfficial(c.Official); !ok || found.Name != c.Name {
				t.Errorf("%s: %q is not found by its official spelling", l.Name, c.Official)
			}
		}
	}
}

func TestRelationsAreNamedInEveryDirection(t *testing.T) {
	names := map[string]catalogue.Role{}
	for _, role := range catalogue.AllRoles() {
		name := role.String()
		if other, taken := names[name]; taken || !enumName.MatchString(name) {
			t.Errorf("role %d and %d are both called %q", role, other, name)
		}
		names[name] = role
		if found, ok := catalogue.RoleByName(name); !ok || found != role {
			t.Errorf("%s is found as %v", name, found)
		}
		if role.Relation().Role(role.End()) != role {
			t.Errorf("%s is not the role of its relation and end", name)
		}
		fits := 0
		for _, kind := range catalogue.Kinds() {
			if role.Fits(kind) {
				fits++
			}
		}
		if fits == 0 {
			t.Errorf("%s fits no kind", name)
		}
	}
	for _, r := range catalogue.AllRelations() {
		f := r.Facts()
		if f.German == "" || f.InverseGerman == "" || len(f.Ends) == 0 || (f.Via == 0) != (f.ViaName == "") || f.Area != (f.AreaName != "") {
			t.Errorf("%s: its facts are not whole: %+v", r, f)
		}
		if f.Acyclic && f.Ends[0].From != f.Ends[0].To {
			t.Errorf("%s joins different kinds and cannot have a cycle", r)
		}
	}
}

func TestKindsAreFoundByEveryName(t *testing.T) {
	for _, k := range catalogue.Kinds() {
		byNoun, _ := catalogue.KindByNoun(k.Noun())
		byPlural, _ := catalogue.KindByPlural(k.Plural())
		byCode, _ := catalogue.KindByCode(k.Code())
		if byNoun != k || byPlural != k || byCode != k || k.New().Kind() != k {
			t.Errorf("%s: %v %v %v %v", k, byNoun, byPlural, byCode, k.New().Kind())
		}
	}
	if catalogue.Kind(0).Known() || catalogue.Kind(200).Known() || catalogue.Kind(200).String() != "?" {
		t.Error("what is no kind must say so")
	}
}

func TestAttributesReadRecordsOfTheirKind(t *testing.T) {
	for _, k := range catalogue.Kinds() {
		var names []string
		for _, a := range catalogue.Attributes(k) {
			coded := a.Type == catalogue.AttributeCode || a.Type == catalogue.AttributeFlag
			if coded == (a.Codes == nil) || coded != (a.Number == nil) || (a.Type == catalogue.AttributeCode) != (a.List != nil) || slices.Contains(names, a.Name) {
				t.Errorf("%s.%s is not whole", k, a.Name)
			}
			names = append(names, a.Name)
			if coded {
				a.Codes(k.New(), nil)
			} else {
				a.Number(k.New())
			}
		}
	}
}

func TestWhatIsNoRelationIsToldWhichMayBeMeant(t *testing.T) {
	for text, want := range map[string]string{
		"uses": "write USES", "nutzt": "write USES", "used_by": "write USES, from the other record to this one", "OFERS": "codeLists names them all",
	} {
		var r catalogue.Relation
		if err := r.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), strconv.Quote(text)+" is no relation; "+want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
