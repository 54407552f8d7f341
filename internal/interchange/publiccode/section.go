package publiccode

import (
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"

	"go.yaml.in/yaml/v3"
)

// reading is one file being read: what is wrong with it and what is to report.
type reading struct {
	name     string // of the file
	subject  string // of findings: the software's name
	wrong    []fault
	findings []interchange.Finding
	budget   int  // nodes that may still be visited
	newer    bool // written for a version that this program does not know
}

// mostNodes is more than a file of the permitted size has without aliases.
const mostNodes = 1 << 20

// fault is an error with the line by which it is put in order.
type fault struct {
	line int
	err  *catalogue.Error
}

// text is a scalar of the file as it is written there. The zero text is absent.
type text struct {
	value   string
	path    string // "description/en/features"
	line    int
	present bool
}

// section is a mapping of the file. Each accessor marks its key as known; close
// refuses the others. Accessors of an absent section find nothing, so a caller
// need not ask first.
type section struct {
	*reading
	path    string
	line    int
	present bool
	order   []string
	values  map[string]*yaml.Node
	lines   map[string]int // of the keys
	known   map[string]bool
}

// fault reports what breaks a rule.
func (r *reading) fault(t text, rule string) {
	value := shorten(t.value)
	message := rule
	if value != "" {
		message = fmt.Sprintf("%q: %s", value, rule)
	}
	r.wrong = append(r.wrong, fault{t.line, &catalogue.Error{
		Kind: catalogue.Invalid, Record: fmt.Sprintf("%s:%d", r.name, t.line), Field: t.path, Value: value, Message: message,
	}})
}

// note reports what was done with a value that is not taken over as it stands.
func (r *reading) note(t text, action interchange.Action, message string) {
	r.findings = append(r.findings, interchange.Finding{Line: t.line, Subject: r.subject, Field: t.path, Value: t.value, Action: action, Message: message})
}

// resolve follows an alias and pays for the visit.
func (r *reading) resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		n = n.Alias
	}
	r.budget--
	if r.budget == 0 {
		r.fault(text{line: n.Line}, fmt.Sprintf("more than %d values by way of aliases", mostNodes))
	}
	if r.budget <= 0 {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line}
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// mapping takes a node as a section.
func (r *reading) mapping(path string, n *yaml.Node) *section {
	s := &section{reading: r, path: path, line: n.Line, present: true, values: map[string]*yaml.Node{}, lines: map[string]int{}, known: map[string]bool{}}
	if n.Kind != yaml.MappingNode {
		r.fault(text{path: path, line: n.Line}, "must be a section of keys and values")
		return s
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := r.resolve(n.Content[i])
		if key.Kind != yaml.ScalarNode {
			r.fault(text{path: path, line: key.Line}, "a key must be a text")
			continue
		}
		if _, twice := s.values[key.Value]; twice {
			r.fault(text{path: s.at(key.Value), line: key.Line}, "the same key twice")
			continue
		}
		s.order = append(s.order, key.Value)
		s.values[key.Value], s.lines[key.Value] = n.Content[i+1], n.Content[i].Line
	}
	return s
}

func (s *section) at(key string) string {
	if s.path == "" {
		return key
	}
	return s.path + "/" + key
}

// key is a key itself as a text, for findings about its whole value.
func (s *section) key(name string) text {
	return text{path: s.at(name), line: s.lines[name], present: s.values[name] != nil}
}

// node is the value of a key, nil where it is absent or null.
func (s *section) node(key string) *yaml.Node {
	if !s.present {
		return nil
	}
	s.known[key] = true
	n, ok := s.values[key]
	if !ok {
		return nil
	}
	if n = s.resolve(n); isNull(n) {
		return nil
	}
	return n
}

// text is an optional scalar.
func (s *section) text(key string) text {
	n := s.node(key)
	if n == nil {
		return text{}
	}
	return s.scalar(s.at(key), n)
}

// required is a scalar that must be there and say something.
func (s *section) required(key string) text {
	t := s.text(key)
	if s.node(key) == nil {
		s.fault(text{path: s.at(key), line: max(s.line, s.lines[key])}, "missing; it is mandatory")
	} else if t.present && t.value == "" {
		s.fault(t, "must not be empty")
	}
	return t
}

func (r *reading) scalar(path string, n *yaml.Node) text {
	if n.Kind != yaml.ScalarNode {
		r.fault(text{path: path, line: n.Line}, "must be a text")
		return text{}
	}
	return text{strings.TrimSpace(n.Value), path, n.Line, true}
}

// flag is a boolean as YAML 1.2 writes it: yes and on are texts.
func (s *section) flag(key string) {
	n := s.node(key)
	if n == nil {
		return
	}
	plain := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	if n.Kind != yaml.ScalarNode || !plain || !slices.Contains([]string{"true", "false"}, strings.ToLower(n.Value)) {
		s.fault(text{n.Value, s.at(key), n.Line, true}, "must be true or false")
	}
}

// list is a sequence of texts.
func (s *section) list(key string) []text {
	return s.items(key, s.node(key))
}

func (s *section) items(key string, n *yaml.Node) []text {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		s.fault(text{path: s.at(key), line: n.Line}, "must be a list")
		return nil
	}
	var out []text
	for _, item := range n.Content {
		if item = s.resolve(item); isNull(item) {
			s.fault(text{path: s.at(key), line: item.Line}, "an entry of the list is empty")
		} else if t := s.scalar(s.at(key), item); t.present {
			out = append(out, t)
		}
	}
	return out
}

// textOrList is a text or a sequence of texts.
func (s *section) textOrList(key string) []text {
	n := s.node(key)
	if n != nil && n.Kind == yaml.ScalarNode {
		return []text{s.scalar(s.at(key), n)}
	}
	return s.items(key, n)
}

// section is a mapping below this one; it is absent where the key is.
func (s *section) section(key string) *section {
	n := s.node(key)
	if n == nil {
		return &section{reading: s.reading, path: s.at(key), line: max(s.line, s.lines[key])}
	}
	return s.mapping(s.at(key), n)
}

// sections is a sequence of mappings.
func (s *section) sections(key string) []*section {
	n := s.node(key)
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		s.fault(text{path: s.at(key), line: n.Line}, "must be a list")
		return nil
	}
	out := make([]*section, 0, len(n.Content))
	for _, item := range n.Content {
		out = append(out, s.mapping(s.at(key), s.resolve(item)))
	}
	return out
}

// close refuses the keys that nobody asked for. In a file for a newer version
// they may be right, so there they are left out and reported.
func (s *section) close() {
	for _, key := range s.order {
		if s.known[key] {
			continue
		}
		t := s.key(key)
		if s.newer {
			s.note(t, interchange.Omitted, "a key of a version newer than "+newestVersion)
			continue
		}
		names := make([]string, 0, len(s.known))
		for name := range s.known {
			names = append(names, name)
		}
		slices.Sort(names)
		s.fault(t, "not a key of publiccode.yml"+interchange.DidYouMean(key, names))
	}
}

func shorten(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
