//go:build unix

package pgtest

import (
	"bytes"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
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
// moment that no test can hit from outside: while it commits. It also keeps the two
// apart for as long as a test wants, while others reach the database.
type Proxy struct {
	URL string // leads through the proxy to the database

	server string // the socket of the server
	cut    atomic.Int32

	mu    sync.Mutex
	apart bool
	open  map[*link]bool
}

// link is a connection of the client and the one to the server that goes with it.
type link struct {
	client, server net.Conn
	answersLost    atomic.Bool
	stranded       atomic.Bool
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
	p := &Proxy{server: socket(query.Get("host")), open: map[*link]bool{}}
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

// Part loses every connection, and each that is made until Rejoin.
func (p *Proxy) Part() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.apart = true
	for l := range p.open {
		_ = l.client.Close() // its other side follows
	}
}

// Rejoin ends what Part began.
func (p *Proxy) Rejoin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.apart = false
}

// Strand lets nothing pass any more on the connections that are open now, and tells
// nobody, as when the machine on the other side is gone. New ones are made as ever.
func (p *Proxy) Strand() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for l := range p.open {
		l.stranded.Store(true)
	}
}

// admit remembers a link, unless there shall be none.
func (p *Proxy) admit(l *link) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.apart {
		p.open[l] = true
	}
	return !p.apart
}

func (p *Proxy) forget(l *link) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.open, l)
}

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
		l := &link{client: client, server: server}
		if !p.admit(l) {
			l.close()
			continue
		}
		go p.forward(l)
		go l.answer()
	}
}

func (l *link) close() {
	_ = l.client.Close()
	_ = l.server.Close()
}

// forward passes on what the client says, up to the COMMIT that is cut.
func (p *Proxy) forward(l *link) {
	defer p.forget(l)
	defer l.close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := l.client.Read(buffer)
		if err != nil {
			return
		}
		if l.stranded.Load() {
			continue
		}
		message := buffer[:n]
		if commits(message) {
			switch Cut(p.cut.Swap(int32(NoCut))) {
			case CutBefore:
				return
			case CutAfter:
				l.answersLost.Store(true)
			case NoCut:
			}
		}
		if _, err := l.server.Write(message); err != nil {
			return
		}
	}
}

// answer passes on what the server says; an answer that is to be lost is awaited,
// so that the commit is made, and then the connection is closed.
func (l *link) answer() {
	buffer := make([]byte, 64<<10)
	for {
		n, err := l.server.Read(buffer)
		if l.stranded.Load() {
			if err != nil {
				return // and the client is not told
			}
			continue
		}
		if err != nil || l.answersLost.Load() {
			break
		}
		if _, err := l.client.Write(buffer[:n]); err != nil {
			break
		}
	}
	l.close()
}

// commits recognises a simple query "commit", as pgx ends a transaction.
func commits(message []byte) bool {
	return len(message) > 5 && message[0] == 'Q' && strings.EqualFold(string(bytes.TrimRight(message[5:], "\x00")), "commit")
}
