package sample

import "io/fs"

// Step is one commit of the sample: a bundle, and who commits it and why.
type Step struct {
	FS      fs.FS
	Actor   string
	Message string
}

// Those who act in the cases. Who writes a case does not decide it.
const (
	author = "referat-42"
	board  = "architekturboard"
)

// moves are the steps after the first commit, in order.
var moves = []struct{ folder, actor, message string }{
	{"01-kosten-und-abgrenzung", "fundus", "Beispiele für Kosten und für Lösungen, die getrennt bleiben"},

	{"02-bezahlen-entwurf", author, "Akte angelegt, Bedarf beschrieben"},
	{"03-bezahlen-bedarf-steht-fest", author, "Bedarf mit den drei Städten abgestimmt"},
	{"04-bezahlen-recherche", author, "Nach vorhandenen Lösungen gesucht"},
	{"05-bezahlen-optionen", author, "Optionen geprüft, zwei ausgeschlossen"},
	{"06-bezahlen-punktwerte", author, "Punktwerte vergeben"},
	{"07-bezahlen-bewertung", author, "Optionen bewertet"},
	{"08-bezahlen-entscheidungsreif", author, "Entscheidung vorbereitet"},
	{"09-bezahlen-entschieden", board, "Nachnutzung von ZBDS beschlossen"},
	{"10-bezahlen-in-kraft", author, "Anschluss beauftragt"},
	{"11-bezahlen-erfolgskontrolle", author, "Erfolg gemessen: drei Städte sind angeschlossen"},
	{"12-bezahlen-bestaetigt", board, "Entscheidung bestätigt"},

	{"13-ehrenamtskarte-entwurf", author, "Akte angelegt, Bedarf beschrieben"},
	{"14-ehrenamtskarte-bedarf-steht-fest", author, "Bedarf mit Landkreisen und Städten abgestimmt"},
	{"15-ehrenamtskarte-recherche", author, "Nach vorhandenen Lösungen gesucht"},
	{"16-ehrenamtskarte-optionen", author, "Optionen geprüft, zwei ausgeschlossen"},
	{"17-ehrenamtskarte-punktwerte", author, "Punktwerte vergeben"},
	{"18-ehrenamtskarte-bewertung", author, "Optionen bewertet"},
	{"19-ehrenamtskarte-abweichung-beantragt", author, "Abweichung vom Vorrang bestehender Lösungen beantragt"},
	{"20-ehrenamtskarte-abweichung-genehmigt", board, "Abweichung befristet genehmigt"},
	{"21-ehrenamtskarte-entscheidungsreif", author, "Entscheidung vorbereitet"},
	{"22-ehrenamtskarte-entschieden", board, "Eigenentwicklung mit drei von vier Stimmen beschlossen"},
	{"23-ehrenamtskarte-in-kraft", author, "Entwicklung beauftragt"},
	{"24-ehrenamtskarte-was-danach-kam", author, "EfA-Dienst ist produktiv, Kosten sind gestiegen"},

	{"25-gewerbe-entwurf", author, "Akte angelegt, Bedarf beschrieben"},
	{"26-gewerbe-bedarf-steht-fest", author, "Bedarf mit dem Gewerbeamt abgestimmt"},
	{"27-gewerbe-recherche", author, "Nach vorhandenen Lösungen gesucht"},
}

// Steps are the commits that make the sample, to be made in this order in a catalogue
// that nothing has been taken into.
func Steps() []Step {
	out := []Step{{FS(), "fundus", "Beispiel Niedersachsen"}}
	for _, m := range moves {
		out = append(out, Step{folder("steps/" + m.folder), m.actor, m.message})
	}
	return out
}
