package snapshot

import (
	"fundus/internal/catalogue"
	"fundus/internal/text"
)

// Document is what a record offers to search: its keys, names, tags, description,
// and what else a reader would look for. The fields bear the schema's names. It is
// what the text index was given, so that a hit can be shown in its place.
func Document(r catalogue.Record) text.Document {
	m := r.Base()
	d := document{id: uint32(m.ID)}
	for _, i := range m.Identifiers {
		d.add(keyClass(i), "identifiers", i.Value)
	}
	d.text(text.Name, "name", m.Name)
	d.add(text.Tag, "tags", m.Tags...)
	d.text(text.Text, "description", m.Description)
	d.own(r)
	return text.Document{ID: d.id, Fields: d.fields}
}

// keyClass is how an identifier is searched. One that was made from a name, since
// nobody gave a better one, is no key: "Reisepass" must not be the exact key of
// one record before the records that are called so.
func keyClass(i catalogue.Identifier) text.Class {
	switch i.Scheme {
	case catalogue.SchemeName, "sample":
		return text.Text
	}
	return text.Key
}

type document struct {
	id     uint32
	fields []text.Field
}

// own adds what only records of its kind have.
func (d *document) own(r catalogue.Record) {
	switch r := r.(type) {
	case *catalogue.Dataset:
		d.text(text.Text, "legalBasisText", r.LegalBasisText)
		for i := range r.Distributions {
			d.text(text.Text, "distributions", r.Distributions[i].Title)
		}
		for i := range r.DataServices {
			d.text(text.Text, "dataServices", r.DataServices[i].Title)
		}
	case *catalogue.Solution:
		d.add(text.Tag, "vendor", r.Vendor)
		d.add(text.Text, "features", r.Features...)
		d.add(text.Key, "repository", r.Repository)
	case *catalogue.Standard:
		d.add(text.Tag, "decidedBy", r.DecidedBy)
		d.add(text.Key, "decision", r.Decision)
	case *catalogue.Interface:
		d.add(text.Tag, "protocol", r.Protocol)
	case *catalogue.LegalBasis:
		d.add(text.Name, "citation", r.Citation)
	case *catalogue.BudgetLine:
		d.add(text.Key, "title", r.Title)
	case *catalogue.Source:
		d.add(text.Tag, "publisher", r.Publisher)
	case *catalogue.Area:
		d.add(text.Text, "seat", r.Seat)
	}
}

func (d *document) add(class text.Class, name string, values ...string) {
	for _, v := range values {
		if v != "" {
			d.fields = append(d.fields, text.Field{Class: class, Name: name, Text: v})
		}
	}
}

func (d *document) text(class text.Class, name string, t catalogue.Text) {
	for _, l := range t {
		d.add(class, name, l.Value)
	}
}
