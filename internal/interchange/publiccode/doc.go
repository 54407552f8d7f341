// Package publiccode reads a publiccode.yml, the description that public
// software carries in its repository, into a solution and what it says of
// others.
//
// Authority: the standard https://yml.publiccode.tools/ in its versions 0.x up
// to 0.7 with the German country section (LeiKa keys), and the verdicts of the
// standard's own test files where its text leaves room: a file is right or
// wrong here as it is there, as far as that can be told without a network and
// without the repository around the file. Whether a logo exists, a video plays
// or an Italian office is registered is not asked. Version 1 does not exist yet
// and is refused.
//
//	the file itself             ─► Source, of all that it says
//	url, name, description …    ─► Solution, met by its repository
//	organisation                ─► Authority OWNS
//	usedBy                      ─► Authority USES, met by its normalised name
//	de: leika                   ─► SUPPORTS of the services with that key
//	supports                    ─► IMPLEMENTS of the standard with that address
//	isBasedOn                   ─► DEPENDS_ON of the solution with that repository
//
// All of it is the word of the publisher about itself: every statement has
// evidence grade D. Services, standards and other software are stated only
// where the catalogue has them, since a file cannot tell what they are; an Importer
// asks for them, and what is not found is kept as a tag and reported. Who
// develops and operates the software the format does not say, so development
// and operation stay unknown and the origin with them: unknown, not guessed.
//
// Personal data is not imported: contacts, e-mail addresses and telephone
// numbers are counted in the findings, without their values.
//
// YAML is read as a tree of nodes and never decoded into values, because a
// version 1.10 is not the number 1.1 and a key 00123456 not 42798. A file has
// at most 1 MiB; aliases are followed within the few places that the format
// has, each counted against a budget, so nothing multiplies.
//
// A file is the whole of what its publisher claims: what an older version said of
// the software and the newer does not, such as a user or a standard, is withdrawn.
// What others state stays, and so do the authorities that were mentioned. The
// format has no day of its own (releaseDate is that of the software), so nothing
// keeps an older file from being taken after a newer.
//
// A wrong file changes nothing. All that is wrong with it is named at once,
// with its lines.
package publiccode
