package console

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestTheColoursCanBeRead computes the contrast of the palette in console.css, light and dark.
// Source: WCAG 2.2, success criteria 1.4.3 (text, 4.5 : 1) and 1.4.11 (borders of controls, focus ring, 3 : 1).
func TestTheColoursCanBeRead(t *testing.T) {
	light, dark := palettes(t)
	for _, scheme := range []struct {
		name   string
		colour map[string]string
	}{{"light", light}, {"dark", dark}} {
		check := func(front, back string, least float64) {
			ratio := contrast(scheme.colour[front], scheme.colour[back])
			if !(ratio >= least) {
				t.Errorf("%s: %s on %s has contrast %.2f, want %.1f", scheme.name, front, back, ratio, least)
			}
		}
		for _, back := range []string{"page", "surface", "sunken", "accent-soft"} {
			for _, front := range []string{"text", "muted", "accent"} {
				check(front, back, 4.5)
			}
		}
		for _, front := range []string{"text", "error", "accent"} {
			check(front, "error-soft", 4.5)
		}
		for _, front := range []string{"keyword", "name", "type", "text", "number", "quiet"} {
			check("code-"+front, "sunken", 4.5)
		}
		check("error", "sunken", 4.5)
		check("error", "surface", 4.5)
		check("on-accent", "accent", 4.5)
		check("on-accent", "error", 4.5)
		for _, back := range []string{"page", "surface", "sunken"} {
			check("control", back, 3)
		}
	}
}

// palettes reads the custom properties of the two :root blocks; the dark one changes what it names.
func palettes(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	blocks := regexp.MustCompile(`:root \{([^}]*)\}`).FindAllStringSubmatch(text(t, "console.css"), -1)
	if len(blocks) != 2 {
		t.Fatalf("console.css has %d :root blocks, want a light and a dark one", len(blocks))
	}
	light, dark = map[string]string{}, map[string]string{}
	for _, match := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(blocks[0][1], -1) {
		light[match[1]], dark[match[1]] = match[2], match[2]
	}
	for _, match := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(blocks[1][1], -1) {
		dark[match[1]] = match[2]
	}
	return light, dark
}

// contrast is the ratio of WCAG 2.2, "contrast ratio"; NaN when a colour is missing, which passes no check.
func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(colour string) float64 {
	value, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		return math.NaN()
	}
	linear := func(shift uint) float64 {
		c := float64(value>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

func TestContrastAgreesWithTheSpecification(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"#000000", "#ffffff", "21.00"}, {"#ffffff", "#ffffff", "1.00"}, {"#767676", "#ffffff", "4.54"},
	} {
		if got := fmt.Sprintf("%.2f", contrast(c.a, c.b)); got != c.want {
			t.Errorf("contrast of %s and %s is %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
