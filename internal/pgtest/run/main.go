// Command run starts a throw-away PostgreSQL cluster, runs a command that finds
// its folder in FUNDUS_TEST_POSTGRES, and removes the cluster afterwards:
//
//	run go test -race ./...
//
// So a run over many packages pays for one cluster and not for one a package.
// The exit code is the command's own. An interrupt reaches the command, which
// shares our terminal, without ending us; a termination is passed on to it; both
// times the cluster is removed once the command has ended. Should this process
// be killed, the watchdog of pgtest removes it.
//
// Without a command it prints where the server programs are, or fails saying what
// to install. The Makefile decides by that whether it has to install them.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"fundus/internal/pgtest"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

func run(command []string) (code int, err error) {
	if len(command) == 0 {
		return find()
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)

	cluster, err := pgtest.Start()
	if err != nil {
		return 1, err
	}
	defer func() {
		if failed := cluster.Close(); failed != nil {
			code, err = 1, errors.Join(err, failed)
		}
	}()
	return follow(command, cluster, signals)
}

func find() (int, error) {
	dir, err := pgtest.Binaries()
	if err != nil {
		return 1, err
	}
	fmt.Println(dir)
	return 0, nil
}

// follow runs the command to its end and passes terminations on to it.
func follow(command []string, cluster *pgtest.Cluster, signals <-chan os.Signal) (int, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), pgtest.Variable+"="+cluster.Dir())
	if err := cmd.Start(); err != nil {
		return 1, fmt.Errorf("start %s: %w", command[0], err)
	}
	go func() {
		for s := range signals {
			if s == syscall.SIGTERM {
				_ = cmd.Process.Signal(s) // it may have ended by itself
			}
		}
	}()
	var exit *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
		return 1, fmt.Errorf("run %s: %w", command[0], err)
	}
	return max(cmd.ProcessState.ExitCode(), endedBySignal(cmd.ProcessState)), nil
}

// endedBySignal is 1 where the command has no exit code because a signal ended it.
func endedBySignal(state *os.ProcessState) int {
	if state.Exited() {
		return 0
	}
	return 1
}
