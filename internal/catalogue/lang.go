package catalogue

import "strings"

// ParseLang checks a language tag against the grammar of BCP 47 (RFC 5646,
// section 2.1) for its common part: language, then script, region, variants,
// extensions and private use. "de-x-leichte-sprache" is a tag, "deutschland" is
// not. Whether a language is registered is not asked: the register grows.
func ParseLang(s string) (Lang, error) {
	parts := strings.Split(s, "-")
	language := letters(parts[0]) && len(parts[0]) >= 2 && len(parts[0]) <= 8
	private := strings.EqualFold(parts[0], "x") && len(parts) > 1
	if len(s) > 60 || !language && !private {
		return "", badKey(s, "not a language tag after BCP 47 such as de, en or de-x-leichte-sprache")
	}
	for _, part := range parts[1:] {
		if !alphanumeric(part) {
			return "", badKey(s, "not a language tag after BCP 47: each part has 1 to 8 letters or digits")
		}
	}
	if last := parts[len(parts)-1]; len(parts) > 1 && len(last) == 1 {
		return "", badKey(s, "not a language tag after BCP 47: an extension must not be empty")
	}
	return Lang(strings.ToLower(parts[0]) + s[len(parts[0]):]), nil
}

// alphanumeric says whether a part has 1 to 8 letters or digits.
func alphanumeric(s string) bool {
	for i := range len(s) {
		if !letter(s[i]) && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return s != "" && len(s) <= 8
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
