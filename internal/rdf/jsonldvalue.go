package rdf

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/piprate/json-gold/ld"
)

const rdfJSON = nsRDF + "JSON"

// literal is the term of a value object (JSON-LD 1.1 API, 8.6).
func (w *expandedWalk) literal(value any, object map[string]any) (Term, error) {
	datatype, _ := object["@type"].(string)
	if datatype == "@json" {
		text, err := json.Marshal(value)
		if err != nil {
			return Term{}, &Error{Format: JSONLD, Rule: "a JSON value cannot be written", Err: err}
		}
		return NewLiteral(string(text), rdfJSON), nil
	}
	switch value := value.(type) {
	case bool:
		return NewLiteral(strconv.FormatBool(value), orDefault(datatype, xsdBoolean)), nil
	case float64:
		return numberOf(value, datatype), nil
	case string:
		return w.text(value, datatype, object)
	}
	return Term{}, nil
}

func (w *expandedWalk) text(value, datatype string, object map[string]any) (Term, error) {
	language, tagged := object["@language"].(string)
	switch {
	case tagged && isWellFormedLanguage(language):
		return NewText(value, language), nil
	case tagged && w.options.Warn == nil:
		return Term{}, &Error{Format: JSONLD, Rule: fmt.Sprintf("%q is not a language tag", language)}
	case tagged:
		w.options.Warn(Warning{Rule: fmt.Sprintf("%q is not a language tag; the text is kept without it", language)})
		return NewLiteral(value, String), nil
	case datatype == "":
		return NewLiteral(value, String), nil
	}
	kind, err := w.resource(datatype)
	return NewLiteral(value, kind.Value()), err
}

// numberOf writes a JSON number: integers as xsd:integer, all others, and what is declared so, as canonical xsd:double.
func numberOf(n float64, datatype string) Term {
	if n == math.Trunc(n) && math.Abs(n) < 1e21 && datatype != xsdDouble {
		return NewLiteral(strconv.FormatFloat(n, 'f', 0, 64), orDefault(datatype, xsdInteger))
	}
	return NewLiteral(ld.GetCanonicalDouble(n), orDefault(datatype, xsdDouble))
}

func orDefault(datatype, otherwise string) string {
	if datatype == "" {
		return otherwise
	}
	return datatype
}
