package httpd

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// farewell is how long answers of a start may take to leave.
const farewell = time.Second

// Starting answers on a listener as long as the catalogue is being loaded: that the
// process runs, and to everything else that it is not ready yet. Who calls end can serve
// on the listener; who has connected by then and not been answered is answered there.
//
// Without it those who watch would see a process that hangs, and one that is killed for
// hanging while it loads never comes up.
func Starting(l *net.TCPListener, c *Certificate, log *slog.Logger) (end func()) {
	lent := &lent{TCPListener: l}
	s := &http.Server{
		Handler: starting(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: transfer, WriteTimeout: transfer, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	s.SetKeepAlivesEnabled(false) // connections would outlive the start
	from := net.Listener(lent)
	if c != nil {
		from = tls.NewListener(lent, c.config())
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = s.Serve(from) // ends when the listener is given back
	}()
	return sync.OnceFunc(func() {
		lent.back.Store(true)
		_ = l.SetDeadline(time.Now()) // wakes Accept; it fails only when the listener is closed
		<-ended
		_ = l.SetDeadline(time.Time{})
		ctx, cancel := context.WithTimeout(context.Background(), farewell)
		defer cancel()
		if s.Shutdown(ctx) != nil {
			_ = s.Close()
		}
	})
}

func starting() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/livez", probe(func() (int, string) { return http.StatusOK, "ok" }))
	mux.Handle("/readyz", probe(func() (int, string) {
		return http.StatusServiceUnavailable, "starting, the catalogue is being loaded"
	}))
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "1")
		refuse(w, http.StatusServiceUnavailable, "UNAVAILABLE", "the server is starting; try again in a moment")
	})
	return secured(mux)
}

// lent is a listener that another will go on with: it is not closed, and accepts nothing
// any more once it is given back.
type lent struct {
	*net.TCPListener
	back atomic.Bool
}

// Accept takes the next connection.
func (l *lent) Accept() (net.Conn, error) {
	c, err := l.TCPListener.Accept()
	if err != nil && l.back.Load() {
		return nil, net.ErrClosed // not a time-out, after which http.Server tries again
	}
	return c, err
}

// Close leaves the listener open.
func (*lent) Close() error { return nil }
