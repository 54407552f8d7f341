package catalogue

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// ID numbers a record. Numbers are dense over all kinds, start at 1, are given
// out inside the commit and never used again. 0 is no record.
type ID uint32

// EdgeID numbers an edge, dense from 1, in a sequence of its own. 0 is no edge.
type EdgeID uint32

// Revision numbers a commit, gap-free from 1 in commit order. Revision 0 is the
// empty catalogue before the first commit.
type Revision int64

// AnyRevision as the revision seen of a change says that the writer does not
// care which version it replaces. Importers say so: their file is the truth of
// its register, whatever stood before.
const AnyRevision Revision = -1

// edgeNoun stands where a kind stands in the global id of an edge.
const edgeNoun = "edge"

// GlobalID is the opaque, stable name of a record for the world outside.
func GlobalID(kind Kind, id ID) string {
	return globalID(kind.Noun(), uint32(id))
}

// GlobalEdgeID is the opaque, stable name of an edge for the world outside.
func GlobalEdgeID(id EdgeID) string { return globalID(edgeNoun, uint32(id)) }

func globalID(noun string, n uint32) string {
	return base64.RawURLEncoding.EncodeToString([]byte(noun + ":" + strconv.FormatUint(uint64(n), 10)))
}

// ParseGlobalID reads the name of a record. It says Invalid for anything that
// GlobalID cannot have made, so that a name has one spelling only.
func ParseGlobalID(s string) (Kind, ID, error) {
	noun, n, err := parseGlobalID(s)
	if err != nil {
		return 0, 0, err
	}
	kind, ok := KindByNoun(noun)
	if !ok || GlobalID(kind, ID(n)) != s {
		return 0, 0, badGlobalID(s)
	}
	return kind, ID(n), nil
}

// ParseGlobalEdgeID reads the name of an edge.
func ParseGlobalEdgeID(s string) (EdgeID, error) {
	noun, n, err := parseGlobalID(s)
	if err != nil {
		return 0, err
	}
	if noun != edgeNoun || GlobalEdgeID(EdgeID(n)) != s {
		return 0, badGlobalID(s)
	}
	return EdgeID(n), nil
}

func parseGlobalID(s string) (noun string, n uint32, err error) {
	const longest = 64
	if len(s) > longest {
		return "", 0, badGlobalID(s[:longest] + "…")
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return "", 0, badGlobalID(s)
	}
	noun, digits, found := strings.Cut(string(raw), ":")
	number, err := strconv.ParseUint(digits, 10, 32)
	if !found || err != nil || number == 0 {
		return "", 0, badGlobalID(s)
	}
	return noun, uint32(number), nil
}

func badGlobalID(s string) *Error {
	return &Error{Kind: Invalid, Field: "id", Value: s, Message: fmt.Sprintf("%q is not an id of this catalogue", s)}
}
