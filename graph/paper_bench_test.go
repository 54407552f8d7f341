package graph_test

import (
	"slices"
	"testing"
	"time"

	"fundus/examples"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// BenchmarkBoardPaper answers the board's whole page in one request, of the case with the
// most statements of a state of two million offers and two hundred cases.
func BenchmarkBoardPaper(b *testing.B) {
	query, err := examples.Files.ReadFile("board-paper.graphql")
	if err != nil {
		b.Fatal(err)
	}
	askedOf(b, state(), request{Query: string(query), Variables: paperVariables(b, state(), mostStated(catalogue.KindCase))}, 100*time.Millisecond)
}

// paperVariables are what the page asks of a case: its solutions, and the costs of one of
// them against those of another option.
func paperVariables(b *testing.B, s *snapshot.Snapshot, id string) map[string]any {
	b.Helper()
	_, number, err := catalogue.ParseGlobalID(id)
	if err != nil {
		b.Fatal(err)
	}
	named := func(id catalogue.ID) catalogue.Identifier { return s.Record(id).Base().Identifiers[0] }
	var solutions, options []catalogue.ID
	for e := range s.Edges(number, catalogue.FiledIn.Role(catalogue.EndTo)).All() {
		option := s.EdgeAt(e, catalogue.EndFrom)
		if s.Record(option).Kind() != catalogue.KindOption {
			continue
		}
		options = append(options, option)
		for p := range s.Edges(option, catalogue.Proposes.Role(catalogue.EndFrom)).All() {
			solutions = append(solutions, s.EdgeAt(p, catalogue.EndTo))
		}
	}
	var names []string
	for _, solution := range slices.Compact(solutions) {
		names = append(names, named(solution).Value)
	}
	if len(names) == 0 || len(options) == 0 {
		b.Fatal("the case has no solutions")
	}
	i := named(number)
	return map[string]any{
		"akte":      map[string]any{"scheme": i.Scheme, "value": i.Value},
		"loesungen": map[string]any{"scheme": named(solutions[0]).Scheme, "in": names},
		"loesung":   catalogue.GlobalID(catalogue.KindSolution, solutions[0]),
		"eigenbau":  catalogue.GlobalID(catalogue.KindOption, options[len(options)-1]),
	}
}
