// Package signin finds out who asks, from what a request or the first message of a socket
// shows.
//
//	nothing        ─► whoever does not sign in, if he may read at all
//	fundus_…       ─► the tokens of the program itself (identity/token)
//	anything else  ─► the issuers that the operator named (identity/oidc)
//
// Where somebody asks from counts for nothing by itself: a program on this machine that
// shows no token is as anonymous as any. It does where a token holds only there.
//
// Whoever shows something that does not hold is refused and never taken for nobody: he
// would be answered less than he is due, and not know why.
package signin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"fundus/internal/access"
	"fundus/internal/identity"
	"fundus/internal/identity/oidc"
	"fundus/internal/identity/token"
)

// Door is where one signs in.
type Door struct {
	// Anonymous is who does not. Without a grant he is told to.
	Anonymous access.Actor
	Tokens    *token.Keeper
	Issuers   oidc.Issuers
	// OnlyReads is for a server that accepts no changes, from whomever.
	OnlyReads bool
	// Refused is told of those who are not admitted to a socket; of those whose request is
	// refused, whoever answers it tells. May be nil.
	Refused func(context.Context, access.Attempt)
}

// Identify is who sends a request, from this machine or another. A handshake of a socket
// may show nothing, since browsers cannot: who is behind it is then nobody who may do
// anything, until Admit says who.
func (d *Door) Identify(r *http.Request, local bool) (access.Actor, error) {
	shown, err := identity.Bearer(r.Header)
	switch {
	case err != nil:
	case shown != "":
		return d.signIn(r.Context(), shown, local)
	case len(d.Anonymous.Grants) > 0 || identity.Handshake(r.Header):
		return d.limited(d.Anonymous), nil
	default:
		err = missing()
	}
	return access.Actor{}, err
}

func missing() error {
	return &identity.Refusal{Fault: identity.Missing, Message: "sign in with a token (Authorization: Bearer …): this server answers nobody whom it does not know"}
}

// Admit is who opens a socket: by the payload of connection_init, {"Authorization":
// "Bearer …"}, which is how browsers sign in there, or else by the handshake. It says too
// until when.
func (d *Door) Admit(ctx context.Context, payload json.RawMessage) (context.Context, time.Time, error) {
	actor, err := d.opens(ctx, payload)
	if err != nil {
		d.refused(ctx, err)
		return ctx, time.Time{}, err
	}
	return identity.With(ctx, actor), actor.Until, nil
}

func (d *Door) opens(ctx context.Context, payload json.RawMessage) (access.Actor, error) {
	credentials, err := credentialsIn(payload)
	if err != nil {
		return access.Actor{}, err
	}
	if credentials == "" {
		actor := identity.Of(ctx)
		if actor.May(access.Read) != nil {
			return access.Actor{}, missing()
		}
		return actor, nil
	}
	shown, err := identity.ParseBearer(credentials)
	if err != nil {
		return access.Actor{}, err
	}
	return d.signIn(ctx, shown, identity.Local(ctx))
}

// credentialsIn are those of a payload, which has them once, by a name in any case, as
// headers are.
func credentialsIn(payload json.RawMessage) (string, error) {
	if len(payload) == 0 {
		return "", nil
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(payload, &members) != nil {
		return "", &identity.Refusal{Fault: identity.Malformed, Message: "the payload of connection_init is an object"}
	}
	found := ""
	for name, raw := range members {
		if !strings.EqualFold(name, "Authorization") {
			continue
		}
		var text string
		if json.Unmarshal(raw, &text) != nil || text == "" || found != "" {
			return "", &identity.Refusal{Fault: identity.Malformed, Message: "Authorization in the payload of connection_init is one text, Bearer and a token"}
		}
		found = text
	}
	return found, nil
}

func (d *Door) signIn(ctx context.Context, shown string, local bool) (actor access.Actor, err error) {
	switch {
	case token.Is(shown):
		actor, err = d.Tokens.Actor(ctx, shown, local)
	case len(d.Issuers) == 0:
		err = identity.Refuse("this server takes tokens of its own (fundus_…) and no others")
	default:
		actor, err = d.Issuers.Actor(ctx, shown)
	}
	return d.limited(actor), err
}

func (d *Door) limited(a access.Actor) access.Actor {
	a.OnlyReads = d.OnlyReads
	return a
}

func (d *Door) refused(ctx context.Context, err error) {
	no, ok := errors.AsType[*identity.Refusal](err)
	if d.Refused != nil && ok && no.Fault != identity.Away {
		d.Refused(ctx, access.Attempt{Action: access.SignIn, Operation: "connection_init", Reason: no.Message})
	}
}
