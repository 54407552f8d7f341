package sight

import "net/http"

// Refused notes the code of a refusal for those who watch the request that is answered
// by w. Writers within writers are looked through as http.ResponseController does; where
// nobody watches, nothing is noted.
func Refused(w http.ResponseWriter, code string) {
	for {
		switch known := w.(type) {
		case interface{ Refused(code string) }:
			known.Refused(code)
			return
		case interface{ Unwrap() http.ResponseWriter }:
			w = known.Unwrap()
		default:
			return
		}
	}
}
