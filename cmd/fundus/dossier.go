package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/dossier"
	"fundus/internal/identity"
	"fundus/internal/live"
)

type dossierCmd struct {
	Case     string `arg:"" help:"The case: its id, or an identifier such as akte:2026-07."`
	Out      string `placeholder:"FILE" help:"File to write; by default akte-NAME.zip in this folder, where NAME is the identifier of the case or its id."`
	Revision *int   `placeholder:"NUMBER" help:"Revision of the catalogue; the newest by default."`
	Day      string `placeholder:"DATE" help:"Day on which facts must hold, as 2025-12-31; today by default. With a revision and a day the archive is always the same."`
	Replace  bool   `help:"Replace the file if there is one; without, that is refused."`
}

// Run writes the archive that a server gives out.
func (d *dossierCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	if err := refuseAbsent(line.Database); err != nil {
		return err
	}
	return withCatalogue(ctx, line, log, func(cat *live.Catalogue) error {
		archive, name, err := d.ask(ctx, cat, log)
		if err != nil {
			return err
		}
		if d.Out != "" {
			name = d.Out
		}
		if err := refusePresent(name, d.Replace); err != nil {
			return err
		}
		if err := replaceFile(name, func(w io.Writer) error { _, err := w.Write(archive); return err }); err != nil {
			return err
		}
		r, err := dossier.Verify(bytes.NewReader(archive), int64(len(archive)))
		if err != nil {
			return err
		}
		fmt.Fprintf(c.err, "wrote %s, as of revision %d on %s\nseal: %s\n", name, r.Head.Revision, r.Head.Day, r.Seal)
		return nil
	})
}

// ask asks the handler of /dossier: one way in for everybody. The name is that which it
// gives the file.
func (d *dossierCmd) ask(ctx context.Context, cat *live.Catalogue, log *slog.Logger) (archive []byte, name string, err error) {
	moment := url.Values{}
	if d.Revision != nil {
		moment.Set("revision", strconv.Itoa(*d.Revision))
	}
	if d.Day != "" {
		moment.Set("day", d.Day)
	}
	writer := access.Operator(userName())
	r, err := http.NewRequestWithContext(identity.With(ctx, writer), http.MethodGet, "/dossier/case?"+moment.Encode(), nil)
	if err != nil {
		return nil, "", err
	}
	r.SetPathValue("case", d.Case)
	w := httptest.NewRecorder()
	graph.NewDossier(cat, graph.Options{Log: log, Version: buildVersion()}).ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		said := answered{status: w.Code, no: *w.Body}
		return nil, "", said.failed()
	}
	_, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
	return w.Body.Bytes(), params["filename"], err
}

type verifyCmd struct {
	File string `arg:"" help:"Archive of a case to check: a .zip of \"fundus dossier\", or of a server."`
}

// Run says whether an archive is as it was made. It needs neither a database nor a
// network.
func (v *verifyCmd) Run(c terminal) error {
	f, err := os.Open(v.File)
	if err != nil {
		return unreadable(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return unreadable(err)
	}
	if !info.Mode().IsRegular() {
		return &catalogue.Error{Kind: catalogue.Invalid, Record: v.File, Message: "not a file"}
	}
	r, err := dossier.Verify(f, info.Size())
	if err != nil {
		return err
	}
	if _, err := r.WriteTo(c.out); err != nil {
		return err
	}
	if !r.OK() {
		return exit{1}
	}
	return nil
}
