// Package adoption says what a decision would bring: how far the services of a case are
// offered now, and how far they would be if its option were live at all who are
// competent for them.
//
// It states nothing. The offers are assumed on top of the view that asks, as @assuming
// does, and what follows from them is counted by rollout as it counts everything, so
// that the figure before and the figure after are of one kind: pairs that rest on
// statements of competence (COMPETENT_FOR), of the authorities that the need names, of
// all where it names none. The executing level is no basis here: an offer is assumed
// only where somebody is said to be competent.
//
// The option is the one that the newest decision chooses, be it a draft, else the one
// that leads. That it is offered live everywhere is the best case and no forecast: how
// far a solution comes depends on the follow-up.
package adoption
