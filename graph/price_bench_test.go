package graph_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// BenchmarkPrice asks a state for what is dear, as dearly as it can be asked, and
// compares the price with the time of the processors: us/value is about 1 where the
// price is right, and full-s is what an operation would take that is full of it.
func BenchmarkPrice(b *testing.B) {
	s := state()
	for _, query := range dearQuestions {
		query := withHubs(s, query)
		b.Run(query, func(b *testing.B) { priced(b, s, query) })
	}
}

// BenchmarkOvertime asks the same of a server on which an operation has a tenth of a
// second, and tells by how much each of them has more: over-ms.
func BenchmarkOvertime(b *testing.B) {
	const longest = 100 * time.Millisecond
	s := state()
	for _, query := range dearQuestions {
		query := withHubs(s, query)
		b.Run(query, func(b *testing.B) {
			handler := graph.New(still{s: s}, graph.Options{AnswerBytes: -1, Operation: longest, Now: func() time.Time { return noon }})
			body, err := json.Marshal(request{Query: query})
			if err != nil {
				b.Fatal(err)
			}
			var over time.Duration
			for b.Loop() {
				began := time.Now()
				post(b, handler, body)
				over = max(over, time.Since(began)-longest)
			}
			b.ReportMetric(float64(over.Milliseconds()), "over-ms")
		})
	}
}

// dearQuestions are for what is dear, as dearly as it can be asked.
var dearQuestions = []string{
	`{concentration(by:SOLUTION,metric:POPULATION){totalCount}}`,
	`{concentration(by:VENDOR,metric:SERVICES){totalCount}}`,
	`{components{totalCount}}`,
	`{components(where:{evidence:{in:[A]}}){totalCount}}`,
	`{cycles(relation:PART_OF){totalCount}}`,
	`{orphans(kind:DATASET){totalCount}}`,
	`{orphans(kind:AUTHORITY,where:{evidence:{in:[A]}}){totalCount}}`,
	`{islands{totalCount}}`,
	`{peerComparison(authority:"$authority"){totalCount}}`,
	`{coverage{groupCount}}`,
	`{coverage(groupBy:[AUTHORITY_KIND,POLICY_FIELD,ORIGIN]){groupCount}}`,
	`{coverage(groupBy:[DISTRICT,POLICY_FIELD,ORIGIN]){groupCount}}`,
	`{coverageOver(from:"2020-10-01",until:"2025-09-01",step:MONTH){day}}`,
	`{coverageOver(from:"2020-10-01",until:"2025-09-01",step:MONTH,services:{}){day}}`,
	`{coverage(basis:GIVEN){groupCount}}`,
	`{coverage(basis:GIVEN,authorities:{level:{in:[DISTRICT]}},groupBy:[DISTRICT,POLICY_FIELD,ORIGIN]){groupCount}}`,
	`{coverageOver(from:"2024-09-01",until:"2025-09-01",step:MONTH){day}}`,
	`{availability{count}}`,
	`{availability(services:{}){count}}`,
	`{services(first:100){nodes{availability}}}`,
	`{blockers(first:100){nodes{__typename}}}`,
	`{blockers{totalCount}}`,
	`{levers(first:50){pairs}}`,
	`{levers(first:50,goal:POPULATION){pairs}}`,
	`{onceOnly{totalCount}}`,
	`{datasetNeeds{totalCount}}`,
	`{reuseShare{totalCount}}`,
	`{reuseShare(groupBy:[MINISTRY,POLICY_FIELD,QUARTER]){totalCount}}`,
	`{overlappingFunding{totalCount}}`,
	`{unconfirmedUses{totalCount}}`,
	`{growingPhaseOuts{totalCount}}`,
	`{missedDeadlines(from:"2000-01-01",until:"2050-01-01"){totalCount}}`,
	`{parallelSolutions{totalCount}}`,
	`{reuseCheck(need:{services:["$service"]}){matched}}`,
	`{reuseCheck(need:{services:["$service"]}){rungs{candidates{gates{verdict} confirmedUsers{count likeYouCount} connectionEffort{connected} missingStandards{id}}} notOnLadder{gates{verdict} confirmedUsers{count likeYouCount} connectionEffort{connected} missingStandards{id}}}}`,
	`{solutions(first:100){nodes{rung{key} reusability{missing{verdict}}}}}`,
	`{solutions(first:100){nodes{alternatives{strength}}}}`,
	`{solutions(first:100){nodes{reuseFlag{betterCount}}}}`,
	`{solutions(first:100){nodes{reusability{wouldGain{count}}}}}`,
	`{neighbourhood(of:"$solution",depth:6,foldAbove:1000,budget:{nodes:100000,edges:1000000,milliseconds:5000}){complete}}`,
	`{neighbourhood(of:"$solution",depth:6,foldAbove:1000,budget:{nodes:5000,milliseconds:5000}){asSvg}}`,
	`{neighbourhood(of:"$solution",depth:6,foldAbove:1000,budget:{nodes:50000,edges:1000000,milliseconds:5000}){asSvg}}`,
	`{neighbourhood(of:"$solution",depth:6,foldAbove:1000,budget:{nodes:50000,edges:1000000,milliseconds:5000}){asGraphml}}`,
	`{neighbourhood(of:"$solution",depth:4,rollUp:DISTRICT,budget:{nodes:50000,edges:1000000,milliseconds:5000}){asDot}}`,
	`{neighbourhood(of:"$solution",depth:6,filter:{kinds:[AREA]},budget:{nodes:100000,edges:1000000,milliseconds:5000}){complete}}`,
	`{paths(from:"$authority",to:"$dataset",maxLength:12,mode:ALL_SIMPLE,first:100,budget:{nodes:100000,edges:1000000,milliseconds:5000}){complete}}`,
	`{paths(from:"$authority",to:"$service",maxLength:12,mode:ALL_SHORTEST,first:100,budget:{nodes:50000,edges:1000000,milliseconds:5000}){asSvg}}`,
	`{impact(of:"$solution",hops:10,budget:{nodes:100000,edges:1000000,milliseconds:5000}){complete}}`,
	`{impact(of:"$solution",hops:10,budget:{nodes:50000,edges:1000000,milliseconds:5000}){asSvg}}`,
	`{common(of:["$authority","$solution"],hops:4,budget:{nodes:100000,edges:1000000,milliseconds:5000}){complete}}`,
}

// withHubs puts the record of a kind that has most statements where the kind stands.
func withHubs(s *snapshot.Snapshot, query string) string {
	for _, k := range catalogue.Kinds() {
		place := "$" + strings.ToLower(k.String())
		if !strings.Contains(query, place) {
			continue
		}
		hub, most := catalogue.ID(0), -1
		for id := range s.Kind(k).All() {
			total := 0
			s.RolesOf(id, func(_ catalogue.Role, n int) bool { total += n; return true })
			if total > most {
				hub, most = id, total
			}
		}
		query = strings.ReplaceAll(query, place, catalogue.GlobalID(k, hub))
	}
	return query
}

func priced(b *testing.B, s *snapshot.Snapshot, query string) {
	now := func() time.Time { return noon }
	limits := graph.DefaultLimits()
	handler := graph.New(still{s: s}, graph.Options{Limits: limits, AnswerBytes: -1, Now: now})
	limits.Cost = 1
	price := priceOf(b, graph.New(still{s: s}, graph.Options{Limits: limits, Now: now}), query)
	body, err := json.Marshal(request{Query: query})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	least := time.Hour
	for b.Loop() {
		began := worked(b)
		answer := post(b, handler, body)
		least = min(least, worked(b)-began)
		if bytes.HasPrefix(answer, []byte(`{"errors"`)) {
			b.Fatalf("%.300s", answer)
		}
	}
	b.ReportMetric(float64(price), "values")
	b.ReportMetric(float64(least.Microseconds())/float64(price), "us/value")
	b.ReportMetric(least.Seconds()*float64(graph.DefaultLimits().Cost)/float64(price), "full-s")
}

// worked is how long the processors have worked for this program, its collector of
// garbage included. The clock on the wall also tells who else is on the machine.
func worked(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

var tooLarge = regexp.MustCompile(`too large: (\d+) values`)

// priceOf is what a question costs, as a server says that allows nothing.
func priceOf(b *testing.B, h http.Handler, query string) int {
	body, err := json.Marshal(request{Query: query})
	if err != nil {
		b.Fatal(err)
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	h.ServeHTTP(w, r)
	said := tooLarge.FindStringSubmatch(w.Body.String())
	if said == nil {
		b.Fatal(w.Body.String())
	}
	price, _ := strconv.Atoi(said[1])
	return price
}
