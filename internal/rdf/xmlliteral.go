package rdf

import (
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
		switch token {
		case startTag:
			if err := c.element(e.scope); err != nil {
				return err
			}
		case endTag:
			return nil
		case characters:
			c.text = append(c.text, textEscapes.Replace(string(c.x.tok))...)
		case comment:
			c.text = append(append(append(c.text, "<!--"...), c.x.tok...), "-->"...)
		case instruction:
			c.instruction()
		case endOfText:
		}
		if len(c.text) > MaxLiteral {
			return c.x.fault("a literal is longer than %d bytes", MaxLiteral)
		}
	}
}

func (c *canonical) instruction() {
	c.text = append(append(c.text, "<?"...), c.x.name.String()...)
	if len(c.x.tok) > 0 {
		c.text = append(append(c.text, ' '), c.x.tok...)
	}
	c.text = append(c.text, "?>"...)
}

// element writes the element whose start tag was just read.
func (c *canonical) element(outer scope) error {
	e := element{scope: outer, tag: c.x.name}
	if e.depth++; e.depth > MaxDepth {
		return c.x.fault("elements are nested deeper than %d", MaxDepth)
	}
	if err := c.x.bind(&e.scope); err != nil {
		return err
	}
	defer func(written int) { c.written = c.written[:written] }(len(c.written))
	c.text = append(append(c.text, '<'), e.tag.String()...)
	attrs, err := c.declare()
	if err != nil {
		return err
	}
	for _, a := range attrs {
		c.attribute(a.name.String(), a.value)
	}
	c.text = append(c.text, '>')
	if err := c.children(&e); err != nil {
		return err
	}
	c.text = append(append(append(c.text, "</"...), e.tag.String()...), '>')
	return nil
}

// declare writes the declarations that the names of the start tag need and gives its attributes in canonical order.
func (c *canonical) declare() ([]xmlAttr, error) {
	used := []string{c.x.name.prefix}
	var attrs []xmlAttr
	for _, a := range c.x.attrs {
		if a.name.prefix == "xmlns" || a.name == (xmlName{"", "xmlns"}) {
			continue
		}
		if attrs = append(attrs, a); a.name.prefix != "" {
			used = append(used, a.name.prefix)
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
	slices.SortFunc(attrs, func(a, b xmlAttr) int {
		if n := strings.Compare(spaces[a.name.prefix], spaces[b.name.prefix]); n != 0 {
			return n
		}
		return strings.Compare(a.name.local, b.name.local)
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
	for _, v := range slices.Backward(c.written) {
		if v.prefix == prefix {
			return v.namespace
		}
	}
	return ""
}

var (
	textEscapes      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	attributeEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")
)

func (c *canonical) attribute(name, value string) {
	c.text = append(append(append(c.text, ' '), name...), `="`...)
	c.text = append(append(c.text, attributeEscapes.Replace(value)...), '"')
}
