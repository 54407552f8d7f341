// Package text finds records by German words: in their keys, names, tags and
// descriptions. It is an inverted index held in memory, and nothing else: it
// knows no record type, keeps no document, and reads no clock, file or locale.
//
// # Words
//
// Every text is folded before it is looked at (fold.go): letter case, accents,
// and the spellings ä/ae, ö/oe, ü/ue and ß/ss make no difference, whether they
// are written composed or decomposed. Text between two spaces is a chunk; a
// chunk of several words (Kfz-Zulassung, Antrag/Anzeige, Bürger*innen) is known
// by its words and by all of them joined. Groups of digits (99 050 012 104 000)
// are joined likewise, which is how keys are often printed.
//
// # Manners of matching
//
// A query term matches a word of the vocabulary in one manner, the first of
//
//	EXACT_KEY  the whole of a key field
//	EXACT      the same folded word
//	STEM       the same stem: Personalausweise, Personalausweis (word.go)
//	PREFIX     the word begins with the term: Gewerbe, Gewerbeanmeldung; from 2
//	           letters
//	INFIX      the word contains the term: Steuer, Hundesteuer; from 5 letters,
//	           so that "Amt" does not find "gesamt"
//	FUZZY      a typing error away, and only if no visible record matches better
//
// All terms of a query must match, but for weak words: what somebody wants to do
// (beantragen, Antrag, Formular, online; stopwords.go) beside what it is about.
// They add to the score where they match, are never taken for typing errors,
// and are like any word in a query that has no other. A record's score is the sum over the terms
// of the best (class of field × manner); equal scores are ordered by id. Scores
// are whole numbers that depend on the indexed documents alone, not on the
// order in which they were put or on how the index was built, so replicas that
// hold the same records give the same ranking, and so does a replay years later.
//
// # The index
//
// An Index is immutable and may be read by any number of goroutines. An Edit
// collects puts and removals and makes the next Index, which shares all that
// did not change; several Edits may start from one Index (a "what if" does).
// There is no base-and-delta: a merge would stall the writer now and then. All
// lists are cut into blocks (list.go) under paged directories (paged.go), so an
// edit copies a few kilobytes per word whatever the size of the index.
//
// Infix and typing errors are answered by trigrams over the vocabulary, which
// is small, instead of over the documents. A general search library was tried
// and left: it took twenty times longer to build, and a compound like
// Landesstatistik was found for "Statistik" only by a scan.
package text
