package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"fundus/internal/access"
	"fundus/internal/identity/token"
)

// caller is somebody who asks a server, with a token or, "" , without.
type caller struct{ token, file, address string }

// The changes that tell the roles apart.
const (
	changeService = `mutation{putService(record:{name:"Hundesteuer"}){revision}}`
	changeArea    = `mutation{putArea(record:{name:"Musterland"}){revision}}`
	changeCase    = `mutation{putCase(record:{name:"Wie wird bezahlt?",description:"Womit?",lane:S,step:DRAFT}){revision}}`
	changeGate    = `mutation{putGate(record:{name:"Rechtskonform",gateKind:LEGAL,gateTest:JUDGED,policyStatus:PROPOSED}){revision}}`
	internalCount = `{budgetLines{totalCount}}`
)

// Whoever comes may do the same, whichever way he comes: over HTTP, over a socket and by
// the command line; and files, archives and the audit show him what the answers do.
func TestARoleMayDoTheSameWhicheverWayItComes(t *testing.T) {
	t.Parallel()
	database := emptyFile(t)
	s := startServer(t, database, "--sample")
	for _, who := range []struct {
		name, may, sees string
		grants          []access.Given
	}{
		{"nobody", "", "public", nil},
		{"reader", "", "public", []access.Given{{Role: "reader"}}},
		{"editor", "service area", "internal", []access.Given{{Role: "editor"}}},
		{"editor of services", "service", "internal", []access.Given{{Role: "editor", Kinds: []string{"service"}}}},
		{"board", "case", "confidential", []access.Given{{Role: "board"}}},
		{"steward", "gate", "internal", []access.Given{{Role: "steward"}}},
		{"editor and board", "service area case", "confidential", []access.Given{{Role: "editor"}, {Role: "board"}}},
		{"admin", "service area case gate audit", "confidential", []access.Given{{Role: "admin"}}},
	} {
		c := newCaller(t, database, s.address, who.grants)
		for kind, change := range map[string]string{"service": changeService, "area": changeArea, "case": changeCase, "gate": changeGate} {
			want := "FORBIDDEN"
			for may := range strings.FieldsSeq(who.may) {
				if may == kind {
					want = ""
				}
			}
			for way, code := range map[string]string{"HTTP": c.post(t, change), "a socket": c.socket(t, change), "the command line": c.query(t, change)} {
				if code != want {
					t.Errorf("%s changes a %s over %s: %q, want %q", who.name, kind, way, code, want)
				}
			}
		}
		c.wantSight(t, who.name, who.sees != "public", strings.Contains(who.may, "audit"))
	}
}

func newCaller(t *testing.T, database, address string, grants []access.Given) caller {
	t.Helper()
	c := caller{address: address, file: filepath.Join(t.TempDir(), "token")}
	if grants == nil {
		return c
	}
	st, err := openStore(t.Context(), database, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	c.token, _, err = token.Make(t.Context(), st, token.Wish{Name: fmt.Sprint(grants), Grants: grants, By: "test", For: time.Hour}, time.Now())
	if err = firstOf(err, st.Close(), os.WriteFile(c.file, []byte(c.token), 0o600)); err != nil {
		t.Fatal(err)
	}
	if !eventually(func() bool { status, _ := c.get(t, "/whoami"); return status == http.StatusOK }) {
		t.Fatal("the server does not hear of a new token")
	}
	return c
}

func (c caller) get(t *testing.T, path string) (status int, text string) {
	t.Helper()
	return c.send(t, http.MethodGet, path, "")
}

func (c caller) send(t *testing.T, method, path, body string) (status int, text string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "http://"+c.address+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := clients.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	whole, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(whole)
}

// codeOf is that of the first error in an answer, "" for none.
func codeOf(t *testing.T, text []byte) string {
	t.Helper()
	var said reply
	if err := json.Unmarshal(text, &said); err != nil {
		t.Fatalf("%v: %.200s", err, text)
	}
	return said.code()
}

func (c caller) post(t *testing.T, query string) string {
	t.Helper()
	body, err := json.Marshal(request{Query: query})
	if err != nil {
		t.Fatal(err)
	}
	_, text := c.send(t, http.MethodPost, "/graphql", string(body))
	return codeOf(t, []byte(text))
}

// socket signs in by the first message, as browsers do.
func (c caller) socket(t *testing.T, query string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, "ws://"+c.address+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	init := map[string]any{"type": "connection_init"}
	if c.token != "" {
		init["payload"] = map[string]any{"Authorization": "Bearer " + c.token}
	}
	var last struct {
		Type    string
		Payload json.RawMessage
	}
	for _, message := range []map[string]any{init, {"type": "subscribe", "id": "1", "payload": request{Query: query}}} {
		text, err := json.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.Write(ctx, websocket.MessageText, text); err != nil {
			t.Fatal(err)
		}
		_, text, err = conn.Read(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &last); err != nil {
			t.Fatal(err)
		}
	}
	if last.Type == "error" {
		return codeOf(t, []byte(`{"errors":`+string(last.Payload)+`}`))
	}
	return codeOf(t, last.Payload)
}

// query asks by "fundus query --server".
func (c caller) query(t *testing.T, query string) string {
	t.Helper()
	args := []string{"query", "--server", "http://" + c.address, "-"}
	if c.token != "" {
		args = append(args, "--token-file", c.file)
	}
	cmd := exec.Command("fundus", args...)
	cmd.Stdin = strings.NewReader(query)
	text, err := cmd.Output()
	code := codeOf(t, text)
	if failed := err != nil; failed != (code != "") || failed && cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("query --server: %v with %q", err, code)
	}
	return code
}

// wantSight looks at what is there to be taken: a file of what is internal, the archive of
// a case, the audit.
func (c caller) wantSight(t *testing.T, who string, internal, audits bool) {
	t.Helper()
	_, count := c.send(t, http.MethodPost, "/graphql", `{"query":"`+internalCount+`"}`)
	_, file := c.get(t, "/export?format=csv&query={budgetLines{nodes{name}}}")
	archive, _ := c.get(t, "/dossier/sample:beispiel-akte-bezahlen")
	audit, _ := c.get(t, "/audit")
	got := [4]bool{!strings.Contains(count, `"totalCount":0`), strings.Count(strings.TrimSpace(file), "\n") > 0, archive == http.StatusOK, audit == http.StatusOK}
	if want := [4]bool{internal, internal, internal, audits}; got != want {
		t.Errorf("%s sees budget lines, in a file, an archive, the audit: %v, want %v", who, got, want)
	}
}
