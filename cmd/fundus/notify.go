package main

import (
	"context"
	"log/slog"
	"net"
	"os"
)

// announce says to systemd that the server answers, and when the context ends that it
// stops, where systemd started it with Type=notify (sd_notify(3)); to nobody otherwise.
// What depends on the server is started after the first. Whoever ends calls done.
func announce(ctx context.Context, log *slog.Logger) (done func()) {
	path := os.Getenv("NOTIFY_SOCKET")
	if path == "" {
		return func() {}
	}
	notify(path, "READY=1", log)
	told := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(told)
		notify(path, "STOPPING=1", log)
	})
	return func() {
		if !stop() {
			<-told
		}
	}
}

func notify(path, state string, log *slog.Logger) {
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: path, Net: "unixgram"})
	if err == nil {
		defer conn.Close()
		_, err = conn.Write([]byte(state))
	}
	if err != nil {
		log.Warn("the supervisor is not told", "state", state, "error", err)
	}
}
