package main

import (
	"log/slog"
	"net"
	"os"
)

// tellSupervisor says to systemd how far the program is, where systemd started it with
// Type=notify (sd_notify(3)); to nobody otherwise. "READY=1" lets what depends on the
// server start, "STOPPING=1" tells that it was asked to end.
func tellSupervisor(state string, log *slog.Logger) {
	path := os.Getenv("NOTIFY_SOCKET")
	if path == "" {
		return
	}
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: path, Net: "unixgram"})
	if err == nil {
		defer conn.Close()
		_, err = conn.Write([]byte(state))
	}
	if err != nil {
		log.Warn("the supervisor is not told", "state", state, "error", err)
	}
}
