package main

import (
	"fmt"
	"strings"

	"fundus/graph"
	"fundus/internal/catalogue"
)

// check says what is missing for an answer in words of the command line. What is wrong in
// the text itself says whoever answers it.
func (q *queryCmd) check(text string, variables map[string]any) error {
	if strings.TrimSpace(text) == "" {
		return q.refused("the file is empty; write an operation into it")
	}
	operations, ok := graph.OutlinesOf(text)
	if !ok {
		return nil
	}
	meant, err := q.meant(operations)
	if err != nil {
		return err
	}
	if meant.Subscription {
		return q.refused("a subscription goes on and on: follow it over HTTP (server-sent events, Accept: text/event-stream); here queries and mutations are answered")
	}
	var missing []string
	for _, name := range meant.Needs {
		if _, given := variables[name]; !given {
			missing = append(missing, fmt.Sprintf("--var %s=…", name))
		}
	}
	if len(missing) > 0 {
		return q.refused("variables are missing that the operation must have; add %s", strings.Join(missing, " "))
	}
	return nil
}

// meant is the operation that is asked, of those in the file.
func (q *queryCmd) meant(operations []graph.Outline) (graph.Outline, error) {
	names := make([]string, len(operations))
	for i, o := range operations {
		if o.Name == q.Operation || q.Operation == "" && len(operations) == 1 {
			return o, nil
		}
		names[i] = o.Name
	}
	switch {
	case len(operations) == 0:
		return graph.Outline{}, q.refused("there is no operation in the file")
	case q.Operation == "":
		return graph.Outline{}, q.refused("the file has %d operations; say by --operation which one is meant: %s", len(operations), strings.Join(names, ", "))
	}
	return graph.Outline{}, q.refused("--operation=%s: the file has no operation of this name, but %s", q.Operation, strings.Join(names, ", "))
}

// refused is about the file.
func (q *queryCmd) refused(format string, args ...any) error {
	return &catalogue.Error{Kind: catalogue.Invalid, Record: q.File, Message: fmt.Sprintf(format, args...)}
}
