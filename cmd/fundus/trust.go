package main

import (
	"errors"
	"fmt"
	"os"

	"fundus/graph"
	"fundus/internal/httpd"
)

// trustFlags are what and whom a server trusts.
type trustFlags struct {
	TrustedDocuments string   `env:"FUNDUS_TRUSTED_DOCUMENTS" placeholder:"FOLDER" help:"Folder of .graphql files that requests may name by their hash (documentId, or Apollo's persistedQuery). Read at the start; \"fundus documents FOLDER\" prints the hashes."`
	OnlyTrusted      bool     `env:"FUNDUS_ONLY_TRUSTED" help:"Answer trusted documents only, whether they are named or sent as text."`
	TrustedProxies   []string `env:"FUNDUS_TRUSTED_PROXIES" placeholder:"NETWORK" help:"Proxies that are believed when they say for whom they speak (X-Forwarded-For, Forwarded): networks such as 10.0.0.0/8, and addresses. Without it all that comes through a proxy counts as one client."`
	TrustedOrigins   []string `env:"FUNDUS_TRUSTED_ORIGINS" placeholder:"ORIGIN" help:"Web sites of other origins, such as https://portal.example, whose pages may ask here as the console may."`
	Introspection    string   `default:"all" enum:"all,known,none" env:"FUNDUS_INTROSPECTION" help:"Who may ask for the schema, and is told what a misspelt name may mean: all, known (who has signed in) or none."`
}

func (s *trustFlags) check() error {
	if s.OnlyTrusted && s.TrustedDocuments == "" {
		return errors.New("--only-trusted: name a folder of them with --trusted-documents")
	}
	if _, err := httpd.ParseProxies(s.TrustedProxies); err != nil {
		return fmt.Errorf("--trusted-proxies: %w", err)
	}
	if _, err := httpd.ParseOrigins(s.TrustedOrigins); err != nil {
		return fmt.Errorf("--trusted-origins: %w", err)
	}
	return nil
}

// trusting puts the documents into options, which have their limits already.
func (s *trustFlags) trusting(o graph.Options) (graph.Options, error) {
	o.OnlyTrusted, o.Introspection = s.OnlyTrusted, graph.Introspection(s.Introspection)
	if s.TrustedDocuments == "" {
		return o, nil
	}
	var err error
	if o.Documents, err = readDocuments(s.TrustedDocuments, o.Limits); err != nil {
		return o, fmt.Errorf("--trusted-documents: %w", err)
	}
	return o, nil
}

// beside puts the neighbours into the options of a surface.
func (s *trustFlags) beside(o httpd.Options) (httpd.Options, error) {
	var err error
	if o.Proxies, err = httpd.ParseProxies(s.TrustedProxies); err != nil {
		return o, err
	}
	o.Named = o.Proxies.Speaks
	o.Origins, err = httpd.ParseOrigins(s.TrustedOrigins)
	return o, err
}

// readDocuments reads a folder that must be there.
func readDocuments(folder string, l graph.Limits) (*graph.Documents, error) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s: there is no such folder", folder)
	}
	d, err := graph.ReadDocuments(os.DirFS(folder), l)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	return d, nil
}
