package text

import "strings"

// stopWords are German words that tell nothing about a record. Words that
// could be half a name (ab, bis, Land, neu) are left in on purpose: a missing
// stop word costs some bytes, a wrong one costs a hit.
var stopWords = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`
		der die das den dem des ein eine einen einem einer eines
		und oder aber sowie bzw als wie dass ob wenn weil damit
		in im ins an am auf aus bei beim mit nach von vom vor zu zum zur
		fuer ueber unter durch gegen ohne um
		ist sind war waren wird werden wurde wurden hat haben sein kann koennen
		ich du er sie es wir ihr ihre ihrer ihren ihrem ihres mein meine meinen sich
		nicht auch nur noch so dann hier man
		dieser diese dieses diesen diesem welche welcher welches
		a the of an for`) {
		set[w] = true
	}
	return set
}()

// weakWords say what somebody wants to do, not about what. Whoever types
// "Elterngeld beantragen" looks for Elterngeld, whatever its record is called.
// Words that tell services apart (anmelden, abmelden, Auskunft) are not weak.
var weakWords = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`
		beantragen beantrage beantragt beantragung antrag antrages antrags antraege antraegen
		stellen bekommen erhalten brauchen brauche benoetigen benoetige wollen will
		moechte moechten online formular formulare`) {
		set[w] = true
	}
	return set
}()
