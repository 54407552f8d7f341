package metrics_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/metrics"
	"fundus/internal/sight"
	"fundus/internal/snapshot"
)

// scrape is what a scraper reads.
func scrape(m *metrics.Metrics) string {
	w := httptest.NewRecorder()
	m.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w.Body.String()
}

// expect wants lines of a scrape.
func expect(t *testing.T, m *metrics.Metrics, lines ...string) {
	t.Helper()
	text := scrape(m)
	for _, line := range lines {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("no line %s in\n%s", line, without(text, "go_", "process_", "#"))
		}
	}
}

func without(text string, beginnings ...string) string {
	var out []string
lines:
	for line := range strings.SplitSeq(text, "\n") {
		for _, begin := range beginnings {
			if strings.HasPrefix(line, begin) {
				continue lines
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestAnOperationIsCountedAsItWas(t *testing.T) {
	m := metrics.New(metrics.Options{Names: []string{"Bestand"}})
	m.OperationEnded(t.Context(), sight.Operation{Type: "query", Name: "Bestand", Answer: sight.Kept, Parsed: sight.Before, Cost: 20, Took: 3 * time.Millisecond})
	m.OperationEnded(t.Context(), sight.Operation{Type: "subscription", Name: "Neues", Stream: true, Answer: sight.Made, Parsed: sight.Anew, Took: time.Hour, Codes: []string{"UNAVAILABLE", "INVALID"}})
	m.OperationEnded(t.Context(), sight.Operation{Answer: sight.Made, Codes: []string{"GRAPHQL_PARSE_FAILED"}})
	expect(t, m,
		`fundus_operations_total{code="OK",name="Bestand",type="query"} 1`,
		`fundus_operations_total{code="UNAVAILABLE",name="other",type="subscription"} 1`,
		`fundus_operations_total{code="GRAPHQL_PARSE_FAILED",name="",type=""} 1`,
		`fundus_operation_errors_total{code="INVALID"} 1`,
		`fundus_answers_total{answer="kept"} 1`,
		`fundus_documents_total{parsed="anew"} 1`,
		`fundus_operation_cost_values_bucket{type="query",le="30"} 1`,
		`fundus_operation_seconds_bucket{name="Bestand",type="query",le="0.005"} 1`,
	)
	if text := scrape(m); strings.Contains(text, `operation_seconds_count{name="other"`) || strings.Contains(text, `answer="made"`) {
		t.Error("a subscription has a duration, or a refusal an answer")
	}
}

// Clients choose names as they like, and cannot make a series of each.
func TestNoClientMakesSeries(t *testing.T) {
	m := metrics.New(metrics.Options{Names: []string{"Bestand"}})
	for i := range 1000 {
		m.OperationEnded(t.Context(), sight.Operation{Type: "query", Name: fmt.Sprintf("N%d", i), Answer: sight.Made, Codes: []string{fmt.Sprintf("CODE_%d", i)}})
	}
	text := scrape(m)
	if n := strings.Count(text, "\nfundus_operations_total{"); n != 101 {
		t.Errorf("%d series of operations", n)
	}
	expect(t, m, `fundus_operation_seconds_count{name="other",type="query"} 1000`, `fundus_operation_errors_total{code="OTHER"} 900`)
}

func TestARequestIsCountedAndAStreamHasNoDuration(t *testing.T) {
	m := metrics.New(metrics.Options{})
	m.RequestEnded(t.Context(), sight.Request{Route: "/graphql", Method: "POST", Status: 413, Code: "BODY_TOO_LARGE", Bytes: 70, Took: time.Second})
	m.RequestEnded(t.Context(), sight.Request{Route: "/graphql", Method: "POST", Status: 200, Bytes: 30, Stream: true, Took: time.Hour})
	expect(t, m,
		`fundus_requests_total{method="POST",route="/graphql",status="413"} 1`,
		`fundus_request_sent_bytes_total{route="/graphql"} 100`,
		`fundus_refusals_total{code="BODY_TOO_LARGE"} 1`,
		`fundus_request_seconds_count{route="/graphql"} 1`,
	)
}

func TestACallOfTheStoreIsCountedByItsError(t *testing.T) {
	m := metrics.New(metrics.Options{Engine: "sqlite"})
	for _, err := range []error{
		nil, catalogue.Errorf(catalogue.Unavailable, "gone"), context.Canceled, errors.New("a fault"),
	} {
		m.CallEnded(t.Context(), sight.Append, time.Millisecond, err)
	}
	for _, code := range []string{"OK", "UNAVAILABLE", "CANCELED", "INTERNAL"} {
		expect(t, m, fmt.Sprintf(`fundus_store_calls_total{call="append",code=%q,engine="sqlite"} 1`, code))
	}
	expect(t, m, `fundus_store_call_seconds_count{call="append",engine="sqlite"} 4`)
}

func TestWhatIsOpenGoesUpAndDown(t *testing.T) {
	m := metrics.New(metrics.Options{})
	expect(t, m, `fundus_open{what="export"} 0`, `fundus_opened_total{what="export"} 0`)
	m.Opened(sight.Export)
	m.Opened(sight.Export)
	m.Closed(sight.Export)
	m.EventSent()
	expect(t, m, `fundus_open{what="export"} 1`, `fundus_opened_total{what="export"} 2`, `fundus_events_total 1`)
}

type still struct{ lost error }

func (still) Snapshot() *snapshot.Snapshot { return snapshot.Empty() }
func (still) Lag() time.Duration           { return 90 * time.Second }
func (s still) Lost() error                { return s.lost }

func TestTheCatalogueIsShownAsItStands(t *testing.T) {
	m := metrics.New(metrics.Options{Version: "v1"})
	m.Of(still{errors.New("lost")})
	m.Certificate(func() time.Time { return time.Unix(1_800_000_000, 0) })
	m.Answers(func() (int, uint64) { return 3, 400 })
	m.Pool(func() metrics.Connections { return metrics.Connections{InUse: 1, Idle: 2, Most: 4, Waits: 5} })
	expect(t, m,
		`fundus_revision 0`, `fundus_revision_recorded_timestamp_seconds 0`, `fundus_lag_seconds 90`, `fundus_following 0`,
		`fundus_records{kind="SERVICE"} 0`, `fundus_statements{relation="OFFERS"} 0`,
		`fundus_certificate_expiry_timestamp_seconds 1.8e+09`,
		`fundus_kept_answers 3`, `fundus_kept_answers_bytes 400`,
		`fundus_store_connections_in_use 1`, `fundus_store_connections_limit 4`, `fundus_store_connection_waits_total 5`,
	)
}

// Every metric says what it is.
func TestEveryMetricHasItsHelp(t *testing.T) {
	m := metrics.New(metrics.Options{})
	m.Of(still{})
	text := scrape(m)
	for line := range strings.SplitSeq(text, "\n") {
		name, found := strings.CutPrefix(line, "# TYPE fundus_")
		if !found {
			continue
		}
		name, _, _ = strings.Cut(name, " ")
		if _, help, _ := strings.Cut(text, "# HELP fundus_"+name+" "); len(help) < 20 || !strings.HasSuffix(strings.SplitN(help, "\n", 2)[0], ".") {
			t.Errorf("fundus_%s has no help that is a sentence", name)
		}
	}
}

func BenchmarkScrape(b *testing.B) {
	m := metrics.New(metrics.Options{})
	m.Of(still{})
	var bytes int
	for b.Loop() {
		bytes = len(scrape(m))
	}
	b.ReportMetric(float64(bytes), "bytes")
}
