package graph

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/dossier"
	"fundus/internal/sight"
)

// dossiers gives out the archives of cases. An archive is made whole before anything of it
// is sent, so what is wrong is told as ever, and what arrives is all of it.
type dossiers struct {
	moments
	program  string // its version, as archives carry it
	tag      string // the same, as the tags of answers have it
	present  graphql.ErrorPresenterFunc
	longest  time.Duration // for an archive; 0 for as long as it takes
	files    *Files
	observer Observer
}

// NewDossier is the handler of /dossier/{case}: the archive of the case with that global id
// or identifier, by default as it stands today, else with the parameters revision and day
// of the address as @at has them.
func NewDossier(source Source, o Options) http.Handler {
	o = o.withDefaults()
	return dossiers{
		moments: moments{source, o.Now, o.Clearance, o.Refused}, program: o.Version, tag: newAnswers(o.Version, -1).program, present: present(o.Log),
		longest: o.Operation, files: o.Files, observer: o.Observer,
	}
}

// ServeHTTP answers with an archive.
func (d dossiers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	back, err := d.files.take(r.Context())
	if err != nil {
		turnAway(w, r, err)
		return
	}
	defer back()
	defer opened(d.observer, sight.Dossier)()
	ctx, cancel := context.WithCancel(r.Context())
	if d.longest != 0 {
		ctx, cancel = context.WithTimeout(r.Context(), d.longest)
	}
	defer cancel()
	if err := d.answer(ctx, w, r); err != nil {
		forget(w.Header())
		errs := gqlerror.List{d.present(ctx, err)}
		decline(w, newType, statusOfAnswer(errs), &graphql.Response{Errors: errs})
	}
}

// answer sends the archive, unless the client has it.
func (d dossiers) answer(ctx context.Context, w http.ResponseWriter, r *http.Request) error {
	wanted, err := wantedIn(r.URL.Query())
	if err != nil {
		return err
	}
	if ctx, err = d.beginAt(ctx, wanted); err != nil {
		return err
	}
	v := viewOf(ctx)
	id, err := v.Named("case", r.PathValue("case"))
	if err != nil {
		return err
	}
	f, ok := casefile.Read(v, id)
	if !ok {
		return &catalogue.Error{Kind: catalogue.NotFound, Field: "case", Value: r.PathValue("case"), Message: "this record is no case"}
	}
	o := operationOf(ctx)
	key := d.key(o, id)
	keepable(w.Header(), r, key.etag("z"), o)
	if key.known(r, "z") {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	return d.send(w, r, o, f)
}

func (d dossiers) send(w http.ResponseWriter, r *http.Request, o *operation, f *casefile.File) error {
	sections, err := dossier.Find(f)
	if err != nil {
		return err
	}
	sections.Part = !o.whole()
	var archive bytes.Buffer
	if err := dossier.Write(&archive, f, sections, d.program); err != nil {
		return err
	}
	h := w.Header()
	h.Set(revisionHeader, strconv.Itoa(f.View.Catalogue().Revision()))
	h.Set(dayHeader, f.View.Day().String())
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Length", strconv.Itoa(archive.Len()))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": dossier.Name(f)}))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(archive.Bytes()) // the client may be gone; there is nobody left to tell
	}
	return nil
}

// key is what an archive follows from, as answers do.
func (d dossiers) key(o *operation, id catalogue.ID) answerKey {
	s := o.view.Snapshot()
	said := fmt.Sprintf("dossier %d of %d@%s of %d by %s", id, s.Revision(), o.day, s.RecordedAt().UnixMicro(), d.tag)
	if !o.whole() {
		said += fmt.Sprintf(" for %s by %d", o.upTo, o.judged)
	}
	return sha256.Sum256([]byte(said))
}

// wantedIn reads the moment that an address asks for. A parameter that is not known is
// refused: a slip of the pen would give the archive of another moment.
func wantedIn(values url.Values) (w wanted, err error) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		texts := values[name]
		text := texts[0]
		switch {
		case len(texts) > 1:
			return w, badMoment(name, texts[1], "give each parameter once")
		case name == "revision":
			n, err := strconv.ParseUint(text, 10, 32)
			if err != nil {
				return w, badMoment(name, text, anyRevision)
			}
			revision := catalogue.Revision(n)
			w.revision = &revision
		case name == "day":
			day, err := catalogue.ParseDay(text)
			if err != nil || day == 0 {
				return w, badMoment(name, text, "write a day such as 2025-12-31")
			}
			w.day = &day
		default:
			return w, badMoment(name, text, "the parameters are revision and day")
		}
	}
	return w, nil
}
