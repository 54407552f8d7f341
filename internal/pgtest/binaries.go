package pgtest

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// oldest is the oldest PostgreSQL the catalogue is promised to run on.
const oldest = 15

// places are where PostgreSQL's server programs lie besides PATH: Debian and
// its kin keep them out of PATH, Homebrew and the PGDG packages do likewise.
var places = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

var errNoBinaries = errors.New("no PostgreSQL 15 or newer found in PATH, " + strings.Join(places, ", ") +
	": install its server programs (Debian: apt-get install postgresql; macOS: brew install postgresql@17); no server needs to run")

// Binaries returns the folder of the newest PostgreSQL server programs on this
// machine, or an error that says what to install.
func Binaries() (string, error) {
	best, newest := "", oldest-1
	for _, dir := range candidates() {
		if major, err := majorVersion(dir); err == nil && major > newest {
			best, newest = dir, major
		}
	}
	if best == "" {
		return "", errNoBinaries
	}
	return best, nil
}

func candidates() []string {
	var dirs []string
	if initdb, err := exec.LookPath("initdb"); err == nil {
		if target, err := filepath.EvalSymlinks(initdb); err == nil {
			dirs = append(dirs, filepath.Dir(target))
		}
	}
	for _, place := range places {
		found, _ := filepath.Glob(place) // the only error is a malformed pattern
		dirs = append(dirs, found...)
	}
	return dirs
}

// majorVersion reads "postgres (PostgreSQL) 15.13 (Debian …)", also "17beta1".
func majorVersion(dir string) (int, error) {
	out, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return 0, fmt.Errorf("ask %s for its version: %w", dir, err)
	}
	_, version, _ := strings.Cut(string(out), "(PostgreSQL) ")
	digits := strings.IndexFunc(version, func(r rune) bool { return r < '0' || r > '9' })
	return strconv.Atoi(version[:max(digits, 0)])
}
