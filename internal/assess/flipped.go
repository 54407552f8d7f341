package assess

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Flip is one single change after which another option would be first: the smallest of
// its kind.
type Flip struct {
	b *board
	c change
}

// Kind says what would be otherwise.
func (f Flip) Kind() FlipKind { return f.c.kind }

// Winner is the option that would be first.
func (f Flip) Winner() view.Option { return f.b.handle(f.c.winner) }

// On is the option of which something would be otherwise, false for a weight.
func (f Flip) On() (view.Option, bool) {
	if f.c.kind == FlipWeight {
		return view.Option{}, false
	}
	return f.b.handle(f.c.on), true
}

// Criterion is the criterion of points and weights, nil for others.
func (f Flip) Criterion() *view.Criterion {
	if f.c.criterion < 0 {
		return nil
	}
	return &view.Criterion{Criterion: &f.b.criteria[f.c.criterion]}
}

// Gate is the gate whose verdict would be otherwise.
func (f Flip) Gate() (view.Gate, bool) {
	if f.c.gate < 0 {
		return view.Gate{}, false
	}
	return view.Handle[view.Gate](f.b.file.View, f.b.file.Policy.Gates[f.c.gate].ID)
}

// From are the points or the weight as they count now; of unknown points the least that
// they can be.
func (f Flip) From() (catalogue.Decimal, bool) { return f.c.from, f.c.criterion >= 0 }

// To are the points or the weight that it would take.
func (f Flip) To() (catalogue.Decimal, bool) { return f.c.to, f.c.criterion >= 0 }

// Size is how large the change is, in points or per cent; a judgement that turns is 100.
func (f Flip) Size() catalogue.Decimal { return f.c.size() }

// Sentence says it in German.
func (f Flip) Sentence() string {
	v, winner, on := f.b.file.View, f.name(f.c.winner), f.name(f.c.on)
	switch f.c.kind {
	case FlipUnknown:
		return fmt.Sprintf("Stellte sich heraus, dass %s beim Kriterium „%s“ mindestens %s Punkte hat (bisher ungeklärt, im ungünstigsten Fall %s), läge %s vorn.", on, f.criterion(), inGerman(f.c.to), inGerman(f.c.from), winner)
	case FlipScore:
		return f.scoreSentence(winner, on)
	case FlipWeight:
		return fmt.Sprintf("Zählte das Kriterium „%s“ %s statt %s Prozent und die anderen im gleichen Verhältnis zueinander, läge %s vorn.", f.criterion(), inGerman(f.c.to), inGerman(f.c.from), winner)
	case FlipGate:
		gate := nameOf(v, f.b.file.Policy.Gates[f.c.gate].ID)
		if f.c.on == f.c.winner {
			return fmt.Sprintf("Bestünde %s die Ausschlussprüfung %s, läge %s vorn.", on, gate, winner)
		}
		return fmt.Sprintf("Die Ausschlussprüfung %s ist bei %s ungeklärt; wäre sie nicht bestanden, läge %s vorn.", gate, on, winner)
	case FlipExclusion:
	}
	return fmt.Sprintf("Fiele der Ausschluss von %s weg (%s), läge %s vorn.", on, label(catalogue.ExclusionGrounds, string(f.b.entries[f.c.on].exclusions[0].Record.Ground)), winner)
}

func (f Flip) scoreSentence(winner, on string) string {
	bound := "mindestens"
	if f.c.on != f.c.winner {
		bound = "höchstens"
	}
	return fmt.Sprintf("Hätte %s beim Kriterium „%s“ %s %s statt %s Punkte, läge %s vorn.", on, f.criterion(), bound, inGerman(f.c.to), inGerman(f.c.from), winner)
}

func (f Flip) name(i int) string { return nameOf(f.b.file.View, f.b.entries[i].option.ID) }

func (f Flip) criterion() string { return f.b.criteria[f.c.criterion].Name.String() }
