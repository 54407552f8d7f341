package socket

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"
)

// Subprotocol is the name of the protocol in the handshake.
const Subprotocol = "graphql-transport-ws"

// Options of a socket. The zero value of each is its default.
type Options struct {
	MessageBytes int64         // largest message of a client; 1 MiB by default
	Operations   int           // how many run at once; 32 by default
	InitWait     time.Duration // how long to wait for connection_init; 10 s by default
	Heartbeat    time.Duration // how often to ping; 25 s by default
	Patience     time.Duration // how long a client may take for an answer; 15 s by default
	// Admit decides by the payload of connection_init, which may be nil, whether a client
	// may ask; everybody may by default. It has the time of InitWait. Every operation has
	// the context that it returns, which is made from the one given; the time, if it is
	// not zero, is when the client has to show again who it is. Any error is told as 4403,
	// without its text.
	Admit func(ctx context.Context, payload json.RawMessage) (context.Context, time.Time, error)
	// Ending is closed when the server stops: operations that end by themselves do,
	// and then the socket is closed. Execute must then end those that do not.
	Ending <-chan struct{}
}

func (o Options) withDefaults() Options {
	if o.MessageBytes == 0 {
		o.MessageBytes = 1 << 20
	}
	if o.Operations == 0 {
		o.Operations = 32
	}
	if o.Admit == nil {
		o.Admit = func(ctx context.Context, _ json.RawMessage) (context.Context, time.Time, error) {
			return ctx, time.Time{}, nil
		}
	}
	for _, d := range []struct {
		is       *time.Duration
		standard time.Duration
	}{{&o.InitWait, 10 * time.Second}, {&o.Heartbeat, 25 * time.Second}, {&o.Patience, 15 * time.Second}} {
		if *d.is == 0 {
			*d.is = d.standard
		}
	}
	return o
}

// Asked says whether a request asks for a WebSocket. Other Upgrade headers, such as
// h2c, are ignored as HTTP allows.
func Asked(r *http.Request) bool {
	if r.Method != http.MethodGet {
		return false
	}
	for _, value := range r.Header.Values("Upgrade") {
		for name := range strings.SplitSeq(value, ",") {
			if strings.EqualFold(strings.TrimSpace(name), "websocket") {
				return true
			}
		}
	}
	return false
}

// socket is one connection of a client.
type socket struct {
	Options
	conn    *websocket.Conn
	execute Execute

	// open ends when the socket begins to close, and with it every operation.
	open context.Context //nolint:containedctx // the socket's own life, which its goroutines share
	end  context.CancelFunc
	life context.Context //nolint:containedctx // of the request: while a closing handshake still reads and writes

	begun    bool            // connection_init has come; known to the one who reads
	admitted atomic.Bool     // and so may ask
	asks     context.Context //nolint:containedctx // of operations, as Admit made it; set before admitted
	until    chan time.Time  // when it has to show again who it is; one at most

	heard atomic.Bool   // since the last ping
	turn  chan struct{} // held by the one who writes

	mu         sync.Mutex
	operations map[string]*operation // those whose answers the client waits for
	running    int                   // those and what still winds down
	draining   bool
	drained    chan struct{} // closed when none run any more and none begin
	done       sync.WaitGroup
}

// Serve answers a handshake and then speaks with the client until either ends. It
// returns when all that the socket began has ended. The origin of the request must
// have been looked at before.
func Serve(w http.ResponseWriter, r *http.Request, execute Execute, o Options) {
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols:       []string{Subprotocol},
		InsecureSkipVerify: true, // see above; a proxy may have changed the host that it would be compared with
	})
	if err != nil {
		return // Accept has answered
	}
	defer conn.CloseNow() //nolint:errcheck // it is closed already, or its client is gone
	if conn.Subprotocol() != Subprotocol {
		_ = conn.Close(4406, "speak "+Subprotocol)
		return
	}
	s := &socket{
		Options: o.withDefaults(), conn: conn, execute: execute, life: r.Context(), turn: make(chan struct{}, 1),
		until: make(chan time.Time, 1), operations: map[string]*operation{}, drained: make(chan struct{}),
	}
	s.open, s.end = context.WithCancel(r.Context())
	conn.SetReadLimit(s.MessageBytes)
	s.done.Go(s.keep)
	s.read()
	s.end()
	s.done.Wait()
}

// read takes messages until the connection ends. While the socket closes it waits
// for the other side to say so too, and does nothing else.
func (s *socket) read() {
	for {
		kind, text, err := s.conn.Read(s.life)
		if err != nil {
			return
		}
		s.heard.Store(true)
		if s.open.Err() != nil {
			continue
		}
		if why := s.take(kind, text); why != nil {
			s.close(why)
			return
		}
	}
}

// take does what a message asks for, or says why the socket ends.
func (s *socket) take(kind websocket.MessageType, text []byte) *ending {
	if kind != websocket.MessageText {
		return invalid("messages are text")
	}
	if !utf8.Valid(text) {
		return &ending{websocket.StatusInvalidFramePayloadData, "a message is UTF-8"}
	}
	m, why := read(text)
	if why != nil {
		return why
	}
	switch m.kind {
	case "connection_init":
		if s.begun {
			return &ending{4429, "Too many initialisation requests"}
		}
		s.begun = true
		s.done.Go(func() { s.admit(m.payload) })
	case "ping":
		s.write(message{kind: "pong", payload: m.payload})
	case "subscribe":
		if !s.admitted.Load() {
			return &ending{4401, "Unauthorized"}
		}
		return s.subscribe(m)
	case "complete":
		s.leave(m.id)
	}
	return nil
}

// keep watches the clock and the end of the server.
func (s *socket) keep() {
	late := time.NewTimer(s.InitWait)
	defer late.Stop()
	beat := time.NewTicker(s.Heartbeat)
	defer beat.Stop()
	expired := make(chan struct{}) // that of who has nothing that expires never is
	for {
		select {
		case <-late.C:
			if !s.admitted.Load() {
				s.close(&ending{4408, "Connection initialisation timeout"})
				return
			}
		case until := <-s.until:
			defer time.AfterFunc(time.Until(until), func() { close(expired) }).Stop()
		case <-expired:
			s.close(forbidden)
			return
		case <-beat.C:
			if !s.heard.Swap(false) {
				s.close(&ending{websocket.StatusGoingAway, "no answer to a ping"})
				return
			}
			s.write(message{kind: "ping"})
		case <-s.Ending:
			s.drain()
			return
		case <-s.open.Done():
			return
		}
	}
}

// drain begins nothing new, lets operations end and asks the client to come back.
func (s *socket) drain() {
	s.mu.Lock()
	s.draining = true
	idle := s.running == 0
	s.mu.Unlock()
	if !idle {
		select {
		case <-s.drained:
		case <-s.open.Done():
			return
		}
	}
	s.close(&ending{websocket.StatusServiceRestart, "the server stops, come back"})
}

// write sends what belongs to no operation.
func (s *socket) write(m message) {
	_ = s.send(s.open, m, func() bool { return true }) // a client that is gone is noticed by read
}

// send writes a message in its turn, unless it has become needless by then. It takes
// note of how long the client takes for it.
func (s *socket) send(ctx context.Context, m message, needed func() bool) error {
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	slow, err := s.sendNow(m, needed)
	<-s.turn
	if slow {
		s.close(&ending{websocket.StatusTryAgainLater, "an answer was taken too late: come back and go on where you were"})
	}
	return err
}

// sendNow writes a message and says whether the client took it late.
func (s *socket) sendNow(m message, needed func() bool) (slow bool, err error) {
	if !needed() || s.open.Err() != nil {
		return false, context.Canceled
	}
	// Not the operation's context: what is half written cannot be taken back, and
	// the connection would be cut with it.
	ctx, cancel := context.WithTimeout(s.life, 2*s.Patience)
	defer cancel()
	began := time.Now()
	if err := s.conn.Write(ctx, websocket.MessageText, m.text()); err != nil {
		s.end()
		return false, err
	}
	return time.Since(began) > s.Patience, nil
}

// close ends the socket, once, and waits for a while until the client has heard.
func (s *socket) close(why *ending) {
	s.end()
	_ = s.conn.Close(why.code, why.reason) // the client may be gone
}
