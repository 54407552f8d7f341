package assess

import (
	"slices"

	"fundus/internal/catalogue"
)

// measured are the points that the catalogue itself gives a solution. Each measure is
// a share in hundredths of a point, cut and never rounded up; a part that nobody has
// stated is unknown, and where nothing is stated at all so are the points, which is
// not the same as none.
//
//	FUNCTIONAL_COVER    services and capabilities of the need that it serves / that are needed
//	CONFIRMED_ADOPTION  confirmed users / affected authorities, at most all
//	INTEROPERABILITY    standards that it implements / that are required
//	SOVEREIGNTY         open licence, public development, public operation: of three
//	VITALITY            development status in fourths and maintenance, half each
//	CONNECTION_EFFORT   affected authorities whose application or IT provider is connected / affected
//	NETWORK_GAIN        pairs of a needed service and an affected authority that it would serve first / pairs
//	DELIVERY_RISK       phase: productive 100, pilot 50, planned 25, phasing out or retired 0
func (d *desk) measured(solution catalogue.ID, m catalogue.CriterionMeasure) points {
	s, ok := d.v.Snapshot().Record(solution).(*catalogue.Solution)
	if !ok || !d.v.Sees(solution) {
		return unknownPoints("Die Lösung ist im Bestand nicht zu sehen.")
	}
	switch m {
	case catalogue.MeasureFunctionalCover:
		return d.functionalCover(solution)
	case catalogue.MeasureConfirmedAdoption:
		return d.confirmedAdoption(solution)
	case catalogue.MeasureInteroperability:
		return d.interoperability(solution)
	case catalogue.MeasureSovereignty:
		return sovereignty(s)
	case catalogue.MeasureVitality:
		return vitality(s, d.v.Day())
	case catalogue.MeasureConnectionEffort:
		return d.connectionEffort(solution)
	case catalogue.MeasureNetworkGain:
		return d.networkGain(solution)
	case catalogue.MeasureDeliveryRisk:
		return deliveryRisk(s, d.v.Day())
	case catalogue.MeasureJudged:
	}
	return unknownPoints("Von Menschen zu beurteilen; kein Punktwert erfasst.")
}

func (d *desk) functionalCover(solution catalogue.ID) points {
	needed := len(d.need.Services) + len(d.need.Capabilities)
	if needed == 0 {
		return unknownPoints("Der Bedarf nennt weder Leistungen noch Fähigkeiten.")
	}
	serves := set(slices.Concat(d.from(solution, catalogue.Supports), d.carries(solution).services))
	provides := d.from(solution, catalogue.Provides)
	services, capabilities := common(d.need.Services, serves), common(d.need.Capabilities, provides)
	open := 0
	if len(serves) == 0 {
		open += len(d.need.Services)
	}
	if len(provides) == 0 {
		open += len(d.need.Capabilities)
	}
	covered := len(services) + len(capabilities)
	return measuredAs(share(covered, open, needed), slices.Concat(services, capabilities),
		"%d von %d benötigten Leistungen und Fähigkeiten sind abgedeckt, %d ungeklärt.", covered, needed, open)
}

func (d *desk) confirmedAdoption(solution catalogue.ID) points {
	users, stated := confirmedUsers(d.v, solution, d.carries(solution))
	switch {
	case len(d.affected) == 0:
		return unknownPoints("Es ist nicht bekannt, welche Behörden betroffen sind.")
	case !stated:
		return unknownPoints("Über die Nutzung ist nichts erfasst.")
	}
	return measuredAs(share(min(len(users), len(d.affected)), 0, len(d.affected)), firstOf(users),
		"%d Behörden nutzen die Lösung bestätigt; betroffen sind %d.", len(users), len(d.affected))
}

// interoperability is asked of the standards that the need or its services require and,
// of those that the solution itself requires, of the binding ones.
func (d *desk) interoperability(solution catalogue.ID) points {
	required := slices.Clone(d.need.Standards)
	for _, s := range d.need.Services {
		required = append(required, d.from(s, catalogue.Requires)...)
	}
	for _, s := range d.from(solution, catalogue.Requires) {
		if r, ok := d.v.Snapshot().Record(s).(*catalogue.Standard); ok && r.Bindingness == binding {
			required = append(required, s)
		}
	}
	required = set(required)
	implemented := d.from(solution, catalogue.Implements)
	switch {
	case len(required) == 0:
		return unknownPoints("Für den Bedarf ist kein Standard verlangt.")
	case len(implemented) == 0:
		return unknownPoints("Welche Standards die Lösung umsetzt, ist nicht erfasst.")
	}
	met := common(required, implemented)
	return measuredAs(share(len(met), 0, len(required)), met, "%d von %d verlangten oder verbindlichen Standards sind umgesetzt.", len(met), len(required))
}

// binding is the code of a standard that must be used.
const binding catalogue.Bindingness = "BINDING"

func sovereignty(s *catalogue.Solution) points {
	yes, open := 0, 0
	for _, known := range []struct{ stated, met bool }{
		{s.Licence != "", s.Licence.Open()},
		{s.Development != "", s.Development != catalogue.SphereThirdParty},
		{s.Operation != "", s.Operation != catalogue.SphereThirdParty},
	} {
		switch {
		case !known.stated:
			open++
		case known.met:
			yes++
		}
	}
	return measuredAs(share(yes, open, 3), []catalogue.ID{s.ID}, "Von offener Lizenz, öffentlicher Entwicklung und öffentlichem Betrieb sind %d gegeben, %d ungeklärt.", yes, open)
}

// developed is how far a solution is by its development status, in fourths.
var developed = map[catalogue.DevelopmentStatus]int{"CONCEPT": 1, "DEVELOPMENT": 2, "BETA": 3, "STABLE": 4, "OBSOLETE": 0}

func vitality(s *catalogue.Solution, day catalogue.Day) points {
	const fourths = 4
	got, open, words := 0, 0, "Entwicklungsstand nicht erfasst"
	if s.DevelopmentStatus == "" {
		open += fourths
	} else {
		got += developed[s.DevelopmentStatus]
		words = "Entwicklungsstand: " + label(catalogue.DevelopmentStatuses, string(s.DevelopmentStatus))
	}
	switch {
	case s.MaintainedUntil != 0 && s.MaintainedUntil < day:
		words += "; Pflegevertrag abgelaufen am " + s.MaintainedUntil.String()
	case s.MaintenanceType == "" && s.MaintainedUntil == 0:
		open += fourths
		words += "; Pflege nicht erfasst"
	case s.MaintenanceType == "NONE":
		words += "; ohne Pflege"
	default:
		got += fourths
		words += "; gepflegt"
	}
	return measuredAs(share(got, open, 2*fourths), []catalogue.ID{s.ID}, "%s.", words)
}

// phased is how surely a solution delivers, by its phase.
var phased = map[catalogue.LifecyclePhase]int{
	catalogue.PhaseProductive: 100, catalogue.PhasePilot: 50, catalogue.PhasePlanned: 25, catalogue.PhaseOut: 0, catalogue.PhaseRetired: 0,
}

func deliveryRisk(s *catalogue.Solution, day catalogue.Day) points {
	phase := s.PhaseOn(day)
	if phase == "" {
		return unknownPoints("Der Lebenszyklus der Lösung ist nicht erfasst.")
	}
	return measuredAs(exactly(catalogue.DecimalFromInt(phased[phase])), []catalogue.ID{s.ID}, "Phase: %s.", label(catalogue.LifecyclePhases, string(phase)))
}

// mostShown bounds the records that a measurement names.
const mostShown = 20

func firstOf(ids []catalogue.ID) []catalogue.ID { return ids[:min(len(ids), mostShown)] }
