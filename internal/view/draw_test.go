package view

import (
	"fmt"

	"fundus/internal/catalogue"

	"pgregory.net/rapid"
)

// drawFilter draws a filter of a kind, or none.
func drawFilter(t *rapid.T, w *world, kind catalogue.Kind, depth int) Filter {
	n := rapid.IntRange(0, 2).Draw(t, "fields")
	if n == 0 && rapid.Bool().Draw(t, "nil") {
		return nil
	}
	f := Filter{}
	for range n {
		name, value := drawField(t, w, kind, depth)
		f[name] = value
	}
	return f
}

func drawField(t *rapid.T, w *world, kind catalogue.Kind, depth int) (string, any) {
	names := []string{"id", "identifier", "tag", "text", "illustrative", "nothing"}
	if depth > 0 {
		names = append(names, "and", "or", "not")
		for _, l := range Links(kind) {
			names = append(names, l.Field)
		}
	}
	for _, a := range catalogue.Attributes(kind) {
		names = append(names, a.Name)
	}
	name := rapid.SampledFrom(names).Draw(t, "field")
	switch name {
	case "nothing":
		return rapid.SampledFrom(names[:5]).Draw(t, "null field"), nil
	case "and", "or":
		parts := make([]map[string]any, rapid.IntRange(0, 2).Draw(t, "parts"))
		for i := range parts {
			parts[i] = some(drawFilter(t, w, kind, depth-1))
		}
		return name, parts
	case "not":
		return name, some(drawFilter(t, w, kind, depth-1))
	case "id":
		return name, drawIDs(t, w, kind)
	case "identifier":
		return name, drawIdentifier(t)
	case "tag":
		return name, map[string]any{"in": []string{rapid.SampledFrom([]string{"Gewerbe", "Umwelt", "nie"}).Draw(t, "tag")}}
	case "text":
		return name, rapid.SampledFrom(append([]string{"Gewerb", "Gewrebe", "Umwelt", ""}, drawnNames...)).Draw(t, "text")
	case "illustrative":
		return name, drawTruth(t)
	}
	if a, ok := catalogue.FindAttribute(kind, name); ok {
		return name, drawAttribute(t, a)
	}
	link, _ := findLink(kind, name)
	return name, drawLink(t, w, link, depth)
}

func some(f Filter) Filter {
	if f == nil {
		return Filter{}
	}
	return f
}

// drawTruth draws a truth value as the schema may hand it over.
func drawTruth(t *rapid.T) any {
	b := rapid.Bool().Draw(t, "truth")
	if rapid.Bool().Draw(t, "pointer") {
		return &b
	}
	return b
}

func drawIDs(t *rapid.T, w *world, kind catalogue.Kind) map[string]any {
	ids := []string{}
	for range rapid.IntRange(0, 3).Draw(t, "ids") {
		id := catalogue.ID(rapid.Uint32Range(1, drawnRecords+2).Draw(t, "id"))
		k := kind
		if k == 0 {
			if k = catalogue.KindArea; w.snap.Record(id) != nil {
				k = w.snap.Record(id).Kind()
			}
		}
		ids = append(ids, catalogue.GlobalID(k, id))
	}
	return map[string]any{"in": ids}
}

func drawIdentifier(t *rapid.T) map[string]any {
	scheme := rapid.SampledFrom([]string{catalogue.SchemeName, catalogue.SchemeLeika}).Draw(t, "scheme")
	if rapid.Bool().Draw(t, "any value") {
		return map[string]any{"scheme": scheme}
	}
	value := fmt.Sprint("n", rapid.IntRange(0, drawnRecords).Draw(t, "value"))
	if scheme == catalogue.SchemeLeika {
		value = fmt.Sprintf("990500121040%02d", rapid.IntRange(0, 3).Draw(t, "leika"))
	}
	return map[string]any{"scheme": scheme, "in": []string{value}}
}

func drawAttribute(t *rapid.T, a catalogue.Attribute) any {
	switch a.Type {
	case catalogue.AttributeFlag:
		return drawTruth(t)
	case catalogue.AttributeNumber:
		return drawRange(t, "min", "max", func(label string) any {
			n := rapid.IntRange(0, 4).Draw(t, label)
			return &n
		})
	case catalogue.AttributeDay:
		return drawRange(t, "from", "until", func(label string) any { return drawnDay + catalogue.Day(rapid.IntRange(-1, 1).Draw(t, label)) })
	}
	f := map[string]any{}
	for _, field := range []string{"in", "notIn"} {
		if rapid.Bool().Draw(t, field) {
			codes := []any{}
			for range rapid.IntRange(0, 2).Draw(t, "codes") {
				codes = append(codes, a.List.Codes[rapid.IntRange(0, min(2, len(a.List.Codes)-1)).Draw(t, "code")].Name)
			}
			f[field] = codes
		}
	}
	if rapid.IntRange(0, 2).Draw(t, "about known") == 0 {
		f["known"] = drawTruth(t)
	}
	return f
}

func drawRange(t *rapid.T, low, high string, value func(string) any) map[string]any {
	f := map[string]any{}
	for _, end := range []string{low, high} {
		if rapid.Bool().Draw(t, "has "+end) {
			f[end] = value(end)
		}
	}
	from, least := whole(f[low])
	if until, most := whole(f[high]); least && most && from > until {
		delete(f, high)
	}
	return f
}

func drawLink(t *rapid.T, w *world, link Link, depth int) map[string]any {
	f := map[string]any{}
	for _, quantifier := range []string{"any", "all", "none"} {
		if rapid.IntRange(0, 2).Draw(t, quantifier) == 0 {
			f[quantifier] = some(drawFilter(t, w, link.To, depth-1))
		}
	}
	if absent(f["any"]) && absent(f["all"]) && absent(f["none"]) {
		f["any"] = Filter{}
	}
	if rapid.Bool().Draw(t, "where") {
		f["where"] = some(drawWhere(t, w, false))
	}
	return f
}

// drawWhere draws a filter of statements; that of the root knows relations and
// both ends too.
func drawWhere(t *rapid.T, w *world, root bool) EdgeFilter {
	names := []string{"status", "evidence", "via", "area", "source", "illustrative", "hasReport", "validFrom"}
	if root {
		names = append(names, "relation", "from", "to", "relation", "from", "to")
	}
	f := EdgeFilter{}
	for range rapid.IntRange(0, 2).Draw(t, "facts") {
		name := rapid.SampledFrom(names).Draw(t, "fact")
		switch name {
		case "status":
			f[name] = map[string]any{"in": rapid.SampledFrom([][]catalogue.OfferStatus{{}, {"LIVE"}, {"LIVE", "PLANNED"}}).Draw(t, "status")}
		case "evidence":
			f[name] = map[string]any{"in": []any{catalogue.EvidenceGrades.Codes[rapid.IntRange(0, 2).Draw(t, "grade")].Name}}
		case "relation":
			f[name] = map[string]any{"in": rapid.SliceOfN(rapid.SampledFrom([]string{"OFFERS", "OWNS", "PART_OF", "COVERS", "READS"}), 0, 3).Draw(t, "relations")}
		case "illustrative", "hasReport":
			f[name] = drawTruth(t)
		case "validFrom":
			f[name] = drawRange(t, "from", "until", func(label string) any { return drawnDay + catalogue.Day(rapid.IntRange(-1, 1).Draw(t, label)) })
		default:
			f[name] = drawIDs(t, w, 0)
		}
	}
	if len(f) == 0 && rapid.Bool().Draw(t, "nil") {
		return nil
	}
	return f
}

// drawOrder draws an order of a kind, or none.
func drawOrder(t *rapid.T, kind catalogue.Kind) *Order {
	fields := []string{"", orderName, orderChanged}
	for _, a := range catalogue.Attributes(kind) {
		if a.Number != nil {
			fields = append(fields, upperSnake(a.Name), upperSnake(a.Name))
		}
	}
	field := rapid.SampledFrom(fields).Draw(t, "order")
	if field == "" {
		return nil
	}
	return &Order{field, rapid.SampledFrom([]Direction{"ASC", Descending}).Draw(t, "direction")}
}
