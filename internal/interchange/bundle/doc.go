// Package bundle reads and writes the catalogue's own file format.
//
// A bundle is a folder, a .zip or a .tar.gz with a file for each kind of record,
// named by its plural, and files of relations:
//
//	services.yaml            or services.jsonl
//	authorities.jsonl        large ones in parts: datasets-1.jsonl, datasets-2.jsonl
//	relations.yaml           or by relation: relations-offers.jsonl
//
// A YAML file is a list of entries, a .jsonl file has one JSON object a line. An
// entry of a record has the record's own fields as the catalogue spells them,
// `source` for the Source record that says so, and `local` for a name by which
// this bundle speaks of it. An entry of a relation names its records:
//
//	{"relation":"OFFERS","from":"ars:03241001","to":"leika:99050012104000","status":"LIVE"}
//
// A single file of a bundle is a bundle too. docs/bundle holds JSON Schemas,
// made from the same Go types that are read here.
//
// Reading is strict, since nobody looks twice at what was imported: an unknown
// field or file, a key given twice, a value of the wrong form, a wrong encoding,
// a YAML alias or tag is an error with file, line and field, and any error means
// that there is no change set. In YAML the text of a scalar is taken as written
// wherever the catalogue has a text, so that the key 03241 stays 03241. Files
// are foreign input: sizes, ratios, depths and counts are bounded.
//
// Writing is deterministic. Records come in the order of their ids, and ids are
// not part of a bundle: records are named by their shortest identifier that is
// not ambiguous, and by a local name where they have none. Hence the law that
// an export, imported into an empty catalogue, gives the same catalogue up to
// ids; and that importing it again changes nothing, but for records without an
// identifier of their own, which nothing can recognise.
//
// A bundle ends nothing: what it does not say stays. It holds the statements of many
// sources, comes in parts and is cut into excerpts, and does not tell of which
// source and which records it states the whole, as a register does; whoever knows
// that says so with a Supersede over GraphQL. An option of the import would let
// who reads a bundle decide what only who wrote it can know.
//
// Why an own format: no standard holds services, authorities, software and
// their relations together, and a dump of tables would tie files to the store.
package bundle
