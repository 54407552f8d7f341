package catalogue

import (
	"strings"
	"testing"
)

func TestAStampIsTextOfALengthThatALogCanKeep(t *testing.T) {
	for _, good := range []Stamp{{}, {Message: "Erste\nAufnahme", Key: "2025-09-01"}, {Message: strings.Repeat("ä", 2000), Key: strings.Repeat("ß", 200)}} {
		if err := good.Check(); err != nil {
			t.Errorf("%.40q: %v", good.Message, err)
		}
	}
	for _, bad := range []Stamp{{Message: "a\x00b"}, {Key: "a\x00b"}, {Message: "\xff"}, {Message: strings.Repeat("ä", 2001)}, {Key: strings.Repeat("k", 201)}} {
		if err := bad.Check(); KindOf(err) != Invalid {
			t.Errorf("%.40q %.40q: %v", bad.Message, bad.Key, err)
		}
	}
}
