package main

import (
	"os"
	"runtime/debug"
)

// collectorPercent is how much garbage a server lets grow beside what lives, in
// percent of it. Nearly all that lives is the catalogue, which is large and does
// not turn into garbage; with the 100 that Go starts from, a process would keep
// a second catalogue's worth of memory free.
const collectorPercent = 30

// keepSmall makes a process that will live for long give back what loading the
// catalogue took. Whoever sets GOGC knows better.
func keepSmall() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectorPercent)
	}
	debug.FreeOSMemory()
}
