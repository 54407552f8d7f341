package rollout

import (
	"fundus/internal/catalogue"
	"fundus/internal/territory"
)

// ChainLink is a link of the chain from an authority to a service that is online
// there. Each rests on those before it:
//
//	authority → IT provider → application → interface → solution → contract
type ChainLink string

// The links.
const (
	LinkProvider    ChainLink = "IT_PROVIDER" // IT-Dienstleister
	LinkApplication ChainLink = "APPLICATION" // Fachverfahren
	LinkInterface   ChainLink = "INTERFACE"   // Schnittstelle oder Standard
	LinkSolution    ChainLink = "SOLUTION"    // Onlinedienst
	LinkContract    ChainLink = "CONTRACT"    // Vertrag
)

// chainLinks are the links in their order; a link is stored as its place.
var chainLinks = [...]ChainLink{LinkProvider, LinkApplication, LinkInterface, LinkSolution, LinkContract}

const (
	atProvider = iota
	atApplication
	atInterface
	atSolution
	atContract
	linkCount
)

// LinkState is whether a link of a chain is there.
type LinkState string

// The states.
const (
	LinkPresent LinkState = "PRESENT"
	LinkMissing LinkState = "MISSING"
	LinkUnknown LinkState = "UNKNOWN" // the catalogue says too little to tell
)

// MissingLink is the first link of a chain that is missing, or why none is named.
type MissingLink string

// What is missing besides a link.
const (
	MissingUnknown MissingLink = "UNKNOWN" // nothing is known of what the authority works with
	MissingRollout MissingLink = "ROLLOUT" // no link is missing: it is only not live
)

// MissingLinks are all of them, in their order.
var MissingLinks = []MissingLink{
	MissingUnknown, MissingLink(LinkProvider), MissingLink(LinkApplication), MissingLink(LinkInterface),
	MissingLink(LinkSolution), MissingLink(LinkContract), MissingRollout,
}

// chain is what there is between an authority and a service that it is competent
// for and that is not live there. Records that there are not are 0.
type chain struct {
	service, authority catalogue.ID
	competence         catalogue.EdgeID // the first statement that says so
	where              territory.Region // for which the authority is competent
	provider           catalogue.ID
	application        catalogue.ID
	candidate          catalogue.ID
	prospect           catalogue.ID // an application that it could take, where it has none
	links              [linkCount]LinkState
	missing            MissingLink
}

// judge says which links are there, from the records that have been found.
func (c *chain) judge(s *estate, contract bool) {
	c.links[atProvider] = stateOf(c.provider != 0)
	switch {
	case c.application != 0:
		c.links[atApplication] = LinkPresent
	case c.prospect != 0:
		c.links[atApplication] = LinkMissing
	default: // no application is known that could be missing
		c.links[atApplication] = LinkUnknown
	}
	c.links[atSolution] = stateOf(c.candidate != 0)
	c.links[atContract] = stateOf(contract)
	c.links[atInterface] = LinkUnknown // of what is not there nobody can say what it talks to
	if c.application != 0 && c.candidate != 0 {
		_, exchanging := s.exchange(c.application, c.candidate)
		c.links[atInterface] = stateOf(exchanging)
	}
	if !s.known(c.authority) {
		c.links[atProvider], c.links[atApplication], c.links[atInterface] = LinkUnknown, LinkUnknown, LinkUnknown
		if !contract {
			c.links[atContract] = LinkUnknown
		}
	}
	c.missing = c.first(s)
}

func stateOf(there bool) LinkState {
	if there {
		return LinkPresent
	}
	return LinkMissing
}

func (c *chain) first(s *estate) MissingLink {
	if !s.known(c.authority) {
		return MissingUnknown
	}
	for i, state := range c.links {
		if state == LinkMissing {
			return MissingLink(chainLinks[i])
		}
	}
	return MissingRollout
}
