package httpd

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
)

// who is what the one who asks may know of himself.
type who struct {
	Name      *string              `json:"name"` // null for somebody not known
	Roles     []access.Role        `json:"roles"`
	Grants    []access.Given       `json:"grants"`
	Clearance catalogue.Visibility `json:"clearance"`
	Changes   bool                 `json:"changes"` // whether he may change anything at all
	Until     *time.Time           `json:"until"`   // when to show a token again; null for never
}

// whoami tells the one who asks as whom he is known and what he was given. It is no field
// of the schema: that is about the catalogue, and its answers are kept for others.
func whoami(w http.ResponseWriter, r *http.Request) {
	a := identity.Of(r.Context())
	said := who{Roles: []access.Role{}, Grants: []access.Given{}, Clearance: a.Clearance, Changes: a.May(access.Change) == nil}
	if a.Known() {
		said.Name = &a.Name
	}
	if !a.Until.IsZero() {
		said.Until = &a.Until
	}
	for _, g := range a.Grants {
		said.Grants = append(said.Grants, g.Given())
		if !slices.Contains(said.Roles, g.Role) {
			said.Roles = append(said.Roles, g.Role)
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(said) // the client may be gone
}
