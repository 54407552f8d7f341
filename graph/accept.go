package graph

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// The media types of answers. The older one cannot tell by its status whether a
// request was carried out, so its status is 200 either way.
const (
	newType    = "application/graphql-response+json"
	oldType    = "application/json"
	streamType = "text/event-stream"
)

// acceptance is in which forms a client takes an answer.
type acceptance struct {
	single string // the form that it likes best of a single answer, "" for none
	stream bool   // whether it takes events
	rather bool   // whether it likes them better than a single answer
}

// accepted reads the header Accept. A client takes events only if it names them:
// one that takes anything would wait for the end of a stream.
func accepted(r *http.Request) acceptance {
	header := strings.Join(r.Header.Values("Accept"), ",")
	if strings.Trim(header, " ,") == "" {
		return acceptance{single: newType}
	}
	var a acceptance
	most, events := 0.0, 0.0
	for part := range strings.SplitSeq(header, ",") {
		kind, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		q, err := strconv.ParseFloat(params["q"], 64)
		if err != nil {
			q = 1
		}
		switch kind {
		case streamType:
			events = max(events, q)
			continue
		case "*/*", "application/*":
			kind = newType
		case newType, oldType:
		default:
			continue
		}
		if q > most || q == most && q > 0 && kind == newType {
			a.single, most = kind, q
		}
	}
	a.stream, a.rather = events > 0, events > most
	return a
}

// none says that the client takes nothing of ours.
func (a acceptance) none() bool { return a.single == "" && !a.stream }

// streams says whether an operation is answered by events: a subscription always.
func (a acceptance) streams(kind ast.Operation) bool {
	return a.stream && (a.rather || kind == ast.Subscription)
}
