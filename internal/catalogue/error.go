package catalogue

import (
	"errors"
	"fmt"
	"strings"
)

// ErrorKind says what sort of "no" an Error is. Surfaces translate it (HTTP
// status, GraphQL extensions.code, exit code); they never read the message.
type ErrorKind uint8

const (
	// Invalid: the input breaks a rule; the same input will always fail.
	Invalid ErrorKind = iota + 1
	// NotFound: a record, edge or revision that was named does not exist.
	NotFound
	// Conflict: the input was right for a catalogue that has changed since, or
	// contradicts what is there (stale revision, duplicate identifier, still referenced).
	Conflict
	// Forbidden: the actor may not do this.
	Forbidden
	// Unavailable: not now; the same call may succeed later.
	Unavailable
)

func (k ErrorKind) String() string {
	switch k {
	case Invalid:
		return "INVALID"
	case NotFound:
		return "NOT_FOUND"
	case Conflict:
		return "CONFLICT"
	case Forbidden:
		return "FORBIDDEN"
	case Unavailable:
		return "UNAVAILABLE"
	}
	return "UNKNOWN"
}

// Error is a refusal that a user can act on. Its parts are kept apart so that
// every surface can show them in its own way; Error() joins those that are set.
type Error struct {
	Kind    ErrorKind
	Record  string // which record or change: "service leika:99…", "changes[3]"
	Field   string // which field, as spelt in schema and files
	Value   string // the offending value, shortened
	Message string // what is wrong and which rule says so
	Err     error  // what caused it, for logs; never shown to clients
}

func (e *Error) Error() string {
	var b strings.Builder
	for _, part := range []string{e.Record, e.Field} {
		if part != "" {
			b.WriteString(part)
			b.WriteString(": ")
		}
	}
	b.WriteString(e.Message)
	return b.String()
}

// Unwrap gives the cause to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Err }

// KindOf is the kind of the first Error in err's chain, 0 when there is none.
func KindOf(err error) ErrorKind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return 0
}

// Errorf makes an Error of a kind without further parts.
func Errorf(kind ErrorKind, format string, args ...any) *Error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// Errors is every rule that a change set breaks, in order of the changes. It is
// never empty, and reports at most maxErrors so that a broken file of a million
// lines is answered with a page and not with a million errors.
type Errors []*Error

const maxErrors = 100

// Add appends an error unless the list is full; it says whether there is room for more.
func (es *Errors) Add(e *Error) bool {
	if e != nil && len(*es) < maxErrors {
		*es = append(*es, e)
	}
	return len(*es) < maxErrors
}

// OrNil is nil for an empty list: the way out of a validation.
func (es Errors) OrNil() error {
	if len(es) == 0 {
		return nil
	}
	return es
}

func (es Errors) Error() string {
	lines := make([]string, 0, len(es)+1)
	for _, e := range es {
		lines = append(lines, e.Error())
	}
	if len(es) == maxErrors {
		lines = append(lines, "… and perhaps more")
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find the single errors.
func (es Errors) Unwrap() []error {
	out := make([]error, len(es))
	for i, e := range es {
		out[i] = e
	}
	return out
}

// shorten keeps a value fit for a message.
func shorten(s string) string {
	const most = 80
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}
