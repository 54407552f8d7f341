package graph_test

import (
	"context"
	"net/http"
	"os"
	"strings"
	"testing"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
)

func TestTheSchemaIsToldToThoseWhoMayAskForIt(t *testing.T) {
	source := catalogueOf(t, onSQLite(t), os.DirFS("testdata/world"))
	known := identity.With(context.Background(), access.Actor{Name: "ada", Grants: []access.Grant{{Role: access.Reader}}, Clearance: catalogue.Public})
	unknown := identity.With(context.Background(), access.Anonymous(catalogue.Public))
	for _, c := range []struct {
		who  graph.Introspection
		ctx  context.Context //nolint:containedctx // of the one who asks
		told bool
	}{
		{"", unknown, true},
		{graph.IntrospectedByAll, unknown, true},
		{graph.IntrospectedByKnown, unknown, false},
		{graph.IntrospectedByKnown, known, true},
		{graph.IntrospectedByNone, unknown, false},
		{graph.IntrospectedByNone, known, false},
	} {
		h := graph.New(source, graph.Options{Introspection: c.who})
		for _, query := range []string{
			`{__schema{queryType{name}}}`,
			`{__type(name:"Service"){name}}`,
			`{...F} fragment F on Query{...{__schema{queryType{name}}}}`,
		} {
			w := <-begun(c.ctx, h, query)
			if (w.Code == http.StatusOK) != c.told || strings.Contains(w.Body.String(), `"code":"INTROSPECTION_OFF"`) == c.told {
				t.Errorf("%q: %s: %d %s", c.who, query, w.Code, w.Body)
			}
		}
		for _, query := range []string{`{servces{totalCount}}`, `{search(text:"a",kinds:[SERVCE]){totalCount}}`, `{service(idd:"x"){name}}`} {
			w := <-begun(c.ctx, h, query)
			if strings.Contains(w.Body.String(), "Did you mean") != c.told || w.Code != 400 {
				t.Errorf("%q: %s: %d %s", c.who, query, w.Code, w.Body)
			}
		}
		if w := <-begun(c.ctx, h, `{__typename catalogue{__typename}}`); w.Code != 200 || strings.Contains(w.Body.String(), "errors") {
			t.Errorf("%q: the name of a type in an answer: %d %s", c.who, w.Code, w.Body)
		}
	}
}
