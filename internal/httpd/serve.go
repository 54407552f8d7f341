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

// Serve answers on a listener until the context ends, then lets running requests
// finish for as long as grace allows. Those that never end by themselves must end
// with that context, and may take their leave.
func Serve(ctx context.Context, l net.Listener, h http.Handler, grace time.Duration, log *slog.Logger) error {
	s := server{log: log, grace: grace}
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	s.end = end
	s.http = &http.Server{
		Handler:           s.counted(h),
		BaseContext:       func(net.Listener) context.Context { return life },
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       transfer,
		WriteTimeout:      transfer + defaultOperation,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- s.http.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	return s.drain(ctx)
}

// server is what runs. http.Server forgets a connection that its handler took over;
// running does not.
type server struct {
	http    *http.Server
	end     context.CancelFunc // of every request
	running sync.WaitGroup
	grace   time.Duration
	log     *slog.Logger
}

func (s *server) counted(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.running.Add(1)
		defer s.running.Done()
		h.ServeHTTP(w, r)
	})
}

// drain takes no new requests, lets those that run finish, and ends those that
// do not in time.
func (s *server) drain(ctx context.Context) error {
	s.log.Info("stopping: no new requests; those that run may finish", "grace", s.grace)
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.grace)
	defer cancel()
	err := s.http.Shutdown(finish)
	if err == nil {
		err = s.idle(finish)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		s.log.Warn("some requests did not finish in time and were ended", "grace", s.grace)
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
