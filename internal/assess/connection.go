package assess

import (
	"slices"

	"fundus/internal/catalogue"
)

// connectionEffort is the share of the affected authorities that are connected to a
// solution already. One of which no application is stated may be.
func (d *desk) connectionEffort(solution catalogue.ID) points {
	if len(d.affected) == 0 {
		return unknownPoints("Es ist nicht bekannt, welche Behörden betroffen sind.")
	}
	joined := d.joined(solution)
	var providers []catalogue.ID
	for _, s := range joined {
		providers = append(providers, d.operators(s)...)
	}
	providers = set(providers)
	var connected []catalogue.ID
	open := 0
	for _, a := range d.affected {
		applications := d.applications(a)
		switch {
		case len(applications) == 0:
			open++
		case d.connects(applications, joined, providers):
			connected = append(connected, a)
		}
	}
	return measuredAs(share(len(connected), open, len(d.affected)), firstOf(connected),
		"Von %d betroffenen Behörden sind %d schon angebunden, selbst oder durch ihren IT-Dienstleister; von %d ist kein Verfahren erfasst.", len(d.affected), len(connected), open)
}

// connects says whether one of the applications is joined to the solution, or is
// operated by somebody who operates one that is.
func (d *desk) connects(applications, joined, providers []catalogue.ID) bool {
	return slices.ContainsFunc(applications, func(app catalogue.ID) bool {
		_, found := slices.BinarySearch(joined, app)
		return found || len(common(d.operators(app), providers)) > 0
	})
}

// joined are the solution and the applications that call an interface of it or depend
// on it.
func (d *desk) joined(solution catalogue.ID) []catalogue.ID {
	out := append([]catalogue.ID{solution}, d.to(solution, catalogue.DependsOn)...)
	for _, i := range d.from(solution, catalogue.Exposes) {
		out = append(out, d.to(i, catalogue.Consumes)...)
	}
	return set(out)
}

// networkGain is the share of the pairs of a needed service and an affected authority
// competent for it that the solution would serve and nothing serves yet.
func (d *desk) networkGain(solution catalogue.ID) points {
	supported := d.from(solution, catalogue.Supports)
	pairs, gained := 0, 0
	for _, service := range d.need.Services {
		concerned := common(d.affected, d.competent(service))
		pairs += len(concerned)
		if slices.Contains(supported, service) {
			gained += len(concerned) - len(common(concerned, d.live(service)))
		}
	}
	switch {
	case pairs == 0:
		return unknownPoints("Es ist nicht bekannt, für welche Behörden die Leistungen des Bedarfs gebraucht werden.")
	case len(supported) == 0:
		return unknownPoints("Welche Leistungen die Lösung unterstützt, ist nicht erfasst.")
	}
	return measuredAs(share(gained, 0, pairs), common(d.need.Services, supported),
		"Für %d von %d betroffenen Zuständigkeiten wäre sie das erste laufende Angebot.", gained, pairs)
}

// live are the authorities that have a live offer of a service.
func (d *desk) live(service catalogue.ID) []catalogue.ID {
	return kept(d.served, service, func() (out []catalogue.ID) {
		for r := range d.v.Rows(service, catalogue.Offers.Role(catalogue.EndTo)) {
			if r.Status() == catalogue.OfferLive {
				out = append(out, r.At(catalogue.EndFrom))
			}
		}
		return set(out)
	})
}
