package bundle_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"fundus/internal/generate"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
)

// stateFolder is a bundle of a state, written once for all benchmarks.
func stateFolder(b *testing.B) string {
	path := filepath.Join(b.TempDir(), "state")
	if err := bundle.WriteFolder(b.Context(), path, generate.New(generate.State, 1), bundle.JSONLines); err != nil {
		b.Fatal(err)
	}
	return path
}

func BenchmarkReadState(b *testing.B) {
	path := stateFolder(b)
	b.ReportAllocs()
	for b.Loop() {
		read, err := bundle.FromFS(b.Context(), os.DirFS(path), new(interchange.Findings))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(read.Changes)), "changes")
		b.ReportMetric(float64(heap())/float64(len(read.Changes)), "B/change")
		runtime.KeepAlive(read)
	}
}

// heap is what is in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkWriteState(b *testing.B) {
	state := generate.New(generate.State, 1)
	b.ReportAllocs()
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "out")
		if err := bundle.WriteFolder(b.Context(), path, state, bundle.JSONLines); err != nil {
			b.Fatal(err)
		}
		if err := os.RemoveAll(path); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadStateTarGz(b *testing.B) {
	file := filepath.Join(b.TempDir(), "state.tar.gz")
	out, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	if err := bundle.WriteTarGz(b.Context(), out, generate.New(generate.State, 1), bundle.JSONLines); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		in, err := os.Open(file)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := bundle.FromFile(b.Context(), interchange.Input{Name: file, Reader: in}, new(interchange.Findings)); err != nil {
			b.Fatal(err)
		}
		if err := in.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
