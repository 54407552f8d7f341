package httpd_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fundus/internal/httpd"
)

// issued is a certificate with its key, as files hold them.
type issued struct {
	cert, key []byte
	notAfter  time.Time
}

// issue makes a certificate for localhost that is its own authority.
func issue(t testing.TB, days int) issued {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(int64(days)), Subject: pkix.Name{CommonName: "fundus"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(0, 0, days).UTC().Truncate(time.Second),
		IsCA: true, BasicConstraintsValid: true,
	}
	cert, err := x509.CreateCertificate(rand.Reader, about, about, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return issued{
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}),
		pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), about.NotAfter,
	}
}

// renewal is a server with the files of its certificate.
type renewal struct {
	*httpd.Certificate
	certFile, keyFile string
	said              bytes.Buffer // its log
	address           string
}

func certified(t *testing.T, first issued) *renewal {
	t.Helper()
	dir := t.TempDir()
	r := &renewal{certFile: filepath.Join(dir, "tls.crt"), keyFile: filepath.Join(dir, "tls.key")}
	r.put(t, first.cert, first.key)
	var err error
	if r.Certificate, err = httpd.OpenCertificate(r.certFile, r.keyFile, slog.New(slog.NewTextHandler(&r.said, nil))); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.address = l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() {
		done <- httpd.Serve(ctx, l, surface(httpd.Options{}), httpd.Terms{Certificate: r.Certificate, Log: slog.New(slog.DiscardHandler)})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return r
}

func (r *renewal) put(t testing.TB, cert, key []byte) {
	t.Helper()
	for file, text := range map[string][]byte{r.certFile: cert, r.keyFile: key} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// client trusts one certificate only, and keeps its connection.
func client(t testing.TB, trusted issued, c *tls.Config) *http.Client {
	t.Helper()
	c.RootCAs = x509.NewCertPool()
	c.RootCAs.AppendCertsFromPEM(trusted.cert)
	c.ServerName = "localhost"
	transport := &http.Transport{TLSClientConfig: c, ForceAttemptHTTP2: true}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// alive asks a server whether it lives, over HTTP/2.
func alive(t testing.TB, c *http.Client, address string) error {
	t.Helper()
	answer, err := c.Get("https://" + address + "/livez")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if said, err := io.ReadAll(answer.Body); err != nil || string(said) != "ok\n" || answer.ProtoMajor != 2 {
		t.Errorf("%s %s %q %v", answer.Proto, answer.Status, said, err)
	}
	return nil
}

func TestARenewedCertificateIsTakenOverWhileConnectionsAreOpen(t *testing.T) {
	before, after := issue(t, 10), issue(t, 20)
	s := certified(t, before)
	open := client(t, before, &tls.Config{})
	if err := alive(t, open, s.address); err != nil {
		t.Fatal(err)
	}
	s.put(t, after.cert, after.key)
	if s.Refresh(); !s.NotAfter().Equal(after.notAfter) {
		t.Errorf("the certificate holds until %s, want %s", s.NotAfter(), after.notAfter)
	}
	if err := alive(t, open, s.address); err != nil {
		t.Errorf("over the connection that was open: %v", err)
	}
	if err := alive(t, client(t, after, &tls.Config{}), s.address); err != nil {
		t.Errorf("over a new connection: %v", err)
	}
	if err := alive(t, client(t, before, &tls.Config{}), s.address); err == nil {
		t.Error("the certificate from before is still shown")
	}
}

// Files are not replaced in one moment: whatever is seen of them meanwhile, each
// handshake succeeds, with the pair from before or the new one.
func TestNoHandshakeSeesHalfAPair(t *testing.T) {
	before, after := issue(t, 10), issue(t, 20)
	s := certified(t, before)
	rapid.Check(t, func(r *rapid.T) {
		s.put(t, before.cert, before.key)
		s.Refresh()
		cert := after.cert[:rapid.IntRange(0, len(after.cert)-2).Draw(r, "bytes of the certificate")]
		key := [][]byte{before.key, after.key, after.key[:rapid.IntRange(0, len(after.key)-2).Draw(r, "bytes of the key")], nil}[rapid.IntRange(0, 3).Draw(r, "key")]
		if rapid.Bool().Draw(r, "the key comes last") {
			cert, key = after.cert, before.key
		}
		s.put(t, cert, key)
		s.Refresh()
		if err := alive(t, client(t, before, &tls.Config{}), s.address); err != nil {
			r.Fatalf("in the middle of it: %v", err)
		}
		s.put(t, after.cert, after.key)
		s.Refresh()
		if err := alive(t, client(t, after, &tls.Config{}), s.address); err != nil {
			r.Fatalf("when it is complete: %v", err)
		}
	})
}

// A pair that stays wrong is looked at every few seconds, and told of once.
func TestAWrongPairIsToldOnce(t *testing.T) {
	before, other := issue(t, 10), issue(t, 20)
	s := certified(t, before)
	s.put(t, before.cert, other.key)
	for range 3 {
		s.Refresh()
	}
	if err := os.Remove(s.certFile); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		s.Refresh()
	}
	if n := strings.Count(s.said.String(), "is not taken"); n != 2 {
		t.Errorf("told %d times, want once for the key that does not fit and once for the missing file:\n%s", n, &s.said)
	}
	if strings.Contains(s.said.String(), "PRIVATE") || !s.NotAfter().Equal(before.notAfter) {
		t.Errorf("in use until %s: %s", s.NotAfter(), &s.said)
	}
}

func TestAServerDoesNotStartWithAWrongPair(t *testing.T) {
	good, other := issue(t, 10), issue(t, 20)
	s := certified(t, good)
	for name, c := range map[string]struct{ cert, key []byte }{
		"a key that does not fit": {good.cert, other.key},
		"no certificate":          {nil, good.key},
		"no key":                  {good.cert, nil},
		"too large":               {bytes.Repeat(good.cert, 1<<20/len(good.cert)+1), good.key},
	} {
		s.put(t, c.cert, c.key)
		if _, err := httpd.OpenCertificate(s.certFile, s.keyFile, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), s.certFile) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOldVersionsOfTLSAreRefused(t *testing.T) {
	only := issue(t, 10)
	s := certified(t, only)
	for version, want := range map[uint16]bool{tls.VersionTLS10: false, tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		err := alive(t, client(t, only, &tls.Config{MinVersion: version, MaxVersion: version}), s.address)
		if (err == nil) != want {
			t.Errorf("%s: %v", tls.VersionName(version), err)
		}
	}
}

// What some clients offer with their first request is no reason to refuse it.
func TestAnOfferOfHTTP2WithoutTLSIsIgnored(t *testing.T) {
	address, end := server(t, surface(httpd.Options{}), time.Second)
	ask, err := http.NewRequest(http.MethodPost, "http://"+address+"/graphql", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2-Settings": "AAEAAEAAAAIAAAAA"} {
		ask.Header.Set(name, value)
	}
	answer, err := new(http.Transport).RoundTrip(ask)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != 200 || answer.ProtoMajor != 1 {
		t.Errorf("%s %s", answer.Proto, answer.Status)
	}
	_ = answer.Body.Close()
	if err := end(); err != nil {
		t.Error(err)
	}
}
