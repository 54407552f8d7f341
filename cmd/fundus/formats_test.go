package main

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"fundus/graph/export"
	"fundus/internal/httpd/console"
)

func TestEveryFormatOfFilesIsOffered(t *testing.T) {
	field, _ := reflect.TypeFor[queryCmd]().FieldByName("Format")
	offered := strings.Split(field.Tag.Get("enum"), ",")
	if len(offered) != len(export.Formats())+1 {
		t.Errorf("the command line offers %v", offered)
	}
	w := httptest.NewRecorder()
	console.Handler(nil).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
	for _, f := range export.Formats() {
		if !strings.Contains(","+field.Tag.Get("enum")+",", ","+string(f)+",") {
			t.Errorf("the command line does not offer %s", f)
		}
		if !strings.Contains(w.Body.String(), `<option value="`+string(f)+`">`) {
			t.Errorf("the console does not offer %s", f)
		}
	}
}
