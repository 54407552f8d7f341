// Package catalogue is what Fundus speaks of: the records, relations, keys and
// code lists of a state's digital estate, and the changes one may make to them.
//
// It is the bottom of the program. It knows no clock, no database, no network
// and no GraphQL; it imports the standard library only, and everything in it is
// a value or a pure function. What is said here about a field, a key or a
// relation holds in every layer above: schema, stores, importers and files use
// the same words.
//
// The words, one for each thing:
//
//	record      a thing with an identity: a Service, an Authority, a Dataset …
//	kind        what sort of record it is
//	relation    a named way in which two records hang together, directed, and
//	            named in both directions (OFFERS / OFFERED_BY)
//	edge        one statement of a relation between two records, with validity,
//	            source and evidence
//	role        a relation as seen from one of its ends
//	identifier  a scheme and a value by which registers meet a record
//	ref         how a change names a record: identifier, id or local name
//	code        a value out of a closed code list with a source
//	attribute   a property of a kind by which one filters, counts and orders
//	change      one wish; a change set is made in one commit or not at all
//	commit      what was made: the new versions of records and edges
//	change set  the changes that are made together
//	stamp       what the log says of a commit: who, when, why, through what
//	version     what one commit made of a record or edge; it holds until the next one
//	alteration  what a commit did to one record or edge; the schema says RecordedChange
//	turn        a revision at which one of them changed; a mark is one for its neighbourhood
//	history     the alterations of one record or edge; the feed: those of the log, in order
//	position    how much of the feed has been read
//	difference  what another revision has otherwise; a diff: what another view sees otherwise
//	edition     all that a source says about some records, in one change set
//	revision    the number of a commit; revision 0 is the empty catalogue
//	day         a calendar day on which a fact holds (validity)
//	visibility  who may see a record or statement; a clearance: what somebody may see at most
//	moment      a revision and a day: what an answer is given from
//	view        what of a moment an answer may see; a handle: a record as a view sees it
//
// and of what is asked of many records at once:
//
//	step        a statement, gone along from one of its records to another
//	walk        steps on and on from a record; a path: a walk without detours to another
//	budget      what a walk may look at: records, statements, time
//	hop         a step, where they are counted; the hops are how far a walk goes
//	hub         a record with very many statements; a group: records that stand as one
//	dependence  a step along which what fails at one record fails at the other
//	land        where somebody is competent, and where an offer reaches; a region is a
//	            set of its pieces, so that people are counted once
//	pair        a service and an authority that it is asked of
//	basis       on what it rests that it is asked
//	coverage    how far the land of pairs is reached by live offers
//	            (Abdeckung); availability is how wide a service is live (Flächendeckung)
//	chain       what a service rests on to be live at an authority, link by link
//	blocker     a pair that is not served, with the first link that is missing (Hemmnis)
//	lever       an action that mends missing links, with the pairs that it unlocks (Hebel)
//	serve       a solution serves a service that it supports, or that is live through it
//	run         an authority runs a solution for a service that it offers through it, or
//	            that a solution which it uses supports
//
// and of how reuse is decided:
//
//	case        the file of one decision; what belongs to it is filed in it
//	need        what is to be achieved; frozen before the first search
//	receipt     the proof that reuse was searched for, with its hits
//	option      a thing that a case may decide on
//	gate        a question that an option must answer with yes to stay in the choice
//	verdict     PASS, FAIL or UNKNOWN; UNKNOWN is never met
//	ladder      the order between classes of options; a rung is one of them
//	weight set  what points are given for; a criterion is one of them, a score the
//	            points of an option for it
//	assessment  the ranking by rung and points, as it was
//	rule        what a decision must, should or may do; a deviation departs from it
//	step        a move of a case; its state on a day follows from it and from what drifts
//	drift       that which a decision rests on and is otherwise now
//
// Invariants. A record is never changed once it is shared: a change makes a new
// version. All references are edges, but for the source of a statement: a
// record body holds no other reference, so the graph is whole in one place. Ids in
// a receipt or assessment are words of a document about what was, and lead nowhere
// by themselves.
// Facts that follow from others (maturity, origin, service type, openness of a
// licence) are functions and are stored nowhere. Two statements that contradict
// each other are two edges with two sources; neither overwrites the other.
package catalogue
