package socket_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/coder/websocket"

	"fundus/graph/socket"
)

// The clock of these tests is that of a bubble, and the wire a pipe that holds
// nothing: what one side writes waits until the other reads.

// wire is a listener to whom one client comes.
type wire struct {
	conn   chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (l *wire) Accept() (net.Conn, error) {
	select {
	case c := <-l.conn:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *wire) Close() error   { l.once.Do(func() { close(l.closed) }); return nil }
func (l *wire) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

// client is the other side of a socket.
type client struct {
	*testing.T
	conn *websocket.Conn
	end  context.CancelFunc // of the server, at once
}

// speak tells a story between a client and a server in a bubble of its own.
func speak(t *testing.T, o socket.Options, execute socket.Execute, protocols []string, story func(*client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { talk(t, o, execute, protocols, story) })
}

// talk is speak in a bubble that is there.
func talk(t *testing.T, o socket.Options, execute socket.Execute, protocols []string, story func(*client)) {
	t.Helper()
	there, here := net.Pipe()
	l := &wire{conn: make(chan net.Conn, 1), closed: make(chan struct{})}
	l.conn <- here
	life, end := context.WithCancel(t.Context())
	srv := &http.Server{
		Handler:     http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { socket.Serve(w, r, execute, o) }),
		BaseContext: func(net.Listener) context.Context { return life },
	}
	go srv.Serve(l)
	defer srv.Close()
	defer end()
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return there, nil }}
	conn, _, err := websocket.Dial(t.Context(), "ws://pipe/graphql", &websocket.DialOptions{HTTPClient: &http.Client{Transport: transport}, Subprotocols: protocols})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	conn.SetReadLimit(1 << 20)
	story(&client{t, conn, end})
}

var current = []string{socket.Subprotocol}

func (c *client) say(lines ...string) {
	c.Helper()
	for _, line := range lines {
		if err := c.conn.Write(c.Context(), websocket.MessageText, []byte(line)); err != nil {
			c.Fatalf("say %.100s: %v", line, err)
		}
	}
}

// hears reads messages, which must be these.
func (c *client) hears(lines ...string) {
	c.Helper()
	for _, want := range lines {
		_, got, err := c.conn.Read(c.Context())
		if err != nil {
			c.Fatalf("want %s, got %v", want, err)
		}
		if string(got) != want {
			c.Errorf("heard %s, want %s", got, want)
		}
	}
}

// ends reads until the server closes the socket, which must be with this code.
func (c *client) ends(code websocket.StatusCode) {
	c.Helper()
	for {
		_, text, err := c.conn.Read(c.Context())
		if err == nil {
			c.Logf("heard %.100s", text)
			continue
		}
		if got := websocket.CloseStatus(err); got != code {
			c.Errorf("the socket ended with %d (%v), want %d", got, err, code)
		}
		return
	}
}

const (
	hello = `{"type":"connection_init"}`
	ack   = `{"type":"connection_ack"}`
)

func ask(id, query string) string {
	return fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":{"query":%q}}`, id, query)
}

// obey does what the query of an operation says.
func obey(ctx context.Context, r *socket.Request, next func([]byte) error) error {
	switch {
	case r.Query == "refuse":
		return &socket.Refusal{Errors: []byte(`[{"message":"no"}]`)}
	case r.Query == "break":
		return errors.New("nobody needs to hear of this")
	case r.Query == "wait":
		<-ctx.Done()
		return ctx.Err()
	case r.Query == "vars":
		return next(fmt.Appendf(nil, `{"data":"%v %v"}`, r.OperationName, r.Variables["n"]))
	}
	for i := range len(r.Query) {
		if err := next(fmt.Appendf(nil, `{"data":%q}`, r.Query[i:i+1])); err != nil {
			return err
		}
	}
	return nil
}

func next(id, data string) string {
	return fmt.Sprintf(`{"id":%q,"type":"next","payload":{"data":%q}}`, id, data)
}

func complete(id string) string { return fmt.Sprintf(`{"id":%q,"type":"complete"}`, id) }
