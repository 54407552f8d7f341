// Package export makes files of answers: which list of a question the rows of a file
// are, which further pages of it have to be asked for, and how rows are written.
//
//	operation ─► Plan ─┬► Operation, once for each page ─► an answer ─► Page
//	                   └► Writer ◄─ Row for each of its rows, Close
//
// A question is exported as it was asked. What is taken over is the paging of one
// list, so that the file is the whole of it: first, last, after and before of that
// list mean nothing in a file. Lists within a row keep theirs.
//
// What a file needs beyond the answer (where the next page begins, the ids of what
// becomes the node of a graph) is added to the selections under aliases that begin
// with @. No document can hold such a name, so nothing that was asked for is in the
// way. It is added after the question was weighed and found valid, and there is no
// more of it than some fields for each selection.
//
// Rows are written as they come and let go. A graph remembers which records and
// statements it has written, which is a bit for each, and keeps those records back
// that stand in a row of another and may still come as a row of their own.
//
// The package carries nothing out and knows no HTTP. What it makes follows from the
// operation and the answers alone.
package export
