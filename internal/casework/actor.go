package casework

import "strings"

// samePerson says whether two names of actors are one to whoever reads them: neither
// capitals nor blanks make somebody else of the author of a case. That two names mean
// one person cannot be seen here.
func samePerson(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
