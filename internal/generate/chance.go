package generate

import (
	"math/rand/v2"

	"fundus/internal/catalogue"
)

// chance is a stream of random choices, in whole numbers only.
type chance struct{ pcg *rand.PCG }

func newChance(seed uint64, of string, number int) chance {
	h := uint64(14695981039346656037) // FNV-1a, to tell the streams apart
	for i := range len(of) {
		h = (h ^ uint64(of[i])) * 1099511628211
	}
	return chance{rand.NewPCG(seed, h+uint64(number))}
}

// below is a number from 0 to n-1, all alike.
func (c chance) below(n int) int { return int((c.pcg.Uint64() >> 32) * uint64(n) >> 32) }

// percent is true that many times in a hundred.
func (c chance) percent(p int) bool { return c.below(100) < p }

// skewed is a number from 0 to n-1, small ones far more often: of a hundred
// thousand draws half fall on the first eighth.
func (c chance) skewed(n int) int { return skew(c.pcg.Uint64()>>32, n) }

// skew maps 32 random bits to a number below n: their cube.
func skew(u uint64, n int) int {
	cube := u * u >> 32 * u >> 32
	return int(cube * uint64(n) >> 32)
}

// mix is 32 bits that depend on a number alone, the same in every walk
// (SplitMix64).
func mix(seed uint64, number int) uint64 {
	z := seed + uint64(number)*0x9e3779b97f4a7c15 + 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return (z ^ z>>31) >> 32
}

// pick is one of some values.
func pick[T any](c chance, of []T) T { return of[c.below(len(of))] }

// code is a value of a code list, the first ones more often.
func code[C ~string](c chance, l *catalogue.CodeList) C {
	return C(l.Codes[(c.skewed(len(l.Codes))+c.below(len(l.Codes)))/2].Name)
}

// codes are one to most different values of a code list.
func codes[C ~string](c chance, l *catalogue.CodeList, most int) []C {
	out := []C{}
	at := c.below(len(l.Codes))
	for range 1 + c.below(most) {
		out = append(out, C(l.Codes[at].Name))
		at = (at + 1) % len(l.Codes)
	}
	return out
}

// The days that catalogues speak of.
var (
	firstDay = mustDay("2018-01-01")
	lastDay  = mustDay("2025-12-31")
)

func mustDay(s string) catalogue.Day {
	d, err := catalogue.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func (c chance) day() catalogue.Day { return firstDay + catalogue.Day(c.below(int(lastDay-firstDay))) }
