package interchange

// Nearest is the known name that a misspelt one probably means: the one with
// the fewest edits, "" where even that has more than a third of its letters wrong.
func Nearest(name string, known []string) string {
	const longest = 60 // longer names are no slip of the pen, and cost a square
	if len(name) > longest {
		return ""
	}
	best, least := "", max(2, len(name)/3)+1
	for _, candidate := range known {
		if n := edits(name, candidate); n < least {
			best, least = candidate, n
		}
	}
	return best
}

// DidYouMean ends a message about an unknown name with the nearest known one.
func DidYouMean(name string, known []string) string {
	if nearest := Nearest(name, known); nearest != "" {
		return "; did you mean " + nearest + "?"
	}
	return ""
}

// edits is the Levenshtein distance in bytes, upper and lower case alike.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if lower(a[i]) == lower(b[j]) {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
