package httpd

import (
	"net/http"
	"time"
)

// Waits are how long a server waits for its clients, and how much of a header it reads.
// The zero value of each is its default. Whoever sends slowly holds a connection for so
// long, and nothing else: no handler sees a request before all of it is there.
type Waits struct {
	Header      time.Duration // for the header of a request, and the handshake of TLS; 10 s
	Request     time.Duration // for all of a request; 30 s
	Idle        time.Duration // for the next request on a connection; 2 min
	HeaderBytes int           // of a request, its address included; 64 KiB
}

// set puts the waits into a server.
func (t Waits) set(s *http.Server) {
	for _, d := range []struct {
		into         *time.Duration
		is, standard time.Duration
	}{{&s.ReadHeaderTimeout, t.Header, 10 * time.Second}, {&s.ReadTimeout, t.Request, transfer}, {&s.IdleTimeout, t.Idle, 2 * time.Minute}} {
		*d.into = d.is
		if d.is == 0 {
			*d.into = d.standard
		}
	}
	s.MaxHeaderBytes = t.HeaderBytes
	if t.HeaderBytes == 0 {
		s.MaxHeaderBytes = 64 << 10
	}
}
