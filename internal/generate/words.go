package generate

// The words of names and descriptions. They are plain German words of the
// administration, put together by chance.
var (
	objects = []string{
		"Abfallgebühr", "Angelschein", "Anwohnerparkausweis", "Aufenthaltstitel", "Ausbildungsförderung", "Bauantrag", "Baumfällung", "Beglaubigung",
		"Betriebserlaubnis", "Bewohnerparken", "Brennholzschein", "Denkmalförderung", "Eheschließung", "Einbürgerung", "Elterngeld", "Erbschein", "Fahrerlaubnis",
		"Feuerwerk", "Fischereischein", "Führungszeugnis", "Gaststättenerlaubnis", "Geburtsurkunde", "Gewerbeanmeldung", "Grundsteuer", "Grundstücksteilung",
		"Handwerkskarte", "Heimaufsicht", "Hundesteuer", "Jagdschein", "Kindertagespflege", "Kirchenaustritt", "Kurbeitrag", "Lärmschutz", "Marktstand", "Meldebescheinigung",
		"Nachlass", "Naturschutz", "Personalausweis", "Pflegewohngeld", "Reisegewerbe", "Rundfunkbeitrag", "Schülerbeförderung", "Schwerbehinderung", "Sondernutzung",
		"Sperrmüll", "Sterbeurkunde", "Straßenreinigung", "Unterhaltsvorschuss", "Vaterschaft", "Vereinsförderung", "Verkehrszeichen", "Wahlschein", "Wasserentnahme",
		"Wohnberechtigung", "Wohngeld", "Zulassung", "Zuwendung", "Zweitwohnung",
	}
	actions = []string{
		"beantragen", "anzeigen", "ändern", "abmelden", "verlängern", "bescheinigen lassen", "ermäßigen lassen", "widerrufen", "erstatten lassen", "eintragen lassen",
	}
	cases = []string{
		"für Familien", "für Unternehmen", "für Vereine", "im Ausland", "bei Umzug", "erstmalig", "in Sonderfällen", "auf Zeit", "für Selbstständige", "für Studierende",
		"nach Verlust", "für Minderjährige",
	}
	placeBegins = []string{
		"Ober", "Unter", "Neuen", "Alten", "Großen", "Kleinen", "Wester", "Oster", "Sünder", "Norder", "Hohen", "Tiefen", "Birken", "Eichen", "Linden", "Erlen", "Schwarzen", "Weißen",
		"Rot", "Stein", "Sand", "Moor", "Heide", "Wiesen", "Mühlen", "Kirch", "Kloster", "Königs", "Grafen", "Bischofs",
	}
	placeEnds = []string{
		"berg", "bach", "feld", "hausen", "dorf", "wald", "stedt", "büttel", "rode", "hagen", "brück", "furt", "au", "horst", "kamp", "leben", "stein", "tal", "hof", "see", "moor", "loh",
	}
	topics = []string{
		"Baumkataster", "Bebauungspläne", "Bevölkerungsvorausberechnung", "Denkmäler", "Einwohnerzahlen", "Energieverbrauch", "Fahrgastzahlen", "Gewässergüte", "Grundwasserstände",
		"Haushaltsplan", "Hochwassergefahren", "Kindertagesstätten", "Ladesäulen", "Landnutzung", "Luftmesswerte", "Parkhäuser", "Pegelstände", "Radverkehrszählung", "Schulen",
		"Solarkataster", "Spielplätze", "Straßenverzeichnis", "Unfallstatistik", "Verkehrsmengen", "Wahlergebnisse", "Wetterstationen", "Wohnungsbestand", "Zuwendungen",
	}
	products = []string{
		"Antragsportal", "Aktenverwaltung", "Bescheiddienst", "Bezahldienst", "Dokumentenablage", "Fachverfahren", "Formularserver", "Geodatendienst", "Identitätsdienst",
		"Kassenverfahren", "Melderegister", "Nachrichtendienst", "Postfach", "Prüfwerkzeug", "Registerabruf", "Terminvergabe", "Übersetzungshilfe", "Wissensdatenbank",
	}
	formats  = []string{"CSV", "JSON", "XML", "SHP", "PDF", "XLSX", "WMS_SRVC", "WFS_SRVC", "GEOJSON"}
	licences = []string{"EUPL-1.2", "MIT", "Apache-2.0", "GPL-3.0-or-later", "AGPL-3.0-only"}
)

const mark = " (synthetisch)"
