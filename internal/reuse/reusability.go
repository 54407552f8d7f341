package reuse

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// RequirementGroup is a group of the minimum requirements of "Einer für Alle".
type RequirementGroup string

// The groups, in the order of their publisher. Source: FITKO, EfA-Mindestanforderungen,
// docs.fitko.de.
const (
	GroupDesign       RequirementGroup = "DESIGN"        // Oberflächengestaltung und Design
	GroupLogic        RequirementGroup = "LOGIC"         // Fachlogik
	GroupAccount      RequirementGroup = "ACCOUNT"       // Nutzerkonto
	GroupPayment      RequirementGroup = "PAYMENT"       // Payment
	GroupDataExchange RequirementGroup = "DATA_EXCHANGE" // Datenaustauschstandard
	GroupRouting      RequirementGroup = "ROUTING"       // Routing & Transport
	GroupLegal        RequirementGroup = "LEGAL"         // Rechtliche Nachnutzungsmöglichkeit
	GroupOrganisation RequirementGroup = "ORGANISATION"  // Organisation
)

// Reusability (Nachnutzbarkeit) is what the catalogue says of a solution for each group
// of the minimum requirements, and who would gain if others could use it. It is no test
// of the requirements themselves, of which there are many in each group: PASS says that
// what the catalogue can know of the group is there, FAIL that it is known not to be.
type Reusability struct {
	in       *view.View
	solution catalogue.ID
	groups   []GroupFinding
}

// GroupFinding is what the catalogue says for one group.
type GroupFinding struct {
	in      *view.View
	Group   RequirementGroup
	Verdict catalogue.Verdict
	Reason  string // in German, a sentence
	on      []catalogue.ID
}

// Records are what the verdict rests on.
func (g GroupFinding) Records() []view.Record {
	return records(g.in, g.on[:min(len(g.on), view.MaxPage)])
}

// ReusabilityOf is that of a solution that is seen.
func ReusabilityOf(v *view.View, solution catalogue.ID) Reusability {
	r := Reusability{in: v, solution: solution}
	x := examined{view: v, id: solution}
	x.solution, _ = v.Snapshot().Record(solution).(*catalogue.Solution)
	if x.solution == nil || !v.Sees(solution) {
		return r
	}
	for _, g := range []struct {
		group RequirementGroup
		finds func() finding
	}{
		{GroupDesign, x.judgedByPeople}, {GroupLogic, x.judgedByPeople},
		{GroupAccount, x.baseServices}, {GroupPayment, x.baseServices},
		{GroupDataExchange, x.dataExchange}, {GroupRouting, x.routing},
		{GroupLegal, x.legal}, {GroupOrganisation, x.organisation},
	} {
		f := g.finds()
		r.groups = append(r.groups, GroupFinding{v, g.group, f.verdict, f.reason, f.on})
	}
	return r
}

// Met are the groups of which all is there that the catalogue can know.
func (r Reusability) Met() []GroupFinding {
	return r.those(func(v catalogue.Verdict) bool { return v == catalogue.VerdictPass })
}

// Missing are the others: what is known not to be there and what is not known.
func (r Reusability) Missing() []GroupFinding {
	return r.those(func(v catalogue.Verdict) bool { return v != catalogue.VerdictPass })
}

func (r Reusability) those(meant func(catalogue.Verdict) bool) []GroupFinding {
	out := []GroupFinding{}
	for _, g := range r.groups {
		if meant(g.Verdict) {
			out = append(out, g)
		}
	}
	return out
}

// judgedByPeople is what the catalogue knows nothing of.
func (x examined) judgedByPeople() finding {
	return unknown(nil, "Von Menschen zu beurteilen.")
}

// baseServices names the base services on which the solution depends: which of them is
// for accounts or for payment no statement says.
func (x examined) baseServices() finding {
	var base []catalogue.ID
	for _, id := range x.view.Others(x.id, catalogue.DependsOn.Role(catalogue.EndFrom)) {
		if s, ok := x.view.Snapshot().Record(id).(*catalogue.Solution); ok && s.SolutionKind == catalogue.SolutionBaseService {
			base = append(base, id)
		}
	}
	if len(base) == 0 {
		return unknown(nil, "Eine Abhängigkeit von einem Basisdienst ist nicht erfasst.")
	}
	return unknown(base, "Von Menschen zu beurteilen: Die Lösung hängt ab von %s.", enumerated(x.view, base))
}

// dataExchange passes where the solution implements a standard, and all that its services
// and itself require.
func (x examined) dataExchange() finding {
	implemented := x.view.Others(x.id, catalogue.Implements.Role(catalogue.EndFrom))
	need := Need{Services: x.view.Others(x.id, catalogue.Supports.Role(catalogue.EndFrom))}
	switch missing := missingStandards(x.view, x.id, need); {
	case len(missing) > 0:
		return unknown(missing, "Nicht belegt ist, dass die Lösung %s umsetzt.", enumerated(x.view, missing))
	case len(implemented) == 0:
		return unknown(nil, "Ein umgesetzter Standard ist nicht erfasst.")
	}
	return pass(implemented, "Die Lösung setzt %s um.", enumerated(x.view, implemented))
}

// routing passes where the solution exposes an interface that conforms to a standard.
func (x examined) routing() finding {
	exposed := x.view.Others(x.id, catalogue.Exposes.Role(catalogue.EndFrom))
	for _, i := range exposed {
		if standards := x.view.Others(i, catalogue.ConformsTo.Role(catalogue.EndFrom)); len(standards) > 0 {
			return pass(append([]catalogue.ID{i}, standards...), "Die Schnittstelle „%s“ entspricht %s.", nameOf(x.view, i), enumerated(x.view, standards))
		}
	}
	if len(exposed) == 0 {
		return unknown(nil, "Eine Schnittstelle der Lösung ist nicht erfasst.")
	}
	return unknown(exposed, "Welchem Standard %s entspricht, ist nicht erfasst.", enumerated(x.view, exposed))
}

// legal passes where the licence is open, or where others use the solution than those
// who develop, operate and own it: then there is a way to.
func (x examined) legal() finding {
	if x.solution.Licence.Open() {
		return pass([]catalogue.ID{x.id}, "Die Lizenz %s ist offen.", x.solution.Licence)
	}
	if others := x.strangers(); len(others) > 0 {
		return pass(others, "Belegt nutzen sie auch andere als ihre Träger: %s.", enumerated(x.view, others))
	}
	if x.solution.Licence == "" {
		return unknown(nil, "Eine Lizenz ist nicht erfasst.")
	}
	return unknown([]catalogue.ID{x.id}, "Die Lizenz %s ist nicht offen; eine Nachnutzung bedarf einer Vereinbarung.", x.solution.Licence)
}

// strangers are the authorities that are confirmed to use the solution and neither
// develop nor operate nor own it, by number.
func (x examined) strangers() []catalogue.ID {
	found := snapshot.NewSet()
	for e := range x.view.Rows(x.id, catalogue.Uses.Role(catalogue.EndTo)) {
		if confirms(x.view.Snapshot().EdgeEvidence(e.ID)) {
			found.Add(e.At(catalogue.EndFrom))
		}
	}
	users := slices.Collect(found.Set().All())
	for _, r := range []catalogue.Relation{catalogue.Develops, catalogue.Operates, catalogue.Owns} {
		users = without(users, x.view.Others(x.id, r.Role(catalogue.EndTo)))
	}
	return users
}

// organisation fails where maintenance is known to have ended or the solution to phase
// out, and passes where operator, owner and maintenance are known.
func (x examined) organisation() finding {
	s, own := x.solution, []catalogue.ID{x.id}
	phase := s.PhaseOn(x.view.Day())
	switch {
	case phase == catalogue.PhaseOut || phase == catalogue.PhaseRetired:
		return fail(own, "Die Lösung ist in der Lebensphase „%s“.", label(catalogue.LifecyclePhases, string(phase)))
	case s.MaintenanceType == "NONE":
		return fail(own, "Die Lösung wird nicht gepflegt.")
	case s.MaintainedUntil != 0 && s.MaintainedUntil < x.view.Day():
		return fail(own, "Der letzte Pflegevertrag endete am %s.", germanDay(s.MaintainedUntil))
	}
	operators := x.view.Others(x.id, catalogue.Operates.Role(catalogue.EndTo))
	owners := x.view.Others(x.id, catalogue.Owns.Role(catalogue.EndTo))
	var lacks []string
	for _, l := range []struct {
		what  string
		lacks bool
	}{{"Betreiber", len(operators) == 0}, {"Verantwortliche", len(owners) == 0}, {"Pflege", s.MaintenanceType == ""}} {
		if l.lacks {
			lacks = append(lacks, l.what)
		}
	}
	if len(lacks) > 0 {
		return unknown(nil, "Nicht erfasst: %s.", joined(lacks))
	}
	on := slices.Concat(operators, owners)
	slices.Sort(on)
	return pass(slices.Compact(on), "Betrieben von %s, verantwortet von %s, Pflege: %s.", enumerated(x.view, operators), enumerated(x.view, owners), label(catalogue.MaintenanceTypes, string(s.MaintenanceType)))
}

// WouldGain is who would gain if the solution were offered to others: the authorities
// that are competent for a service which it serves and do not offer that live.
func (r Reusability) WouldGain() Gain {
	found := snapshot.NewSet()
	for _, service := range served(r.in, r.solution) {
		live := snapshot.NewSet()
		for e := range r.in.Rows(service, catalogue.Offers.Role(catalogue.EndTo)) {
			if e.Status() == catalogue.OfferLive {
				live.Add(e.At(catalogue.EndFrom))
			}
		}
		for e := range r.in.Rows(service, catalogue.CompetentFor.Role(catalogue.EndTo)) {
			if a := e.At(catalogue.EndFrom); !live.Has(a) {
				found.Add(a)
			}
		}
	}
	return Gain{r.in, found.Set()}
}

// Gain is authorities that would gain.
type Gain struct {
	in  *view.View
	all snapshot.Set
}

// Count is how many there are.
func (g Gain) Count() int { return g.all.Count() }

// Gainers are the first of them, by number.
func (g Gain) Gainers(first *int) ([]view.Authority, error) {
	return firstOf[view.Authority](g.in, g.all, first)
}
