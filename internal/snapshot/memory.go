package snapshot

import (
	"reflect"

	"fundus/internal/catalogue"

	"github.com/tidwall/btree"
)

// Memory is what a snapshot occupies, in bytes by part, counting whole what it
// shares with other snapshots.
type Memory struct {
	Records     int // with their texts and their places in the order of names
	Identifiers int
	Sets        int // kinds, attributes, relations; columns of numbers
	Edges       int // rows and rare facts
	Postings    int
}

// Total is the sum of all parts.
func (m Memory) Total() int {
	return m.Records + m.Identifiers + m.Sets + m.Edges + m.Postings
}

// Memory counts what the snapshot occupies, but for the text index. It walks
// through everything: for benchmarks and for metrics that are gathered seldom.
func (s *Snapshot) Memory() Memory {
	m := Memory{
		Records:     s.records.pages.bytes(),
		Identifiers: s.identifiers.pages.bytes(),
		Edges:       s.edges.pages.bytes(),
		Postings:    s.edges.postings.lists.bytes(),
		Sets:        s.timeBound.bytes() + s.days.begins.bytes() + s.days.ends.bytes(),
	}
	for _, of := range s.kinds {
		m.Sets += of.bytes()
		for id := range of.All() {
			m.Records += deepBytes(reflect.ValueOf(s.Record(id))) + 2*len(s.SortKey(id)) + sizeOf[named]()
			for _, l := range s.edges.of(id) {
				m.Postings += cap(l.ids)*4 + sizeOf[list]()
			}
		}
	}
	for _, of := range s.coded {
		for _, sets := range of {
			for _, set := range sets {
				m.Sets += set.bytes()
			}
		}
	}
	for _, of := range s.numbers {
		for _, n := range of {
			m.Sets += n.pages.bytes()
		}
	}
	for _, of := range s.edges.relations {
		m.Sets += of.bytes()
	}
	for at := range 1 << 16 {
		m.Identifiers += cap(s.identifiers.bucket(uint16(at)).ids) * 8
	}
	m.Edges += rareBytes(s.edges.rare)
	return m
}

func (t table[P]) bytes() int {
	n := len(t.branches) * sizeOf[*branch[P]]()
	for _, b := range t.branches {
		if b == nil {
			continue
		}
		n += sizeOf[branch[P]]()
		for _, l := range b.leaves {
			if l != nil {
				n += sizeOf[leaf[P]]()
			}
		}
	}
	t.each(func(uint32, *P) bool {
		n += sizeOf[P]()
		return true
	})
	return n
}

func (s Set) bytes() int {
	n := len(s.chunks) * sizeOf[*setChunk]()
	for _, c := range s.chunks {
		if c != nil {
			n += sizeOf[setChunk]()
		}
	}
	return n
}

func rareBytes(m *btree.Map[catalogue.EdgeID, rare]) int {
	n := 0
	m.Scan(func(_ catalogue.EdgeID, facts rare) bool {
		n += sizeOf[rare]() + 4 + len(facts.url) + len(facts.report) + len(facts.note)
		return true
	})
	return n
}

func sizeOf[T any]() int { return int(reflect.TypeFor[T]().Size()) }

// deepBytes is the size of a value with all it refers to.
func deepBytes(v reflect.Value) int {
	n := int(v.Type().Size())
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			n += deepBytes(v.Elem())
		}
	case reflect.String:
		n += v.Len()
	case reflect.Slice:
		for i := range v.Len() {
			n += deepBytes(v.Index(i))
		}
	case reflect.Struct:
		for _, f := range v.Fields() {
			n += deepBytes(f) - int(f.Type().Size())
		}
	default: // all there is to it is in its own size
	}
	return n
}
