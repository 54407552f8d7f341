package snapshot

import (
	"reflect"
	"slices"
	"strings"

	"fundus/internal/catalogue"
)

// merge returns the current version with the named fields taken from the update
// and with the identifiers of both; of a text the languages of both. The fields bear their names in files.
func merge(current, update catalogue.Record, fields []string) (catalogue.Record, error) {
	if current.Kind() != update.Kind() {
		return nil, catalogue.Errorf(catalogue.Invalid, "a %s does not become a %s", current.Kind().Noun(), update.Kind().Noun())
	}
	out := current.Clone()
	to, from := reflect.ValueOf(out).Elem(), reflect.ValueOf(update).Elem()
	for _, name := range fields {
		at, ok := recordFields[current.Kind()][name]
		if !ok {
			return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "fields", Value: name, Message: "a " + current.Kind().Noun() + " has no field of this name"}
		}
		if name != "identifiers" {
			mergeField(to.FieldByIndex(at), from.FieldByIndex(at))
		}
	}
	m := out.Base()
	for _, i := range update.Base().Identifiers {
		if !slices.Contains(m.Identifiers, i) {
			m.Identifiers = append(m.Identifiers, i)
		}
	}
	return out, nil
}

// mergeField takes a field over, a text by language: who writes a register in
// German says nothing of the English name.
func mergeField(to, from reflect.Value) {
	text, isText := reflect.TypeAssert[catalogue.Text](to)
	if !isText {
		to.Set(from)
		return
	}
	for _, l := range from.Interface().(catalogue.Text) {
		text = text.With(l.Lang, l.Value)
	}
	to.Set(reflect.ValueOf(text))
}

// recordFields are the fields of each kind by their names in files.
var recordFields = func() (of [kinds]map[string][]int) {
	for _, k := range catalogue.Kinds() {
		of[k] = map[string][]int{}
		for _, f := range reflect.VisibleFields(reflect.TypeOf(k.New()).Elem()) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name != "" && name != "-" {
				of[k][name] = f.Index
			}
		}
	}
	return of
}()
