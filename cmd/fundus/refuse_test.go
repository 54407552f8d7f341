package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// called runs the program in this process.
func called(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err := run(t.Context(), args, terminal{strings.NewReader(""), &stdout, &stderr})
	return exitCode(context.Background(), err, &stderr), stdout.String(), stderr.String()
}

// stock is a catalogue with a service, a tree of areas and a statement.
var stock = files{
	"sources.yaml":  "- identifiers: [name:quelle]\n  name: Quelle\n  sourceKind: REGISTER\n",
	"services.yaml": "- identifiers: [leika:99115005104000, amt:wohnsitz]\n  name: Wohnsitz anmelden\n  source: name:quelle\n",
	"areas.yaml": "- identifiers: [ars:03]\n  name: Niedersachsen\n  areaKind: STATE\n" +
		"- identifiers: [ars:031]\n  name: Braunschweig\n  areaKind: REGION\n- identifiers: [ars:03101]\n  name: Stadt\n  areaKind: DISTRICT\n",
	"relations.yaml": "- {relation: PART_OF, from: area/ars:031, to: area/ars:03}\n- {relation: PART_OF, from: area/ars:03101, to: area/ars:031}\n",
}

type files map[string]string

// write puts the files into a new folder and gives the path of one, or of the
// folder itself for more.
func (f files) write(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "in")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	path := folder
	for name, text := range f {
		path = filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if len(f) != 1 {
		return folder
	}
	return path
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../internal/interchange", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Whatever is wrong with a file: the answer names the place, the value and the
// rule, the catalogue stays at its revision, and check has nothing to say.
func TestBadInputIsAnsweredClearlyAndLeavesNoTrace(t *testing.T) {
	database := filepath.Join(t.TempDir(), "fundus.db")
	if code, _, errs := called(t, "--database", database, "import", "bundle", stock.write(t)); code != 0 {
		t.Fatal(errs)
	}
	for _, c := range badInput(t) {
		t.Run(c.format+"/"+strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			path := c.in.write(t)
			code, _, errs := called(t, "--database", database, "import", c.format, path)
			if code != 1 || !strings.HasPrefix(errs, "fundus: "+path+" is refused, nothing of it was stored:\n") {
				t.Errorf("exit code %d: %.500s", code, errs)
			}
			for _, want := range c.want {
				if !strings.Contains(errs, want) {
					t.Errorf("the answer lacks %q:\n%.1000s", want, errs)
				}
			}
			if _, out, _ := called(t, "--database", database, "migrate"); !strings.HasSuffix(out, " at revision 1\n") {
				t.Error(out)
			}
		})
	}
	if code, out, _ := called(t, "--database", database, "check"); code != 0 || !strings.HasSuffix(out, "\nchecked revision 1: 5 records, 2 statements, 0 problems\n") {
		t.Errorf("check ends with %d: %s", code, out)
	}
}

type badFile struct {
	name, format string
	in           files
	want         []string
}

func badInput(t *testing.T) []badFile {
	gv, ttl, code := fixture(t, "gvisys/testdata/miniature.utf8.txt"), fixture(t, "dcatap/testdata/catalogue.ttl"), fixture(t, "publiccode/testdata/miniature.yml")
	latin1 := fixture(t, "gvisys/testdata/miniature.latin1.txt")
	return []badFile{
		{"empty", "gvisys", files{"gv.txt": ""}, []string{"gv.txt: the file is empty"}},
		{"another format", "gvisys", files{"gv.txt": code}, []string{"gv.txt:1: ", "220"}},
		{"truncated", "gvisys", files{"gv.txt": gv[:len(gv)-100]}, []string{"gv.txt:21: ", "121 characters", "has 220"}},
		{"mixed encodings", "gvisys", files{"gv.txt": gv + latin1}, []string{"gv.txt:22: ", "ISO-8859-1", "a file has one encoding"}},
		{"ten times too large", "gvisys", files{"gv.txt": strings.Repeat(gv, 160<<20/len(gv))}, []string{"gv.txt", "same key"}},
		{"the same key twice", "gvisys", files{"gv.txt": gv + gv}, []string{"gv.txt:22: Schlüssel: ", "the same key as in line 1"}},

		{"empty", "dcatap", files{"k.ttl": ""}, []string{"k.ttl: the file is empty"}},
		{"malformed", "dcatap", files{"k.ttl": strings.Replace(ttl, ";", "; ; <<", 1)}, []string{"k.ttl:"}},
		{"truncated", "dcatap", files{"k.ttl": ttl[:len(ttl)*2/3]}, []string{"k.ttl:"}},
		{"truncated XML", "dcatap", files{"k.rdf": `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`}, []string{"k.rdf:"}},
		{"wrong encoding", "dcatap", files{"k.ttl": strings.ReplaceAll(ttl, "ä", "\xe4")}, []string{"k.ttl:", "UTF-8"}},
		{"entity expansion", "dcatap", files{"k.rdf": entities()}, []string{"k.rdf:", "entit"}},
		{"external entity", "dcatap", files{"k.rdf": `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>` +
			`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/terms/"><rdf:Description rdf:about="http://a.example/"><d:title>&f;</d:title></rdf:Description></rdf:RDF>`}, []string{"k.rdf:", "entit"}},
		{"nested without end", "dcatap", files{"k.jsonld": strings.Repeat("[", 1_000_000)}, []string{"k.jsonld"}},
		{"brackets without end", "dcatap", files{"k.ttl": "@prefix : <http://a.example/> . :a :b " + strings.Repeat("[ :b ", 100_000)}, []string{"k.ttl:"}},
		{"another format", "dcatap", files{"k.xyz": "a letter\n"}, []string{"k.xyz: ", "not RDF/XML, Turtle, N-Triples or JSON-LD"}},

		{"empty", "publiccode", files{"p.yml": ""}, []string{"p.yml: the file is empty"}},
		{"malformed", "publiccode", files{"p.yml": "a: [\n"}, []string{"p.yml:1: not YAML"}},
		{"truncated", "publiccode", files{"p.yml": code[:len(code)/2]}, []string{"p.yml:"}},
		{"wrong encoding", "publiccode", files{"p.yml": strings.Replace(code, "Anträge", "Antr\xe4ge", 1)}, []string{"p.yml:48: not UTF-8"}},
		{"ten times too large", "publiccode", files{"p.yml": code + strings.Repeat("# viel\n", 10<<20/7)}, []string{"p.yml: the file is larger than 1048576 bytes"}},
		{"a bomb", "publiccode", files{"p.yml": bomb("publiccodeYmlVersion: \"0\"\n")}, []string{"p.yml:"}},

		{"empty", "bundle", files{"services.yaml": ""}, []string{"services.yaml: the file is empty"}},
		{"malformed YAML", "bundle", files{"services.yaml": "- name: [\n"}, []string{"services.yaml:", "not YAML"}},
		{"malformed JSON", "bundle", files{"services.jsonl": "{\"name\": \"a\"}\n{\"name\": \n"}, []string{"services.jsonl:2: not JSON"}},
		{"truncated archive", "bundle", files{"b.zip": "PK\x03\x04\x14\x00"}, []string{"b.zip: not a .zip that can be read"}},
		{"truncated gzip", "bundle", files{"b.tar.gz": "\x1f\x8b\x08\x00"}, []string{"b.tar.gz: not a .tar.gz that can be read"}},
		{"not a bundle", "bundle", files{"table.xlsx": "x"}, []string{"no file of a bundle: they are named services.yaml"}},
		{"wrong encoding", "bundle", files{"services.yaml": "- name: Gr\xfc\xdfe\n"}, []string{"services.yaml:1: not UTF-8 (perhaps ISO-8859-1 or Windows-1252?)"}},
		{"UTF-16", "bundle", files{"services.yaml": "\xff\xfe-\x00"}, []string{"services.yaml:1: UTF-16; save the file as UTF-8"}},
		{"ten times too large", "bundle", files{"services.yaml": strings.Repeat("- name: Leistung\n", 160<<20/17)}, []string{"services.yaml: larger than 16777216 bytes", ".jsonl"}},
		{"a line without end", "bundle", files{"services.jsonl": `{"name": "` + strings.Repeat("x", 80<<20)}, []string{"services.jsonl:1: a line is longer than"}},
		{"a bomb", "bundle", files{"services.yaml": bomb("")}, []string{"services.yaml:", "a bundle has no"}},
		{"a misspelt field", "bundle", files{"services.yaml": "- name: a\n  trustlevel: X\n"}, []string{"services.yaml:2: trustlevel"}},
		{"a code that is none", "bundle", files{"services.yaml": "- name: a\n  trustLevel: HIGHEST\n"}, []string{"services.yaml:2", "trustLevel", "HIGHEST"}},
		{"a key that is none", "bundle", files{"services.yaml": "- name: a\n  identifiers: [leika:99]\n"}, []string{"services.yaml:", "leika", "99"}},
		{"a day that is none", "bundle", files{"services.yaml": "- name: a\n  validFrom: 2025-02-30\n"}, []string{"services.yaml:2: validFrom", "2025-02-30"}},
		{"an identifier twice", "bundle", files{"services.yaml": "- {name: a, identifiers: [amt:1]}\n- {name: b, identifiers: [amt:1]}\n"}, []string{"services.yaml:2: identifiers", "amt:1", "services.yaml:1"}},
		{"an identifier of two", "bundle", files{"areas.yaml": "- {name: a, areaKind: STATE, identifiers: [ars:03, ars:031]}\n"}, []string{"areas.yaml:1", "ars:03"}},
		{"a dangling reference", "bundle", files{"relations.yaml": "- {relation: PART_OF, from: area/ars:03101, to: area/ars:09}\n"}, []string{"relations.yaml:1", "area/ars:09"}},
		{"a dangling local name", "bundle", files{"relations.yaml": "- {relation: PART_OF, from: area/ars:03101, to: local:x}\n"}, []string{"relations.yaml:1", "local"}},
		{"a dangling source", "bundle", files{"services.yaml": "- {name: a, source: name:nirgends}\n"}, []string{"services.yaml:1", "name:nirgends"}},
		{"a cycle", "bundle", files{"relations.yaml": "- {relation: PART_OF, from: area/ars:03, to: area/ars:03101}\n"}, []string{"relations.yaml:1", "cycle"}},
		{"a cycle in itself", "bundle", files{"relations.yaml": "- {relation: PART_OF, from: area/ars:03, to: area/ars:03}\n"}, []string{"relations.yaml:1"}},
		{"wrong ends", "bundle", files{"relations.yaml": "- {relation: OFFERS, from: area/ars:03, to: amt:wohnsitz, status: LIVE}\n"}, []string{"relations.yaml:1", "OFFERS"}},
		{"a status that lacks", "bundle", files{"authorities.yaml": "- {name: a, identifiers: [amt:a]}\n", "relations.yaml": "- {relation: OFFERS, from: amt:a, to: amt:wohnsitz}\n"}, []string{"relations.yaml:1", "status"}},
	}
}

// entities is the billion laughs.
func entities() string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\"?>\n<!DOCTYPE rdf:RDF [\n<!ENTITY a0 \"lol\">\n")
	for i := range 10 {
		fmt.Fprintf(&b, "<!ENTITY a%d \"%s\">\n", i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
	}
	b.WriteString("]>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:d=\"http://purl.org/dc/terms/\">")
	b.WriteString("<rdf:Description rdf:about=\"http://a.example/\"><d:title>&a10;</d:title></rdf:Description></rdf:RDF>")
	return b.String()
}

// bomb is the same in YAML.
func bomb(head string) string {
	var b strings.Builder
	b.WriteString(head + "a0: &a0 lol\n")
	for i := range 10 {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 9), ","))
	}
	return b.String()
}
