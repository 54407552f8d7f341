package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
)

// beginQuestion sends a question but for its last byte.
func (p *process) beginQuestion(t *testing.T) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", p.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	const body = `{"query":"{catalogue{revision}}"}`
	fmt.Fprintf(c, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", len(body))
	// Told to go on, it knows that its request is being handled.
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("%q, %v", line, err)
	}
	fmt.Fprint(c, body[:len(body)-1])
	return c
}

// signalled waits until the server has taken a signal: it takes no connections.
func (p *process) signalled(t *testing.T, s syscall.Signal) {
	t.Helper()
	if err := p.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
	if !eventually(func() bool {
		c, err := net.Dial("tcp", p.address)
		if err == nil {
			_ = c.Close()
		}
		return err != nil
	}) {
		t.Fatal("the server still takes connections")
	}
}

func TestTheFirstSignalLetsRunningRequestsFinish(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		p := startServer(t, emptyFile(t))
		running := p.beginQuestion(t)
		p.signalled(t, s)
		fmt.Fprint(running, "}")
		answer, err := http.ReadResponse(bufio.NewReader(running), nil)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(answer.Body); err != nil || !strings.Contains(string(body), `"revision":0`) {
			t.Errorf("the running request got %s, %v", body, err)
		}
		if err := p.Wait(); err != nil {
			t.Errorf("%v: the server ended with %v: %s", s, err, &p.errs)
		}
	}
}

func TestRequestsAreNotWaitedForLongerThanToldTo(t *testing.T) {
	p := startServer(t, emptyFile(t), "--grace", "10ms")
	p.beginQuestion(t)
	p.signalled(t, syscall.SIGTERM)
	if err := p.Wait(); err != nil || !strings.Contains(p.errs.String(), "some requests did not finish in time") {
		t.Errorf("the server ended with %v: %s", err, &p.errs)
	}
}

func TestTheSecondSignalEndsAtOnce(t *testing.T) {
	p := startServer(t, emptyFile(t), "--grace", "1h")
	p.beginQuestion(t)
	p.signalled(t, syscall.SIGTERM)
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait()
	if status := p.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGTERM {
		t.Errorf("the server ended with %v", p.ProcessState)
	}
}
