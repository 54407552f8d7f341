package main

import (
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
)

// demand is what a writer asks for as one commit: new records, a new version of
// the record that is the writer's own, and statements from that to each of the new
// ones. Its text follows from its numbers, so that what the log says can be compared
// with what was asked for, to the letter.
type demand struct {
	writer, number int
	size           int    // how many new records
	key            string // "" for one that cannot be repeated
}

const commitQuestion = `mutation($changes: [ChangeInput!]!, $message: String, $key: String) {
	commit(changes: $changes, message: $message, idempotencyKey: $key) { revision repeated }
}`

// scheme is the one that identifiers of the tests are in.
const scheme = "test"

// name tells one change set from all others. The log has it as the message.
func (s demand) name() string { return fmt.Sprintf("%d/%d", s.writer, s.number) }

// own identifies the record of a writer, which every one of its change sets changes.
func own(writer int) string { return fmt.Sprintf("w%d", writer) }

func (s demand) part(i int) string { return s.name() + "/" + fmt.Sprint(i) }

// words are of many lengths: some versions fill a page of a database, some are
// spread over two.
func (s demand) words(of string) string {
	return strings.Repeat(of+" ", 1+(s.number*37+s.writer*11+len(of))%250) + "."
}

// request asks for the change set. seen is the version that it replaces of the
// writer's own record, 0 for none.
func (s demand) request(seen catalogue.Revision) request {
	changes := []any{s.put(own(s.writer), s.name(), seen)}
	for i := range s.size {
		changes = append(changes, s.put(s.part(i), s.part(i), 0))
	}
	for i := range s.size {
		changes = append(changes, map[string]any{"relate": map[string]any{
			"relation": "DEPENDS_ON", "from": scheme + ":" + own(s.writer), "to": scheme + ":" + s.part(i), "evidence": "B", "note": s.part(i),
		}})
	}
	variables := map[string]any{"changes": changes, "message": s.name()}
	if s.key != "" {
		variables["key"] = s.key
	}
	return request{Query: commitQuestion, Variables: variables}
}

func (s demand) put(identifier, name string, seen catalogue.Revision) any {
	return map[string]any{"put": map[string]any{"seen": seen, "solution": map[string]any{
		"identifiers": []any{map[string]any{"scheme": scheme, "value": identifier}},
		"name":        name, "description": s.words(name),
		"solutionKind": "ONLINE_SERVICE", "development": "MUNICIPAL", "operation": "MUNICIPAL",
	}}}
}

// wanted is what a commit of the change set has to say, in the words of told.
func (s demand) wanted() []string {
	lines := []string{recordLine(own(s.writer), s.name(), s.words(s.name()))}
	for i := range s.size {
		lines = append(lines, recordLine(s.part(i), s.part(i), s.words(s.part(i))), edgeLine(own(s.writer), s.part(i), s.part(i)))
	}
	slices.Sort(lines)
	return lines
}

// told is what a commit of the log says.
func told(c *catalogue.Commit) []string {
	var lines []string
	called := map[catalogue.ID]string{}
	for _, v := range c.Records {
		if v.Record == nil {
			lines = append(lines, fmt.Sprintf("%d is removed", v.ID))
			continue
		}
		m := v.Record.Base()
		identifier, _ := m.Identifier(scheme)
		called[v.ID] = identifier
		lines = append(lines, recordLine(identifier, m.Name.In(catalogue.German), m.Description.In(catalogue.German)))
	}
	for _, v := range c.Edges {
		lines = append(lines, edgeLine(called[v.Edge.From], called[v.Edge.To], v.Edge.Note))
	}
	slices.Sort(lines)
	return lines
}

func recordLine(identifier, name, description string) string {
	return fmt.Sprintf("%s is called %s: %s", identifier, name, description)
}

func edgeLine(from, to, note string) string {
	return fmt.Sprintf("%s depends on %s: %s", from, to, note)
}

// differs says how a commit of the log differs from the change set; "" if not at all.
func (s demand) differs(c *catalogue.Commit) string {
	wanted, told := s.wanted(), told(c)
	switch {
	case s.key != "" && s.key != c.Key:
		return fmt.Sprintf("it has the key %q and not %q", c.Key, s.key)
	case !slices.Equal(wanted, told):
		return fmt.Sprintf("it lacks %q and has besides %q", without(wanted, told), without(told, wanted))
	}
	return ""
}

// without are the beginnings of the lines that the others do not have.
func without(lines, others []string) (out []string) {
	for _, l := range lines {
		if !slices.Contains(others, l) {
			out = append(out, l[:min(len(l), 60)])
		}
	}
	return out
}
