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

// others are the records to which one is joined in a role, each once, by number.
func others(v *view.View, id catalogue.ID, role catalogue.Role) []catalogue.ID {
	snap := v.Snapshot()
	var out []catalogue.ID
	for e := range snap.Edges(id, role).All() {
		if v.SeesStatement(e) {
			out = append(out, snap.EdgeAt(e, role.Opposite()))
		}
	}
	return sorted(out)
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
		for _, over := range others(v, out[i], catalogue.PartOf.Role(catalogue.EndFrom)) {
			if !slices.Contains(out, over) {
				out = append(out, over)
			}
		}
	}
	return out[1:]
}
