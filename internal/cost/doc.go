// Package cost says what a solution or an option costs by the number of authorities
// that use it: arithmetic on catalogue.CostModel, to the cent.
//
//	price function   fee of a year, of all users together
//	FIXED            the same however many there are; they divide it evenly
//	PER_AUTHORITY    the fee of one, times the users
//	COST_SHARE       the use-independent part by the partner states (this one is among
//	                 them), and of the rest as much as the users have of the
//	                 inhabitants of all users, here and elsewhere
//
// A total is over a horizon, in the prices of today: nothing is discounted, because a
// discount rate is a choice that belongs to who compares.
//
// Invariants. The parts of a bill add up to its total, and what each pays to what all
// pay: where cents do not divide, so many users pay a cent more. Where a part is
// divided with others outside this state, ours is rounded up: a cost is never told too
// low. What is not known makes nothing cheaper: without inhabitants of the users, the
// whole of what is shared by population counts.
//
// Amounts are Money in 64 bits, and never wrap: what would not fit is Most.
package cost
