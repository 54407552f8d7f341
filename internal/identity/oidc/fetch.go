package oidc

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

const (
	// patience is how long an issuer may take for an answer.
	patience = 10 * time.Second
	// largestAnswer bounds what is read of it, in bytes.
	largestAnswer = 1 << 20
)

// CheckAddress says what is wrong with the address of an issuer or of its keys: whoever
// stands between could sign in as anybody, so it is https, or on this machine itself.
func CheckAddress(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.Fragment != "":
		return errors.New("not an address such as https://login.example/realms/land")
	case u.Scheme == "https" || u.Scheme == "http" && isLoopback(u.Hostname()):
		return nil
	}
	return errors.New("an issuer is asked over https, or over http on this machine itself")
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// bounded is a client that reads no answer without end and follows only to where the
// address of an issuer may lead.
func bounded(t http.RoundTripper) *http.Client {
	return &http.Client{
		Transport: limited{t},
		Timeout:   patience,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) >= 3 {
				return errors.New("more than 3 redirections")
			}
			return CheckAddress(r.URL.String())
		},
	}
}

// limited cuts answers off.
type limited struct{ http.RoundTripper }

// RoundTrip asks as the one below does.
func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := l.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = &limitedBody{answer.Body, largestAnswer}
	return answer, nil
}

type limitedBody struct {
	io.ReadCloser
	left int64
}

// Read fails where an answer goes on beyond the limit, which io.LimitReader would take
// for its end.
func (b *limitedBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("the answer of the issuer is larger than %d bytes, the limit", largestAnswer)
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
