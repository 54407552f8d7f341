package catalogue

import "strings"

// SPDX is a licence expression of the SPDX specification, annex "SPDX licence
// expressions": identifiers joined by AND, OR and WITH, with parentheses.
//
// The grammar is checked, not the list of identifiers: that list grows every
// few months, and a licence which is new there is not wrong here.
type SPDX string

// ParseSPDX checks an expression and normalises its white space.
func ParseSPDX(s string) (SPDX, error) {
	const longest = 500
	p := newSPDXParser(s)
	if len(s) > longest || !p.whole() {
		return "", badKey(s, "not an SPDX licence expression such as EUPL-1.2 or \"MIT OR Apache-2.0\"")
	}
	return SPDX(strings.Join(p.read, " ")), nil
}

// Open says whether the expression leaves a choice under which every part is a
// free licence: both sides of an AND, one of an OR. An exception (WITH) only
// ever permits more. An identifier that openLicences does not have is not open.
func (e SPDX) Open() bool {
	p := newSPDXParser(string(e))
	return p.whole() && p.open
}

func spdxTokens(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "(", " ( "), ")", " ) ")
	return strings.Fields(s)
}

// spdxParser is a recursive descent over tokens. AND binds before OR.
type spdxParser struct {
	tokens []string
	read   []string
	depth  int
	open   bool // whether what was read last is open
}

func newSPDXParser(s string) *spdxParser {
	const deepest = 20
	return &spdxParser{tokens: spdxTokens(s), depth: deepest}
}

func (p *spdxParser) whole() bool { return p.expression() && len(p.tokens) == 0 }

func (p *spdxParser) expression() bool {
	for any := false; ; {
		if !p.conjunction() {
			return false
		}
		any = any || p.open
		if !p.accept("OR", "or") {
			p.open = any
			return true
		}
	}
}

func (p *spdxParser) conjunction() bool {
	for all := true; ; {
		if !p.term() {
			return false
		}
		all = all && p.open
		if !p.accept("AND", "and") {
			p.open = all
			return true
		}
	}
}

func (p *spdxParser) term() bool {
	if p.accept("(") {
		p.depth--
		ok := p.depth > 0 && p.expression() && p.accept(")")
		p.depth++
		return ok
	}
	if !p.identifier() {
		return false
	}
	p.open = openLicences[strings.ToLower(strings.TrimSuffix(p.read[len(p.read)-1], "+"))]
	if p.accept("WITH", "with") {
		return p.identifier()
	}
	return true
}

func (p *spdxParser) accept(any ...string) bool {
	for _, want := range any {
		if len(p.tokens) > 0 && p.tokens[0] == want {
			p.take()
			return true
		}
	}
	return false
}

func (p *spdxParser) identifier() bool {
	if len(p.tokens) == 0 {
		return false
	}
	token := strings.TrimSuffix(p.tokens[0], "+")
	switch strings.ToUpper(token) {
	case "", "AND", "OR", "WITH", "(", ")":
		return false
	}
	for _, r := range token {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:", r) {
			return false
		}
	}
	p.take()
	return true
}

func (p *spdxParser) take() {
	p.read = append(p.read, p.tokens[0])
	p.tokens = p.tokens[1:]
}
