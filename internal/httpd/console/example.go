package console

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Example is a question offered to people who have not written one yet. The JSON names are what the page reads.
type Example struct {
	Name        string          `json:"name"`        // stable, of the file name; used in links
	Title       string          `json:"title"`       // the question as a person would ask it, German
	Description string          `json:"description"` // what the answer shows; may be empty
	Reader      string          `json:"reader"`      // whose question it is, German; Überblick when the file does not say
	Query       string          `json:"query"`       // one GraphQL document
	Variables   json.RawMessage `json:"variables"`   // a JSON object, {} when the query needs none
}

// maxExample bounds one example file. Questions that are longer than this are programs, not examples.
const maxExample = 64 << 10

// What begins the lines of the heading that are not prose.
const (
	readerPrefix    = "Für:"
	variablesPrefix = "variables:"
)

// everybody is the reader of a question that names none.
const everybody = "Überblick"

// lineEnds are those of the GraphQL specification, section 2.1.2.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// ParseExample reads one example file:
//
//	# Welche Behörden bieten eine Leistung an?
//	# Zeigt je Behörde die Lösung,
//	# mit der sie die Leistung anbietet.
//	# Für: Architekturrat
//	# variables: {"key": "99008001000000"}
//	query Offers($key: String!) { … }
//
// The leading comment lines are the heading: its first line is the title, a line beginning with "Für:" names the reader
// (the page groups its examples by them), a line beginning with "variables:" holds the variables as a JSON object on that
// line, all other lines together are the description. What follows is the query, kept as it is written. The name is taken as it is given, without a ".graphql" ending. Line ends may be those of any
// system.
func ParseExample(name, text string) (Example, error) {
	example, err := parseExample(text)
	if err != nil {
		return Example{}, fmt.Errorf("read example %q: %w", name, err)
	}
	example.Name = strings.TrimSuffix(name, ".graphql")
	return example, nil
}

func parseExample(text string) (Example, error) {
	if len(text) > maxExample {
		return Example{}, fmt.Errorf("%d bytes, at most %d are allowed", len(text), maxExample)
	}
	if !utf8.ValidString(text) {
		return Example{}, errors.New("not UTF-8")
	}
	text = strings.TrimPrefix(text, "\ufeff") // editors on Windows begin files with it
	heading, query := splitHeading(lineEnds.Replace(text))
	example, err := parseHeading(heading)
	if err != nil {
		return Example{}, err
	}
	if strings.TrimSpace(query) == "" {
		return Example{}, fmt.Errorf("line %d: no query after the heading", len(heading)+1)
	}
	example.Query = strings.Trim(query, "\n") + "\n"
	return example, nil
}

// splitHeading returns the leading comment lines without their "#", and everything behind them.
func splitHeading(text string) (heading []string, query string) {
	for strings.HasPrefix(text, "#") {
		line, rest, _ := strings.Cut(text, "\n")
		heading = append(heading, strings.TrimSpace(strings.TrimLeft(line, "#")))
		text = rest
	}
	return heading, text
}

func parseHeading(heading []string) (Example, error) {
	if len(heading) == 0 || heading[0] == "" {
		return Example{}, errors.New(`line 1: no title, expected "# " and the question`)
	}
	example := Example{Title: heading[0], Reader: everybody, Variables: json.RawMessage("{}")}
	var prose []string
	for i, line := range heading[1:] {
		known, err := example.read(line)
		if err != nil {
			return Example{}, fmt.Errorf("line %d: %w", i+2, err)
		}
		if !known {
			prose = append(prose, line)
		}
	}
	example.Description = strings.Join(strings.Fields(strings.Join(prose, " ")), " ")
	return example, nil
}

// read takes what a line of the heading says that is not prose; false where it is prose.
func (e *Example) read(line string) (bool, error) {
	if reader, ok := strings.CutPrefix(line, readerPrefix); ok {
		e.Reader = strings.TrimSpace(reader)
		if e.Reader == "" {
			return false, errors.New(`no reader behind "Für:"`)
		}
		return true, nil
	}
	value, ok := strings.CutPrefix(line, variablesPrefix)
	if !ok {
		return false, nil
	}
	variables, err := parseVariables(value)
	if err != nil {
		return false, err
	}
	e.Variables = variables
	return true, nil
}

// parseVariables keeps the text instead of decoded values, so that a number reaches the page as it was written.
func parseVariables(value string) (json.RawMessage, error) {
	var object map[string]json.RawMessage
	err := json.Unmarshal([]byte(value), &object)
	if err != nil {
		return nil, fmt.Errorf("variables are not a JSON object: %w", err)
	}
	if object == nil {
		return nil, errors.New("variables are null, expected a JSON object")
	}
	return json.RawMessage(strings.TrimSpace(value)), nil
}
