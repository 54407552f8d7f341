package explore

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// districtKinds are the areas of the level of districts (Kreisebene): record type 40
// of the municipal register.
var districtKinds = []catalogue.AreaKind{"INDEPENDENT_CITY", "CITY_DISTRICT", "DISTRICT", "RURAL_DISTRICT", "REGIONAL_ASSOCIATION"}

// districts finds the district (Landkreis, kreisfreie Stadt) in which something lies:
//
//	an area       that which it is, or that of the areas of which it is PART_OF
//	an authority  that of the areas that it COVERS; where it covers none, that of the
//	              authorities of which it is PART_OF
//
// What lies in several has none: a ministry is not at home in one of its districts.
type districts struct {
	view  *view.View
	known map[catalogue.ID]catalogue.ID
}

// several stands for more than one district.
const several = ^catalogue.ID(0)

// of is the global id of the district in which a record lies, "" for none.
func (d *districts) of(r catalogue.Record) string {
	if id := d.find(r.Base().ID); id != 0 && id != several {
		return catalogue.GlobalID(catalogue.KindArea, id)
	}
	return ""
}

// label is the name of a district.
func (d *districts) label(globalID string) string {
	if globalID == "" {
		return "in keinem oder mehreren Kreisen"
	}
	_, id, err := catalogue.ParseGlobalID(globalID)
	if err != nil {
		return ""
	}
	return d.view.Snapshot().Record(id).Base().Name.In(catalogue.German)
}

// find is the district of an area or authority, 0 for none. No area lies in itself;
// if one did, it would be in none.
func (d *districts) find(id catalogue.ID) catalogue.ID {
	if found, ok := d.known[id]; ok {
		return found
	}
	d.known[id] = 0
	found := d.look(id)
	d.known[id] = found
	return found
}

func (d *districts) look(id catalogue.ID) catalogue.ID {
	if a, ok := d.view.Snapshot().Record(id).(*catalogue.Area); ok && slices.Contains(districtKinds, a.AreaKind) {
		return id
	}
	if found, some := d.common(id, catalogue.Covers); some {
		return found
	}
	found, _ := d.common(id, catalogue.PartOf)
	return found
}

// common is the district of all to which a record leads by a relation, and whether
// it leads to any.
func (d *districts) common(id catalogue.ID, by catalogue.Relation) (found catalogue.ID, some bool) {
	snap := d.view.Snapshot()
	for e := range snap.Edges(id, by.Role(catalogue.EndFrom)).All() {
		if !d.view.SeesStatement(e) {
			continue
		}
		some = true
		next := d.find(snap.EdgeAt(e, catalogue.EndTo))
		switch {
		case next == 0 || next == found:
		case found == 0:
			found = next
		default:
			return several, true
		}
	}
	return found, some
}
