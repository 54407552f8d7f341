// Package layered lays out directed graphs in layers, so that most edges lead from
// left to right.
//
// The way is that of Sugiyama, Tagawa and Toda (1981), step by step:
//
//	split     what hangs together is laid out by itself, and packed at the end
//	cycles    edges that lead back are turned, until there is no cycle
//	ranks     every box gets a layer to the right of all that lead to it
//	stagger   of many leaves of a box every other stands one layer further
//	ports     edges with the same label leave a box at one place, named once
//	bends     an edge over several layers gets a bend in each between
//	order     boxes and bends change places within their layer, to cross less
//	places    Brandes and Köpf (2001): few bends, no overlap, in linear time
//	routes    columns get their width from boxes and labels, edges their points
//
// Invariants: boxes never overlap; every edge begins and ends at the side of its
// box; an edge that was not turned leads to a layer further right. The same graph
// has the same layout on every machine: all is done in whole numbers.
//
// The room has no clock, so time is bounded by size: bends are at most mostBends
// (longer edges beyond that are drawn straight), and the search for a better order
// ends after a fixed number of sweeps.
//
// Why no library: the Go binding to Graphviz brings a WebAssembly machine that
// crashes under concurrency, and the others draw trees.
package layered
