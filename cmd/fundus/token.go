package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity/token"
	"fundus/internal/store"
)

// tokenCmd keeps the API tokens of a database. Servers that run heed it within seconds.
type tokenCmd struct {
	Create tokenCreateCmd `cmd:"" help:"Make a token and print it, once: nobody can read it again."`
	List   tokenListCmd   `cmd:"" help:"List the tokens: who has which, what it may do, and until when."`
	Revoke tokenRevokeCmd `cmd:"" help:"End tokens before their time. Servers refuse them within five seconds."`
}

type tokenCreateCmd struct {
	Name      string   `required:"" help:"As whom its bearer acts: the name in the log of commits."`
	Role      []string `required:"" enum:"reader,editor,board,steward,admin" help:"What its bearer may do: reader, editor (services, authorities, solutions …), board (cases), steward (rules, weights) or admin. May be repeated."`
	Kind      []string `placeholder:"KIND" help:"Limit an editor to records of a kind, such as service. May be repeated."`
	Under     []string `placeholder:"IDENTIFIER" help:"Limit an editor to what an authority answers for, by an identifier such as ars:03241. May be repeated."`
	Clearance string   `placeholder:"CLEARANCE" help:"Up to what its bearer may see: public, internal or confidential. By default what the roles have: internal for an editor and a steward, confidential for the board and an admin."`
	Expires   days     `default:"90d" placeholder:"90d" help:"How long it holds: days (90d) or hours (12h), at most 732d."`
	Local     bool     `help:"Let it count on the machine of the server alone. Its bearer may then say for whom he acts (Fundus-Actor)."`
}

// days is a time as people count it: "90d", or as Go writes it.
type days time.Duration

// UnmarshalText reads one.
func (d *days) UnmarshalText(text []byte) error {
	read := time.ParseDuration
	if strings.HasSuffix(string(text), "d") {
		read = parseDays
	}
	parsed, err := read(string(text))
	if err != nil {
		return fmt.Errorf("%s: write days as 90d or hours as 12h, at most 732d", text)
	}
	*d = days(parsed)
	return nil
}

func parseDays(text string) (time.Duration, error) {
	n, err := strconv.ParseUint(strings.TrimSuffix(text, "d"), 10, 16)
	return time.Duration(n) * 24 * time.Hour, err
}

// Run makes a token. It is alone on standard output, for programs.
func (t *tokenCreateCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	wish, err := t.wish()
	if err != nil {
		return err
	}
	return withStore(ctx, line, log, func(st store.Database) error {
		text, kept, err := token.Make(ctx, st, wish, time.Now())
		if err != nil {
			return err
		}
		fmt.Fprintf(c.err, "The token %s of %s holds until %s. It is shown only now:\n", kept.ID, kept.Name, kept.Expires.Format("2006-01-02 15:04 MST"))
		_, err = fmt.Fprintln(c.out, text)
		return err
	})
}

func (t *tokenCreateCmd) wish() (token.Wish, error) {
	if wrong, ok := errors.AsType[*catalogue.Error](catalogue.CheckActor(t.Name)); ok {
		return token.Wish{}, catalogue.Errorf(catalogue.Invalid, "--name: %s", wrong.Message)
	}
	w := token.Wish{Name: t.Name, LocalOnly: t.Local, By: userName(), For: time.Duration(t.Expires)}
	limited := false
	for _, role := range t.Role {
		g := access.Given{Role: role}
		if role == string(access.Editor) {
			g.Kinds, g.Under, limited = t.Kind, t.Under, true
		}
		w.Grants = append(w.Grants, g)
	}
	if !limited && len(t.Kind)+len(t.Under) > 0 {
		return w, catalogue.Errorf(catalogue.Invalid, "--kind and --under limit an editor: give it the --role editor")
	}
	if t.Clearance == "" {
		return w, nil
	}
	var err error
	w.Clearance, err = access.ParseClearance(t.Clearance)
	return w, err
}

type tokenListCmd struct{}

// Run prints a line for each token.
func (tokenListCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	if err := refuseAbsent(line.Database); err != nil {
		return err
	}
	return withStore(ctx, line, log, func(st store.Database) error {
		all, err := st.AllTokens(ctx)
		if err != nil {
			return err
		}
		return listTokens(c.out, all, time.Now())
	})
}

func listTokens(out io.Writer, all []store.Token, now time.Time) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tNAME\tMAY\tCLEARANCE\tMADE\tBY\tENDS\tLAST USED\tSTATE")
	for _, t := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", t.ID, t.Name, mayOf(t), strings.ToLower(string(t.Clearance)),
			t.CreatedAt.Format(time.DateOnly), t.CreatedBy, t.Expires.Format(time.DateOnly), lastUsed(t), stateOf(t, now))
	}
	return w.Flush()
}

func mayOf(t store.Token) string {
	grants, err := token.Grants(t)
	if err != nil {
		return "? (of a newer program)"
	}
	said := make([]string, len(grants))
	for i, g := range grants {
		said[i] = g.String()
	}
	text := strings.Join(said, "; ")
	if t.LocalOnly {
		text += " (on the server's machine)"
	}
	return text
}

func lastUsed(t store.Token) string {
	if t.LastUsed == 0 {
		return "never"
	}
	return t.LastUsed.String()
}

func stateOf(t store.Token, now time.Time) string {
	switch {
	case !t.Revoked.IsZero():
		return "revoked " + t.Revoked.Format(time.DateOnly)
	case !now.Before(t.Expires):
		return "expired"
	}
	return "valid"
}

type tokenRevokeCmd struct {
	ID []string `arg:"" help:"Ids of tokens, as list prints them: the eight letters behind fundus_."`
}

// Run ends tokens, in their order, up to the first that nobody has.
func (t *tokenRevokeCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	if err := refuseAbsent(line.Database); err != nil {
		return err
	}
	return withStore(ctx, line, log, func(st store.Database) error {
		for _, id := range t.ID {
			if err := st.RevokeToken(ctx, id, time.Now().UTC().Truncate(time.Microsecond)); err != nil {
				return err
			}
			fmt.Fprintf(c.out, "revoked %s; servers refuse it within %s\n", id, token.Fresh)
		}
		return nil
	})
}
