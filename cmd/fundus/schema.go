package main

import (
	"fmt"

	"fundus/graph"
)

type schemaCmd struct{}

// Run prints the schema as it is served.
func (schemaCmd) Run(c terminal) error {
	_, err := fmt.Fprint(c.out, graph.Schema())
	return err
}
