package catalogue_test

import (
	"encoding/json"
	"testing"

	"fundus/internal/catalogue"
)

func TestAFeedPositionIsReadAsItWasWritten(t *testing.T) {
	for text, want := range map[string]catalogue.FeedPosition{
		"0":          {},
		"812":        {Through: 812},
		"812:5000":   {Through: 811, Part: 5000},
		"1:1":        {Part: 1},
		"4294967295": {Through: 4294967295},
	} {
		for _, in := range []any{text, json.Number(text)} {
			var got catalogue.FeedPosition
			if err := got.UnmarshalGQL(in); err != nil || got != want || got.String() != text {
				t.Errorf("%s is read as %+v, written %s (%v)", text, got, got, err)
			}
		}
	}
	var got catalogue.FeedPosition
	if err := got.UnmarshalGQL(int64(7)); err != nil || got.Through != 7 {
		t.Errorf("7 is read as %+v (%v)", got, err)
	}
}

func TestWhatIsNoFeedPositionIsRefused(t *testing.T) {
	for _, in := range []any{"", "-1", "x", "1:", ":1", "1:0", "0:1", "1:-1", "1:2:3", " 1", "4294967296", "1:99999999999", 1.5, true, nil, int64(-1)} {
		var got catalogue.FeedPosition
		if err := got.UnmarshalGQL(in); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%v is read as %+v (%v)", in, got, err)
		}
	}
}
