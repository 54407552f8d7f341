package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"syscall"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/httpd"
)

// listenFlags are where a server answers, and how it stops.
type listenFlags struct {
	Listen string         `default:"127.0.0.1:8080" env:"FUNDUS_LISTEN" placeholder:"HOST:PORT" help:"Address to answer on; port 0 picks a free one."`
	Cert   string         `name:"tls-cert" env:"FUNDUS_TLS_CERT" placeholder:"FILE" help:"Certificate chain in PEM, to speak HTTPS; with --tls-key. Looked at every ten seconds and on SIGHUP: a new pair is taken over without a restart."`
	Key    string         `name:"tls-key" env:"FUNDUS_TLS_KEY" placeholder:"FILE" help:"Private key of the certificate, in PEM."`
	Drain  *time.Duration `env:"FUNDUS_DRAIN" placeholder:"DURATION" help:"How long requests are still taken after the server was told to stop, while /readyz says no: longer than a balancer takes to notice. 5s by default, and 0 where only this machine can ask."`
	Grace  time.Duration  `default:"10s" env:"FUNDUS_GRACE" help:"How long running requests may take to finish after that."`
}

// usualDrain is longer than the probes of deploy/ take to notice.
const usualDrain = 5 * time.Second

func (s *listenFlags) check() error {
	if _, _, err := net.SplitHostPort(s.Listen); err != nil {
		return fmt.Errorf("--listen=%s: write HOST:PORT, such as 127.0.0.1:8080 or :8080 for every address of this machine", s.Listen)
	}
	if (s.Cert == "") != (s.Key == "") {
		return errors.New("--tls-cert and --tls-key: name both, or neither to speak plain HTTP")
	}
	if s.Drain != nil && *s.Drain < 0 {
		return fmt.Errorf("--drain=%s: must not be less than 0", *s.Drain)
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

// drain is how long to answer on at an address after the word to stop. There is no
// balancer where only this machine can ask.
func (s *listenFlags) drain(at net.Addr) time.Duration {
	if s.Drain != nil {
		return *s.Drain
	}
	if a, err := netip.ParseAddrPort(at.String()); err == nil && a.Addr().Unmap().IsLoopback() {
		return 0
	}
	return usualDrain
}

// certificate is what the server shows, kept up to date until the context ends; nil
// where it speaks plain HTTP.
func (s *listenFlags) certificate(ctx context.Context, log *slog.Logger) (*httpd.Certificate, error) {
	if s.Cert == "" {
		return nil, nil
	}
	c, err := httpd.OpenCertificate(s.Cert, s.Key, log)
	if err != nil {
		return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "tls-cert", Message: err.Error()}
	}
	// Without a certificate a hang-up ends the program, as it does others.
	hangUp := make(chan os.Signal, 1)
	signal.Notify(hangUp, syscall.SIGHUP)
	go refresh(ctx, c, hangUp)
	return c, nil
}

// refreshEvery is how soon a renewed certificate is noticed.
const refreshEvery = 10 * time.Second

func refresh(ctx context.Context, c *httpd.Certificate, now <-chan os.Signal) {
	again := time.NewTicker(refreshEvery)
	defer again.Stop()
	for {
		select {
		case <-again.C:
		case <-now:
		case <-ctx.Done():
			return
		}
		c.Refresh()
	}
}
