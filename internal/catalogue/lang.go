package catalogue

import "strings"

// ParseLang checks a language tag against the grammar of BCP 47 (RFC 5646,
// section 2.1) for its common part: language, then script, region, variants,
// extensions and private use. "de-x-leichte-sprache" is a tag; "deutsch-land"
// is not well formed only if a subtag is longer than eight letters.
func ParseLang(s string) (Lang, error) {
	parts := strings.Split(s, "-")
	if len(s) > 60 || !alphanumeric(parts[0], 2, 8) || !letters(parts[0]) && parts[0] != "x" {
		return "", badKey(s, "not a language tag after BCP 47 such as de, en or de-x-leichte-sprache")
	}
	for _, part := range parts[1:] {
		if !alphanumeric(part, 1, 8) {
			return "", badKey(s, "not a language tag after BCP 47: each part has 1 to 8 letters or digits")
		}
	}
	if last := parts[len(parts)-1]; len(parts) > 1 && len(last) == 1 {
		return "", badKey(s, "not a language tag after BCP 47: an extension must not be empty")
	}
	return Lang(strings.ToLower(parts[0]) + s[len(parts[0]):]), nil
}

func alphanumeric(s string, least, most int) bool {
	if len(s) < least || len(s) > most {
		return false
	}
	for i := range len(s) {
		if !letter(s[i]) && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

func letters(s string) bool {
	for i := range len(s) {
		if !letter(s[i]) {
			return false
		}
	}
	return true
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
