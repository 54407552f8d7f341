package view

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"

	"fundus/internal/catalogue"
)

// The sizes of pages. A page holds at most MaxPage entries; whoever needs all
// follows the cursors, and there is no depth at which they end.
const (
	DefaultPage = 20
	MaxPage     = 100
)

// PageInfo says whether there is more, as Relay wants it.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     string
	EndCursor       string
}

// Paging is the four Relay arguments of a connection.
type Paging struct {
	First, Last   *int
	After, Before *string
}

// window is Paging, checked: so many entries after or before a position.
type window struct {
	size     int
	backward bool
	falling  bool      // the list is in descending order, so its ids fall
	from     *position // nil: from the beginning or the end
	question uint64
}

// position is a place in an order: the values by which entries are ordered.
type position struct {
	number int64
	key    string
	id     uint32
}

// window checks the arguments against a question; the question is the hash that
// binds cursors to it.
func (p Paging) window(question uint64) (window, error) {
	w := window{size: DefaultPage, question: question}
	cursor := p.After
	switch {
	case p.First != nil && p.Last != nil:
		return w, badPage("first", "give first or last, not both")
	case p.After != nil && p.Before != nil:
		return w, badPage("after", "give after or before, not both")
	case p.Last != nil || p.Before != nil:
		if p.First != nil || p.After != nil {
			return w, badPage("last", "first goes with after, last with before")
		}
		w.backward, cursor = true, p.Before
	}
	if err := p.sized(&w); err != nil {
		return w, err
	}
	if cursor == nil {
		return w, nil
	}
	from, err := parseCursor(*cursor, question)
	w.from = &from
	return w, err
}

// sized is the size of the page, checked.
func (p Paging) sized(w *window) error {
	field, size, more := "first", p.First, "endCursor"
	if p.Last != nil {
		field, size, more = "last", p.Last, "startCursor"
	}
	if size == nil {
		return nil
	}
	w.size = *size
	if 0 <= w.size && w.size <= MaxPage {
		return nil
	}
	err := badPage(field, fmt.Sprintf("a page has 0 to %d entries, not %d; follow pageInfo.%s for more", MaxPage, w.size, more))
	if w.size > MaxPage {
		err.Err = Limit(MaxPage)
	}
	return err
}

// Limit is the cause of an error by which more was asked for than is given at once.
type Limit int

func (l Limit) Error() string { return fmt.Sprintf("the limit is %d", int(l)) }

func badPage(field, rule string) *catalogue.Error {
	return &catalogue.Error{Kind: catalogue.Invalid, Field: field, Message: rule}
}

// cursor writes a position for the outside world: the question's hash, the
// number, the id and the key.
func (w window) cursor(p position) string {
	var room, spelt [128]byte // enough for most; longer keys are allocated
	raw := binary.BigEndian.AppendUint64(room[:0], w.question)
	raw = binary.BigEndian.AppendUint64(raw, uint64(p.number))
	raw = binary.BigEndian.AppendUint32(raw, p.id)
	raw = append(raw, p.key...)
	return string(base64.RawURLEncoding.AppendEncode(spelt[:0], raw))
}

func parseCursor(s string, question uint64) (position, error) {
	const head, longest = 20, 4096
	if len(s) > longest {
		return position{}, badCursor("not a cursor of this catalogue")
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(raw) < head {
		return position{}, badCursor("not a cursor of this catalogue")
	}
	if binary.BigEndian.Uint64(raw) != question {
		return position{}, badCursor("this cursor belongs to another question; it goes with the record, filter, search and orderBy that it was made for")
	}
	return position{
		number: int64(binary.BigEndian.Uint64(raw[8:])),
		id:     binary.BigEndian.Uint32(raw[16:]),
		key:    string(raw[head:]),
	}, nil
}

func badCursor(rule string) *catalogue.Error {
	return &catalogue.Error{Kind: catalogue.Invalid, Field: "after", Message: rule}
}

// question is the hash of what a connection asks, in a fixed spelling.
func question(parts ...any) uint64 {
	var room [256]byte // enough for most; longer questions are allocated
	spelling := room[:0]
	for _, part := range parts {
		if s, ok := part.(string); ok {
			spelling = append(spelling, s...)
		} else {
			spelling = fmt.Append(spelling, part)
		}
		spelling = append(spelling, 0)
	}
	h := fnv.New64a()
	_, _ = h.Write(spelling) // a hash cannot fail to be written to
	return h.Sum64()
}
