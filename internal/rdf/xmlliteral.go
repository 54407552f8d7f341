package rdf

import (
	"encoding/xml"
	"slices"
	"strings"
)

// xmlLiteral reads the content of e as a value of rdf:XMLLiteral, written as exclusive canonical XML (W3C, 2002): a
// namespace is declared where it is first used, attributes are ordered, empty elements have an end tag.
func (x *rdfxml) xmlLiteral(e *element) (Term, error) {
	c := canonical{x: x, text: x.text[:0]}
	if err := c.children(e); err != nil {
		return Term{}, err
	}
	x.text = c.text
	return NewLiteral(string(c.text), XMLLiteral), nil
}

// canonical writes XML.
type canonical struct {
	x    *rdfxml
	text []byte
	// written are the namespace declarations in force in the text written so far.
	written []binding
}

func (c *canonical) children(e *element) error {
	for {
		token, err := c.x.content(e)
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := c.element(token, e.scope); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		case xml.CharData:
			c.text = appendXMLText(c.text, string(token))
		case xml.Comment:
			c.text = append(append(append(c.text, "<!--"...), token...), "-->"...)
		case xml.ProcInst:
			c.instruction(token)
		}
		if len(c.text) > MaxLiteral {
			return c.x.fault("a literal is longer than %d bytes", MaxLiteral)
		}
	}
}

func (c *canonical) instruction(p xml.ProcInst) {
	c.text = append(append(c.text, "<?"...), p.Target...)
	if len(p.Inst) > 0 {
		c.text = append(append(c.text, ' '), p.Inst...)
	}
	c.text = append(c.text, "?>"...)
}

func (c *canonical) element(start xml.StartElement, outer scope) error {
	e := element{scope: outer, tag: start.Name}
	if e.depth++; e.depth > MaxDepth {
		return c.x.fault("elements are nested deeper than %d", MaxDepth)
	}
	if err := c.x.bind(&e.scope, start.Attr); err != nil {
		return err
	}
	defer func(written int) { c.written = c.written[:written] }(len(c.written))
	c.text = append(append(c.text, '<'), qualified(start.Name)...)
	attrs, err := c.declare(start)
	if err != nil {
		return err
	}
	for _, a := range attrs {
		c.attribute(qualified(a.Name), a.Value)
	}
	c.text = append(c.text, '>')
	if err := c.children(&e); err != nil {
		return err
	}
	c.text = append(append(append(c.text, "</"...), qualified(start.Name)...), '>')
	return nil
}

// declare writes the declarations that the names of a start tag need and gives its attributes in canonical order.
func (c *canonical) declare(start xml.StartElement) ([]xml.Attr, error) {
	used := []string{start.Name.Space}
	var attrs []xml.Attr
	for i, a := range start.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		if repeated(start.Attr[:i], a.Name) {
			return nil, c.x.fault("the attribute %s stands twice", qualified(a.Name))
		}
		if attrs = append(attrs, a); a.Name.Space != "" {
			used = append(used, a.Name.Space)
		}
	}
	slices.Sort(used)
	spaces := make(map[string]string, len(used))
	for _, prefix := range slices.Compact(used) {
		namespace, err := c.x.namespace(prefix)
		if err != nil {
			return nil, err
		}
		spaces[prefix] = namespace
		c.declaration(prefix, namespace)
	}
	spaces[""] = "" // an attribute without a prefix has no namespace, whatever the default is
	slices.SortFunc(attrs, func(a, b xml.Attr) int {
		if n := strings.Compare(spaces[a.Name.Space], spaces[b.Name.Space]); n != 0 {
			return n
		}
		return strings.Compare(a.Name.Local, b.Name.Local)
	})
	return attrs, nil
}

func (c *canonical) declaration(prefix, namespace string) {
	if prefix == "xml" || c.inForce(prefix) == namespace {
		return
	}
	c.written = append(c.written, binding{prefix, namespace})
	name := "xmlns"
	if prefix != "" {
		name += ":" + prefix
	}
	c.attribute(name, namespace)
}

func (c *canonical) inForce(prefix string) string {
	for i := len(c.written) - 1; i >= 0; i-- {
		if c.written[i].prefix == prefix {
			return c.written[i].namespace
		}
	}
	return ""
}

var (
	textEscapes      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	attributeEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")
)

func appendXMLText(b []byte, text string) []byte { return append(b, textEscapes.Replace(text)...) }

func (c *canonical) attribute(name, value string) {
	c.text = append(append(append(c.text, ' '), name...), `="`...)
	c.text = append(append(c.text, attributeEscapes.Replace(value)...), '"')
}
