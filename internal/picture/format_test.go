package picture_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
)

func TestAFormatIsFoundByItsName(t *testing.T) {
	for _, f := range picture.Formats() {
		got, err := picture.ParseFormat(string(f))
		if got != f || err != nil {
			t.Errorf("%s: got %s, %v", f, got, err)
		}
		if f.MediaType() == "" || !strings.HasPrefix(f.Extension(), ".") {
			t.Errorf("%s has media type %q and extension %q", f, f.MediaType(), f.Extension())
		}
	}
	_, err := picture.ParseFormat("png")
	var e *catalogue.Error
	if !errors.As(err, &e) || e.Kind != catalogue.Invalid || e.Value != "png" || !strings.Contains(e.Message, "dot, mermaid") {
		t.Errorf("got %v", err)
	}
}

func TestTheSameGraphHasTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs().Draw(t, "graph")
		for _, f := range picture.Formats() {
			first := picture.Text(f, g)
			if again := picture.Text(f, g); first != again {
				t.Errorf("%s differs", f)
			}
		}
	})
}

// full is a disk that takes so many bytes.
type full struct{ left int }

var errFull = errors.New("disk full")

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestTheFirstErrorStays(t *testing.T) {
	for _, f := range picture.Formats() {
		w := picture.NewWriter(f, &full{left: 5_000}, picture.Head{})
		for i := range 200 {
			_ = w.Node(picture.Node{ID: fmt.Sprint(i), Kind: catalogue.KindService, Label: strings.Repeat("lang ", 20)})
		}
		if err := w.Close(); !errors.Is(err, errFull) {
			t.Errorf("%s: got %v", f, err)
		}
		if f == picture.SVG {
			continue // writes at the end
		}
		if err := w.Node(picture.Node{}); !errors.Is(err, errFull) {
			t.Errorf("%s: after the error a node got %v", f, err)
		}
		if err := w.Edge(picture.Edge{}); !errors.Is(err, errFull) {
			t.Errorf("%s: after the error an edge got %v", f, err)
		}
		if err := picture.Write(f, &full{}, manyNodes()); !errors.Is(err, errFull) {
			t.Errorf("%s: Write got %v", f, err)
		}
	}
}

func manyNodes() (g picture.Graph) {
	for i := range 1_000 {
		g.Nodes = append(g.Nodes, picture.Node{ID: fmt.Sprint(i), Kind: catalogue.KindService, Label: "Wohngeld"})
	}
	return g
}

// counter counts what it is handed.
type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

func TestTextFormatsHandOnWhatTheyHave(t *testing.T) {
	const kept = 8 << 10
	for _, f := range picture.Formats() {
		if f == picture.SVG {
			continue
		}
		var c counter
		w := picture.NewWriter(f, &c, picture.Head{})
		for _, n := range manyNodes().Nodes {
			_ = w.Node(n)
		}
		before := c.n
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if c.n-before > kept {
			t.Errorf("%s kept %d bytes to the end", f, c.n-before)
		}
	}
}

func TestWhatIsNoFormatPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a writer of no format was made")
		}
	}()
	picture.NewWriter("png", io.Discard, picture.Head{})
}
