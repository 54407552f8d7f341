package catalogue_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"fundus/internal/catalogue"
)

func TestMaturityIsTheLowestCriterion(t *testing.T) {
	for _, c := range []struct {
		scores    []int
		maturity  int
		met, know bool
	}{
		{nil, 0, false, false},
		{[]int{4, 4, 4, 4, 4, 4, 4, 4, 4, 3}, 3, true, true},
		{[]int{4, 4, 4, 4, 4, 4, 4, 4, 4, 0}, 0, false, true},
	} {
		s := &catalogue.Service{MaturityScores: c.scores}
		maturity, known := s.Maturity()
		met, _ := s.DutyMet()
		if maturity != c.maturity || known != c.know || met != c.met {
			t.Errorf("%v: maturity %d (known %v), duty met %v", c.scores, maturity, known, met)
		}
	}
}

func TestAServiceIsOfItsMostSpecificKeysType(t *testing.T) {
	s := &catalogue.Service{Meta: catalogue.Meta{Identifiers: []catalogue.Identifier{{"leika", "99008001000000"}, {"leika", "99107032017002"}, {"ozg", "1"}}}}
	if got := s.Type(); got != catalogue.ServiceActionDetail {
		t.Errorf("type %s", got)
	}
	if got := (&catalogue.Service{}).Type(); got != "" {
		t.Errorf("without a key the type is unknown, not %s", got)
	}
}

func TestOriginFollowsFromDevelopmentOperationKindAndLicence(t *testing.T) {
	for _, c := range []struct {
		s    catalogue.Solution
		want catalogue.Origin
	}{
		{catalogue.Solution{}, ""},
		{catalogue.Solution{Development: "FEDERAL", Operation: "STATE"}, catalogue.OriginFederalStandard},
		{catalogue.Solution{Development: "CROSS_STATE", Operation: "CROSS_STATE"}, catalogue.OriginEfA},
		{catalogue.Solution{Development: "CROSS_STATE", Operation: "MUNICIPAL"}, catalogue.OriginOtherPublic},
		{catalogue.Solution{Development: "STATE", Operation: "CROSS_STATE"}, catalogue.OriginOtherPublic},
		{catalogue.Solution{Development: "STATE", Operation: "MUNICIPAL"}, catalogue.OriginStateShared},
		{catalogue.Solution{Development: "STATE", Operation: "STATE", SolutionKind: "BASE_SERVICE"}, catalogue.OriginStateShared},
		{catalogue.Solution{Development: "STATE", Operation: "STATE", SolutionKind: "ONLINE_SERVICE"}, catalogue.OriginInHouse},
		{catalogue.Solution{Development: "MUNICIPAL", Operation: "STATE"}, catalogue.OriginStateShared},
		{catalogue.Solution{Development: "MUNICIPAL", Operation: "MUNICIPAL"}, catalogue.OriginInHouse},
		{catalogue.Solution{Development: "THIRD_PARTY", Licence: "EUPL-1.2"}, catalogue.OriginOpenSource},
		{catalogue.Solution{Development: "THIRD_PARTY", Licence: "LicenseRef-x"}, catalogue.OriginCommercial},
		{catalogue.Solution{Development: "THIRD_PARTY"}, catalogue.OriginCommercial},
	} {
		if got := c.s.Origin(); got != c.want {
			t.Errorf("%s by %s, %s, licence %q: %s, want %s", c.s.Development, c.s.Operation, c.s.SolutionKind, c.s.Licence, got, c.want)
		}
	}
}

func TestADatasetIsOpenIfEveryFormIs(t *testing.T) {
	form := func(l catalogue.Licence) catalogue.Distribution { return catalogue.Distribution{Licence: l} }
	for _, c := range []struct {
		forms       []catalogue.Distribution
		open, known bool
	}{
		{nil, false, false},
		{[]catalogue.Distribution{form("DL_BY_DE_2_0"), form("CC_ZERO")}, true, true},
		{[]catalogue.Distribution{form("DL_BY_DE_2_0"), form("OTHER_CLOSED")}, false, true},
		{[]catalogue.Distribution{form("DL_BY_DE_2_0"), form("")}, false, false},
	} {
		open, known := (&catalogue.Dataset{Distributions: c.forms}).Open()
		if open != c.open || known != c.known {
			t.Errorf("%v: open %v, known %v", c.forms, open, known)
		}
	}
}

// whole is a record of each kind with every field set, so that a law over its
// fields misses none.
func whole(t *testing.T, k catalogue.Kind) catalogue.Record {
	r := k.New()
	fill(t, reflect.ValueOf(r).Elem())
	m := r.Base()
	m.ID, m.Revision, m.Source = 0, 0, 0
	return r
}

func fill(t *testing.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(t, field)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(t, v.Index(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem())
	case reflect.String:
		v.SetString("de")
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(7)
	case reflect.Uint8, reflect.Uint32:
		v.SetUint(7)
	case reflect.Bool:
		v.SetBool(true)
	default:
		t.Fatalf("a field of type %s: teach fill about it", v.Type())
	}
}

func TestEveryFieldOfARecordIsStored(t *testing.T) {
	for _, k := range catalogue.Kinds() {
		r := whole(t, k)
		data, err := catalogue.EncodeRecord(r)
		if err != nil {
			t.Fatal(err)
		}
		back, err := catalogue.DecodeRecord(k, data)
		if err != nil || !reflect.DeepEqual(r, back) {
			t.Errorf("%s: %v\n%s\n%+v", k, err, data, back)
		}
	}
}

func TestACloneSharesNothingMutable(t *testing.T) {
	for _, k := range catalogue.Kinds() {
		r, untouched := whole(t, k), whole(t, k)
		overwrite(reflect.ValueOf(r.Clone()).Elem())
		if !reflect.DeepEqual(r, untouched) {
			t.Errorf("%s: a change of the clone shows in the record: %+v", k, r)
		}
	}
}

// overwrite changes every element of every list and behind every pointer in place,
// however deep they lie.
func overwrite(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			overwrite(field)
		}
	case reflect.Slice:
		for i := range v.Len() {
			overwrite(v.Index(i))
			v.Index(i).SetZero()
		}
	case reflect.Pointer:
		if !v.IsNil() {
			overwrite(v.Elem())
			v.Elem().SetZero()
		}
	}
}

// Whatever order and white space a record comes in, and whether its empty lists
// are there or not, normalised it is what the store gives back.
func TestANormalisedRecordIsReadBackAsItIs(t *testing.T) {
	untidy := catalogue.Text{{Lang: "EN", Value: " b "}, {Lang: "de", Value: "a\n"}}
	tidy := catalogue.Text{{Lang: "de", Value: "a"}, {Lang: "en", Value: "b"}}
	for _, k := range catalogue.Kinds() {
		for name, text := range map[string]catalogue.Text{"untidy": untidy, "empty": {}} {
			r := whole(t, k)
			scatter(reflect.ValueOf(r).Elem(), text)
			catalogue.Normalise(r)
			data, err := catalogue.EncodeRecord(r)
			if err != nil {
				t.Fatal(err)
			}
			back, err := catalogue.DecodeRecord(k, data)
			if err != nil || !reflect.DeepEqual(r, back) {
				t.Errorf("%s, %s: %v\n%+v\n%+v", k, name, err, r, back)
			}
			if name == "untidy" && !reflect.DeepEqual(r.Base().Name, tidy) {
				t.Errorf("%s: %q", k, r.Base().Name)
			}
		}
	}
	for _, k := range catalogue.Kinds() {
		r := k.New()
		vacate(reflect.ValueOf(r).Elem())
		catalogue.Normalise(r)
		if !reflect.DeepEqual(r, k.New()) {
			t.Errorf("%s: an empty list is left: %#v", k, r)
		}
	}
}

// scatter sets every Text.
func scatter(v reflect.Value, text catalogue.Text) {
	switch {
	case v.Type() == reflect.TypeFor[catalogue.Text]():
		v.Set(reflect.ValueOf(append(catalogue.Text{}, text...)))
	case v.Kind() == reflect.Struct:
		for _, field := range v.Fields() {
			scatter(field, text)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			scatter(v.Index(i), text)
		}
	}
}

// vacate makes every list an empty one.
func vacate(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			vacate(field)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
}

func TestATextHasEachLanguageOnceInWhateverOrder(t *testing.T) {
	r := &catalogue.Area{Meta: catalogue.Meta{Name: catalogue.Text{{"de", "a"}, {"en", "b"}, {"de", "c"}}}}
	if err := catalogue.Check(r); err == nil || !strings.Contains(err.Error(), "the same language twice") {
		t.Errorf("%v", err)
	}
}

func TestDecodingRefusesWhatTheKindDoesNotHave(t *testing.T) {
	for data, names := range map[string]string{
		`{"name":"x","farbe":"rot"}`:            "farbe",
		`{"name":"x","population":"12"}`:        "population",
		`{"name":"x"} {}`:                       "more than one",
		`{"name":"x","validFrom":"31.12.2025"}`: "31.12.2025",
		`[`:                                     "unexpected",
	} {
		_, err := catalogue.DecodeRecord(catalogue.KindAuthority, []byte(data))
		if err == nil || catalogue.KindOf(err) != catalogue.Invalid || !strings.Contains(err.Error(), names) {
			t.Errorf("%s: %v; want an error that names %s", data, err, names)
		}
	}
}

func TestEachRuleNamesRecordFieldValueAndItself(t *testing.T) {
	name := catalogue.Meta{Name: catalogue.T("Name")}
	for _, c := range []struct {
		record              catalogue.Record
		field, value, words string
	}{
		{&catalogue.Service{}, "name", "", "has a name"},
		{&catalogue.Service{Meta: name, PolicyField: "SPORT"}, "policyField", "SPORT", "one of ARBEIT_RUHESTAND"},
		{&catalogue.Service{Meta: name, MaturityScores: []int{1, 2}}, "maturityScores", "2", "2 scores given"},
		{&catalogue.Service{Meta: name, MaturityScores: []int{1, 1, 1, 1, 1, 1, 1, 1, 1, 5}}, "maturityScores", "5", "0 to 4"},
		{&catalogue.Service{Meta: name, Addressees: []catalogue.Addressee{"CITIZENS", "CITIZENS"}}, "addressees", "CITIZENS", "twice"},
		{&catalogue.Service{Meta: catalogue.Meta{Name: name.Name, Identifiers: []catalogue.Identifier{{"leika", "123"}}}}, "identifiers", "leika:123", "has 14 digits"},
		{&catalogue.Service{Meta: catalogue.Meta{Name: name.Name, ValidFrom: 10, ValidUntil: 9}}, "validUntil", "0001-01-09", "before it begins"},
		{&catalogue.Service{Meta: catalogue.Meta{Name: catalogue.T("a\x00b")}}, "name", "a\x00b", "control"},
		{&catalogue.Service{Meta: catalogue.Meta{Name: catalogue.T("a\xffb")}}, "name", "a�b", "UTF-8"},
		{&catalogue.Authority{Meta: name, Population: -1}, "population", "-1", "not negative"},
		{&catalogue.Authority{Meta: name, Website: "javascript:alert(1)"}, "website", "javascript:alert(1)", "http"},
		{&catalogue.Dataset{Meta: name, Distributions: []catalogue.Distribution{{}, {Licence: "FREE"}}}, "distributions[1].licence", "FREE", "no Licence"},
		{&catalogue.Dataset{Meta: name, Languages: []catalogue.Lang{"deutsch_"}}, "languages", "deutsch_", "BCP 47"},
		{&catalogue.Solution{Meta: name, Licence: "MIT OR"}, "licence", "MIT OR", "SPDX"},
		{&catalogue.Solution{Meta: name, AIRisk: "HIGH"}, "aiRisk", "HIGH", "only an AI_APPLICATION"},
		{&catalogue.Solution{Meta: name, Lifecycle: []catalogue.Phase{{"PILOT", 5}, {"PLANNED", 4}}}, "lifecycle", "0001-01-04", "order"},
		{&catalogue.BudgetLine{Meta: name, Amounts: []catalogue.BudgetAmount{{Year: 3000}}}, "amounts", "3000", "1946"},
	} {
		err := catalogue.Check(c.record)
		var own *catalogue.Error
		if !errors.As(err, &own) {
			t.Errorf("%+v passes", c.record)
			continue
		}
		if own.Kind != catalogue.Invalid || own.Field != c.field || own.Value != c.value || !strings.Contains(own.Message, c.words) || own.Record == "" {
			t.Errorf("want %s %q … %s, got %s %q in %q: %s", c.field, c.value, c.words, own.Field, own.Value, own.Record, own.Message)
		}
	}
}

func TestAWrongFileOfAMillionLinesIsAnsweredWithAPage(t *testing.T) {
	var errs catalogue.Errors
	for range 1000 {
		errs.Add(catalogue.Errorf(catalogue.Invalid, "wrong"))
	}
	if len(errs) != 100 || !strings.Contains(errs.Error(), "perhaps more") {
		t.Errorf("%d errors are kept", len(errs))
	}
}

func TestAnOfferHasAStatusAndOthersHaveNone(t *testing.T) {
	for relation, want := range map[catalogue.Relation]bool{catalogue.Offers: true, catalogue.Uses: false} {
		for status, facts := range map[catalogue.OfferStatus]catalogue.EdgeFacts{"": {}, "LIVE": {Status: "LIVE"}} {
			err := catalogue.CheckEdgeFacts("statement", relation, &facts)
			if (err == nil) != (want == (status != "")) {
				t.Errorf("%s with status %q: %v", relation, status, err)
			}
		}
	}
}
