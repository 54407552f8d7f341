package access

import (
	"errors"
	"fmt"

	"fundus/internal/catalogue"
)

// Attempt is something that somebody was refused, as it is noted for those who look after
// the program.
type Attempt struct {
	Actor     Actor
	Action    Action
	Operation string   // by what name he tried it: a mutation, an address
	About     []string // the records and statements, as far as the first few
	Reason    string
}

// mostAbout bounds what an attempt names.
const mostAbout = 20

// Refused is an attempt at something that was Forbidden, and whether it was that at all.
func Refused(a Actor, do Action, operation string, changes []catalogue.Change, err error) (Attempt, bool) {
	if catalogue.KindOf(err) != catalogue.Forbidden {
		return Attempt{}, false
	}
	return Attempt{Actor: a, Action: do, Operation: operation, About: about(changes, err), Reason: reason(err)}, true
}

// reason is the first thing that is wrong: the others are alike.
func reason(err error) string {
	var several catalogue.Errors
	if errors.As(err, &several) && len(several) > 0 {
		return several[0].Message
	}
	return err.Error()
}

// about names what was refused: what the error names, or all that was to be changed.
func about(changes []catalogue.Change, err error) (out []string) {
	var several catalogue.Errors
	if errors.As(err, &several) {
		for _, e := range several {
			if e.Record != "" && len(out) < mostAbout {
				out = append(out, e.Record)
			}
		}
	}
	for _, c := range changes {
		if len(out) >= mostAbout {
			break
		}
		if several == nil {
			out = append(out, target(c))
		}
	}
	return out
}

// target is what a change is about, in the words of its sender, cut to what is worth
// noting.
func target(c catalogue.Change) string {
	switch c := c.(type) {
	case catalogue.Put:
		return short(catalogue.Describe(c.Record))
	case catalogue.Remove:
		return short(string(c.Target))
	case catalogue.Relate:
		return short(fmt.Sprintf("%s %s %s", c.From, c.Relation, c.To))
	case catalogue.Unrelate:
		return "statement " + catalogue.GlobalEdgeID(c.ID)
	default:
		return short(fmt.Sprintf("%T", c))
	}
}

func short(s string) string {
	const most = 200
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
