package dcatap

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/rdf"
)

// The document of this package, record by record: what each part of it means.
func TestACatalogueBecomesRecords(t *testing.T) {
	x := importText(t, "catalogue.ttl", mustRead(t, "testdata/catalogue.ttl"), func(kind catalogue.Kind, id catalogue.Identifier) bool {
		return kind == catalogue.KindArea && (id.Value == "03241" || id.Value == "03")
	})
	want := []string{
		`put source {"identifiers":["dcat:https://daten.example/katalog"],"name":"Daten der Stadt Beispiel","description":"Alles, was offen ist.","sourceKind":"CATALOGUE","publisher":"Stadt Beispiel","url":"https://daten.example/","licence":"http://dcat-ap.de/def/licenses/dl-by-de/2.0"} from ""`,
		`put authority {"identifiers":["dcat:https://daten.example/stadt"],"name":"Stadt Beispiel","website":"https://stadt.example/"} from "source/dcat:https://daten.example/katalog"`,
		`put authority {"identifiers":["name:eigenbetrieb grün"],"name":{"de":"Eigenbetrieb  Grün","en":"Green office"}} from "source/dcat:https://daten.example/katalog"`,
		`put dataset {"identifiers":["dcat:https://daten.example/baeume"],"name":{"de":"Baumkataster","en":"Tree register"}} from "source/dcat:https://daten.example/katalog"`,
		`put dataset {"identifiers":["dcat:https://daten.example/baeume-2024"],"name":{"de":"Baumkataster 2024","en":"Trees of 2024"},"description":"Standort, Art und Alter aller städtischen Bäume.","tags":["Baum","Stadtgrün"],"themes":["ENVI"],"accessRights":"PUBLIC","frequency":"IRREG","geocodingLevel":"MUNICIPALITY","plannedAvailability":"STABLE","temporalFrom":"2024-01-01","issued":"2024-05-01","modified":"2024-06-01","languages":["de"],"landingPage":"https://stadt.example/baeume","legalBasisText":"Grünflächensatzung","distributions":[{"accessUrl":"https://daten.example/b","format":"GEOJSON","licenceText":"Nutzung auf Anfrage"},{"iri":"https://daten.example/baeume-2024-csv","title":"CSV","accessUrl":"https://daten.example/baeume.csv","format":"CSV","mediaType":"text/csv","licence":"CC_BY_4_0","attribution":"Stadt Beispiel, Grünflächenamt","byteSize":5120}],"dataServices":[{"iri":"https://daten.example/dienst","title":"Baumdienst","endpointUrl":"https://daten.example/api","licence":"CC_ZERO"}]} from "source/dcat:https://daten.example/katalog"`,
	}
	var puts []string
	var edges []string
	for i, line := range x.lines(t) {
		if r, ok := x.changes[i].(catalogue.Relate); ok {
			edges = append(edges, r.Relation.String()+" "+string(r.From)+" "+string(r.To)+" "+string(r.Source))
			continue
		}
		if whole, ok := x.changes[i].(catalogue.Supersede); ok {
			edges = append(edges, "all that "+string(whole.Source)+" says of "+string(whole.Records[0])+" and "+string(whole.Records[1]))
			continue
		}
		puts = append(puts, line)
	}
	if diff := cmp.Diff(want, puts); diff != "" {
		t.Errorf("records:\n%s", diff)
	}
	const dataset, source = "dataset/dcat:https://daten.example/baeume-2024", " source/dcat:https://daten.example/katalog"
	wantEdges := []string{
		"all that" + source + " says of dataset/dcat:https://daten.example/baeume and " + dataset,
		"PUBLISHES authority/dcat:https://daten.example/stadt " + dataset + source,
		"PUBLISHES authority/name:eigenbetrieb grün " + dataset + source,
		"COVERS " + dataset + " area/ars:03" + source,
		"COVERS " + dataset + " area/ars:03241" + source,
		"PART_OF " + dataset + " dataset/dcat:https://daten.example/baeume" + source,
	}
	if diff := cmp.Diff(wantEdges, edges); diff != "" {
		t.Errorf("edges:\n%s", diff)
	}
}

// What the document of this package says and no record takes, by property.
func TestWhatNoRecordTakesIsReported(t *testing.T) {
	x := importFile(t, "testdata/catalogue.ttl")
	for field, want := range map[string]int{
		"adms:status": 1, "dcat:dataset": 1, "dcat:theme": 1, "dct:publisher": 2, "foaf:homepage": 1, "dct:identifier": 1, "dct:language": 1, "dct:conformsTo": 1,
		"locn:geometry": 1, "locn:adminUnitL2": 1, "dcatde:politicalGeocodingURI": 1, "dcatde:maintainer": 1, "dcat:contactPoint": 1, "foaf:mbox": 1,
		"vcard:fn": 1, "vcard:hasEmail": 1, "vcard:hasTelephone": 1, "vcard:hasValue": 1, "foaf:name": 3, "dct:description": 1,
	} {
		if got := x.told(field, interchange.Omitted); got != want {
			t.Errorf("%s: %d omitted, want %d", field, got, want)
		}
	}
	if got := x.told("dcat:Dataset", interchange.Refused); got != 1 {
		t.Errorf("%d datasets refused, want the one without a title", got)
	}
}

// The catalogues of two states come in whole.
func TestRealCatalogues(t *testing.T) {
	for file, want := range map[string]map[string]int{
		"dcat-ap-de/catalogues/bremen-catalog-original-input.rdf":      {"dataset": 153, "distribution": 237, "authority": 1, "PUBLISHES": 153, "COVERS": 153},
		"dcat-ap-de/catalogues/brandenburg-catalog-original-input.ttl": {"dataset": 112, "distribution": 212, "authority": 6, "source": 7, "PUBLISHES": 64, "COVERS": 62},
		"dcat-ap-de/v2.0-examples/dcat_ap_de-RefImp_TTL_ADVANCED.ttl":  {"dataset": 2, "distribution": 3, "authority": 2, "source": 1, "PUBLISHES": 2, "COVERS": 2},
		"dcat-ap-de/ckan/catalog-endpoint.rdf":                         {"dataset": 6, "distribution": 17, "authority": 5, "source": 1, "PUBLISHES": 6, "COVERS": 2},
		"dcat-ap-eu/2.2.0-hvd/example-ms_catalogue.ttl":                {"dataset": 1, "distribution": 2, "service": 1, "authority": 1, "source": 1, "PUBLISHES": 1, "CONFORMS_TO": 1},
	} {
		folder, rest, _ := strings.Cut(file, "/")
		root := sharedFolder(t, folder)
		if root == "" {
			root, rest = "testdata", "catalogue.ttl" // at least a document of our own
			want = map[string]int{"dataset": 2, "distribution": 2, "service": 1, "authority": 2, "source": 1, "PUBLISHES": 2, "COVERS": 2, "PART_OF": 1, "CONFORMS_TO": 1}
		}
		got := importText(t, rest, mustRead(t, filepath.Join(root, rest)), anything).counts()
		maps.DeleteFunc(got, func(_ string, n int) bool { return n == 0 })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", rest, diff)
		}
	}
}

// Equal catalogues make equal change sets: every document is written in each of the four syntaxes, its statements in
// another order each time and its nameless nodes under other names.
func TestSyntaxAndOrderDoNotMatter(t *testing.T) {
	const largest = 2000 // statements; shuffling the large ones teaches nothing new
	for _, file := range documents(t) {
		text := mustRead(t, file)
		graph := graphOf(t, file, text)
		if len(graph) > largest {
			continue
		}
		want := importFile(t, file).lines(t)
		random := rand.New(rand.NewPCG(1, uint64(len(graph))))
		for syntax, write := range map[string]func(testing.TB, []rdf.Triple) []byte{"a.nt": triplesText, "a.ttl": triplesText, "a.rdf": xmlText, "a.jsonld": jsonText} {
			random.Shuffle(len(graph), func(i, j int) { graph[i], graph[j] = graph[j], graph[i] })
			got := importText(t, syntax, write(t, relabelled(graph, syntax)), nothing).lines(t)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s as %s:\n%s", file, syntax, diff)
			}
		}
	}
}

func relabelled(graph []rdf.Triple, salt string) []rdf.Triple {
	rename := func(x rdf.Term) rdf.Term {
		if x.Kind() == rdf.Blank {
			return rdf.NewBlank("n" + x.Value() + strings.Trim(salt, "a."))
		}
		return x
	}
	out := slices.Clone(graph)
	for i := range out {
		out[i].Subject, out[i].Object = rename(out[i].Subject), rename(out[i].Object)
	}
	return out
}

// The reference documents of DCAT-AP.de exist in three syntaxes, written by different hands, and mean the same.
func TestReferenceDocumentsMeanTheSame(t *testing.T) {
	root := sharedFolder(t, "dcat-ap-de")
	names := [][]string{
		{"v2.0-examples/dcat_ap_de-RefImp_TTL_SIMPLE.ttl", "v2.0-examples/dcat_ap_de-RefImp_RDF_SIMPLE.rdf", "v2.0-examples/dcat_ap_de-RefImp_JSONLD_SIMPLE.jsonld"},
		{"v2.0-examples/dcat_ap_de-RefImp_TTL_ADVANCED.ttl", "v2.0-examples/dcat_ap_de-RefImp_RDF_ADVANCED.rdf", "v2.0-examples/dcat_ap_de-RefImp_JSONLD_ADVANCED.jsonld"},
	}
	if root == "" {
		root, names = "testdata", [][]string{{"catalogue.ttl", "catalogue.ttl"}}
	}
	for _, same := range names {
		want := importFile(t, filepath.Join(root, same[0]))
		if len(want.changes) == 0 {
			t.Errorf("%s: nothing imported", same[0])
		}
		for _, name := range same[1:] {
			if diff := cmp.Diff(want.lines(t), importFile(t, filepath.Join(root, name)).lines(t)); diff != "" {
				t.Errorf("%s and %s:\n%s", same[0], name, diff)
			}
		}
	}
}

// The same file twice makes the same change set and the same report, and every record keeps the catalogue's rules.
func TestTheSameFileTwiceIsTheSame(t *testing.T) {
	for _, file := range documents(t) {
		once, twice := importFile(t, file), importFile(t, file)
		if diff := cmp.Diff(once.lines(t), twice.lines(t)); diff != "" {
			t.Errorf("%s:\n%s", file, diff)
		}
		if once.reported(t) != twice.reported(t) {
			t.Errorf("%s: the reports differ", file)
		}
		identifiers := make(map[string]bool)
		for _, c := range once.changes {
			p, ok := c.(catalogue.Put)
			if !ok {
				continue
			}
			if err := catalogue.Check(p.Record); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			name := catalogue.Describe(p.Record)
			if identifiers[name] {
				t.Errorf("%s: %s is put twice", file, name)
			}
			identifiers[name] = true
		}
	}
}

// The ledger is true: a statement that is told of as left out can be taken away without changing a record or an edge, and
// one that is not, cannot.
func TestTheLedgerIsTrue(t *testing.T) {
	const largest = 160 // statements; each costs an import
	for _, file := range documents(t) {
		text := mustRead(t, file)
		all := graphOf(t, file, text)
		if len(all) > largest {
			continue
		}
		report := new(interchange.Findings)
		g, err := load(t.Context(), interchange.Input{Name: "a.nt", Reader: strings.NewReader(string(triplesText(t, all)))}, report)
		if err != nil {
			t.Fatal(err)
		}
		r := newReader(g, anything, report)
		r.readCatalogues()
		r.readDatasets()
		r.reportRest()
		whole := importText(t, "a.nt", triplesText(t, all), anything).lines(t)
		for _, s := range g.statements {
			if !s.done {
				t.Errorf("%s: nobody accounts for %v", file, tripleOf(g, s))
			}
			name := g.properties[s.property].name
			less := slices.DeleteFunc(slices.Clone(all), func(x rdf.Triple) bool { return x == tripleOf(g, s) })
			same := slices.Equal(whole, importText(t, "a.nt", triplesText(t, less), anything).lines(t))
			if left := s.told >= ranks[interchange.Omitted]; left != same && !(same && saysAgain[name]) {
				t.Errorf("%s: told of as left out: %t, without it all is the same: %t: %v", file, left, same, tripleOf(g, s))
			}
		}
	}
}

// saysAgain are the properties that may say what another statement says too: classes and memberships, identifiers that
// repeat the IRI, places under several keys, spellings of one name, and ends of periods that are open.
var saysAgain = map[string]bool{
	rdfType: true, "dcat:dataset": true, "dcat:service": true, "dcat:catalog": true, "dcat:servesDataset": true,
	"dct:identifier": true, "adms:identifier": true, "dcatde:politicalGeocodingURI": true, "dct:spatial": true, "locn:adminUnitL2": true,
	"schema:endDate": true, "foaf:name": true,
}

func tripleOf(g *graph, s statement) rdf.Triple {
	predicate := g.terms[s.property]
	return rdf.Triple{Subject: g.terms[s.subject], Predicate: predicate, Object: g.terms[s.object]}
}

// Nothing that names a person or says how to reach one gets into a record or into a report.
func TestPersonalDataStayOutside(t *testing.T) {
	for _, file := range documents(t) {
		x := importFile(t, file)
		changes, report := strings.Join(x.lines(t), "\n"), x.reported(t)
		for _, s := range graphOf(t, file, mustRead(t, file)) {
			name, value := compact(s.Predicate.Value()), s.Object.Value()
			reach := name == "vcard:hasEmail" || name == "vcard:hasTelephone" || name == "vcard:hasValue" || name == "foaf:mbox"
			if reach && s.Object.Kind() != rdf.Blank && len(value) > 5 {
				if strings.Contains(changes, value) || strings.Contains(report, value) {
					t.Errorf("%s: %s %q came through", file, name, value)
				}
			}
			if name == "vcard:fn" && len(value) > 5 && strings.Contains(report, value) {
				t.Errorf("%s: the report names %q", file, value)
			}
		}
	}
}

// What is not a catalogue is answered with its place and nothing else.
func TestBadDocumentsAreRefused(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.ttl", "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n<a:b> a dcat:Dataset", "a.ttl:2"},
		{"a.rdf", "<rdf:RDF>", "a.rdf:1"},
		{"a.jsonld", `{"@context": "https://elsewhere.example/"}`, "not fetched"},
		{"a.csv", "id;name", "not RDF/XML, Turtle, N-Triples or JSON-LD"},
		{"a.nt", "<a:b> <a:c> \"\xff\" .", "not UTF-8"},
	} {
		changes, err := Read(t.Context(), interchange.Input{Name: c.name, Reader: strings.NewReader(c.text)}, new(interchange.Findings))
		if err == nil || !strings.Contains(err.Error(), c.want) || changes != nil || catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: %v, %d changes", c.name, err, len(changes))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Read(ctx, interchange.Input{Name: "a.nt", Reader: strings.NewReader("<a:b> <a:c> <a:d> .")}, new(interchange.Findings))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// One broken value costs that value and no more.
func TestBrokenValuesCostThemselves(t *testing.T) {
	const head = "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n@prefix s: <http://schema.org/> .\n<https://d.example/1> a dcat:Dataset ; dct:title \"T\" "
	long := strings.Repeat("ä", longestName+5)
	for text, action := range map[string]interchange.Action{
		`; dct:issued "gestern"`:                                interchange.Refused,
		`; dct:issued "2023-02-30"`:                             interchange.Refused,
		`; dct:description "a\u0007b"`:                          interchange.Normalised,
		`; dct:title "` + long + `"@en`:                         interchange.Normalised,
		`; dct:title "U"`:                                       interchange.Omitted,
		`; dct:title <a:b>`:                                     interchange.Refused,
		`; dct:description "  "`:                                interchange.Omitted,
		`; dcat:landingPage "a" , "b"`:                          interchange.Omitted,
		`; dct:temporal [ s:startDate "2024" ; s:endDate "1" ]`: interchange.Refused,
		`; dct:temporal "heute"`:                                interchange.Omitted,
		`; dcat:distribution "x"`:                               interchange.Refused,
		`; dcat:distribution [ dcat:byteSize "-1" ]`:            interchange.Refused,
		`; dcat:distribution [ dcat:mediaType "CSV" ]`:          interchange.Refused,
		`; dcat:distribution [ dct:format "Kartenviewer" ]`:     interchange.Kept,
		`; dcat:distribution [ dct:license "auf Anfrage" ]`:     interchange.Kept,
		`; dct:accrualPeriodicity "alle Jubeljahre"`:            interchange.Omitted,
		`; dct:source <https://d.example/1>`:                    interchange.Refused,
	} {
		x := importText(t, "a.ttl", []byte(head+text+" ."), nothing)
		if n := x.counts()["dataset"]; n != 1 {
			t.Errorf("%s: %d datasets", text, n)
		}
		if c := x.report.Counts(); len(c) == 0 || !slices.ContainsFunc(c, func(c interchange.Count) bool { return c.Action == action }) {
			t.Errorf("%.60s: %v, want %s", text, c, action)
		}
	}
}

func BenchmarkImport(b *testing.B) {
	files := []string{"testdata/catalogue.ttl"}
	if root := sharedFolder(b, "dcat-ap-de"); root != "" {
		files = append(files, root+"/catalogues/bremen-catalog-original-input.rdf", root+"/catalogues/brandenburg-catalog-original-input.ttl")
	}
	for _, file := range files {
		text := mustRead(b, file)
		b.Run(filepath.Base(file), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				importText(b, file, text, nothing)
			}
		})
	}
}
