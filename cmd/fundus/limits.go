package main

import (
	"fmt"
	"time"

	"fundus/graph"
	"fundus/internal/admission"
	"fundus/internal/httpd"
)

// limitFlags bound what is asked and what is kept. docs/limits.md says of each what it
// protects and how it is told; a test holds the two together.
type limitFlags struct {
	MaxBody       int64         `default:"1048576" env:"FUNDUS_MAX_BODY" help:"Largest request body, packed and unpacked, and largest message over a WebSocket, in bytes."`
	MaxDocument   int           `default:"32768" env:"FUNDUS_MAX_DOCUMENT" help:"Largest text of a query, in bytes."`
	MaxToken      int           `name:"max-tokens" default:"2000" env:"FUNDUS_MAX_TOKENS" help:"Most lexical tokens in a query."`
	MaxNesting    int           `default:"24" env:"FUNDUS_MAX_NESTING" help:"Deepest brackets within brackets, of any sort."`
	MaxDepth      int           `default:"15" env:"FUNDUS_MAX_DEPTH" help:"Deepest nesting of fields."`
	MaxFields     int           `default:"500" env:"FUNDUS_MAX_FIELDS" help:"Most fields, with fragments expanded."`
	MaxAliases    int           `default:"30" env:"FUNDUS_MAX_ALIASES" help:"Most fields with an alias, with fragments expanded."`
	MaxRootFields int           `default:"15" env:"FUNDUS_MAX_ROOT_FIELDS" help:"Most fields at the root of an operation."`
	MaxCost       int           `default:"50000" env:"FUNDUS_MAX_COST" help:"Largest estimated cost of an operation, in values of its answer; answers say theirs in extensions.fundus.cost."`
	MaxKnownCost  int           `default:"50000" env:"FUNDUS_MAX_KNOWN_COST" help:"The same for those who have signed in, if it is more."`
	MaxErrors     int           `default:"10" env:"FUNDUS_MAX_ERRORS" help:"Most errors in an answer."`
	MaxAnswer     int           `default:"67108864" env:"FUNDUS_MAX_ANSWER" help:"Largest data of an answer, in bytes; files may be larger."`
	Timeout       time.Duration `default:"20s" env:"FUNDUS_TIMEOUT" help:"Longest time for an answer."`
	Export        time.Duration `name:"export-timeout" default:"10m" env:"FUNDUS_EXPORT_TIMEOUT" help:"Longest time for a file."`
	Exports       int           `name:"max-exports" default:"4" env:"FUNDUS_MAX_EXPORTS" help:"Most files and archives made at once, and half of them for one client; who asks for another is told to try again later."`

	MaxConcurrent int           `default:"32" env:"FUNDUS_MAX_CONCURRENT" help:"Most operations carried out at once; 0 for as many as come. Others wait in a queue."`
	MaxQueue      int           `default:"256" env:"FUNDUS_MAX_QUEUE" help:"Most operations that wait; who comes after them is told to try again later."`
	MaxWait       time.Duration `default:"5s" env:"FUNDUS_MAX_WAIT" help:"Longest wait in the queue."`
	Rate          float64       `default:"100" env:"FUNDUS_RATE" help:"Most requests of a client in a second, over a longer time; 0 for no limit. A client is who has signed in, or an address; requests of this machine itself do not count."`
	Burst         int           `default:"1000" env:"FUNDUS_BURST" help:"Most requests of a client at once, after a pause."`

	MaxSubscriptions    int           `default:"100" env:"FUNDUS_MAX_SUBSCRIPTIONS" help:"Most subscriptions of a client at once, over streams and WebSockets together; 0 for no limit."`
	MaxSockets          int           `default:"50" env:"FUNDUS_MAX_SOCKETS" help:"Most WebSockets of a client at once; 0 for no limit."`
	MaxSocketOperations int           `default:"32" env:"FUNDUS_MAX_SOCKET_OPERATIONS" help:"Most operations at once on a WebSocket."`
	HeaderTimeout       time.Duration `default:"10s" env:"FUNDUS_HEADER_TIMEOUT" help:"Longest time for the header of a request to arrive, and for the handshake of TLS."`
	ReadTimeout         time.Duration `default:"30s" env:"FUNDUS_READ_TIMEOUT" help:"Longest time for all of a request to arrive."`
	IdleTimeout         time.Duration `default:"2m" env:"FUNDUS_IDLE_TIMEOUT" help:"Longest time that a connection is kept for the next request."`
	MaxHeader           int           `default:"65536" env:"FUNDUS_MAX_HEADER" help:"Largest header of a request, its address included, in bytes."`
	InitWait            time.Duration `default:"10s" env:"FUNDUS_INIT_WAIT" help:"Longest silence of a WebSocket before its connection_init."`

	Answers int `name:"max-answers" default:"67108864" env:"FUNDUS_MAX_ANSWERS" help:"Bytes of answers kept in memory to be given again while they hold; 0 keeps none."`
	Past    int `name:"max-past" default:"1073741824" env:"FUNDUS_MAX_PAST" help:"Bytes of moments of the past kept in memory, beside the newest."`
}

// bound is a flag and what it may not be less than.
type bound struct {
	flag        string
	value, from float64
}

func (s *limitFlags) check() error {
	for _, b := range []bound{
		{"max-body", float64(s.MaxBody), 1}, {"max-document", float64(s.MaxDocument), 1}, {"max-tokens", float64(s.MaxToken), 1}, {"max-nesting", float64(s.MaxNesting), 1},
		{"max-depth", float64(s.MaxDepth), 1}, {"max-fields", float64(s.MaxFields), 1}, {"max-aliases", float64(s.MaxAliases), 1}, {"max-root-fields", float64(s.MaxRootFields), 1},
		{"max-cost", float64(s.MaxCost), 1}, {"max-known-cost", float64(s.MaxKnownCost), 0}, {"max-errors", float64(s.MaxErrors), 2}, {"max-answer", float64(s.MaxAnswer), 1},
		{"timeout", float64(s.Timeout), 1}, {"export-timeout", float64(s.Export), 1}, {"max-exports", float64(s.Exports), 1},
		{"max-concurrent", float64(s.MaxConcurrent), 0}, {"max-queue", float64(s.MaxQueue), 0}, {"max-wait", float64(s.MaxWait), 0}, {"rate", s.Rate, 0}, {"burst", float64(s.Burst), 1},
		{"max-subscriptions", float64(s.MaxSubscriptions), 0}, {"max-sockets", float64(s.MaxSockets), 0}, {"max-socket-operations", float64(s.MaxSocketOperations), 1}, {"init-wait", float64(s.InitWait), 1},
		{"header-timeout", float64(s.HeaderTimeout), 1}, {"read-timeout", float64(s.ReadTimeout), 1}, {"idle-timeout", float64(s.IdleTimeout), 1}, {"max-header", float64(s.MaxHeader), 1},
		{"max-answers", float64(s.Answers), 0}, {"max-past", float64(s.Past), 1},
	} {
		switch {
		case b.value >= b.from:
		case b.from == 1:
			return fmt.Errorf("--%s: must be more than 0", b.flag)
		default: // also of what is no number
			return fmt.Errorf("--%s: must not be less than %g", b.flag, b.from)
		}
	}
	return nil
}

// limits are those of a document and of an answer.
func (s *limitFlags) limits() graph.Limits {
	return graph.Limits{
		DocumentBytes: s.MaxDocument, Tokens: s.MaxToken, Nesting: s.MaxNesting, Depth: s.MaxDepth, Fields: s.MaxFields, Aliases: s.MaxAliases,
		RootFields: s.MaxRootFields, Cost: s.MaxCost, KnownCost: s.MaxKnownCost, Errors: s.MaxErrors, AnswerBytes: s.MaxAnswer,
	}
}

// limited puts the limits into options.
func (s *limitFlags) limited(o graph.Options) graph.Options {
	o.Limits, o.Operation, o.Export = s.limits(), s.Timeout, s.Export
	o.Files = graph.NewFiles(s.Exports)
	o.MessageBytes, o.SocketOperations, o.InitWait = s.MaxBody, s.MaxSocketOperations, s.InitWait
	o.AnswerBytes = s.answerBytes()
	o.Gate = admission.NewGate(s.MaxConcurrent, s.MaxQueue, s.MaxWait)
	o.Pace = admission.NewPace(s.Rate, s.Burst)
	o.Subscriptions = admission.NewShare("TOO_MANY_SUBSCRIPTIONS", "subscriptions", s.MaxSubscriptions)
	o.Sockets = admission.NewShare("TOO_MANY_SOCKETS", "WebSockets", s.MaxSockets)
	return o
}

// waits are those for clients that are slow.
func (s *limitFlags) waits() httpd.Waits {
	return httpd.Waits{Header: s.HeaderTimeout, Request: s.ReadTimeout, Idle: s.IdleTimeout, HeaderBytes: s.MaxHeader}
}

// answerBytes is the bound of kept answers as graph takes it, to which 0 is "as usual".
func (s *limitFlags) answerBytes() int {
	if s.Answers == 0 {
		return -1
	}
	return s.Answers
}
