package catalogue

// PerMille is a part of a whole in thousandths, to the nearest; 0 and 1000 only for none
// and all, so that nothing that is there reads as nothing, nor what is missing as whole.
// False where there is nothing to divide by.
func PerMille(part, whole int) (int, bool) {
	if whole == 0 {
		return 0, false
	}
	nearest := (2000*part + whole) / (2 * whole)
	if part > 0 && part < whole {
		nearest = min(max(nearest, 1), 999)
	}
	return nearest, true
}
