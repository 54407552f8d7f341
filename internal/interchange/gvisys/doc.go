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
// above are their sums.
//
// The register has one Source for all its editions, and its statements carry no
// days, so that a newer edition meets the records and statements of the older.
// An edition states all that the register says of what its areas and bodies lie
// in and cover (catalogue.Supersede), as of its Gebietsstand:
//
//   - what it says again stays as it is. What it does not say again of a record
//     that it has ends on the day before: a municipality that moved is part of its
//     old association until then, and of the new one from that day on. The day of
//     the change itself lies somewhere between two editions and is not in the file;
//   - what others state stays;
//   - an older edition after a newer is refused by the plan, since it would undo
//     the newer: editions are taken in their order;
//   - an area of which there is nothing new keeps the older day, Area.AsOf. A state
//     always takes the day, and so tells which edition was the last;
//   - a municipality that changes its association keeps its Gemeindeschlüssel
//     and so its record, which then carries the Regionalschlüssel of both, as the
//     keys of a record are joined; one that changes its district has new keys
//     throughout and is a new area. The same holds of a body; where that of an
//     association becomes one with a municipality, or parts from it, the record
//     that has the key of the association keeps it.
//
// Areas and bodies that are on the word of the register in the catalogue and no
// longer in an edition are each a finding. They end on the day before it, with
// their statements, if the edition is complete for their state: its municipalities
// have to be as large together as they were in the edition before, but for a
// thousandth, which is more than surveys correct. Otherwise, as of an extract or a
// file that was cut off, they are left as they are; of a state that is not in the
// file nothing is said. What became of a vanished area the file does not say, and
// no succession is made up; nor since when a new one exists. A key that comes back
// means the record that had ended.
//
// Width is counted in characters, after decoding: the format has columns, and
// an edition may be UTF-8 or ISO-8859-1. A record that is not 220 characters
// wide is refused rather than guessed at, since a cut number still looks like one.
package gvisys
