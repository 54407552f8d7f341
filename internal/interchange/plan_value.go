package interchange

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"fundus/internal/catalogue"
)

// difference shows a field before and after. Of lists it shows what was added
// and removed, and on a page of lists of whole objects, such as distributions,
// how many.
func (x extent) difference(a, b reflect.Value) (before, after string) {
	if a.Kind() != reflect.Slice || a.Type() == reflect.TypeFor[catalogue.Text]() {
		return x.value(a), x.value(b)
	}
	gone, added := without(a, b), without(b, a)
	what := fmt.Sprintf("%d added, %d removed", len(added), len(gone))
	switch {
	case len(gone)+len(added) == 0:
		what = "in another order"
	case (x.objects || !isObject(a.Type().Elem())) && len(gone)+len(added) <= x.entries:
		what = strings.Join(append(x.signed("+", added), x.signed("-", gone)...), " ")
	}
	return entries(a.Len()), fmt.Sprintf("%s (%s)", entries(b.Len()), what)
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

func isObject(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !t.Implements(reflect.TypeFor[encoding.TextMarshaler]())
}

// without are the entries of a that b has not, as many times as it has not.
func without(a, b reflect.Value) []string {
	left := map[string]int{}
	for i := range b.Len() {
		left[written(b.Index(i))]++
	}
	var out []string
	for i := range a.Len() {
		text := written(a.Index(i))
		if left[text]--; left[text] < 0 {
			out = append(out, text)
		}
	}
	return out
}

func (x extent) signed(sign string, texts []string) []string {
	for i := range texts {
		texts[i] = sign + x.brief(texts[i])
	}
	return texts
}

// value is a value fit for a line.
func (x extent) value(v reflect.Value) string { return x.brief(written(v)) }

// written is a value as files spell it, without quotes around a text; "" for none.
func written(v reflect.Value) string {
	if v.IsZero() && v.Kind() != reflect.Bool {
		return ""
	}
	raw, err := json.Marshal(v.Interface())
	if err != nil {
		return fmt.Sprint(v.Interface())
	}
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	return string(raw)
}

// brief keeps a text to one line, or part of it.
func (x extent) brief(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > x.runes {
		return string(r[:x.runes]) + "…"
	}
	return s
}
