// Package gvisys reads the municipal register of Germany, the GV100AD file of
// the Statistisches Bundesamt (GV-ISys), into areas and the territorial
// authorities that cover them.
//
// One record of the file is one area, without exception: 16,035 records, 16,035
// areas. That keeps the shells which the register writes on the level of
// associations for every municipality outside one (50/50), so that each level
// tiles the country, each key of the register resolves, and nothing is dropped.
//
// What lies in what follows from the keys alone, not from the order of the file:
//
//	municipality 034605401017 → association 034605401 → district 03460
//	   → region (Baden-Württemberg: 0811) → government district 034 → state 03
//
// each area being PART_OF the one with the longest key that begins its own.
//
// An authority is a body, not an area. One body covers several areas where the
// law knows only one:
//
//   - an independent city is district, shell and municipality at once;
//   - a municipality outside an association is its shell too;
//   - a fulfilling municipality (Erfüllende Gemeinde) is its association's body;
//   - Berlin and Hamburg are state and city at once.
//
// Government districts and regions get no authority, because the file does not
// say whether anybody governs them (some are statistical, some abolished), and
// uninhabited unincorporated areas have none. The parent of an authority
// is the body of the next area up.
//
// Population and surface stand in the records of municipalities only; those
// above are their sums. The register has one Source for all its editions and
// its statements carry no dates, so that a newer edition brings the same
// records and statements up to date; Area.AsOf tells the edition. An edition
// only adds and updates, it withdraws nothing:
//
//   - a key that it no longer has stays as it was, with the older day: the file
//     does not say what became of it;
//   - an area that lies elsewhere but is known by one of its keys gets the new parent beside the old one, and
//     a body that covers other areas than before keeps the old ones too. Both
//     statements name the register; whoever imports the newer edition ends the
//     older with a validUntil, or withdraws it;
//   - a municipality that changes its association keeps its Gemeindeschlüssel
//     and so its record, which then carries the Regionalschlüssel of both, as the
//     keys of a record are joined; one that changes its district has new keys
//     throughout and is a new area. The same holds of a body.
//
// Width is counted in characters, after decoding: the format has columns, and
// an edition may be UTF-8 or ISO-8859-1. A record that is not 220 characters
// wide is refused rather than guessed at, since a cut number still looks like one.
package gvisys
