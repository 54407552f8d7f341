// Package casefile is what lies in a case, as a view sees it, laid out for those who
// judge it: the need, the options with what was found out about each, the evidence,
// and the policy that applies.
//
//	catalogue, view ──► casefile ──► reuse      what could be reused
//	                            ├──► assess     points, intervals, flips, drift
//	                            ├──► casework   states, guards, immutability
//	                            └──► dossier    the archive
//
// It only reads, and judges nothing but what evidence holds: a judgement rests on
// the evidence that the view sees on its day, so that evidence which is removed,
// hidden or expired is not there, and what rested on it counts as unknown. A File is
// a value: made once from a view, never changed, and everything in it is in the order
// of the records' numbers, so that two readings of the same moment are the same.
package casefile
