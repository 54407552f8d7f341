package identity

import (
	"fmt"
	"net/http"
	"strings"
)

// LongestToken bounds what is read of a token, in bytes: the tokens of issuers that carry
// a hundred groups are smaller, and headers of servers end there.
const LongestToken = 8 << 10

// Bearer is the token that a request shows in its header Authorization, "" for none
// (RFC 6750, 2.1). A token anywhere else, in the address above all, where logs and
// histories keep it, is none.
func Bearer(h http.Header) (string, error) {
	given := h.Values("Authorization")
	switch len(given) {
	case 0:
		return "", nil
	case 1:
		return ParseBearer(given[0])
	}
	return "", &Refusal{Fault: Malformed, Message: "the request has the header Authorization more than once"}
}

// ParseBearer takes the token out of credentials: the word Bearer in any case, a space,
// and the token (RFC 9110, 11.4).
func ParseBearer(credentials string) (string, error) {
	if len(credentials) > LongestToken {
		return "", &Refusal{Fault: Malformed, Message: fmt.Sprintf("the header Authorization is longer than %d bytes, the limit", LongestToken), Limit: LongestToken}
	}
	scheme, token, _ := strings.Cut(credentials, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return "", &Refusal{Fault: Unknown, Message: "this server takes Authorization: Bearer … and no other credentials"}
	}
	token = strings.TrimLeft(token, " ")
	if !isToken(token) {
		return "", &Refusal{Fault: Malformed, Message: "what follows Bearer in the header Authorization is not one token"}
	}
	return token, nil
}

// isToken is b64token of RFC 6750: letters, digits and -._~+/, then perhaps =.
func isToken(s string) bool {
	s = strings.TrimRight(s, "=")
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._~+/", r))
	})
}

// Handshake says whether a request asks for a WebSocket. Browsers cannot show a token in
// one: their first message over the socket does.
func Handshake(h http.Header) bool {
	for _, value := range h.Values("Upgrade") {
		for protocol := range strings.SplitSeq(value, ",") {
			if strings.EqualFold(strings.TrimSpace(protocol), "websocket") {
				return true
			}
		}
	}
	return false
}
