package gvisys

import "testing"

func TestABodyIsNamedByTheDesignationThatTheRegisterGives(t *testing.T) {
	for name, c := range map[string]struct {
		level    level
		textCode string
		want     string
	}{
		"Gifhorn":                          {district, "44", "Landkreis Gifhorn"},
		"Dithmarschen":                     {district, "43", "Kreis Dithmarschen"},
		"Heidekreis":                       {district, "44", "Heidekreis"},
		"Region Hannover":                  {district, "44", "Region Hannover"},
		"Städteregion Aachen":              {district, "43", "Städteregion Aachen"},
		"Regionalverband X":                {district, "45", "Regionalverband X"},
		"Lachendorf":                       {association, "52", "Samtgemeinde Lachendorf"},
		"Rethem (Aller), Stadt":            {association, "52", "Rethem (Aller), Stadt"},
		"Amt Mittelangeln":                 {association, "51", "Amt Mittelangeln"},
		"Neustadt (Dosse)":                 {association, "51", "Amt Neustadt (Dosse)"},
		"Krempermarsch":                    {association, "51", "Amt Krempermarsch"},
		"VVG der Stadt Aalen":              {association, "54", "VVG der Stadt Aalen"},
		"Reischach (VGem)":                 {association, "54", "Verwaltungsgemeinschaft Reischach"},
		"GVV Voralb":                       {association, "56", "GVV Voralb"},
		"Celle, Stadt":                     {municipality, "63", "Stadt Celle"},
		"Uchte, Flecken":                   {municipality, "64", "Flecken Uchte"},
		"Peiting, M":                       {municipality, "60", "Markt Peiting"},
		"Roetgen, Tor zur Eifel":           {municipality, "64", "Roetgen, Tor zur Eifel"},
		"Hagen, Stadt der FernUniversität": {municipality, "61", "Hagen, Stadt der FernUniversität"},
		"Krayenberggemeinde":               {municipality, "64", "Krayenberggemeinde"},
		"Ahnsbeck":                         {municipality, "64", "Gemeinde Ahnsbeck"},
		"Nürnberg":                         {municipality, "61", "Nürnberg"},
		"Osterheide, gemfr. Bezirk":        {municipality, "65", "Osterheide, gemfr. Bezirk"},
	} {
		if got := bodyName(&entry{level: c.level, textCode: c.textCode, name: name}); got != c.want {
			t.Errorf("%s (%s/%s): %q, want %q", name, c.level, c.textCode, got, c.want)
		}
	}
}
