package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
	"unicode"

	"fundus/internal/catalogue"
)

// readyCmd is for those who watch a container in which there is no other program.
type readyCmd struct {
	URL    string        `env:"FUNDUS_READY_URL" placeholder:"URL" help:"Address to ask; the one of --listen on this machine unless told otherwise."`
	Listen string        `default:"127.0.0.1:8080" env:"FUNDUS_LISTEN" placeholder:"HOST:PORT" help:"What the server was told to answer on."`
	Cert   string        `name:"tls-cert" env:"FUNDUS_TLS_CERT" placeholder:"FILE" help:"Given if the server speaks HTTPS."`
	Within time.Duration `default:"3s" help:"How long to wait for the answer."`
}

// Run prints what the server says of itself. A server that is not ready, or does not
// answer, is not available (exit code 3).
func (r *readyCmd) Run(ctx context.Context, c terminal) error {
	address, err := r.address()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, r.Within)
	defer cancel()
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return catalogue.Errorf(catalogue.Invalid, "--url=%s: %v", r.URL, err)
	}
	answer, err := r.client().Do(ask)
	if err != nil {
		return noConnection(address, err)
	}
	defer answer.Body.Close()
	said, err := heard(address, answer)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, said)
	return err
}

// readyWords begin what a server says that is ready.
const readyWords = "ok, the database was last heard of "

// longestWord bounds what is read and shown of an answer, in bytes: a server says one line.
const longestWord = 1 << 10

// heard is what a server says that is ready. Others answer with 200 too: a page, a proxy,
// the wrong port.
func heard(address string, answer *http.Response) (string, error) {
	text, _ := io.ReadAll(io.LimitReader(answer.Body, longestWord)) // the status says enough
	said := strings.TrimSpace(string(text))
	plain := strings.HasPrefix(answer.Header.Get("Content-Type"), "text/plain") && !strings.ContainsFunc(said, unicode.IsControl)
	switch {
	case answer.StatusCode == http.StatusOK && plain && strings.HasPrefix(said, readyWords):
		return said, nil
	case answer.StatusCode == http.StatusServiceUnavailable && plain:
		return "", catalogue.Errorf(catalogue.Unavailable, "%s: %s: %s", address, answer.Status, said)
	case answer.StatusCode >= http.StatusInternalServerError:
		return "", catalogue.Errorf(catalogue.Unavailable, "%s: %s", address, answer.Status)
	}
	return "", catalogue.Errorf(catalogue.Invalid, "%s is no /readyz of Fundus (%s); write its address, such as https://fundus.example/readyz", address, answer.Status)
}

// address is the one of --url, or the probe of a server that listens as told. It is a
// number where it can be: a container may know no names, not even localhost.
func (r *readyCmd) address() (string, error) {
	if r.URL != "" {
		return r.URL, nil
	}
	host, port, err := net.SplitHostPort(r.Listen)
	if err != nil {
		return "", catalogue.Errorf(catalogue.Invalid, "--listen=%s: write HOST:PORT, as the server was told", r.Listen)
	}
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	u := url.URL{Scheme: "http", Host: net.JoinHostPort(host, port), Path: "/readyz"}
	if r.Cert != "" {
		u.Scheme = "https"
	}
	return u.String(), nil
}

// client asks what is no secret and believes what it hears: the certificate of the
// server on this machine has the name by which others know it. Of another machine, by
// --url, the certificate is checked.
func (r *readyCmd) client() *http.Client {
	transport := &http.Transport{DisableKeepAlives: true}
	if r.URL == "" {
		transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	}
	return &http.Client{Transport: transport}
}
