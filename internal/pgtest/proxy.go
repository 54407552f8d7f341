//go:build unix

package pgtest

import (
	"bytes"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// Cut is where a Proxy loses the connection that commits.
type Cut int32

// The cuts. In both the client has sent its COMMIT and hears nothing any more.
const (
	NoCut     Cut = iota
	CutBefore     // the server never gets the COMMIT, and rolls back
	CutAfter      // the server commits, and its answer is lost
)

// Proxy stands between a client and a database and loses a connection in the one
// moment that no test can hit from outside: while it commits.
type Proxy struct {
	URL string // leads through the proxy to the database

	server string // the socket of the server
	cut    atomic.Int32
}

// NewProxy is a proxy to the database of a URL that New or Database returned.
func NewProxy(t testing.TB, database string) *Proxy {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("/tmp", folderPrefix+"proxy-") //nolint:usetesting // its path may be too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	query := u.Query()
	p := &Proxy{server: socket(query.Get("host"))}
	query.Set("host", dir)
	u.RawQuery = query.Encode()
	p.URL = u.String()

	listener, err := net.Listen("unix", socket(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go p.serve(listener)
	return p
}

func socket(dir string) string { return filepath.Join(dir, ".s.PGSQL."+port) }

// Arm makes the proxy lose the next connection that commits, and no other.
func (p *Proxy) Arm(cut Cut) { p.cut.Store(int32(cut)) }

func (p *Proxy) serve(listener net.Listener) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return // closed with its test
		}
		server, err := net.Dial("unix", p.server)
		if err != nil {
			_ = client.Close()
			continue
		}
		answersLost := &atomic.Bool{}
		go p.forward(client, server, answersLost)
		go answer(server, client, answersLost)
	}
}

// forward passes on what the client says, up to the COMMIT that is cut.
func (p *Proxy) forward(client, server net.Conn, answersLost *atomic.Bool) {
	defer client.Close()
	defer server.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		message := buffer[:n]
		if commits(message) {
			switch Cut(p.cut.Swap(int32(NoCut))) {
			case CutBefore:
				return
			case CutAfter:
				answersLost.Store(true)
			case NoCut:
			}
		}
		if _, err := server.Write(message); err != nil {
			return
		}
	}
}

// answer passes on what the server says; an answer that is to be lost is awaited,
// so that the commit is made, and then the connection is closed.
func answer(server, client net.Conn, lost *atomic.Bool) {
	defer client.Close()
	defer server.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := server.Read(buffer)
		if err != nil || lost.Load() {
			return
		}
		if _, err := client.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// commits recognises a simple query "commit", as pgx ends a transaction.
func commits(message []byte) bool {
	return len(message) > 5 && message[0] == 'Q' && strings.EqualFold(string(bytes.TrimRight(message[5:], "\x00")), "commit")
}
