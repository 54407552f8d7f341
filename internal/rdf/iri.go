package rdf

import (
	"slices"
	"strings"
)

// forbiddenInIRI holds for the bytes that IRIREF of Turtle and N-Triples excludes. Everything from 0x80 on is allowed.
func forbiddenInIRI(c byte) bool {
	if c <= ' ' {
		return true
	}
	switch c {
	case '<', '>', '"', '{', '}', '|', '^', '`', '\\':
		return true
	}
	return false
}

// faultOfIRI names the rule a reference breaks, or is empty. It checks characters only.
func faultOfIRI(iri string) string {
	for i := range len(iri) {
		if forbiddenInIRI(iri[i]) {
			if iri[i] == ' ' {
				return "an IRI holds no space"
			}
			return "an IRI holds none of the control characters and < > \" { } | ^ ` \\"
		}
	}
	return ""
}

// schemeLength is the length of the scheme of an absolute IRI without its colon, or -1 for a relative reference.
func schemeLength(iri string) int {
	for i := range len(iri) {
		switch c := iri[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return i
		default:
			return -1
		}
	}
	return -1
}

// IsAbsolute tells whether an IRI names its scheme.
func IsAbsolute(iri string) bool { return schemeLength(iri) >= 0 }

// reference is an IRI taken apart as RFC 3986, appendix B, does. The flags tell an empty part from none.
type reference struct {
	scheme, authority, path, query, fragment string
	hasAuthority, hasQuery, hasFragment      bool
}

func splitReference(iri string) reference {
	var r reference
	if n := schemeLength(iri); n >= 0 {
		r.scheme, iri = iri[:n], iri[n+1:]
	}
	iri, r.fragment, r.hasFragment = strings.Cut(iri, "#")
	iri, r.query, r.hasQuery = strings.Cut(iri, "?")
	if rest, ok := strings.CutPrefix(iri, "//"); ok {
		r.hasAuthority = true
		if slash := strings.IndexByte(rest, '/'); slash >= 0 {
			r.authority, iri = rest[:slash], rest[slash:]
		} else {
			r.authority, iri = rest, ""
		}
	}
	r.path = iri
	return r
}

func (r reference) String() string {
	var b strings.Builder
	if r.scheme != "" {
		b.WriteString(r.scheme + ":")
	}
	if r.hasAuthority {
		b.WriteString("//" + r.authority)
	}
	b.WriteString(r.path)
	if r.hasQuery {
		b.WriteString("?" + r.query)
	}
	if r.hasFragment {
		b.WriteString("#" + r.fragment)
	}
	return b.String()
}

// Resolve finds the target of a reference within a base (RFC 3986, 5.2). Without a base the reference itself comes
// back.
func Resolve(base, iri string) string {
	if schemeLength(iri) >= 0 && !strings.Contains(iri, "/.") {
		return iri // the common case: absolute and without dot segments
	}
	r := splitReference(iri)
	if r.scheme != "" {
		r.path = removeDotSegments(r.path)
		return r.String()
	}
	if base == "" {
		return iri
	}
	return resolveWithin(splitReference(base), r).String()
}

// resolveWithin is the transformation of RFC 3986, 5.2.2, for a relative reference.
func resolveWithin(base, r reference) reference {
	switch {
	case r.hasAuthority:
		r.path = removeDotSegments(r.path)
	case r.path == "":
		r.path = base.path
		if !r.hasQuery {
			r.query, r.hasQuery = base.query, base.hasQuery
		}
	case strings.HasPrefix(r.path, "/"):
		r.path = removeDotSegments(r.path)
	default:
		r.path = removeDotSegments(mergePaths(base, r.path))
	}
	if !r.hasAuthority {
		r.authority, r.hasAuthority = base.authority, base.hasAuthority
	}
	r.scheme = base.scheme
	return r
}

func mergePaths(base reference, path string) string {
	if base.hasAuthority && base.path == "" {
		return "/" + path
	}
	return base.path[:strings.LastIndexByte(base.path, '/')+1] + path
}

// removeDotSegments is RFC 3986, 5.2.4.
func removeDotSegments(path string) string {
	if !strings.Contains(path, ".") {
		return path
	}
	out := make([]byte, 0, len(path))
	for path != "" {
		switch {
		case strings.HasPrefix(path, "../"):
			path = path[3:]
		case strings.HasPrefix(path, "./"):
			path = path[2:]
		case strings.HasPrefix(path, "/./"):
			path = path[2:]
		case path == "/.":
			path = "/"
		case strings.HasPrefix(path, "/../"):
			path, out = path[3:], dropSegment(out)
		case path == "/..":
			path, out = "/", dropSegment(out)
		case path == "." || path == "..":
			path = ""
		default:
			n := strings.IndexByte(path[1:], '/') + 1
			if n == 0 {
				n = len(path)
			}
			out, path = append(out, path[:n]...), path[n:]
		}
	}
	return string(out)
}

func dropSegment(out []byte) []byte {
	for i, o := range slices.Backward(out) {
		if o == '/' {
			return out[:i]
		}
	}
	return out[:0]
}
