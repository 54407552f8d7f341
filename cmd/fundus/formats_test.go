package main

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fundus/graph"
	"fundus/graph/export"
	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/httpd/console"
)

func TestEveryFormatOfFilesIsOffered(t *testing.T) {
	field, _ := reflect.TypeFor[queryCmd]().FieldByName("Format")
	offered := strings.Split(field.Tag.Get("enum"), ",")
	if len(offered) != len(export.Formats())+1 {
		t.Errorf("the command line offers %v", offered)
	}
	page := consoleFile(t, "/")
	for _, f := range export.Formats() {
		if !strings.Contains(","+field.Tag.Get("enum")+",", ","+string(f)+",") {
			t.Errorf("the command line does not offer %s", f)
		}
		if !strings.Contains(page, `<option value="`+string(f)+`">`) {
			t.Errorf("the console does not offer %s", f)
		}
	}
}

// consoleFile is a file of the console as a browser gets it.
func consoleFile(t *testing.T, path string) string {
	t.Helper()
	w := httptest.NewRecorder()
	console.Handler(nil).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: %d", path, w.Code)
	}
	return w.Body.String()
}

// The console takes what it must not put into a table by the names of the fields.
func TestTheConsoleKnowsEveryDocumentThatAnAnswerGives(t *testing.T) {
	documents := consoleFile(t, "/js/documents.js")
	fields := regexp.MustCompile(`(?m)^  (as[A-Z]\w*): String!$`).FindAllStringSubmatch(graph.Schema(), -1)
	if len(fields) == 0 {
		t.Fatal("the schema has no field that gives a document")
	}
	for _, field := range fields {
		if !strings.Contains(documents, "  "+field[1]+": {") {
			t.Errorf("the console does not know %s", field[1])
		}
	}
}

// The line of counts stands before the schema is there, so it has words of its own.
func TestTheConsoleNamesEveryKindAsTheCatalogueDoes(t *testing.T) {
	words := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^  (\w+): \["([^"]+)", "[^"]+"\],`).FindAllStringSubmatch(consoleFile(t, "/js/words.js"), -1) {
		words[row[1]] = row[2]
	}
	for _, kind := range catalogue.Kinds() {
		if word := words[strings.ToLower(kind.String())]; word != kind.German() {
			t.Errorf("the console calls %s %q, the catalogue %q", kind, word, kind.German())
		}
	}
}

// What the console tells a reader to raise is what the walk ran out of, up to what a walk may take.
func TestTheConsoleTellsHowAWalkComesFurther(t *testing.T) {
	words, shortfall := consoleFile(t, "/js/words.js"), consoleFile(t, "/js/shortfall.js")
	for reason, most := range map[explore.StopReason]int{
		explore.StoppedByNodes: explore.MostNodes, explore.StoppedByEdges: explore.MostEdges, explore.StoppedByTime: explore.MostMilliseconds,
	} {
		remedy := regexp.MustCompile(`(?m)^  ` + string(reason) + `: \[.*höchstens ([\d.]+)"\],$`).FindStringSubmatch(shortfall)
		if remedy == nil || strings.ReplaceAll(remedy[1], ".", "") != strconv.Itoa(most) {
			t.Errorf("the console says of %s %q, want at most %d", reason, remedy, most)
		}
		if !regexp.MustCompile(`StopReason: \{.*\b` + string(reason) + `: "`).MatchString(words) {
			t.Errorf("the console has no words for %s", reason)
		}
	}
}
