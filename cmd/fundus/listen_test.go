package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// pemPair is where a certificate and its key lie.
type pemPair struct{ cert, key string }

// renew puts a new certificate into the files.
func (p pemPair) renew(t *testing.T, serial int64) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(serial), DNSNames: []string{"fundus.example"}, NotAfter: time.Now().Add(time.Hour)}
	cert, err := x509.CreateCertificate(rand.Reader, about, about, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{p.cert: {Type: "CERTIFICATE", Bytes: cert}, p.key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func newPair(t *testing.T) pemPair {
	t.Helper()
	dir := t.TempDir()
	p := pemPair{filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key")}
	p.renew(t, 1)
	return p
}

// serial is the number of the certificate that a server shows.
func serial(t *testing.T, address string) int64 {
	t.Helper()
	d := tls.Dialer{Config: &tls.Config{InsecureSkipVerify: true}}
	conn, err := d.DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	return conn.(*tls.Conn).ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

func TestARenewedCertificateIsTakenOverByTheRunningServer(t *testing.T) {
	t.Parallel()
	pair := newPair(t)
	p := startServer(t, emptyFile(t), "--tls-cert", pair.cert, "--tls-key", pair.key)
	if got := serial(t, p.address); got != 1 {
		t.Errorf("shows %d", got)
	}
	if code, out, errs := called(t, "ready", "--listen", p.address, "--tls-cert", pair.cert); code != 0 || !strings.HasPrefix(out, "ok") {
		t.Errorf("ready: %d %s%s", code, out, errs)
	}
	pair.renew(t, 2)
	if err := p.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	if !eventually(func() bool { return serial(t, p.address) == 2 }) {
		t.Errorf("the certificate from before is still shown: %s", &p.errs)
	}
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.Wait(); err != nil {
		t.Errorf("%v: %s", err, &p.errs)
	}
}

func TestACertificateNeedsItsKey(t *testing.T) {
	pair := newPair(t)
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no key":         {[]string{"--tls-cert", pair.cert}, 2, "name both"},
		"no certificate": {[]string{"--tls-key", pair.key}, 2, "name both"},
		"not there":      {[]string{"--tls-cert", pair.cert, "--tls-key", pair.key + "x"}, 1, pair.key + "x"},
		"the same twice": {[]string{"--tls-cert", pair.cert, "--tls-key", pair.cert}, 1, pair.cert},
	} {
		args := append([]string{"--database", emptyFile(t), "serve", "--listen", "127.0.0.1:0"}, c.args...)
		if code, _, errs := called(t, args...); code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: %d %s", name, code, errs)
		}
	}
}

// A server tells those who watch it that it stops, before it does.
func TestReadyIsSaidAndTakenBack(t *testing.T) {
	t.Parallel()
	p := startServer(t, emptyFile(t), "--drain", "1h")
	ready := func() (int, string) {
		code, out, errs := called(t, "ready", "--listen", p.address)
		return code, out + errs
	}
	if code, said := ready(); code != 0 || !strings.HasPrefix(said, "ok, the database") {
		t.Errorf("a server that is ready: %d %s", code, said)
	}
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if !eventually(func() bool {
		code, said := ready()
		return code == 3 && strings.Contains(said, "503") && strings.Contains(said, "stopping")
	}) {
		t.Error("the server stops and says that it is ready")
	}
	if said, err := (request{Query: "{catalogue{revision}}"}).send(t.Context(), p.address); err != nil || len(said.Errors) > 0 {
		t.Errorf("a question while it drains: %v %v", said.Errors, err)
	}
	p.kill(t)
	if code, said := ready(); code != 3 || !strings.Contains(said, "does not answer") {
		t.Errorf("a server that is gone: %d %s", code, said)
	}
}

func TestReadyAsksWhereTheServerAnswers(t *testing.T) {
	for _, c := range []struct {
		ready readyCmd
		want  string
	}{
		{readyCmd{Listen: "127.0.0.1:8080"}, "http://127.0.0.1:8080/readyz"},
		{readyCmd{Listen: ":8080"}, "http://127.0.0.1:8080/readyz"},
		{readyCmd{Listen: "0.0.0.0:80"}, "http://127.0.0.1:80/readyz"},
		{readyCmd{Listen: "[::]:80"}, "http://127.0.0.1:80/readyz"},
		{readyCmd{Listen: "192.0.2.1:443", Cert: "tls.crt"}, "https://192.0.2.1:443/readyz"},
		{readyCmd{Listen: ":80", URL: "https://fundus.example/readyz"}, "https://fundus.example/readyz"},
	} {
		if got, err := c.ready.address(); err != nil || got != c.want {
			t.Errorf("%+v asks %s, %v, want %s", c.ready, got, err, c.want)
		}
	}
}

// There is no balancer where only this machine can ask.
func TestWhatDrainsAndWhatDoesNot(t *testing.T) {
	told := time.Minute
	for _, c := range []struct {
		flags listenFlags
		at    string
		want  time.Duration
	}{
		{listenFlags{}, "127.0.0.1", 0}, {listenFlags{}, "::1", 0}, {listenFlags{}, "192.0.2.1", 5 * time.Second},
		{listenFlags{}, "::", 5 * time.Second}, {listenFlags{Drain: &told}, "127.0.0.1", told}, {listenFlags{Drain: new(time.Duration)}, "::", 0},
	} {
		if got := c.flags.drain(&net.TCPAddr{IP: net.ParseIP(c.at), Port: 80}); got != c.want {
			t.Errorf("at %s: %s, want %s", c.at, got, c.want)
		}
	}
}

func TestTheSupervisorIsToldHowFarTheServerIs(t *testing.T) {
	dir, err := os.MkdirTemp("/tmp", "notify") //nolint:usetesting // the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	path := filepath.Join(dir, "socket")
	l, err := new(net.ListenConfig).ListenPacket(context.Background(), "unixgram", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	t.Setenv("NOTIFY_SOCKET", path)
	p := startServer(t, emptyFile(t))
	hear := func(want string) {
		t.Helper()
		said := make([]byte, 100)
		_ = l.SetReadDeadline(time.Now().Add(patience))
		if n, _, err := l.ReadFrom(said); err != nil || string(said[:n]) != want {
			t.Errorf("told %q, %v, want %s", said[:n], err, want)
		}
	}
	hear("READY=1")
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	hear("STOPPING=1")
	if err := p.Wait(); err != nil {
		t.Error(err)
	}
}
