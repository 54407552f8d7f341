package httpd

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync/atomic"
	"time"
)

// Certificate is the pair of files by which a server shows who it is. Whoever renews
// them replaces the files; Refresh takes them over, connections that are open stay as
// they are, and handshakes never see half a pair: a pair that does not fit or cannot
// be read is logged and the one before stays.
//
// What decides is what the files hold, not their time or size: a renewal within a
// second, a copy that keeps times, and a link that is turned to another folder (as
// Kubernetes does) are all noticed. Any number of goroutines may use it at once.
type Certificate struct {
	certFile, keyFile string
	log               *slog.Logger
	now               atomic.Pointer[pair]
	refused           atomic.Pointer[pair] // what was last found wrong, so that it is told once
}

// pair is what the two files held at one time.
type pair struct {
	cert, key []byte
	parsed    *tls.Certificate
}

// Pairs are small; a file that grows without end is not read to its end.
const largestPEM = 1 << 20

// OpenCertificate reads a certificate chain and its key, both in PEM.
func OpenCertificate(certFile, keyFile string, log *slog.Logger) (*Certificate, error) {
	c := &Certificate{certFile: certFile, keyFile: keyFile, log: log}
	p, err := c.read()
	if err == nil {
		err = p.parse()
	}
	if err != nil {
		return nil, c.about(err)
	}
	c.take(p)
	return c, nil
}

// NotAfter is the moment at which the certificate in use expires.
func (c *Certificate) NotAfter() time.Time { return c.now.Load().parsed.Leaf.NotAfter }

// Refresh takes over what the files hold now, if that is another pair and a good one.
func (c *Certificate) Refresh() {
	p, err := c.read()
	if err == nil && p.equal(c.now.Load()) {
		return
	}
	if err == nil {
		err = p.parse()
	}
	if err == nil {
		c.refused.Store(nil)
		c.take(p)
		return
	}
	if before := c.refused.Swap(p); before == nil || !p.equal(before) {
		c.log.Error("a new TLS certificate is not taken, the one before stays in use", "error", c.about(err), "not_after", c.NotAfter())
	}
}

func (c *Certificate) take(p *pair) {
	c.now.Store(p)
	c.log.Info("TLS certificate in use", "file", c.certFile, "subject", p.parsed.Leaf.Subject.String(), "names", p.parsed.Leaf.DNSNames, "not_after", p.parsed.Leaf.NotAfter)
}

// config is for one server.
func (c *Certificate) config() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.now.Load().parsed, nil },
	}
}

// read gives what could be read even if not all could.
func (c *Certificate) read() (*pair, error) {
	cert, certErr := readPEM(c.certFile)
	key, keyErr := readPEM(c.keyFile)
	return &pair{cert: cert, key: key}, errors.Join(certErr, keyErr)
}

func readPEM(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, largestPEM+1))
	if len(text) > largestPEM {
		return nil, fmt.Errorf("%s is larger than %d bytes, the limit", path, largestPEM)
	}
	return text, err
}

func (p *pair) parse() error {
	parsed, err := tls.X509KeyPair(p.cert, p.key)
	p.parsed = &parsed
	return err
}

func (p *pair) equal(q *pair) bool { return bytes.Equal(p.cert, q.cert) && bytes.Equal(p.key, q.key) }

// about names both files: a key that does not fit its certificate is wrong in either.
func (c *Certificate) about(err error) error {
	return fmt.Errorf("TLS certificate %s with key %s: %w", c.certFile, c.keyFile, err)
}
