// Package reuse looks for what could be reused: the solutions that match a need, each
// on its rung of the ladder, with the reasons why it came up.
//
// A search is a function of the view, the ladder and the need: nothing else goes in,
// and the same three give the same hits in the same order, bit for bit. That is what
// a receipt rests on (Fill): it can be asked again at its revision, years later.
package reuse
