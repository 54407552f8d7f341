// Package examples is questions worth asking, one a file. The console offers
// them, the README shows them, and a test asks them of the sample.
//
// The first comment line of a file is its title, the following ones say what it
// is good for; both are in German, as their readers are.
package examples

import "embed"

// Files are the questions.
//
//go:embed *.graphql
var Files embed.FS
