package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// asked is an expression of PromQL, and who asks it.
type asked struct{ by, expression string }

// series are the metrics of a scrape, each with the values that its labels have.
type series map[string]map[string][]string

var (
	sampleLine = regexp.MustCompile(`(?m)^([a-z_]+)(?:\{(.*)\})? \S+$`)
	labelValue = regexp.MustCompile(`([a-z_]+)="([^"]*)"`)
)

func seriesOf(scraped string) series {
	out := series{"up": {}} // the scraper's own
	for _, line := range sampleLine.FindAllStringSubmatch(scraped, -1) {
		labels := out[line[1]]
		if labels == nil {
			labels = map[string][]string{}
			out[line[1]] = labels
		}
		for _, l := range labelValue.FindAllStringSubmatch(line[2], -1) {
			labels[l[1]] = append(labels[l[1]], l[2])
		}
	}
	for _, labels := range out { // which the scraper adds
		labels["job"], labels["instance"] = nil, nil
	}
	return out
}

// What an expression is made of, as far as names of metrics and labels go.
var (
	matchers  = regexp.MustCompile(`\b([a-z_]+)\{([^}]*)\}`)
	matcher   = regexp.MustCompile(`([a-z_]+)(=~|!=|!~|=)"([^"]*)"`)
	grouping  = regexp.MustCompile(`\b(?:by|without|on|ignoring)\s*\(([^)]*)\)`)
	word      = regexp.MustCompile(`[a-z_]+\b\(?`)
	operators = []string{"and", "or", "unless", "offset", "bool", "sum", "min", "max"} // also before a space
	duration  = regexp.MustCompile(`\[[^\]]*\]`)
	// chosen are labels whose values need not be there: the error that an alert is about
	// has, one hopes, not happened.
	chosen = []string{"code", "status", "job", "instance"}
)

// check says which names of an expression no server has.
func (s series) check(t *testing.T, a asked) {
	t.Helper()
	for _, m := range matchers.FindAllStringSubmatch(a.expression, -1) {
		for _, l := range matcher.FindAllStringSubmatch(m[2], -1) {
			values, there := s[m[1]][l[1]]
			if !there {
				t.Errorf("%s: %s has no label %s", a.by, m[1], l[1])
			} else if l[2] == "=" && !slices.Contains(chosen, l[1]) && !slices.Contains(values, l[3]) {
				t.Errorf("%s: of %s no %s is %q", a.by, m[1], l[1], l[3])
			}
		}
	}
	bare := duration.ReplaceAllString(matchers.ReplaceAllString(a.expression, "$1"), "")
	groups := grouping.FindAllStringSubmatch(bare, -1)
	var metrics []string
	for _, name := range word.FindAllString(grouping.ReplaceAllString(bare, ""), -1) {
		if strings.HasSuffix(name, "(") || slices.Contains(operators, name) {
			continue
		}
		metrics = append(metrics, name)
		if s[name] == nil {
			t.Errorf("%s: there is no metric %s", a.by, name)
		}
	}
	if len(metrics) == 0 {
		t.Errorf("%s: %s asks for no metric", a.by, a.expression)
	}
	for _, g := range groups {
		for label := range strings.SplitSeq(g[1], ",") {
			label = strings.TrimSpace(label)
			if !slices.ContainsFunc(metrics, func(m string) bool { _, there := s[m][label]; return there }) {
				t.Errorf("%s: nothing has a label %s in %s", a.by, label, a.expression)
			}
		}
	}
}

func deployed(t *testing.T, path ...string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{"..", ".."}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// onTheDashboard are the expressions of the dashboard.
func onTheDashboard(t *testing.T) (out []asked) {
	t.Helper()
	var board struct {
		Panels []struct {
			Title, Type string
			Targets     []struct{ Expr string }
		}
		Templating  struct{ List []struct{ Definition string } }
		Annotations struct{ List []struct{ Expr string } }
	}
	if err := json.Unmarshal(deployed(t, "deploy", "grafana", "fundus.json"), &board); err != nil {
		t.Fatal(err)
	}
	for _, p := range board.Panels {
		if p.Type != "row" && len(p.Targets) == 0 {
			t.Errorf("the panel %s asks nothing", p.Title)
		}
		for _, target := range p.Targets {
			out = append(out, asked{"panel " + p.Title, target.Expr})
		}
	}
	for _, a := range board.Annotations.List {
		out = append(out, asked{"annotation", a.Expr})
	}
	values := regexp.MustCompile(`^label_values\((.*), ([a-z]+)\)$`)
	for _, v := range board.Templating.List {
		if found := values.FindStringSubmatch(v.Definition); found != nil {
			out = append(out, asked{"variable " + found[2], found[1]})
		}
	}
	return out
}

type alert struct {
	Alert, Expr, For    string
	Labels, Annotations map[string]string
}

func alerts(t *testing.T) []alert {
	t.Helper()
	var rules struct {
		Groups []struct{ Rules []alert }
	}
	if err := yaml.Unmarshal(deployed(t, "deploy", "prometheus", "alerts.yml"), &rules); err != nil {
		t.Fatal(err)
	}
	var out []alert
	for _, g := range rules.Groups {
		out = append(out, g.Rules...)
	}
	return out
}

// The dashboard and the alerts ask for what a server has that has done one of everything.
func TestDashboardAndAlertsNameOnlyWhatIsMeasured(t *testing.T) {
	w := startWatched(t)
	w.oneOfEverything()
	there := seriesOf(w.scrape())
	all := onTheDashboard(t)
	for _, a := range alerts(t) {
		all = append(all, asked{"alert " + a.Alert, a.Expr})
	}
	if len(all) < 40 {
		t.Errorf("only %d expressions were found", len(all))
	}
	for _, a := range all {
		there.check(t, a)
	}
	there.check(t, asked{"what is shown", `fundus_operation_seconds_bucket{type="mutation"} + fundus_store_calls_total{call="append"} + fundus_answers_total{answer="kept"}`})
}

// Names that are wrong are found; otherwise the test above would prove nothing.
func TestAnExpressionThatNamesWhatIsNotThereIsFound(t *testing.T) {
	there := seriesOf("fundus_open{what=\"export\"} 1\nfundus_lag_seconds 0.5\n")
	for expression, wrong := range map[string]bool{
		`sum by (what) (rate(fundus_open{what="export"}[5m])) / fundus_lag_seconds > 0.5 and up`: false,
		`fundus_opened`:                   true,
		`rate(fundus_opened[5m])`:         true,
		`fundus_open{who="x"}`:            true,
		`fundus_open{what="import"}`:      true,
		`sum by (kind) (fundus_open)`:     true,
		`max(fundus_lag_seconds{a="b"})`:  true,
		`1 > 0`:                           true,
		`time() - fundus_lag_seconds > 5`: false,
	} {
		if found := fails(func(t *testing.T) { there.check(t, asked{"a test", expression}) }); found != wrong {
			t.Errorf("%s: found %v, want %v", expression, found, wrong)
		}
	}
}

// fails says whether a check finds something.
func fails(check func(*testing.T)) bool {
	t := new(testing.T)
	check(t)
	return t.Failed()
}

var heading = regexp.MustCompile(`(?m)^## (\w+)$`)

// Who is woken by an alert finds what to do, and no chapter is of an alert that is gone.
func TestEveryAlertHasItsChapter(t *testing.T) {
	chapters := map[string]bool{}
	for _, found := range heading.FindAllStringSubmatch(string(deployed(t, "docs", "alerts.md")), -1) {
		chapters[found[1]] = true
	}
	for _, a := range alerts(t) {
		if !chapters[a.Alert] {
			t.Errorf("%s has no chapter", a.Alert)
		}
		delete(chapters, a.Alert)
		if a.Annotations["runbook_url"] != "docs/alerts.md#"+strings.ToLower(a.Alert) {
			t.Errorf("%s leads to %s", a.Alert, a.Annotations["runbook_url"])
		}
		if len(a.Annotations["summary"]) < 20 || len(a.Annotations["description"]) < 40 || a.For == "" {
			t.Errorf("%s says too little", a.Alert)
		}
		if !slices.Contains([]string{"critical", "warning", "info"}, a.Labels["severity"]) {
			t.Errorf("%s is of severity %q", a.Alert, a.Labels["severity"])
		}
	}
	if len(chapters) > 0 {
		t.Errorf("chapters without an alert: %v", slices.Collect(maps.Keys(chapters)))
	}
}
