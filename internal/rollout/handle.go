package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// handle is the handle of a record that is seen.
func handle[R view.Record](v *view.View, id catalogue.ID) R {
	r, _ := view.Handle[R](v, id)
	return r
}

// handles are the handles of records that are seen.
func handles[R view.Record](v *view.View, ids []catalogue.ID) []R {
	out := make([]R, 0, len(ids))
	for _, id := range ids {
		if r, ok := view.Handle[R](v, id); ok {
			out = append(out, r)
		}
	}
	return out
}

// wholes are the authorities that one is part of, through any number of others; the
// nearest first.
func wholes(v *view.View, authority catalogue.ID) []catalogue.ID {
	out := []catalogue.ID{authority}
	for i := 0; i < len(out); i++ {
		for _, over := range v.Others(out[i], catalogue.PartOf.Role(catalogue.EndFrom)) {
			if !slices.Contains(out, over) {
				out = append(out, over)
			}
		}
	}
	return out[1:]
}
