package graph

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/maypok86/otter/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// answers are the bodies of answers that were given, by all that they follow from:
// the document, the operation, its variables, the revision, the day, the clearance (with
// the newest revision, which judges what it hides) and the program, and of what is
// assumed who assumes it.
// Nothing in them can go out of date, so nothing is ever taken out but for room.
//
// The same key is the ETag of a GET: who has the answer already is told so before
// anything is carried out.
type answers struct {
	program string // what else an answer follows from: the version that gives it
	kept    *otter.Cache[answerKey, []byte]
}

type answerKey [sha256.Size]byte

// newAnswers keeps bodies of up to so many bytes, and none if that is not positive.
func newAnswers(version string, bytes int) *answers {
	if version == "" {
		version = rand.Text() // unknown, so no other process is asked to be the same
	}
	a := &answers{program: version}
	if bytes > 0 {
		a.kept = otter.Must(&otter.Options[answerKey, []byte]{
			MaximumWeight: uint64(bytes),
			Weigher:       func(_ answerKey, body []byte) uint32 { return uint32(len(body) + sha256.Size) },
		})
	}
	return a
}

// key is what the answer of a question follows from; false for one that also
// depends on when it is asked, and for all that is no question.
func (a *answers) key(op *graphql.OperationContext, o *operation) (answerKey, bool) {
	if op.Operation.Operation != ast.Query {
		return answerKey{}, false
	}
	variables, err := json.Marshal(op.Variables) // keys are sorted
	if err != nil || passing(op, string(variables)) {
		return answerKey{}, false
	}
	h := sha256.New()
	for _, part := range []string{a.program, op.RawQuery, op.Operation.Name, string(variables)} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	if op.Operation.Directives.ForName("assuming") != nil { // cases say who makes a change
		fmt.Fprintf(h, "%d:%s", len(o.actor.Signature()), o.actor.Signature())
	}
	// The instant tells two logs apart that have the same revision: one of a database
	// that was lost, and that of its backup.
	s := o.view.Snapshot()
	fmt.Fprintf(h, "%d@%s of %d", s.Revision(), o.day, s.RecordedAt().UnixMicro())
	if !o.whole() {
		fmt.Fprintf(h, " for %s by %d", o.upTo, o.judged)
	}
	return answerKey(h.Sum(nil)), true
}

// passing says whether an answer may become another while neither the revision nor
// the day does. Fragments that the operation does not use count too.
func passing(op *graphql.OperationContext, variables string) bool {
	// An instant that is not past yet may come to mean a later revision.
	instants := strings.Contains(op.RawQuery, "recordedAt") || strings.Contains(variables, "recordedAt")
	found := passesIn(op.Operation.SelectionSet, instants)
	for _, f := range op.Doc.Fragments {
		found = found || passesIn(f.SelectionSet, instants)
	}
	return found
}

// passesIn looks for lag, which tells how old the catalogue is here; changeMarks,
// whose completeness follows from what came later; and a diff of instants.
func passesIn(set ast.SelectionSet, instants bool) bool {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if s.Name == "lag" || s.Name == "changeMarks" || s.Name == "diff" && instants || passesIn(s.SelectionSet, instants) {
				return true
			}
		case *ast.InlineFragment:
			if passesIn(s.SelectionSet, instants) {
				return true
			}
		}
	}
	return false
}

func (a *answers) get(key answerKey) ([]byte, bool) {
	if a.kept == nil {
		return nil, false
	}
	return a.kept.GetIfPresent(key)
}

// put keeps a body, unless it alone would drive out much of the rest.
func (a *answers) put(key answerKey, body []byte) {
	if a.kept != nil && uint64(len(body)) < a.kept.GetMaximum()/16 {
		a.kept.Set(key, body)
	}
}

// etag is the key as a header says it, of an answer of a media type, or of a file of
// a format.
func (k answerKey) etag(kind string) string {
	form := kind
	switch kind {
	case newType:
		form = "n"
	case oldType:
		form = "o"
	}
	return `"` + base64.RawURLEncoding.EncodeToString(k[:]) + form + `"`
}

// known says whether the client has the answer: RFC 9110, 13.1.2. A weak tag is as
// good as a strong one for that.
func (k answerKey) known(r *http.Request, kind string) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("If-None-Match"), ","), ",") {
		if tag := strings.TrimPrefix(strings.TrimSpace(part), "W/"); tag == k.etag(kind) || tag == "*" {
			return true
		}
	}
	return false
}

// keepable tells caches what they may do with an answer to a GET. What is asked
// with credentials, or seen by more than everybody's clearance, is for the one who asked.
func keepable(h http.Header, r *http.Request, tag string, o *operation) {
	who := "public"
	if !o.common || r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" {
		who = "private"
	}
	how := ", no-cache" // ask again whether it still holds
	if o.fixed {
		how = ", max-age=31536000, immutable" // RFC 8246; a year, as RFC 9111 says "for ever"
	}
	h.Set("Cache-Control", who+how)
	h.Set("ETag", tag)
}

// forget takes back what keepable said.
func forget(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Del("ETag")
}
