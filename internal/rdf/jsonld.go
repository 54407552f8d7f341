package rdf

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/piprate/json-gold/ld"
)

// readJSONLD has json-gold expand the document, which is where the contexts are, and turns the expanded form into
// triples itself: json-gold's own last step leaves out every statement with an ill-formed IRI and says nothing.
func readJSONLD(r io.Reader, o Options, yield Yield) error {
	document, err := decodeJSON(r)
	if err != nil {
		return err
	}
	expanded, err := expand(document, o)
	if err != nil {
		return err
	}
	w := expandedWalk{options: o, yield: yield}
	return w.nodes(expanded)
}

// decodeJSON reads one JSON value within the limits of size and depth.
func decodeJSON(r io.Reader) (any, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxJSONLD+1))
	if err != nil {
		return nil, &Error{Format: JSONLD, Rule: "the text can be read no further", Err: err}
	}
	if len(text) > MaxJSONLD {
		return nil, &Error{Format: JSONLD, Rule: fmt.Sprintf("the document is longer than %d bytes", MaxJSONLD)}
	}
	text = bytes.TrimPrefix(text, []byte(utf8BOM))
	if n := validPrefix(text); n < len(text) {
		return nil, &Error{Format: JSONLD, Position: positionIn(text, n), Rule: errInvalidUTF8.Error()}
	}
	if n := tooDeep(text); n >= 0 {
		return nil, &Error{Format: JSONLD, Position: positionIn(text, n), Rule: fmt.Sprintf("values are nested deeper than %d", MaxDepth)}
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		e := &Error{Format: JSONLD, Rule: "want well-formed JSON", Err: err}
		if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
			e.Position = positionIn(text, int(syntax.Offset))
		}
		return nil, e
	}
	return document, nil
}

// tooDeep is the place at which the nesting of a JSON text passes its limit, or -1.
func tooDeep(text []byte) int {
	depth, inString := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			if depth++; depth > MaxDepth {
				return i
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return -1
}

func positionIn(text []byte, offset int) Position {
	before := text[:min(offset, len(text))]
	return Position{
		Line:   1 + bytes.Count(before, []byte("\n")),
		Column: len(before) - bytes.LastIndexByte(before, '\n'),
	}
}

// expand applies the contexts. A property that no context explains means nothing in JSON-LD; a lenient read tells of
// it, and a strict one takes the document as the recommendation does.
func expand(document any, o Options) (expanded []any, err error) {
	defer func() {
		if r := recover(); r != nil {
			// json-gold asserts types that odd documents do not have. What it cannot take is not JSON-LD.
			expanded, err = nil, &Error{Format: JSONLD, Rule: fmt.Sprintf("the document cannot be expanded (%v)", r)}
		}
	}()
	processing := ld.NewJsonLdOptions(o.Base)
	processing.DocumentLoader = offline{}
	processing.Ordered = true
	if o.Warn != nil {
		processing.SafeMode = true
		expanded, err = ld.NewJsonLdProcessor().Expand(document, processing)
		if err == nil {
			return expanded, nil
		}
		processing.SafeMode = false
	}
	plain, plainErr := ld.NewJsonLdProcessor().Expand(document, processing)
	if plainErr != nil {
		return nil, &Error{Format: JSONLD, Rule: "want well-formed JSON-LD", Err: plainErr}
	}
	if err != nil {
		o.Warn(Warning{Rule: "a key that no @context explains states nothing: " + err.Error()})
	}
	return plain, nil
}

// expandedWalk turns expanded JSON-LD into triples (JSON-LD 1.1 API, section 8, without the detour over a node map).
type expandedWalk struct {
	options Options
	yield   Yield
	made    int
}

func (w *expandedWalk) nodes(items []any) error {
	for _, item := range items {
		if node, ok := item.(map[string]any); ok {
			if _, err := w.node(node); err != nil {
				return err
			}
		}
	}
	return nil
}

// node states what a node object says and gives its subject.
func (w *expandedWalk) node(node map[string]any) (Term, error) {
	subject, err := w.subject(node)
	if err != nil {
		return Term{}, err
	}
	for _, key := range ld.GetOrderedKeys(node) {
		if err := w.entry(subject, key, node[key]); err != nil {
			return Term{}, err
		}
	}
	return subject, nil
}

func (w *expandedWalk) subject(node map[string]any) (Term, error) {
	if id, ok := node["@id"].(string); ok {
		return w.resource(id)
	}
	w.made++
	return NewBlank(madeLabel(w.made)), nil
}

// resource is the term of an identifier: a blank node label or an IRI.
func (w *expandedWalk) resource(id string) (Term, error) {
	if len(id) > 2 && id[:2] == "_:" {
		label := id[2:]
		if !isBlankLabel(label) {
			return Term{}, &Error{Format: JSONLD, Rule: fmt.Sprintf("%q is not the label of a blank node", id)}
		}
		return NewBlank(documentLabel(label)), nil
	}
	rule := faultOfIRI(id)
	if rule == "" && !IsAbsolute(id) {
		rule = "a relative reference needs a base"
	}
	if rule != "" {
		if w.options.Warn == nil {
			return Term{}, &Error{Format: JSONLD, Rule: fmt.Sprintf("%s: %q", rule, id)}
		}
		w.options.Warn(Warning{IRI: id, Rule: rule})
	}
	return NewIRI(id), nil
}

// isBlankLabel tells whether N-Triples could write the label.
func isBlankLabel(label string) bool {
	for i, r := range label {
		if !isNameStart(r) && !isDigit(r) && (i == 0 || !isNameChar(r) && r != '.') {
			return false
		}
	}
	return label != "" && label[len(label)-1] != '.'
}

// entry states one key of a node object. Named graphs are read like the graph that holds them: a register that wraps
// its catalogue in a graph means the catalogue.
func (w *expandedWalk) entry(subject Term, key string, value any) error {
	switch key {
	case "@id", "@index":
		return nil
	case "@graph", "@included":
		items, _ := value.([]any)
		return w.nodes(items)
	case "@reverse":
		reversed, _ := value.(map[string]any)
		return w.reverse(subject, reversed)
	case "@type":
		return w.types(subject, value)
	}
	predicate, err := w.resource(key)
	if err != nil {
		return err
	}
	if predicate.Kind() != IRI {
		return nil // a blank property is no RDF (JSON-LD 1.1 API, 8.2)
	}
	items, _ := value.([]any)
	for _, item := range items {
		if err := w.statement(subject, predicate, item); err != nil {
			return err
		}
	}
	return nil
}

func (w *expandedWalk) types(subject Term, value any) error {
	types, _ := value.([]any)
	for _, t := range types {
		name, _ := t.(string)
		class, err := w.resource(name)
		if err != nil {
			return err
		}
		if err := w.yield(Triple{subject, NewIRI(Type), class}, Position{}); err != nil {
			return err
		}
	}
	return nil
}

func (w *expandedWalk) reverse(object Term, reversed map[string]any) error {
	for _, key := range ld.GetOrderedKeys(reversed) {
		predicate, err := w.resource(key)
		if err != nil {
			return err
		}
		if predicate.Kind() != IRI {
			continue // as in entry
		}
		items, _ := reversed[key].([]any)
		for _, item := range items {
			node, ok := item.(map[string]any)
			if !ok {
				continue
			}
			subject, err := w.node(node)
			if err != nil {
				return err
			}
			if err := w.yield(Triple{subject, predicate, object}, Position{}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *expandedWalk) statement(subject, predicate Term, item any) error {
	object, err := w.object(item)
	if err != nil || !object.isSet() {
		return err
	}
	return w.yield(Triple{subject, predicate, object}, Position{})
}

// object is the term of a value: a literal, a list or a node. A null value has none.
func (w *expandedWalk) object(item any) (Term, error) {
	m, ok := item.(map[string]any)
	if !ok {
		return Term{}, &Error{Format: JSONLD, Rule: fmt.Sprintf("want a value, a list or a node, found %T", item)}
	}
	if value, ok := m["@value"]; ok {
		return w.literal(value, m)
	}
	if items, ok := m["@list"].([]any); ok {
		return w.list(items)
	}
	return w.node(m)
}

func (w *expandedWalk) list(items []any) (Term, error) {
	next := NewIRI(rdfNil)
	for _, item := range slices.Backward(items) { // from the end, so that each cell knows what follows it
		object, err := w.object(item)
		if err != nil {
			return Term{}, err
		}
		w.made++
		cell := NewBlank(madeLabel(w.made))
		if object.isSet() {
			if err := w.yield(Triple{cell, NewIRI(rdfFirst), object}, Position{}); err != nil {
				return Term{}, err
			}
		}
		if err := w.yield(Triple{cell, NewIRI(rdfRest), next}, Position{}); err != nil {
			return Term{}, err
		}
		next = cell
	}
	return next, nil
}

// isWellFormedLanguage tells whether a language tag could stand in N-Triples.
func isWellFormedLanguage(tag string) bool {
	part, parts := 0, 0
	for _, r := range tag {
		switch {
		case isLetter(r), parts > 0 && isDigit(r):
			part++
		case r == '-' && part > 0:
			part, parts = 0, parts+1
		default:
			return false
		}
	}
	return part > 0 && utf8.RuneCountInString(tag) <= maxLanguage
}
