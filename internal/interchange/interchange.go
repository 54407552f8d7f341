// Package interchange is what the importers share: how a file comes in, what is
// reported about it, and the plan that shows what it would change.
//
// An importer turns one file into one change set. It does not see the
// catalogue: the change set speaks of records by the identifiers of their
// registers and is resolved, validated and committed as a whole, or not at all.
// Whatever an importer does not take over as it stands is a finding; nothing is
// dropped silently. The same file twice makes the same change set, byte by
// byte, and so no second revision.
//
// Importers stream: their memory is bounded by the change set, not by the file,
// and every file is read up to a limit only.
package interchange

import (
	"context"
	"errors"
	"fmt"
	"io"

	"fundus/internal/catalogue"
)

// Input is a file on its way in.
type Input struct {
	Name string // as the user named it, for findings and errors
	io.Reader
}

// Read is an importer: it turns an input into a change set and reports what it
// did with everything else. Its error is a *catalogue.Error or catalogue.Errors
// that names the place in the file; there is no change set then.
type Read func(ctx context.Context, in Input, report *Findings) ([]catalogue.Change, error)

// Limit is the size up to which a file is read unless its format says otherwise.
const Limit = 2 << 30

// Limited is the input bounded to n bytes; the reader fails with Invalid beyond them.
func (in Input) Limited(n int64) Input {
	return Input{in.Name, &limited{in.Name, io.LimitReader(in.Reader, n+1), n, n}}
}

type limited struct {
	name       string
	r          io.Reader
	left, most int64
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, &catalogue.Error{Kind: catalogue.Invalid, Record: l.name, Message: fmt.Sprintf("the file is larger than %d bytes, the limit of this format", l.most)}
	}
	return n, err
}

// At gives an error of an importer its place in the file, unless it has one.
func At(name string, line int, err error) error {
	var own *catalogue.Error
	if errors.As(err, &own) && own.Record != "" {
		return err
	}
	place := name
	if line > 0 {
		place = fmt.Sprintf("%s:%d", name, line)
	}
	if own != nil {
		c := *own
		c.Record = place
		return &c
	}
	return &catalogue.Error{Kind: catalogue.Invalid, Record: place, Message: err.Error(), Err: err}
}
