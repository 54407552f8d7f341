package live

import (
	"fmt"
	"time"

	"fundus/internal/catalogue"
)

// DayOf is the day that it is at an instant, where the catalogue is kept.
func DayOf(t time.Time) catalogue.Day { return catalogue.DayOf(t.In(berlin)) }

// berlin is where the catalogue's day begins.
var berlin = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		// The program carries the zones itself (time/tzdata).
		panic(fmt.Sprintf("live: %v", err))
	}
	return zone
}()
