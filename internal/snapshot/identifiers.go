package snapshot

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// identifiers find records by identifier: a hash table of 65,536 buckets in
// copy-on-write pages. It holds hashes and record ids and no text: whether a
// record has the identifier, the record itself says.
type identifiers struct{ pages table[bucketPage] }

// bucketPage is 384 bytes, a size class of the allocator.
type bucketPage [bucketsPerPage]bucket

const bucketsPerPage = 8

// bucket holds records and, at the same place, the rest of the hash of one of
// their identifiers; by ascending (hash, kind, id), so that the answer to a look-up
// is a part of ids. At a million identifiers it has about fifteen.
type bucket struct {
	hashes []uint32
	ids    []catalogue.ID
}

// hashOf is the bucket of an identifier and the rest of its hash: FNV-1a, which
// gives the same on every machine.
func hashOf(i catalogue.Identifier) (at uint16, rest uint32) {
	h := uint64(14695981039346656037)
	for _, part := range [...]string{i.Scheme, ":", i.Value} {
		for k := range len(part) {
			h = (h ^ uint64(part[k])) * 1099511628211
		}
	}
	return uint16(h >> 32), uint32(h) ^ uint32(h>>48)
}

func (x identifiers) bucket(at uint16) *bucket {
	page := x.pages.page(uint32(at) / bucketsPerPage)
	if page == nil {
		return &noBucket
	}
	return &page[at%bucketsPerPage]
}

var noBucket bucket

// Lookup is the records of a kind that an identifier names, ascending; of any kind,
// by kind, for kind 0. Of most schemes there is one at most; several services may
// share a LeiKa key or an OZG id. A regional key padded with zeros names the record
// with the longest key that it may mean. It allocates only for a padded key, and
// where two identifiers share a hash.
func (s *Snapshot) Lookup(kind catalogue.Kind, i catalogue.Identifier) []catalogue.ID {
	found := s.carriers(kind, i)
	if len(found) > 0 || i.Scheme != catalogue.SchemeARS {
		return found
	}
	for _, shorter := range spellings(i)[1:] {
		if found = s.carriers(kind, shorter); len(found) > 0 {
			return found
		}
	}
	return nil
}

// spellings are an identifier and, of a regional key, the shorter ones it may mean.
func spellings(i catalogue.Identifier) []catalogue.Identifier {
	all := []catalogue.Identifier{i}
	if i.Scheme == catalogue.SchemeARS {
		for _, shorter := range catalogue.ARS(i.Value).Shorter() {
			all = append(all, catalogue.Identifier{Scheme: i.Scheme, Value: string(shorter)})
		}
	}
	return all
}

// carriers are the records of a kind, or of any for 0, that carry an identifier as
// it is spelt.
func (s *Snapshot) carriers(kind catalogue.Kind, i catalogue.Identifier) []catalogue.ID {
	at, rest := hashOf(i)
	b := s.identifiers.bucket(at)
	from, _ := slices.BinarySearch(b.hashes, rest)
	has := func(id catalogue.ID) bool {
		r := s.records.slot(id).record
		return (kind == 0 || r.Kind() == kind) && slices.Contains(r.Base().Identifiers, i)
	}
	for from < len(b.ids) && b.hashes[from] == rest && !has(b.ids[from]) {
		from++
	}
	to := from
	for to < len(b.ids) && b.hashes[to] == rest && has(b.ids[to]) {
		to++
	}
	found := b.ids[from:to:to]
	for ; to < len(b.ids) && b.hashes[to] == rest; to++ {
		if has(b.ids[to]) {
			found = append(found, b.ids[to])
		}
	}
	return found
}

// entry is one identifier of one record on its way into a bucket.
type entry struct {
	at   uint16
	rest uint32
	kind catalogue.Kind
	id   catalogue.ID
}

func entryOf(r catalogue.Record, i catalogue.Identifier) entry {
	at, rest := hashOf(i)
	return entry{at, rest, r.Kind(), r.Base().ID}
}

func (a entry) compare(b entry) int {
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.rest, b.rest), cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id))
}

// identifiersEdit changes a copy of identifiers.
type identifiersEdit struct {
	pages  tableEdit[bucketPage]
	kindOf func(catalogue.ID) catalogue.Kind
}

// add adds an entry, once.
func (e *identifiersEdit) add(x entry) {
	b := e.own(x.at)
	i, found := e.search(b, x)
	if found {
		return
	}
	b.hashes = slices.Insert(slices.Clip(b.hashes), i, x.rest)
	b.ids = slices.Insert(slices.Clip(b.ids), i, x.id)
}

// remove takes an entry out. It may be gone already: two identifiers of a record
// that share a hash share an entry. All of a record's go and come together.
func (e *identifiersEdit) remove(x entry) {
	b := e.own(x.at)
	i, found := e.search(b, x)
	if !found {
		return
	}
	b.hashes = slices.Concat(b.hashes[:i], b.hashes[i+1:])
	b.ids = slices.Concat(b.ids[:i], b.ids[i+1:])
}

func (e *identifiersEdit) own(at uint16) *bucket {
	page, _ := e.pages.own(uint32(at) / bucketsPerPage)
	return &page[at%bucketsPerPage]
}

// search is the place of an entry in its bucket, and whether it is there.
func (e *identifiersEdit) search(b *bucket, x entry) (int, bool) {
	i, _ := slices.BinarySearch(b.hashes, x.rest)
	for ; i < len(b.ids) && b.hashes[i] == x.rest; i++ {
		if c := x.compare(entry{x.at, x.rest, e.kindOf(b.ids[i]), b.ids[i]}); c <= 0 {
			return i, c == 0
		}
	}
	return i, false
}

func (e *identifiersEdit) done() identifiers { return identifiers{e.pages.done()} }

// buildIdentifiers makes the table of many identifiers at once.
func buildIdentifiers(all []entry) identifiers {
	slices.SortFunc(all, entry.compare)
	all = slices.Compact(all)
	hashes, ids := make([]uint32, len(all)), make([]catalogue.ID, len(all))
	for i, x := range all {
		hashes[i], ids[i] = x.rest, x.id
	}
	var e identifiersEdit
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].at == all[from].at {
			to++
		}
		*e.own(all[from].at) = bucket{hashes[from:to:to], ids[from:to:to]}
		from = to
	}
	return e.done()
}
