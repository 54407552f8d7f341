package catalogue_test

import (
	"testing"

	"fundus/internal/catalogue"
)

func TestLeikaKeysHaveFourteenDigitsAndTellTheirType(t *testing.T) {
	for key, want := range map[string]catalogue.ServiceType{
		"99008001000000":     catalogue.ServiceObject,
		"99107009017000":     catalogue.ServiceAction,
		"99107032017002":     catalogue.ServiceActionDetail,
		"77000000000316":     catalogue.ServiceActionDetail, // a municipal catalogue: not always 99
		"99 050 012 104 000": catalogue.ServiceAction,
	} {
		k, err := catalogue.ParseLeikaKey(key)
		if err != nil || k.Type() != want || len(k) != 14 {
			t.Errorf("%s: %q of type %s, %v; want %s", key, k, k.Type(), err, want)
		}
	}
	for _, bad := range []string{"", "9905001210400", "990500121040000", "9905001210400x", "٩٩٠٥٠٠١٢١٠٤٠٠٠", "-9050012104000"} {
		if k, err := catalogue.ParseLeikaKey(bad); err == nil {
			t.Errorf("%q passes as %s", bad, k)
		}
	}
}

func TestRegionalKeysKeepTheLengthOfTheirLevel(t *testing.T) {
	for ars, ags := range map[string]string{"03": "03", "032": "032", "03241": "03241", "033515403": "", "032410001001": "03241001", "033515403002": "03351002"} {
		a, err := catalogue.ParseARS(ars)
		if err != nil || string(a.AGS()) != ags {
			t.Errorf("%s: AGS %q, %v; want %q", ars, a.AGS(), err, ags)
		}
	}
	for _, bad := range []string{"", "3", "0324", "032410001", "03241000100", "0324100010011", "03x"} {
		a, err := catalogue.ParseARS(bad)
		if want := len(bad) == 9; (err == nil) != want {
			t.Errorf("%q: %q, %v", bad, a, err)
		}
	}
}

func TestAPaddedRegionalKeyMayMeanItsShorterOnes(t *testing.T) {
	got := catalogue.ARS("032410000000").Shorter()
	want := []catalogue.ARS{"032410000", "03241"}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("032410000000 may mean %v, want %v", got, want)
	}
	if got := catalogue.ARS("032410001001").Shorter(); len(got) != 0 {
		t.Errorf("032410001001 is a municipality and means nothing shorter, got %v", got)
	}
}

func TestLicenceExpressionsFollowTheGrammarOfSPDX(t *testing.T) {
	for in, want := range map[string]string{
		"EUPL-1.2":                     "EUPL-1.2",
		"MIT OR Apache-2.0":            "MIT OR Apache-2.0",
		"(MIT  OR Apache-2.0) AND ISC": "( MIT OR Apache-2.0 ) AND ISC",
		"GPL-2.0-or-later WITH Classpath-exception-2.0": "GPL-2.0-or-later WITH Classpath-exception-2.0",
		"GPL-2.0+":                   "GPL-2.0+",
		"LicenseRef-proprietary":     "LicenseRef-proprietary",
		"DocumentRef-x:LicenseRef-y": "DocumentRef-x:LicenseRef-y",
	} {
		if got, err := catalogue.ParseSPDX(in); err != nil || string(got) != want {
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
	}
	for _, bad := range []string{"", "MIT OR", "OR MIT", "MIT Apache-2.0", "(MIT", "MIT)", "MIT WITH", "MIT/Apache", "MIT OR OR ISC", "()"} {
		if got, err := catalogue.ParseSPDX(bad); err == nil {
			t.Errorf("%q passes as %q", bad, got)
		}
	}
}

func TestALicenceIsOpenIfSomeChoiceOfItIs(t *testing.T) {
	for expression, want := range map[catalogue.SPDX]bool{
		"EUPL-1.2": true, "agpl-3.0-OR-LATER": true, "GPL-2.0+": true, "GPL-2.0": true, "PostgreSQL": true,
		"GPL-2.0-or-later WITH Classpath-exception-2.0": true,
		"": false, "NONE": false, "NOASSERTION": false, "MIT OR": false, "Proprietary": false, "LicenseRef-MIT": false,
		"BUSL-1.1": false, "SSPL-1.0": false, "Elastic-2.0": false, "CC-BY-NC-4.0": false, "BUSL-1.1 WITH Classpath-exception-2.0": false,
		"MIT AND ISC": true, "MIT AND BUSL-1.1": false, "BUSL-1.1 AND MIT": false,
		"MIT OR BUSL-1.1": true, "BUSL-1.1 OR MIT": true, "BUSL-1.1 OR SSPL-1.0": false,
		"MIT OR ISC AND BUSL-1.1": true, "BUSL-1.1 AND ISC OR MIT": true, "(MIT OR ISC) AND BUSL-1.1": false,
		"(BUSL-1.1 OR MIT) AND (SSPL-1.0 OR (ISC AND MIT))": true,
	} {
		if got := expression.Open(); got != want {
			t.Errorf("%q open: %v, want %v", expression, got, want)
		}
	}
}

func TestLanguageTagsFollowBCP47(t *testing.T) {
	for _, good := range []string{"de", "en", "DE", "de-DE", "de-x-leichte-sprache", "zh-Hant-TW", "sl-rozaj-biske-1994", "x-klingon", "de-1996"} {
		if _, err := catalogue.ParseLang(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"", "d", "deutschland", "de_DE", "de-", "de--x", "de-x", "1a", "de-abcdefghi"} {
		if got, err := catalogue.ParseLang(bad); err == nil {
			t.Errorf("%q passes as %q", bad, got)
		}
	}
}

func TestIdentifiersOfKnownSchemesHaveOneSpelling(t *testing.T) {
	for _, good := range []string{"leika:99050012104000", "ozg:10000", "ars:03241", "ags:03241001", "wikidata:Q1197", "dcat:https://example.org/d/1", "publiccode:https://example.org/r", "pvog:L100002.LB.121332951", "sample:it-niedersachsen", "name:destatis"} {
		if i, err := catalogue.ParseIdentifier(good); err != nil || i.String() != good {
			t.Errorf("%q: %v, %v", good, i, err)
		}
	}
	for _, bad := range []string{"", "leika", "leika:", "leika:99 050 012 104 000", "ozg:x", "ars:0324", "wikidata:1197", "publiccode:ftp://x", "publiccode:not a url", "local:x", "Leika:99050012104000", "id:\x00"} {
		if i, err := catalogue.ParseIdentifier(bad); err == nil {
			t.Errorf("%q passes as %v", bad, i)
		}
	}
}

func TestARefSaysExactlyOneThing(t *testing.T) {
	id := catalogue.GlobalID(catalogue.KindSolution, 7)
	for ref, want := range map[catalogue.Ref]catalogue.RefTarget{
		"leika:99050012104000":    {Identifier: catalogue.Identifier{Scheme: "leika", Value: "99050012104000"}},
		"authority/ars:03241":     {Kind: catalogue.KindAuthority, Identifier: catalogue.Identifier{Scheme: "ars", Value: "03241"}},
		"dcat:https://x/a/b:c":    {Identifier: catalogue.Identifier{Scheme: "dcat", Value: "https://x/a/b:c"}},
		catalogue.Ref("id:" + id): {Kind: catalogue.KindSolution, ID: 7},
		"local:neu":               {Local: "neu"},
	} {
		if got, err := ref.Parse(); err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", ref, got, err, want)
		}
	}
	for _, bad := range []catalogue.Ref{"", "leika", "leika:", "id:xyz", "nokind/ars:03"} {
		if got, err := bad.Parse(); err == nil {
			t.Errorf("%q passes as %+v", bad, got)
		}
	}
}

func TestGlobalIDsHaveOneSpelling(t *testing.T) {
	for _, kind := range catalogue.Kinds() {
		s := catalogue.GlobalID(kind, 4_000_000_000)
		if k, id, err := catalogue.ParseGlobalID(s); err != nil || k != kind || id != 4_000_000_000 {
			t.Errorf("%s: %v %d %v", s, k, id, err)
		}
		if _, err := catalogue.ParseGlobalEdgeID(s); err == nil {
			t.Errorf("%s passes as the id of a statement", s)
		}
	}
	e := catalogue.GlobalEdgeID(5)
	if id, err := catalogue.ParseGlobalEdgeID(e); err != nil || id != 5 {
		t.Errorf("%s: %d %v", e, id, err)
	}
	// "service:01", "service:0", "service:99999999999", "x:1", garbage
	for _, bad := range []string{"c2VydmljZTowMQ", "c2VydmljZTow", "c2VydmljZTo5OTk5OTk5OTk5OQ", "eDox", "", "%%%", "c2VydmljZTox=", e} {
		if k, id, err := catalogue.ParseGlobalID(bad); err == nil {
			t.Errorf("%q passes as %v %d", bad, k, id)
		}
	}
}
