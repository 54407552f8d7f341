package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A YAML file is read as a whole, and its tree takes some twenty times its size,
// or a hundred times where it is made of nothing but brackets. So both its size
// and the characters that can begin a value are bounded; what is larger is
// written as JSON lines.
const (
	longestYAML    = 16 << 20
	mostIndicators = 3_000_000
)

// readYAML reads a file with one document, a list of entries. Comments alone
// are an empty list. An error has a line, 0 for none.
func readYAML(data []byte) (entries []node, line int, err error) {
	if n := indicators(data); n > mostIndicators {
		return nil, 0, fmt.Errorf("too many values for YAML; write a file of this size as JSON lines (.jsonl)")
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var document yaml.Node
	if err := dec.Decode(&document); errors.Is(err, io.EOF) {
		return nil, 0, nil
	} else if err != nil {
		return nil, yamlLine(err), yamlError(err)
	}
	var second yaml.Node
	if err := dec.Decode(&second); err == nil {
		return nil, second.Line, fmt.Errorf("one YAML document a file; this is the second")
	} else if !errors.Is(err, io.EOF) {
		return nil, yamlLine(err), yamlError(err)
	}
	return yamlEntries(&document)
}

// indicators counts the characters without which YAML has no further value.
func indicators(data []byte) int {
	n := 0
	for _, c := range data {
		switch c {
		case '\n', '-', ':', ',', '[', '{', '?':
			n++
		}
	}
	return n
}

func yamlEntries(document *yaml.Node) ([]node, int, error) {
	root, bad := fromYAML(document.Content[0], 0)
	if bad != nil {
		return nil, bad.line, bad
	}
	switch root.form {
	case null:
		return nil, 0, nil
	case list:
		return root.items, 0, nil
	default:
		return nil, root.line, fmt.Errorf("the file is a list of entries, each beginning with \"- \"; found %s", root.form)
	}
}

// yamlRefusal is a part of YAML that a bundle does not use.
type yamlRefusal struct {
	line    int
	message string
}

func (e *yamlRefusal) Error() string { return e.message }

func fromYAML(y *yaml.Node, level int) (node, *yamlRefusal) {
	if bad := refusedYAML(y, level); bad != nil {
		return node{}, bad
	}
	switch y.Kind {
	case yaml.SequenceNode:
		return listFromYAML(y, level)
	case yaml.MappingNode:
		return objectFromYAML(y, level)
	default:
		return node{form: scalarForm(y), text: y.Value, line: y.Line}, nil
	}
}

func listFromYAML(y *yaml.Node, level int) (node, *yamlRefusal) {
	n := node{form: list, line: y.Line, items: make([]node, len(y.Content))}
	for i, item := range y.Content {
		var bad *yamlRefusal
		if n.items[i], bad = fromYAML(item, level+1); bad != nil {
			return node{}, bad
		}
	}
	return n, nil
}

func objectFromYAML(y *yaml.Node, level int) (node, *yamlRefusal) {
	n := node{form: object, line: y.Line, fields: make([]field, len(y.Content)/2)}
	for i := range n.fields {
		key := y.Content[2*i]
		if bad := refusedKey(key); bad != nil {
			return node{}, bad
		}
		value, bad := fromYAML(y.Content[2*i+1], level+1)
		if bad != nil {
			return node{}, bad
		}
		n.fields[i] = field{key.Value, key.Line, value}
	}
	return n, nil
}

func scalarForm(y *yaml.Node) form {
	switch {
	case y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return quoted
	case y.Tag == "!!null":
		return null
	}
	return plain
}

// refusedYAML refuses what makes a small file large (aliases), what makes a
// text something else (tags), and what is nested without end.
func refusedYAML(y *yaml.Node, level int) *yamlRefusal {
	switch {
	case level > deepest:
		return &yamlRefusal{y.Line, fmt.Sprintf("nested deeper than %d levels", deepest)}
	case y.Kind == yaml.AliasNode:
		return &yamlRefusal{y.Line, fmt.Sprintf("the alias *%s: a bundle has no aliases, write it out", y.Value)}
	case y.Anchor != "":
		return &yamlRefusal{y.Line, fmt.Sprintf("the anchor &%s: a bundle has no anchors and aliases; put the value in quotes if it is a text", y.Anchor)}
	case y.Style&yaml.TaggedStyle != 0:
		return &yamlRefusal{y.Line, fmt.Sprintf("the tag %s: a bundle has no tags; put the value in quotes if it is a text", y.Tag)}
	}
	return nil
}

func refusedKey(key *yaml.Node) *yamlRefusal {
	if key.Kind != yaml.ScalarNode {
		return &yamlRefusal{key.Line, "a field name is a plain text"}
	}
	return refusedYAML(key, 0)
}

var yamlPlace = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func yamlLine(err error) int {
	place := yamlPlace.FindStringSubmatch(err.Error())
	if place == nil {
		return 0
	}
	line, _ := strconv.Atoi(place[1])
	return line
}

func yamlError(err error) error {
	return fmt.Errorf("not YAML: %s", strings.TrimSpace(yamlPlace.ReplaceAllString(err.Error(), "")))
}
