package gvisys

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// SourceIdentifier names the Source record of the register, the same for every
// edition.
var SourceIdentifier = catalogue.Identifier{Scheme: catalogue.SchemeName, Value: "destatis-gv100ad"}

// schemeRegion holds the four-digit keys of regions (Satzart 30), which are no
// Regionalschlüssel.
const schemeRegion = "gv100ad-region"

// What an edition speaks of; other fields of the records stay. The description
// of the source is given where there is none and left alone where somebody
// described it: it says nothing that an edition could change.
var (
	areaFields      = []string{"name", "areaKind", "population", "surface", "asOf", "seat"}
	authorityFields = []string{"name", "level", "authorityKind", "population"}
	sourceFields    = []string{"name", "sourceKind", "publisher", "url", "licence"}
)

// Read turns a GV100AD file into its areas, their authorities and how they hang
// together, for a catalogue that holds nothing of the register. It is an
// interchange.Read.
func Read(ctx context.Context, in interchange.Input, report *interchange.Findings) ([]catalogue.Change, error) {
	return Importer(func(func(catalogue.Record) bool) {})(ctx, in, report)
}

// Importer is Read for a catalogue that has had an edition before.
func Importer(held Held) interchange.Read {
	return func(ctx context.Context, in interchange.Input, report *interchange.Findings) ([]catalogue.Change, error) {
		r, err := load(ctx, in, report)
		if err != nil {
			return nil, err
		}
		r.stock = newStock(held)
		return r.changes(report), nil
	}
}

func (r *register) changes(report *interchange.Findings) []catalogue.Change {
	order, covers := r.bodies()
	r.tellApart(order, report)
	changes := make([]catalogue.Change, 0, 4*len(r.entries))
	changes = append(changes, r.source())
	for i := range r.entries {
		area := r.entries[i].area()
		changes = append(changes, put(area, r.fields(area, areaFields, report)))
	}
	for _, body := range order {
		authority := r.authority(body, covers[body], report)
		changes = append(changes, put(authority, r.fields(authority, authorityFields, report)))
	}
	ended := r.vanished(changes[1:], report)
	for _, held := range ended {
		changes = append(changes, r.ends(held))
	}
	changes = append(changes, r.supersede(order, ended))
	return r.appendRelations(changes, order, covers)
}

// supersede says that the edition states all that the register has to say of what
// its areas and bodies lie in and cover.
func (r *register) supersede(order []int, ended []catalogue.Record) catalogue.Change {
	refs := make([]catalogue.Ref, 0, len(r.entries)+len(order)+len(ended))
	for i := range r.entries {
		refs = append(refs, r.entries[i].ref(catalogue.KindArea))
	}
	for _, body := range order {
		refs = append(refs, r.entries[body].ref(catalogue.KindAuthority))
	}
	for _, held := range ended {
		refs = append(refs, catalogue.RefToID(held.Kind(), held.Base().ID))
	}
	return catalogue.Supersede{
		Source:  catalogue.RefTo(SourceIdentifier),
		Records: refs,
		Roles:   []catalogue.Role{catalogue.PartOf.Role(catalogue.EndFrom), catalogue.Covers.Role(catalogue.EndFrom)},
		AsOf:    r.asOf(),
	}
}

func (r *register) source() catalogue.Change {
	return catalogue.Put{
		Record: &catalogue.Source{
			Meta: catalogue.Meta{
				Identifiers: []catalogue.Identifier{SourceIdentifier},
				Name:        catalogue.T("Gemeindeverzeichnis GV100AD"),
				Description: catalogue.T("Gebiete mit ihren Schlüsseln; der Gebietsstand steht bei jedem Gebiet."),
			},
			SourceKind: "REGISTER",
			Publisher:  "Statistisches Bundesamt",
			URL:        "https://www.destatis.de/DE/Themen/Laender-Regionen/Regionales/Gemeindeverzeichnis/_inhalt.html",
			Licence:    "dl-de/by-2-0",
		},
		Fields: sourceFields,
		Seen:   catalogue.AnyRevision,
	}
}

func put(record catalogue.Record, fields []string) catalogue.Change {
	catalogue.Normalise(record)
	return catalogue.Put{Record: record, Source: catalogue.RefTo(SourceIdentifier), Fields: fields, Seen: catalogue.AnyRevision}
}

func (e *entry) area() catalogue.Record {
	return &catalogue.Area{
		Meta:       catalogue.Meta{Identifiers: e.identifiers(nil), Name: catalogue.T(e.name)},
		AreaKind:   e.kind,
		Population: e.population,
		Surface:    e.surface,
		AsOf:       e.asOf,
		Seat:       e.seat,
	}
}

func (r *register) authority(body int, covers []int, report *interchange.Findings) catalogue.Record {
	var identifiers []catalogue.Identifier
	named := &r.entries[body]
	for _, i := range covers {
		e := &r.entries[i]
		identifiers = e.identifiers(identifiers)
		if e.level == state {
			named = e // Berlin, not "Stadt Berlin"
		}
	}
	level, kind := r.rank(body, covers)
	return &catalogue.Authority{
		Meta:          catalogue.Meta{Identifiers: r.ownKeys(body, identifiers, report), Name: catalogue.T(bodyName(named))},
		Level:         level,
		AuthorityKind: kind,
		Population:    r.entries[body].population,
	}
}

// identifiers appends the keys of an area: the Regionalschlüssel, and the
// Gemeindeschlüssel where it has one.
func (e *entry) identifiers(to []catalogue.Identifier) []catalogue.Identifier {
	if e.level == region {
		return append(to, catalogue.Identifier{Scheme: schemeRegion, Value: e.key})
	}
	to = append(to, catalogue.Identifier{Scheme: catalogue.SchemeARS, Value: e.key})
	if ags := catalogue.ARS(e.key).AGS(); ags != "" {
		to = append(to, catalogue.Identifier{Scheme: catalogue.SchemeAGS, Value: string(ags)})
	}
	return to
}

// ref names the entry's record of a kind.
func (e *entry) ref(kind catalogue.Kind) catalogue.Ref {
	if kind == catalogue.KindAuthority && e.alias != (catalogue.Identifier{}) {
		return catalogue.RefToKind(kind, e.alias)
	}
	return catalogue.RefToKind(kind, e.identifiers(nil)[0])
}

func (r *register) appendRelations(to []catalogue.Change, order []int, covers map[int][]int) []catalogue.Change {
	for i := range r.entries {
		if e := &r.entries[i]; e.parent != none {
			to = append(to, relate(catalogue.PartOf, e.ref(catalogue.KindArea), r.entries[e.parent].ref(catalogue.KindArea)))
		}
	}
	for _, body := range order {
		self := r.entries[body].ref(catalogue.KindAuthority)
		if above := r.bodyAbove(body); above != none {
			to = append(to, relate(catalogue.PartOf, self, r.entries[above].ref(catalogue.KindAuthority)))
		}
		for _, i := range covers[body] {
			to = append(to, relate(catalogue.Covers, self, r.entries[i].ref(catalogue.KindArea)))
		}
	}
	return to
}

// relate states a relation on the word of the register. It carries no dates: it
// says again what the edition before said, or begins with this one.
func relate(relation catalogue.Relation, from, to catalogue.Ref) catalogue.Change {
	return catalogue.Relate{
		Relation:  relation,
		From:      from,
		To:        to,
		Source:    catalogue.RefTo(SourceIdentifier),
		EdgeFacts: catalogue.EdgeFacts{Evidence: catalogue.EvidenceRecorded},
		Seen:      catalogue.AnyRevision,
	}
}
