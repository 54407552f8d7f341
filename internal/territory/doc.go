// Package territory answers which land and how many people are meant: what lies in
// an area, what an authority covers, how much of it two have in common, and how many
// inhabitants there are in areas that overlap, each counted once.
//
// Areas form a tree (PART_OF), or nearly: one may lie in two that overlap (a district
// and a planning region), or in none. A Territory cuts the land into pieces, each in
// one place of a line, so that an area is a run of pieces, or a few:
//
//	district D ── municipality A ── part A1
//	          ╲                  ╲─ part A2
//	           ╲─ municipality B
//
//	pieces   A1  A2  rest of A   B   rest of D
//	         ╰──── A ────────╯
//	         ╰──────────── D ────────────────╯
//
// A piece is an area without parts, or the rest of one: what of a whole is in none of
// its recorded parts. There is a rest where the population of the whole is known and
// either exceeds that of its parts or stands for parts of unknown population. So a
// district of which one municipality is recorded is not taken for that municipality,
// and the people of regions that have no piece in common add up.
//
// Two things are not told apart: parts that have more people than their whole (another
// edition of the figures) are believed, and the rests of two areas that overlap are
// taken for different people.
//
// An authority that covers no area has an empty region; its own population, if any
// is known, is for its asker to fall back to.
package territory
