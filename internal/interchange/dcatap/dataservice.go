package dcatap

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// access is how a data service serves a dataset, and the statement that says so.
type access struct {
	service node
	link    *statement
}

// servicesByDataset finds the data services of each dataset: those that say they serve it, and those through which its
// distributions are had.
func (r *reader) servicesByDataset() map[node][]access {
	services := make(map[node][]access)
	for i := range r.statements {
		s := &r.statements[i]
		switch r.properties[s.property].name {
		case "dcat:servesDataset":
			services[s.object] = append(services[s.object], access{s.subject, s})
		case "dcat:distribution":
			for _, link := range r.peek(s.object, "dcat:accessService") {
				services[s.subject] = append(services[s.subject], access{link.object, link})
			}
		}
	}
	return services
}

func (r *reader) dataServices(services []access) []catalogue.DataService {
	var out []catalogue.DataService
	read := make(map[node]bool)
	for _, a := range services {
		if !r.described(a.service) {
			continue
		}
		a.link.done = true
		if !read[a.service] {
			read[a.service] = true
			out = append(out, r.dataService(a.service))
		}
	}
	slices.SortStableFunc(out, func(a, b catalogue.DataService) int { return cmp.Or(cmp.Compare(a.IRI, b.IRI), compareWhole(a, b)) })
	return out
}

func (r *reader) dataService(n node) catalogue.DataService {
	r.taken[n] = true
	r.tickTypes(n)
	s := catalogue.DataService{
		IRI:                 r.iriOf(n),
		Title:               r.text(n, "dct:title", longestTitle),
		Description:         r.text(n, "dct:description", longestDescription),
		EndpointURL:         r.oneLine(n, "dcat:endpointURL"),
		EndpointDescription: r.oneLine(n, "dcat:endpointDescription"),
		ConformsTo:          r.lines(n, "dct:conformsTo"),
	}
	s.Licence, s.LicenceText = r.licence(n)
	return s
}
