package bundle

import (
	"bytes"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// yamlWriter turns lines of JSON into entries of a YAML list. Each entry is
// written as a list of one, and lists of one behind each other are one list.
type yamlWriter struct {
	json jsonReader
	buf  bytes.Buffer
}

func (w *yamlWriter) entry(to io.Writer, line []byte) error {
	n, err := w.json.read(string(line), 1)
	if err != nil {
		return fmt.Errorf("read back what was written: %w", err)
	}
	w.buf.Reset()
	enc := yaml.NewEncoder(&w.buf)
	enc.SetIndent(2)
	if err := enc.Encode(&yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{toYAML(&n)}}); err != nil {
		return fmt.Errorf("write YAML: %w", err)
	}
	if err := enc.Close(); err != nil {
		return fmt.Errorf("write YAML: %w", err)
	}
	_, err = to.Write(w.buf.Bytes())
	return err
}

func toYAML(n *node) *yaml.Node {
	switch n.form {
	case list:
		y := &yaml.Node{Kind: yaml.SequenceNode}
		for i := range n.items {
			y.Content = append(y.Content, toYAML(&n.items[i]))
		}
		return y
	case object:
		y := &yaml.Node{Kind: yaml.MappingNode}
		for i := range n.fields {
			y.Content = append(y.Content, scalar(n.fields[i].name), toYAML(&n.fields[i].value))
		}
		return y
	case quoted:
		return scalar(n.text)
	default:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: n.text} // a number, true or false stays as it is written
	}
}

// scalar is a text; the encoder puts it in quotes where YAML would take it for
// something else.
func scalar(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
}
