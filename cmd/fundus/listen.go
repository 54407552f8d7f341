package main

import (
	"context"
	"errors"
	"fmt"
	"fundus/internal/catalogue"
	"net"
	"syscall"
	"time"
)

// listenFlags are where a server answers, and how it stops.
type listenFlags struct {
	Listen string        `default:"127.0.0.1:8080" env:"FUNDUS_LISTEN" placeholder:"HOST:PORT" help:"Address to answer on; port 0 picks a free one."`
	Grace  time.Duration `default:"10s" env:"FUNDUS_GRACE" help:"How long running requests may take to finish when the server is told to stop."`
}

func (s *listenFlags) check() error {
	if _, _, err := net.SplitHostPort(s.Listen); err != nil {
		return fmt.Errorf("--listen=%s: write HOST:PORT, such as 127.0.0.1:8080 or :8080 for every address of this machine", s.Listen)
	}
	if s.Grace < 0 {
		return fmt.Errorf("--grace=%s: must not be less than 0", s.Grace)
	}
	return nil
}

// listen takes the address.
func (s *listenFlags) listen(ctx context.Context) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", s.Listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, catalogue.Errorf(catalogue.Unavailable, "another program answers on %s already; choose another address with --listen, 127.0.0.1:0 picks a free one", s.Listen)
	}
	if err != nil {
		return nil, &catalogue.Error{Kind: catalogue.Unavailable, Message: fmt.Sprintf("cannot listen on %s; choose another address with --listen", s.Listen), Err: err}
	}
	return l, nil
}
