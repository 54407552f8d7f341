package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// BlockersQuery is what blockers can be asked.
type BlockersQuery struct {
	view.Paging
	Scope
	Missing []MissingLink // only pairs whose first missing link is one of these; all where none is named
}

// BlockerConnection is a page of the pairs of a service and an authority that is
// competent for it of which the service is not live there, by service and then by
// authority, each with what is missing.
type BlockerConnection struct {
	view.Listed[Blocker]
	Pairs  int // all pairs that were asked for, the served ones too
	Counts []MissingLinkCount
}

// MissingLinkCount is how many pairs miss a link first. All pairs that were asked for
// are counted, also those whose first missing link was not.
type MissingLinkCount struct {
	Missing     MissingLink
	Pairs       int
	Authorities int // each once
	Services    int // each once
}

// FindBlockers looks at all pairs that are meant.
func FindBlockers(v *view.View, q BlockersQuery) (BlockerConnection, error) {
	s, err := surveyOf(v, q.Scope)
	if err != nil {
		return BlockerConnection{}, err
	}
	b := BlockerConnection{Pairs: s.pairs, Counts: s.counts()}
	b.Listed, err = pageOf(v, q.Paging, s.missing(q.Missing),
		func(c chain) view.Place { return view.Place{Number: int64(c.key())} },
		func(c chain) Blocker { return Blocker{s.estate, c} },
		"blockers", q.Services, q.Authorities, q.Missing)
	return b, err
}

// missing are the chains whose first missing link is one of some; all where none is named.
func (s *survey) missing(links []MissingLink) []chain {
	if len(links) == 0 {
		return s.chains
	}
	var meant []chain
	for _, c := range s.chains {
		if slices.Contains(links, c.missing) {
			meant = append(meant, c)
		}
	}
	return meant
}

func (s *survey) counts() []MissingLinkCount {
	out := make([]MissingLinkCount, len(MissingLinks))
	for i, m := range MissingLinks {
		var authorities []catalogue.ID
		out[i].Missing = m
		last := catalogue.ID(0)
		for j := range s.chains {
			c := &s.chains[j]
			if c.missing != m {
				continue
			}
			out[i].Pairs++
			authorities = append(authorities, c.authority)
			if c.service != last {
				out[i].Services++
				last = c.service
			}
		}
		slices.Sort(authorities)
		out[i].Authorities = len(slices.Compact(authorities))
	}
	return slices.DeleteFunc(out, func(c MissingLinkCount) bool { return c.Pairs == 0 })
}

// Blocker is a service that an authority is competent for and that is not live there.
type Blocker struct {
	in *estate
	chain
}

// Authority is the authority.
func (b Blocker) Authority() view.Authority { return handle[view.Authority](b.in.view, b.authority) }

// Service is the service.
func (b Blocker) Service() view.Service { return handle[view.Service](b.in.view, b.service) }

// Competence is the first statement of the competence.
func (b Blocker) Competence() view.Statement {
	s, _ := b.in.view.StatementAt(b.competence)
	return s
}

// Missing is the first link that is missing.
func (b Blocker) Missing() MissingLink { return b.missing }

// Candidate is the solution through which the service could be offered.
func (b Blocker) Candidate() (view.Solution, bool) {
	return view.Handle[view.Solution](b.in.view, b.candidate)
}

// Prospect is a line-of-business application that the authority could take where it
// has none.
func (b Blocker) Prospect() (view.Solution, bool) {
	return view.Handle[view.Solution](b.in.view, b.prospect)
}

// BlockerLink is a link of a chain with what is there.
type BlockerLink struct {
	Link       ChainLink
	State      LinkState
	Record     view.Record // what is there: a provider, an application, an interface, …; nil where nothing is
	Statements []view.Statement
}

// Links are all links of the chain, in their order.
func (b Blocker) Links() []BlockerLink {
	out := make([]BlockerLink, linkCount)
	for i, name := range chainLinks {
		out[i] = BlockerLink{Link: name, State: b.links[i], Statements: []view.Statement{}}
		if out[i].State != LinkPresent {
			continue
		}
		id, statements := b.behind(i)
		out[i].Record = b.in.view.At(id)
		for _, e := range statements {
			if s, ok := b.in.view.StatementAt(e); ok {
				out[i].Statements = append(out[i].Statements, s)
			}
		}
	}
	return out
}
