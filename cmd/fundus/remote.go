package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
)

// remoteFlags put a question to a server instead of a database.
type remoteFlags struct {
	Server    string `env:"FUNDUS_SERVER" placeholder:"URL" help:"Ask the server at an address, such as https://fundus.example/, instead of a database."`
	TokenFile string `env:"FUNDUS_TOKEN_FILE" placeholder:"FILE" help:"File with the token to show the server. The variable FUNDUS_TOKEN can hold the token itself; no flag can, since other users of the machine see flags."`
}

// tokenVariable is the setting that no flag has.
const tokenVariable = "FUNDUS_TOKEN"

// largestAnswer bounds what is read of an answer that is no file, in bytes.
const largestAnswer = 256 << 20

// remote is a server that is asked over the network.
type remote struct {
	base  *url.URL
	token string
	log   *slog.Logger
}

// remote reads the flags and the token.
func (f *remoteFlags) remote(log *slog.Logger) (*remote, error) {
	base, err := url.Parse(f.Server)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || base.User != nil || base.RawQuery != "" {
		return nil, catalogue.Errorf(catalogue.Invalid, "--server: write an address such as https://fundus.example/, without user or query")
	}
	base.Path = strings.TrimSuffix(strings.TrimSuffix(base.Path, "/"), "/graphql") + "/" // people copy either
	token, err := f.token()
	if err != nil {
		return nil, err
	}
	if token != "" && base.Scheme == "http" && !loopback(net.JoinHostPort(base.Hostname(), "80")) {
		return nil, catalogue.Errorf(catalogue.Invalid, "--server=%s: a token is shown over https alone, or on this machine: whoever is between reads the rest", f.Server)
	}
	return &remote{base, token, log}, nil
}

func (f *remoteFlags) token() (string, error) {
	token := os.Getenv(tokenVariable)
	if f.TokenFile != "" {
		file, err := os.Open(f.TokenFile)
		if err != nil {
			return "", unreadable(err)
		}
		defer file.Close()
		text, err := io.ReadAll(io.LimitReader(file, identity.LongestToken+1))
		if err != nil {
			return "", fmt.Errorf("read %s: %w", f.TokenFile, err)
		}
		if token = string(text); strings.TrimSpace(token) == "" { // to ask without is to get less, unnoticed
			return "", catalogue.Errorf(catalogue.Invalid, "--token-file=%s: the file is empty; write a token into it, or ask without one by leaving the flag out", f.TokenFile)
		}
	}
	if token = strings.TrimSpace(token); token == "" {
		return "", nil
	}
	if _, err := identity.ParseBearer("Bearer " + token); err != nil {
		return "", catalogue.Errorf(catalogue.Invalid, "the token to show is not one token of at most %d bytes", identity.LongestToken)
	}
	return token, nil
}

// send puts a request to an address of the server. A redirection is not followed: the
// token is for this server.
func (s *remote) send(ctx context.Context, address, accept string, body []byte) (*http.Response, error) {
	at, err := s.base.Parse(address)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, at.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", accept)
	if s.token != "" {
		r.Header.Set("Authorization", "Bearer "+s.token)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, noConnection(fmt.Sprintf("the server %s", s.base), err)
	}
	return answer, nil
}

// noConnection says why nobody answers: one who shows a certificate that is not trusted
// will not be any better in a while.
func noConnection(who string, err error) error {
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return &catalogue.Error{Kind: catalogue.Invalid, Err: err,
			Message: who + " shows a certificate that is not trusted: none of the known authorities signed it; SSL_CERT_FILE names a file of authorities that are trusted"}
	}
	if wrong, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return &catalogue.Error{Kind: catalogue.Invalid, Err: err, Message: who + " shows a certificate that is not trusted: " + wrong.Err.Error()}
	}
	return &catalogue.Error{Kind: catalogue.Unavailable, Message: who + " does not answer", Err: err}
}

const graphqlResponse = "application/graphql-response+json"

// answer is the answer of the server, and whether it has errors.
func (s *remote) answer(ctx context.Context, request []byte) (text string, failed bool, err error) {
	resp, err := s.send(ctx, "graphql", graphqlResponse, request)
	if err != nil {
		return "", false, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, largestAnswer+1))
	switch {
	case err != nil:
		return "", false, &catalogue.Error{Kind: catalogue.Unavailable, Message: fmt.Sprintf("the answer of %s broke off", s.base), Err: err}
	case len(body) > largestAnswer:
		return "", false, catalogue.Errorf(catalogue.Invalid, "the answer of %s is larger than %d bytes, the limit", s.base, largestAnswer)
	}
	var said struct{ Errors []struct{ Message string } }
	var pretty bytes.Buffer
	if json.Unmarshal(body, &said) != nil || json.Indent(&pretty, bytes.TrimSpace(body), "", "  ") != nil {
		return "", false, s.noAnswer(resp)
	}
	if resp.StatusCode == http.StatusServiceUnavailable && len(said.Errors) > 0 {
		return "", false, catalogue.Errorf(catalogue.Unavailable, "%s", said.Errors[0].Message)
	}
	return pretty.String(), len(said.Errors) > 0, nil
}

func (s *remote) noAnswer(resp *http.Response) error {
	kind := catalogue.Invalid
	if resp.StatusCode >= http.StatusInternalServerError {
		kind = catalogue.Unavailable
	}
	return catalogue.Errorf(kind, "%s does not answer as Fundus does (%s)", s.base, resp.Status)
}

// file writes the file that the server answers with. Without an error it is whole.
func (s *remote) file(ctx context.Context, request []byte, format string, out io.Writer) error {
	resp, err := s.send(ctx, "export?format="+url.QueryEscape(format), "*/*", request)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	a := &answered{header: resp.Header, status: resp.StatusCode, out: out}
	if resp.StatusCode >= http.StatusMultipleChoices {
		a.status = max(a.status, http.StatusBadRequest)
		_, _ = io.Copy(a, io.LimitReader(resp.Body, 1<<20))
		if err := a.failed(); err != nil && !errors.Is(err, errNoAnswer) {
			return err
		}
		return s.noAnswer(resp)
	}
	if _, err := io.Copy(a, resp.Body); err != nil {
		return firstOf(a.err, ctx.Err(), &catalogue.Error{Kind: catalogue.Unavailable, Message: fmt.Sprintf("the file of %s broke off", s.base), Err: err})
	}
	if resp.Header.Get(graph.CompleteHeader) == "false" {
		s.log.Warn("the walk ended before everything was found; its budget bounds it")
	}
	return nil
}
