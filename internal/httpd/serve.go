package httpd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// Terms are how a server runs, and how it ends:
//
//	serving ── ctx ends ─► draining ── Drain ─► leaving ── Grace, or nothing runs ─► gone
//	                       still answers all    takes no connections, calls Leave
//
// While it drains, Handler's /readyz says no (Options.Stopping), so that a balancer
// sends what comes next elsewhere before anything is refused here; and each answer
// closes its connection, which would lead back. Connections that idle stay open so
// long: who is about to ask on one has not heard yet.
type Terms struct {
	Certificate *Certificate // nil speaks plain HTTP, as behind a proxy
	// Drain is how long a balancer may take to notice; 0 where there is none.
	Drain time.Duration
	// Grace is how long running requests may take to finish after that.
	Grace time.Duration
	// Leave ends what never ends by itself, such as what follows the catalogue; it may
	// take its leave within Grace. Called once; may be nil.
	Leave func()
	Waits Waits
	Log   *slog.Logger
}

// Serve answers on a listener until the context ends, and then leaves as the terms
// say.
func Serve(ctx context.Context, l net.Listener, h http.Handler, t Terms) error {
	s := server{Terms: t, stopping: ctx.Done()}
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	s.end = end
	s.http = &http.Server{
		Handler:      s.counted(h),
		BaseContext:  func(net.Listener) context.Context { return life },
		WriteTimeout: transfer + defaultOperation,
		ErrorLog:     slog.NewLogLogger(t.Log.Handler(), slog.LevelWarn),
		// A client of HTTP/2 that is gone without a word is asked, as a stream that
		// waits for events would never find out.
		HTTP2: &http.HTTP2Config{SendPingTimeout: transfer, PingTimeout: transfer, WriteByteTimeout: transfer},
	}
	t.Waits.set(s.http)
	failed := make(chan error, 1)
	go func() { failed <- s.serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	if err := s.drain(failed); err != nil {
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	}
	return s.leave(ctx)
}

// server is what runs. http.Server forgets a connection that its handler took over;
// running does not.
type server struct {
	Terms
	http     *http.Server
	stopping <-chan struct{}
	end      context.CancelFunc // of every request
	running  sync.WaitGroup
}

func (s *server) serve(l net.Listener) error {
	if s.Certificate == nil {
		return s.http.Serve(l)
	}
	s.http.TLSConfig = s.Certificate.config()
	return s.http.ServeTLS(l, "", "")
}

func (s *server) counted(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.running.Add(1)
		defer s.running.Done()
		select {
		case <-s.stopping:
			w.Header().Set("Connection", "close")
		default:
		}
		h.ServeHTTP(w, r)
	})
}

// drain goes on as before until those who send requests have noticed.
func (s *server) drain(failed <-chan error) error {
	if s.Drain <= 0 {
		return nil
	}
	s.Log.Info("stopping: not ready any more, requests that still come are answered", "drain", s.Drain)
	select {
	case <-time.After(s.Drain):
		return nil
	case err := <-failed: // there is nothing to wait for
		return err
	}
}

// leave takes no new requests, lets those that run finish, and ends those that
// do not in time.
func (s *server) leave(ctx context.Context) error {
	s.Log.Info("stopping: no new requests; those that run may finish", "grace", s.Grace)
	if s.Leave != nil {
		s.Leave()
	}
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.Grace)
	defer cancel()
	err := s.http.Shutdown(finish)
	if err == nil {
		err = s.idle(finish)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		s.Log.Warn("some requests did not finish in time and were ended", "grace", s.Grace)
		s.end()
		return s.http.Close()
	}
	return fmt.Errorf("shut down: %w", err)
}

// idle waits until no request runs. None begins any more.
func (s *server) idle(ctx context.Context) error {
	none := make(chan struct{})
	go func() {
		s.running.Wait()
		close(none)
	}()
	select {
	case <-none:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
