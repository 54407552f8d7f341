package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// Catalogue is what there is to know of the catalogue that a server answers from.
type Catalogue interface {
	Snapshot() *snapshot.Snapshot
	Lag() time.Duration
	// Lost is why the store is not followed, nil while it is.
	Lost() error
}

// Of shows a catalogue too.
func (m *Metrics) Of(c Catalogue) { m.registry.MustRegister(standing{c}) }

// standing looks a catalogue up when it is asked.
type standing struct{ of Catalogue }

func described(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(prometheus.BuildFQName(namespace, "", name), help, labels, nil)
}

var (
	revision   = described("revision", "The newest revision of the catalogue here.")
	recordedAt = described("revision_recorded_timestamp_seconds", "When the newest revision was recorded, in seconds since 1970; 0 where there is none.")
	lag        = described("lag_seconds", "How long ago the store was last heard of: so old may an answer be.")
	following  = described("following", "1 while the catalogue follows its store, 0 while that fails.")
	records    = described("records", "Records of the newest revision, those included that not everybody sees.", "kind")
	statements = described("statements", "Statements of the newest revision, those included that not everybody sees; OFFERS are the offers.", "relation")
)

// Describe names what Collect finds.
func (standing) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{revision, recordedAt, lag, following, records, statements} {
		to <- d
	}
}

// Collect reads one snapshot.
func (s standing) Collect(to chan<- prometheus.Metric) {
	value := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	now := s.of.Snapshot()
	value(revision, float64(now.Revision()))
	value(lag, s.of.Lag().Seconds())
	if at := now.RecordedAt(); at.IsZero() {
		value(recordedAt, 0)
	} else {
		value(recordedAt, float64(at.UnixMilli())/1000)
	}
	if s.of.Lost() == nil {
		value(following, 1)
	} else {
		value(following, 0)
	}
	for _, k := range catalogue.Kinds() {
		value(records, float64(now.Kind(k).Count()), k.Code())
	}
	for _, r := range catalogue.AllRelations() {
		value(statements, float64(now.RelationCount(r)), r.String())
	}
}

// Answers shows how many answers are kept, and their bytes.
func (m *Metrics) Answers(kept func() (answers int, bytes uint64)) {
	m.lookedUp("kept_answers", "Answers kept to be given again.", func() float64 { n, _ := kept(); return float64(n) })
	m.lookedUp("kept_answers_bytes", "Bytes of answers kept to be given again.", func() float64 { _, n := kept(); return float64(n) })
}

// Certificate shows when the certificate of the server expires.
func (m *Metrics) Certificate(notAfter func() time.Time) {
	m.lookedUp("certificate_expiry_timestamp_seconds", "When the certificate in use expires, in seconds since 1970; only of a server that speaks HTTPS itself.",
		func() float64 { return float64(notAfter().Unix()) })
}

// Connections are those to a database.
type Connections struct {
	InUse, Idle, Most int
	Waits             int64 // for one, since the start
}

// Pool shows the connections to a database.
func (m *Metrics) Pool(now func() Connections) {
	m.lookedUp("store_connections_in_use", "Connections to the database that are being used.", func() float64 { return float64(now().InUse) })
	m.lookedUp("store_connections_idle", "Connections to the database that wait for use.", func() float64 { return float64(now().Idle) })
	m.lookedUp("store_connections_limit", "Connections to the database that there may be.", func() float64 { return float64(now().Most) })
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
		Namespace: namespace, Name: "store_connection_waits_total", Help: "Calls that had to wait for a connection to the database.",
	}, func() float64 { return float64(now().Waits) }))
}

func (m *Metrics) lookedUp(name, help string, now func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, now))
}
