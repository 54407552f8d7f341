package explore

import "fundus/internal/view"

// A walk that was cut short is gone on with by walking the same way again, with a
// budget that has grown by what is asked for, and not telling what has been told. So
// nothing is kept between two questions, and no answer costs more than the highest
// budget there is, at which this ends.

// resumed gives a meter what was allowed before, on top of what is asked for now.
func (a *request) resumed(m *meter) (view.Resume, error) {
	if a.after == nil {
		return view.Resume{}, nil
	}
	left, err := view.ParseResume(*a.after, a.question...)
	if err != nil {
		return left, err
	}
	left.Told, left.Allowed = min(max(left.Told, 0), MostNodes), min(max(left.Allowed, 0), MostEdges)
	m.nodes = min(MostNodes, m.nodes+left.Told)
	m.edges = min(MostEdges, m.edges+left.Allowed)
	return left, nil
}

// resume is where an answer was left, "" where it cannot be gone on with: when it is
// whole, when it was the clock that ended it, and when no more can be allowed.
func (a *request) resume(o Outcome, told int, m *meter) string {
	switch o.stopped {
	case StoppedByNodes:
		if m.nodes == MostNodes {
			return ""
		}
	case StoppedByEdges:
		if m.edges == MostEdges {
			return ""
		}
	default:
		return ""
	}
	return view.Resume{Told: told, Allowed: m.edges}.Cursor(a.question...)
}
