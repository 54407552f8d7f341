package assess

import (
	"fmt"
	"strings"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// PointsOrigin says where points come from.
type PointsOrigin string

// The origins.
const (
	PointsRecorded PointsOrigin = "RECORDED"
	PointsMeasured PointsOrigin = "MEASURED"
	PointsAssumed  PointsOrigin = "ASSUMED"
	PointsUnknown  PointsOrigin = "UNKNOWN"
)

// points are what an option has for one criterion, and why.
type points struct {
	span
	origin   PointsOrigin
	reason   string // in German
	evidence []*catalogue.Evidence
	records  []catalogue.ID // that a measurement rests on
	recorded bool           // somebody gave a score, whether or not it holds
}

// unknownPoints are those of which nothing is known.
func unknownPoints(reason string) points {
	return points{span: unknown, origin: PointsUnknown, reason: reason}
}

// pointsOf are the points of an option by a criterion: what people recorded goes before
// what is measured.
func (d *desk) pointsOf(o *casefile.Option, c *catalogue.Criterion) points {
	if p, ok := recordedPoints(o, c.Key); ok {
		p.recorded = true
		return p
	}
	if o.Solution == 0 {
		return unknownPoints("Kein Punktwert erfasst; ohne Lösung gibt es im Bestand nichts zu messen.")
	}
	return d.measured(o.Solution, c.Measure)
}

// recordedPoints are the points that people gave, false where they gave none. Without
// evidence that is seen they are unknown, and so are several that contradict each other.
func recordedPoints(o *casefile.Option, criterion string) (points, bool) {
	var out points
	there := false
	for _, s := range o.Scores {
		if s.Record.Criterion != criterion {
			continue
		}
		one := recordedScore(s)
		switch {
		case !there || out.origin == PointsUnknown && one.origin == PointsRecorded:
			out = one
		case one.origin == PointsRecorded && one.span != out.span:
			return unknownPoints("Erfasste Punktwerte widersprechen einander."), true
		}
		there = true
	}
	return out, there
}

func recordedScore(s casefile.Judged[*catalogue.Score]) points {
	switch {
	case len(s.Evidence) == 0:
		return unknownPoints("Der erfasste Punktwert stützt sich auf keinen gültigen Nachweis. " + s.Record.Reason)
	case s.Record.Points == nil:
		p := unknownPoints(s.Record.Reason)
		p.evidence = s.Evidence
		return p
	}
	return points{span: exactly(*s.Record.Points), origin: PointsRecorded, reason: s.Record.Reason, evidence: s.Evidence}
}

// share are points for a part of a whole, of which some more may be part: what is not
// known is between none and all. Cut to two places, so that they never say more than
// the catalogue does.
func share(part, open, whole int) span {
	cut := func(n int) catalogue.Decimal {
		return catalogue.Decimal(n * 10_000 / whole * 100)
	}
	return span{cut(part), cut(part + open)}
}

// measuredAs are points out of the catalogue; where they may be anything nothing is known.
func measuredAs(s span, records []catalogue.ID, format string, args ...any) points {
	p := points{span: s, origin: PointsMeasured, reason: fmt.Sprintf(format, args...), records: records}
	if s == unknown {
		p.origin = PointsUnknown
	}
	return p
}

// inGerman is a number as people write it: with a comma.
func inGerman(d catalogue.Decimal) string { return strings.Replace(d.String(), ".", ",", 1) }

func (s span) String() string {
	if s.open() {
		return s.low.String() + ".." + s.high.String()
	}
	return s.low.String()
}
