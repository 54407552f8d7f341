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
	single string // the form of a single answer, "" for none
	// older says that the client names the older type and likes it as well as ours. For
	// such a client any other status than 200 is a failure of the network, whose body it
	// does not read.
	older  bool
	stream bool // whether it takes events
	rather bool // whether it likes them better than a single answer
}

// accepted reads the header Accept. Who does not care is answered in the older type, which
// every client reads, but with a status that tells. Events are taken only by those who
// name them: one that takes anything would wait for the end of a stream.
func accepted(r *http.Request) acceptance {
	ranges := mediaRanges(r)
	if len(ranges) == 0 {
		return acceptance{single: oldType}
	}
	newer, older, events := liking(ranges, newType), liking(ranges, oldType), liking(ranges, streamType)
	var a acceptance
	switch {
	case older.q > newer.q, older.q == newer.q && older.q > 0 && !newer.named:
		a.single, a.older = oldType, older.named
	case newer.q > 0:
		a.single = newType
	}
	a.stream = events.named && events.q > 0
	a.rather = a.stream && events.q > max(newer.q, older.q)
	return a
}

// liked is how much a client likes a media type, from 0 for not at all to 1.
type liked struct {
	q     float64
	named bool // and not by a wildcard only
}

// liking is what the most specific of the ranges says that a media type is in: RFC 9110,
// 12.5.1.
func liking(ranges []mediaRange, kind string) liked {
	family, _, _ := strings.Cut(kind, "/")
	for _, pattern := range []string{kind, family + "/*", "*/*"} {
		found := liked{q: -1}
		for _, m := range ranges {
			if m.pattern == pattern {
				found = liked{max(found.q, m.q), pattern == kind}
			}
		}
		if found.q >= 0 {
			return found
		}
	}
	return liked{}
}

// mediaRange is one of those in the header Accept.
type mediaRange struct {
	pattern string
	q       float64
}

// mediaRanges are those that can be read; what cannot names nothing. None is returned if
// there is no header.
func mediaRanges(r *http.Request) []mediaRange {
	header := strings.Join(r.Header.Values("Accept"), ",")
	if strings.Trim(header, " ,\t") == "" {
		return nil
	}
	ranges := []mediaRange{}
	for part := range strings.SplitSeq(header, ",") {
		m, ok := parseRange(part)
		if !ok {
			m = mediaRange{} // which matches nothing, but is not nothing
		}
		ranges = append(ranges, m)
	}
	return ranges
}

func parseRange(part string) (mediaRange, bool) {
	pattern, params, err := mime.ParseMediaType(part)
	if err != nil {
		return mediaRange{}, false
	}
	written, weighed := params["q"]
	if !weighed {
		return mediaRange{pattern, 1}, true
	}
	q, err := strconv.ParseFloat(written, 64)
	return mediaRange{pattern, q}, err == nil && q >= 0 && q <= 1
}

// none says that the client takes nothing of ours.
func (a acceptance) none() bool { return a.single == "" && !a.stream }

// form is the media type of an answer that is not given: what the client takes, or ours
// for one that takes events only.
func (a acceptance) form() string {
	if a.single == "" {
		return newType
	}
	return a.single
}

// status is that of an answer to a client, who may take any but 200 for no answer.
func (a acceptance) status(of int) int {
	if a.older {
		return http.StatusOK
	}
	return of
}

// streams says whether an operation is answered by events: a subscription always.
func (a acceptance) streams(kind ast.Operation) bool {
	return a.stream && (a.rather || kind == ast.Subscription)
}
