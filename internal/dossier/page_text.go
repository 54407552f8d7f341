package dossier

// pageText is the page. What is named here in words is defined in pageParts.
const pageText = `<!DOCTYPE html>
<html lang="de" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{{.Title}} – Entscheidungsakte</title>
<style>{{style}}</style>
</head>
<body>
<a class="sprung" href="#inhalt">Zum Inhalt springen</a>
<header>
<p>Entscheidungsakte{{with .Identifier}} {{.}}{{end}}</p>
<h1>{{.Title}}</h1>
{{if .Illustrative}}<p class="beispiel">Beispiel: Diese Akte stammt aus einer Quelle, die sich selbst als Beispiel bezeichnet.</p>
{{end}}<p class="stand">Stand der Akte: <strong>{{or .State "nicht bekannt"}}</strong> · {{.Day}} · Revision {{.Revision}} vom {{.RecordedAt}} · Verfahrensweg {{.Lane}}{{with .Author}} · angelegt von {{.}}{{end}}{{with .Drift}}{{if .Facts}} · <a href="#seither">seither hat sich etwas geändert</a>{{end}}{{end}}</p>
</header>
<nav aria-label="Inhalt">
<ul>
<li><a href="#frage">Frage</a></li>
<li><a href="#entscheidung">Entscheidung</a></li>
<li><a href="#rangfolge">Rangfolge</a></li>
<li><a href="#pruefungen">Ausschlussprüfung</a></li>
<li><a href="#punkte">Punkte und Kosten</a></li>
<li><a href="#optionen">Optionen</a></li>
<li><a href="#meinung">Was unsere Meinung ändern würde</a></li>
<li><a href="#wirkung">Wirkung und Abdeckung</a></li>
<li><a href="#ueberschneidungen">Überschneidungen</a></li>
<li><a href="#regeln">Regeln und Abweichungen</a></li>
<li><a href="#kosten">Kosten</a></li>
<li><a href="#vorgaenge">Frühere Entscheidungen</a></li>
<li><a href="#recherchen">Recherchen</a></li>
<li><a href="#nachweise">Nachweise</a></li>
<li><a href="#schritte">Gang der Akte</a></li>
<li><a href="#echtheit">Prüfbarkeit</a></li>
</ul>
</nav>
<main id="inhalt">
{{template "question" .}}
{{template "decision" .}}
{{template "ladder" .}}
{{template "gates" .}}
{{template "points" .}}
{{template "options" .}}
{{template "change" .}}
{{template "impact" .}}
{{template "collisions" .}}
{{template "rules" .}}
{{template "costs" .}}
{{template "precedents" .}}
{{template "searches" .}}
{{template "evidence" .}}
{{template "steps" .}}
<section aria-labelledby="echtheit">
<h2 id="echtheit">Prüfbarkeit</h2>
<p>Die Kette über Recherchenachweise, Nachweise, Bewertungen und Entscheidungen hat {{counted .Links "Glied" "Glieder"}} und endet mit <code>{{.ChainEnd}}</code>. Der Befehl <code>fundus verify</code> prüft das Archiv, in dem diese Seite liegt, ohne Verbindung zum Bestand. Was hier berechnet ist – Punkte, Spannen, Abdeckung, Überschneidungen, Kosten –, folgt allein aus dem Bestand in Revision {{.Revision}} am {{.Day}} und lässt sich dort wiederholen.{{with .Program}} Erstellt mit Fundus {{.}}.{{end}}</p>
</section>
</main>
</body>
</html>
`

// pageParts are the sections of the page.
const pageParts = partQuestion + partJudged + partPoints + partAround + partProofs

const partQuestion = `{{define "cites"}}{{range .}} <a href="#{{.Anchor}}">{{.Short}}</a>{{end}}{{end}}
{{define "texts"}}{{range .}}<p>{{.}}</p>
{{end}}{{end}}
{{define "question"}}<section aria-labelledby="frage">
<h2 id="frage">Frage</h2>
{{template "texts" .Question}}{{with .Need}}{{if .Name}}<h3>Bedarf: {{.Name}}</h3>
{{template "texts" .Text}}{{if .About}}<dl>
{{range .About}}<dt>{{.Kind}}</dt><dd>{{join .Names}}</dd>
{{end}}</dl>
{{end}}{{if .Requirements}}<div class="quer"><table>
<caption>Anforderungen</caption>
<thead><tr><th scope="col">Nr.</th><th scope="col">Verbindlichkeit</th><th scope="col">Anforderung</th><th scope="col">Quelle</th><th scope="col">Prüfung</th></tr></thead>
<tbody>
{{range .Requirements}}<tr><th scope="row">{{.Key}}</th><td>{{.Level}}</td><td>{{.Text}}</td><td>{{.Source}}</td><td>{{.Test}}</td></tr>
{{end}}</tbody></table></div>
{{end}}{{if .Constraints}}<div class="quer"><table>
<caption>Randbedingungen</caption>
<thead><tr><th scope="col">Nr.</th><th scope="col">Art</th><th scope="col">Randbedingung</th><th scope="col">Betrag</th><th scope="col">Tag</th></tr></thead>
<tbody>
{{range .Constraints}}<tr><th scope="row">{{.Key}}</th><td>{{.Kind}}</td><td>{{.Text}}</td><td class="zahl">{{.Money}}</td><td>{{.Day}}</td></tr>
{{end}}</tbody></table></div>
{{end}}{{else}}<p>Es liegt kein Bedarf in der Akte.</p>
{{end}}{{end}}</section>{{end}}
{{define "decision"}}<section aria-labelledby="entscheidung">
<h2 id="entscheidung">{{if .Draft}}Entwurf der Entscheidung{{else}}Entscheidung{{end}}</h2>
{{range .Decisions}}<p><strong>{{or (join .Chosen) "keine Option gewählt"}}</strong> – {{.Outcome}}</p>
<p>{{.Reason}}{{template "cites" .Evidence}}</p>
<dl>
{{range .Conditions}}<dt>Bedingung</dt><dd>{{.}}</dd>
{{end}}{{with .From}}<dt>in Kraft ab</dt><dd>{{.}}</dd>
{{end}}{{with .Expires}}<dt>gültig bis</dt><dd>{{.}}, dann ist erneut zu prüfen</dd>
{{end}}{{if .PlannedAdopters}}<dt>geplante Nutzung</dt><dd>{{counted .PlannedAdopters "Behörde" "Behörden"}}</dd>
{{end}}{{with .PlannedOnce}}<dt>geplant, einmalig</dt><dd>{{.}}</dd>
{{end}}{{with .PlannedYearly}}<dt>geplant, jährlich</dt><dd>{{.}}</dd>
{{end}}{{range .Votes}}<dt>Stimme: {{.Name}}</dt><dd>{{.Meaning}}</dd>
{{end}}{{range .Dissent}}<dt>abweichende Meinung</dt><dd>{{.}}</dd>
{{end}}{{range .Conflicts}}<dt>Interessenkonflikt</dt><dd>{{.}}</dd>
{{end}}{{range .Triggers}}<dt>Anlass zur Überprüfung</dt><dd>{{.Name}}{{with .Meaning}}: {{.}}{{end}}</dd>
{{end}}</dl>
{{else}}<p>Es liegt noch kein Entwurf vor.</p>
{{end}}{{if .FollowUps}}<div class="quer"><table>
<caption>Erfolgskontrolle: geplant und erreicht</caption>
<thead><tr><th scope="col">Kontrolle</th><th scope="col">Messgröße</th><th scope="col">fällig</th><th scope="col">geplant</th><th scope="col">erreicht</th><th scope="col">gemessen am</th></tr></thead>
<tbody>
{{range .FollowUps}}<tr><th scope="row">{{.Name}}</th><td>{{.Measure}}</td><td>{{.Due}}</td><td class="zahl">{{.Planned}}</td><td class="zahl">{{or .Actual "–"}}</td><td>{{or .MeasuredOn "–"}}</td></tr>
{{end}}</tbody></table></div>
{{end}}</section>{{end}}
`

const partJudged = `{{define "ladder"}}<section aria-labelledby="rangfolge">
<h2 id="rangfolge">Rangfolge</h2>
{{if .Rungs}}<p>{{.LadderName}}{{with .PolicyNote}} ({{.}}){{end}}. Zwischen den Stufen entscheidet die Rangfolge; Punkte entscheiden nur innerhalb einer Stufe.</p>
<figure>
{{drawing .Ladder}}</figure>
<div class="quer"><table>
<caption>Stufen, die beste zuerst</caption>
<thead><tr><th scope="col">Stufe</th><th scope="col">Klasse</th><th scope="col">Befund</th></tr></thead>
<tbody>
{{range .Rungs}}<tr><td class="zahl">{{place .}}</td><th scope="row">{{.Name}}</th><td>{{.Why}}</td></tr>
{{end}}</tbody></table></div>
{{else}}<p>Es ist keine Rangfolge in Kraft.</p>
{{end}}</section>{{end}}
{{define "gates"}}<section aria-labelledby="pruefungen">
<h2 id="pruefungen">Ausschlussprüfung</h2>
{{if and .Gates .Matrix}}<p>Was ungeklärt ist, gilt nie als erfüllt. Ein Urteil ohne gültigen Nachweis zählt als ungeklärt.</p>
<div class="quer"><table>
<caption>Prüfungen je Option</caption>
<thead><tr><th scope="col">Option</th>{{range .Gates}}<th scope="col">{{.Name}}</th>{{end}}</tr></thead>
<tbody>
{{range .Matrix}}<tr><th scope="row">{{.Option}}</th>{{range .Cells}}<td><span class="{{.Code}}">{{.Verdict}}</span>{{template "cites" .Evidence}}</td>{{end}}</tr>
{{end}}</tbody></table></div>
{{if .HasComputed}}<div class="quer"><table>
<caption>Was der Bestand von sich aus sagt; es entscheidet nichts, solange es niemand mit einem Nachweis feststellt</caption>
<thead><tr><th scope="col">Option</th><th scope="col">Prüfung</th><th scope="col">Befund des Bestands</th></tr></thead>
<tbody>
{{range .Matrix}}{{$option := .Option}}{{range .Cells}}{{if .Computed}}<tr><th scope="row">{{$option}}</th><td>{{.Gate}}</td><td>{{.Computed}}</td></tr>
{{end}}{{end}}{{end}}</tbody></table></div>
{{end}}<dl>
{{range .Gates}}{{if .Meaning}}<dt>{{.Name}}</dt><dd>{{.Meaning}}</dd>
{{end}}{{end}}</dl>
{{else}}<p>Es gibt keine Prüfung oder keine Option.</p>
{{end}}</section>{{end}}
{{define "points-of"}}{{range .}}<li>{{.Text}}{{template "cites" .Evidence}}</li>
{{end}}{{end}}
{{define "options"}}<section aria-labelledby="optionen">
<h2 id="optionen">Optionen: Für und Wider</h2>
{{range .Options}}<h3 id="{{.Anchor}}">{{.Name}}{{if .Chosen}} – gewählt{{end}}{{if .Excluded}} – ausgeschlossen{{end}}</h3>
<p>{{.Kind}}{{with .Rung}} · Stufe: {{.}}{{end}}{{with .Solution}} · Lösung: {{.}}{{end}}{{with .Origin}} ({{.}}){{end}}</p>
{{template "texts" .Text}}{{if .Pros}}<p>Dafür:</p>
<ul>
{{template "points-of" .Pros}}</ul>
{{end}}{{if .Cons}}<p>Dagegen:</p>
<ul>
{{template "points-of" .Cons}}</ul>
{{end}}{{if .Open}}<p>Ungeklärt:</p>
<ul>
{{template "points-of" .Open}}</ul>
{{end}}{{if .Points}}<p>Punkte und ihre Gründe:</p>
<ul>
{{template "points-of" .Points}}</ul>
{{end}}{{else}}<p>Die Akte hat keine Handlungsoption.</p>
{{end}}</section>{{end}}
{{define "rules"}}<section aria-labelledby="regeln">
<h2 id="regeln">Regeln und Abweichungen</h2>
{{if .Rules}}<div class="quer"><table>
<caption>Regeln, nach denen entschieden wird</caption>
<thead><tr><th scope="col">Regel</th><th scope="col">Verbindlichkeit</th><th scope="col">Befund</th><th scope="col">Begründung</th><th scope="col">Wortlaut und Fundstelle</th></tr></thead>
<tbody>
{{range .Rules}}<tr><th scope="row">{{.Name}}</th><td>{{.Level}}</td><td>{{.Verdict}}{{with .By}}, {{.}}{{end}}</td><td>{{.Reason}}{{template "cites" .Evidence}}</td><td>{{with .Quote}}„{{.}}“ {{end}}{{.Citation}}</td></tr>
{{end}}</tbody></table></div>
{{else}}<p>Es sind keine Regeln in Kraft.</p>
{{end}}{{range .Deviations}}<h3>Abweichung: {{.Name}}</h3>
<dl>
<dt>Stand</dt><dd>{{.Status}}{{if .Helps}}, trägt die Entscheidung{{else}}, trägt die Entscheidung nicht{{end}}</dd>
<dt>von Regel</dt><dd>{{or (join .Rules) "keiner"}}</dd>
<dt>Begründung</dt><dd>{{.Reason}}{{template "cites" .Evidence}}</dd>
{{with .Compensation}}<dt>Ausgleich</dt><dd>{{.}}</dd>
{{end}}{{with .Money}}<dt>Mehrkosten</dt><dd>{{.}}</dd>
{{end}}{{with .Expires}}<dt>läuft ab am</dt><dd>{{.}}</dd>
{{end}}{{if .Owners}}<dt>verantwortlich</dt><dd>{{join .Owners}}</dd>
{{end}}{{with .RequestedBy}}<dt>beantragt von</dt><dd>{{.}}</dd>
{{end}}{{with .RequestedOn}}<dt>beantragt am</dt><dd>{{.}}</dd>
{{end}}{{with .ApprovedBy}}<dt>genehmigt von</dt><dd>{{.}}</dd>
{{end}}{{with .ApprovedOn}}<dt>genehmigt am</dt><dd>{{.}}</dd>
{{end}}</dl>
{{else}}<p>Es ist keine Abweichung beantragt.</p>
{{end}}</section>{{end}}
`

const partPoints = `{{define "points"}}<section aria-labelledby="punkte">
<h2 id="punkte">Punkte und Kosten</h2>
{{if .Ranking}}{{with .Leader}}<p><strong>{{.}}</strong></p>
{{end}}{{with .NotFirst}}<p><strong>{{.}}</strong></p>
{{end}}<p>Unbekanntes zählt als Spanne von 0 bis 100. Zuerst entscheidet die Stufe, dann die Punkte; was ausgeschlossen ist, steht hinten. Kosten stehen daneben und gehen in keine Punkte ein.</p>
<figure>
{{drawing .Intervals}}</figure>
<div class="quer"><table>
<caption>Reihung {{.RankedAs}}</caption>
<thead><tr><th scope="col">Rang</th><th scope="col">Option</th><th scope="col">Stufe</th><th scope="col">Punkte</th><th scope="col">Kosten</th><th scope="col">sicher vor</th><th scope="col">überall übertroffen von</th></tr></thead>
<tbody>
{{range .Ranking}}<tr><td class="zahl">{{if .Excluded}}–{{else}}{{.Place}}{{end}}</td><th scope="row">{{.Option}}</th><td>{{or .Rung "keine"}}</td><td class="zahl">{{scoreText .}}</td><td>{{or .Money "nicht bekannt"}}</td><td>{{or (join .Separable) "–"}}</td><td>{{or (join .Behind) "–"}}</td></tr>
{{end}}</tbody></table></div>
{{if .Criteria}}<div class="quer"><table>
<caption>Punkte je Kriterium; in Klammern der Beitrag zur Summe</caption>
<thead><tr><th scope="col">Option</th>{{range .Criteria}}<th scope="col">{{.Name}} ({{.Weight}} %)</th>{{end}}</tr></thead>
<tbody>
{{range .Ranking}}<tr><th scope="row">{{.Option}}</th>{{range .Cells}}<td>{{or .Points "–"}}{{with .Contribution}} ({{.}}){{end}}{{template "cites" .Evidence}}</td>{{end}}</tr>
{{end}}</tbody></table></div>
{{end}}{{if .Filed}}<div class="quer"><table>
<caption>Reihung {{.FiledAs}}</caption>
<thead><tr><th scope="col">Rang</th><th scope="col">Option</th><th scope="col">Stufe</th><th scope="col">Punkte</th></tr></thead>
<tbody>
{{range .Filed}}<tr><td class="zahl">{{if .Excluded}}–{{else}}{{.Place}}{{end}}</td><th scope="row">{{.Option}}</th><td>{{or .Rung "keine"}}</td><td class="zahl">{{scoreText .}}</td></tr>
{{end}}</tbody></table></div>
{{end}}{{else}}<p>Die Akte ist nicht bewertet.</p>
{{end}}</section>{{end}}
{{define "change"}}<section aria-labelledby="meinung">
<h2 id="meinung">Was unsere Meinung ändern würde</h2>
{{if .Flips}}<ul>
{{range .Flips}}<li>{{.}}</li>
{{end}}</ul>
{{else}}<p>{{.NoFlips}}</p>
{{end}}{{if .Ranges}}<div class="quer"><table>
<caption>Gewichte, bei denen der erste Rang hält</caption>
<thead><tr><th scope="col">Kriterium</th><th scope="col">Spanne</th></tr></thead>
<tbody>
{{range .Ranges}}<tr><th scope="row">{{.Criterion}}</th><td>{{.Range}}</td></tr>
{{end}}</tbody></table></div>
{{end}}<h3 id="seither">Was sich seither geändert hat</h3>
{{with .Drift}}{{if .Facts}}<ul>
{{range .Facts}}<li>{{.Sentence}} ({{.Trigger}})</li>
{{end}}</ul>
{{else}}<p>Nichts von dem, worauf Bewertung und Entscheidung beruhen.</p>
{{end}}<p>{{if .Flips}}Nach heutigem Stand läge eine andere Option vorn als in der Bewertung.{{else}}Vorn liegt dieselbe Option wie in der Bewertung.{{end}}</p>
{{else}}<p>Nicht ermittelt: Die Akte ist weder bewertet noch entschieden, oder niemand hat nachgesehen.</p>
{{end}}</section>{{end}}
{{define "costs"}}<section aria-labelledby="kosten">
<h2 id="kosten">Kosten</h2>
{{if .Costs}}<div class="quer"><table>
<caption>Kostenmodelle je Option</caption>
<thead><tr><th scope="col">Option</th><th scope="col">Kostenmodell</th><th scope="col">Preisfunktion</th><th scope="col">einmalig</th><th scope="col">jährlich</th><th scope="col">Anschluss je Behörde</th><th scope="col">eigener Aufwand jährlich</th><th scope="col">Jahre</th><th scope="col">zusammen über die Jahre</th><th scope="col">bei so vielen Behörden</th><th scope="col">Nachweise</th></tr></thead>
<tbody>
{{range .Costs}}<tr><th scope="row">{{.Option}}</th><td>{{.Name}}</td><td>{{.Function}}</td><td class="zahl">{{or .Once "–"}}</td><td class="zahl">{{or .Yearly "–"}}</td><td class="zahl">{{or .Connection "–"}}</td><td class="zahl">{{or .OwnYears "–"}}</td><td class="zahl">{{.Years}}</td><td class="zahl">{{or .Total "–"}}</td><td class="zahl">{{if .Adopters}}{{.Adopters}}{{else}}–{{end}}</td><td>{{template "cites" .Evidence}}</td></tr>
{{end}}</tbody></table></div>
{{else}}<p>Es ist kein Kostenmodell hinterlegt.</p>
{{end}}{{if .Prices}}<div class="quer"><table>
<caption>Kostenverlauf nach Zahl der nutzenden Behörden</caption>
<thead><tr><th scope="col">wofür</th><th scope="col">Kostenmodell</th><th scope="col">nutzende Behörden</th><th scope="col">warum diese Zahl</th><th scope="col">alle zusammen über die Laufzeit</th><th scope="col">im Schnitt je Behörde</th></tr></thead>
<tbody>
{{range .Prices}}<tr><th scope="row">{{.Of}}</th><td>{{.Model}}</td><td class="zahl">{{.Adopters}}</td><td>{{.Why}}</td><td class="zahl">{{.All}}</td><td class="zahl">{{.Each}}</td></tr>
{{end}}</tbody></table></div>
{{else}}<p>Kostenverlauf nach Zahl der nutzenden Behörden: {{.NoPrices}}</p>
{{end}}{{if .BreakEvens}}<ul>
{{range .BreakEvens}}<li>{{.}}</li>
{{end}}</ul>
{{end}}</section>{{end}}
`

const partAround = `{{define "impact"}}<section aria-labelledby="wirkung">
<h2 id="wirkung">Wirkung und Abdeckung</h2>
{{with .Impact}}{{if .Of}}<p>Was von „{{.Of}}“ abhängt{{if not .Complete}} (mindestens){{end}}: {{range $i, $k := .Kinds}}{{if $i}}, {{end}}{{$k.Name}}: {{$k.Count}}{{else}}nichts{{end}}.</p>
{{else}}<p>{{$.NoImpact}}</p>
{{end}}{{end}}{{if .Coverages}}<div class="quer"><table>
<caption>Abdeckung heute und – als Annahme – wenn die {{if .Decisions}}gewählte{{else}}vorn liegende{{end}} Option bei allen zuständigen Behörden live wäre</caption>
<thead><tr><th scope="col">Leistung</th><th scope="col">zuständige Behörden (festgestellt, sonst nach Vollzugsebene)</th><th scope="col">heute online</th><th scope="col">unter der Annahme online</th></tr></thead>
<tbody>
{{range .Coverages}}<tr><th scope="row">{{.Service}}</th><td class="zahl">{{.Asked}}</td><td class="zahl">{{.Before}}</td><td class="zahl">{{.After}}</td></tr>
{{end}}</tbody></table></div>
{{end}}<figure>
{{drawing .Surroundings}}</figure>
</section>{{end}}
{{define "collisions"}}<section aria-labelledby="ueberschneidungen">
<h2 id="ueberschneidungen">Überschneidungen mit anderen Vorhaben und Lösungen</h2>
{{if .Collisions}}<div class="quer"><table>
<caption>Paare, die sich überschneiden</caption>
<thead><tr><th scope="col">Entwicklung</th><th scope="col">Lösung</th><th scope="col">Grad</th><th scope="col">Gründe</th><th scope="col">verantwortlich</th><th scope="col">was daraus geworden ist</th></tr></thead>
<tbody>
{{range .Collisions}}<tr><th scope="row">{{.One}}</th><td>{{.Other}}</td><td class="zahl">{{.Score}}</td><td>{{said .Reasons}}</td><td>{{or (join .Owners) "nicht bekannt"}}</td><td>{{or .Status "nicht bekannt"}}</td></tr>
{{end}}</tbody></table></div>
{{if .Further}}<p>{{counted .Further "weiteres Paar überschneidet" "weitere Paare überschneiden"}} sich schwächer.</p>
{{end}}{{else}}<p>{{.NoCollisions}}</p>
{{end}}</section>{{end}}
{{define "precedents"}}<section aria-labelledby="vorgaenge">
<h2 id="vorgaenge">Frühere Entscheidungen</h2>
{{if .Precedents}}<ul>
{{range .Precedents}}<li>{{.Case}}: {{or .Outcome "nicht entschieden"}}{{if .Alike}} – {{said .Alike}}{{end}}{{if .Drifted}} – seither hat sich etwas geändert{{end}}</li>
{{end}}</ul>
{{else}}<p>{{.NoPrecedents}}</p>
{{end}}</section>{{end}}
`

const partProofs = `{{define "searches"}}<section aria-labelledby="recherchen">
<h2 id="recherchen">Recherchen</h2>
{{range .Receipts}}<h3 id="{{.Anchor}}">{{.Name}}</h3>
{{if .Excerpt}}<p>Auszug: Der Recherchenachweis enthält mehr, als hier zu sehen ist.</p>
{{end}}<p>Durchsucht: Revision {{.Revision}}{{with .Day}}, {{.}}{{end}}; {{if .Considered}}angesehen {{counted .Considered "Lösung" "Lösungen"}}, {{end}}gefunden {{len .Hits}}{{with .TakenBy}}; recherchiert von {{.}}{{end}}.{{with .Digest}} Prüfsumme <code>{{.}}</code>{{end}}</p>
{{if .Filters}}<p>Gefragt wurde nach:</p>
<ul>
{{range .Filters}}<li>{{.}}</li>
{{end}}</ul>
{{end}}{{if .Hits}}<div class="quer"><table>
<caption>Treffer, die besten zuerst</caption>
<thead><tr><th scope="col">Rang</th><th scope="col">Lösung</th><th scope="col">Stufe</th><th scope="col">Übereinstimmung</th><th scope="col">Gründe</th></tr></thead>
<tbody>
{{range .Hits}}<tr><td class="zahl">{{.Place}}</td><th scope="row">{{.Solution}}</th><td>{{or .Rung "keine"}}</td><td class="zahl">{{.Strength}} ‰</td><td>{{join .Reasons}}</td></tr>
{{end}}</tbody></table></div>
{{end}}{{if .Elsewhere}}<div class="quer"><table>
<caption>Anderswo gesucht</caption>
<thead><tr><th scope="col">Ort</th><th scope="col">Adresse</th><th scope="col">am</th><th scope="col">Anfrage</th><th scope="col">Ergebnis</th></tr></thead>
<tbody>
{{range .Elsewhere}}<tr><th scope="row">{{.Place}}</th><td>{{.URL}}</td><td>{{.On}}</td><td>{{.Query}}</td><td>{{.Found}}</td></tr>
{{end}}</tbody></table></div>
{{end}}{{else}}<p>Es liegt kein Recherchenachweis in der Akte.</p>
{{end}}</section>{{end}}
{{define "evidence"}}<section aria-labelledby="nachweise">
<h2 id="nachweise">Nachweise</h2>
{{if .Evidence}}<div class="quer"><table>
<caption>Nachweise, die am Stichtag gelten</caption>
<thead><tr><th scope="col">Nr.</th><th scope="col">Nachweis</th><th scope="col">Art</th><th scope="col">Güte</th><th scope="col">Urheber</th><th scope="col">Fundstelle</th><th scope="col">abgerufen</th><th scope="col">Alter</th><th scope="col">gilt bis</th></tr></thead>
<tbody>
{{range .Evidence}}<tr id="{{.Anchor}}"><th scope="row">{{.Short}}</th><td>{{.Name}}{{with .Hash}} <code>{{.}}</code>{{end}}</td><td>{{.Kind}}</td><td>{{.Grade}}{{with .GradeWord}}: {{.}}{{end}}</td><td>{{or .Author "–"}}</td><td>{{or .URI "–"}}</td><td>{{or .Retrieved "–"}}</td><td>{{or .Age "nicht bekannt"}}</td><td>{{or .Until "unbefristet"}}</td></tr>
{{end}}</tbody></table></div>
{{else}}<p>Es liegt kein gültiger Nachweis in der Akte.</p>
{{end}}</section>{{end}}
{{define "steps"}}<section aria-labelledby="schritte">
<h2 id="schritte">Gang der Akte</h2>
{{if .Steps}}<div class="quer"><table>
<caption>Schritte</caption>
<thead><tr><th scope="col">Stand</th><th scope="col">am</th><th scope="col">durch</th><th scope="col">Revision</th><th scope="col">Begründung</th></tr></thead>
<tbody>
{{range .Steps}}<tr><th scope="row">{{.To}}</th><td>{{.On}}</td><td>{{.By}}</td><td class="zahl">{{.Revision}}</td><td>{{.Reason}}</td></tr>
{{end}}</tbody></table></div>
{{else}}<p>Die Akte hat noch keinen Schritt getan.</p>
{{end}}</section>{{end}}
`
