package catalogue

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// FeedPosition says how much of the log has been read: every commit up to Through,
// and of the one after it the first Part versions, in the order of the commit:
// records before edges, each by their ids. The zero position is before everything.
//
// Written it is the number of the last commit that was read, whole: "812", or in part:
// "812:5000".
type FeedPosition struct {
	Through Revision
	Part    int
}

// ParseFeedPosition reads the written form.
func ParseFeedPosition(s string) (FeedPosition, error) {
	whole, part, inPart := strings.Cut(s, ":")
	revision, err := strconv.ParseUint(whole, 10, 32)
	if err != nil {
		return FeedPosition{}, notAPosition(s)
	}
	if !inPart {
		return FeedPosition{Through: Revision(revision)}, nil
	}
	n, err := strconv.ParseUint(part, 10, 31)
	if err != nil || n == 0 || revision == 0 {
		return FeedPosition{}, notAPosition(s)
	}
	return FeedPosition{Through: Revision(revision - 1), Part: int(n)}, nil
}

func notAPosition(s string) error {
	return &Error{Kind: Invalid, Value: shorten(s), Message: fmt.Sprintf("%q is not a position; write a revision, or what next said", shorten(s))}
}

func (p FeedPosition) String() string {
	if p.Part == 0 {
		return strconv.FormatUint(uint64(p.Through), 10)
	}
	return fmt.Sprintf("%d:%d", p.Through+1, p.Part)
}

// Reaches is the newest commit of which something has been read.
func (p FeedPosition) Reaches() Revision {
	if p.Part == 0 {
		return p.Through
	}
	return p.Through + 1
}

// MarshalGQL writes a text.
func (p FeedPosition) MarshalGQL(w io.Writer) { writeQuoted(w, p.String()) }

// UnmarshalGQL reads a text or the number of a revision.
func (p *FeedPosition) UnmarshalGQL(v any) (err error) {
	switch v := v.(type) {
	case string:
		*p, err = ParseFeedPosition(v)
	case int64, json.Number:
		*p, err = ParseFeedPosition(fmt.Sprint(v))
	default:
		err = notAPosition(fmt.Sprint(v))
	}
	return err
}
