package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"fundus/internal/catalogue"
)

//go:generate go test -run=^TestTheShippedSchemasAreFresh$ . -update

// Schema is the JSON Schema (draft 2020-12) of the entries of a kind. It takes
// a JSON line as well as a whole YAML file, which is a list of entries.
//
// It is made from the types that Read fills and from the code lists. It says
// less than the catalogue checks: a schema that passes is no promise of import.
func Schema(kind catalogue.Kind) []byte {
	s := schema{defs: map[string]any{}}
	entry := s.object(reflect.TypeOf(kind.New()).Elem(), reflect.TypeFor[envelope]())
	entry["title"] = kind.String() + " (" + kind.German() + ")"
	entry["required"] = []string{"name"}
	return s.document(kind.Plural(), entry)
}

// RelationSchema is the JSON Schema of the entries of relations.
func RelationSchema() []byte {
	s := schema{defs: map[string]any{}}
	entry := s.object(reflect.TypeFor[relation]())
	entry["title"] = "Relation"
	entry["required"] = []string{"relation", "from", "to"}
	entry["allOf"] = relationRules()
	return s.document(relationsStem, entry)
}

// SchemaName is the file name of the schema for files that begin with a stem:
// the plural of a kind, or "relations".
func SchemaName(stem string) string { return stem + ".schema.json" }

type schema struct{ defs map[string]any }

func (s *schema) document(stem string, entry map[string]any) []byte {
	s.defs["entry"] = entry
	ref := map[string]any{"$ref": "#/$defs/entry"}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(map[string]any{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         "urn:fundus:bundle:" + stem,
		"title":       fmt.Sprintf("%s.yaml, or a line of %s.jsonl", stem, stem),
		"$defs":       s.defs,
		"anyOf":       []any{ref, map[string]any{"type": "array", "items": ref}},
		"description": "Made from the types and code lists of Fundus; not to be edited.",
	})
	if err != nil {
		panic(err) // maps of texts and numbers can be written
	}
	return b.Bytes()
}

// object describes the fields of structs that share one object.
func (s *schema) object(types ...reflect.Type) map[string]any {
	properties := map[string]any{}
	var required []string
	for _, t := range types {
		shape := shapeOf(t)
		for _, name := range shape.names {
			f := t.FieldByIndex(shape.fields[name].index)
			properties[name] = s.value(f.Type)
			if f.Tag.Get("json") == name {
				required = append(required, name)
			}
		}
	}
	out := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

func (s *schema) value(t reflect.Type) map[string]any {
	if def, ok := keys[t]; ok {
		s.defs[t.Name()] = def
		return map[string]any{"$ref": "#/$defs/" + t.Name()}
	}
	if l := codeList(t); l != nil {
		s.defs[l.Name] = codes(l)
		return map[string]any{"$ref": "#/$defs/" + l.Name}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.value(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.value(t.Elem())}
	case reflect.Struct:
		return s.object(t)
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.String:
		return map[string]any{"type": "string"}
	default:
		panic("bundle: no schema for " + t.String())
	}
}

// keys are the types of the catalogue with a written form of their own.
var keys = map[reflect.Type]any{
	reflect.TypeFor[catalogue.Text](): map[string]any{
		"title": "Text, in German or by language tag (BCP 47)",
		"anyOf": []any{
			map[string]any{"type": "string"},
			map[string]any{"type": "object", "additionalProperties": map[string]any{"type": "string"}, "propertyNames": map[string]any{"pattern": langPattern}},
		},
	},
	reflect.TypeFor[catalogue.Identifier](): map[string]any{
		"title": "Identifier, scheme:value", "type": "string", "pattern": `^[a-z][a-z0-9-]{0,30}:.+$`,
		"examples": []string{"leika:99050012104000", "ars:03241001"},
	},
	reflect.TypeFor[catalogue.Ref](): map[string]any{
		"title": "Reference to a record: by identifier, by identifier within a kind, or by the local name of another entry", "type": "string", "pattern": `^[^:]+:.+$`,
		"examples": []string{"leika:99050012104000", "authority/ars:03241", "local:meldewesen"},
	},
	reflect.TypeFor[catalogue.Day]():     map[string]any{"title": "Day", "type": "string", "format": "date"},
	reflect.TypeFor[catalogue.Money]():   map[string]any{"title": "Amount in euros", "type": "string", "pattern": `^-?[0-9]{1,15}(\.[0-9]{1,2})?$`},
	reflect.TypeFor[catalogue.Decimal](): map[string]any{"title": "Decimal number with up to four places", "type": "string", "pattern": `^-?[0-9]{1,14}(\.[0-9]{1,4})?$`},
	reflect.TypeFor[catalogue.Digest]():  map[string]any{"title": "SHA-256 in hexadecimal digits", "type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
	reflect.TypeFor[catalogue.Lang]():    map[string]any{"title": "Language tag (BCP 47)", "type": "string", "pattern": langPattern},
	reflect.TypeFor[catalogue.SPDX]():    map[string]any{"title": "SPDX licence expression", "type": "string", "examples": []string{"EUPL-1.2"}},
	reflect.TypeFor[catalogue.Relation](): func() map[string]any {
		var names []any
		for _, r := range catalogue.AllRelations() {
			f := r.Facts()
			names = append(names, map[string]any{"const": f.Name, "title": f.German, "description": endsOf(f)})
		}
		return map[string]any{"title": "Relation", "oneOf": names}
	}(),
}

const langPattern = `^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`

// endsOf says what a relation joins: "authority to service".
func endsOf(f catalogue.RelationFacts) string {
	if f.Acyclic {
		return "between records of the same kind, without cycles"
	}
	var pairs []string
	for _, e := range f.Ends {
		pairs = append(pairs, e.From.Noun()+" to "+e.To.Noun())
	}
	return strings.Join(pairs, "; ")
}

func codeList(t reflect.Type) *catalogue.CodeList {
	lists := catalogue.CodeLists()
	i := slices.IndexFunc(lists, func(l *catalogue.CodeList) bool { return t.Kind() == reflect.String && l.Name == t.Name() })
	if i < 0 {
		return nil
	}
	return lists[i]
}

func codes(l *catalogue.CodeList) map[string]any {
	var values []any
	for _, c := range l.Codes {
		values = append(values, map[string]any{"const": c.Name, "title": c.Label.String()})
	}
	return map[string]any{"title": l.Title.String(), "description": l.Source, "oneOf": values}
}

// relationRules says which qualifiers a relation has.
func relationRules() []any {
	var rules []any
	for _, r := range catalogue.AllRelations() {
		f := r.Facts()
		then := map[string]any{}
		for name, has := range map[string]bool{"via": f.Via != 0, "area": f.Area, "status": f.Status, "report": f.Report} {
			if !has {
				then[name] = false
			}
		}
		rule := map[string]any{"properties": then}
		if f.Status {
			rule["required"] = []string{"status"}
		}
		rules = append(rules, map[string]any{
			"if":   map[string]any{"properties": map[string]any{"relation": map[string]any{"const": f.Name}}},
			"then": rule,
		})
	}
	return rules
}
