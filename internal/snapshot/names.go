package snapshot

import (
	"slices"
	"strings"
	"sync"

	"fundus/internal/catalogue"

	"github.com/tidwall/btree"
)

// names are the records of each kind in the order of their names.
type names struct {
	of   [kinds]*btree.BTreeG[named] // nil where there are none
	fork *sync.Mutex                 // guards IsoCopy, which writes its receiver; shared by all descendants, as a tree is
}

type named struct {
	key string
	id  catalogue.ID
}

func (a named) before(b named) bool {
	if c := strings.Compare(a.key, b.key); c != 0 {
		return c < 0
	}
	return a.id < b.id
}

func newNameTree() *btree.BTreeG[named] {
	return btree.NewBTreeGOptions(named.before, btree.Options{NoLocks: true})
}

// SortKey is the key by which a record is ordered, "" when there is no such record.
func (s *Snapshot) SortKey(id catalogue.ID) string { return s.records.slot(id).key }

// Ascend yields the records of a kind in the order of (SortKey, ID), strictly after
// the place given; "" and 0 is the place before the first. It allocates once.
func (s *Snapshot) Ascend(k catalogue.Kind, fromKey string, fromID catalogue.ID, yield func(catalogue.ID) bool) {
	if tree := s.names.tree(k); tree != nil {
		from := named{fromKey, fromID}
		tree.Ascend(from, func(n named) bool { return n == from || yield(n.id) })
	}
}

// Descend yields the records of a kind in the opposite order, strictly before the
// place given; "" and 0 is the place after the last. It allocates once.
func (s *Snapshot) Descend(k catalogue.Kind, fromKey string, fromID catalogue.ID, yield func(catalogue.ID) bool) {
	tree := s.names.tree(k)
	if tree == nil {
		return
	}
	from := named{fromKey, fromID}
	if from == (named{}) {
		tree.Reverse(func(n named) bool { return yield(n.id) })
		return
	}
	tree.Descend(from, func(n named) bool { return n == from || yield(n.id) })
}

func (n *names) tree(k catalogue.Kind) *btree.BTreeG[named] {
	if !k.Known() {
		return nil
	}
	return n.of[k]
}

// namesEdit changes a copy of names. It copies the tree of a kind when it first
// touches it.
type namesEdit struct {
	base  *names
	of    [kinds]*btree.BTreeG[named]
	owned [kinds]bool
}

func (n *names) edit() *namesEdit { return &namesEdit{base: n, of: n.of} }

func (e *namesEdit) add(k catalogue.Kind, key string, id catalogue.ID) {
	e.own(k).Set(named{key, id})
}

func (e *namesEdit) remove(k catalogue.Kind, key string, id catalogue.ID) {
	e.own(k).Delete(named{key, id})
}

func (e *namesEdit) own(k catalogue.Kind) *btree.BTreeG[named] {
	switch {
	case e.owned[k]:
	case e.of[k] == nil:
		e.of[k] = newNameTree()
	default:
		e.base.fork.Lock()
		e.of[k] = e.of[k].IsoCopy()
		e.base.fork.Unlock()
	}
	e.owned[k] = true
	return e.of[k]
}

func (e *namesEdit) done() *names { return &names{e.of, e.base.fork} }

// buildNames makes the trees of many records at once.
func buildNames(all [kinds][]named) *names {
	n := &names{fork: new(sync.Mutex)}
	for k, of := range all {
		if len(of) == 0 {
			continue
		}
		slices.SortFunc(of, func(a, b named) int {
			if a.before(b) {
				return -1
			}
			return 1
		})
		n.of[k] = newNameTree()
		for _, entry := range of {
			n.of[k].Load(entry)
		}
	}
	return n
}
