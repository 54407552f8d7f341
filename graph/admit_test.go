package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"fundus/graph"
	"fundus/internal/admission"
	"fundus/internal/live"
)

// begun gives what a handler answers to a query, when it has.
func begun(ctx context.Context, h http.Handler, query string) <-chan *httptest.ResponseRecorder {
	out := make(chan *httptest.ResponseRecorder, 1)
	body, _ := json.Marshal(request{Query: query})
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	go func() {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		out <- w
	}()
	return out
}

// occupied is a handler whose changes end when the test lets them.
func occupied(gate *admission.Gate) (h http.Handler, let chan struct{}) {
	let = make(chan struct{})
	source := broken{commit: func() error { <-let; return nil }}
	return graph.New(source, graph.Options{Gate: gate, Now: func() time.Time { return noon }}), let
}

const question = `{catalogue{revision}}`

// max-concurrent and max-queue: as many run, as many wait, and one more is told when to
// come back.
func TestMaxConcurrentAndMaxQueueHoldAtTheirBoundsAndAreRefusedBeyond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, let := occupied(admission.NewGate(1, 1, 5*time.Second))
		running := begun(t.Context(), h, removal)
		synctest.Wait()
		waiting := begun(t.Context(), h, question)
		synctest.Wait()
		w := <-begun(t.Context(), h, question)
		if w.Code != 503 || w.Header().Get("Retry-After") != "5" || !strings.Contains(w.Body.String(), `"extensions":{"code":"TOO_BUSY","limit":1,"retryAfter":5}`) || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("one beyond the queue: %d %v %s", w.Code, w.Header(), w.Body)
		}
		close(let)
		if w := <-running; w.Code != 200 {
			t.Errorf("the one that ran: %d %s", w.Code, w.Body)
		}
		if w := <-waiting; w.Code != 200 || !strings.Contains(w.Body.String(), `"revision":0`) {
			t.Errorf("the one that waited: %d %s", w.Code, w.Body)
		}
	})
}

func TestMaxWaitIsTheLongestWaitInTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, let := occupied(admission.NewGate(1, 1, 5*time.Second))
		running := begun(t.Context(), h, removal)
		synctest.Wait()
		began := time.Now()
		w := <-begun(t.Context(), h, question)
		if w.Code != 503 || !strings.Contains(w.Body.String(), `"TOO_BUSY"`) || time.Since(began) != 5*time.Second {
			t.Errorf("after %s: %d %s", time.Since(began), w.Code, w.Body)
		}
		close(let)
		<-running
	})
}

func TestAWaitingClientThatGoesAwayLeavesTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, let := occupied(admission.NewGate(1, 1, time.Hour))
		running := begun(t.Context(), h, removal)
		synctest.Wait()
		gone, away := context.WithCancel(t.Context())
		left := begun(gone, h, question)
		synctest.Wait()
		away()
		<-left
		next := begun(t.Context(), h, question)
		synctest.Wait()
		close(let)
		<-running
		if w := <-next; w.Code != 200 {
			t.Errorf("who came after is told %d %s", w.Code, w.Body)
		}
	})
}

// What is known already takes no place.
func TestAnAnswerThatIsKeptIsGivenWhateverRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, let := occupied(admission.NewGate(1, 0, time.Second))
		first := <-begun(t.Context(), h, question)
		running := begun(t.Context(), h, removal)
		synctest.Wait()
		if w := <-begun(t.Context(), h, question); w.Code != 200 || w.Body.String() != first.Body.String() {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		close(let)
		<-running
	})
}

// A subscription takes a place while it makes an event, and none while it waits for
// something to tell.
func TestASubscriptionThatWaitsTakesNoPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := admission.NewGate(1, 0, time.Second)
		source := quiet{met: func(ctx context.Context) ([]live.Step, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}}
		h := graph.New(source, graph.Options{Gate: gate, Now: func() time.Time { return noon }})
		ctx, end := context.WithCancel(t.Context())
		done := make(chan *httptest.ResponseRecorder)
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/graphql?query=subscription{changes{next}}", http.NoBody)
		r.Header.Set("Accept", "text/event-stream")
		go func() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			done <- w
		}()
		synctest.Wait()
		if w := <-begun(t.Context(), h, question); w.Code != 200 {
			t.Errorf("beside one who follows: %d %s", w.Code, w.Body)
		}
		end()
		if w := <-done; !strings.HasPrefix(w.Body.String(), firstEvent) {
			t.Errorf("told %q", w.Body)
		}
		leave, err := gate.Enter(t.Context())
		if err != nil {
			t.Fatalf("after all has ended: %v", err)
		}
		leave()
	})
}

// asClient is a server to whom each request says as which client it counts.
func asClient(t *testing.T, o graph.Options) *httptest.Server {
	t.Helper()
	h := graph.New(catalogueOf(t, onSQLite(t), os.DirFS("testdata/world")), o)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(admission.With(r.Context(), admission.Client(r.Header.Get("Test-Client")))))
	}))
	t.Cleanup(s.Close)
	return s
}

func socketOf(t *testing.T, s *httptest.Server, client string) (*wsEar, *http.Response, error) {
	t.Helper()
	conn, answer, err := websocket.Dial(t.Context(), s.URL+"/graphql", &websocket.DialOptions{
		Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Test-Client": {client}},
	})
	if err != nil {
		return nil, answer, err
	}
	t.Cleanup(func() { conn.CloseNow() })
	w := &wsEar{t, conn, t.Context()}
	w.say(`{"type":"connection_init"}`)
	if _, _, err := conn.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w, nil, nil
}

// streamOf begins a subscription over a stream.
func streamOf(t *testing.T, s *httptest.Server, client string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/graphql?query=subscription{changes{next}}", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Test-Client", client)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return answer
}

// max-subscriptions holds over streams and sockets together.
func TestMaxSubscriptionsHoldsAtItsBoundAndIsRefusedBeyond(t *testing.T) {
	s := asClient(t, graph.Options{
		Subscriptions: admission.NewShare("TOO_MANY_SUBSCRIPTIONS", "subscriptions", 2), Ending: t.Context().Done(),
	})
	const told = `"extensions":{"code":"TOO_MANY_SUBSCRIPTIONS","limit":2}`
	const follows = `subscription{changes{next}}`
	w, _, err := socketOf(t, s, "a")
	if err != nil {
		t.Fatal(err)
	}
	w.subscribe("1", follows, nil)
	if e := heard(t, w); e.kind != "next" {
		t.Fatalf("the first: %s %s", e.kind, e.text)
	}
	if second := streamOf(t, s, "a"); second.StatusCode != 200 {
		t.Fatalf("at the bound: %d", second.StatusCode)
	}
	if w := streamOf(t, s, "a"); w.StatusCode != 429 || !strings.Contains(bodyOf(t, w), told) {
		t.Errorf("beyond, over a stream: %d", w.StatusCode)
	}
	w.subscribe("3", follows, nil)
	if e := heard(t, w); e.kind != "error" || !strings.Contains(e.text, told) {
		t.Errorf("beyond, over a socket: %s %s", e.kind, e.text)
	}
	w.subscribe("4", question, nil)
	if e := heard(t, w); e.kind != "next" {
		t.Errorf("a question counts: %s %s", e.kind, e.text)
	}
	heard(t, w)
	if other := streamOf(t, s, "b"); other.StatusCode != 200 {
		t.Errorf("another client: %d", other.StatusCode)
	}
}

func bodyOf(t *testing.T, answer *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// A subscription that has ended makes room for another.
func TestASubscriptionThatEndsIsGivenBack(t *testing.T) {
	s := asClient(t, graph.Options{
		Subscriptions: admission.NewShare("TOO_MANY_SUBSCRIPTIONS", "subscriptions", 1), Ending: t.Context().Done(),
	})
	w, _, err := socketOf(t, s, "a")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		id := fmt.Sprint(i)
		for {
			w.subscribe(id, `subscription{changes{next}}`, nil)
			if e := heard(t, w); e.kind == "next" {
				break // the one before it may still have been ending
			}
		}
		w.say(`{"type":"complete","id":"` + id + `"}`)
	}
}

// max-sockets is held before the handshake is answered.
func TestMaxSocketsHoldsAtItsBoundAndIsRefusedBeyond(t *testing.T) {
	s := asClient(t, graph.Options{Sockets: admission.NewShare("TOO_MANY_SOCKETS", "WebSockets", 1), Ending: t.Context().Done()})
	if _, _, err := socketOf(t, s, "a"); err != nil {
		t.Fatalf("at the bound: %v", err)
	}
	_, answer, err := socketOf(t, s, "a")
	if err == nil || answer == nil || answer.StatusCode != 429 {
		t.Fatalf("beyond the bound: %v, %v", answer, err)
	}
	if body := bodyOf(t, answer); !strings.Contains(body, `"extensions":{"code":"TOO_MANY_SOCKETS","limit":1}`) {
		t.Errorf("told %s", body)
	}
	if _, _, err := socketOf(t, s, "b"); err != nil {
		t.Errorf("another client: %v", err)
	}
}

// rate holds for what is asked over a socket, too.
func TestRateHoldsOverASocket(t *testing.T) {
	s := asClient(t, graph.Options{Pace: admission.NewPace(0.001, 2), Ending: t.Context().Done()})
	w, _, err := socketOf(t, s, "a")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		w.subscribe(fmt.Sprint(i), question, nil)
		if e := heard(t, w); e.kind != "next" {
			t.Fatalf("at the bound: %s %s", e.kind, e.text)
		}
		heard(t, w)
	}
	w.subscribe("2", question, nil)
	if e := heard(t, w); e.kind != "error" || !strings.Contains(e.text, `"extensions":{"code":"RATE_LIMITED","limit":2,"retryAfter":`) {
		t.Errorf("beyond the bound: %s %s", e.kind, e.text)
	}
}

// Over a socket an operation takes a place as a request does.
func TestMaxConcurrentHoldsOverASocket(t *testing.T) {
	gate := admission.NewGate(1, 0, time.Hour)
	s := asClient(t, graph.Options{Gate: gate, Ending: t.Context().Done()})
	leave, err := gate.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w, _, err := socketOf(t, s, "a")
	if err != nil {
		t.Fatal(err)
	}
	w.subscribe("1", question, nil)
	if e := heard(t, w); e.kind != "error" || !strings.Contains(e.text, `"code":"TOO_BUSY"`) {
		t.Errorf("%s %s", e.kind, e.text)
	}
	leave()
	w.subscribe("2", question, nil)
	if e := heard(t, w); e.kind != "next" {
		t.Errorf("%s %s", e.kind, e.text)
	}
}
