package bundle

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// Bundle is what a bundle says: one change set of sources, the other kinds in
// their order, and relations, each in the order of its files.
type Bundle struct {
	Changes []catalogue.Change
	files   []file
}

// file says where the changes of a file begin, and their lines.
type file struct {
	name  string
	begin int
	lines []uint32
}

func newBundle(parts []part) *Bundle {
	b := new(Bundle)
	count := 0
	for i := range parts {
		count += len(parts[i].changes)
	}
	b.Changes = make([]catalogue.Change, 0, count)
	for i := range parts {
		b.files = append(b.files, file{parts[i].name, len(b.Changes), parts[i].lines})
		b.Changes = append(b.Changes, parts[i].changes...)
		parts[i].changes = nil
	}
	return b
}

// Place is where the i-th change stands: "relations.yaml:14".
func (b *Bundle) Place(i int) string {
	for _, f := range slices.Backward(b.files) {
		if i >= f.begin && i-f.begin < len(f.lines) {
			return place{f.name, int(f.lines[i-f.begin])}.String()
		}
	}
	return fmt.Sprintf("changes[%d]", i)
}

// Locate says an error of planning in places of the bundle: what speaks of
// changes[7] then speaks of the file and line that the change comes from.
// Other errors stay as they are.
func (b *Bundle) Locate(err error) error {
	if many, ok := errors.AsType[catalogue.Errors](err); ok {
		out := make(catalogue.Errors, len(many))
		for i, e := range many {
			out[i] = b.locate(e)
		}
		return out
	}
	if one, ok := errors.AsType[*catalogue.Error](err); ok {
		return b.locate(one)
	}
	return err
}

func (b *Bundle) locate(e *catalogue.Error) *catalogue.Error {
	rest, ours := strings.CutPrefix(e.Record, "changes[")
	number, rest, closed := strings.Cut(rest, "]")
	i, err := strconv.Atoi(number)
	if !ours || !closed || err != nil {
		return e
	}
	c := *e
	c.Record = b.Place(i) + rest
	return &c
}

// Read reads a bundle out of one file: an archive, or a single file of a
// bundle. It is an interchange.Read; FromFile is the same with places.
func Read(ctx context.Context, in interchange.Input, report *interchange.Findings) ([]catalogue.Change, error) {
	b, err := FromFile(ctx, in, report)
	if err != nil {
		return nil, err
	}
	return b.Changes, nil
}

var _ interchange.Read = Read
