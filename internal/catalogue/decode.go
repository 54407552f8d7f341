package catalogue

import (
	"encoding"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"unicode/utf8"
)

// This file reads records as EncodeRecord writes them: fields in their order, no
// white space, nothing that is empty. A catalogue reads hundreds of thousands of
// them when it starts, and this takes a third of the time of encoding/json. It
// never judges: whatever it does not expect it leaves to encoding/json, whose
// answer or error is then the answer. So it may be narrow, and must not be wrong.

// spelling is how a type is written.
type spelling uint8

const (
	speltString spelling = iota
	speltCode            // a string type of its own: most values are of a code list
	speltInt
	speltBool
	speltText // Text, which has two spellings
	speltWord // a string that its type parses itself
	speltList
	speltPointer
	speltObject
)

// shape is a type, looked at once.
type shape struct {
	spelling spelling
	of       *shape // element of a list, target of a pointer
	fields   []shapeField
}

type shapeField struct {
	key   string // with its quotes and colon
	index []int
	shape *shape
}

// shapes are the shapes of the kinds.
var shapes = func() (of [len(kinds)]*shape) {
	known := map[reflect.Type]*shape{}
	for _, k := range Kinds() {
		of[k] = shapeOf(reflect.TypeOf(k.New()).Elem(), known)
	}
	return of
}()

func shapeOf(t reflect.Type, known map[reflect.Type]*shape) *shape {
	if s, ok := known[t]; ok {
		return s
	}
	s := new(shape)
	known[t] = s
	switch {
	case t == reflect.TypeFor[Text]():
		s.spelling = speltText
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		s.spelling = speltWord
	case t == reflect.TypeFor[string]():
		s.spelling = speltString
	case t.Kind() == reflect.String:
		s.spelling = speltCode
	case t.Kind() == reflect.Int:
		s.spelling = speltInt
	case t.Kind() == reflect.Bool:
		s.spelling = speltBool
	case t.Kind() == reflect.Slice:
		s.spelling, s.of = speltList, shapeOf(t.Elem(), known)
	case t.Kind() == reflect.Pointer:
		s.spelling, s.of = speltPointer, shapeOf(t.Elem(), known)
	case t.Kind() == reflect.Struct:
		s.spelling, s.fields = speltObject, fieldsOf(t, known)
	default:
		panic("catalogue: no spelling for fields of type " + t.String())
	}
	return s
}

// fieldsOf are the fields in the order in which encoding/json writes them.
func fieldsOf(t reflect.Type, known map[reflect.Type]*shape) (out []shapeField) {
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.Anonymous && name != "-" {
			out = append(out, shapeField{`"` + name + `":`, f.Index, shapeOf(f.Type, known)})
		}
	}
	return out
}

// codeNames are all values of all code lists, which records share instead of
// holding a copy each.
var codeNames = func() map[string]string {
	names := map[string]string{}
	for _, l := range codeLists {
		for _, c := range l.Codes {
			names[c.Name] = c.Name
		}
	}
	return names
}()

// plainReader reads one record. Its methods return false where the text is not as
// they expect; what they have set by then is void.
type plainReader struct{ rest []byte }

// readPlain reads what EncodeRecord wrote, false if it is anything else.
func readPlain(kind Kind, data []byte) (Record, bool) {
	record, r := kind.New(), plainReader{data}
	ok := r.value(reflect.ValueOf(record).Elem(), shapes[kind]) && len(r.rest) == 0
	return record, ok
}

func (r *plainReader) value(to reflect.Value, s *shape) bool {
	switch s.spelling {
	case speltObject:
		return r.object(to, s)
	case speltList:
		return r.list(to, s)
	case speltPointer:
		to.Set(reflect.New(to.Type().Elem()))
		return r.value(to.Elem(), s.of)
	case speltInt:
		n, ok := r.number()
		to.SetInt(n)
		return ok
	case speltBool: // false is never written
		to.SetBool(true)
		return r.take("true")
	case speltText:
		return r.text(to.Addr().Interface().(*Text))
	default: // as a string
		return r.spelt(to, s)
	}
}

// spelt reads what is written as a string.
func (r *plainReader) spelt(to reflect.Value, s *shape) bool {
	raw, ok := r.stringBytes()
	if !ok {
		return false
	}
	if s.spelling == speltWord {
		return to.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(raw) == nil
	}
	if s.spelling == speltCode {
		if name, known := codeNames[string(raw)]; known {
			to.SetString(name)
			return true
		}
	}
	to.SetString(string(raw))
	return true
}

func (r *plainReader) take(literal string) bool {
	if len(r.rest) < len(literal) || string(r.rest[:len(literal)]) != literal {
		return false
	}
	r.rest = r.rest[len(literal):]
	return true
}

// object reads fields in their order, some of them missing.
func (r *plainReader) object(to reflect.Value, s *shape) bool {
	if !r.take("{") {
		return false
	}
	if r.take("}") {
		return true
	}
	for i := range s.fields {
		f := &s.fields[i]
		if !r.take(f.key) {
			continue
		}
		if !r.value(to.FieldByIndex(f.index), f.shape) {
			return false
		}
		if !r.take(",") {
			return r.take("}")
		}
	}
	return false
}

// list reads a list, which has no room over in the end.
func (r *plainReader) list(to reflect.Value, s *shape) bool {
	if !r.take("[") {
		return false
	}
	n := 0
	for more := true; more; more = r.take(",") {
		if n == to.Cap() {
			to.Grow(1)
		}
		n++
		to.SetLen(n)
		if !r.value(to.Index(n-1), s.of) {
			return false
		}
	}
	if n < to.Cap() {
		exact := reflect.MakeSlice(to.Type(), n, n)
		reflect.Copy(exact, to)
		to.Set(exact)
	}
	return r.take("]")
}

// number reads an integer of up to 18 digits.
func (r *plainReader) number() (int64, bool) {
	negative := r.take("-")
	n, digits := int64(0), 0
	for digits < len(r.rest) && r.rest[digits] >= '0' && r.rest[digits] <= '9' {
		if digits == 18 {
			return 0, false
		}
		n = 10*n + int64(r.rest[digits]-'0')
		digits++
	}
	if digits == 0 || digits > 1 && r.rest[0] == '0' || n > math.MaxInt {
		return 0, false
	}
	r.rest = r.rest[digits:]
	if negative {
		n = -n
	}
	return n, true
}

// text reads German alone, or an object of languages in their order.
func (r *plainReader) text(to *Text) bool {
	if len(r.rest) == 0 || r.rest[0] == '"' {
		german, ok := r.stringBytes()
		*to = T(string(german))
		return ok
	}
	if !r.take("{") {
		return false
	}
	for more := true; more; more = r.take(",") {
		lang, ok := r.stringBytes()
		if !ok || !r.take(":") {
			return false
		}
		l := Localized{Lang: Lang(lang)}
		value, ok := r.stringBytes()
		if n := len(*to); !ok || n > 0 && (*to)[n-1].Lang >= l.Lang {
			return false
		}
		l.Value = string(value)
		*to = append(*to, l)
	}
	return r.take("}")
}

// stringBytes reads a string; what it returns may be a part of the input.
func (r *plainReader) stringBytes() ([]byte, bool) {
	if !r.take(`"`) {
		return nil, false
	}
	n, escaped, ascii := 0, false, byte(0)
	for n < len(r.rest) && r.rest[n] != '"' {
		c := r.rest[n]
		if c < ' ' {
			return nil, false
		}
		ascii |= c
		if n++; c == '\\' {
			escaped = true
			n++
		}
	}
	if n >= len(r.rest) {
		return nil, false
	}
	raw := r.rest[:n]
	r.rest = r.rest[n+1:]
	if escaped {
		return unescaped(raw)
	}
	return raw, ascii < utf8.RuneSelf || utf8.Valid(raw)
}

func unescaped(raw []byte) ([]byte, bool) {
	var s string
	err := json.Unmarshal([]byte(`"`+string(raw)+`"`), &s)
	return []byte(s), err == nil
}
