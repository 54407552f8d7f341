package bundle_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange/bundle"
)

const shipped = "../../../docs/bundle"

func TestTheShippedSchemasAreFresh(t *testing.T) {
	want := map[string][]byte{bundle.SchemaName("relations"): bundle.RelationSchema()}
	for _, kind := range catalogue.Kinds() {
		want[bundle.SchemaName(kind.Plural())] = bundle.Schema(kind)
	}
	for name, schema := range want {
		path := filepath.Join(shipped, name)
		if *update {
			if err := os.WriteFile(path, schema, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, schema) {
			t.Errorf("%s is not fresh (%v): run go generate", name, err)
		}
	}
	files, _ := filepath.Glob(filepath.Join(shipped, "*.schema.json"))
	if len(files) != len(want) {
		t.Errorf("%d schemas are shipped, %d are made", len(files), len(want))
	}
}

func TestASchemaNamesEveryFieldThatAnExportWrites(t *testing.T) {
	for _, kind := range catalogue.Kinds() {
		var schema struct {
			Defs map[string]struct {
				Properties           map[string]any
				AdditionalProperties any
			} `json:"$defs"`
		}
		if err := json.Unmarshal(bundle.Schema(kind), &schema); err != nil {
			t.Fatal(err)
		}
		entry := schema.Defs["entry"]
		if entry.AdditionalProperties != false || entry.Properties["local"] == nil || entry.Properties["source"] == nil {
			t.Errorf("%s: the entry is not closed, or lacks local and source", kind)
		}
		body, err := catalogue.EncodeRecord(kind.New())
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(body, &fields); err != nil {
			t.Fatal(err)
		}
		for name := range fields {
			if entry.Properties[name] == nil {
				t.Errorf("%s: no property %s", kind, name)
			}
		}
	}
}

func TestEveryReferenceInASchemaLeadsSomewhere(t *testing.T) {
	for _, kind := range catalogue.Kinds() {
		text := string(bundle.Schema(kind))
		for _, part := range strings.Split(text, `"$ref": "#/$defs/`)[1:] {
			name, _, _ := strings.Cut(part, `"`)
			if !strings.Contains(text, `"`+name+`": {`) {
				t.Errorf("%s: %s is not defined", kind, name)
			}
		}
	}
}
