package catalogue

import (
	"strings"
)

// SPDX is a licence expression of the SPDX specification, annex "SPDX licence
// expressions": identifiers joined by AND, OR and WITH, with parentheses.
//
// The grammar is checked, not the list of identifiers: that list grows every
// few months, and a licence which is new there is not wrong here.
type SPDX string

// ParseSPDX checks an expression and normalises its white space.
func ParseSPDX(s string) (SPDX, error) {
	const longest, deepest = 500, 20
	p := spdxParser{tokens: spdxTokens(s), depth: deepest}
	if len(s) > longest || !p.expression() || len(p.tokens) != 0 {
		return "", badKey(s, "not an SPDX licence expression such as EUPL-1.2 or \"MIT OR Apache-2.0\"")
	}
	return SPDX(strings.Join(p.read, " ")), nil
}

// Open says whether every choice that the expression leaves is a free licence,
// as far as its identifiers tell: LicenseRef-… and NONE are not.
func (e SPDX) Open() bool {
	if e == "" {
		return false
	}
	for _, token := range spdxTokens(string(e)) {
		if strings.HasPrefix(token, "LicenseRef-") || strings.HasPrefix(token, "DocumentRef-") || token == "NONE" || token == "NOASSERTION" {
			return false
		}
	}
	return true
}

func spdxTokens(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "(", " ( "), ")", " ) ")
	return strings.Fields(s)
}

// spdxParser is a recursive descent over tokens, AND and OR on one level: the
// precedence between them does not change whether an expression is well formed.
type spdxParser struct {
	tokens []string
	read   []string
	depth  int
}

func (p *spdxParser) expression() bool {
	for {
		if !p.term() {
			return false
		}
		if !p.accept("AND", "and", "OR", "or") {
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
