// Package rollout answers how far the digital estate has come: which services are
// offered where and to whom, what is missing where they are not, which single
// action would help most, and how much is reused.
//
// Every question takes a View, so it is of one moment, one day and one assumption.
// A number never stands alone: it comes with its numerator and denominator, with
// what is not known, and with the records behind it.
//
// # Coverage
//
// A pair is a service and an authority of which it is asked. It is asked for some land,
// and offers reach some land; both are regions of a territory:
//
//	asked     the area of the statement of competence, else what the authority covers;
//	          the areas of several statements together
//	reached   the areas of all LIVE offers of the service that hold on the day, else
//	          what their authorities cover, whoever they are: an offer of the state
//	          reaches every municipality, one of a joint municipality its members
//
//	covered   asked lies in reached          not covered   offers of another status
//	partly    they have land in common       unknown       nothing is said of any of it
//
// An authority that covers no area, and is not competent in one, has no land: its pair
// is covered by a live offer of its own or of an authority that it is part of, and never
// partly. Where an authority has land, only land counts; so an office has the offers of
// its district by the area in which it is competent.
//
// Four readings are told together, because each answers another question and the same
// catalogue gives shares that are far apart. STRICT counts authorities that offer all
// that they are asked for, ANY those that offer something, PAIRS pairs, POPULATION the
// people of pairs. The first two are three-valued: an authority of which what is said
// does not decide it is unknown. Nothing is ever assumed to be offered, and what is
// unknown stays in the denominator, and beside it.
//
// On what pairs rest is told too (Basis), since statements of competence are rarely
// complete: a coverage over pairs that follow from levels is another than one over
// pairs that somebody stated.
//
// The work is done service by service. What is said of one is read once, painted as land
// that is reached (territory.Cover), and each pair is then a few additions; nothing is
// allocated for a pair, two goroutines share the services, and who is behind the numbers
// is looked up when somebody asks.
//
// # Availability
//
// Availability is the measure of the OZG dashboard, derived: the widest of a country, a
// state and a district of which all that is recorded is reached by live offers; else
// that there is one in some municipality. A state is also filled by its districts or
// municipalities together. Of a country of which one state is recorded, and no
// population that says there is more, that state is all: record the country with its
// population.
//
// # Blockers and levers
//
// A pair that rests on a statement of competence is served where it is covered, or where
// the authority has a live offer itself in some of its land. To each other pair there is
// a chain, read off what the authority and its solutions are said to do:
//
//	authority → IT provider → application → interface → solution → contract
//
// A link is there, is missing, or is unknown, which is not the same: of an authority that
// uses and operates nothing nobody can say what it lacks. The first missing link is the
// blocker. A lever is an action that mends links, of one pair or of thousands; a pair is
// unlocked when all its missing links are mended. Levers are chosen one after the other,
// each the best after those before it, since the best n together cannot be found in time.
//
// # Data and reuse
//
// A solution serves a service that it supports, or that is live through it. From this
// follows what a service needs (what it takes, and what those that serve it read), what it
// takes though a register holds it, which budget lines pay for it, and by which origins
// its solutions, offers, people and money divide.
package rollout
