package reuse

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// NeedInput is a need as somebody describes it who has no case. Records are named by
// their ids or by references such as leika:99050012104000; a service by its
// Leistungsschlüssel alone too, with or without blanks between its groups.
type NeedInput struct {
	Services     []string
	Capabilities []string
	Standards    []string
	Authorities  []string
	Datasets     []string
	Interfaces   []string
	Text         string
	Constraints  []catalogue.Constraint
}

const (
	// MostNamed is how many records of a kind a need names, but for authorities.
	MostNamed = 100
	// MostAffected is how many authorities it names.
	MostAffected = 2000
)

// read finds the records that a need names. What is named twice counts once.
func (n NeedInput) read(v *view.View) (Need, error) {
	need := Need{Text: strings.TrimSpace(n.Text), Constraints: n.Constraints}
	for _, part := range []struct {
		field string
		kind  catalogue.Kind
		names []string
		most  int
		into  *[]catalogue.ID
	}{
		{"services", catalogue.KindService, n.Services, MostNamed, &need.Services},
		{"capabilities", catalogue.KindCapability, n.Capabilities, MostNamed, &need.Capabilities},
		{"standards", catalogue.KindStandard, n.Standards, MostNamed, &need.Standards},
		{"authorities", catalogue.KindAuthority, n.Authorities, MostAffected, &need.Authorities},
		{"datasets", catalogue.KindDataset, n.Datasets, MostNamed, &need.Datasets},
		{"interfaces", catalogue.KindInterface, n.Interfaces, MostNamed, &need.Interfaces},
	} {
		ids, err := named(v, "need."+part.field, part.kind, part.names, part.most)
		if err != nil {
			return need, err
		}
		*part.into = ids
	}
	if _, err := v.Worded("need.text", need.Text, snapshot.Set{}); err != nil {
		return need, err
	}
	if need.empty() {
		return need, badNeed("", "", "say what is needed: services, capabilities, standards, datasets, interfaces or words")
	}
	return need, checkConstraints(n.Constraints)
}

// checkConstraints holds constraints to the rules that those of a need are held to.
func checkConstraints(c []catalogue.Constraint) error {
	err := catalogue.Check(&catalogue.Need{Meta: catalogue.Meta{Name: catalogue.T("Bedarf")}, Constraints: c})
	if first, ok := errors.AsType[*catalogue.Error](err); ok {
		return badNeed("need."+first.Field, first.Value, first.Message)
	}
	return err
}

// named are the records of a kind by their names, by number.
func named(v *view.View, field string, kind catalogue.Kind, names []string, most int) ([]catalogue.ID, error) {
	if len(names) > most {
		return nil, badNeed(field, fmt.Sprint(len(names)), fmt.Sprintf("at most %d are named", most))
	}
	var out []catalogue.ID
	for _, name := range names {
		ids, err := meant(v, field, kind, name)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// meant are the records of a kind that a name means: one, but for a Leistungsschlüssel
// that several services carry, each of which is meant.
func meant(v *view.View, field string, kind catalogue.Kind, name string) ([]catalogue.ID, error) {
	bare := strings.TrimPrefix(name, catalogue.SchemeLeika+":")
	if key, err := catalogue.ParseLeikaKey(bare); err == nil && kind == catalogue.KindService {
		return keyed(v, field, key)
	}
	id, err := v.Named(field, kinded(kind, name))
	if err != nil {
		return nil, err
	}
	if is := v.Snapshot().Record(id).Kind(); is != kind {
		return nil, badNeed(field, name, fmt.Sprintf("%s names another kind: %s, not %s", name, is.Noun(), kind.Noun()))
	}
	return []catalogue.ID{id}, nil
}

// kinded is a reference that names the kind too, so that a record of another kind with
// the same identifier is not met. An id stays as it is, and so does what names a kind.
func kinded(kind catalogue.Kind, name string) string {
	scheme, _, found := strings.Cut(name, ":")
	if !found || scheme == "id" || scheme == "local" || strings.Contains(scheme, "/") {
		return name
	}
	return kind.Noun() + "/" + name
}

// keyed are the services that carry a Leistungsschlüssel, by number.
func keyed(v *view.View, field string, key catalogue.LeikaKey) ([]catalogue.ID, error) {
	var out []catalogue.ID
	for _, id := range v.Snapshot().Lookup(catalogue.KindService, catalogue.Identifier{Scheme: catalogue.SchemeLeika, Value: string(key)}) {
		if v.Sees(id) {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		return nil, &catalogue.Error{Kind: catalogue.NotFound, Field: field, Value: string(key), Message: "no service carries this Leistungsschlüssel at this moment"}
	}
	return out, nil
}

func badNeed(field, value, rule string) error {
	if field == "" {
		field = "need"
	}
	return &catalogue.Error{Kind: catalogue.Invalid, Field: field, Value: value, Message: rule}
}

// number is how many entries of a short list are asked for.
func number(first *int) (int, error) {
	if first == nil {
		return view.DefaultPage, nil
	}
	if *first < 0 || *first > view.MaxPage {
		return 0, &catalogue.Error{Kind: catalogue.Invalid, Field: "first", Value: fmt.Sprint(*first), Message: fmt.Sprintf("give 0 to %d", view.MaxPage)}
	}
	return *first, nil
}
