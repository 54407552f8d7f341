package storetest

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

func token(id string, minute int) store.Token {
	at := time.Date(2026, 3, 1, 8, minute, 0, 1000, time.UTC)
	return store.Token{
		ID: id, Name: "Fachverfahren „" + id + "“", Digest: sha256.Sum256([]byte(id)), Grants: `[{"role":"editor"}]`,
		Clearance: catalogue.Internal, LocalOnly: minute%2 == 0, CreatedBy: "root", CreatedAt: at, Expires: at.Add(time.Hour),
	}
}

// What is kept of a token comes back as it was, from the oldest, in every program, and no
// id stands for two.
func tokensKept(w *world) {
	here, there := w.open(), w.open()
	want := []store.Token{token("zzz", 1), token("mmm", 2), token("aaa", 3)}
	for _, t := range []store.Token{want[2], want[0], want[1]} {
		w.must(here.AddToken(w.Context(), t))
	}
	w.wantTokens(there, want...)
	again := token("mmm", 9)
	w.wantKind(there.AddToken(w.Context(), again), catalogue.Conflict)
	w.wantTokens(here, want...)
}

// A token that is revoked stays so since when it first was.
func tokensRevoked(w *world) {
	s := w.open()
	t := token("aaa", 1)
	w.must(s.AddToken(w.Context(), t))
	w.wantKind(s.RevokeToken(w.Context(), "bbb", t.CreatedAt), catalogue.NotFound)
	w.wantTokens(s, t)
	t.Revoked = t.CreatedAt.Add(time.Minute)
	for _, later := range []time.Duration{0, time.Hour} {
		w.must(s.RevokeToken(w.Context(), t.ID, t.Revoked.Add(later)))
	}
	w.wantTokens(s, t)
}

// The day of the last use never goes back, and that of an id nobody has is nobody's.
func tokensUsed(w *world) {
	s := w.open()
	t := token("aaa", 1)
	w.must(s.AddToken(w.Context(), t))
	for _, day := range []catalogue.Day{739000, 739002, 739001} {
		w.must(s.UseToken(w.Context(), t.ID, day))
	}
	w.must(s.UseToken(w.Context(), "bbb", 739000))
	t.LastUsed = 739002
	w.wantTokens(s, t)
}

// Tokens are no part of the log: they neither make a revision nor go into one, and a
// store that has some is as empty as before.
func tokensBeside(w *world) {
	s := w.open()
	w.must(s.AddToken(w.Context(), token("aaa", 1)))
	w.wantHead(s, 0)
	w.must(s.Restore(w.Context(), func(yield func(*catalogue.Commit) error) error {
		c := oneRecord(1)
		c.Revision, c.Stamp = 1, catalogue.Stamp{Time: time.UnixMicro(1).UTC()}
		return yield(c)
	}))
	w.wantTokens(s, token("aaa", 1))
}

func (w *world) wantTokens(s store.Tokens, want ...store.Token) {
	w.Helper()
	got, err := s.AllTokens(w.Context())
	w.must(err)
	if !reflect.DeepEqual(got, want) {
		w.Errorf("the tokens are\n%s\nwant\n%s", fmt.Sprint(got), fmt.Sprint(want))
	}
}
