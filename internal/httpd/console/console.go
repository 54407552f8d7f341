// Package console is the page a person meets at "/": ask the catalogue a question, read the answer, look a word up.
//
// It holds static files and a list of example questions, nothing else. The page speaks to the program through the same
// endpoints as everybody, /graphql and /export, and has no door of its own: whatever it shows, any other client can ask for, and
// whatever a viewer may not see, the page cannot see either.
//
// What holds for every answer given here:
//   - it is complete without the internet: no content network, no font, no script from elsewhere. The content security
//     policy forbids them, a test looks for them;
//   - no inline script or style exists, and values are only ever put into the page as text (Trusted Types are required),
//     so data cannot become markup. A drawing is no exception: it is shown as an image, which runs nothing and loads
//     nothing. The policy knows drawings, and nothing else, by the hash of their style sheet;
//   - bytes are fixed when the handler is built. Each file carries a strong entity tag of its content and
//     "no-cache": browsers keep it but ask each time, so that after an upgrade page and modules never disagree.
//
// The files are plain HTML, CSS and ES modules, served as they are written. A framework with its build step would need
// node on every machine that builds Fundus, and would weigh more than the page; the page is small enough to be read.
// The page's accessibility (WCAG 2.2 AA) is held by tests as far as text can prove it: names of controls, references
// between elements, contrast of the palette in light and dark.
package console

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"time"
)

//go:embed static
var static embed.FS

// contentTypes is written out because the mime package reads the host's own tables, which differ between machines.
// A file with another ending is a mistake, found when the handler is built.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg":  "image/svg+xml",
}

// file is one answer, ready to be sent: made once, shared by all requests, never changed.
type file struct {
	contentType string
	etag        string
	content     []byte
}

// Handler serves the page at "/", its files below it, and the example questions at "/examples.json" in the order given.
// It answers GET and HEAD, 405 to other methods and 404 to every other path, and may be used concurrently.
// Examples come from [ParseExample]; variables that are no JSON make Handler panic, since they are part of the program.
func Handler(examples []Example) http.Handler {
	mux := http.NewServeMux()
	found := files()
	for name, f := range found {
		mux.Handle("GET /"+name, f)
	}
	mux.Handle("GET /{$}", found["index.html"])
	mux.Handle("GET /examples.json", exampleFile(examples))
	mux.HandleFunc("GET /", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "Diese Seite gibt es nicht. Die Startseite steht unter /.", http.StatusNotFound)
	})
	return secured(mux)
}

// files are the embedded files by their path below static.
func files() map[string]file {
	found := map[string]file{}
	err := fs.WalkDir(static, "static", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := static.ReadFile(name)
		if err != nil {
			return err
		}
		found[name[len("static/"):]] = fileOf(name, content)
		return nil
	})
	if err != nil {
		panic(fmt.Sprintf("read the embedded console: %v", err)) // the files are in the program itself
	}
	return found
}

func exampleFile(examples []Example) file {
	if examples == nil {
		examples = []Example{} // the page expects a list, and null is none
	}
	content, err := json.Marshal(examples)
	if err != nil {
		panic(fmt.Sprintf("write the example questions: %v", err))
	}
	return fileOf("examples.json", content)
}

func fileOf(name string, content []byte) file {
	contentType, ok := contentTypes[path.Ext(name)]
	if !ok {
		panic(fmt.Sprintf("console file %s: no content type for %q", name, path.Ext(name)))
	}
	sum := sha256.Sum256(content)
	return file{contentType, `"` + hex.EncodeToString(sum[:16]) + `"`, content}
}

// ServeHTTP answers HEAD, ranges and revalidation through [http.ServeContent]. Without a modification time the entity
// tag alone decides: the time of a build says nothing about a file.
func (f file) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", f.contentType)
	w.Header().Set("ETag", f.etag)
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.content))
}
