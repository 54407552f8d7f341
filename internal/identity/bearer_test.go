package identity_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"fundus/internal/identity"
)

func faultOf(err error) identity.Fault {
	if no, ok := errors.AsType[*identity.Refusal](err); ok {
		return no.Fault
	}
	return 0
}

func TestATokenIsTakenFromOneHeaderOfTheSchemeBearer(t *testing.T) {
	full := "Bearer " + strings.Repeat("a", identity.LongestToken-len("Bearer "))
	for name, c := range map[string]struct {
		given []string
		token string
		fault identity.Fault
	}{
		"none":               {nil, "", 0},
		"one":                {[]string{"Bearer abc.DEF-1_2~3+4/5="}, "abc.DEF-1_2~3+4/5=", 0},
		"in capitals":        {[]string{"BEARER abc"}, "abc", 0},
		"in small letters":   {[]string{"bearer abc"}, "abc", 0},
		"more spaces":        {[]string{"Bearer   abc"}, "abc", 0},
		"as long as allowed": {[]string{full}, full[len("Bearer "):], 0},
		"a byte longer":      {[]string{full + "a"}, "", identity.Malformed},
		"two headers":        {[]string{"Bearer abc", "Bearer abc"}, "", identity.Malformed},
		"two tokens":         {[]string{"Bearer abc, Bearer def"}, "", identity.Malformed},
		"two words":          {[]string{"Bearer abc def"}, "", identity.Malformed},
		"nothing behind it":  {[]string{"Bearer "}, "", identity.Malformed},
		"nothing but =":      {[]string{"Bearer =="}, "", identity.Malformed},
		"an umlaut":          {[]string{"Bearer ä"}, "", identity.Malformed},
		"the word alone":     {[]string{"Bearer"}, "", identity.Malformed},
		"another scheme":     {[]string{"Basic cm9vdDpyb290"}, "", identity.Unknown},
		"no scheme":          {[]string{"abc"}, "", identity.Unknown},
		"an empty header":    {[]string{""}, "", identity.Unknown},
		"a longer scheme":    {[]string{"BearerX abc"}, "", identity.Unknown},
	} {
		token, err := identity.Bearer(http.Header{"Authorization": c.given})
		if token != c.token || faultOf(err) != c.fault {
			t.Errorf("%s: %q, %v; want %q and fault %d", name, token, err, c.token, c.fault)
		}
	}
}

// Whatever is taken is a token as RFC 6750 writes one, and stands in what was sent; what
// is refused is not repeated.
func FuzzBearer(f *testing.F) {
	for _, seed := range []string{"Bearer abc", "bearer  a=", "Basic x", "", "Bearer a b", "Bearer \x00", "Bearer ä"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sent string) {
		token, err := identity.ParseBearer(sent)
		if err == nil {
			if token == "" || len(token) > identity.LongestToken || !strings.HasSuffix(sent, token) || strings.ContainsAny(token, " ,;\"\\\r\n\x00") {
				t.Errorf("%q gives %q", sent, token)
			}
			return
		}
		if faultOf(err) == 0 || token != "" {
			t.Errorf("%q: %q, %v", sent, token, err)
		}
	})
}
