package adoption

import (
	"fmt"
	"slices"

	"fundus/internal/assess"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/rollout"
	"fundus/internal/view"
)

// MostOffers is how many offers are assumed at once; of a need for more nothing is said.
const MostOffers = 5_000

// Coverage is how far the services of a case are offered, before and after.
type Coverage struct {
	file   *casefile.File
	option *casefile.Option
	offers []catalogue.Change
	before rollout.Coverage
	after  *rollout.Coverage
}

// Of is the coverage of a case, false where it is not seen or its need is about no
// services.
func Of(v *view.View, id catalogue.ID) (Coverage, bool, error) {
	f, ok := casefile.Read(v, id)
	if !ok || len(f.Need.Services) == 0 {
		return Coverage{}, false, nil
	}
	c := Coverage{file: f}
	var err error
	if c.before, err = covered(v, f); err != nil {
		return Coverage{}, false, err
	}
	if c.option, err = optionOf(f); err != nil || c.option == nil {
		return c, err == nil, err
	}
	if c.option.OptionKind != catalogue.OptionNoSystem {
		c.offers = offers(f, c.option)
	}
	if len(c.offers) > MostOffers {
		return c, true, nil
	}
	assumed, err := v.Assuming(c.offers)
	if err != nil {
		return Coverage{}, false, err
	}
	after, err := covered(assumed, f)
	c.after = &after
	return c, err == nil, err
}

// optionOf is the option of the newest decision that chooses one, else the one that
// leads, nil for none.
func optionOf(f *casefile.File) (*casefile.Option, error) {
	for _, d := range slices.Backward(f.Decisions) {
		if len(d.Chosen) == 1 {
			o, _ := f.Option(d.Chosen[0])
			return o, nil
		}
	}
	a, err := assess.Of(f.View, f.ID)
	if err != nil {
		return nil, err
	}
	first, ok := a.First()
	if !ok {
		return nil, nil
	}
	o, _ := f.Option(first.ID)
	return o, nil
}

// covered is the coverage of the services of a need by whom it is about.
func covered(v *view.View, f *casefile.File) (rollout.Coverage, error) {
	q := rollout.CoverageQuery{Basis: rollout.BasisCompetence, Services: only(catalogue.KindService, f.Need.Services)}
	if len(f.Need.Authorities) > 0 {
		q.Authorities = only(catalogue.KindAuthority, f.Need.Authorities)
	}
	return rollout.Cover(v, q)
}

// only means some records of a kind.
func only(k catalogue.Kind, ids []catalogue.ID) view.Filter {
	in := make([]any, len(ids))
	for i, id := range ids {
		in[i] = catalogue.GlobalID(k, id)
	}
	return view.Filter{"id": map[string]any{"in": in}}
}

// offers are those that an option would bring: of each service in the land of each
// competence for it, one more than may be assumed at most.
func offers(f *casefile.File, o *casefile.Option) []catalogue.Change {
	var out []catalogue.Change
	asked := map[catalogue.ID]bool{}
	for _, id := range f.Need.Authorities {
		asked[id] = true
	}
	for _, service := range f.Need.Services {
		for e := range f.View.Rows(service, catalogue.CompetentFor.Role(catalogue.EndTo)) {
			authority := e.At(catalogue.EndFrom)
			if len(asked) > 0 && !asked[authority] {
				continue
			}
			out = append(out, offer(authority, service, o.Solution, e.At(catalogue.EndArea)))
			if len(out) > MostOffers {
				return out
			}
		}
	}
	return out
}

// offer states that a service is offered live, in an area and through a solution where
// there are these.
func offer(authority, service, solution, area catalogue.ID) catalogue.Relate {
	r := catalogue.Relate{
		Relation: catalogue.Offers, Seen: catalogue.AnyRevision,
		From:      catalogue.RefToID(catalogue.KindAuthority, authority),
		To:        catalogue.RefToID(catalogue.KindService, service),
		EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferLive},
	}
	if solution != 0 {
		r.Via = catalogue.RefToID(catalogue.KindSolution, solution)
	}
	if area != 0 {
		r.Area = catalogue.RefToID(catalogue.KindArea, area)
	}
	return r
}

// Before is the coverage as it is.
func (c Coverage) Before() rollout.Coverage { return c.before }

// After is the coverage as it would be, false where no option stands for it, and where
// more would have to be assumed than can be.
func (c Coverage) After() (rollout.Coverage, bool) {
	if c.after == nil {
		return rollout.Coverage{}, false
	}
	return *c.after, true
}

// Option is the option that is assumed, false for none.
func (c Coverage) Option() (view.Option, bool) {
	if c.option == nil {
		return view.Option{}, false
	}
	return view.Handle[view.Option](c.file.View, c.option.ID)
}

// AssumedOffers is how many offers are assumed for After.
func (c Coverage) AssumedOffers() int {
	if c.after == nil {
		return 0
	}
	return len(c.offers)
}

// Sentence says in German what is assumed.
func (c Coverage) Sentence() string {
	if c.option == nil {
		return "Keine Option steht fest und keine liegt vorn: Es gibt nichts anzunehmen."
	}
	name := c.option.Name.String()
	switch {
	case c.after == nil:
		return fmt.Sprintf("Für „%s“ wären mehr als %d Angebote anzunehmen: Dazu wird nichts gesagt.", name, MostOffers)
	case c.option.OptionKind == catalogue.OptionNoSystem:
		return fmt.Sprintf("„%s“ bringt keine Angebote: Es bleibt, wie es ist.", name)
	case len(c.offers) == 0:
		return "Niemand ist als zuständig erfasst: Es gibt nichts anzunehmen."
	case len(c.offers) == 1:
		return fmt.Sprintf("Annahme: „%s“ ist in dem einen Fall verfügbar, in dem jemand als zuständig erfasst ist.", name)
	}
	return fmt.Sprintf("Annahme: „%s“ ist in allen %d Fällen verfügbar, in denen jemand als zuständig erfasst ist.", name, len(c.offers))
}
