//go:build unix

package pgtest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

const (
	folderPrefix = "fundus-pg-"
	port         = "5432" // part of the socket's file name, no network port
)

// settings follow initdb's own in postgresql.conf, where the last one counts.
// Files serve as shared memory because /dev/shm has 64 MB in a container.
const settings = `
listen_addresses = ''
unix_socket_directories = '%s'
port = ` + port + `
fsync = off
max_connections = 200
shared_buffers = 128MB
max_wal_size = 4GB
dynamic_shared_memory_type = mmap
lc_messages = 'C'
`

// watch is the watchdog: it reads until the owner's end of the pipe is closed,
// by Close or by the kernel. $1 is the folder of programs, $2 the cluster's.
const watch = `cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate -w -t 20 stop >/dev/null 2>&1
exec rm -rf "$2"`

// Cluster is a PostgreSQL server in a folder of its own. A Cluster is used by one
// goroutine at a time; the databases in it by any number.
type Cluster struct {
	bin, dir string
	account  *syscall.Credential // nil: run as ourselves
	owner    io.Closer           // the owner's end of the watchdog's pipe
	watchdog *exec.Cmd
	server   *server // nil while it does not run
}

// Start makes a cluster and starts it. It ends with Close or with this process.
func Start() (*Cluster, error) {
	bin, err := Binaries()
	if err != nil {
		return nil, err
	}
	account, err := serverAccount()
	if err != nil {
		return nil, err
	}
	c := &Cluster{bin: bin, account: account}
	if err := c.makeFolder(); err != nil {
		return nil, err
	}
	if err := c.guard(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(c.dir))
	}
	if err := c.initialise(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// Dir is the folder of the cluster, the value of Variable.
func (c *Cluster) Dir() string { return c.dir }

// Close stops the server, removes the folder and waits for both.
func (c *Cluster) Close() error {
	if err := c.owner.Close(); err != nil {
		return fmt.Errorf("release the watchdog of %s: %w", c.dir, err)
	}
	if c.server != nil {
		<-c.server.ended
	}
	if err := c.watchdog.Wait(); err != nil {
		return fmt.Errorf("stop and remove %s: %w", c.dir, err)
	}
	return nil
}

// makeFolder uses /tmp and not TMPDIR: the path of a Unix socket is limited to
// about 100 bytes, and macOS spends most of them on its temporary folder.
func (c *Cluster) makeFolder() error {
	dir, err := os.MkdirTemp("/tmp", folderPrefix)
	if err != nil {
		return fmt.Errorf("make a folder for the test cluster: %w", err)
	}
	c.dir = dir
	if c.account == nil {
		return nil
	}
	return os.Chown(dir, int(c.account.Uid), int(c.account.Gid))
}

// guard starts the watchdog, in a session of its own so that no signal meant
// for the tests ends it before its work is done.
func (c *Cluster) guard() error {
	c.watchdog = c.command("/bin/sh", "-c", watch, "watchdog", c.bin, c.dir)
	owner, err := c.watchdog.StdinPipe()
	if err != nil {
		return fmt.Errorf("open the watchdog's pipe: %w", err)
	}
	c.owner = owner
	if err := c.watchdog.Start(); err != nil {
		return fmt.Errorf("start the watchdog: %w", err)
	}
	return nil
}

func (c *Cluster) initialise() error {
	initdb := c.command(filepath.Join(c.bin, "initdb"), "-D", c.data(), "-U", "postgres", "-A", "trust",
		"-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("make the test cluster: %w\n%s", err, out)
	}
	conf, err := os.OpenFile(filepath.Join(c.data(), "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("configure the test cluster: %w", err)
	}
	_, err = fmt.Fprintf(conf, settings, c.dir)
	if err := errors.Join(err, conf.Close()); err != nil {
		return fmt.Errorf("configure the test cluster: %w", err)
	}
	return c.launch()
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "data") }

func (c *Cluster) log() string { return filepath.Join(c.dir, "log") }

// command runs in the cluster's folder, since the postgres user may not enter
// ours; without our environment, in which PGDATA or PGPORT may point elsewhere;
// and in a session of its own, out of reach of the terminal's interrupt.
func (c *Cluster) command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir = c.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.account, Setsid: true}
	return cmd
}

// serverAccount is the user the server runs as. PostgreSQL refuses root, so root
// steps down to the user postgres, which the packages create.
func serverAccount() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root, and there is no user postgres to step down to: %w", err)
	}
	uid, err := strconv.ParseUint(account.Uid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("the user postgres has the id %q: %w", account.Uid, err)
	}
	gid, err := strconv.ParseUint(account.Gid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("the user postgres has the group %q: %w", account.Gid, err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}
