package bundle

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// decoder fills the Go types of the catalogue from nodes. What is wrong goes to
// fail, and decoding goes on, so that a reader sees all mistakes of an entry.
type decoder struct {
	fail   func(line int, field, value, message string)
	shapes map[reflect.Type]*shape
	words  map[string]string // each key and code is kept once
}

func newDecoder(fail func(line int, field, value, message string)) *decoder {
	return &decoder{fail: fail, shapes: map[reflect.Type]*shape{}, words: map[string]string{}}
}

// mostFields bounds the search for keys given twice.
const mostFields = 100

// target is a struct to fill.
type target struct {
	value reflect.Value
	shape *shape
}

func (d *decoder) target(v reflect.Value) target { return target{v, d.shape(v.Type())} }

// object fills structs that share the fields of one object: each field goes to
// the first that has it.
func (d *decoder) object(n *node, path string, into ...target) {
	if n.form != object {
		d.wrong(n, path, "an object with fields")
		return
	}
	if len(n.fields) > mostFields {
		d.fail(n.line, path, "", fmt.Sprintf("an object with %d fields, none has more than %d", len(n.fields), mostFields))
		return
	}
	for i := range n.fields {
		f := &n.fields[i]
		at := join(path, f.name)
		if line := lineOf(n.fields[:i], f.name); line > 0 {
			d.fail(f.line, at, "", fmt.Sprintf("given twice, first in line %d", line))
		} else if value, wants, ok := find(f.name, into); ok {
			d.value(&f.value, at, value, wants)
		} else {
			d.unknown(f, at, into)
		}
	}
}

func find(name string, into []target) (reflect.Value, wants, bool) {
	for i := range into {
		if m, ok := into[i].shape.fields[name]; ok {
			return into[i].value.FieldByIndex(m.index), m.wants, true
		}
	}
	return reflect.Value{}, 0, false
}

// lineOf is the line of the field with a name, 0 for none.
func lineOf(fields []field, name string) int {
	for i := range fields {
		if fields[i].name == name {
			return fields[i].line
		}
	}
	return 0
}

// unknown reports a field that is not there, with the name that was probably meant.
func (d *decoder) unknown(f *field, at string, into []target) {
	var names []string
	for i := range into {
		names = append(names, into[i].shape.names...)
	}
	d.fail(f.line, at, "", "not a field here"+interchange.DidYouMean(f.name, names))
}

func join(path, name string) string {
	if path == "" {
		return shorten(name)
	}
	return path + "." + shorten(name)
}

// value fills a field. Nothing, as `key:` in YAML, leaves it empty.
func (d *decoder) value(n *node, path string, into reflect.Value, wants wants) {
	if n.form == null {
		return
	}
	switch wants {
	case wantsText:
		into.Set(reflect.ValueOf(d.text(n, path)))
	case wantsKey:
		d.key(n, path, into)
	case wantsWord, wantsString:
		d.string(n, path, into, wants)
	case wantsInteger:
		d.integer(n, path, into)
	case wantsFlag:
		d.flag(n, path, into)
	case wantsList:
		d.list(n, path, into)
	case wantsObject:
		d.object(n, path, d.target(into))
	case wantsValue:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(n, path, into.Elem(), wantsOf(into.Type().Elem()))
	}
}

func (d *decoder) list(n *node, path string, into reflect.Value) {
	if n.form != list {
		d.wrong(n, path, "a list")
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), len(n.items), len(n.items)))
	wants := wantsOf(into.Type().Elem())
	for i := range n.items {
		at := path + "[" + strconv.Itoa(i) + "]"
		if n.items[i].form == null {
			d.wrong(&n.items[i], at, "an entry")
			continue
		}
		d.value(&n.items[i], at, into.Index(i), wants)
	}
}

// scalar is the text of a value where the catalogue has a text: in YAML as
// written, whatever YAML would make of it, in JSON in quotes only.
func (d *decoder) scalar(n *node, path string) (string, bool) {
	switch n.form {
	case quoted, plain:
		return n.text, true
	case bare:
		d.wrong(n, path, "a text in quotes")
	default:
		d.wrong(n, path, "a text")
	}
	return "", false
}

func (d *decoder) string(n *node, path string, into reflect.Value, wants wants) {
	s, ok := d.scalar(n, path)
	if !ok {
		return
	}
	if wants == wantsWord {
		s = d.word(s)
	}
	into.SetString(s)
}

// word is the one copy of a key or code: of two million references most are to
// the same few thousand records.
func (d *decoder) word(s string) string {
	if known, ok := d.words[s]; ok {
		return known
	}
	s = strings.Clone(s)
	d.words[s] = s
	return s
}

// key fills a type that reads its own text: a day, an amount, an identifier.
func (d *decoder) key(n *node, path string, into reflect.Value) {
	s, ok := d.scalar(n, path)
	if !ok {
		return
	}
	if err := into.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
		d.fail(n.line, path, s, message(err))
	}
}

func (d *decoder) text(n *node, path string) catalogue.Text {
	if n.form != object {
		s, _ := d.scalar(n, path)
		return catalogue.T(s)
	}
	var t catalogue.Text
	for _, f := range n.fields {
		lang := catalogue.Lang(d.word(f.name))
		if slices.ContainsFunc(t, func(l catalogue.Localized) bool { return l.Lang == lang }) {
			d.fail(f.line, join(path, f.name), "", "the same language twice")
			return t
		}
		if len(t) >= mostLanguages {
			d.fail(f.line, path, "", fmt.Sprintf("a text in more than %d languages", mostLanguages))
			return t
		}
		if s, ok := d.scalar(&f.value, join(path, f.name)); ok {
			t = append(t, catalogue.Localized{Lang: lang, Value: s})
		}
	}
	return t
}

const mostLanguages = 200

func (d *decoder) integer(n *node, path string, into reflect.Value) {
	i, err := strconv.ParseInt(n.text, 10, 64)
	if n.form != plain && n.form != bare || err != nil || strconv.FormatInt(i, 10) != n.text {
		d.wrong(n, path, "a whole number without quotes")
		return
	}
	into.SetInt(i)
}

func (d *decoder) flag(n *node, path string, into reflect.Value) {
	if n.form != plain && n.form != bare || n.text != "true" && n.text != "false" {
		d.wrong(n, path, "true or false")
		return
	}
	into.SetBool(n.text == "true")
}

func (d *decoder) wrong(n *node, path, wanted string) {
	found := n.form.String()
	if n.text != "" {
		found = strconv.Quote(shorten(n.text))
	}
	d.fail(n.line, path, n.text, "expected "+wanted+", found "+found)
}

func shorten(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
