package main

import (
	"fmt"
	"fundus/graph"
	"time"
)

// limitFlags bound what is asked and what is kept.
type limitFlags struct {
	MaxBody  int64         `default:"1048576" env:"FUNDUS_MAX_BODY" help:"Largest request body, and largest message over a WebSocket, in bytes."`
	MaxCost  int           `default:"50000" env:"FUNDUS_MAX_COST" help:"Largest estimated number of values in an answer."`
	MaxDepth int           `default:"15" env:"FUNDUS_MAX_DEPTH" help:"Deepest nesting of fields."`
	MaxToken int           `name:"max-tokens" default:"2000" env:"FUNDUS_MAX_TOKENS" help:"Most lexical tokens in a query."`
	Timeout  time.Duration `default:"20s" env:"FUNDUS_TIMEOUT" help:"Longest time for an answer."`
	Export   time.Duration `name:"export-timeout" default:"10m" env:"FUNDUS_EXPORT_TIMEOUT" help:"Longest time for a file."`
	Exports  int           `name:"max-exports" default:"4" env:"FUNDUS_MAX_EXPORTS" help:"Most files made at once; who asks for another is told to try again later."`
	Answers  int           `name:"max-answers" default:"67108864" env:"FUNDUS_MAX_ANSWERS" help:"Bytes of answers kept in memory to be given again while they hold; 0 keeps none."`
	Past     int           `name:"max-past" default:"1073741824" env:"FUNDUS_MAX_PAST" help:"Bytes of moments of the past kept in memory, beside the newest."`
}

func (s *limitFlags) check() error {
	for _, limit := range []struct {
		flag  string
		value int64
	}{
		{"max-body", s.MaxBody}, {"max-cost", int64(s.MaxCost)}, {"max-depth", int64(s.MaxDepth)},
		{"max-tokens", int64(s.MaxToken)}, {"timeout", int64(s.Timeout)}, {"export-timeout", int64(s.Export)}, {"max-exports", int64(s.Exports)}, {"max-past", int64(s.Past)},
	} {
		if limit.value <= 0 {
			return fmt.Errorf("--%s: must be more than 0", limit.flag)
		}
	}
	if s.Answers < 0 {
		return fmt.Errorf("--max-answers=%d: must not be less than 0", s.Answers)
	}
	return nil
}

// limits are those of a document.
func (s *limitFlags) limits() graph.Limits {
	l := graph.DefaultLimits()
	l.Cost, l.Depth, l.Tokens = s.MaxCost, s.MaxDepth, s.MaxToken
	return l
}

// answerBytes is the bound of kept answers as graph takes it, to which 0 is "as usual".
func (s *limitFlags) answerBytes() int {
	if s.Answers == 0 {
		return -1
	}
	return s.Answers
}
