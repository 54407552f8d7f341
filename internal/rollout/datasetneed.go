package rollout

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// DatasetLack is what a dataset that many need lacks.
type DatasetLack string

// What a dataset may lack.
const (
	LackOwner           DatasetLack = "OWNER"            // nobody owns or publishes it
	LackLicence         DatasetLack = "LICENCE"          // no form of it has a licence
	LackMachineReadable DatasetLack = "MACHINE_READABLE" // no form of it can be read by a program
)

var datasetLacks = []DatasetLack{LackOwner, LackLicence, LackMachineReadable}

// DatasetNeedConnection is a page of the datasets that many services need and that lack
// something, those that most need first. A service needs what it takes from people and
// what a solution that serves it reads.
type DatasetNeedConnection struct {
	view.Listed[DatasetNeed]
	Needed int // all datasets that so many services need
	Counts []DatasetLackCount
}

// DatasetLackCount is how many of the list lack something.
type DatasetLackCount struct {
	Lack  DatasetLack
	Count int
}

// DefaultMinServices is how many services have to need a dataset, if it is not said.
const DefaultMinServices = 3

// FindDatasetNeeds looks at all datasets that a service takes or a solution reads.
func FindDatasetNeeds(v *view.View, minServices *int, paging view.Paging) (DatasetNeedConnection, error) {
	least := DefaultMinServices
	if minServices != nil {
		least = *minServices
	}
	if least < 1 {
		return DatasetNeedConnection{}, &catalogue.Error{Kind: catalogue.Invalid, Field: "minServices", Value: fmt.Sprint(least), Message: "a dataset that is needed is needed by 1 service or more"}
	}
	d := newDataFlow(v, v.All(catalogue.KindService))
	var out DatasetNeedConnection
	var list []DatasetNeed
	for id := range v.All(catalogue.KindDataset).All() {
		n := d.needing(id)
		if n < least {
			continue
		}
		out.Needed++
		if lacks := d.lacks(id); len(lacks) > 0 {
			list = append(list, DatasetNeed{d, id, n, lacks})
		}
	}
	if err := v.Stopped(); err != nil {
		return out, err
	}
	slices.SortFunc(list, func(a, b DatasetNeed) int {
		return cmp.Or(cmp.Compare(b.ServiceCount, a.ServiceCount), cmp.Compare(a.id, b.id))
	})
	out.Counts = countLacks(list)
	var err error
	out.Listed, err = view.Cut(v, paging, list,
		func(n DatasetNeed) view.Place { return view.Place{Number: -int64(n.ServiceCount), ID: n.id} },
		"datasetNeeds", least)
	return out, err
}

func countLacks(list []DatasetNeed) []DatasetLackCount {
	out := make([]DatasetLackCount, len(datasetLacks))
	for i, lack := range datasetLacks {
		out[i].Lack = lack
		for _, n := range list {
			if slices.Contains(n.Lacks, lack) {
				out[i].Count++
			}
		}
	}
	return out
}

// DatasetNeed is a dataset that services need.
type DatasetNeed struct {
	in           *dataFlow
	id           catalogue.ID
	ServiceCount int
	Lacks        []DatasetLack
}

// Dataset is the dataset.
func (n DatasetNeed) Dataset() view.Dataset { return handle[view.Dataset](n.in.View, n.id) }

// Services are the ids of the services that need it, by number.
func (n DatasetNeed) Services() []string {
	return globalIDs(catalogue.KindService, n.in.neededBy(n.id))
}

// neededBy are the services that need a dataset, each once, by number.
func (d *dataFlow) neededBy(dataset catalogue.ID) []catalogue.ID {
	ids := slices.Clone(d.takers.of(dataset))
	for _, solution := range d.readers.of(dataset) {
		ids = append(ids, d.serving.services.of(solution)...)
	}
	return sorted(ids)
}

// needing is how many services need a dataset.
func (d *dataFlow) needing(dataset catalogue.ID) int {
	if len(d.takers.of(dataset))+len(d.readers.of(dataset)) == 0 {
		return 0
	}
	return len(d.neededBy(dataset))
}

func (d *dataFlow) lacks(id catalogue.ID) (out []DatasetLack) {
	dataset := d.dataset(id)
	if len(d.Others(id, catalogue.Owns.Role(catalogue.EndTo))) == 0 && len(d.Others(id, catalogue.Publishes.Role(catalogue.EndTo))) == 0 {
		out = append(out, LackOwner)
	}
	if !licensed(dataset) {
		out = append(out, LackLicence)
	}
	if !machineReadable(dataset) {
		out = append(out, LackMachineReadable)
	}
	return out
}

// licensed says whether any form of a dataset has a licence, as a code or as its
// publisher wrote it.
func licensed(d *catalogue.Dataset) bool {
	return len(d.Licences()) > 0 ||
		slices.ContainsFunc(d.Distributions, func(x catalogue.Distribution) bool { return x.LicenceText != "" }) ||
		slices.ContainsFunc(d.DataServices, func(x catalogue.DataService) bool { return x.LicenceText != "" })
}

// machineReadable says whether a program can read the values of a dataset: a
// distribution has one of the formats below, or there is a data service.
func machineReadable(d *catalogue.Dataset) bool {
	return len(d.DataServices) > 0 || slices.ContainsFunc(d.Distributions, func(x catalogue.Distribution) bool {
		_, ok := slices.BinarySearch(machineReadableFormats, strings.ToUpper(strings.TrimSpace(x.Format)))
		return ok
	})
}

// machineReadableFormats are codes of the EU file type list whose structure says what
// a value is (Directive (EU) 2019/1024, article 2, number 13) and whose specification
// is open, ascending. The choice is our own; pictures, pages and archives are not in it.
var machineReadableFormats = []string{
	"CSV", "GEOJSON", "GML", "GPKG", "JSON", "JSON_LD", "KML", "N3", "ODS", "RDF", "RDF_N_QUADS", "RDF_N_TRIPLES",
	"RDF_TRIG", "RDF_TURTLE", "RDF_XML", "SHP", "TSV", "WFS_SRVC", "XLSX", "XML",
}
