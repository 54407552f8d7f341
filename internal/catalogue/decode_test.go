package catalogue

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// What EncodeRecord writes is read without the help of encoding/json, and as
// encoding/json reads it.
func TestARecordIsReadTheShortWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(Kinds()).Draw(t, "kind")
		r := kind.New()
		draw(t, reflect.ValueOf(r).Elem())
		data, err := EncodeRecord(r)
		if err != nil {
			t.Fatal(err)
		}
		want, err := decodeRecord(kind, data)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := readPlain(kind, data); !ok || !reflect.DeepEqual(got, want) {
			t.Fatalf("%s (%v)\n%+v\n%+v", data, ok, got, want)
		}
	})
}

var drawnTexts = rapid.SampledFrom([]string{"Straße", "a", "CC_ZERO", "x\"y\\\n\u2028<&>", "de\u0000", "𝄞 und mehr"})

// draw fills the fields that are written, some of them.
func draw(t *rapid.T, v reflect.Value) {
	some := func(name string) bool { return rapid.Bool().Draw(t, name) }
	switch to := v.Addr().Interface().(type) {
	case *Text:
		if some("text") {
			*to = T(drawnTexts.Draw(t, "german")).With("en", rapid.SampledFrom([]string{"", "a\tb", "street"}).Draw(t, "english"))
		}
		return
	case *Identifier:
		*to = Identifier{"sample", drawnTexts.Draw(t, "value")}
		return
	case *Day:
		*to = Day(rapid.IntRange(0, int(lastDay)).Draw(t, "day"))
		return
	case *Money:
		*to = Money(rapid.IntRange(-1e6, 1e12).Draw(t, "money"))
		return
	}
	switch to := v.Addr().Interface().(type) {
	case *Decimal:
		*to = Decimal(rapid.IntRange(-1e6, 1e12).Draw(t, "decimal"))
		return
	case *Digest:
		if some("digest") {
			to[rapid.IntRange(0, len(to)-1).Draw(t, "place")] = 1
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, f := range reflect.VisibleFields(v.Type()) {
			if len(f.Index) == 1 && f.Tag.Get("json") != "-" {
				draw(t, v.Field(f.Index[0]))
			}
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 3).Draw(t, "elements")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			draw(t, v.Index(i))
		}
	case reflect.Pointer:
		if some("pointer") {
			v.Set(reflect.New(v.Type().Elem()))
			draw(t, v.Elem())
		}
	case reflect.String:
		if some("string") {
			v.SetString(drawnTexts.Draw(t, "string"))
		}
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(-3, 1e15).Draw(t, "number")))
	case reflect.Bool:
		v.SetBool(some("flag"))
	default:
		t.Fatalf("a field of type %s: teach draw about it", v.Type())
	}
}

// Whatever is read the short way, encoding/json reads alike.
func FuzzReadPlain(f *testing.F) {
	for _, s := range []string{
		`{"identifiers":["dcat:x"],"name":"a","tags":["b","c"],"themes":["ENVI"],"register":true,"modified":"2025-12-31"}`,
		`{"name":{"de":"a","en":"b"},"distributions":[{"title":"c\n","byteSize":-17}]}`,
		`{}`, `{"name":{"en":"b","de":"a"}}`, `{"name":""}`, `{"name":null}`, `{"tags":[]}`, `{"tags":["a"],"tags":["b"]}`,
		`{"budget":"1.50"}`, `{"amounts":[{"year":2025,"planned":"1"}]}`, `{"population":01}`, `{"population":-0}`, "{\"name\":\"\xff\"}",
		`{"name":"a"} `, `{"name":"a",}`, `{"register":false}`, `{"name":"\ud800"}`, `{"name":"a\`, `{"population":123456789012345678901}`,
	} {
		for _, k := range Kinds() {
			f.Add(uint8(k), []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, k uint8, data []byte) {
		kind := Kind(k)
		if !kind.Known() {
			return
		}
		got, ok := readPlain(kind, data)
		if !ok {
			return
		}
		if want, err := decodeRecord(kind, data); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %v\n%+v\n%+v", data, err, got, want)
		}
	})
}
