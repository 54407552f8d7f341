// Package rollout answers how far the digital estate has come: which services are
// offered where and to whom, what is missing where they are not, which single
// action would help most, and how much is reused.
//
// Every question takes a View, so it is of one moment, one day and one assumption.
// A number never stands alone: it comes with its numerator and denominator, with
// what is not known, and with the records behind it.
package rollout
