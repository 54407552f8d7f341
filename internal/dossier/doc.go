// Package dossier makes one archive of a case, for those who must believe it years later
// and without the program: an auditor, a court, the next board.
//
//	assess, casework, cost, collision, rollout ──► Sections (Find)
//	casefile, Sections ──► paper ──► entscheidung.md, akte.html, *.csv, *.svg   to read
//	view ──► ledger ───────────────► akte.jsonl, akte.jsonld                    to compute with
//	all of them ───────────────────► manifest.json                              to check
//
// The same moment makes the same bytes on any machine: the order of files and lines is
// fixed, times are that of the revision, and files are stored and not compressed, so
// that nothing depends on the version of a compressor. What is shown is what the view
// sees; a record that names others which it does not see is given without them, and is
// marked as an excerpt. What nobody looked for is told apart from what is not there, and
// how it stands now from how it stood when it was assessed.
//
// akte.jsonl is the ledger: one JSON object a line, UTF-8, each line ended by \n. The
// first says of which case and moment it is, the next are the records, then the
// statements. The digest of a record is the SHA-256 of its line without the \n. The chain
// goes over receipts, evidence, assessments and decisions, those of a kind by number.
// Each link is
//
//	chain = SHA-256(chain of the link before ‖ digest)
//
// as raw bytes, where before the first are 32 zero bytes. Anybody can compute it anew:
//
//	chain = bytes(32)
//	digests = {json.loads(l).get("id"): sha256(l).digest() for l in open("akte.jsonl", "rb").read().split(b"\n")[:-1]}
//	for link in json.load(open("manifest.json"))["chain"]:
//	    chain = sha256(chain + digests[link["id"]]).digest()
//	    assert chain.hex() == link["chain"]
//
// Verify does so, offline, and holds that the archive is to the byte what Write makes of
// its files, so nothing in it can be altered, added or left out unnoticed. What no
// archive can show by itself is that it was not made anew as a whole: against that its
// seal, the SHA-256 of the manifest, is noted elsewhere, in the minutes of the board say,
// or the archive of the same moment is asked for again, which is the same.
package dossier
