package graph_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fundus/graph"
	"fundus/internal/admission"
)

// waits is a client that takes nothing on until it is let.
type waits struct {
	http.ResponseWriter
	begun, let chan struct{}
}

func (w waits) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w waits) Flush() {
	w.begun <- struct{}{}
	<-w.let
}

const areasFile = `/export?format=csv&query={areas{nodes{id}}}`

// So many files are made at once; who asks for one more is told when to ask again, and
// then has it, however the others ended.
func TestNoMoreFilesAreMadeAtOnceThanMayBe(t *testing.T) {
	handler := graph.NewExport(catalogueOf(t, onSQLite(t), os.DirFS("testdata/world")), graph.Options{Files: graph.NewFiles(2)})
	begun, let := make(chan struct{}), make(chan struct{})
	ended := make(chan any, 2)
	for _, breaks := range []bool{true, false} {
		go func() {
			defer func() { ended <- recover() }()
			w := waits{httptest.NewRecorder(), begun, let}
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, areasFile, nil)
			if breaks {
				handler.ServeHTTP(parted{w}, r)
				return
			}
			handler.ServeHTTP(w, r)
		}()
	}
	<-begun
	<-begun
	get := func() *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, areasFile, nil))
		return w
	}
	if w := get(); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "10" || !strings.Contains(w.Body.String(), `"code":"UNAVAILABLE"`) || w.Header().Get("ETag") != "" {
		t.Errorf("HTTP %d, %v: %s", w.Code, w.Header(), w.Body)
	}
	close(let)
	cut := 0
	for range 2 {
		if <-ended != nil {
			cut++
		}
	}
	if w := get(); cut != 1 || w.Code != http.StatusOK {
		t.Errorf("%d were cut off, and then HTTP %d", cut, w.Code)
	}
}

// parted is a client that is gone when something is sent on.
type parted struct{ waits }

func (b parted) FlushError() error {
	b.Flush()
	return io.ErrClosedPipe
}

// A client that does not read what it asked for is cut off when its patience is over,
// and others have its place.
func TestAFileThatNobodyReadsIsCutOff(t *testing.T) {
	cat := still{s: catalogueOf(t, onSQLite(t), os.DirFS("testdata/world")).Snapshot()}
	synctest.Test(t, func(t *testing.T) {
		const patience = 7 * time.Second
		handler := graph.NewExport(cat, graph.Options{Files: graph.NewFiles(1), Patience: patience})
		over := make(chan time.Duration, 1)
		began := time.Now()
		s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer func() { over <- time.Since(began); panic(recover()) }()
			handler.ServeHTTP(w, r)
		})}
		client, conn := net.Pipe() // which holds nothing: what is written waits to be read
		l := onlyOne{make(chan net.Conn, 1), make(chan struct{})}
		l.conns <- conn
		go func() { _ = s.Serve(l) }()
		fmt.Fprintf(client, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", strings.Replace(areasFile, "{areas{nodes{id}}}", url.QueryEscape("{areas{nodes{id}}}"), 1))
		if took := <-over; took < patience || took > 2*patience {
			t.Errorf("cut off after %s", took)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, areasFile, nil))
		if w.Code != http.StatusOK {
			t.Errorf("its place is not free: HTTP %d", w.Code)
		}
		if _, err := http.ReadResponse(bufio.NewReader(client), nil); err == nil {
			t.Error("there is an answer")
		}
		_ = s.Close()
	})
}

// onlyOne is a listener to whom one client comes, and then nobody.
type onlyOne struct {
	conns  chan net.Conn
	closed chan struct{}
}

// Accept gives the client once.
func (l onlyOne) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close ends the wait for another.
func (l onlyOne) Close() error { close(l.closed); return nil }

// Addr is of no network.
func (l onlyOne) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

// One client makes half of the files and archives that may be made at once, however it
// asks, and others have the rest; this machine itself is held to the limit of all.
func TestAClientMakesNoMoreThanHalfOfTheFiles(t *testing.T) {
	source := slow{catalogueOf(t, onSQLite(t), filed), make(chan struct{}), make(chan struct{})}
	o := graph.Options{Files: graph.NewFiles(5)}
	handlers := http.NewServeMux()
	handlers.Handle("/export", graph.NewExport(source, o))
	handlers.Handle("/dossier/{case}", graph.NewDossier(source, o))
	get := func(client admission.Client, path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		handlers.ServeHTTP(w, httptest.NewRequestWithContext(admission.With(t.Context(), client), http.MethodGet, path, nil))
		return w
	}
	const archive = "/dossier/akte:2025%2F07"
	ended := make(chan int)
	begin := func(client admission.Client, path string) {
		go func() { ended <- get(client, path).Code }()
		<-source.begun
	}
	begin("a", areasFile)
	begin("a", archive)
	for _, path := range []string{areasFile, archive} {
		if w := get("a", path); w.Code != http.StatusTooManyRequests || !strings.Contains(w.Body.String(), `"extensions":{"code":"TOO_MANY_FILES","limit":2}`) {
			t.Errorf("%s: HTTP %d: %s", path, w.Code, w.Body)
		}
	}
	begin("b", areasFile)
	begin("", archive)
	begin("", areasFile)
	for _, client := range []admission.Client{"c", ""} {
		if w := get(client, archive); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), `"extensions":{"code":"UNAVAILABLE","limit":5,"retryAfter":10}`) {
			t.Errorf("%q: HTTP %d: %s", client, w.Code, w.Body)
		}
	}
	close(source.let)
	for range 5 {
		if code := <-ended; code != http.StatusOK {
			t.Errorf("HTTP %d", code)
		}
	}
}
